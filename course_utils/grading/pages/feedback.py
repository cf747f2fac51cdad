"""What comes back from grading: a page for every student, and the report about the class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.pseudonyms import pseudonyms
from course_utils.grading.classroom.students import names, not_handed_in
from course_utils.grading.classroom.totals import class_totals
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import NOT_GRADED, SubmissionResult
from course_utils.grading.pages.class_report import write_report, write_student_page
from course_utils.grading.submission.chosen_name import chosen_in
from course_utils.grading.submission.inputs import course_settings
from course_utils.grading.submission.judge import accuracy_bars
from course_utils.grading.submission.reference import read_public

OVERVIEW = "overview.html"


@dataclass
class Feedback:
    """What was written for a class.

    Attributes
    ----------
    overviews : list of Path
        A page for every student, `classroom/feedback/<student>/<assignment>/overview.html`.
    missing : list of str
        Whose page with the whole notebook could not be made, and why: one sentence each.
    """

    overviews: list[Path] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def make_feedback(course: Course, assignment: str) -> Feedback:
    """Write each student's pages: an overview of the checks, and nbgrader's page with the whole notebook.

    A submission that is not graded has no page with the notebook.

    Raises
    ------
    CourseError
        If nothing is graded, or the gradebook cannot be used.
    """
    written, called = Feedback(), names(course)
    results = _results(course, assignment)
    released = course.released(assignment)
    asks_for_one = released.exists() and chosen_in(read_notebook(released)) is not None
    on_leaderboard = pseudonyms(course, assignment, results) if asks_for_one else {}
    for result in results:
        folder = course.feedback / result.student / assignment
        (folder / f"{assignment}.html").unlink(missing_ok=True)  # it may show points that no longer hold
        if result.status != NOT_GRADED:
            try:
                if result.late_share and result.has_points_by_hand:
                    gradebook.set_late_penalty(course, assignment, result.student, result.late_penalty)
                gradebook.feedback(course, assignment, result.student)
            except gradebook.GradebookError:
                raise
            except CourseError as error:
                written.missing.append(f"{result.student} has no page with the notebook: {error}")
        folder.mkdir(parents=True, exist_ok=True)
        written.overviews.append(_overview(result, folder, called, on_leaderboard))
    return written


def _overview(
    result: SubmissionResult, folder: Path, called: Mapping[str, str], on_leaderboard: Mapping[str, str]
) -> Path:
    student = result.student
    return write_student_page(result, folder / OVERVIEW, called.get(student, ""), on_leaderboard.get(student, ""))


def make_report(course: Course, assignment: str) -> Path:
    """Write the report about a class and return its path."""
    results = _results(course, assignment)
    bars = accuracy_bars(read_public(course, assignment))
    settings = course_settings(read_notebook(course.released(assignment)))
    path = course.reports / f"{assignment}.html"
    absent = not_handed_in(course, assignment)
    return write_report(assignment, results, path, bars, settings.get("baselines"), names(course), absent)


def _results(course: Course, assignment: str) -> list[SubmissionResult]:
    results = class_totals(course, assignment)
    if not results:
        raise CourseError(f"Nothing is graded yet. Run `course grade {assignment}` first.")
    return results
