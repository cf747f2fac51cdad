"""Who a submission belongs to: from the names that learning platforms give to a student id that is safe as a folder."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.course import CourseError
from course_utils.grading.platforms import Person, read_table

MAX_ID_LENGTH = 64
ID = re.compile(r"\w[\w.@+-]*")
WINDOWS_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

MOODLE_FOLDER = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
MOODLE_FILE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_(?P<file>.+)")
CANVAS_FILE = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)")


class Refused(Exception):
    """A file or a name that is not taken; the message says why, and reads on from "<file>: "."""


@dataclass(frozen=True)
class Student:
    """One line of the list of students.

    Attributes
    ----------
    id, first_name, last_name, email : str
        The id, which names the student's folders, and what else the list tells.
    team : str
        The group that the student hands in with.
    other_ids : tuple of str
        Further names that a platform knows the student by, such as a login beside a number.
    numbers : tuple of str
        The platform's own numbers, which stand in the names of downloaded files.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    team: str = ""
    other_ids: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """First and last name, as far as they are known."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Owner:
    """Whose work a file is, in the platform's words: a name, and the platform's own number where it gives one."""

    name: str
    number: str = ""
    late: bool = field(default=False, compare=False)


def owner_of_folder(folder: str) -> Owner:
    """Read the owner off a folder's name: Moodle's pattern, or the name as it is."""
    match = MOODLE_FOLDER.fullmatch(folder)
    return Owner(match["name"], match["number"]) if match else Owner(folder)


def owner_of_file(file: str, assignment: str) -> tuple[Owner | None, str]:
    """Read the owner off the name of a file that lies loose among those of others.

    Returns
    -------
    tuple
        The owner, or None where the name is the assignment's alone, and the file's name without the owner's.
    """
    match = CANVAS_FILE.fullmatch(file) or MOODLE_FILE.fullmatch(file)
    if match:
        late = bool(match.groupdict().get("late"))
        return Owner(match["name"], match["number"], late), match["file"]
    stem = re.sub(r" ?\(\d+\)$", "", Path(file).stem)  # "ann (1).ipynb": a browser's second download
    if re.fullmatch(rf"{re.escape(assignment)}([ _-].*)?", stem, re.IGNORECASE):
        return None, file
    named = re.fullmatch(rf"(.+?)[ _-]+{re.escape(assignment)}([ _-].*)?", stem, re.IGNORECASE)
    return Owner(named[1] if named else stem), file


def problem_with_id(student_id: str) -> str:
    """Say why `student_id` cannot name a student's folder on every system; empty if it can."""
    if len(student_id) > MAX_ID_LENGTH:
        return f"it has more than {MAX_ID_LENGTH} characters"
    if unicodedata.normalize("NFC", student_id) != student_id or not ID.fullmatch(student_id):
        return "it must begin with a letter or digit and hold only letters, digits and . _ @ + -"
    if student_id.endswith(".") or student_id.split(".")[0].lower() in WINDOWS_RESERVED:
        return "Windows cannot store a folder of that name"
    return ""


def derive_id(name: str) -> str:
    """Make a student id from a platform's name, where there is no list of students.

    Lower case; whatever is no letter, digit or one of ``_ . @ +`` becomes a hyphen: "Ann B. Lee" gives "ann-b.-lee".

    Raises
    ------
    Refused
        If nothing safe comes of it.
    """
    if name.startswith((".", "-")):
        raise Refused(f"a student's name cannot begin with {name[0]!r}")
    words = re.findall(r"[\w.@+]+", unicodedata.normalize("NFKC", name).casefold())
    student_id = unicodedata.normalize("NFC", "-".join(words)).strip(".-")
    if problem := problem_with_id(student_id):
        raise Refused(f"no student id can be made from the name {shown(name)!r}: {problem}")
    return student_id


