"""An answer that a person reads: it waits for points, and no total, page or later grading loses them."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from nbformat.v4 import new_code_cell, new_markdown_cell
from test_totals import comment
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.classroom.totals import class_totals
from course_utils.grading.course.layout import TIMESTAMP_FILE, Course
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import SubmissionResult, read_result
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.pages.feedback import make_feedback, make_report
from course_utils.grading.submission.sanitise import restore

pytestmark = pytest.mark.slow
RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}  # 4 of 4 points
WRITTEN = "I changed <b>two</b> things. <script>alert(1)</script>"
SECRET = "What the instructor would have written."


def course_with_a_report(folder: Path) -> Course:
    """Make the tiny course with one task more: a written answer of 3 points."""
    course = tiny_course(folder)
    master = read_notebook(course.master(ASSIGNMENT))
    nbgrader = {"schema_version": 3, "grade_id": "essay", "grade": True, "solution": True, "locked": False}
    nbgrader |= {"task": False, "points": 3}
    text = f"### BEGIN SOLUTION\n{SECRET}\n### END SOLUTION"
    master.cells += [
        new_markdown_cell("## Task 3 · What you changed (3 points)", id="task-3"),
        new_markdown_cell(text, id="essay", metadata={"nbgrader": nbgrader}),
        new_code_cell('pseudonym = ""', id="pseudonym"),
    ]
    nbformat.write(master, course.master(ASSIGNMENT))
    release(course, ASSIGNMENT)
    return course


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class in which ann has written something and bob has not."""
    with pytest.MonkeyPatch.context() as patch:
        course = course_with_a_report(tmp_path_factory.mktemp("by_hand") / "course")
        patch.chdir(course.root)
        submit(course, "ann", **RIGHT, essay=WRITTEN, pseudonym='pseudonym = "<b>Owl</b>"')
        submit(course, "bob", **RIGHT)
        grade(course, ASSIGNMENT, ["ann", "bob"], best_isolation())
    return course


