"""Writing a class's feedback: one student's trouble is told and stops nobody else's pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny import ASSIGNMENT, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.gradebook import GradebookError
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.records import GRADED, NOT_GRADED, SubmissionResult, write_result
from course_utils.grading.pages.feedback import make_feedback


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A class of three with a page for each; cat's latest submission is no notebook, and ann's page cannot be made."""
    course = tiny_course(tmp_path / "course")
    for student, status in (("ann", GRADED), ("bob", GRADED), ("cat", NOT_GRADED)):
        write_result(course.results, SubmissionResult(ASSIGNMENT, student, status, 0.0, 4.0))
        page(course, student).parent.mkdir(parents=True)
        page(course, student).write_text("old", encoding="utf-8")

    def feedback(course: Course, assignment: str, student: str) -> None:
        if student == "ann":
            raise CourseError("a cell cannot be shown.")
        page(course, student).write_text("new", encoding="utf-8")

    monkeypatch.setattr(gradebook, "feedback", feedback)
    monkeypatch.chdir(course.root)
    return course


def page(course: Course, student: str) -> Path:
    return course.feedback / student / ASSIGNMENT / f"{ASSIGNMENT}.html"


def test_one_page_that_cannot_be_made_stops_nobody_elses(course: Course) -> None:
    written = make_feedback(course, ASSIGNMENT)
    assert [each.parents[1].name for each in written.overviews] == ["ann", "bob", "cat"]
    assert written.missing == ["ann has no page with the notebook: a cell cannot be shown."]
    assert page(course, "bob").read_text(encoding="utf-8") == "new"


def test_pages_that_no_longer_hold_are_removed(course: Course) -> None:
    make_feedback(course, ASSIGNMENT)
    assert not page(course, "ann").exists()
    assert not page(course, "cat").exists(), "it shows the points of an earlier submission"


def test_the_command_names_who_has_no_page(course: Course) -> None:
    result = CliRunner().invoke(main, ["feedback", "01"])
    assert result.exit_code == 1
    assert "ann has no page with the notebook: a cell cannot be shown." in result.output


def test_brackets_in_a_path_are_printed(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = course.root.rename(course.root.with_name("[red] course"))
    monkeypatch.chdir(renamed)
    assert str(Course(renamed).feedback) in CliRunner().invoke(main, ["feedback", "01"]).output


def test_only_who_is_not_graded_is_told_what_to_do(course: Course) -> None:
    pages = {
        each.parents[1].name: each.read_text(encoding="utf-8") for each in make_feedback(course, ASSIGNMENT).overviews
    }
    assert "hand in again, or ask your instructor" in pages["cat"]
    assert "hand in again" not in pages["bob"]


def test_the_export_names_on_the_side_who_is_not_graded(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(main, ["export", "01"])
    assert result.stderr == "cat is not graded and goes out with 0 points.\n"
    write_result(course.results, SubmissionResult(ASSIGNMENT, "cat", NOT_GRADED, 3.0, 4.0))
    assert CliRunner().invoke(main, ["export", "01"]).stderr == "", "points by hand are points"


def test_trouble_with_the_gradebook_stops_all(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise GradebookError("The gradebook cannot be used.")

    monkeypatch.setattr(gradebook, "feedback", fail)
    with pytest.raises(GradebookError):
        make_feedback(course, ASSIGNMENT)
