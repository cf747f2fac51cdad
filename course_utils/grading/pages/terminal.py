"""Results as tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, Literal

from rich.markup import escape
from rich.table import Table

from course_utils.checks.values import NOT_BEGUN
from course_utils.grading.course.records import GRADED, NOT_RUN_WORDS, POINTS_IN_HEADING, SubmissionResult, TaskResult
from course_utils.grading.course.words import called, counted
from course_utils.grading.pages.attention import to_look_at
from course_utils.grading.platforms.choice import some_of
from course_utils.grading.platforms.collect import CollectReport
from course_utils.grading.platforms.roster import Student, shown
from course_utils.grading.platforms.untrusted_files import NotTaken

MOST_ALIKE = 5  # refused files that are named one by one

if TYPE_CHECKING:
    from course_utils.grading.classroom.changes import Change
    from course_utils.grading.pages.leaderboard import Board
    from course_utils.grading.pages.similarity import Comparison


WIDE = 100  # columns of a terminal
_NARROW = {"student": 18, "points": 12, "status": 8}


def checks_table(result: SubmissionResult) -> Table:
    """Return one submission's checks: what each task earned, and what was found where it did not earn all."""
    by_hand = sum(task.max_points for task in result.tasks if task.manual)
    title = f"{round(result.points, 2):g} of {result.max_points - by_hand:g} points"
    title += f"; {by_hand:g} more are given by hand" if by_hand else ""
    table = Table(title=title, title_justify="left", show_lines=True)
    table.add_column("task", ratio=2)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("what was found", overflow="fold", ratio=5)
    for title, tasks in _by_title(result.tasks).items():
        points = f"{round(sum(task.points for task in tasks), 2):g} of {sum(task.max_points for task in tasks):g}"
        if all(task.manual for task in tasks):
            points = f"– of {sum(task.max_points for task in tasks):g}"
        findings = dict.fromkeys(line for task in tasks for line in _findings(task)) or ["✓ all checks pass"]
        table.add_row(escape(title), points, escape("\n".join(findings)))
    return table


def _by_title(tasks: list[TaskResult]) -> dict[str, list[TaskResult]]:
    """Put test cells below the same heading together."""
    groups: dict[str, list[TaskResult]] = {}
    for task in tasks:
        groups.setdefault(POINTS_IN_HEADING.sub("", task.title), []).append(task)
    return groups


def _findings(task: TaskResult) -> list[str]:
    """Say in lines what is wrong, or that somebody will read the answer; nothing where all checks pass."""
    if task.manual:
        return [task.waits or NOT_BEGUN]
    failed = [finding for finding in task.findings if not finding.checks[0].passed]
    if not failed:
        return []
    if task.is_not_begun or {finding.message for finding in failed} == {NOT_RUN_WORDS}:
        return [failed[0].message]
    lines, hinted = [], ""
    for checks, message, hint in failed:
        lines.append(f"✗ {', '.join(check.name for check in checks)}: {message}")
        if hint and hint != hinted:
            lines.append(f"  Hint: {hint}")
        hinted = hint
    lines += [task.note] if task.note else []
    return [*lines, f"Read again: lesson {task.lesson}"] if task.lesson else lines


def class_table(
    results: list[SubmissionResult],
    names: Mapping[str, str] | None = None,
    absent: Sequence[Student] = (),
    width: int = WIDE,
) -> Table:
    """Return a class: one line per student, with what to look at; below it who has not handed in.

    Parameters
    ----------
    names
        The students' names, by id.
    absent
        Who is in the list of students and has not handed in.
    width
        The terminal's: in a narrow one the other columns break their lines, so that most of it is for what to look at.
    """
    missing = [f"Not handed in: {', '.join(called(student.id, student.name) for student in absent)}."] if absent else []
    table = Table(caption=escape("\n".join([summary(results), *missing])), caption_justify="left")
    columns = {
        "student": [escape(called(result.student, (names or {}).get(result.student, ""))) for result in results],
        "points": [_points(result) for result in results],
        "accuracy": [next((f"{value:.3f}" for value in result.accuracies.values()), "") for result in results],
        "status": ["" if result.status == GRADED else f"[yellow]{result.status}" for result in results],
        "to look at": [escape(_remarks(result)) for result in results],
    }
    shown_columns = {name: cells for name, cells in columns.items() if any(cells) or name in ("student", "points")}
    for name in shown_columns:
        justify: Literal["left", "right"] = "right" if name in ("points", "accuracy") else "left"
        most = None if width >= WIDE else _NARROW.get(name)
        table.add_column(name, justify=justify, overflow="fold", no_wrap=name == "accuracy", max_width=most)
    for row in zip(*shown_columns.values(), strict=True):
        table.add_row(*row)
    return table


