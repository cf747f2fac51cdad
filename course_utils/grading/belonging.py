"""Which assignment a notebook belongs to: the one that most of its cells come from."""

from __future__ import annotations

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course import Course, CourseError, assignments_in
from course_utils.grading.notebooks import grade_id, read_notebook


def cell_names(course: Course) -> dict[str, set[str]]:
    """Return nbgrader's names for the cells of each assignment that students have."""
    return {name: names_in(read_notebook(course.released(name))) for name in assignments_in(course.assignments)}


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


def refuse_anothers(notebook: NotebookNode, cells: dict[str, set[str]], assignment: str) -> None:
    """Raise CourseError for a notebook that belongs to another assignment."""
    if (found := assignment_of(notebook, cells, assignment)) != assignment:
        raise CourseError(f"is the notebook of {found}")
