"""Points on their way out: into the file that Canvas or Moodle exported, so that the platform takes it back.

The platform's own file is the template, for it alone says how the platform calls its students and its assignments.
What comes out holds the columns that the platform needs and the one with the points: other assignments' points, which
may have changed since the file was made, would overwrite newer ones.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from course_utils.grading.course.foreign import defused
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.platforms.roster import Student, letters_and_digits, shown
from course_utils.grading.platforms.tables import MOODLE, Person, Table, as_csv

_KEPT = {"EX": "is excused", "N/A": "is not assigned this"}  # Canvas's marks in place of points


@dataclass
class Filled:
    """A platform's file with the points in it.

    Attributes
    ----------
    text : str
        The file's content.
    column : str
        The column that took the points, as the platform names it.
    students : list of str
        Whose points are in it.
    missing : list of str
        Whose row was not found, one sentence each.
    notes : list of str
        What else stays as it was, or was changed, one sentence each.
    """

    text: str
    column: str
    students: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fill(
    table: Table,
    assignment: str,
    results: list[SubmissionResult],
    column: str = "",
    students: list[Student] | None = None,
) -> Filled:
    """Put points into a platform's table.

    Parameters
    ----------
    table
        What Canvas or Moodle exported, see `platforms.read_table`.
    column
        The column for the points, or its beginning; by default the one that is named like the assignment.
    students
        The list of students, where the platform's names alone do not tell whose row is whose.

    Raises
    ------
    CourseError
        If the table is no platform's, has no such column, or counts other points than the assignment.
    """
    if not table.platform:
        raise CourseError(
            f"{table.path} comes from neither Canvas nor Moodle. Provide the file that the platform exports: Canvas's "
            "gradebook, or Moodle's grading worksheet or gradebook (with Moodle set to English)."
        )
    number = _find_column(table, assignment, column)
    _check_points_possible(table, number, results)
    filled = Filled("", table.header[number])
    rows = [list(row) for row in table.rows]
    for result, person in _assigned(table.people(), results, students or [], filled):
        before = rows[person.row][number]
        if before in _KEPT:
            filled.notes.append(f"{result.student} {_KEPT[before]} in {table.platform}: that stays.")
        else:
            rows[person.row][number] = f"{round(result.final, 2):g}"
            filled.students.append(result.student)
    kept = sorted({*table.kept_columns, number})
    filled.text = as_csv(([row[each] for each in kept] for row in [table.header, *rows]), table.delimiter)
    filled.notes += _notes(table, rows, kept, len(filled.students))
    return filled


def _find_column(table: Table, assignment: str, wanted: str) -> int:
    columns = table.point_columns()
    names = {number: table.header[number] for number in columns}
    if wanted:
        found = [number for number in columns if names[number].startswith(wanted)]
        found = [number for number in found if names[number] == wanted] or found
    elif table.platform == MOODLE and "Identifier" in table.header:
        found = columns  # a worksheet is about one assignment
    else:
        found = [number for number in columns if letters_and_digits(assignment) in letters_and_digits(names[number])]
    if len(found) == 1:
        return found[0]
    called = f"that begins with {wanted!r}" if wanted else f"named like {assignment}"
    raise CourseError(
        f"{table.path} has {'no column' if not found else 'several columns'} for points {called}. Name one with "
        f"--column: {', '.join(map(shown, names.values())) or '(there is none: is the assignment made there?)'}."
    )


def _check_points_possible(table: Table, column: int, results: list[SubmissionResult]) -> None:
    """Refuse to put 8 of 10 points where they would read as 8 of 100."""
    possible = table.points_possible(column)
    ours = {result.max_points for result in results}
    if possible is not None and ours - {possible}:
        raise CourseError(
            f"{table.platform} counts {possible:g} points for {shown(table.header[column])}, the course "
            f"{max(ours):g}. Set it to {max(ours):g} in {table.platform} and export the file again."
        )


def _assigned(
    people: list[Person], results: list[SubmissionResult], students: list[Student], filled: Filled
) -> list[tuple[SubmissionResult, Person]]:
    """Pair points with rows; a student without a row, or one who cannot be told from another, is listed in `filled`."""
    rows: dict[str, set[int]] = defaultdict(set)
    for place, person in enumerate(people):
        names = (person.first_name + person.last_name, person.last_name + person.first_name)
        for key in [*map(letters_and_digits, (*person.ids, person.email, *names)), *map(_number, person.numbers)]:
            rows[key].add(place)
    rows.pop("", None)
    listed = {student.id: student for student in students}
    pairs: dict[int, list[SubmissionResult]] = defaultdict(list)
    for result in results:
        places = _places(rows, listed.get(result.student, Student(result.student)))
        if len(places) == 1:
            pairs[places.pop()].append(result)
        else:
            why = "fits several rows of the file" if places else "is in no row of the file"
            hint = "" if students else ": a list of students (--students) may tell"
            filled.missing.append(f"{result.student} {why}{hint}.")
    for claims in pairs.values():
        if len(claims) > 1:
            filled.missing.append(f"{', '.join(result.student for result in claims)} fit the same row.")
    return [(claims[0], people[place]) for place, claims in pairs.items() if len(claims) == 1]


def _places(rows: dict[str, set[int]], student: Student) -> set[int]:
    """Return the rows that can be a student's: by the first of id, platform's number, email and name that tells."""
    names = map(letters_and_digits, (student.email, *student.other_ids, student.first_name + student.last_name))
    for key in (letters_and_digits(student.id), *map(_number, student.numbers), *names):
        if found := rows.get(key):
            return set(found)
    return set()


def _number(number: str) -> str:
    """Return the key of a platform's own number, which is nobody's id."""
    return f"number {number}"


def _notes(table: Table, rows: list[list[str]], kept: list[int], count: int) -> list[str]:
    notes = []
    if others := len(table.people()) - count:
        notes.append(f"Rows that stay as they are, with no points from here: {others}.")
    changed = sum(defused(row[column]) != row[column] for row in rows for column in kept)
    if changed:
        notes.append(f"Cells that begin like a formula and got an apostrophe in front: {changed}.")
    return notes
