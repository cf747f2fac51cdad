"""Points into the files that Canvas and Moodle exported, and students out of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.gradebook import Score
from course_utils.grading.course.layout import CourseError
from course_utils.grading.platforms.export import Filled, fill
from course_utils.grading.platforms.roster import Student, read_students
from course_utils.grading.platforms.tables import defused, read_table

ASSIGNMENT = "06_rnn_text_classification"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Attendance,06 RNN text classification (4711),Project (4712),"
    "Current Score,Final Score\n"
    ",,,,,,Manual Posting,,,\n"
    "    Points Possible,,,,,,10,100.0,(read only),(read only)\n"
    '"Lee, Ann",101,S-1,al23,Monday,yes,1,88,90,90\n'
    '"Müller, Zoë",102,S-2,zm7,Monday,,,,,\n'
    '"=HYPERLINK(""http://x"",""Bob"")",103,S-3,bob,Monday,,,70,,\n'
    '"Fox, Eve",104,S-4,eve,Monday,,EX,,,\n'
    '"Roe, Kim",105,S-5,kim,Monday,,7.5,,,\n'
    '"Student, Test",999,,0a1b2c3d,Monday,,,,,\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 7,Ann Lee,ann@example.org,Submitted,,10.00,Yes,"Monday, 2 November 2026, 9:00 AM",-,- well begun\n'
    "Participant 8,Zoë Müller,zoe@example.org,No submission,-,10.00,Yes,-,-,\n"
)
GRADEBOOK = (
    '"First name";Surname;"ID number";"Email address";"Assignment: 06 RNN text classification (Real)";'
    '"Course total (Real)";"Last downloaded from this course"\n'
    "Ann;Lee;0042;ann@example.org;-;12,5;1790000000\n"
)


def score(student: str, points: float, penalty: float = 0.0) -> Score:
    return Score(student, ASSIGNMENT, points, 10.0, penalty)


def filled(tmp_path: Path, text: str, scores: list[Score], **options) -> Filled:
    path = tmp_path / "platform.csv"
    path.write_text(text, encoding="utf-8")
    return fill(read_table(path, "a platform's file"), ASSIGNMENT, scores, **options)


def rows(result: Filled, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(result.text), delimiter=delimiter))


def test_canvas_gets_who_and_points_and_nothing_that_could_be_stale(tmp_path):
    result = filled(tmp_path, "\ufeff" + CANVAS, [score("al23", 8.125), score("müller-zoë", 10, 1.5), score("103", 4)])
    header, _, possible, ann, zoe, bob, *_ = rows(result)
    column = "06 RNN text classification (4711)"
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column]
    assert possible == ["Points Possible", "", "", "", "", "10"]
    assert ann == ["Lee, Ann", "101", "S-1", "al23", "Monday", "8.12"]
    assert zoe[-1] == "8.5", "net of the late penalty"
    assert bob[1:] == ["103", "S-3", "bob", "Monday", "4"]
    assert result.students == ["al23", "müller-zoë", "103"] and not result.missing


def test_points_that_the_course_does_not_have_stay(tmp_path):
    result = filled(tmp_path, CANVAS, [score("eve", 9)])
    cells = {row[1]: row[-1] for row in rows(result)}
    assert cells["105"] == "7.5" and cells["102"] == "" and cells["104"] == "EX"
    assert result.notes[0] == "eve is excused in Canvas: that stays."


def test_whose_row_is_not_found_is_said(tmp_path):
    twins = CANVAS + '"Lee, Ann",106,S-6,al24,Monday,,,,,\n'
    scores = [score("lee-ann", 5), score("mallory", 5), score("zm7", 3), score("müller-zoë", 4)]
    result = filled(tmp_path, twins, scores)
    assert result.students == []
    assert result.missing[0].startswith("lee-ann fits several rows")
    assert result.missing[1] == "mallory is in no row of the file: a list of students (--students) may tell."
    assert result.missing[2] == "zm7, müller-zoë fit the same row."
    listed = [Student("mallory", "Kim", "Roe"), Student("lee-ann", email="al24")]
    assert filled(tmp_path, twins, scores[1:2], students=listed).students == ["mallory"]
    told = filled(
        tmp_path, twins, [score("lee-ann", 5), score("oscar", 5)], students=[Student("lee-ann", "Ann", "Lee")]
    )
    assert told.missing == ["lee-ann fits several rows of the file.", "oscar is in no row of the file."]


def test_a_formula_in_a_name_is_defused(tmp_path):
    result = filled(tmp_path, CANVAS, [score("bob", 4)])
    assert rows(result)[5][0] == '\'=HYPERLINK("http://x","Bob")'
    assert "Cells that begin like a formula and got an apostrophe in front: 1." in result.notes


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_formulas_are_told(cell):
    assert defused(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "-", "-1.5", "+3", "12,5", "Ann", "ann-lee", "2026-11-02"])
def test_what_is_no_formula_stays(cell):
    assert defused(cell) == cell


def test_moodles_worksheet_keeps_what_its_import_asks_for(tmp_path):
    result = filled(tmp_path, WORKSHEET, [score("ann-lee", 8)])
    header, ann, zoe = rows(result)
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(header)
    assert "Feedback comments" not in header, "comments are written in Moodle"
    assert dict(zip(header, ann, strict=True))["Grade"] == "8"
    assert dict(zip(header, zoe, strict=True))["Grade"] == "-"


def test_moodles_gradebook_with_semicolons(tmp_path):
    result = filled(tmp_path, GRADEBOOK, [score("0042", 8.5)])
    header, ann = rows(result, ";")
    assert header == [
        "First name",
        "Surname",
        "ID number",
        "Email address",
        "Assignment: 06 RNN text classification (Real)",
    ]
    assert ann[-1] == "8.5"


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("name,points\nann,3\n", {}, "comes from neither Canvas nor Moodle"),
        ("", {}, "comes from neither Canvas nor Moodle"),
        (CANVAS.replace("06 RNN", "Homework"), {}, "has no column for points named like 06_rnn_text_classification"),
        (CANVAS, {"column": "Nowhere"}, "Name one with --column: 06 RNN text classification (4711), Project (4712)."),
        (CANVAS, {"column": "Project"}, "Canvas counts 100 points for Project (4712), the course 10. Set it to 10"),
        (WORKSHEET.replace("10.00", "100.00"), {}, "Moodle counts 100 points for Grade, the course 10."),
    ],
)
def test_a_file_that_would_take_the_points_wrongly_is_refused(tmp_path, text, options, words):
    with pytest.raises(CourseError) as error:
        filled(tmp_path, text, [score("al23", 8)], **options)
    assert words in str(error.value)


def test_a_column_may_be_named(tmp_path):
    text = CANVAS.replace("06 RNN", "Homework").replace("Project", "06 RNN text classification, project")
    result = filled(tmp_path, text, [score("al23", 8)], column="Homework")
    assert result.column == "Homework text classification (4711)"


def test_plain_csv_is_defused_too():
    assert gradebook.as_csv([Score("=1+1", "01", 1, 2, 0)]).splitlines()[1] == "'=1+1,01,1,2,0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CANVAS, [("al23", "Ann", "Lee"), ("zm7", "Zoë", "Müller"), ("bob", '=HYPERLINK("http://x","Bob")', "")]),
        (WORKSHEET, [("ann@example.org", "Ann Lee", ""), ("zoe@example.org", "Zoë Müller", "")]),
        (GRADEBOOK, [("0042", "Ann", "Lee")]),
        ("First name,Surname,Email address,Groups\nAnn,Lee,ann@example.org,\n", [("ann@example.org", "Ann", "Lee")]),
        ("LastName,FirstName,ID,SIS Login ID,Section,06 (1)\nLee,Ann,101,,Monday,\n", [("101", "Ann", "Lee")]),
    ],
)
def test_a_platforms_export_is_a_list_of_students(tmp_path, text, expected):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    students = [(student.id, student.first_name, student.last_name) for student in read_students(path)]
    assert students[: len(expected)] == expected
    assert not [each for each in students if "Test" in each or "Points" in str(each)]
