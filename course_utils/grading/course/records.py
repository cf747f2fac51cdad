"""The record of one graded submission: what the report, the terminal's tables and the tests read.

One JSON file per submission, `classroom/results/<assignment>/<student>.json`, written whole or not at all.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from course_utils.checks.values import NOT_BEGUN
from course_utils.grading.course.files import write_whole
from course_utils.grading.course.layout import record_in

GRADED = "graded"
PARTLY_GRADED = "partly graded"
NOT_GRADED = "not graded"
NOT_RUN = "NotRun"  # the error that stands in cells which no kernel was left to run
NOT_RUN_WORDS = "not run"
POINTS_IN_HEADING = re.compile(r"\s*\([\d.]+ points?\)$")  # where points are shown beside it, they would be twice


@dataclass
class CheckResult:
    """The outcome of one check.

    Attributes
    ----------
    name : str
        What was checked, as the test cell names it.
    credit : float
        Share of the check's points that was earned, from 0 to 1.
    message : str
        What was found, in words; empty where there is nothing to say.
    hint : str
        The test cell's hint; empty on a passed check.
    """

    name: str
    credit: float
    message: str = ""
    hint: str = ""

    @property
    def passed(self) -> bool:
        """Whether the check earned all of its points."""
        return self.credit >= 1


class Finding(NamedTuple):
    """What one cause did to a task: the checks that say the same of it, and one hint."""

    checks: list[CheckResult]
    message: str
    hint: str


@dataclass
class TaskResult:
    """The outcome of one test cell: `points` of `max_points`, and the checks behind them.

    `title` is the heading above the cell in the assignment, and `lesson` the place to read up on it.
    `note` says with which error the test cell, or a cell above it, stopped. `totals` adds what was done by hand:
    `judged` are then the points that the checks gave, and `comment` is what somebody wrote about the answer.
    `begun` says whether anything was written for it. A `manual` task has no checks: somebody reads the answer and
    gives the points, and `waits` says so, in words, while that is still to be done.
    """

    id: str
    title: str
    points: float
    max_points: float
    checks: list[CheckResult] = field(default_factory=list)
    lesson: str = ""
    note: str = ""
    judged: float | None = None
    comment: str = ""
    begun: bool = True
    manual: bool = False
    waits: str = ""

    @property
    def by_hand(self) -> str:
        """Say that the points were set by hand and what was judged; empty where both are the same, or nothing is."""
        if self.manual or self.judged is None or abs(self.points - self.judged) < 0.001:
            return ""
        return _by_hand(self.points, self.max_points, self.judged)

    @property
    def is_not_begun(self) -> bool:
        """Whether nothing is written where the answer belongs."""
        return bool(self.checks) and all(check.message == NOT_BEGUN for check in self.checks)

    @property
    def findings(self) -> list[Finding]:
        """The checks in order, those together that failed in the same words: one cause needs one hint."""
        groups: dict[tuple[bool, str], list[CheckResult]] = {}
        for number, check in enumerate(self.checks):
            alone = check.passed or not check.message
            groups.setdefault((check.passed, f"{number}" if alone else f"says {check.message}"), []).append(check)
        return [Finding(checks, checks[0].message, checks[0].hint) for checks in groups.values()]


@dataclass
class FileBeside:
    """A file that was handed in beside the notebook.

    `kind` says in words what it is, and `text` is what can be shown of it, if it is a text.
    """

    name: str
    size: int
    kind: str
    text: str = ""


@dataclass
class SubmissionResult:
    """The outcome of one submission.

    Attributes
    ----------
    status : str
        `GRADED`, `PARTLY_GRADED` (a limit was hit or the kernel died on the way) or `NOT_GRADED`.
    reasons : list of str
        Why the submission is not, or only partly, graded: one sentence each.
    notes : list of str
        What an instructor may want to look at: test cells that were changed, copied or deleted, for example.
    points, max_points : float
        Sum over the tasks, before a late penalty.
    late : str
        How late it was handed in and what that costs, in a sentence; empty where it costs nothing.
    late_penalty : float
        The points that this takes off.
    late_by : str
        How late, in words: "1 day 2 hours".
    late_share : float
        The share of the points that it costs, from 0 to 1.
    origin : str
        A hash of what the points followed from (`classroom.unchanged`), once they are in the gradebook.
    work : str
        A hash of what was handed in.
    files : list of FileBeside
        What was handed in beside the notebook and is not of the release.
    isolation : str
        What stood between the student's code and the grader: "namespaces", "bubblewrap" or "none".
    seconds : float
        Wall time of the execution.
    accuracies : dict of str to float
        Accuracy on each held-out set, keyed by the check's name.
    curves : dict of str to list of float
        One value per epoch, keyed by curve: "train_loss", "train_accuracy", "validation_accuracy".
    pseudonym : str
        What the student wants to be called on a leaderboard, as it was written.
    history : list of dict
        What became of the works that were handed in before this one, oldest first: `graded_at`, `work` and
        `accuracies` of each, as they were graded last.
    """

    assignment: str
    student: str
    status: str
    points: float
    max_points: float
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tasks: list[TaskResult] = field(default_factory=list)
    isolation: str = "none"
    seconds: float = 0.0
    graded_at: str = ""
    accuracies: dict[str, float] = field(default_factory=dict)
    curves: dict[str, list[float]] = field(default_factory=dict)
    late: str = ""
    late_penalty: float = 0.0
    origin: str = ""
    late_by: str = ""
    late_share: float = 0.0
    work: str = ""
    pseudonym: str = ""
    history: list[dict[str, Any]] = field(default_factory=list)
    files: list[FileBeside] = field(default_factory=list)

    @property
    def final(self) -> float:
        """The points that count, net of the late penalty."""
        return net_of_penalty(self.points, self.late_penalty)

    @property
    def judged(self) -> float:
        """The points that the checks gave, before anything was set by hand and before a late penalty."""
        return sum(task.points if task.judged is None or task.manual else task.judged for task in self.tasks)

    @property
    def by_hand(self) -> str:
        """Say that points were set by hand and what was judged; empty where no task has other points than judged."""
        is_changed = any(task.by_hand for task in self.tasks)
        return _by_hand(self.points, self.max_points, self.judged) if is_changed else ""

    @property
    def has_all_judged_points(self) -> bool:
        """Whether every task with checks earned all of its points."""
        return all(task.points >= task.max_points for task in self.tasks if not task.manual)

    @property
    def has_points_by_hand(self) -> bool:
        """Whether somebody gave points for a task, the judged ones or others."""
        return any(task.judged is not None for task in self.tasks)

    @property
    def waiting(self) -> list[TaskResult]:
        """The tasks whose points somebody still has to give."""
        return [task for task in self.tasks if task.waits]

    @property
    def comments(self) -> list[str]:
        """What somebody wrote about the answers."""
        return [task.comment for task in self.tasks if task.comment]

    @property
    def deduction(self) -> str:
        """Where the points that count come from, such as "20 − 4 late"; empty where nothing is taken off."""
        return f"{round(self.points, 2):g} − {round(self.late_penalty, 2):g} late" if self.late_penalty else ""

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> SubmissionResult:
        """Rebuild a result from what `asdict` made of it."""
        tasks = [
            TaskResult(**{**task, "checks": [CheckResult(**check) for check in task["checks"]]})
            for task in record["tasks"]
        ]
        files = [FileBeside(**file) for file in record.get("files", [])]
        return cls(**{**record, "tasks": tasks, "files": files})


def _by_hand(points: float, max_points: float, judged: float) -> str:
    return f"set by hand: {round(points, 2):g} of {max_points:g}, judged {round(judged, 2):g}"


def net_of_penalty(points: float, late_penalty: float) -> float:
    """Return the points that count: a penalty takes off what is there, and no more."""
    return max(points - late_penalty, 0.0)


def write_result(folder: Path, result: SubmissionResult) -> Path:
    """Write `result` to `folder/<assignment>/<student>.json` and return the path.

    The file appears in one step, so a killed process leaves the old record or the new one. Of a record of another work
    that it takes the place of, the accuracies stay in the history.
    """
    path = record_in(folder, result.assignment, result.student)
    result.history = _history(path, result.work)
    write_whole(path, json.dumps(asdict(result), indent=1, ensure_ascii=False))
    return path


def _history(path: Path, work: str) -> list[dict[str, Any]]:
    """Return the history of a record that takes the place of the one at `path`."""
    try:
        before = SubmissionResult.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return []
    earlier = {"graded_at": before.graded_at, "work": before.work, "accuracies": before.accuracies}
    return before.history if before.work == work else [*before.history, earlier]


def now() -> str:
    """Return the time for `graded_at`: ISO 8601, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_result(folder: Path, assignment: str, student: str) -> SubmissionResult:
    """Read one student's record."""
    path = record_in(folder, assignment, student)
    return SubmissionResult.from_dict(json.loads(path.read_text(encoding="utf-8")))


def read_results(folder: Path, assignment: str) -> list[SubmissionResult]:
    """Read every record of `assignment` below `folder`, sorted by student."""
    paths = sorted((folder / assignment).glob("*.json"))
    return [read_result(folder, assignment, path.stem) for path in paths]
