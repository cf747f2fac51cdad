"""Packing: what a student's zip holds is what the instructor's `course collect` takes out of it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny import ASSIGNMENT, tiny_course

from course_utils.cli import main
from course_utils.grading.collect import collect
from course_utils.grading.course import Course
from course_utils.grading.pack import pack

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
KEPT = {"helper.py": "def half(x):\n    return x / 2", "tables/ω.csv": "1,2"}
LEFT_OUT = {f"{ASSIGNMENT}-Copy1.ipynb": "{}", ".secret": "x", "older.zip": "PK", "timestamp.txt": "2026-01-01"}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course whose assignment is a student's work, with files of all kinds beside it."""
    course = tiny_course(tmp_path / "course")
    shutil.copytree(course.solutions, course.assignments)
    for name, content in {**KEPT, **LEFT_OUT, "checks.json": "{}", "__pycache__/helper.pyc": "x"}.items():
        path = course.assignments / ASSIGNMENT / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(course.assignments / ASSIGNMENT)
    return course


@pytest.mark.parametrize(
    "name",
    [f"Ann Lee_7_assignsubmission_file_/{ASSIGNMENT}.zip", f"leeann_7_99_{ASSIGNMENT}.zip"],
    ids=("Moodle", "Canvas"),
)
def test_what_is_packed_is_collected_without_loss(course: Course, tmp_path: Path, name: str) -> None:
    packed = pack(course, ASSIGNMENT)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as platform:
        platform.write(packed.path, name)
    report = collect([tmp_path / "class.zip"], ASSIGNMENT, tmp_path / "submitted")
    assert not report.refused and not report.notes
    folder = report.accepted.popitem()[1].parent
    (folder / "timestamp.txt").unlink()
    collected = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert collected == {name: (course.assignments / ASSIGNMENT / name).read_bytes() for name in (NOTEBOOK, *KEPT)}
    assert packed.files == sorted(collected)


def test_the_student_is_told_where_it_is_and_what_is_in_it(course: Course) -> None:
    for _ in range(2):
        result = CliRunner().invoke(main, ["pack", "01"])
        assert result.exit_code == 0, result.output
    assert f"Hand in this file: {course.root / ASSIGNMENT}.zip" in result.output
    assert f"In it: {NOTEBOOK}, helper.py, tables/ω.csv." in result.output
    assert all(f"Left out: {name} (" in result.output for name in LEFT_OUT)
    assert "checks.json" not in result.output and "pycache" not in result.output


@pytest.mark.parametrize(("content", "words"), [(None, "is missing"), ("{", "is damaged or was saved by another")])
def test_without_a_notebook_nothing_is_packed(course: Course, content: str | None, words: str) -> None:
    notebook = course.released(ASSIGNMENT)
    notebook.unlink() if content is None else notebook.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["pack", "01"])
    assert result.exit_code == 2 and words in " ".join(result.output.split())
    assert not (course.root / f"{ASSIGNMENT}.zip").exists()
