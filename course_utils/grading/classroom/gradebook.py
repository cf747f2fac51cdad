"""Phase 4 and everything else that nbgrader does for a course: generate, save grades, feedback, export."""

from __future__ import annotations

import logging
import os
import sys
import sysconfig
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import nbgrader.api
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, make_url, or_
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError, SAWarning
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from course_utils.grading.classroom.late import LatePolicy
from course_utils.grading.classroom.students import kept_students
from course_utils.grading.course.foreign import defused, printable
from course_utils.grading.course.layout import CONFIG_FILE, Course, CourseError
from course_utils.grading.course.notebooks import grade_id, read_notebook
from course_utils.grading.course.records import SubmissionResult, net_of_penalty
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.platforms import tables
from course_utils.grading.platforms.roster import Student

_REMEDIES = {
    "database is locked": " Another program is using it: close that and try again.",
    "readonly database": " Make the file and its folder writable.",
    "disk is full": " Make room and run the same command again.",
}


class GradebookError(CourseError):
    """The gradebook cannot be read or written: nothing that a submission did, and a reason to stop."""


def put_scripts_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by its bare name, however this process was started."""
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")


def generate(course: Course, assignment: str) -> None:
    """Make the release of an assignment from its master, and enter its cells into the gradebook."""
    _create(course)
    _run(course, GenerateAssignment, assignment, ".", force=True)


def ensure_in_gradebook(course: Course, assignment: str) -> None:
    """Enter an assignment into the gradebook if it is not there, or was released anew elsewhere; its release stays.

    The names of the class are entered as well, see `enter_students`.

    Raises
    ------
    GradebookError
        If the gradebook cannot be read or written.
    """
    _create(course)
    enter_students(course, kept_students(course))
    with connected(course) as gradebook:
        try:
            known = _entered_cells(gradebook.find_assignment(assignment))
        except MissingEntry:
            known = {}
    if known and (not course.released(assignment).exists() or known == _released_cells(course, assignment)):
        return
    with scratch_folder("release") as folder:
        _run(course, GenerateAssignment, assignment, ".", force=True, release_directory=folder)


def enter_students(course: Course, students: list[Student]) -> None:
    """Enter the names of students, handed in or not, into a gradebook that is there; `kept_students` gives them.

    Raises
    ------
    GradebookError
        If the gradebook cannot be written.
    """
    path = _file(course)
    if not students or (path is not None and not path.exists()):
        return
    with connected(course) as gradebook:
        entered = {entry.id: entry for entry in gradebook.students}
        for student in students:
            entry = entered.get(student.id) or nbgrader.api.Student(id=student.id)
            # nbgrader's own export writes them into a CSV file as they are.
            first, last = (defused(printable(name)) for name in (student.first_name, student.last_name))
            if not (first and last):  # nbgrader's pages have a place for each
                first, _, last = defused(printable(student.name)).rpartition(" ")
            if last:
                entry.first_name, entry.last_name = first, last
            entry.email = defused(printable(student.email)) or entry.email
            gradebook.db.add(entry)
        gradebook.db.commit()


def _entered_cells(entry: Any) -> dict[str, tuple[str, float | None]]:
    """Return the code and the points of an assignment's cells, by name, as the gradebook has them."""
    notebooks = entry.notebooks
    points = {cell.name: cell.max_score for notebook in notebooks for cell in notebook.grade_cells}
    return {cell.name: (cell.source, points.get(cell.name)) for notebook in notebooks for cell in notebook.source_cells}


def _released_cells(course: Course, assignment: str) -> dict[str, tuple[str, float | None]]:
    """Return the same of the release, which may be newer: it comes with the repository, the gradebook does not."""
    cells = [cell for cell in read_notebook(course.released(assignment))["cells"] if grade_id(cell)]
    settings = {str(grade_id(cell)): (cell["source"], cell["metadata"]["nbgrader"]) for cell in cells}
    return {
        name: (source, float(nbgrader["points"]) if nbgrader.get("grade") else None)
        for name, (source, nbgrader) in settings.items()
    }


def _create(course: Course) -> None:
    """Make a gradebook in a file, whole or not at all: nbgrader would take one without its last table for complete."""
    path = _file(course)
    if path is None or path.exists():
        return
    put_scripts_on_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".gradebook-") as folder:
        aside = Path(folder) / path.name
        with _gradebook(f"sqlite:///{aside}"):
            pass
        aside.replace(path)


def save(course: Course, assignment: str, student: str) -> None:
    """Let nbgrader grade one submission with the course's preprocessors and save the points.

    Raises
    ------
    CourseError
        If nbgrader gives up on the submission.
    GradebookError
        If the gradebook cannot be written: no fault of the submission.
    """
    _run(course, Autograde, assignment, student, force=True)


