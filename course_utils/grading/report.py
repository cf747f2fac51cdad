"""The report on a class and the feedback for one student, each one self-contained HTML page.

Student ids, messages and notes come from students, so every one is escaped by the templates.
"""

from __future__ import annotations

import base64
import hashlib
import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import cycle, takewhile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from course_utils.grading import report_plots as plots
from course_utils.grading.files import write_whole
from course_utils.grading.results import (
    GRADED,
    NOT_GRADED,
    PARTLY_GRADED,
    POINTS_IN_HEADING,
    SubmissionResult,
    TaskResult,
)

STATUSES = [NOT_GRADED, PARTLY_GRADED, GRADED]  # the order in which they need a look
OPEN_PANELS = 30  # with more students than this, the small plots of their curves start folded


@dataclass(frozen=True)
class Submission:
    """One student's result with its place on the page."""

    anchor: str
    result: SubmissionResult
    points: dict[str, float]  # by task id
    passed: int
    checks: int


@dataclass(frozen=True)
class Concern:
    """Submissions that need a look for the same reasons."""

    status: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    submissions: list[Submission]


@dataclass
class FailedCheck:
    """A check that `failed` students did not pass, `stopped` of them in a task where a cell stopped early."""

    task: str
    name: str
    failed: int = 0
    stopped: int = 0
    hints: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class AccuracyPlot:
    """The accuracies on one held-out set, and the students who have none."""

    name: str
    svg: Markup
    absent: list[str]


@dataclass(frozen=True)
class Curves:
    """The training curves: all in one plot, and one small plot per student."""

    overview: Markup
    panels: list[tuple[str, Markup]]
    absent: list[str]
    open: bool


def write_report(
    assignment: str,
    results: list[SubmissionResult],
    path: Path,
    bars: dict[str, tuple[float, float]] | None = None,
    baselines: dict[str, float] | None = None,
) -> Path:
    """Write the report on a class as one HTML page and return its path.

    Parameters
    ----------
    assignment : str
        Name of the assignment.
    results : list of SubmissionResult
        One record per submission, in any order; may be empty.
    path : Path
        Where the page goes. It appears in one step; an older page is replaced.
    bars : dict of str to (float, float), optional
        For each held-out set (the name of its check) the accuracies at which points begin and are full.
    baselines : dict of str to float, optional
        Accuracies of simple models, drawn for comparison.
    """
    submissions = [
        _submission(number, _prepared(result))
        for number, result in enumerate(sorted(results, key=lambda result: result.student), start=1)
    ]
    judged = [submission.result for submission in submissions if submission.result.status != NOT_GRADED]
    bars = bars or {}
    return write_page(
        path,
        "class.html",
        assignment=printable(assignment),
        headline=list(_headline(submissions, judged, bars)),
        facts=_facts(submissions),
        unprotected=sum(result.isolation == "none" for result in _executed(submissions)),
        concerns=_concerns(submissions),
        submissions=submissions,
        tasks=_tasks(submission.result for submission in submissions),
        judged=judged,
        points_plot=_points_plot(judged),
        tasks_plot=_tasks_plot(judged),
        failed_checks=_failed_checks(judged),
        accuracy_plots=list(_accuracy_plots(judged, bars, baselines or {})),
        baselines=bool(baselines),
        curves=_curves(submissions),
        seconds=_seconds_plot(submissions),
    )


def write_student_page(result: SubmissionResult, path: Path) -> Path:
    """Write one student's feedback as one HTML page, without the notes for instructors; return its path."""
    result = _prepared(result)
    curve = _accuracy_curves(result)
    return write_page(
        path,
        "student.html",
        assignment=result.assignment,
        submission=_submission(1, result),
        curves_plot=plots.curves_overview([curve], "curves-") if curve else None,
    )


def write_page(path: Path, template: str, **values: Any) -> Path:
    """Render `template` into `path`: the file appears in one step, so no reader sees half a page."""
    page = _templates().get_template(template).render(values)
    write_whole(path, page)
    return path


@cache
def _templates() -> Environment:
    loader = PackageLoader("course_utils.grading")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    script = loader.get_source(templates, "sort.js")[0].strip()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    templates.globals.update(colours=plots.COLOURS, script=Markup(script), script_hash=f"sha256-{digest}")
    templates.filters.update(number=_number, count=_count, outcome=_outcome)
    return templates


# What goes into the page


def _submission(number: int, result: SubmissionResult) -> Submission:
    checks = [check for task in result.tasks for check in task.checks]
    passed = sum(check.passed for check in checks)
    points = {task.id: task.points for task in result.tasks}
    return Submission(f"student-{number}", result, points, passed, len(checks))


