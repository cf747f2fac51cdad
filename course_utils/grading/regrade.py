"""Whose points changed when a class was graded again, and why: what a fixed test or a student's request brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from course_utils.grading import gradebook
from course_utils.grading.course import Course, CourseError
from course_utils.grading.files import write_whole
from course_utils.grading.gradebook import Score
from course_utils.grading.platforms import as_csv
from course_utils.grading.results import CheckResult, SubmissionResult, TaskResult, read_results

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


@dataclass(frozen=True)
class State:
    """What a class has: the records of the results, and the points in the gradebook, by student."""

    results: dict[str, SubmissionResult]
    scores: dict[str, Score]


def state(course: Course, assignment: str) -> State:
    """Return what a class has now; nothing where nothing is graded."""
    results = {result.student: result for result in read_results(course.results, assignment)}
    try:
        scores = {score.student: score for score in gradebook.scores(course, assignment)}
    except CourseError:
        scores = {}
    return State(results, scores)


def changes(course: Course, before: State, after: State) -> list[Change]:
    """Return what differs, by student: first the points in all, then task by task."""
    found = []
    for student, result in sorted(after.results.items()):
        details = list(_details(before.results.get(student), result))
        old, new = before.scores.get(student), after.scores.get(student)
        if details or _points(old) != _points(new):
            why = _why(course, before.results.get(student), result, same_points=_points(old) == _points(new))
            found += [Change(student, ALL_TASKS, "", _points(old), _points(new), why), *details]
    return found


def write_changes(course: Course, assignment: str, found: list[Change]) -> Path:
    """Write the list to a CSV file of its own in `classroom/reports/`, and return its path."""
    name = f"{assignment}-regraded-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.csv"
    header = tuple(field.name for field in fields(Change))
    path = course.reports / name
    write_whole(path, as_csv([header, *map(astuple, found)]))
    return path


def _points(score: Score | None) -> str:
    """Say what counts, net of the late penalty and with what was set by hand."""
    return f"{round(score.final, 2):g} of {score.max_points:g}" if score else "not graded"


def _why(course: Course, before: SubmissionResult | None, after: SubmissionResult, same_points: bool) -> str:
    """Give the reasons that lie with the submission as a whole; those of a task stand on its own lines."""
    if before is None:
        return "graded for the first time"
    reasons = []
    if _handed_in_since(course, before):
        reasons.append("a new submission was taken in")
    if (before.status, before.reasons) != (after.status, after.reasons):
        reasons.append("; ".join((after.status, *after.reasons)))
    if before.late_penalty != after.late_penalty:
        reasons.append(after.late or "no points are taken off for being late any more")
    if same_points:
        reasons.append("in all nothing changes: points that were set by hand stay, and gains and losses may balance")
    return "; ".join(reasons)


def _handed_in_since(course: Course, before: SubmissionResult) -> bool:
    path = course.handed_in(before.assignment, before.student)
    if not path.exists() or not before.graded_at:
        return False
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) > datetime.fromisoformat(before.graded_at)


def _details(before: SubmissionResult | None, after: SubmissionResult) -> Iterator[Change]:
    old_tasks = {task.id: task for task in before.tasks} if before else {}
    for task in after.tasks:
        old = old_tasks.get(task.id)
        if before is None or (old is not None and old == task):
            continue
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
