"""Points and comments by hand: every table, page and file has the same total at once, and says what was judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.classroom.totals import class_totals
from course_utils.grading.course.layout import TIMESTAMP_FILE, Course
from course_utils.grading.kernels.provisioners import best_isolation

pytestmark = pytest.mark.slow
RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
HALF = {**RIGHT, "softmax": NAIVE}  # 2.5 of 4


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class that was graded before anything was done by hand; cat was a day late."""
    course = tiny_course(tmp_path_factory.mktemp("totals") / "course")
    release(course, ASSIGNMENT)
    due_dates.set_due_date(course, ASSIGNMENT, datetime(2026, 11, 30, 12, tzinfo=UTC))
    for student in ("ann", "bob", "cat"):
        submit(course, student, **HALF)
    late = course.submitted / "cat" / ASSIGNMENT / TIMESTAMP_FILE
    late.write_text("2026-12-01 12:00:00 UTC", encoding="utf-8")
    grade(course, ASSIGNMENT, course.students(ASSIGNMENT), best_isolation())
    return course


@pytest.fixture
def course(graded: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The class with bob's and cat's points for the softmax set to 2 by hand, and a remark for bob."""
    monkeypatch.chdir(graded.root)
    set_by_hand(graded, "bob", softmax_test=2.0)
    set_by_hand(graded, "cat", softmax_test=2.0)
    comment(graded, "bob", "softmax", "The idea is <b>right</b>.")
    return graded


def set_by_hand(course: Course, student: str, **points: float | None) -> None:
    with gradebook.connected(course) as book:
        for cell, value in points.items():
            grade = book.find_grade(cell, ASSIGNMENT, ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = value, False
        book.db.commit()


def comment(course: Course, student: str, cell: str, text: str) -> None:
    with gradebook.connected(course) as book:
        book.find_comment(cell, ASSIGNMENT, ASSIGNMENT, student).manual_comment = text
        book.db.commit()


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output


def text_of(path) -> str:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").get_text(" ", strip=True)


def test_one_total_that_has_what_was_set_by_hand(course: Course) -> None:
    totals = {
        result.student: (result.points, result.judged, result.final) for result in class_totals(course, ASSIGNMENT)
    }
    assert totals == {"ann": (2.5, 2.5, 2.5), "bob": (3.0, 2.5, 3.0), "cat": (3.0, 2.5, 2.7)}


def test_extra_points_count_on_top_of_what_was_judged(course: Course) -> None:
    with gradebook.connected(course) as book:
        book.find_grade("double_test", ASSIGNMENT, ASSIGNMENT, "ann").extra_credit = 1.5
        book.db.commit()
    (ann, *_) = class_totals(course, ASSIGNMENT)
    with gradebook.connected(course) as book:
        book.find_grade("double_test", ASSIGNMENT, ASSIGNMENT, "ann").extra_credit = 0
        book.db.commit()
    assert (ann.final, ann.by_hand) == (4.0, "set by hand: 4 of 4, judged 2.5")


def test_the_table_the_json_and_the_export_have_them(course: Course) -> None:
    table = " ".join(run("grade", "01", "bob").replace("│", " ").split())  # a narrow terminal breaks its cells
    for words in ("3 of 4", "set by hand: 3 of 4, judged 2.5", "comment: The idea is <b>right</b>."):
        assert words in table
    (bob,) = json.loads(run("grade", "01", "bob", "--json"))
    assert (bob["final"], bob["points"], bob["tasks"][0]["judged"]) == (3.0, 3.0, 1.5)
    assert bob["tasks"][0]["comment"] == "The idea is <b>right</b>."
    export = CliRunner().invoke(main, ["export", "01"])
    assert "bob,01_tiny,3,4,0" in export.stdout and "ann,01_tiny,2.5,4,0" in export.stdout
    assert "bob: set by hand: 3 of 4, judged 2.5" in export.stderr and "ann" not in export.stderr


def test_the_pages_have_them_and_say_what_was_judged(course: Course) -> None:
    run("feedback", "01")
    folder = course.feedback / "bob" / ASSIGNMENT
    for page in (folder / "overview.html", folder / f"{ASSIGNMENT}.html"):
        assert "set by hand: 2 of 3, judged 1.5" in text_of(page)
    overview = text_of(folder / "overview.html")
    assert "3 of 4 points" in overview and "The idea is <b>right</b>." in overview
    assert "set by hand" not in text_of(course.feedback / "ann" / ASSIGNMENT / "overview.html")
    assert "set by hand" not in text_of(course.feedback / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.html")
    run("report", "01")
    report = text_of(course.reports / f"{ASSIGNMENT}.html")
    for words in ("set by hand: 3 of 4, judged 2.5", "set by hand: 2 of 3, judged 1.5", "The idea is <b>right</b>."):
        assert words in report


def test_points_by_hand_lose_their_share_for_a_late_day_at_once(course: Course) -> None:
    run("feedback", "01")
    words = "Handed in 1 day after the due date: 10% of the points, 0.3, are taken off."
    assert words in text_of(course.feedback / "cat" / ASSIGNMENT / "overview.html")
    assert "cat,01_tiny,2.7,4,0.3" in run("export", "01")
    assert "(Score: 2.7 / 4.0)" in text_of(course.feedback / "cat" / ASSIGNMENT / f"{ASSIGNMENT}.html")


def test_regrading_says_that_points_by_hand_stay(course: Course) -> None:
    submit(course, "bob", **RIGHT)
    table = run("regrade", "01")
    submit(course, "bob", **HALF)
    grade(course, ASSIGNMENT, ["bob"], best_isolation())
    assert "1 student with changes" in table
    assert "points that were set by hand stay" in " ".join(table.replace("│", " ").split())


def test_points_by_hand_that_are_taken_back_count_no_more(course: Course) -> None:
    set_by_hand(course, "bob", softmax_test=None)
    assert "bob,01_tiny,2.5,4,0" in run("export", "01")
