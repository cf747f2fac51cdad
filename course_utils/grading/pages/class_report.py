"""The report on a class and the feedback for one student, each one self-contained HTML page.

Student ids, messages and notes come from students, so every one is escaped by the templates.
"""

from __future__ import annotations

import base64
import hashlib
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import cycle, takewhile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from course_utils.grading.course.files import write_whole
from course_utils.grading.course.foreign import printable
from course_utils.grading.course.records import (
    GRADED,
    NOT_GRADED,
    PARTLY_GRADED,
    POINTS_IN_HEADING,
    SubmissionResult,
    TaskResult,
)
from course_utils.grading.course.words import called, counted
from course_utils.grading.pages import plots
from course_utils.grading.pages.attention import BY_HAND, KINDS, LATE, NOT_HANDED_IN, blankness, to_look_at
from course_utils.grading.platforms.roster import Student

STATUSES = [NOT_GRADED, PARTLY_GRADED, GRADED]  # the order in which they need a look
OPEN_PANELS = 30  # with more students than this, the small plots of their curves start folded


@dataclass(frozen=True)
class Submission:
    """One student's result with its place on the page; there `result.student` is what the student is called."""

    anchor: str
    id: str
    result: SubmissionResult
    points: dict[str, float]  # by task id
    passed: int
    checks: int
    look: list[tuple[str, str]]  # what is worth a look, by kind
    blank: str


