"""The table that `course check` shows a student."""

from __future__ import annotations

from rich.console import Console

from course_utils.grading.course.records import GRADED, CheckResult, SubmissionResult, TaskResult
from course_utils.grading.pages.terminal import checks_table


def shown(*checks: CheckResult, points: float) -> list[str]:
    task = TaskResult("t", "Task 1", points, 20, list(checks), lesson="10, section 2")
    console = Console(width=120)
    with console.capture() as captured:
        console.print(checks_table(SubmissionResult("10", "ann", GRADED, points, 20, tasks=[task])))
    return captured.get().splitlines()


def test_each_hint_stands_below_what_it_is_about():
    checks = [
        CheckResult("one", 0, "found 1", "count"),
        CheckResult("two", 1, "", ""),
        CheckResult("three", 0, "found 3", "divide"),
        CheckResult("four", 0, "found 4", "divide"),
    ]
    words = ("✗", "Hint", "Read again")
    found = [line.split("│")[3].strip() for line in shown(*checks, points=5) if any(word in line for word in words)]
    assert found == [
        "✗ one: found 1",
        "Hint: count",
        "✗ three: found 3",
        "Hint: divide",
        "✗ four: found 4",
        "Read again: lesson 10, section 2",
    ]


def test_points_have_two_decimals_at_most():
    text = "\n".join(shown(CheckResult("one", 0.5, "found 1", "count"), points=15.25291))
    assert "15.25 of 20 points" in text
    assert "15.252" not in text
