"""The tables that learning platforms export and import: Canvas's gradebook, Moodle's worksheet, gradebook and lists.

What is said here of their files was read off the platforms' own exporters and importers. Names in them come from
students, so whatever a spreadsheet would take for a formula is defused before it is written again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_utils.grading.course import CourseError

CANVAS, MOODLE = "Canvas", "Moodle"
# Columns by which a platform knows a student again, the ones that make the best student ids first.
_IDS = {CANVAS: ("SIS Login ID", "SIS User ID", "ID"), MOODLE: ("Username", "ID number", "Email address", "Identifier")}
_FIRST_NAMES, _LAST_NAMES = ("First name", "FirstName"), ("Last name", "Surname", "LastName")
_FULL_NAMES = ("Full name", "Student")
_OTHERS = ("Integration ID", "Root Account", "Section", "Status", "Maximum Grade", "Last modified (grade)")
_CANVAS_TEST_STUDENT = "Student, Test"
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # some spreadsheets read the wide ones like the others
_NUMBER = re.compile(r"[+-]?[\d.,]+%?|-")  # Moodle writes "-" for no grade


@dataclass(frozen=True)
class Person:
    """One student in a platform's table: the number of the row, and what the row says of who it is."""

    row: int
    ids: tuple[str, ...]
    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True)
class Table:
    """A CSV file: its header, the rows below it, and what its columns and rows mean if a platform made it."""

    path: Path
    delimiter: str
    header: list[str]
    rows: list[list[str]]

    @cached_property
    def platform(self) -> str:
        """`CANVAS`, `MOODLE`, or empty for any other table."""
        first = self.header[:3]
        if first[:2] == ["Student", "ID"] or first == ["LastName", "FirstName", "ID"]:
            return CANVAS
        return MOODLE if {"Identifier", "Email address", "ID number", "Username"} & set(self.header) else ""

    @cached_property
    def id_columns(self) -> list[int]:
        """The columns that hold a student's ids, the best first."""
        return [self.header.index(name) for name in _IDS.get(self.platform, ()) if name in self.header]

    @cached_property
    def kept_columns(self) -> list[int]:
        """The columns that an import needs besides the points: who it is, and when Moodle's grade was changed."""
        names = {*_IDS.get(self.platform, ()), *_FIRST_NAMES, *_LAST_NAMES, *_FULL_NAMES, *_OTHERS}
        return [number for number, name in enumerate(self.header) if name in names]

    def people(self) -> list[Person]:
        """Return the students, without Canvas's rows about the assignments and its test student."""
        return [
            self._person(number, row)
            for number, row in enumerate(self.rows)
            if any(row[column] for column in self.id_columns) and row[0] != _CANVAS_TEST_STUDENT
        ]

    def _person(self, number: int, row: list[str]) -> Person:
        first, last = self._cell(row, _FIRST_NAMES), self._cell(row, _LAST_NAMES)
        if not first and not last:
            last, _, first = self._cell(row, _FULL_NAMES).rpartition(", ")  # "Lee, Ann", or "Ann Lee" as it is
        ids = tuple(row[column] for column in self.id_columns)
        return Person(number, ids, first, last, self._cell(row, ("Email address",)))

    def _cell(self, row: list[str], names: Iterable[str]) -> str:
        return next((row[self.header.index(name)] for name in names if name in self.header), "")

    def points_possible(self, column: int) -> float | None:
        """Return the most points that the platform gives in a column of points; None where the table does not say."""
        if self.platform == CANVAS:
            told = [row[column] for row in self.rows if "Points Possible" in row[0]]
        else:
            told = [self._cell(row, ("Maximum Grade",)) for row in self.rows]
        return _as_number(told[0]) if told else None

    def point_columns(self) -> list[int]:
        """Return the columns that take an assignment's points."""
        if self.platform == CANVAS:
            return [number for number, name in enumerate(self.header) if re.fullmatch(r".*\(\d+\)", name)]
        if "Identifier" in self.header:
            return [number for number, name in enumerate(self.header) if name == "Grade"]
        return [number for number, name in enumerate(self.header) if name.endswith("(Real)")]


def read_table(path: Path, what: str) -> Table:
    """Read a CSV file with a header, separated by commas, semicolons or tabs; `what` it is, for an error message.

    Raises
    ------
    CourseError
        If the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        first_line = text.partition("\n")[0]
        delimiter = max(",;\t", key=first_line.count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CourseError(f"{path} cannot be read as {what} (CSV in UTF-8): {error}") from None
    header = [name.strip() for name in rows[0]] if rows else []
    width = len(header)
    cells = [[cell.strip() for cell in (row + [""] * width)[:width]] for row in rows[1:] if any(row)]
    return Table(path, delimiter, header, cells)


def as_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as CSV, with every cell defused (see `defused`)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue()


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _as_number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