def _headline(
    submissions: list[Submission], judged: list[SubmissionResult], bars: dict[str, tuple[float, float]]
) -> Iterator[str]:
    """Say in sentences how the class did."""
    if not submissions:
        yield "No submissions yet."
        return
    counts = Counter(submission.result.status for submission in submissions)
    parts = [f"{counts[status]} {status}" for status in reversed(STATUSES) if counts[status]]
    yield f"{_count(len(submissions), 'submission')}: {', '.join(parts)}."
    if not judged:
        yield "Nothing was graded, so there are no points to show."
        return
    median = statistics.median(result.final for result in judged)
    yield f"The median is {_number(median)} of {_number(max(result.max_points for result in judged))} points."
    for name, (_, full) in bars.items():
        cleared = sum(result.accuracies.get(name, 0) >= full for result in judged)
        yield f"{cleared} of {len(judged)} cleared the accuracy bar of {full:.2f} on “{name}”."


def _facts(submissions: list[Submission]) -> dict[str, str]:
    """When and how the submissions were graded."""
    times = sorted(filter(None, (submission.result.graded_at for submission in submissions)))
    times = [time[:16].replace("T", " ") for time in times]
    isolation = Counter(result.isolation for result in _executed(submissions))
    facts = {}
    if times:
        facts["Graded"] = times[0] if times[0] == times[-1] else f"{times[0]} to {times[-1]}"
    if isolation:
        facts["Isolation"] = ", ".join(f"{level} ({count})" for level, count in sorted(isolation.items()))
    return facts


def _executed(submissions: list[Submission]) -> list[SubmissionResult]:
    """Leave out what never ran, an unreadable notebook for example: it has no isolation to speak of."""
    return [submission.result for submission in submissions if submission.result.seconds > 0]


def _concerns(submissions: list[Submission]) -> list[Concern]:
    """Group the submissions that need a look by what is the matter with them, the worst status first."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Submission]] = {}
    for submission in submissions:
        result = submission.result
        if result.status != GRADED or result.notes:
            key = (result.status, tuple(result.reasons), tuple(result.notes))
            groups.setdefault(key, []).append(submission)
    concerns = [Concern(*key, members) for key, members in groups.items()]
    return sorted(concerns, key=lambda concern: STATUSES.index(concern.status))


def _tasks(results: Iterable[SubmissionResult]) -> list[TaskResult]:
    """Every task of the assignment once, in the order of the assignment."""
    tasks: dict[str, TaskResult] = {}
    for result in results:
        for task in result.tasks:
            tasks.setdefault(task.id, task)
    return list(tasks.values())


def _failed_checks(results: list[SubmissionResult]) -> list[FailedCheck]:
    """Count the students who did not pass each check, the most failed check first."""
    entries: dict[tuple[str, str], FailedCheck] = {}
    for result in results:
        for task in result.tasks:
            failed = [check for check in task.checks if not check.passed]
            for name in {check.name: None for check in failed}:
                entry = entries.setdefault((task.id, name), FailedCheck(task.title, name))
                entry.failed += 1
                entry.stopped += bool(task.note)
                entry.hints.update({check.hint for check in failed if check.name == name and check.hint})
    return sorted(entries.values(), key=lambda entry: -entry.failed)


# Plots


def _points_plot(judged: list[SubmissionResult]) -> Markup | None:
    top = max((result.max_points for result in judged), default=0)
    return plots.histogram([result.final for result in judged], top, "points-") if top > 0 else None


def _tasks_plot(judged: list[SubmissionResult]) -> Markup | None:
    shares = []
    for task in _tasks(judged):
        if task.max_points <= 0:
            continue
        points = [own.points for result in judged for own in result.tasks if own.id == task.id]
        full = sum(value >= task.max_points for value in points)
        none = sum(value <= 0 for value in points)
        mean = statistics.fmean(points)
        shares.append(plots.TaskShare(task.title, full, len(points) - full - none, none, mean, task.max_points))
    return plots.task_shares(shares, "tasks-") if shares else None


def _accuracy_plots(
    judged: list[SubmissionResult], bars: dict[str, tuple[float, float]], baselines: dict[str, float]
) -> Iterator[AccuracyPlot]:
    """Yield one plot per held-out set."""
    names = dict.fromkeys([*bars, *(name for result in judged for name in result.accuracies)])
    for number, name in enumerate(names, start=1):
        dots, absent = [], []
        for result in judged:
            accuracy = result.accuracies.get(name, math.nan)
            if math.isfinite(accuracy):
                dots.append(plots.Dot(result.student, accuracy, result.status))
            else:
                absent.append(result.student)
        if dots:
            marks = _accuracy_marks(bars.get(name), baselines)
            alt = _accuracy_words(name, [dot.value for dot in dots], bars.get(name), baselines)
            svg = plots.ranked_dots(dots, f"accuracy on {name}", marks, alt, f"accuracy{number}-")
            yield AccuracyPlot(name, svg, absent)


def _accuracy_marks(bar: tuple[float, float] | None, baselines: dict[str, float]) -> list[plots.Mark]:
    styles = cycle(["--", "-.", (0, (1, 1)), (0, (6, 1))])
    marks = [plots.Mark(f"{name} {value:.2f}", value, next(styles)) for name, value in baselines.items()]
    if bar:
        marks += [plots.Mark(f"points begin at {bar[0]:.2f}", bar[0], ":")]
        marks += [plots.Mark(f"full points from {bar[1]:.2f}", bar[1], "-")]
    return marks


def _accuracy_words(
    name: str, values: list[float], bar: tuple[float, float] | None, baselines: dict[str, float]
) -> str:
    """Say what the plot of accuracies shows."""
    median = statistics.median(values)
    words = f"Accuracy on {name} of {_count(len(values), 'student')}: "
    words += f"lowest {min(values):.3f}, median {median:.3f}, highest {max(values):.3f}."
    if bar:
        floor, full = bar
        above = sum(value >= full for value in values)
        below = sum(value <= floor for value in values)
        words += f" {above} at {full:.2f} or above, {len(values) - above - below} between, "
        words += f"{below} at {floor:.2f} or below."
    if baselines:
        words += f" Baselines: {', '.join(f'{name} {value:.2f}' for name, value in baselines.items())}."
    return words


def _curves(submissions: list[Submission]) -> Curves | None:
    """Draw all accuracy curves, the student with the lowest last validation accuracy first."""
    found, absent = [], []
    for submission in submissions:
        curve = _accuracy_curves(submission.result)
        if curve:
            found.append((curve.get("validation_accuracy", [0])[-1], submission.result.student, curve))
        elif submission.result.status != NOT_GRADED:
            absent.append(submission.result.student)
    if not found:
        return None
    found.sort(key=lambda entry: entry[:2])
    curves = [curve for _, _, curve in found]
    students = [student for _, student, _ in found]
    panels = list(zip(students, plots.curve_panels(curves, "panel"), strict=True))
    return Curves(plots.curves_overview(curves, "curves-"), panels, absent, len(panels) <= OPEN_PANELS)


def _accuracy_curves(result: SubmissionResult) -> dict[str, list[float]]:
    """Keep each accuracy curve up to its first value that is no accuracy: students reported them."""
    curves = {
        f"{split}_accuracy": list(takewhile(_is_accuracy, result.curves.get(f"{split}_accuracy", [])))
        for split in ["train", "validation"]
    }
    return {name: values for name, values in curves.items() if values}


def _is_accuracy(value: float) -> bool:
    return 0 <= value <= 1


def _seconds_plot(submissions: list[Submission]) -> tuple[str, Markup] | None:
    """Say and draw how long the submissions ran."""
    dots = [
        plots.Dot(submission.result.student, submission.result.seconds, submission.result.status)
        for submission in submissions
        if submission.result.seconds > 0
    ]
    if not dots:
        return None
    values = [dot.value for dot in dots]
    slowest = max(dots, key=lambda dot: dot.value)
    words = (
        f"{_count(len(dots), 'submission')} took {sum(values) / 60:.1f} minutes of execution in all: "
        f"median {statistics.median(values):.1f} s, longest {slowest.value:.1f} s ({slowest.student})."
    )
    return words, plots.ranked_dots(dots, "seconds", [], f"Seconds per submission. {words}", "seconds-")


# Words


def _number(value: float) -> str:
    """Write points: at most two decimals, and no trailing zeros."""
    return f"{round(value, 2):g}" if math.isfinite(value) else "–"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _outcome(credit: float) -> str:
    """Name a check's credit."""
    if credit >= 1:
        return "passed"
    return "partly" if credit > 0 else "failed"


