"""Grading again: whose points changed, and why."""

from __future__ import annotations

import csv
import os
import shutil
import time

import nbformat
import pytest
from click.testing import CliRunner
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.changes import Change, State, changes, write_changes
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.records import (
    GRADED,
    PARTLY_GRADED,
    CheckResult,
    SubmissionResult,
    TaskResult,
    write_result,
)
from course_utils.grading.kernels.provisioners import best_isolation

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}


def result(student: str, *credits: float, message: str = "") -> SubmissionResult:
    checks = [CheckResult(f"check {number}", credit, message) for number, credit in enumerate(credits, start=1)]
    points = sum(credits)
    return SubmissionResult(
        ASSIGNMENT, student, GRADED, points, 2, tasks=[TaskResult("one", "Task 1", points, 2, checks)]
    )


def state(*results: SubmissionResult, points: dict[str, float] | None = None) -> State:
    """Return what a class has; `points` were set by hand, by student."""
    for each in results:
        if points and each.student in points:
            (task,) = each.tasks
            task.judged, task.points = task.points, points[each.student]
            each.points = task.points
    return {each.student: each for each in results}


def test_what_did_not_change_is_not_listed():
    assert changes(state(result("ann", 1, 0)), state(result("ann", 1, 0))) == []


def test_points_and_checks_are_listed_with_the_reason():
    before = state(result("ann", 1, 0, message="expected 3, found 4"), result("bob", 1, 1))
    after = state(result("ann", 1, 1), result("bob", 1, 0.5, message="half of it"))
    assert changes(before, after) == [
        Change("ann", "all tasks", "", "1 of 2", "2 of 2", ""),
        Change("ann", "Task 1", "check 2", "failed", "passed", "before: expected 3, found 4"),
        Change("bob", "all tasks", "", "2 of 2", "1.5 of 2", ""),
        Change("bob", "Task 1", "check 2", "passed", "50%", "half of it"),
    ]


def test_points_set_by_hand_stay_and_it_says_so():
    by_hand = {"ann": 2.0}
    first, *_ = changes(state(result("ann", 1, 0), points=by_hand), state(result("ann", 1, 1), points=by_hand))
    assert (first.before, first.after) == ("2 of 2", "2 of 2")
    assert "points that were set by hand stay" in first.why


def test_reasons_of_the_submission_as_a_whole():
    old, new = result("ann", 1, 1), result("ann", 1, 0)
    new.status, new.reasons = PARTLY_GRADED, ["a cell ran too long"]
    new.late, new.late_share, new.late_penalty = "Handed in late.", 0.5, 0.5
    (first, *_) = changes(state(old), state(new))
    assert first.why == "partly graded; a cell ran too long; Handed in late."
    (first,) = changes({}, state(new))
    assert (first.before, first.after, first.why) == ("not graded", "0.5 of 2", "graded for the first time")


def test_new_and_lost_checks_and_tasks_are_listed():
    old, new = result("ann", 1), result("ann", 1, 0)
    new.tasks.append(TaskResult("two", "Task 2", 1, 1))
    old.tasks.append(TaskResult("three", "Task 3", 0, 1))
    details = changes(state(old), state(new))[1:]
    assert [(each.task, each.check, each.before, each.after) for each in details] == [
        ("Task 1", "check 2", "no such check", "failed"),
        ("Task 2", "", "", "1 of 1"),
        ("Task 3", "", "0 of 1", ""),
    ]


def test_a_check_of_another_name_or_outcome_is_no_change_where_the_points_stay():
    old, new = state(result("ann", 1, 0), result("bob", 1, 0)), state(result("ann", 1, 0), result("bob", 1, 1))
    for each in new.values():
        each.tasks[0].checks[0].name = "the first check, renamed"
        each.tasks[0].checks[1].message = "other words"
    assert {each.student for each in changes(old, new)} == {"bob"}


def test_a_gain_that_a_loss_balances_is_listed():
    old, new = result("ann", 1, 0), result("ann", 1, 0)
    old.tasks.append(TaskResult("two", "Task 2", 1, 1))
    new.tasks.append(TaskResult("two", "Task 2", 0, 1))
    new.tasks[0].points, new.tasks[0].checks[1].credit = 2, 1.0
    first, *details = changes(state(old), state(new))
    assert (first.before, first.after) == ("1 of 2", "1 of 2")
    assert first.why == "in all nothing changes: what one task gains another loses"
    assert [(each.task, each.before, each.after) for each in details] == [
        ("Task 1", "failed", "passed"),
        ("Task 2", "1 of 1", "0 of 1"),
    ]