def _points(result: SubmissionResult) -> str:
    deduction = f" ({result.deduction})" if result.deduction else ""
    return f"{round(result.final, 2):g} of {result.max_points:g}{deduction}"


def _remarks(result: SubmissionResult) -> str:
    """Return what to look at in a submission, and the comments."""
    found = [text.removesuffix(".") for _, text in to_look_at(result) if text]
    return "; ".join([*found, *(f"comment: {comment}" for comment in result.comments)])


def changes_table(changes: list[Change], names: Mapping[str, str] | None = None) -> Table:
    """Return what changed when a class was graded again, a block of lines for each student; `names` are by id."""
    students = {change.student for change in changes}
    caption = f"{counted(len(students), 'student')} with changes."
    table = Table(caption=caption, caption_justify="left")
    for name in ("student", "task", "check", "before", "after", "why"):
        table.add_column(name, overflow="fold")
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        last = following is None or following.student != change.student
        student, *rest = astuple(change)
        cells = [called(student, (names or {}).get(student, "")), *rest]
        table.add_row(*(escape(shown(cell)) for cell in cells), end_section=last)
    return table


def leaderboard_table(board: Board) -> Table:
    """Return a leaderboard: the places, and the baselines among them."""
    rows = f"{board.num_rows:,} held-out rows, the same for everybody."
    if any(place.interval for place in board.places):
        rows += " “=”: the difference may be chance."
    absent = f"\n{counted(board.absent, 'submission')} without a place." if board.absent else ""
    table = Table(title=escape(board.check), title_justify="left", caption=rows + absent, caption_justify="left")
    columns = ["rank", "name", board.measure, "95% interval", "earlier works"]
    for name in columns if board.has_history else columns[:-1]:
        right = name in (board.measure, "95% interval")
        table.add_column(name, justify="right" if right else "left", no_wrap=right, overflow="fold")
    for line in board.lines:
        interval = "{:.3f} to {:.3f}".format(*line.interval) if line.interval else ""
        history = ", ".join(f"{value:.3f}" for value in line.history)
        cells = [line.rank or "–", escape(line.name), f"{line.value:.3f}", interval, history]
        table.add_row(*cells[: len(table.columns)], style=None if line.rank else "dim")
    return table


def pairs_table(comparison: Comparison, top: int, names: Mapping[str, str] | None = None) -> Table:
    """Return the pairs of submissions that are most alike; `names` are by id."""
    median = f"Half of all {len(comparison.pairs)} pairs are at most {comparison.median:.0%} alike."
    table = Table(caption=f"A reason to look, not a verdict. {median}", caption_justify="left")
    for name, justify in (("student", "left"), ("student", "left"), ("alike", "right"), ("share of each", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for pair in comparison.pairs[:top]:
        shares = f"{pair.share_of_first:.0%}, {pair.share_of_second:.0%}"
        first, second = (escape(called(each, (names or {}).get(each, ""))) for each in (pair.first, pair.second))
        table.add_row(first, second, f"{pair.similarity:.0%}", shares)
    return table


def summary(results: list[SubmissionResult]) -> str:
    """Return one line about a graded class."""
    graded = sum(result.status == GRADED for result in results)
    return f"{graded} of {counted(len(results), 'submission')} graded in full."


def collected_lines(report: CollectReport, missing: Sequence[Student] = ()) -> list[str]:
    """Return what became of each file that was collected, and who of the list is `missing`: one sentence each."""
    refused = report.refused
    lines = _refused_lines(refused)
    lines += [f"note     {line}" for line in (*report.replaced, *report.notes)]
    taken = len(report.accepted)
    if not taken and not refused:
        return [*lines, "No submissions were found there."]
    lines.append(f"{counted(taken, 'submission')} taken, {len(refused)} refused.")
    if missing:
        lines.append(f"Not handed in yet: {some_of([shown(called(each.id, each.name)) for each in missing])}.")
    return lines


def _refused_lines(refused: list[NotTaken]) -> list[str]:
    """Return a line for each refused file, where one folder has many with one reason for the first few and the rest."""
    alike: dict[tuple[str, ...], list[NotTaken]] = {}
    for each in refused:
        alike.setdefault((*each.file.split("/")[:2], each.reason), []).append(each)
    lines = []
    for group in alike.values():
        lines += [f"refused  {each.file}: {each.reason}" for each in group[:MOST_ALIKE]]
        if (rest := len(group) - MOST_ALIKE) > 0:
            lines.append(f"refused  {rest} more files in the same folder: {group[0].reason}")
    return lines
