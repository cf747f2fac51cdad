"""The ranking of an assignment's competition: the accuracies of a class on its held-out rows, under pseudonyms.

Whoever's interval overlaps with that of the first of a rank shares it: the difference may be chance. Nothing on a
leaderboard says more about the held-out rows than the accuracies, which every student gets in the feedback, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from course_utils import data
from course_utils.grading import report_plots as plots
from course_utils.grading.course import Course, CourseError
from course_utils.grading.inputs import course_settings
from course_utils.grading.judge import Reference
from course_utils.grading.notebooks import read_notebook
from course_utils.grading.pseudonyms import pseudonyms
from course_utils.grading.reference import read_public
from course_utils.grading.report import write_page
from course_utils.grading.results import NOT_GRADED, SubmissionResult, read_results
from course_utils.grading.students import names
from course_utils.grading.words import called, counted
from course_utils.metrics import METRICS

_NORMAL_95 = 1.96  # so many standard errors hold 95 % of a normal distribution


class Interval(NamedTuple):
    """The accuracies that a model may have on all rows there could be, with 95 % confidence."""

    low: float
    high: float


@dataclass(frozen=True)
class Place:
    """One student's line.

    Attributes
    ----------
    rank : str
        Such as "2", or "2=" where somebody else has it, too.
    value : float
        The accuracy, or what else the check measures.
    interval : Interval or None
        None where the check does not measure accuracy.
    history : list of float
        The values of works handed in earlier, oldest first.
    """

    rank: str
    name: str
    value: float
    interval: Interval | None
    history: list[float]


@dataclass(frozen=True)
class Board:
    """The leaderboard of one check: the places, the best first, and what simple models reach."""

    check: str
    measure: str
    num_rows: int
    places: list[Place]
    baselines: dict[str, float]
    absent: int

    @property
    def lines(self) -> list[Place]:
        """The places with the baselines among them, which have no rank."""
        lines = [Place("", name, value, None, []) for name, value in self.baselines.items()]
        return sorted([*lines, *self.places], key=lambda line: -line.value)

    @property
    def has_history(self) -> bool:
        """Whether anybody has handed in more than once."""
        return any(place.history for place in self.places)


def wilson(share: float, num_rows: int) -> Interval:
    """Return Wilson's interval for an accuracy on so many rows."""
    more = _NORMAL_95**2 / num_rows
    half = _NORMAL_95 * math.sqrt(share * (1 - share) / num_rows + more / (4 * num_rows))
    return Interval((share + more / 2 - half) / (1 + more), (share + more / 2 + half) / (1 + more))


def leaderboards(course: Course, assignment: str, with_names: bool = False) -> list[Board]:
    """Return a leaderboard for each of an assignment's accuracy checks.

    Raises
    ------
    CourseError
        If there is no such check, nothing is graded, or a data set is absent.
    """
    checks = _accuracy_checks(read_public(course, assignment))
    if not checks:
        raise CourseError(f"{assignment} has no accuracy check, so there is no leaderboard.")
    results = read_results(course.results, assignment)
    if not results:
        raise CourseError(f"Nothing is graded yet. Run `course grade {assignment}` first.")
    shown = pseudonyms(course, assignment, results)
    if with_names:
        known = names(course)
        shown = {student: f"{called(student, known.get(student, ''))}: {name}" for student, name in shown.items()}
    baselines = course_settings(read_notebook(course.released(assignment))).get("baselines", {})
    return [_board(check, results, shown, baselines) for check in checks]


def write_leaderboard(course: Course, assignment: str, boards: list[Board], with_names: bool = False) -> Path:
    """Write the leaderboards as one HTML page and return its path; one with names has another path."""
    path = course.reports / f"{assignment}-leaderboard{'-with-names' if with_names else ''}.html"
    drawn = [(board, _plot(board, f"board{number}-")) for number, board in enumerate(boards)]
    return write_page(path, "leaderboard.html", assignment=assignment, boards=drawn, with_names=with_names)


def _accuracy_checks(reference: Reference) -> list[Mapping]:
    return [check for checks in reference.values() for check in checks if check["kind"] == "accuracy"]


def _board(
    check: Mapping, results: list[SubmissionResult], shown: Mapping[str, str], baselines: dict[str, float]
) -> Board:
    name, metric = check["name"], check.get("metric", "accuracy")
    num_rows = _num_rows(check["held_out"])
    places = [
        Place(
            "",
            shown[result.student],
            value,
            wilson(value, num_rows) if metric == "accuracy" else None,
            [earlier for each in result.history if (earlier := _value(each["accuracies"], name)) is not None],
        )
        for result in results
        if (value := _value(result.accuracies, name)) is not None and result.status != NOT_GRADED
    ]
    ranked = _ranked(sorted(places, key=lambda place: (-round(place.value, 3), place.name)))
    return Board(name, METRICS[metric].title, num_rows, ranked, baselines, len(results) - len(places))


def _value(accuracies: Mapping[str, float], check: str) -> float | None:
    """Return what a check measured, if it could be measured."""
    value = accuracies.get(check)
    return value if value is not None and math.isfinite(value) else None


def _ranked(places: list[Place]) -> list[Place]:
    """Give places, the best first, their ranks: whoever may be as good as the first of a rank shares it."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and _may_be_as_good(place, groups[-1][0]):
            groups[-1].append(place)
        else:
            groups.append([place])
    firsts = accumulate((len(group) for group in groups), initial=1)
    return [
        replace(place, rank=f"{first}{'=' if len(group) > 1 else ''}")
        for first, group in zip(firsts, groups, strict=False)
        for place in group
    ]


def _may_be_as_good(place: Place, first: Place) -> bool:
    if place.interval is None or first.interval is None:
        return round(place.value, 3) == round(first.value, 3)
    return place.interval.high >= first.interval.low


def _num_rows(name: str) -> int:
    """Return how many held-out rows a data set has: as many under every key."""
    try:
        return len(data.kind_of(name).load(name, "test"))
    except data.DataError as error:
        raise CourseError(str(error)) from None


def _plot(board: Board, prefix: str) -> plots.Markup | None:
    if not board.places:
        return None
    dots = [plots.Dot(place.name, place.value, "graded", place.interval) for place in board.places]
    styles = ["--", "-.", (0, (1, 1)), (0, (6, 1))]
    marks = [
        plots.Mark(f"{name} {value:.3f}", value, styles[number % len(styles)])
        for number, (name, value) in enumerate(sorted(board.baselines.items(), key=itemgetter(1)))
    ]
    best, last = board.places[0].value, board.places[-1].value
    alt = (
        f"{board.measure} of {counted(len(dots), 'student')}, from {last:.3f} to {best:.3f}; the table has the numbers."
    )
    return plots.ranked_dots(dots, board.measure, marks, alt, prefix)
