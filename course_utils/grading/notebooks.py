"""Reading and writing notebooks, and what nbgrader's metadata says of a cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

from course_utils.grading.course import CourseError

MAX_NOTEBOOK_BYTES = 50_000_000
MAX_CELLS = 2000  # each takes time in the grader, whatever is in it


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook that anybody may have written.

    Raises
    ------
    CourseError
        If the file is missing, too large, or no notebook; the message is one sentence for people.
    """
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise CourseError(f"{path.name} is larger than {MAX_NOTEBOOK_BYTES // 1_000_000} MB.")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        notebook = nbformat.from_dict(content)
        notebook = nbformat.convert(notebook, 4) if _is_old(content) else rejoin_lines(notebook)
    except FileNotFoundError:
        raise CourseError(f"{path.name} is missing.") from None
    except CourseError:
        raise
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
        raise CourseError(
            f"{path.name} is not a notebook: the file is damaged or was saved by another program."
        ) from None
    if not isinstance(content, dict) or not _has_cells(notebook):
        raise CourseError(f"{path.name} is not a notebook: it has no list of cells.")
    if len(notebook["cells"]) > MAX_CELLS:
        raise CourseError(f"{path.name} has more than {MAX_CELLS:,} cells.")
    return notebook


def _is_old(content: Any) -> bool:
    return isinstance(content, dict) and content.get("nbformat") in (2, 3)


def _has_cells(notebook: Any) -> bool:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return isinstance(cells, list) and all(
        isinstance(cell, dict) and isinstance(cell.get("source"), str) and isinstance(cell.get("cell_type"), str)
        for cell in cells
    )


def grade_id(cell: NotebookNode) -> str | None:
    """Return nbgrader's name for a cell, or None for a cell that nbgrader does not know."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) and name else None


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell of the released notebook is for the student to fill in."""
    return grade_id(cell) is not None and bool(cell["metadata"]["nbgrader"].get("solution"))


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell of the released notebook is a test cell that carries points."""
    nbgrader = cell.get("metadata", {}).get("nbgrader", {})
    return cell["cell_type"] == "code" and bool(nbgrader.get("grade")) and not nbgrader.get("solution")


def headings(notebook: NotebookNode) -> dict[str, str]:
    """Return for each test cell the last heading above it."""
    found, heading = {}, ""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            lines = [line.lstrip("# ").strip() for line in cell["source"].splitlines() if line.startswith("#")]
            heading = lines[-1] if lines else heading
        elif is_test(cell):
            found[str(grade_id(cell))] = heading
    return found


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the code cells in order."""
    return (cell for cell in notebook["cells"] if cell["cell_type"] == "code")


def student_sources(notebook: NotebookNode, above: NotebookNode | None = None) -> list[str]:
    """Return the code of every cell, or of every one `above` a cell, that is no test cell: what a student may write."""
    cells = takewhile(lambda cell: cell is not above, code_cells(notebook))
    return [cell["source"] for cell in cells if not is_test(cell)]
