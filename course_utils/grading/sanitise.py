"""Phase 1: put the student's answers into the released notebook.

A submission is not mended, it is rebuilt. The released notebook is the frame; from the submission come the answers, by
nbgrader's cell ids (or the cells' own, where an editor lost these), and whatever cells the student added, each after
the released cell that it followed. Test cells are therefore always the instructor's own, complete and in order,
whatever was edited, copied, moved or deleted, and no metadata of a student's cell survives.
"""

from __future__ import annotations

import copy
from collections import defaultdict

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from course_utils.grading.course import CourseError
from course_utils.grading.messages import encodable
from course_utils.grading.notebooks import grade_id, is_answer, is_test

_START = ""


def restore(submitted: NotebookNode, released: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Rebuild a submission on the released notebook.

    Raises
    ------
    CourseError
        If the submission has none of the released answers and test cells.

    Returns
    -------
    notebook : NotebookNode
        The released notebook with the student's answers and added cells, without outputs.
    notes : list of str
        What was changed, copied or deleted where nothing should be; for the instructor.
    """
    answers, added, notes = _take_apart(submitted, released)
    cells = list(_own_cells(added[_START], _START))
    for master in released["cells"]:
        cell = copy.deepcopy(master)
        name = _anchor(cell)
        if name in answers and (is_answer(cell) or grade_id(cell) is None):
            cell["source"] = answers[name]
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        cells.append(cell)
        cells += _own_cells(added[name], name)
    notebook = copy.deepcopy(released)
    notebook["cells"] = cells
    return notebook, notes


def _take_apart(
    submitted: NotebookNode, released: NotebookNode
) -> tuple[dict[str, str], dict[str, list[NotebookNode]], list[str]]:
    """Sort a submission's cells into answers by name, added cells by the released cell they follow, and notes."""
    masters = {_anchor(cell): cell for cell in released["cells"]}
    by_cell_id = {cell["id"]: _anchor(cell) for cell in released["cells"] if "id" in cell}
    answers: dict[str, str] = {}
    added: dict[str, list[NotebookNode]] = defaultdict(list)
    notes: list[str] = []
    anchor = _START
    for cell in submitted["cells"]:
        name = _anchor(cell)
        if name not in masters:  # some editors drop nbgrader's metadata, but keep the cells' own ids
            name = by_cell_id.get(str(cell.get("id")), name)
        master = masters.get(name)
        if master is None:
            added[anchor].append(cell)
        elif name in answers:
            if is_test(master):
                notes.append(f"the test cell {name!r} was copied; the copy is left out")
            else:
                notes.append(f"the answer cell {name!r} was copied; the copy runs after it")
                added[anchor].append(cell)
        else:
            answers[name] = encodable(cell["source"])
            anchor = name
            if is_test(master) and answers[name].strip() != master["source"].strip() and not is_as_released(cell):
                notes.append(f"the test cell {name!r} was changed; the original was used")
    if not answers.keys() & {_anchor(cell) for cell in released["cells"] if grade_id(cell)}:
        raise CourseError("None of this assignment's cells is in the notebook: it may be another assignment's.")
    tests = [_anchor(cell) for cell in released["cells"] if is_test(cell)]
    notes += [f"the test cell {name!r} was deleted; it was put back" for name in tests if name not in answers]
    return answers, added, notes


def is_as_released(cell: NotebookNode) -> bool:
    """Whether a cell is what some release had: that a test was mended since is not the student's doing."""
    try:
        return bool(cell["metadata"]["nbgrader"]["checksum"] == compute_checksum(cell))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _anchor(cell: NotebookNode) -> str:
    """Return what identifies a released cell in a submission: nbgrader's id, else the cell's own."""
    return grade_id(cell) or f"id:{cell.get('id')}"


def _own_cells(cells: list[NotebookNode], anchor: str) -> list[NotebookNode]:
    """Return a student's added cells afresh: their text alone, under ids that cannot clash."""
    return [
        (new_code_cell if cell.get("cell_type") == "code" else new_markdown_cell)(
            encodable(cell["source"]), id=f"added-{anchor.removeprefix('id:')[:40]}-{number}"
        )
        for number, cell in enumerate(cells)
    ]
