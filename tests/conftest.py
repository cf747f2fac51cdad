"""What several test files share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course_utils.grading.course.layout import CONFIG_FILE, Course
from course_utils.grading.simulated.submissions import Student

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def scratch_course(tmp_path: Path) -> Course:
    """A copy of the course without any class, in a folder of its own."""
    return copy_course(tmp_path / "course")


def copy_course(folder: Path) -> Course:
    """Copy the repository's course to `folder`."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / CONFIG_FILE, folder)
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "submissions", folder / "tests" / "submissions")
    return Course(folder)


def expected_points(student: Student, max_points: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest points that a simulated student may get for each test cell."""
    default = student.expected.get("all")
    return {task: student.expected.get(task, default or (full, full)) for task, full in max_points.items()}
