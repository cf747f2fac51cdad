"""When an assignment is due, and for whom later: kept in nbgrader's gradebook, where its formgrader finds it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.api import SubmittedAssignment

from course_utils.grading.classroom.gradebook import ensure_in_gradebook, late_policy, opened
from course_utils.grading.classroom.late import by_the_clock
from course_utils.grading.course.layout import Course, CourseError


def due_date(course: Course, assignment: str) -> datetime | None:
    """Return when an assignment is due; None where it has no due date."""
    with opened(course, assignment) as (_, entry):
        return entry.duedate.replace(tzinfo=UTC) if entry.duedate else None


def set_due_date(course: Course, assignment: str, due: datetime | None) -> None:
    """Set when an assignment is due; None for no due date. It counts from the next grading on.

    Extensions are spans of time after it: they move along with the date, and end where there is none. nbgrader's own
    command takes an offset such as +0100 for a number of seconds, so this one is the one to use.
    """
    ensure_in_gradebook(course, assignment)
    with opened(course, assignment) as (gradebook, entry):
        policy, before = late_policy(course), entry.duedate
        entry.duedate = _naive(due) if due else None
        for submission in entry.submissions:
            if due is None:
                _end_extension(gradebook, submission)
            elif submission.extension and before:
                submission.extension = _moved(submission.extension, policy.here(before), policy.here(due))
        gradebook.db.commit()


def extended(course: Course, assignment: str) -> dict[str, datetime]:
    """Return when an assignment is due for those who have an extension, by student."""
    with opened(course, assignment) as (_, entry):
        found = [each for each in entry.submissions if entry.duedate and each.extension]
        return dict(sorted((each.student_id, each.duedate.replace(tzinfo=UTC)) for each in found))


def extend(course: Course, assignment: str, student: str, due: datetime | None) -> None:
    """Set when an assignment is due for one student; None ends the extension. It counts from the next grading on.

    nbgrader keeps extensions with the submissions. A student who has not handed in gets a submission without notebooks:
    nothing lists it or counts points for it, and the assignment can still change. `gradebook.completed` adds them.

    Raises
    ------
    CourseError
        If the assignment has no due date, or one that is no earlier.
    """
    ensure_in_gradebook(course, assignment)
    with opened(course, assignment) as (gradebook, entry):
        found = [each for each in entry.submissions if each.student_id == student]
        if due is None:
            for submission in found:
                _end_extension(gradebook, submission)
        else:
            _check_later(course, assignment, entry.duedate, _naive(due))
            known = gradebook.update_or_create_student(student)
            submission = found[0] if found else SubmittedAssignment(assignment=entry, student=known)
            submission.extension = _naive(due) - entry.duedate
            gradebook.db.add(submission)
        gradebook.db.commit()


def _moved(extension: timedelta, before: datetime, after: datetime) -> timedelta:
    """Return an extension when the due date moves: it ends as many days and hours later by the clock as before."""
    ended = (before.astimezone(UTC) + extension).astimezone(before.tzinfo)
    span = ended.replace(tzinfo=None) - before.replace(tzinfo=None)
    return by_the_clock(after + span) - after.astimezone(UTC)


def _check_later(course: Course, assignment: str, due: datetime | None, extended: datetime) -> None:
    if due is None:
        raise CourseError(f"{assignment} is never due. Set a due date first: course due {assignment} WHEN.")
    if extended <= due:
        raise CourseError(f"An extension must end later than {assignment} is due: {late_policy(course).words(due)}.")


def _end_extension(gradebook: Any, submission: Any) -> None:
    submission.extension = None
    if not submission.notebooks:
        gradebook.db.delete(submission)


def _naive(time: datetime) -> datetime:
    """Return a time as nbgrader keeps it: in UTC, without saying so."""
    return time.astimezone(UTC).replace(tzinfo=None)
