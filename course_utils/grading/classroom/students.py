"""The class: every student whose name is known, kept in `classroom/students.csv` from the first list that was given.

To ask for names, `names(course)` gives each id's: ``names(course).get(student, student)``. Who has not handed in is
`not_handed_in(course, assignment)`. The file may be edited by hand; a student who is no longer in it is forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from course_utils.grading.course.layout import Course
from course_utils.grading.platforms.roster import Student, fold, is_anonymous_id, letters_and_digits, read_students
from course_utils.grading.platforms.tables import as_csv, read_table

_COLUMNS = ("id", "first_name", "last_name", "email", "team", "other_ids", "platform_numbers")


def kept_students(course: Course) -> list[Student]:
    """Return the kept list of students, in its order; empty where none was ever given.

    Raises
    ------
    CourseError
        If the file was edited and cannot be read.
    """
    path = course.students_file
    is_filled = path.is_file() and read_table(path, "the list of students").rows
    return read_students(path) if is_filled else []


def names(course: Course) -> dict[str, str]:
    """Return the name, first name before last, of each student id whose name is known."""
    return {student.id: student.name for student in kept_students(course) if student.name}


def not_handed_in(course: Course, assignment: str) -> list[Student]:
    """Return the students of the kept list who have not handed in `assignment`, in the order of the list."""
    handed_in = set(course.students(assignment))
    return [student for student in kept_students(course) if student.id not in handed_in]


def similar_students(student: str, known: dict[str, str]) -> list[str]:
    """Return up to three ids that may be meant by one that nobody has, the likeliest first."""
    ids = {letters_and_digits(text): each for each, name in known.items() for text in (name, each)}
    words = {letters_and_digits(word): each for each, name in known.items() for word in name.split()}
    found = get_close_matches(letters_and_digits(student), [*ids, *words], n=6, cutoff=0.6)
    return list(dict.fromkeys((words | ids)[each] for each in found))[:3]


def keep_students(course: Course, given: list[Student]) -> list[Student]:
    """Add a list to the kept one, and return `given` with what is known of each.

    Somebody who is known already, by an id, the email or else the only one of that name, keeps the first id: all
    assignments of a student belong together, whichever platform's list comes with them. Of students whose names a
    platform hides nothing is kept, as their numbers are others in the next assignment; once a list gives the names,
    they belong to what was collected under the numbers.
    """
    kept = kept_students(course)
    known = _collected_without_name(course, given) | _matched(given, kept)
    merged = [_merged(known[student.id], student) if student.id in known else student for student in given]
    news = {student.id: student for student in merged}
    everybody = {student.id: student for student in kept}
    everybody |= {student.id: student for student in merged if student.id in everybody or not _is_hidden(student)}
    rows = [_row(student) for student in everybody.values()]
    course.make_classroom()
    aside = course.students_file.with_suffix(".new")
    aside.write_text(as_csv([_COLUMNS, *rows]), encoding="utf-8")
    aside.replace(course.students_file)
    return list(news.values())


def _collected_without_name(course: Course, given: list[Student]) -> dict[str, Student]:
    """Return whom of `given` work was collected of under a number alone, by the given id."""
    numbers = {
        path.name.rpartition("-")[2]: path.name for path in course.submitted.glob("*-*") if is_anonymous_id(path.name)
    }
    return {
        student.id: Student(numbers[number], numbers=student.numbers)
        for student in given
        for number in student.numbers
        if number in numbers
    }


def _is_hidden(student: Student) -> bool:
    return bool(student.numbers) and not (student.name or student.email)


def _row(student: Student) -> list[str]:
    texts = [student.id, student.first_name, student.last_name, student.email, student.team]
    return [*texts, " ".join(student.other_ids), " ".join(student.numbers)]


def _matched(given: list[Student], kept: list[Student]) -> dict[str, Student]:
    """Return whom of `kept` each of `given` is, by the given id; nobody is two of them, and no two are one."""
    found: dict[str, Student] = {}
    ways: tuple[Callable[[Student], list[str]], ...] = (
        lambda student: [fold(student.id)],
        lambda student: [fold(each) for each in (student.id, *student.other_ids)],
        lambda student: list(student.numbers),
        lambda student: [fold(student.email)],
        lambda student: [letters_and_digits(student.name)],
    )
    for keys in ways:
        left = [student for student in given if student.id not in found]
        taken = {student.id for student in found.values()}
        free = [student for student in kept if student.id not in taken]
        theirs, ours = _by_key(left, keys), _by_key(free, keys)
        for key in theirs.keys() & ours.keys():
            if len(theirs[key]) == len(ours[key]) == 1 and _may_be_one(theirs[key][0], ours[key][0]):
                found[theirs[key][0].id] = ours[key][0]
    return found


def _by_key(students: list[Student], keys: Callable[[Student], list[str]]) -> dict[str, list[Student]]:
    found: dict[str, list[Student]] = defaultdict(list)
    for student in students:
        for key in set(keys(student)) - {""}:
            found[key].append(student)
    return found


def _may_be_one(one: Student, other: Student) -> bool:
    """Tell whether nothing speaks against it: the ids are the same, or there are no two different emails."""
    return fold(one.id) == fold(other.id) or not (one.email and other.email and fold(one.email) != fold(other.email))


def _merged(known: Student, news: Student) -> Student:
    """Return what the list says now, under the id that the class knows, with every other id and number."""
    others = dict.fromkeys([*known.other_ids, *news.other_ids, news.id])
    return replace(
        news,
        id=known.id,
        first_name=news.first_name or ("" if news.last_name else known.first_name),
        last_name=news.last_name or ("" if news.first_name else known.last_name),
        email=news.email or known.email,
        team=news.team or known.team,
        other_ids=tuple(each for each in others if each not in (known.id, news.email or known.email)),
        numbers=tuple(dict.fromkeys([*known.numbers, *news.numbers])),
    )
