"""What a task's text asks for, sentence by sentence, and which mistake breaks which sentence.

`tests/sentences/<assignment>.toml` has a table for each cell with points. Its keys are the sentences of the text above
the cell, word for word; the value lists the simulated students who break just this sentence, or says "explains" where
it demands nothing::

    [log_sum_exp_test]
    "The result has the shape of `x` without the dimension `dim`." = ["dimension_kept_in_the_result"]
    "For x = [0, log 3] the log-sum-exp is log 4 = 1.3863." = "explains"

The sentences before the first task belong to the table `introduction`, those below the last test cell to `closing`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import grade_id, has_points
from course_utils.grading.course.records import POINTS_IN_HEADING

INTRODUCTION, CLOSING = "introduction", "closing"
EXPLAINS = "explains"

_NOT_TEXT = re.compile(r"^```.*?^```|\$\$.*?\$\$", re.MULTILINE | re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_PROTECTED = re.compile(r"`[^`]*`|\$[^$]*\$")  # code and formulas: a full stop in them ends nothing
_END = re.compile(r"(?<=[.?!])[*_)]*\s+(?=[A-Z`*$(])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|no)\.$")

Table = dict[str, dict[str, str | list[str]]]


def read_table(course: Course, assignment: str) -> Table:
    """Return who breaks which sentence of an assignment's texts, by test cell and sentence."""
    return tomllib.loads(table_path(course, assignment).read_text(encoding="utf-8"))


def table_path(course: Course, assignment: str) -> Path:
    return course.root / "tests" / "sentences" / f"{assignment}.toml"


def sentences_of(notebook: NotebookNode) -> dict[str, list[str]]:
    """Return the sentences of an assignment's texts by the cell with points below them."""
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    begun = False
    for cell in notebook["cells"]:
        if has_points(cell):
            found[str(grade_id(cell))], waiting = waiting, []
        elif cell["cell_type"] == "markdown":
            if not begun and _begins_a_task(cell["source"]):
                begun, found[INTRODUCTION], waiting = True, waiting, []
            waiting += sentences(cell["source"])
    found[CLOSING] = waiting
    return {task: asked for task, asked in found.items() if asked}


def _begins_a_task(markdown: str) -> bool:
    return any(line.startswith("#") and POINTS_IN_HEADING.search(line) for line in markdown.splitlines())


def sentences(markdown: str) -> list[str]:
    """Split a text cell into sentences; headings, tables, displayed formulas and code blocks are not among them."""
    return [sentence for paragraph in _paragraphs(_NOT_TEXT.sub("\n\n", markdown)) for sentence in _split(paragraph)]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs and list items, their white space collapsed."""
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if not line.strip() or line.startswith(("#", "|")) or _BULLET.match(line):
            if paragraph:
                yield " ".join(" ".join(paragraph).split())
            paragraph = []
        if line.strip() and not line.startswith(("#", "|")):
            paragraph.append(_BULLET.sub("", line))


def _split(paragraph: str) -> Iterator[str]:
    hidden = _PROTECTED.sub(lambda match: "`" + "x" * (len(match[0]) - 2) + "`", paragraph)
    start = 0
    for end in _END.finditer(hidden):
        if not _ABBREVIATION.search(hidden[start : end.start()]):
            yield paragraph[start : end.end()].strip()
            start = end.end()
    yield paragraph[start:].strip()
