"""Reading and writing notebooks, and what nbgrader's metadata says of a cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4.rwbase import rejoin_lines

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebook_files import MAX_NOTEBOOK_BYTES, content_of, text_content_of, too_large

MAX_CELLS = 2000  # each takes time in the grader, whatever is in it
_KINDS = {"heading": "markdown", "html": "markdown", "plaintext": "raw"}  # what older formats had


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of the course's own, with everything that is in it.

    Raises
    ------
    CourseError
        If the file is missing, too large, or no notebook; the message is one sentence for people.
    """
    content = content_of(_bytes_of(path), path.name)
    try:
        notebook = nbformat.from_dict(content)
        notebook = nbformat.convert(notebook, 4) if _is_old(content) else rejoin_lines(notebook)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
        raise CourseError(
            f"{path.name} is not a notebook: the file is damaged or was saved by another program."
        ) from None
    if not isinstance(content, dict) or not _has_cells(notebook):
        raise CourseError(f"{path.name} is not a notebook: it has no list of cells.")
    return _not_too_long(notebook, path.name)


def read_submission(path: Path) -> NotebookNode:
    """Read a notebook that anybody may have written, in whatever way.

    Raises
    ------
    CourseError
        If the file is missing, too large, or no notebook; the message is one sentence for people.

    Returns
    -------
    NotebookNode
        The cells' text, with their ids and nbgrader's metadata where they have them, and nothing else.
    """
    content = text_content_of(_bytes_of(path), path.name)
    cells = _cells_of(content)
    if cells is None:
        raise CourseError(
            f"{path.name} is not a notebook: it has no list of cells; hand in the .ipynb file that JupyterLab saves."
        )
    _not_too_long({"cells": cells}, path.name)
    plain = [_plain_cell(cell, number, path.name) for number, cell in enumerate(cells, start=1)]
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=plain)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"{path.name} is missing.") from None
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read: {error.strerror}.") from None


def _not_too_long(notebook: Any, name: str) -> Any:
    if len(notebook["cells"]) > MAX_CELLS:
        raise CourseError(f"{name} has more than {MAX_CELLS:,} cells.")
    return notebook


def _cells_of(content: Any) -> list[Any] | None:
    """Return a notebook's cells as they are in the file; up to format 3 they stand in worksheets."""
    if not isinstance(content, dict):
        return None
    if isinstance(content.get("cells"), list):
        return list(content["cells"])
    sheets = content.get("worksheets")
    if not isinstance(sheets, list) or not all(_has_list_of_cells(sheet) for sheet in sheets):
        return None
    return [cell for sheet in sheets for cell in sheet["cells"]]


def _has_list_of_cells(sheet: Any) -> bool:
    return isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)


def _plain_cell(cell: Any, number: int, name: str) -> NotebookNode:
    """Return a cell anew, from the few parts that count; an absent text is an empty one."""
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if not isinstance(kind, str):
        raise _odd(name, number, "is neither code nor text")
    source = cell.get("source", cell.get("input"))
    lines = source if isinstance(source, list) else [source or ""]
    if not all(isinstance(line, str) for line in lines):
        raise _odd(name, number, "holds something else than text")
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    simple = (
        {key: value for key, value in nbgrader.items() if isinstance(value, str | int | float)}
        if isinstance(nbgrader, dict)
        else None
    )
    plain = from_dict({"cell_type": _KINDS.get(kind, kind), "metadata": {"nbgrader": simple} if simple else {}})
    plain["source"] = "".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell.get("id"), str):
        plain["id"] = cell["id"]
    return plain if kind != "code" else NotebookNode(plain, outputs=[], execution_count=None)


def _odd(name: str, number: int, what: str) -> CourseError:
    remedy = "open it in JupyterLab, put that right and save it again"
    return CourseError(f"{name} is not a notebook: its cell {number} {what}; {remedy}.")


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


def is_by_hand(cell: NotebookNode) -> bool:
    """Whether a cell of the released notebook is an answer that a person reads and gives points for."""
    return is_answer(cell) and bool(cell["metadata"]["nbgrader"].get("grade"))


def has_points(cell: NotebookNode) -> bool:
    """Whether a cell of the released notebook carries points: a test cell, or an answer that a person reads."""
    return is_test(cell) or is_by_hand(cell)


def graded_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the cells with points, in order."""
    return filter(has_points, notebook["cells"])


def points_of(cell: NotebookNode) -> float:
    """Return the most points that a cell with points gives."""
    return float(cell["metadata"]["nbgrader"]["points"])


def headings(notebook: NotebookNode) -> dict[str, str]:
    """Return for each cell with points the last heading above it."""
    found, heading = {}, ""
    for cell in notebook["cells"]:
        if has_points(cell):
            found[str(grade_id(cell))] = heading
        elif cell["cell_type"] == "markdown":
            lines = [line.lstrip("# ").strip() for line in cell["source"].splitlines() if line.startswith("#")]
            heading = lines[-1] if lines else heading
    return found


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the code cells in order."""
    return (cell for cell in notebook["cells"] if cell["cell_type"] == "code")


def student_sources(notebook: NotebookNode, above: NotebookNode | None = None) -> list[str]:
    """Return the code of every cell, or of every one `above` a cell, that is no test cell: what a student may write."""
    cells = takewhile(lambda cell: cell is not above, code_cells(notebook))
    return [cell["source"] for cell in cells if not is_test(cell)]