def save_not_graded(course: Course, result: SubmissionResult) -> None:
    """Enter a submission that cannot be graded: it was handed in, and has no points."""
    with connected(course) as gradebook:
        gradebook.update_or_create_student(result.student)
        gradebook.update_or_create_submission(result.assignment, result.student)
        for notebook in completed(gradebook, result.assignment, result.student).notebooks:
            notebook.late_submission_penalty = None
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

    @property
    def final(self) -> float:
        """The points that count, net of the late penalty."""
        return net_of_penalty(self.points, self.late_penalty)


@dataclass(frozen=True)
class ByHand:
    """What somebody entered in the formgrader about one submission.

    Attributes
    ----------
    points : dict of str to (float, float)
        For each cell with points by hand what it counts, extra credit included, and its most points.
    comments : dict of str to str
        What is written about each answer cell.
    to_confirm : set of str
        The cells with points by hand that were graded again since.
    """

    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    to_confirm: set[str] = field(default_factory=set)


def by_hand(course: Course, assignment: str) -> dict[str, ByHand]:
    """Return what was entered by hand, by student; nothing where the gradebook does not know the assignment."""
    found: dict[str, ByHand] = defaultdict(ByHand)
    if not _knows(course, assignment):
        return found
    with opened(course, assignment) as (gradebook, entry):
        graded = _of(entry, gradebook.db.query(Grade).join(Grade.notebook))
        for grade in graded.filter(or_(Grade.manual_score.is_not(None), Grade.extra_credit != 0)):
            found[grade.student.id].points[grade.name] = (grade.score, grade.max_score)
            if grade.needs_manual_grade:
                found[grade.student.id].to_confirm.add(grade.name)
        commented = _of(entry, gradebook.db.query(Comment).join(Comment.notebook))
        for comment in commented.filter(Comment.manual_comment.is_not(None)):
            if comment.manual_comment.strip():
                found[comment.student.id].comments[comment.name] = comment.manual_comment.strip()
    return dict(found)


def _of(entry: Any, query: Any) -> Any:
    """Narrow a query of grades or comments to one assignment's submissions."""
    return query.join(SubmittedNotebook.assignment).filter(SubmittedAssignment.assignment_id == entry.id)


def known_students(course: Course) -> dict[str, str]:
    """Return everybody in the class, each id with the name where it is known: the list, and everybody who handed in."""
    path = _file(course)
    known = [folder.name for folder in course.submitted.glob("[!.]*") if folder.is_dir()]
    if path is None or path.exists():
        with connected(course) as gradebook:
            known += [student.id for student in gradebook.students]
    return dict.fromkeys(known, "") | {student.id: student.name for student in kept_students(course)}


def set_late_penalty(course: Course, assignment: str, student: str, penalty: float) -> None:
    """Update the points that are taken off, for nbgrader's own pages and exports."""
    with opened(course, assignment) as (gradebook, _):
        for notebook in gradebook.find_submission(assignment, student).notebooks:
            notebook.late_submission_penalty = penalty
        gradebook.db.commit()


def _knows(course: Course, assignment: str) -> bool:
    path = _file(course)
    if path is not None and not path.exists():
        return False
    with connected(course) as gradebook:
        return gradebook.db.query(Assignment).filter(Assignment.name == assignment).count() > 0


def known_scores(course: Course, assignment: str) -> list[Score]:
    """Return what `scores` does; nothing where the gradebook does not know the assignment."""
    return scores(course, assignment) if _knows(course, assignment) else []


def scores(course: Course, assignment: str) -> list[Score]:
    """Return the points of everybody who handed in an assignment, sorted by student."""
    with opened(course, assignment) as (gradebook, entry):
        rows = (  # in one query: a class may have thousands
            gradebook.db.query(
                SubmittedAssignment.student_id, SubmittedAssignment.score, SubmittedAssignment.late_submission_penalty
            )
            .filter(SubmittedAssignment.assignment_id == entry.id)
            .filter(SubmittedAssignment.notebooks.any())  # without one it is an extension, see `due_dates.extend`
        )
        found = [Score(student, assignment, score, entry.max_score, penalty or 0.0) for student, score, penalty in rows]
    return sorted(found, key=lambda score: score.student)


def completed(gradebook: Any, assignment: str, student: str) -> Any:
    """Return a submission with its notebooks; one that was only an extension so far gets them now."""
    submission = gradebook.find_submission(assignment, student)
    if submission.notebooks:
        return submission
    kept = {"timestamp": submission.timestamp, "extension": submission.extension}
    gradebook.db.delete(submission)  # written together with the new one
    return gradebook.add_submission(assignment, student, **kept)


def late_policy(course: Course) -> LatePolicy:
    """Return the late policy that `nbgrader_config.py` sets.

    Raises
    ------
    CourseError
        If a setting is out of its range.
    """
    try:
        return LatePolicy(config=nbgrader_config(course))
    except TraitError as error:
        raise CourseError(f"{CONFIG_FILE} has a late policy that cannot be: {error}") from None


def as_csv(rows: Sequence[Score | SubmissionResult]) -> str:
    """Return points as CSV, one line per student; the points are net of the late penalty."""
    header = ["student", "assignment", "points", "max_points", "late_penalty"]
    lines = [
        [row.student, row.assignment, f"{row.final:g}", f"{row.max_points:g}", f"{row.late_penalty:g}"] for row in rows
    ]
    return tables.as_csv([header, *lines])


