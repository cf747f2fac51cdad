"""Which released cell each cell of a submission is.

Jupyter keeps nbgrader's name of a cell and the cell's own id, and one of them is enough. Some editors lose both. What
is left then is the text: a released cell is known by its own, a test cell by the task that it names, an answer by the
names that it defines, and a changed cell by the lines that it kept.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import grade_id, is_answer
from course_utils.grading.submission.answers import Answers

_END = 10**9  # behind every released cell
LEAST_SHARED = 0.5  # of a released cell's lines, in a cell that was changed and lost its id
_TASK = re.compile(r"""^check\.task\(\s*["']([^"'\n]+)["']""", re.MULTILINE)

Cells = Sequence[NotebookNode]
Places = list[int | None]  # for each submitted cell the number of the released one that it is


def by_names(submitted: Cells, released: Cells) -> Places:
    """Recognise cells by nbgrader's name, or by their ids. Copies of a cell have its name, too."""
    names = {grade_id(cell): number for number, cell in enumerate(released) if grade_id(cell)}
    ids = {cell["id"]: number for number, cell in enumerate(released) if "id" in cell}
    return [names.get(grade_id(cell), ids.get(str(cell.get("id")))) for cell in submitted]


def by_text(submitted: Cells, released: Cells, places: Places, answers: Answers) -> Places:
    """Recognise more cells by their text, where no cell is known yet to be the released one."""
    places = _matched(submitted, released, places, _plain_text)
    places = _matched(submitted, released, places, _task_named)
    places = _by_definition(submitted, released, places, answers)
    places = _by_lines(submitted, released, places)
    return _by_place(submitted, released, places, answers)


def _matched(submitted: Cells, released: Cells, places: Places, feature: Callable[[NotebookNode], object]) -> Places:
    """Recognise cells that have the same feature; of several the first is the first."""
    waiting: dict[object, deque[int]] = defaultdict(deque)
    for number in missing(released, places):
        waiting[feature(released[number])].append(number)
    waiting.pop(None, None)
    return [
        waiting[found].popleft() if place is None and waiting.get(found := feature(cell)) else place
        for place, cell in zip(places, submitted, strict=True)
    ]


def missing(released: Cells, places: Places) -> list[int]:
    """Return the numbers of the released cells that no submitted cell is."""
    return sorted(set(range(len(released))).difference(places))


def _plain_text(cell: NotebookNode) -> tuple[str, str] | None:
    text = "\n".join(line.rstrip() for line in cell["source"].splitlines()).strip()
    return (cell["cell_type"], text) if text else None


def _task_named(cell: NotebookNode) -> str | None:
    found = _TASK.search(cell["source"]) if cell["cell_type"] == "code" else None
    return found[1] if found else None


def _by_definition(submitted: Cells, released: Cells, places: Places, answers: Answers) -> Places:
    """Recognise an answer by what it defines: the last cell at its place that defines its names and no other's."""
    numbers = answers.names.keys() & set(missing(released, places))
    found = dict[int, int]()
    for index, (cell, slot) in enumerate(zip(submitted, _slots(places), strict=True)):
        if numbers and places[index] is None and cell["cell_type"] == "code":
            theirs = answers.defined(cell["source"])
            found |= {n: index for n in numbers if theirs and theirs <= answers.names[n] and n in slot}
    return _with(places, found)


def _by_lines(submitted: Cells, released: Cells, places: Places) -> Places:
    """Recognise a changed cell that is no answer and no test by its place, and the lines that it kept."""
    wanted = {n: _lines(released[n]) for n in missing(released, places) if grade_id(released[n]) is None}
    found = dict[int, int]()
    for index, (cell, slot) in enumerate(zip(submitted, _slots(places), strict=True)):
        if wanted and places[index] is None:
            theirs = _lines(cell)
            alike = (
                n
                for n in wanted.keys() - found.keys()
                if n in slot
                and cell["cell_type"] == released[n]["cell_type"]
                and len(wanted[n] & theirs) > LEAST_SHARED * len(wanted[n])
            )
            found |= {n: index for n in list(alike)[:1]}
    return _with(places, found)


def _by_place(submitted: Cells, released: Cells, places: Places, answers: Answers) -> Places:
    """Recognise an answer that defines no name by its place: it is the last cell of its kind that is no other one."""
    wanted = {n for n in missing(released, places) if is_answer(released[n]) and not answers.names.get(n)}
    found = dict[int, int]()
    for index, (cell, slot) in enumerate(zip(submitted, _slots(places), strict=True)):
        if wanted and places[index] is None and cell["source"].strip():
            there = [n for n in wanted if n in slot and released[n]["cell_type"] == cell["cell_type"]]
            found |= dict.fromkeys(there[-1:], index)
    return _with(places, found)


def _with(places: Places, found: Mapping[int, int]) -> Places:
    indices = {index: number for number, index in found.items()}
    return [indices.get(index, place) for index, place in enumerate(places)]


def _lines(cell: NotebookNode) -> set[str]:
    return {line.strip() for line in cell["source"].splitlines() if line.strip()}


def _slots(places: Places) -> list[range]:
    """Return for each submitted cell the released ones it may be: those between its recognised neighbours."""
    behind = [*accumulate(reversed(places), lambda last, place: last if place is None else place, initial=_END)][::-1]
    before = accumulate(places, lambda last, place: last if place is None else place, initial=-1)
    return [range(first + 1, last) for first, last in zip(before, behind[1:], strict=False)]
