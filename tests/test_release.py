"""Releasing an assignment again leaves what a student worked on alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from tiny import ASSIGNMENT, SOFTMAX, tiny_course

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.release import release, work_in_release
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import read_notebook


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = tiny_course(tmp_path_factory.mktemp("generated") / "course")
    gradebook.generate(course, ASSIGNMENT)
    return course


@pytest.fixture
def course(generated: Course, tmp_path: Path) -> Course:
    return Course(shutil.copytree(generated.root, tmp_path / "course"))


def change(path: Path, ran: bool = False, **sources: str) -> None:
    """Write other sources into a notebook's cells; `ran` adds what a run leaves."""
    notebook = read_notebook(path)
    for number, cell in enumerate(notebook.cells):
        cell.source = sources.get(cell.id, cell.source)
        if ran and cell.cell_type == "code":
            cell.execution_count, cell.outputs = number, [new_output("stream", text="hello")]
    nbformat.write(notebook, path)


def test_a_release_as_it_was_made_and_one_that_was_only_run_hold_no_work(course: Course) -> None:
    assert work_in_release(course, ASSIGNMENT) == []
    change(course.released(ASSIGNMENT), ran=True)
    assert work_in_release(course, ASSIGNMENT) == []


def test_an_earlier_release_of_a_solution_that_changed_holds_no_work(course: Course) -> None:
    change(course.master(ASSIGNMENT), softmax_test="assert True", imports="import torch, math", title="# Tiny")
    assert work_in_release(course, ASSIGNMENT) == []


@pytest.mark.parametrize(
    ("ran", "sources", "work"),
    [
        (False, {"softmax": SOFTMAX}, ["the cell 'softmax'"]),
        (True, {"softmax_test": "assert True"}, ["the cell 'softmax_test'"]),
        (True, {"imports": "import torch, math"}, ["the cell 'imports'"]),
        (True, {"title": "# My notes"}, ["the cell 'title'"]),
    ],
)
def test_changed_cells_are_work(course: Course, ran: bool, sources: dict[str, str], work: list[str]) -> None:
    change(course.released(ASSIGNMENT), ran, **sources)
    assert work_in_release(course, ASSIGNMENT) == work


@pytest.mark.parametrize("new_cell", [new_code_cell, new_markdown_cell])
def test_added_cells_are_work_unless_they_are_empty(course: Course, new_cell) -> None:
    path = course.released(ASSIGNMENT)
    notebook = read_notebook(path)
    notebook.cells += [new_cell("x = 1", id="mine"), new_cell(" ", id="empty")]
    nbformat.write(notebook, path)
    assert work_in_release(course, ASSIGNMENT) == ["the cell 'mine'"]


def test_files_beside_the_notebook_are_work_and_a_release_leaves_all_as_it_is(course: Course) -> None:
    folder = course.released(ASSIGNMENT).parent
    (folder / "helpers.py").write_text("x = 1", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    change(course.released(ASSIGNMENT), softmax=SOFTMAX)
    before = course.released(ASSIGNMENT).read_bytes()
    with pytest.raises(
        CourseError, match=r"the cell 'softmax', the file helpers\.py\. Move the folder to another place"
    ):
        release(course, ASSIGNMENT)
    assert (folder / "helpers.py").exists() and course.released(ASSIGNMENT).read_bytes() == before
