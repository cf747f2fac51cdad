"""Who a submission belongs to: from the names that learning platforms give to a student id that is safe as a folder.

What is said here of a platform's names was read off its exporter, or off archives that it made.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from course_utils.grading.course.layout import CourseError
from course_utils.grading.platforms.tables import CANVAS, MOODLE, Person, read_table

MAX_ID_LENGTH = 64
ID = re.compile(r"\w[\w.@+-]*")
WINDOWS_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

MOODLE_FOLDER = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
MOODLE_FILE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_(?P<file>.+)")
CANVAS_FILE = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)")
CANVAS_ANONYMOUS = re.compile(r"(?P<name>anon(?:ymous)?)_(?P<late>LATE_)?(?P<number>\w{5})_\d+_(?P<file>.+)")
BLACKBOARD_FILE = re.compile(
    r".+_(?P<name>[^_]+)_attempt_(?P<time>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<file>.+)|\.txt)"
)
BRIGHTSPACE_FOLDER = re.compile(r"(?P<number>\d+)-\d+ - (?P<name>.+?) - (?P<time>\w{3} \d{1,2}, \d{4} \d{3,4} [AP]M)")
ILIAS_FOLDER = re.compile(r"(?P<last>[^_]+)_(?P<first>[^_]+)_(?P<login>[^_]+)_(?P<number>\d+)")
# What Moodle, Canvas and Gradescope put in place of a hidden name; a number follows.
_TELL_APART = (
    "provide the platform's own list (--students), whose numbers tell, or write the number that follows the name "
    "into a column platform_numbers of yours"
)
_ANONYMOUS = re.compile(
    "participante?|teilnehmer(in)?|partecipante|deelnemer|deltager|deltagare|deltaker|uczestnik|osallistuja|участник|"
    "anon(ymous)?|submission"
)
# What people put behind a file's name that is no student's.
_VERSION = re.compile(
    r"(?:[ _().-]|\d|v|ver|version|rev|copy|copie|kopie|copia|of|final|finished|last|latest|new|newest|old|backup|bak|"
    r"draft|edited|edit|fixed|update|updated|solution|solutions|solved|answer|answers|submission|submitted|submit|done|"
    r"complete|completed|my|work|homework|hw|assignment|test|temp|tmp|ipynb|checkpoint|alt|neu|fertig|abgabe|endversion|"
    r"lösung|loesung|entwurf|nouveau|ancien|corrige|entrega|nuevo|viejo)+",
    re.IGNORECASE,
)
NOTEBOOK = re.compile(r"(?P<stem>.+?)\.ipynb(?:\.(?:txt|json|ipynb|bin|download)| ?\(\d+\)| ?- ?copy)*", re.IGNORECASE)


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
    """Whose work a file is, in the platform's words.

    Attributes
    ----------
    name, number : str
        A name, and the platform's own number where it gives one.
    time : datetime or None
        When it was handed in, where the name says so; several attempts of a student are told apart by it.
    late : bool
        Whether the platform marks the work as late.
    platform : str
        `CANVAS` or `MOODLE`, where the name has its pattern.
    is_assumed : bool
        Whether the name stood where a student's does not always stand.
    """

    name: str
    number: str = ""
    time: datetime | None = None
    late: bool = field(default=False, compare=False)
    platform: str = field(default="", compare=False)
    is_assumed: bool = field(default=False, compare=False)

    @property
    def is_anonymous(self) -> bool:
        """Whether the platform hides the name, and only the number tells students apart."""
        return bool(self.number) and _ANONYMOUS.fullmatch(letters_and_digits(self.name.rpartition("-")[2])) is not None


def is_anonymous_id(student_id: str) -> bool:
    """Tell whether an id was made of a number, since the platform hid the name: "participant-9001"."""
    name, _, number = student_id.rpartition("-")
    return Owner(name, number).is_anonymous


def owner_of_folder(folder: str, assignment: str, is_known: Callable[[str], bool] | None = None) -> Owner | None:
    """Read the owner off a folder's name: a platform's pattern, or the name as it is; see `owner_of_file`."""
    if match := MOODLE_FOLDER.fullmatch(folder):
        return Owner(match["name"], match["number"], platform=MOODLE)
    if match := BRIGHTSPACE_FOLDER.fullmatch(folder):
        return Owner(match["name"], match["number"], _local_time(match["time"], "%b %d, %Y %I%M %p"))
    if match := re.fullmatch(r"(submission)_(\d+)", folder):  # Gradescope's
        return Owner(match[1], match[2])
    return Owner(folder) if fold(folder) == fold(assignment) else _owner_in(folder, assignment, is_known)


def _local_time(text: str, form: str) -> datetime | None:
    """Read a time in the platform's own time zone, taken for this machine's."""
    text = re.sub(r" (\d{3} [AP]M)$", r" 0\1", text)
    try:
        return datetime.strptime(text, form).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def stem_of(file: str) -> str:
    """Return a file's name without its ending, and without what a browser's second download adds: "ann (1).ipynb"."""
    match = NOTEBOOK.fullmatch(file)
    return re.sub(r" ?\(\d+\)$", "", match["stem"] if match else re.sub(r"\.(?:tar|ipynb)$", "", Path(file).stem))


def owner_of_file(
    file: str, assignment: str, is_known: Callable[[str], bool] | None = None
) -> tuple[Owner | None, str]:
    """Read the owner off the name of a file that is loose among those of others.

    `is_known` tells whether a name is in the list of students, where there is one.

    Returns
    -------
    tuple
        The owner, or None where the name is the assignment's alone, and the file's name without the owner's.
    """
    if match := CANVAS_FILE.fullmatch(file) or CANVAS_ANONYMOUS.fullmatch(file):
        return Owner(match["name"], match["number"], late=bool(match["late"]), platform=CANVAS), match["file"]
    if match := MOODLE_FILE.fullmatch(file):
        return Owner(match["name"], match["number"], platform=MOODLE), match["file"]
    if match := BLACKBOARD_FILE.fullmatch(file):
        return Owner(match["name"], time=_local_time(match["time"], "%Y-%m-%d-%H-%M-%S")), match[
            "file"
        ] or "attempt.txt"
    return _owner_in(stem_of(file), assignment, is_known), file


def _owner_in(name: str, assignment: str, is_known: Callable[[str], bool] | None) -> Owner | None:
    """Return the owner in a name that people gave, before or after the assignment's; None where there is nothing."""
    if match := re.fullmatch(rf"{re.escape(assignment)}(?:[ _-]+(.*))?", name, re.IGNORECASE):
        rest = match[1] or ""
        is_name = is_known(rest) if is_known else bool(rest) and not _VERSION.fullmatch(rest)
        return Owner(rest, is_assumed=is_known is None) if is_name else None
    named = re.fullmatch(rf"(.+?)[ _-]+{re.escape(assignment)}([ _-].*)?", name, re.IGNORECASE)
    return Owner(named[1] if named else name)


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

    A student is found by id, by email, by the platform's number, and by first and last name in either order, whatever
    the case, the spaces and the punctuation; a team by its name.
    """

    def __init__(self, students: list[Student]) -> None:
        self._by_id = {fold(student.id): student.id for student in students}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_number: dict[str, set[str]] = defaultdict(set)
        self._by_team: dict[str, list[str]] = defaultdict(list)
        self._by_account: dict[str, set[str]] = defaultdict(set)
        self._without_email = {fold(each.id): each.id for each in students if not each.email and "@" not in each.id}
        for student in students:
            names = (student.first_name + student.last_name, student.last_name + student.first_name)
            for name in (student.id, student.email, *student.other_ids, *names):
                self._by_name[letters_and_digits(name)].add(student.id)
            for number in student.numbers:
                self._by_number[number].add(student.id)
            for team in re.split(r"[,;]", student.team):
                self._by_team[letters_and_digits(team)].append(student.id)
            for email in (student.id, student.email):
                if "@" in email:
                    self._by_account[fold(email.partition("@")[0])].add(student.id)
        for each in (self._by_name, self._by_team, self._by_account):
            each.pop("", None)

    def knows(self, name: str) -> bool:
        """Tell whether `name` stands for somebody in the list."""
        return bool(self._named(name) or self._by_team.get(letters_and_digits(name)))

    def is_owner_by_number(self, owner: Owner, student_id: str) -> bool:
        """Tell whether the list gives the platform's number to that student."""
        return student_id in self._by_number.get(owner.number, ())

    def find(self, owner: Owner) -> list[str]:
        """Return the ids of the student that `owner` stands for, or of a team's members.

        Raises
        ------
        Refused
            If it stands for nobody in the list, or for one of several.
        """
        name = shown(owner.name)
        named, numbered = self._named(owner.name), self._by_number.get(owner.number, set())
        if numbered and (not named or numbered & named):
            return sorted(numbered)
        if numbered:
            raise Refused(f"is {name!r} by its name, but {min(numbered)} by the platform's number: ask whose it is")
        if len(named) > 1:
            raise Refused(f"{name!r} can be any of {', '.join(sorted(named))}: {_TELL_APART}")
        if found := sorted(named) or self._by_team.get(letters_and_digits(owner.name), []):
            return found
        if owner.is_anonymous:
            raise Refused(
                f"has no name ({name} {owner.number}), and the list of students does not have this number: provide the "
                "platform's own list (--students), such as Moodle's grading worksheet"
            )
        raise Refused(f"{name!r} is not in the list of students: add a line, or correct the name")

    def _named(self, name: str) -> set[str]:
        """Return whom a name can mean: the whole of it, or what follows a team's name, or a part of ILIAS's name."""
        if student_id := self._by_id.get(fold(name)):
            return {student_id}
        candidates = [name, *(name[place + 1 :] for place, letter in enumerate(name) if letter == "-")]
        if match := ILIAS_FOLDER.fullmatch(name):
            candidates += [match["login"], match["last"] + match["first"]]
        found = next((found for each in candidates if (found := self._by_name.get(letters_and_digits(each)))), set())
        return found or self._by_half_an_email(name)

    def _by_half_an_email(self, name: str) -> set[str]:
        """Return whose "s1041@uni.example" and "s1041" are, where the list has only the other of the two."""
        account, at, _ = fold(name).partition("@")
        if not at:
            return self._by_account.get(account, set())
        return {self._without_email[account]} if account in self._without_email else set()


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


def letters_and_digits(text: str) -> str:
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