class Roster:
    """The list of students, asked by whatever name a platform uses for them.

    A student is found by id, by email, and by first and last name in either order, whatever the case, the spaces and
    the punctuation.
    """

    def __init__(self, students: list[Student]) -> None:
        self._by_id = {fold(student.id): student.id for student in students}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for student in students:
            names = (student.first_name + student.last_name, student.last_name + student.first_name)
            for name in (student.id, student.email, *student.other_ids, *names):
                self._by_name[squeeze(name)].add(student.id)
        self._by_name.pop("", None)

    def find(self, name: str) -> str:
        """Return the id of the one student that `name` stands for.

        Raises
        ------
        Refused
            If it stands for none or for more than one.
        """
        if student_id := self._by_id.get(fold(name)):
            return student_id
        found = sorted(self._by_name.get(squeeze(name), ()))
        if not found:
            raise Refused(f"{shown(name)!r} is not in the list of students")
        if len(found) > 1:
            raise Refused(f"{shown(name)!r} can be any of {', '.join(found)}: name the file by the student's id")
        return found[0]


def read_students(path: Path) -> list[Student]:
    """Read a list of students: columns with ids and names, or a platform's own export; see `platforms.read_table`.

    Without a column "id", the id is the first of login, number and email that all students have.

    Raises
    ------
    CourseError
        If the file cannot be read without doubt, names no students, or an id is missing, unsafe or given twice.
    """
    table = read_table(path, "a list of students")
    people = table.people()
    if not people:
        columns = f"Its columns are: {shown(', '.join(filter(None, table.header)))}. " if table.header else ""
        raise CourseError(
            f"{path} is no list of students. {columns}Its first line must name the columns, separated by commas: "
            "id,first_name,last_name,email (at least id or email); and at least one student must follow. "
            "Canvas's gradebook and Moodle's list of participants, exported as CSV, will do as well."
        )
    column = _best_ids(people, is_named="id" in table.kinds and not table.platform)
    lines = {_student(person, column): table.lines[person.row] for person in reversed(people)}
    students = list(reversed(lines))
    _check_ids(path, students, lines)
    return students


def _best_ids(people: list[Person], is_named: bool) -> int:
    """Return which of a person's ids to take: one that every student has; the first, where none is without fault."""
    kinds = [list(ids) for ids in zip(*(person.ids for person in people), strict=True)]
    usable = [place for place, ids in enumerate(kinds) if _are_ids(ids)]
    numbers = [person.numbers for person in people]
    if is_named and not (usable and all(numbers)):
        return 0  # what is wrong with it is said later
    return next(iter(usable), 0)


def _are_ids(ids: list[str]) -> bool:
    return len({fold(each) for each in ids}) == len(ids) and not any(map(problem_with_id, ids))


def _student(person: Person, column: int) -> Student:
    student_id = person.ids[column]
    if person.numbers and " " in student_id:
        student_id = derive_id(student_id)  # Moodle's identifier alone, "Participant 9001"
    ids = dict.fromkeys(each for each in (*person.ids, *person.others) if " " not in each)
    others = [each for each in ids if each not in ("", student_id, person.email)]
    names = (person.first_name, person.last_name, person.email, person.team)
    return Student(student_id, *names, tuple(others), person.numbers)


def shown(text: str) -> str:
    """Return `text` fit for a terminal: no control characters, no more than 120 characters."""
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:121])
    return printable if len(printable) <= 120 else printable[:119] + "…"


def fold(text: str) -> str:
    """Return `text` without the differences that some file systems do not see: case and Unicode's spellings."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def squeeze(text: str) -> str:
    """Return only the letters and digits of `text`, in lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _check_ids(path: Path, students: list[Student], lines: dict[Student, int]) -> None:
    """Refuse a list with an unsafe id, or with two that one folder would have to serve."""
    seen: dict[str, str] = {}
    for student in students:
        where = f"{path}, line {lines[student]}"
        if not student.id:
            raise CourseError(f"{where}: {student.name or 'a student'} has no id. Give one, or delete the line.")
        if problem := problem_with_id(student.id):
            raise CourseError(f"{where}: {shown(student.id)!r} cannot be an id: {problem}. Correct it there.")
        if other := seen.get(fold(student.id)):
            raise CourseError(
                f"{where}: the id {student.id!r} is taken by {other!r} above. Give each student an id of their own."
            )
        seen[fold(student.id)] = student.id