def _run(
    course: Course,
    converter: type[BaseConverter],
    assignment: str,
    student: str,
    force: bool,
    release_directory: str | None = None,
) -> None:
    put_scripts_on_path()
    config = nbgrader_config(course)
    directory = CourseDirectory(config=config)
    directory.assignment_id, directory.student_id = assignment, student
    directory.release_directory = release_directory or directory.release_directory
    instance = converter(coursedir=directory, config=config)
    instance.force = force
    _open_once(str(directory.db_url))
    with _quiet_log() as errors, _without_warnings(), _opening_quickly():
        instance.log = logging.getLogger("course.nbgrader")
        try:
            instance.start()
        except NbGraderException as error:
            cause = errors.first or error
            if isinstance(cause, OSError):
                raise cause from None
            if database_error := _database_error(cause):
                raise _gradebook_error(database_error) from None
            raise CourseError(f"nbgrader could not process {assignment}: {cause}") from error


def nbgrader_config(course: Course) -> Config:
    """Return what `nbgrader_config.py` sets."""
    return PyFileConfigLoader(CONFIG_FILE, path=str(course.root)).load_config()


def _db_url(course: Course) -> str:
    return str(nbgrader_config(course).CourseDirectory.db_url)


def _file(course: Course) -> Path | None:
    """Return the gradebook's file; None where it is on a server."""
    url = make_url(_db_url(course))
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database.removeprefix("file:"))


class _FirstError(logging.Handler):
    """Keeps the exception behind nbgrader's first error message: nbgrader logs it and goes on."""

    first: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.first = self.first or sys.exc_info()[1]


@contextmanager
def _quiet_log() -> Iterator[_FirstError]:
    """Keep nbgrader's log out of the terminal, and what went wrong at hand for an error message."""
    handler = _FirstError(level=logging.ERROR)
    logger = logging.getLogger("course.nbgrader")
    logger.propagate = False
    logger.setLevel(logging.ERROR)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)


@contextmanager
def opened(course: Course, assignment: str) -> Iterator[tuple[Any, Any]]:
    """Open the gradebook and give it with its entry for an assignment."""
    path = _file(course)
    if path is not None and not path.exists():
        raise CourseError(f"There is no gradebook yet. Run `course grade {assignment}` first.")
    with connected(course) as gradebook:
        try:
            entry = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise CourseError(f"{assignment} is not in the gradebook. Run `course grade {assignment}` first.") from None
        yield gradebook, entry


@contextmanager
def connected(course: Course) -> Iterator[Any]:
    """Give nbgrader's gradebook, connected to the course's database; one that is not there is made."""
    put_scripts_on_path()
    with _gradebook(_db_url(course)) as gradebook:
        yield gradebook


@contextmanager
def _gradebook(url: str) -> Iterator[Any]:
    try:
        with _without_warnings(), Gradebook(url) as gradebook:
            yield gradebook
    except (DBAPIError, InvalidEntry) as error:
        if database_error := _database_error(error):
            raise _gradebook_error(database_error) from None
        raise


def _database_error(error: BaseException | None) -> DBAPIError | None:
    """Return the trouble with the database behind an error, if that is what it was and not what was to be written."""
    while error is not None:
        if isinstance(error, (OperationalError, InternalError)):
            return error
        error = error.__context__
    return None


def _gradebook_error(error: DBAPIError) -> GradebookError:
    """Return what is wrong with the gradebook in one line; the database's own words, and what to do about them."""
    reason = str(error.orig).strip().splitlines()[0]
    remedy = next((remedy for words, remedy in _REMEDIES.items() if words in reason), "")
    return GradebookError(f"The gradebook cannot be used: {reason}.{remedy} What is graded is saved.")


@contextmanager
def _opening_quickly() -> Iterator[None]:
    """Let nbgrader open a gradebook that has been open before with one engine, and without asking for each table.

    It opens it nine times for a submission. Each new engine compiles its SQL anew, which is half of what saving costs,
    and nbgrader has no setting for it. Nothing stays open: it closes the engine's connections each time.
    """
    api, tables_of = nbgrader.api, nbgrader.api.Base.metadata
    create_engine, create_all = api.create_engine, tables_of.create_all
    api.create_engine, tables_of.create_all = _engine, lambda bind: None
    try:
        yield
    finally:
        api.create_engine, tables_of.create_all = create_engine, create_all


@cache
def _open_once(url: str) -> None:
    """Let nbgrader make the tables that a gradebook lacks."""
    with _gradebook(url):
        pass


@cache
def _engine(url: str, **options: Any) -> Any:
    return create_engine(url, **options)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Silence SQLAlchemy on nbgrader's habit of adding a submission's parts before the submission, and its log."""
    log = logging.getLogger("tornado.application")  # nbgrader's gradebook writes tracebacks there
    log.addFilter(_nothing)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            yield
    finally:
        log.removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False
