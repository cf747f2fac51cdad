"""What comes back from grading: a page for every student, and the report about the class."""

from __future__ import annotations

from pathlib import Path

from course_utils.grading import gradebook
from course_utils.grading.course import Course, CourseError
from course_utils.grading.reference import read_public
from course_utils.grading.report import write_report, write_student_page
from course_utils.grading.results import NOT_GRADED, SubmissionResult, read_results

OVERVIEW = "overview.html"


def make_feedback(course: Course, assignment: str) -> list[Path]:
    """Write each student's pages: an overview of the checks, and nbgrader's page with the whole notebook.

    Returns
    -------
    list of Path
        The overviews: `classroom/feedback/<student>/<assignment>/overview.html`.
    """
    pages = []
    for result in _results(course, assignment):
        folder = course.feedback / result.student / assignment
        if result.status != NOT_GRADED:
            gradebook.feedback(course, assignment, result.student)
        folder.mkdir(parents=True, exist_ok=True)
        pages.append(write_student_page(result, folder / OVERVIEW))
    return pages


def make_report(course: Course, assignment: str) -> Path:
    """Write the report about a class and return its path."""
    results = _results(course, assignment)
    checks = [check for checks in read_public(course, assignment).values() for check in checks]
    bars = {check["name"]: (check["floor"], check["full"]) for check in checks if check["kind"] == "accuracy"}
    return write_report(assignment, results, course.reports / f"{assignment}.html", bars=bars)


def _results(course: Course, assignment: str) -> list[SubmissionResult]:
    results = read_results(course.results, assignment)
    if not results:
        raise CourseError(f"Nothing is graded yet. Run `course grade {assignment}` first.")
    return results
