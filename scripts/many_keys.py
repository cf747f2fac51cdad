"""See that chance decides nothing: whoever is right keeps every point under many grading keys.

    python scripts/many_keys.py 01 --keys 20

Under each key the reference solution, and the work of every simulated student who is right in another way, is executed
and judged as in grading. After each key the command names those who lost points that their file does not expect them to
lose, and where; its exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.progress import track

from course_utils.grading.classroom.grade import executed
from course_utils.grading.course.layout import Course, find_course
from course_utils.grading.kernels.fork_client import early_fork_server
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.simulated.crowd import WORKERS, class_without_gradebook
from course_utils.grading.simulated.submissions import Student, fully_trained, read_students
from course_utils.grading.submission.grader import prepared


def main() -> None:
    """Read the arguments, grade under every key, and name what was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment", help="its number, such as 01")
    parser.add_argument("--keys", type=int, default=20)
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    right = [
        fully_trained(repository, student)
        for student in read_students(repository, assignment)
        if student.name == "reference" or student.is_right_in_another_way
    ]
    master = repository.master(assignment)
    with tempfile.TemporaryDirectory(prefix="course-keys-") as folder, early_fork_server(master, None, "") as server:
        course = class_without_gradebook(repository, Path(folder), assignment, right)
        nothing_lost = True
        for number in track(range(arguments.keys), description=f"{len(right)} students of {assignment}"):
            lost = _lost_under(f"key {number}", course, assignment, right, server)
            nothing_lost = nothing_lost and not lost
            print("\n".join(lost) or f"key {number}: nobody lost a point", flush=True)
    if nothing_lost:
        print(f"{len(right)} right answers kept every point under {arguments.keys} keys.")
    sys.exit(not nothing_lost)


def _lost_under(
    key: str, course: Course, assignment: str, right: list[Student], server: Callable[[], str] | None
) -> list[str]:
    """Execute and judge everybody's work under one key, without the gradebook; return who lost what."""
    os.environ["COURSE_KEY"] = key
    names = [student.name for student in right]
    with prepared(course, assignment, best_isolation(), server) as grader, ThreadPoolExecutor(WORKERS) as pool:
        results = []
        for ended in executed(grader, names, pool):
            if ended.submission is None:
                sys.exit(f"{key}: {ended.student} could not be graded: {ended.failure}")
            results.append(grader.judge(ended.submission)[1])
    expected = {student.name: student.expected for student in right}
    return [
        f"{key}: {result.student} lost {task.max_points - task.points:g} in {task.id}: "
        + "; ".join(f"{check.name}: {check.message}" for check in task.checks if not check.passed)
        for result in results
        for task in result.tasks
        if not task.manual and task.points < expected[result.student].get(task.id, (task.max_points, 0))[0]
    ]


if __name__ == "__main__":
    main()
