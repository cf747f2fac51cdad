"""Phase 4 and everything else that nbgrader does for a course: generate, save grades, feedback, export."""

from __future__ import annotations

import csv
import io
import logging
import os
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from course_utils.grading.course import CONFIG_FILE, Course, CourseError
from course_utils.grading.results import SubmissionResult


def put_scripts_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, however this process was started."""
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")


def generate(course: Course, assignment: str) -> None:
    """Make the release of an assignment from its master, and enter its cells into the gradebook."""
    course.classroom.mkdir(parents=True, exist_ok=True)
    _run(course, GenerateAssignment, assignment, ".", force=True)


def ensure_in_gradebook(course: Course, assignment: str) -> None:
    """Enter an assignment into the gradebook if it is not there, or if its points have changed since."""
    if not course.gradebook.exists():
        generate(course, assignment)
        return
    with _open(course) as gradebook:
        try:
            known = gradebook.find_assignment(assignment).max_score
        except MissingEntry:
            known = None
    if known is None:
        generate(course, assignment)


def save(course: Course, assignment: str, student: str) -> None:
    """Let nbgrader grade one submission with the course's preprocessors and save the points.

    Raises
    ------
    CourseError
        If nbgrader gives up on the submission.
    """
    _run(course, Autograde, assignment, student, force=True)


def save_not_graded(course: Course, result: SubmissionResult) -> None:
    """Enter a submission that cannot be graded: it was handed in, and has no points."""
    with _open(course) as gradebook:
        gradebook.update_or_create_student(result.student)
        submission = gradebook.update_or_create_submission(result.assignment, result.student)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = 0.0, False
        gradebook.db.commit()


def feedback(course: Course, assignment: str, student: str) -> None:
    """Make nbgrader's feedback page for one submission."""
    _run(course, GenerateFeedback, assignment, student, force=True)


@dataclass(frozen=True)
class Score:
    """One student's points for one assignment, as the gradebook has them: manual grading and late days included."""

    student: str
    assignment: str
    points: float
    max_points: float
    late_penalty: float


def scores(course: Course, assignment: str) -> list[Score]:
    """Return every student's points for an assignment, sorted by student."""
    if not course.gradebook.exists():
        raise CourseError(f"There is no gradebook yet. Run `course grade {assignment}` first.")
    with _open(course) as gradebook:
        try:
            entry = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise CourseError(f"{assignment} is not in the gradebook. Run `course grade {assignment}` first.") from None
        found = [
            Score(each.student.id, assignment, each.score, entry.max_score, each.late_submission_penalty or 0.0)
            for each in entry.submissions
        ]
    return sorted(found, key=lambda score: score.student)


def as_csv(rows: list[Score]) -> str:
    """Return scores as CSV, one line per student; the points are net of the late penalty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "assignment", "points", "max_points", "late_penalty"])
    for row in rows:
        points = max(row.points - row.late_penalty, 0.0)
        writer.writerow([row.student, row.assignment, f"{points:g}", f"{row.max_points:g}", f"{row.late_penalty:g}"])
    return text.getvalue()


def _run(course: Course, converter: type[BaseConverter], assignment: str, student: str, force: bool) -> None:
    put_scripts_on_path()
    config = _config(course)
    directory = CourseDirectory(config=config)
    directory.assignment_id, directory.student_id = assignment, student
    instance = converter(coursedir=directory, config=config)
    instance.force = force
    with _log() as messages, _without_warnings():
        instance.log = logging.getLogger("course.nbgrader")
        try:
            instance.start()
        except NbGraderException as error:
            detail = messages.getvalue().strip().splitlines()
            raise CourseError(f"nbgrader could not process {assignment}: {detail[-1] if detail else error}") from error


def _config(course: Course) -> Config:
    return PyFileConfigLoader(CONFIG_FILE, path=str(course.root)).load_config()


@contextmanager
def _log() -> Iterator[io.StringIO]:
    """Keep nbgrader's log out of the terminal, and at hand for an error message."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    logger = logging.getLogger("course.nbgrader")
    logger.propagate = False
    logger.setLevel(logging.ERROR)
    logger.addHandler(handler)
    try:
        yield text
    finally:
        logger.removeHandler(handler)


@contextmanager
def _open(course: Course) -> Iterator[Any]:
    put_scripts_on_path()
    with _without_warnings(), Gradebook(_config(course).CourseDirectory.db_url) as gradebook:
        yield gradebook


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Silence SQLAlchemy on nbgrader's habit of adding a submission's parts before the submission."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        yield