@pytest.fixture
def course(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A copy of the graded class."""
    shutil.copytree(graded.root, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return Course(tmp_path / "course")


def give(course: Course, student: str, points: float) -> None:
    """Give points as the formgrader does."""
    with gradebook.connected(course) as book:
        entry = book.find_grade("essay", ASSIGNMENT, ASSIGNMENT, student)
        entry.manual_score, entry.needs_manual_grade = points, False
        book.db.commit()


def result_of(course: Course, student: str) -> SubmissionResult:
    return next(each for each in class_totals(course, ASSIGNMENT) if each.student == student)


def waits(course: Course, student: str) -> list[str]:
    return [task.waits for task in result_of(course, student).waiting]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], env={"COLUMNS": "200"})


def text_of(path: Path) -> str:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").get_text(" ", strip=True)


def overview(course: Course, student: str) -> str:
    make_feedback(course, ASSIGNMENT)
    return text_of(course.feedback / student / ASSIGNMENT / "overview.html")


def test_the_release_asks_and_does_not_answer(course: Course) -> None:
    assert SECRET not in course.released(ASSIGNMENT).read_text(encoding="utf-8")


def test_what_is_written_waits_for_points_and_what_is_not_does_not(course: Course) -> None:
    assert waits(course, "ann") == ["waits for points by hand (5 words)"]
    assert waits(course, "bob") == []
    for student in ("ann", "bob"):
        assert (result_of(course, student).points, result_of(course, student).max_points) == (4, 7)
    said = " ".join(run("grade", ASSIGNMENT).output.replace("│", " ").split())  # the table wraps, a narrow one sooner
    assert "Task 3 · What you changed (3 points) waits for points by hand" in said


def test_every_page_says_what_waits(course: Course) -> None:
    report = text_of(make_report(course, ASSIGNMENT))
    assert "1 submission still waits for points by hand." in report
    assert "To grade by hand ann" in report
    page = overview(course, "ann")
    assert "4 of 7 points" in page
    assert "3 of these points are still to be given by hand." in page
    assert "Waits for points by hand (5 words)." in page
    assert "still to be given" not in overview(course, "bob")
    assert "Nothing is written here." in overview(course, "bob")
    assert "ann: Task 3 · What you changed (3 points) waits" in run("export", ASSIGNMENT).output


def test_points_by_hand_count_everywhere_once_they_are_given(course: Course) -> None:
    give(course, "ann", 2.5)
    comment(course, "ann", "essay", "Say how much it helped.")
    result = result_of(course, "ann")
    assert (result.points, result.max_points, result.waiting, result.by_hand) == (6.5, 7, [], "")
    assert "6.5 of 7" in run("grade", ASSIGNMENT).output
    assert "6.5 of 7 points" in overview(course, "ann")
    assert "Say how much it helped." in overview(course, "ann")
    assert "still waits" not in text_of(make_report(course, ASSIGNMENT))
    assert f"ann,{ASSIGNMENT},6.5,7" in run("export", ASSIGNMENT).output
    assert [score.points for score in gradebook.scores(course, ASSIGNMENT)] == [6.5, 4]


def test_nothing_written_can_be_given_points_all_the_same(course: Course) -> None:
    give(course, "bob", 1)
    assert result_of(course, "bob").points == 5


def test_no_points_are_lost_when_a_class_is_graded_again(course: Course) -> None:
    give(course, "ann", 2.5)
    grade(course, ASSIGNMENT, ["ann", "bob"], best_isolation())
    assert (result_of(course, "ann").points, waits(course, "ann")) == (6.5, [])
    grade(course, ASSIGNMENT, ["ann"], best_isolation(), afresh=True)
    assert result_of(course, "ann").points == 6.5
    assert waits(course, "ann") == ["has points by hand from before it was graded again"]


def test_points_are_to_be_confirmed_after_a_new_work(course: Course) -> None:
    give(course, "ann", 2.5)
    submit(course, "ann", **RIGHT, essay="Another text.")
    grade(course, ASSIGNMENT, ["ann"], best_isolation())
    assert waits(course, "ann") == ["has points by hand from before it was graded again"]
    give(course, "ann", 1)
    assert (result_of(course, "ann").points, waits(course, "ann")) == (5, [])


def test_the_share_for_late_days_is_taken_off_points_by_hand_too(course: Course) -> None:
    due_dates.set_due_date(course, ASSIGNMENT, datetime(2026, 11, 30, 12, tzinfo=UTC))
    late = course.submitted / "ann" / ASSIGNMENT / TIMESTAMP_FILE
    late.write_text("2026-12-01 12:00:00 UTC", encoding="utf-8")
    grade(course, ASSIGNMENT, ["ann"], best_isolation())
    give(course, "ann", 3)
    assert result_of(course, "ann").final == pytest.approx(6.3)
    make_feedback(course, ASSIGNMENT)
    assert [score.final for score in gradebook.scores(course, ASSIGNMENT)] == pytest.approx([6.3, 4])


def test_the_written_answer_is_shown_and_runs_nothing(course: Course) -> None:
    give(course, "ann", 2.5)
    make_feedback(course, ASSIGNMENT)
    page = (course.feedback / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")
    assert "<b>two</b> things" in page
    assert "<script" not in page
    assert "2.5/3.0" in "".join(BeautifulSoup(page, "html.parser").get_text().split())


def test_a_submission_that_is_not_graded_has_the_task_and_waits_for_nothing(course: Course) -> None:
    (course.submitted / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("no notebook", encoding="utf-8")
    grade(course, ASSIGNMENT, ["bob"], best_isolation())
    result = read_result(course.results, ASSIGNMENT, "bob")
    assert (result.points, result.max_points, result.waiting) == (0, 7, [])


def test_course_check_says_that_a_person_will_read_it(course: Course) -> None:
    notebook = course.submitted / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    done = run("check", ASSIGNMENT, str(notebook))
    assert "4 of 4 points; 3 more are given by hand" in done.output
    assert "waits for points by hand (5 words)" in done.output
    assert done.exit_code == 0
    done = run("check", ASSIGNMENT, str(course.submitted / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"))
    assert "nothing is written here yet" in done.output


@pytest.mark.parametrize("loses", ["names", "names_and_ids", "nothing"])
def test_a_written_answer_is_found_where_an_editor_lost_its_name(course: Course, loses: str) -> None:
    submitted = read_notebook(course.submitted / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    for number, cell in enumerate(submitted.cells):
        if loses != "nothing":
            cell.metadata.pop("nbgrader", None)
        if loses == "names_and_ids":
            cell["id"] = f"cell-{number}"
    rebuilt, _ = restore(submitted, read_notebook(course.released(ASSIGNMENT)))
    essay = next(cell for cell in rebuilt.cells if cell.get("id") == "essay")
    assert essay.source == WRITTEN
    assert essay.metadata.nbgrader.grade_id == "essay"


def test_a_deleted_written_answer_counts_as_not_begun(course: Course) -> None:
    path = course.submitted / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "essay"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    grade(course, ASSIGNMENT, ["ann"], best_isolation())
    assert waits(course, "ann") == []
    assert result_of(course, "ann").points == 4


def test_what_is_written_right_below_an_untouched_cell_is_the_answer(course: Course) -> None:
    submitted = read_notebook(course.submitted / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    place = next(number for number, cell in enumerate(submitted.cells) if cell.get("id") == "essay")
    submitted.cells[place + 1 : place + 1] = [new_markdown_cell("My first change."), new_markdown_cell("My second.")]
    rebuilt, _ = restore(submitted, read_notebook(course.released(ASSIGNMENT)))
    assert next(cell.source for cell in rebuilt.cells if cell.get("id") == "essay") == "My first change.\n\nMy second."


def test_the_name_that_a_student_chose_is_in_the_record(course: Course) -> None:
    assert read_result(course.results, ASSIGNMENT, "ann").pseudonym == "<b>Owl</b>"
    assert read_result(course.results, ASSIGNMENT, "bob").pseudonym == ""
