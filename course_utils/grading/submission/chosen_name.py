"""The pseudonym that a student chose in a notebook: read off it, never run."""

from __future__ import annotations

import ast

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import student_sources
from course_utils.source.cells import parse_cell

VARIABLE = "pseudonym"


def chosen_in(notebook: NotebookNode) -> str | None:
    """Return the text that the student's cells give to the variable `pseudonym` last; None where there is none."""
    chosen = None
    for source in student_sources(notebook):
        for statement in parse_cell(source).body if VARIABLE in source else ():
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
            if any(isinstance(target, ast.Name) and target.id == VARIABLE for target in targets):
                value = getattr(getattr(statement, "value", None), "value", None)
                chosen = value[:1000] if isinstance(value, str) else chosen
    return chosen
