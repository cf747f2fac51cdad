"""Foreign text on its way out: names, ids, links, messages and notes that come from students or from platforms.

Each medium has one place through which all of it passes:

- terminal: the consoles of `course_utils.cli`, and `layout.CourseError`, whose words nbgrader logs as well
- pages: the templates' last step in `pages.class_report`, and `pages.plots`; Jinja and ElementTree escape afterwards
- CSV: `platforms.tables.as_csv`, which also has its cells `defused`; so are names for nbgrader's own export
- file names: ids that `platforms.roster.problem_with_id` accepts, and paths of `platforms.untrusted_files.safe_path`
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")  # some spreadsheets read the wide ones like the others
_FORMULA_INSIDE = re.compile(r"(?<=\S)([,;|\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?|-")  # Moodle writes "-" for no grade


def printable(value: Any) -> Any:
    """Return texts, or lists and dicts of them, without characters that steer a terminal, reorder or are unseen."""
    if isinstance(value, str) and not value.isprintable():  # nearly every text is, and is told at once
        return "".join("\N{REPLACEMENT CHARACTER}" if _is_unprintable(char) else char for char in value)
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {printable(key): printable(item) for key, item in value.items()}
    return value


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one.

    It can begin inside as well, for a spreadsheet that cuts the line at another character: a German one, at semicolons.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    cell = _FORMULA_INSIDE.sub(r"\1'", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _is_unprintable(char: str) -> bool:
    """Tell control characters, halves of characters, and marks that reorder the text around them."""
    if unicodedata.category(char) in {"Cc", "Cs"}:
        return char not in "\n\t"
    return unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
