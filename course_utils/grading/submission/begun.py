"""Which tasks a student began: those with an answer that is not the released one any more, or with own code."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from nbformat.notebooknode import NotebookNode
from nbgrader.utils import compute_checksum

from course_utils.grading.course.notebooks import code_cells, grade_id, is_answer, is_by_hand, is_test
from course_utils.grading.course.records import TaskResult
from course_utils.source.cells import MAX_SOURCE, MAX_TOTAL, parse


def mark_begun(tasks: Iterable[TaskResult], notebook: NotebookNode, released: NotebookNode) -> None:
    """Note on each task whether anything was written for it; what was not written waits for nobody."""
    begun = begun_tasks(notebook, released)
    for task in tasks:
        task.begun = task.id in begun
        task.waits = task.waits if task.begun else ""


def begun_tasks(notebook: NotebookNode, released: NotebookNode) -> set[str]:
    """Return the test cells of `notebook`, a submission put into the release, that have something above to test.

    Above is what comes after the answers that earlier test cells are about. Comments and spaces are nothing. An answer
    that a person reads is begun where it has another text than the release. Behind so much code as no student writes,
    a cell is begun where its text is another.
    """
    sources = {cell["source"] for cell in code_cells(released)} | {""}
    given = sources | {_code(source) for source in sources}
    found: set[str] = set()
    left = MAX_TOTAL
    is_begun = own = tested = False
    for cell in code_cells(notebook):
        if is_test(cell):
            tested, own = True, False
            found |= {str(grade_id(cell))} if is_begun else set()
            continue
        source = cell["source"]
        left -= len(source)
        is_new = (_code(source) if left >= 0 and len(source) <= MAX_SOURCE else source) not in given
        if tested and is_answer(cell):  # the next task; code of the student's own right above it belongs to it
            is_begun, tested = own, False
        own = own or is_new
        is_begun = is_begun or is_new
    asked = {grade_id(cell): _asked(cell) for cell in released["cells"] if is_by_hand(cell)}
    written = (cell for cell in notebook["cells"] if is_by_hand(cell) and cell["source"].split())
    return found | {str(grade_id(cell)) for cell in written if cell["source"].split() != asked[grade_id(cell)]}


def _asked(cell: NotebookNode) -> list[str] | None:
    """Return the words that a released answer cell holds; None where a student has written in the release itself."""
    checksum = cell["metadata"]["nbgrader"].get("checksum")
    return cell["source"].split() if checksum in (None, compute_checksum(cell)) else None


@lru_cache(maxsize=256)  # most cells of a submission are the release's
def _code(source: str) -> str:
    """Return what stands for code without its comments and spaces; for what no Python parser reads, as it is."""
    try:
        code = ast.dump(parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        code = source.strip()
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
