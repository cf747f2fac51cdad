"""See that chance decides nothing: whoever is right keeps every point under many grading keys.

    python scripts/many_keys.py 01 --keys 20

Under each key the reference solution, and every simulated student who is right in another way, is graded by the real
grader. The command names those who lost points that their file does not expect them to lose, and where; its exit status
is then 1.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from rich.progress import track

from course_utils.grading.course import CONFIG_FILE, Course, find_course
from course_utils.grading.crowd import grade_crowd
from course_utils.grading.simulated import Student, fully_trained, read_students


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
    lost = [
        line
        for number in track(range(arguments.keys), description=f"{len(right)} students of {assignment}")
        for line in _lost_under(f"key {number}", repository, assignment, right)
    ]
    print("\n".join(lost) or f"{len(right)} right answers kept every point under {arguments.keys} keys.")
    sys.exit(bool(lost))


def _lost_under(key: str, repository: Course, assignment: str, right: list[Student]) -> list[str]:
    os.environ["COURSE_KEY"] = key
    with tempfile.TemporaryDirectory(prefix="course-keys-") as folder:
        course = _scratch(repository, Path(folder))
        os.chdir(course.root)
        results = grade_crowd(course, assignment, right)
        os.chdir(repository.root)
    expected = {student.name: student.expected for student in right}
    return [
        f"{key}: {result.student} lost {task.max_points - task.points:g} in {task.id}: "
        + "; ".join(f"{check.name}: {check.message}" for check in task.checks if not check.passed)
        for result in results
        for task in result.tasks
        if task.points < expected[result.student].get(task.id, (task.max_points, 0))[0]
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
