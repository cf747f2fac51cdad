"""Which assignment a notebook belongs to: the one that most of its cells come from."""

from __future__ import annotations

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.checks.verdicts import RECORDED_FILE
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import grade_id, read_notebook


def cell_names(course: Course) -> dict[str, set[str]]:
    """Return nbgrader's names for the cells of each assignment that students have, whatever became of its notebook."""
    folders = {path.parent for path in course.assignments.glob("*/*") if path.suffix in (".ipynb", ".json")}
    found = {folder.name: _released_names(folder) | _recorded_names(folder) for folder in sorted(folders)}
    return {assignment: names for assignment, names in found.items() if names}


def _released_names(folder: Path) -> set[str]:
    try:
        return names_in(read_notebook(folder / f"{folder.name}.ipynb"))
    except CourseError:
        return set()


def _recorded_names(folder: Path) -> set[str]:
    """Return the names of the test cells for which values were released."""
    try:
        return set(json.loads((folder / RECORDED_FILE).read_text(encoding="utf-8"))["tasks"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def names_in(notebook: NotebookNode) -> set[str]:
    """Return nbgrader's names for the cells of a notebook."""
    return {name for cell in notebook["cells"] if (name := grade_id(cell))}


def assignment_of(notebook: NotebookNode, cells: dict[str, set[str]], expected: str = "") -> str:
    """Return the assignment that shares most cells with a notebook; `expected` where no other shares more.

    Empty, or `expected`, where none shares any: an editor may have lost the names.
    """
    names = names_in(notebook)
    shared = {assignment: len(names & theirs) for assignment, theirs in cells.items()}
    closest = max(shared, key=lambda assignment: (shared[assignment], assignment == expected), default=expected)
    return closest if shared.get(closest) else expected
