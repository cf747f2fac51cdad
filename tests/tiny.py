"""A course with one small assignment, for tests that go the whole way: two tasks, no training, no data."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.grading.course.layout import CONFIG_FILE, Course
from course_utils.grading.course.notebooks import read_notebook

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENT = "01_tiny"
SOFTMAX = "def softmax(x):\n    z = (x - x.max(1, keepdim=True).values).exp()\n    return z / z.sum(1, keepdim=True)"
NAIVE = "def softmax(x):\n    return x.exp() / x.exp().sum(1, keepdim=True)"


def tiny_course(folder: Path) -> Course:
    """Make the course below `folder`."""
    (folder / "solutions" / ASSIGNMENT).mkdir(parents=True)
    shutil.copy(ROOT / CONFIG_FILE, folder)
    nbformat.write(_master(), folder / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    return Course(folder)


def submit(course: Course, student: str, **answers: str) -> None:
    """Hand in the released notebook with the given answers, by cell id."""
    notebook = read_notebook(course.released(ASSIGNMENT))
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    folder = course.submitted / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")


def _master() -> nbformat.NotebookNode:
    def answer(name: str, source: str) -> nbformat.NotebookNode:
        nbgrader = {"grade_id": name, "grade": False, "solution": True, "locked": False, "task": False}
        source = f"### BEGIN SOLUTION\n{source}\n### END SOLUTION"
        return new_code_cell(source, id=name, metadata={"nbgrader": {"schema_version": 3, **nbgrader}})

    def tests(name: str, points: int, source: str) -> nbformat.NotebookNode:
        nbgrader = {"grade_id": name, "grade": True, "solution": False, "locked": True, "task": False, "points": points}
        return new_code_cell(source, id=name, metadata={"nbgrader": {"schema_version": 3, **nbgrader}})

    return new_notebook(
        cells=[
            new_markdown_cell("# A tiny assignment", id="title"),
            new_code_cell("import torch\nfrom course_utils import check", id="imports"),
            new_markdown_cell("## Task 1 · softmax\n\n$s_i = e^{x_i} / \\sum_j e^{x_j}$", id="task-1"),
            answer("softmax", SOFTMAX),
            tests(
                "softmax_test",
                3,
                'check.task("softmax_test", lesson="01, section 1")\nx = check.normal(5, 4) * 30\n'
                'check.value("softmax", lambda: softmax(x / 30), hint="divide by the sum of each row")\n'
                'check.value("large logits stay finite", lambda: softmax(x * 100), hint="subtract the maximum")\n'
                'check.source("by hand", "softmax", forbids=["log_softmax"])',
            ),
            new_markdown_cell("## Task 2 · plain asserts", id="task-2"),
            answer("double", "def double(x):\n    return 2 * x"),
            tests("double_test", 1, "assert double(3) == 6"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