@dataclass(frozen=True)
class Concern:
    """Students to look at for the same reason: the kind, what is the matter, and each with a word about the student.

    A student who has not handed in has no submission.
    """

    kind: str
    detail: str
    students: list[tuple[str, Submission | None, str]]


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
    names: Mapping[str, str] | None = None,
    absent: Sequence[Student] = (),
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
    names : mapping of str to str, optional
        The students' names, by id.
    absent : sequence of Student, optional
        Who is in the list of students and has not handed in.
    """
    names = names or {}
    twice = Counter(names.get(result.student, "") for result in results)
    submissions = [
        _submission(number, result, names.get(result.student, ""), twice[names.get(result.student, "")] > 1)
        for number, result in enumerate(sorted(results, key=lambda result: result.student), start=1)
    ]
    judged = [submission.result for submission in submissions if submission.result.status != NOT_GRADED]
    bars = bars or {}
    return write_page(
        path,
        "class.html",
        assignment=printable(assignment),
        headline=list(_headline(submissions, judged, bars, len(absent))),
        facts=_facts(submissions),
        unprotected=sum(result.isolation == "none" for result in _executed(submissions)),
        concerns=_concerns(submissions, absent),
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


def write_student_page(result: SubmissionResult, path: Path, name: str = "", pseudonym: str = "") -> Path:
    """Write one student's feedback as one HTML page, without the notes for instructors; return its path.

    `pseudonym` is what the student is called on the assignment's leaderboard, if there is to be one.
    """
    submission = _submission(1, result, name, with_id=True)
    curve = _accuracy_curves(submission.result)
    return write_page(
        path,
        "student.html",
        assignment=printable(result.assignment),
        submission=submission,
        pseudonym=pseudonym,
        curves_plot=plots.curves_overview([curve], "curves-") if curve else None,
    )


def write_page(path: Path, template: str, **values: Any) -> Path:
    """Render `template` into `path`: the file appears in one step, so no reader sees half a page."""
    page = _templates().get_template(template).render(values)
    write_whole(path, page)
    return path


@cache
def _templates() -> Environment:
    loader = PackageLoader("course_utils.grading.pages")
    templates = Environment(
        loader=loader,
        autoescape=True,
        finalize=_printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = loader.get_source(templates, "sort.js")[0].strip()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    templates.globals.update(colours=plots.COLOURS, script=Markup(script), script_hash=f"sha256-{digest}")
    templates.filters.update(number=_number, count=counted, outcome=_outcome)
    return templates


def _printed(value: Any) -> Any:
    """Return what a template prints; every foreign text on a page passes here, and is escaped afterwards."""
    return value if isinstance(value, Markup) else printable(value)


# What goes into the page


def _submission(number: int, result: SubmissionResult, name: str, with_id: bool) -> Submission:
    result = SubmissionResult.from_dict(printable(asdict(result)))
    look, blank, student = to_look_at(result), blankness(result), result.student
    checks = [(task, check) for task in result.tasks for check in task.checks]
    passed = sum(check.passed for task, check in checks if task.begun)  # what an empty answer passes is no success
    result.tasks = _by_heading(result)
    result.student = called(student, printable(name)) if with_id else printable(name) or student
    points = {task.id: task.points for task in result.tasks}
    count = len(checks) if result.tasks else 0
    return Submission(f"student-{number}", student, result, points, passed, count, look, blank)


def _headline(
    submissions: list[Submission], judged: list[SubmissionResult], bars: dict[str, tuple[float, float]], absent: int
) -> Iterator[str]:
    """Say in sentences how the class did."""
    if not submissions:
        yield "No submissions yet."
        return
    counts = Counter(submission.result.status for submission in submissions)
    parts = [f"{counts[status]} {status}" for status in reversed(STATUSES) if counts[status]]
    yield f"{counted(len(submissions), 'submission')}: {', '.join(parts)}."
    if absent:
        yield f"{counted(absent, 'student')} of the list {'has' if absent == 1 else 'have'} not handed in."
    if not judged:
        yield "Nothing was graded, so there are no points to show."
        return
    median = statistics.median(result.final for result in judged)
    yield f"The median is {_number(median)} of {_number(max(result.max_points for result in judged))} points."
    if waiting := sum(bool(result.waiting) for result in judged):
        yield f"{counted(waiting, 'submission')} still {'waits' if waiting == 1 else 'wait'} for points by hand."
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


def _concerns(submissions: list[Submission], absent: Sequence[Student]) -> list[Concern]:
    """Group what needs a look by what is the matter, the worst first; a student may be in several groups."""
    groups: dict[tuple[str, str], list[tuple[str, Submission | None, str]]] = {}
    for submission in submissions:
        for kind, detail in submission.look:
            remark = ""
            if kind == LATE:
                detail, remark = "", f"−{_number(submission.result.late_penalty)}"
            elif kind == BY_HAND:
                detail, remark = "", detail.removeprefix("set by hand: ")
            groups.setdefault((kind, detail), []).append((submission.result.student, submission, remark))
    if absent:
        groups[NOT_HANDED_IN, ""] = [(printable(called(each.id, each.name)), None, "") for each in absent]
    concerns = [Concern(*key, students) for key, students in groups.items()]
    return sorted(concerns, key=lambda concern: KINDS.index(concern.kind))


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
    words = f"Accuracy on {name} of {counted(len(values), 'student')}: "
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
        f"{counted(len(dots), 'submission')} took {sum(values) / 60:.1f} minutes of execution in all: "
        f"median {statistics.median(values):.1f} s, longest {slowest.value:.1f} s ({slowest.student})."
    )
    return words, plots.ranked_dots(dots, "seconds", [], f"Seconds per submission. {words}", "seconds-")


# Words


def _number(value: float) -> str:
    """Write points: at most two decimals, and no trailing zeros."""
    return f"{round(value, 2):g}" if math.isfinite(value) else "–"


def _outcome(credit: float) -> str:
    """Name a check's credit."""
    if credit >= 1:
        return "passed"
    return "partly" if credit > 0 else "failed"


def _by_heading(result: SubmissionResult) -> list[TaskResult]:
    """Return one task per heading of the assignment; none where nothing was judged and nothing set by hand."""
    if result.status == NOT_GRADED and not (result.by_hand or result.comments):
        return []
    cells: dict[str, list[TaskResult]] = {}
    for cell in result.tasks:
        cells.setdefault(POINTS_IN_HEADING.sub("", cell.title), []).append(cell)
    return [_merged(title, parts) for title, parts in cells.items()]


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
        judged=sum(cell.points if cell.judged is None else cell.judged for cell in cells),
        comment="\n".join(cell.comment for cell in cells if cell.comment),
        begun=any(cell.begun for cell in cells),
        manual=all(cell.manual for cell in cells),
        waits="; ".join(cell.waits for cell in cells if cell.waits),
    )