def test_points_before_are_of_what_there_was_before():
    old, new = result("ann", 1, 1), result("ann", 1, 1)
    old.points, old.max_points = 22, 22
    new.points, new.max_points = 20, 20
    (first, *_) = changes(state(old), state(new))
    assert (first.before, first.after) == ("22 of 22", "20 of 20")


def test_only_another_submission_is_a_new_one():
    old, new = result("ann", 1, 0), result("ann", 1, 1)
    old.graded_at = "2020-01-01T00:00:00+00:00"  # long before the file's time, as after a move to another disk
    assert changes(state(old), state(new))[0].why == ""
    old.work, new.work = "a", "b"
    assert changes(state(old), state(new))[0].why == "a new submission was taken in"


def test_a_penalty_that_follows_the_points_is_no_reason():
    old, new = result("ann", 1, 0), result("ann", 1, 1)
    for each, penalty in ((old, 0.1), (new, 0.2)):
        each.late, each.late_share, each.late_penalty = "Handed in late.", 0.1, penalty
    assert changes(state(old), state(new))[0].why == ""


def test_the_list_is_defused_csv(tmp_path):
    course = tiny_course(tmp_path / "course")
    path = write_changes(course, ASSIGNMENT, [Change("ann", "Task 1", "sum", "failed", "passed", "=cmd|' /C calc'!A0")])
    assert path.parent == course.reports
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["why"] == "'=cmd|' /C calc'!A0" and row["student"] == "ann"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = tiny_course(tmp_path_factory.mktemp("regrade") / "course")
    release(course, ASSIGNMENT)
    submit(course, "ann", **RIGHT)
    submit(course, "bob", **{**RIGHT, "softmax": NAIVE})
    grade(course, ASSIGNMENT, ["ann", "bob"], best_isolation())
    return course


@pytest.fixture
def course(graded, monkeypatch):
    """The graded course as the current folder, without lists of earlier changes."""
    shutil.rmtree(graded.reports, ignore_errors=True)
    monkeypatch.chdir(graded.root)
    return graded


def listed(course) -> list[dict[str, str]]:
    (path,) = course.reports.glob("*-regraded-*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_a_student_who_asks_is_run_afresh(course):
    stamps = {path: path.stat().st_mtime_ns for path in course.store.rglob("*.json")}
    wrong = result("bob", 0, 0)
    write_result(course.results, wrong)  # as if something had gone wrong the first time
    done = CliRunner().invoke(main, ["regrade", "01", "bob"])
    assert done.exit_code == 0, done.output
    changed = [path for path in course.store.rglob("*.json") if path.stat().st_mtime_ns != stamps.get(path)]
    assert len(changed) == 1, "bob's run, and neither ann's nor the reference's"
    assert {row["student"] for row in listed(course)} == {"bob"}


@pytest.mark.slow
def test_a_fixed_test_changes_the_points_of_those_it_concerns(course):
    master = nbformat.read(course.master(ASSIGNMENT), 4)
    for cell in master.cells:
        cell.source = cell.source.replace("softmax(x * 100)", "softmax(x / 100)")  # the naive answer is right as well
    nbformat.write(master, course.master(ASSIGNMENT))
    release(course, ASSIGNMENT)
    stored = len(list(course.store.rglob("*.json")))
    done = CliRunner().invoke(main, ["regrade", "01"])
    assert done.exit_code == 0, done.output
    assert "1 student with changes." in done.output
    assert [(row["student"], row["check"], row["before"], row["after"]) for row in listed(course)] == [
        ("bob", "", "2.5 of 4", "4 of 4"),
        ("bob", "large logits stay finite", "failed", "passed"),
    ]
    assert {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)} == {"ann": 4, "bob": 4}
    assert len(list(course.store.rglob("*.json"))) == stored + 3, "the reference and two submissions ran again"
    again = CliRunner().invoke(main, ["regrade", "01"])
    assert "Nobody's points changed." in again.output
    assert len(list(course.store.rglob("*.json"))) == stored + 3, "nothing ran"


@pytest.mark.slow
def test_a_new_submission_is_named_as_the_reason(course):
    submit(course, "bob", softmax=SOFTMAX, double="def double(x):\n    return x")
    notebook = course.submitted / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    later = time.time() + 60
    os.utime(notebook, (later, later))
    done = CliRunner().invoke(main, ["regrade", "01"])
    assert done.exit_code == 0, done.output
    first = listed(course)[0]
    assert (first["student"], first["before"], first["after"]) == ("bob", "4 of 4", "3 of 4")
    assert "a new submission was taken in" in first["why"]
