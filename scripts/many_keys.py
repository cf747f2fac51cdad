"""See that chance decides nothing: whoever is right keeps every point under many grading keys.

    python scripts/many_keys.py 01 --keys 20

Under each key the reference solution, and the work of every simulated student who is right in another way, is executed
and judged as in grading. The command names those who lost points that their file does not expect them to lose, and
where; its exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from rich.progress import track

from course_utils.grading.course import CONFIG_FILE, Course, find_course
from course_utils.grading.crowd import WORKERS
from course_utils.grading.execute import KILLS
from course_utils.grading.fork_client import fork_server
from course_utils.grading.kernels import Isolation, best_isolation
from course_utils.grading.simulated import Student, fully_trained, hand_in, read_students
from course_utils.grading.submission import prepared


def main() -> None:
    """Read the arguments, grade under every key, and name what was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment", help="its number, such as 01")
    parser.add_argument("--keys", type=int, default=20)
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    right = [
        fully_trained(student)
        for student in read_students(repository, assignment)
        if student.name == "reference" or student.is_right_in_another_way
    ]
    with tempfile.TemporaryDirectory(prefix="course-keys-") as folder, _servers() as server:
        course = _scratch(repository, Path(folder))
        for student in right:
            hand_in(course, student, course.submitted / student.name / assignment)
        lost = [
            line
            for number in track(range(arguments.keys), description=f"{len(right)} students of {assignment}")
            for line in _lost_under(f"key {number}", course, assignment, right, server)
        ]
    print("\n".join(lost) or f"{len(right)} right answers kept every point under {arguments.keys} keys.")
    sys.exit(bool(lost))


@contextmanager
def _servers() -> Iterator[Callable[[], str] | None]:
    """Give one fork server for all keys, where kernels are forked: warming up takes longer than many a submission."""
    if best_isolation() != Isolation.NAMESPACES:
        yield None
        return
    with fork_server() as server:
        socket = server()
        yield lambda: socket


def _lost_under(
    key: str, course: Course, assignment: str, right: list[Student], server: Callable[[], str] | None
) -> list[str]:
    """Execute and judge everybody's work under one key, without the gradebook; return who lost what."""
    os.environ["COURSE_KEY"] = key
    with prepared(course, assignment, best_isolation(), server) as grader, ThreadPoolExecutor(WORKERS) as pool:
        doubts = pool.map(lambda student: grader.execute(student.name, beside_others=True), right)
        for student, doubt in zip(right, doubts, strict=True):
            if doubt:
                grader.execute(student.name, was_killed=doubt in KILLS)
        results = [(student, grader.judge(student.name)[1]) for student in right]
    return [
        f"{key}: {student.name} lost {task.max_points - task.points:g} in {task.id}: "
        + "; ".join(f"{check.name}: {check.message}" for check in task.checks if not check.passed)
        for student, result in results
        for task in result.tasks
        if task.points < student.expected.get(task.id, (task.max_points, 0))[0]
    ]


def _scratch(repository: Course, folder: Path) -> Course:
    """Make a copy of the course for a class of its own."""
    shutil.copy(repository.root / CONFIG_FILE, folder)
    for name in ("solutions", "assignments"):
        shutil.copytree(repository.root / name, folder / name)
    (folder / "tests").symlink_to(repository.root / "tests")
    return Course(folder)


if __name__ == "__main__":
    main()
