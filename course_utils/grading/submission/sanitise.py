"""Phase 1: put the student's answers into the released notebook.

A submission is not repaired, it is rebuilt. The released notebook is the frame; from the submission come the answers
and whatever cells the student added, each after the released cell that it followed. A cell is recognised by nbgrader's
name for it, by its own id or, where an editor lost both, by its text (`submission.recognise`). Test cells are
therefore always the instructor's own, complete and in order, whatever was edited, copied, moved or deleted, and no
metadata of a student's cell survives.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_answer, is_by_hand, is_test
from course_utils.grading.kernels.messages import encodable
from course_utils.grading.submission.answers import Answers, answers_of, beyond
from course_utils.grading.submission.frame import Entry, Frame, name_of
from course_utils.grading.submission.recognise import Places, by_names, by_text, missing
from course_utils.source.cells import reading_at_most

_START = -1  # above the first released cell
LEAST_ANSWERS = 0.5  # of an assignment's, in a notebook of which nothing else shows that it is this assignment's
MOST_NOTES = 3  # about answers that were found elsewhere, one by one

Added = dict[int, list[Entry]]  # a student's cells, by the number of the released cell that they follow


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
    with reading_at_most(cell["source"] for cell in code_cells(submitted)):
        return _restored(submitted, released)


def _restored(submitted: NotebookNode, released: NotebookNode) -> tuple[NotebookNode, list[str]]:
    cells, answers = released["cells"], answers_of(released)
    named = by_names(submitted["cells"], cells)
    places = by_text(submitted["cells"], cells, named, answers) if missing(cells, named) else named
    _refuse_anothers(submitted["cells"], named, places, cells, answers)
    texts, added, notes = _take_apart(submitted["cells"], cells, places, answers)
    frame = Frame(cells, answers, _in_order(cells, texts, added))
    deleted = {number for number in missing(cells, places) if is_answer(cells[number])}
    elsewhere = frame.place_answers(deleted)
    if any(number is not None for number in named):  # else an editor has lost all names
        retyped = {number for number in missing(cells, named) if number in texts and number in answers.names}
        retyped -= {number for number in retyped if answers.left_open(number, texts[number])}
        elsewhere |= dict.fromkeys(retyped, "in a new cell at its place")
        notes += _notes_about_answers(elsewhere, deleted | retyped, cells)
    notebook = copy.deepcopy(released)
    notebook["cells"] = list(_cells(_with_written_answers(frame.entries, cells), cells))
    return notebook, notes


def _refuse_anothers(
    submitted: Sequence[NotebookNode],
    named: Places,
    places: Places,
    released: Sequence[NotebookNode],
    answers: Answers,
) -> None:
    """Raise CourseError where nothing shows that a notebook is this assignment's.

    Nbgrader's names show it, a test cell, or so many answers that they cannot be another assignment's by chance.
    """
    known = {number for number in named if number is not None and grade_id(released[number])}
    if known or any(number is not None and is_test(released[number]) for number in places):
        return
    defined = set().union(*(answers.defined(cell["source"]) for cell in submitted if cell["cell_type"] == "code"))
    if any(map(grade_id, submitted)) or not defined or len(defined) < LEAST_ANSWERS * len(answers.stubs):
        raise CourseError("None of this assignment's cells is in the notebook: it may be another assignment's.")


def _take_apart(
    submitted: Sequence[NotebookNode], released: Sequence[NotebookNode], places: Places, answers: Answers
) -> tuple[dict[int, str], Added, list[str]]:
    """Sort a submission's cells into texts of released cells, added cells, and notes."""
    texts: dict[int, str] = {}
    added: Added = defaultdict(list)
    notes: list[str] = []
    anchor = _START
    for cell, number in zip(submitted, places, strict=True):
        entry = Entry("code" if cell["cell_type"] == "code" else "markdown", encodable(cell["source"]))
        if number is None:
            added[anchor].append(entry)
            continue
        master = released[number]
        name = name_of(master, number)
        is_changed = entry.source.strip() != master["source"].strip()
        if is_test(master) and is_changed and answers.defined(own := beyond(entry.source, master["source"])):
            place = anchor if number in texts else number - 1  # an answer that was joined to its test cell, or a copy
            added[place].append(Entry("code", own))
        if number not in texts:
            texts[number] = entry.source
            anchor = number
            if is_test(master) and is_changed and not is_as_released(cell):
                notes.append(f"the test cell {name!r} was changed; the original was used")
        elif is_test(master):
            notes.append(f"the test cell {name!r} was copied; the copy is left out")
        else:
            notes.append(f"the answer cell {name!r} was copied; the copy runs after it")
            added[anchor].append(entry)
    tests = [number for number, cell in enumerate(released) if is_test(cell) and number not in texts]
    notes += [f"the test cell {name_of(released[number], number)!r} was deleted; it was put back" for number in tests]
    return texts, added, notes


def is_as_released(cell: NotebookNode) -> bool:
    """Whether a cell is what some release had: that a test was corrected since is not the student's doing."""
    try:
        return bool(cell["metadata"]["nbgrader"]["checksum"] == compute_checksum(cell))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return False


def _in_order(released: Sequence[NotebookNode], texts: Mapping[int, str], added: Added) -> list[Entry]:
    """Return all cells in the order of the release; what a student may not change is as released."""
    entries = list(added[_START])
    for number, master in enumerate(released):
        is_free = is_answer(master) or grade_id(master) is None
        source = texts.get(number, master["source"]) if is_free else master["source"]
        entries += [Entry(master["cell_type"], source, number), *added[number]]
    return entries


def _with_written_answers(entries: Sequence[Entry], released: Sequence[NotebookNode]) -> list[Entry]:
    """Put what was written right beside a cell for a written answer into it, where that was left as it was."""
    kept = list(entries)
    for entry in entries:
        if entry.number is None or not is_by_hand(released[entry.number]):
            continue
        if entry.source.strip() in ("", released[entry.number]["source"].strip()):
            place = kept.index(entry)
            beside = [*takewhile(_is_own_text, reversed(kept[:place]))][::-1]
            beside += takewhile(_is_own_text, kept[place + 1 :])
            entry.source = "\n\n".join(each.source for each in beside) or entry.source
            kept = [each for each in kept if all(each is not other for other in beside)]
    return kept


def _is_own_text(entry: Entry) -> bool:
    return entry.number is None and entry.kind == "markdown"


def _notes_about_answers(
    elsewhere: Mapping[int, str], deleted: set[int], released: Sequence[NotebookNode]
) -> Iterator[str]:
    """Yield whose answers were found in other cells than their own."""
    if len(elsewhere) > MOST_NOTES:
        yield f"{len(elsewhere)} answers were found in other cells; their own were deleted or left as they were"
        return
    for number, where in sorted(elsewhere.items()):
        what = "was deleted" if number in deleted else "was left as it was"
        yield f"the answer cell {name_of(released[number], number)!r} {what}; its answer was found {where}"


def _cells(entries: Sequence[Entry], released: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the rebuilt notebook's cells; a student's own get their text alone, under ids that cannot clash."""
    name, count = "", 0
    for entry in entries:
        if entry.number is None:
            new_cell = new_code_cell if entry.kind == "code" else new_markdown_cell
            yield new_cell(entry.source, id=f"added-{name[:40]}-{count}")
            count += 1
        else:
            cell = copy.deepcopy(released[entry.number])
            cell["source"] = entry.source
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
            name, count = name_of(cell, entry.number), 0
            yield cell
