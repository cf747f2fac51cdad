"""Whose points changed when a class was graded again, and why: what a fixed test or a student's request brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from course_utils.grading.classroom.totals import class_totals
from course_utils.grading.course.files import write_whole
from course_utils.grading.course.layout import Course
from course_utils.grading.course.records import NOT_GRADED, CheckResult, SubmissionResult, TaskResult
from course_utils.grading.platforms.tables import as_csv

ALL_TASKS = "all tasks"


@dataclass(frozen=True)
class Change:
    """One line of the list: points in all, of a task without checks, or the outcome of a check, before and after."""

    student: str
    task: str
    check: str
    before: str
    after: str
    why: str


State = dict[str, SubmissionResult]  # what a class has, as it counts, by student


def state(course: Course, assignment: str) -> State:
    """Return what a class has now; nothing where nothing is graded."""
    return {result.student: result for result in class_totals(course, assignment)}


def changes(before: State, after: State) -> list[Change]:
    """Return whose points changed, by student: first the points in all, then task by task.

    A student whose points are the same in every task is not listed, even where a check has another name or outcome.
    """
    found = []
    for student, result in sorted(after.items()):
        old = before.get(student)
        if _points(old) != _points(result) or (old and _by_task(old) != _by_task(result)):
            found.append(Change(student, ALL_TASKS, "", _points(old), _points(result), _why(old, result)))
            found += _details(old, result) if old else []
    return found


def write_changes(course: Course, assignment: str, found: list[Change]) -> Path:
    """Write the list to a CSV file of its own in `classroom/reports/`, and return its path."""
    name = f"{assignment}-regraded-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.csv"
    header = tuple(field.name for field in fields(Change))
    path = course.reports / name
    write_whole(path, as_csv([header, *map(astuple, found)]))
    return path


def _points(result: SubmissionResult | None) -> str:
    """Say what counts, net of the late penalty and with what was set by hand."""
    if result is None or (result.status == NOT_GRADED and not result.points):
        return NOT_GRADED
    return f"{round(result.final, 2):g} of {result.max_points:g}"


def _why(before: SubmissionResult | None, after: SubmissionResult) -> str:
    """Yield the reasons that concern the submission as a whole; those of a task are on its own lines."""
    if before is None:
        return "graded for the first time"
    reasons = []
    if before.work and after.work and before.work != after.work:
        reasons.append("a new submission was taken in")
    if (before.status, before.reasons) != (after.status, after.reasons):
        reasons.append("; ".join((after.status, *after.reasons)))
    if before.late_share != after.late_share:
        reasons.append(after.late or "no points are taken off for being late any more")
    if after.by_hand:
        reasons.append(after.by_hand)
    if _points(before) == _points(after):
        stays = "points that were set by hand stay" if after.has_points_by_hand else "what one task gains another loses"
        reasons.append(f"in all nothing changes: {stays}")
    return "; ".join(reasons)


def _by_task(result: SubmissionResult) -> dict[str, tuple[str, float]]:
    """Return the points of each task, and those that the checks gave where others were set by hand."""
    return {task.id: (_of(task), task.points if task.judged is None else task.judged) for task in result.tasks}


def _details(before: SubmissionResult, after: SubmissionResult) -> Iterator[Change]:
    old_tasks = {task.id: task for task in before.tasks}
    for task in after.tasks:
        old = old_tasks.get(task.id)
        lines = list(_changed_checks(after.student, old, task))
        yield from lines
        if not lines and _of(old) != _of(task):
            yield Change(after.student, task.title or task.id, "", _of(old), _of(task), task.note)
    kept = {task.id for task in after.tasks}
    for task in old_tasks.values():
        if task.id not in kept:
            yield Change(after.student, task.title or task.id, "", _of(task), "", "the task is gone")


def _changed_checks(student: str, before: TaskResult | None, after: TaskResult) -> Iterator[Change]:
    """Yield a line for each check whose credit changed, that is new, or that is gone."""
    old = {check.name: check for check in before.checks} if before else {}
    new = {check.name: check for check in after.checks}
    for name in {**old, **new}:
        was, now = old.get(name), new.get(name)
        if (was.credit if was else None) != (now.credit if now else None):
            yield Change(student, after.title or after.id, name, _outcome(was), _outcome(now), _message(was, now))


def _of(task: TaskResult | None) -> str:
    return f"{round(task.points, 2):g} of {task.max_points:g}" if task else ""


def _outcome(check: CheckResult | None) -> str:
    if check is None:
        return "no such check"
    return "passed" if check.passed else "failed" if check.credit == 0 else f"{check.credit:.0%}"


def _message(was: CheckResult | None, now: CheckResult | None) -> str:
    """Return what the check found: now, or before where it finds nothing any more."""
    if now is not None and now.message:
        return now.message
    return f"before: {was.message}" if was is not None and was.message else ""