def _prepared(result: SubmissionResult) -> SubmissionResult:
    """Return a copy of `result` whose texts can stand on a page, with one task per heading of the assignment."""
    prepared = SubmissionResult.from_dict(printable(asdict(result)))
    cells: dict[str, list[TaskResult]] = {}
    for cell in prepared.tasks:
        cells.setdefault(POINTS_IN_HEADING.sub("", cell.title), []).append(cell)
    judged = prepared.status != NOT_GRADED
    prepared.tasks = [_merged(title, parts) for title, parts in cells.items()] if judged else []
    return prepared


def _merged(title: str, cells: list[TaskResult]) -> TaskResult:
    """Sum up the test cells below one heading; the lessons are those of cells that lost points."""
    return TaskResult(
        id=title,
        title=title,
        points=sum(cell.points for cell in cells),
        max_points=sum(cell.max_points for cell in cells),
        checks=[check for cell in cells for check in cell.checks],
        lesson="; ".join(dict.fromkeys(cell.lesson for cell in cells if cell.lesson and cell.points < cell.max_points)),
        note="\n".join(dict.fromkeys(cell.note for cell in cells if cell.note)),
    )


def printable(value: Any) -> Any:
    """Return texts, or lists and dicts of texts, without characters that would be invisible or reorder a page."""
    if isinstance(value, str):
        return "".join("\N{REPLACEMENT CHARACTER}" if _is_unprintable(char) else char for char in value)
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {printable(key): printable(item) for key, item in value.items()}
    return value


def _is_unprintable(char: str) -> bool:
    """Tell control characters, halves of characters, and marks that reorder the text around them."""
    if unicodedata.category(char) in {"Cc", "Cs"}:
        return char not in "\n\t"
    return unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
