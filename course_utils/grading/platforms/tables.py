"""The tables that learning platforms export and import: Canvas's gradebook, Moodle's worksheet, gradebook and lists.

What is said here of their files was read off the platforms' own exporters and importers. Lists that people make are
read as well, whatever program wrote them and whatever language names their columns. Names in them come from students,
so whatever a spreadsheet would take for a formula is defused before it is written again.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_utils.grading.course.encodings import FILE_ENCODINGS, readings
from course_utils.grading.course.foreign import defused, printable
from course_utils.grading.course.layout import CourseError

CANVAS, MOODLE = "Canvas", "Moodle"
# Columns by which a platform knows a student again, the ones that make the best student ids first.
_IDS = {CANVAS: ("SIS Login ID", "SIS User ID", "ID"), MOODLE: ("Username", "ID number", "Email address", "Identifier")}
_FIRST_NAMES, _LAST_NAMES = ("First name", "FirstName"), ("Last name", "Surname", "LastName")
_FULL_NAMES = ("Full name", "Student")
_OTHERS = ("Integration ID", "Root Account", "Section", "Status", "Maximum Grade", "Last modified (grade)")
# What people and other platforms call the columns of a list of students: letters and digits alone, without accents.
_COLUMNS = {
    "id": "id studentid",
    "login": "login loginid username user userid netid uid account accountname sisloginid sisuserid orgdefinedid "
    "benutzername anmeldename nutzername kennung benutzerkennung nomdutilisateur identifiant usuario nombredeusuario "
    "nomeutente utente gebruikersnaam nazwauzytkownika anvandarnamn kayttajatunnus 用户名 ユーザー名 ユーザ名",
    "number": "idnumber number studentnumber studentno studentidnumber matriculation matriculationnumber "
    "matriculationno registrationnumber matrikelnummer matrikelnr matrnr matrikel idnummer numero numeroetudiant "
    "numerodetudiant numeroidentification matricola numerodimatricola matricula numerodematricula "
    "numerodeidentificacion numerodeid studentnummer studienummer nralbumu numeralbumu opiskelijanumero 学号 "
    "学籍番号 学生番号",
    "email": "email emailaddress mail mailaddress emailadresse mailadresse adressemail adresseemail courriel correo "
    "correoelectronico direcciondecorreo indirizzoemail postaelettronica emailadres eposta epost adresemail 邮箱 "
    "电子邮件 メールアドレス",
    "identifier": "identifier",
    "first": "firstname givenname givennames forename vorname vornamen rufname prenom prenoms nombre nombres nome "
    "voornaam fornavn fornamn imie etunimi 名",
    "last": "lastname surname familyname nachname familienname zuname nom nomdefamille apellido apellidos cognome "
    "achternaam etternavn efternamn efternavn nazwisko sukunimi sobrenome apelido 姓",
    "full": "name fullname studentname student displayname lastnamefirstname nachnamevorname namevorname "
    "nomprenom vollstandigername vollername nomcomplet nombrecompleto nomecompleto volledigenaam 姓名 "
    "名前 氏名",
    "team": "team group groups gruppe gruppen groupe groupes equipe grupo grupos gruppo gruppi groep grupa 组 小组",
    "numbers": "platformnumbers platformnumber",
    "others": "otherids",
}
_ID_KINDS = ("id", "login", "number", "email", "identifier")
_IDENTIFIER = re.compile(r"[^\W\d][^\d,;]*?\s*(\d+)")  # Moodle's: "Participant 9001", in any language
_EXACT_NUMBER = re.compile(r"(\d+)[.,]0+")  # 1041.0: a spreadsheet made a number of it
_ROUNDED_NUMBER = re.compile(r"(\d)[.,](\d+)[eE]\+?(\d+)|\d[eE]\+\d+")  # 1.041E3
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx or .ods, .xls
_CANVAS_TEST_STUDENT = "Student, Test"
_SEPARATORS = re.compile(r'[,;|\t"\r\n]')  # what one spreadsheet or another cuts a line at


@dataclass(frozen=True)
class Person:
    """One student in a table: the number of the row, and what the row says of who it is.

    `numbers` are those by which a platform names files, Moodle's identifier and Canvas's ID; `others` are further ids.
    """

    row: int
    ids: tuple[str, ...]
    first_name: str
    last_name: str
    email: str
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    team: str = ""


@dataclass(frozen=True)
class Table:
    """A CSV file: its header, the rows below it and their `lines` in the file, and what its columns and rows mean."""

    path: Path
    delimiter: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int]

    @cached_property
    def platform(self) -> str:
        """`CANVAS`, `MOODLE`, or empty for any other table."""
        first = self.header[:3]
        if first[:2] == ["Student", "ID"] or first == ["LastName", "FirstName", "ID"]:
            return CANVAS
        return MOODLE if {"Identifier", "Email address", "ID number", "Username"} & set(self.header) else ""

    @cached_property
    def kinds(self) -> dict[str, int]:
        """What kind of thing each column holds that is about a student: "id", "first", "email", … to its number."""
        names = [_plain(name) for name in self.header]
        kinds = {kind: _words(kind) for kind in _COLUMNS}
        found = {kind: [number for number, name in enumerate(names) if name in kinds[kind]] for kind in kinds}
        return {kind: numbers[0] for kind, numbers in found.items() if numbers}

    @cached_property
    def id_columns(self) -> list[int]:
        """The columns that hold a student's ids, the best first."""
        if self.platform:
            return [self.header.index(name) for name in _IDS[self.platform] if name in self.header]
        return [self.kinds[kind] for kind in _ID_KINDS if kind in self.kinds]

    @cached_property
    def kept_columns(self) -> list[int]:
        """The columns that an import needs besides the points: who it is, and when Moodle's grade was changed."""
        names = {*_IDS.get(self.platform, ()), *_FIRST_NAMES, *_LAST_NAMES, *_FULL_NAMES, *_OTHERS}
        return [number for number, name in enumerate(self.header) if name in names]

    def people(self) -> list[Person]:
        """Return the students, without Canvas's rows about the assignments and its test student."""
        rows = list(enumerate(self.rows)) if self.id_columns else []
        if self.platform:
            rows = [(number, row) for number, row in rows if any(row[column] for column in self.id_columns)]
        return [self._person(number, row) for number, row in rows if row[0] != _CANVAS_TEST_STUDENT]

    def _person(self, number: int, row: list[str]) -> Person:
        first, last, full = (" ".join(self._kind(row, kind).split()) for kind in ("first", "last", "full"))
        if not first and not last:
            last, _, first = full.rpartition(", ")  # "Lee, Ann", or "Ann Lee" as it is
        elif "last" not in self.kinds:
            last = full  # a column "Name" beside one for the first name
        elif "first" not in self.kinds:
            first = full
        ids = tuple(self._id(row[column], number) for column in self.id_columns)
        numbers = tuple(dict.fromkeys([*self._numbers(row), *self._kind(row, "numbers").split()]))
        others = tuple(self._kind(row, "others").split())
        return Person(number, ids, first, last, self._kind(row, "email"), numbers, others, self._kind(row, "team"))

    def _kind(self, row: list[str], kind: str) -> str:
        return row[self.kinds[kind]] if kind in self.kinds else ""

    def _numbers(self, row: list[str]) -> list[str]:
        """Return the platform's own number of a student: Canvas's ID, or what Moodle's identifier ends in."""
        if self.platform == CANVAS:
            return [self._cell(row, ("ID",))]
        cells = [row[self.kinds[kind]] for kind in ("identifier", "id") if kind in self.kinds]
        return [match[1] for cell in cells if (match := _IDENTIFIER.fullmatch(cell)) and " " in cell]

    def _id(self, cell: str, row: int) -> str:
        """Return an id without what a spreadsheet made of it.

        Raises
        ------
        CourseError
            If the spreadsheet took digits away.
        """
        if match := _EXACT_NUMBER.fullmatch(cell):
            return match[1]
        if match := _ROUNDED_NUMBER.fullmatch(cell):
            if match[1] and len(match[2]) >= int(match[3]):
                return (match[1] + match[2])[: int(match[3]) + 1]
            raise CourseError(
                f"{self.path}, line {self.lines[row]}: {cell} is an id that a spreadsheet has rounded. "
                'Format that column as text there, enter the ids again, and save it as "CSV UTF-8".'
            )
        return cell

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
        If the file cannot be read without doubt.
    """
    try:
        text = _text(path, path.read_bytes(), what)
    except OSError as error:
        raise CourseError(f"{path} cannot be read as {what}: {error.strerror}.") from None
    told = re.match(r"sep=(.)\r?\n", text)  # as Excel writes and reads it
    first_line = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])  # a delimiter inside quotation marks is none
    delimiter = told[1] if told else max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=delimiter, strict=True)
    numbered = []
    try:
        for row in reader:
            numbered.append((reader.line_num + bool(told), [_tidy(cell) for cell in row]))
    except csv.Error as error:
        where = f"{path}, line {reader.line_num + bool(told)}"
        raise CourseError(f"{where}: the quotation marks do not match ({error}). Correct the line.") from None
    numbered = [(line, row) for line, row in numbered if any(row)]
    header = numbered[0][1] if numbered else []
    for line, row in numbered[1:]:
        if any(row[len(header) :]):
            raise CourseError(
                f"{path}, line {line}: there are more cells than columns. If a {_called(delimiter)} belongs to a cell, "
                "put the cell in quotation marks."
            )
    rows = [(row + [""] * len(header))[: len(header)] for _, row in numbered[1:]]
    return Table(path, delimiter, header, rows, [line for line, _ in numbered[1:]])


def _text(path: Path, raw: bytes, what: str) -> str:
    """Decode a file that may have been saved by any program on any system."""
    if raw.startswith(_SPREADSHEETS):
        raise CourseError(f'{path} is a spreadsheet. Save it as "CSV UTF-8" and use that file.')
    zeros = [raw[start:200:2].count(0) for start in (0, 1)]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif any(zeros):
        encodings = ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
    else:
        raw = raw.removeprefix(codecs.BOM_UTF8)
        encodings = list(readings(raw, FILE_ENCODINGS))
    try:
        texts = list(dict.fromkeys(raw.decode(encoding) for encoding in encodings))
    except UnicodeDecodeError:
        texts = []
    if len(texts) == 1:
        return texts[0]
    remedy = 'Save it as "CSV UTF-8" and try again.'
    if not texts:
        raise CourseError(f"{path} cannot be read as {what}: its letters are stored in an unknown way. {remedy}")
    lines = list(zip(*(text.splitlines() for text in texts), strict=False))
    number = next(number for number, line in enumerate(lines, start=1) if len(set(line)) > 1)
    choice = " or ".join(repr(line.strip()[:60]) for line in dict.fromkeys(lines[number - 1]))
    raise CourseError(f"{path}, line {number} can be read as {choice}. {remedy}")


def _tidy(cell: str) -> str:
    """Return a cell without space around it, and without the formula by which a spreadsheet keeps digits: ="0042"."""
    cell = cell.strip("\ufeff\u200b \t\r\n\N{NO-BREAK SPACE}")
    match = re.fullmatch(r'="(.*)"', cell)
    return match[1] if match else cell


def _called(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab"}.get(delimiter, repr(delimiter))


def _plain(name: str) -> str:
    """Return a column's name as `_COLUMNS` has it: letters and digits in lower case, without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def _words(kind: str) -> set[str]:
    return {_plain(word) for word in _COLUMNS[kind].split()}


def as_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as CSV, in which no cell steers a terminal, is a formula, or is cut in two: see `foreign`."""
    return "".join(delimiter.join(_quoted(defused(printable(cell))) for cell in row) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    """Return a cell that stays one cell, whichever of the usual characters separates them."""
    quoted = cell.replace('"', '""')
    return f'"{quoted}"' if _SEPARATORS.search(cell) else cell


def _as_number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
