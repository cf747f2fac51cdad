"""Packing: what a student's zip holds is what the instructor's `course collect` takes out of it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from tiny import ASSIGNMENT, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import Course
from course_utils.grading.platforms.collect import collect
from course_utils.grading.platforms.pack import pack

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
    packed = pack(course, ASSIGNMENT, course.released(ASSIGNMENT))
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


@pytest.mark.parametrize(
    ("content", "words"), [(None, "There is no 01_tiny.ipynb in"), ("{", "is damaged or was saved by another")]
)
def test_without_a_notebook_nothing_is_packed(course: Course, content: str | None, words: str) -> None:
    notebook = course.released(ASSIGNMENT)
    notebook.with_name(f"{ASSIGNMENT}-Copy1.ipynb").unlink()
    notebook.unlink() if content is None else notebook.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["pack", "01"])
    assert result.exit_code == 2 and words in " ".join(result.output.split())
    assert not (course.root / f"{ASSIGNMENT}.zip").exists()


def packed_by(*arguments: object) -> tuple[Result, str]:
    result = CliRunner().invoke(main, ["pack", *map(str, arguments)])
    return result, " ".join(result.output.split())


@pytest.mark.parametrize(
    "name", ["my work.ipynb", f"{ASSIGNMENT}-ann-lee.ipynb", f"{ASSIGNMENT} (1).ipynb", "work.ipynb.txt"]
)
def test_a_renamed_notebook_is_found_and_gets_its_name_in_the_zip(course: Course, name: str) -> None:
    notebook = course.released(ASSIGNMENT)
    content = notebook.read_bytes()
    notebook.rename(notebook.with_name(name))
    (notebook.with_name("checks.json")).write_text('{"tasks": {"softmax_test": [], "double_test": []}}')
    notebook.with_name(f"{ASSIGNMENT}-Copy1.ipynb").unlink()
    shutil.rmtree(course.solutions)
    result, words = packed_by(1)
    assert result.exit_code == 0, words
    assert f"Your notebook is {notebook.with_name(name)}." in words
    with zipfile.ZipFile(course.root / f"{ASSIGNMENT}.zip") as packed:
        assert packed.read(NOTEBOOK) == content and "helper.py" in packed.namelist() and name not in packed.namelist()


def test_which_of_several_renamed_notebooks_is_meant_is_asked(course: Course) -> None:
    notebook = course.released(ASSIGNMENT)
    for name in ("a.ipynb", "b.ipynb"):
        shutil.copy(notebook, notebook.with_name(name))
    notebook.unlink()
    notebook.with_name(f"{ASSIGNMENT}-Copy1.ipynb").unlink()
    (notebook.with_name("checks.json")).write_text('{"tasks": {"softmax_test": []}}')
    result, words = packed_by("01")
    assert result.exit_code == 2 and "holds several notebooks" in words
    assert "`course check 01_tiny path/to/notebook.ipynb`" in words
    assert packed_by("01", notebook.with_name("a.ipynb"))[0].exit_code == 0


def test_a_notebook_that_is_named_is_packed_wherever_it_is(course: Course, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my work.ipynb"
    elsewhere.write_bytes(course.released(ASSIGNMENT).read_bytes())
    (tmp_path / "private.txt").touch()
    for arguments in (("01", elsewhere), (elsewhere,)):
        result, words = packed_by(*arguments)
        assert result.exit_code == 0, words
        assert f"In it: {NOTEBOOK}." in words
        assert "Left out: files beside my work.ipynb, whose folder is not called 01_tiny." in words


def test_another_assignments_notebook_is_not_packed(course: Course, tmp_path: Path) -> None:
    other = course.assignments / "02_next" / "02_next.ipynb"
    other.parent.mkdir()
    cells = [nbformat.v4.new_code_cell(metadata={"nbgrader": {"grade_id": "next"}})]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), other)
    result, words = packed_by("01", other)
    assert result.exit_code == 2 and "02_next.ipynb is the notebook of 02_next, not of 01_tiny." in words


def test_a_notebook_without_an_answer_is_packed_and_that_is_said(course: Course, tmp_path: Path) -> None:
    assert "Nothing is answered" not in packed_by("01")[1]
    gradebook.generate(course, ASSIGNMENT)
    result, words = packed_by("01")
    assert result.exit_code == 0
    assert f"Nothing is answered in it yet: is {course.released(ASSIGNMENT)} the right file, and saved?" in words


@pytest.mark.slow
def test_a_renamed_notebook_is_checked_by_its_number_and_by_its_name(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    shutil.rmtree(course.assignments)
    release(course, ASSIGNMENT)
    notebook = course.released(ASSIGNMENT)
    renamed = notebook.with_name("my work.ipynb")
    shutil.copy(course.master(ASSIGNMENT), renamed)
    notebook.unlink()
    for arguments in (["1"], ["01", str(renamed)], [str(renamed)]):
        result = CliRunner().invoke(main, ["check", *arguments])
        assert result.exit_code == 0 and "4 of 4 points" in result.output, result.output
