"""The small assignment of docs/writing-assignments.md is made from the page, released, and graded."""

from __future__ import annotations

import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from conftest import ROOT
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import CONFIG_FILE, Course
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.kernels.provisioners import Isolation

pytestmark = pytest.mark.slow

NAME = "07_norms"
ANSWER = {"grade_id": "row_norms", "solution": True, "grade": False, "locked": False}
TEST = {"grade_id": "row_norms_test", "solution": False, "grade": True, "locked": True, "points": 2}
STUDENTS = {
    "right": ("return torch.linalg.vector_norm(x, dim=1)", 2),
    "columns": ("return x.square().sum(dim=0).sqrt()", 0),
    "squared": ("return x.square().sum(dim=1)", 0),
    "keeps_the_dimension": ("return x.square().sum(dim=1, keepdim=True).sqrt()", 0),
    "blank": ("raise NotImplementedError()", 0),
}


def example() -> nbformat.NotebookNode:
    """Return the master notebook that the page describes."""
    page = (ROOT / "docs" / "writing-assignments.md").read_text(encoding="utf-8")
    section = page.partition("## A small example")[2].partition("\n## Settings")[0]
    blocks = re.findall(r"```(markdown|python)\n(.*?)\n```", section, re.DOTALL)
    settings = iter(({}, {}, {}, ANSWER, TEST))
    cells = [
        (new_code_cell if kind == "python" else new_markdown_cell)(
            source, metadata={"nbgrader": {"schema_version": 3, "task": False, **nbgrader}} if nbgrader else {}
        )
        for (kind, source), nbgrader in zip(blocks, settings, strict=True)
    ]
    assert all(f"`{nbgrader['grade_id']}`" in section for nbgrader in (ANSWER, TEST))
    return new_notebook(cells=cells)


def test_the_example_can_be_released_and_graded(tmp_path, monkeypatch):
    course = Course(tmp_path / "course")
    course.master(NAME).parent.mkdir(parents=True)
    shutil.copy(ROOT / CONFIG_FILE, course.root)
    nbformat.write(example(), course.master(NAME))
    monkeypatch.chdir(course.root)
    release(course, NAME)
    for student, (line, _) in STUDENTS.items():
        notebook = read_notebook(course.released(NAME))
        notebook.cells[3].source = f"def row_norms(x):\n    {line}"
        path = course.submitted / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    results = grade(course, NAME, list(STUDENTS), Isolation.NONE)
    assert {each.student: each.points for each in results} == {name: points for name, (_, points) in STUDENTS.items()}
