"""The plots of the report: Matplotlib figures as inline SVG, each with an alternative text.

The same values give the same bytes. Text stays text, so the browser's own fonts draw it, Chinese names too.
Colours become CSS variables, which `templates/base.html` defines for light and dark pages.
"""

from __future__ import annotations

import io
import math
import re
import statistics
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, LogLocator, MaxNLocator, NullFormatter

from course_utils.grading.course.foreign import printable
from course_utils.grading.course.words import counted
from course_utils.plotting import COLOURS, LINES, use_course_style

WIDTH = 400  # of a plot in pixels: fits a phone almost unscaled
MOST_NAMES = 40  # more names than this would make a plot too long to take in
INK, GRID, FULL, PART, NONE, PAGE = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
PAINT = {  # what is drawn in one of these colours follows the page's colour scheme
    INK: "currentColor",
    GRID: "var(--line)",
    FULL: "var(--full)",
    PART: "var(--part)",
    NONE: "var(--none)",
    PAGE: "var(--page)",
    COLOURS["train"].lower(): "var(--train)",
    COLOURS["validation"].lower(): "var(--validation)",
}
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "course report",
    "font.family": ["DejaVu Sans"],
    "font.size": 12,
    "axes.labelsize": 12,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "legend.fontsize": 11,
    "text.parse_math": False,  # a "$" in a name is a dollar sign
    "figure.constrained_layout.use": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.grid": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": GRID,
}
MARKERS = {"graded": "o", "partly graded": "^", "not graded": "x"}


@dataclass(frozen=True)
class Dot:
    """One student's value in `ranked_dots`; `status` decides the marker, and an interval is drawn as a line."""

    student: str
    value: float
    status: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Mark:
    """A vertical line in `ranked_dots`, explained in the legend."""

    label: str
    value: float
    linestyle: Any  # as Matplotlib understands it: a name, or the lengths of dashes and gaps


@dataclass(frozen=True)
class TaskShare:
    """How many submissions earned all, some and none of a task's points."""

    title: str
    full: int
    part: int
    none: int
    mean: float
    max_points: float


@contextmanager
def report_style() -> Iterator[None]:
    """Apply the course's style and the report's additions inside a `with` block."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # the browser draws the text
        use_course_style()
        matplotlib.rcParams.update(STYLE)
        yield


@report_style()
def histogram(values: Sequence[float], max_value: float, prefix: str) -> Markup:
    """Draw how many submissions earned how many points; bars are centred on multiples of their width."""
    width = max(1, math.ceil(max_value / 20))
    edges = np.arange(-width / 2, max_value + width, width)
    counts, _ = np.histogram(values, edges)
    centres = edges[:-1] + width / 2
    figure, axes = _figure(240)
    axes.bar(centres, counts, width * 0.86, color=FULL)
    median = float(np.median(values))
    axes.axvline(median, color=INK, linestyle="--", linewidth=1.5, label=f"median {median:g}")
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0)
    axes.set(xlabel="points", ylabel="submissions", xlim=(edges[0], edges[-1]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    bars = [f"{count} at {centre:g}" for centre, count in zip(centres, counts, strict=True) if count]
    spread = "" if width == 1 else f" (bars {width} points wide)"
    alt = f"Histogram of points, median {median:g} of {max_value:g}{spread}. Submissions: {', '.join(bars)}."
    return _inline_svg(figure, alt, prefix)


@report_style()
def task_shares(tasks: Sequence[TaskShare], prefix: str) -> Markup:
    """Draw one bar per task: the submissions that earned all, some and none of its points."""
    figure, axes = _figure(44 * len(tasks) + 50, left=4, bottom=44, top=4)
    total = max(task.full + task.part + task.none for task in tasks)
    for row, task in enumerate(tasks):
        axes.text(0, row - 0.3, shorten(task.title, 44), va="bottom", fontsize=12)
        mean = f"{task.mean:.1f} of {task.max_points:g}"
        axes.text(total, row - 0.3, mean, va="bottom", ha="right", fontsize=11)
        _stacked_bar(axes, row, [task.full, task.part, task.none], total)
    legend = [
        Patch(facecolor=colour, edgecolor=INK, linewidth=0.5, label=label)
        for label, colour in [("all points", FULL), ("some", PART), ("none", NONE)]
    ]
    axes.set(xlim=(-0.01 * total, 1.01 * total), ylim=(len(tasks) - 0.6, -0.85))
    axes.axis("off")
    axes.legend(handles=legend, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=3)
    rows = [
        f"{task.title}, {task.max_points:g} points: {task.full} all, {task.part} some, {task.none} none, "
        f"mean {task.mean:.2g}"
        for task in tasks
    ]
    return _inline_svg(figure, f"Submissions by share of each task's points. {'; '.join(rows)}.", prefix)


def _stacked_bar(axes: Axes, row: int, counts: Sequence[int], total: int) -> None:
    """Draw one horizontal bar; a part wide enough for it shows its count."""
    start = 0
    for count, colour, text_colour in zip(counts, [FULL, PART, NONE], [PAGE, INK, INK], strict=True):
        if not count:
            continue
        axes.barh(row, count, 0.5, left=start, color=colour, edgecolor=INK, linewidth=0.5)
        if count / total > 0.06:
            centre = (start + count / 2, row)
            axes.text(*centre, str(count), color=text_colour, ha="center", va="center_baseline", fontsize=11)
        start += count


@report_style()
def ranked_dots(dots: Sequence[Dot], xlabel: str, marks: Sequence[Mark], alt: str, prefix: str) -> Markup:
    """Draw one dot per student, lowest value at the bottom; names where there is room for them.

    The axis is logarithmic where the largest value is more than 20 times the smallest.
    """
    dots = sorted(dots, key=lambda dot: (dot.value, dot.student))
    named = len(dots) <= MOST_NAMES
    statuses = {dot.status for dot in dots}
    told = statuses if len(statuses) > 1 else set()  # where all are the same, the marker needs no explanation
    legend = 18 * (len(marks) + len(told))
    height = (19 * len(dots) + 20 if named else 300) + 44 + legend
    figure, axes = _figure(height, left=148 if named else 40, bottom=44 + legend, top=6)
    pad = 0 if named else 0.02 * len(dots)
    for status, marker in MARKERS.items():
        chosen = [(dot.value, rank) for rank, dot in enumerate(dots) if dot.status == status]
        if chosen:
            colour = FULL if status == "graded" else INK
            size = 6 if named or status != "graded" else 3.5
            axes.plot(
                *zip(*chosen, strict=True),
                marker,
                color=colour,
                markersize=size,
                label=status if status in told else None,
            )
    for rank, dot in enumerate(dots):
        if dot.interval:
            axes.plot(dot.interval, (rank, rank), color=FULL, linewidth=1.3)
    for mark in marks:
        axes.axvline(mark.value, color=INK, linestyle=mark.linestyle, linewidth=1.3, label=shorten(mark.label, 50))
    axes.set(xlabel=shorten(xlabel, 40), ylim=(-0.8 - pad, len(dots) - 0.2 + pad))
    if dots[0].value > 0 and dots[-1].value > 20 * dots[0].value:
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter(NullFormatter())  # it would write TeX
    if named:
        axes.set_yticks(range(len(dots)), [shorten(dot.student, 20) for dot in dots])
        axes.grid(axis="y")
    else:
        axes.set_yticks([])
        axes.set_ylabel(f"{len(dots)} submissions, sorted")
    axes.tick_params(axis="y", length=0)
    if legend:
        figure.legend(loc="lower left", bbox_to_anchor=(0.02, 0), ncols=1, labelspacing=0.25)
    return _inline_svg(figure, alt, prefix)


@report_style()
def curves_overview(curves: Sequence[dict[str, list[float]]], prefix: str) -> Markup:
    """Draw the accuracy curves of all students, thin, and the medians per epoch, thick."""
    figure, axes = _figure(300, bottom=76)
    parts = []
    for split in ["train", "validation"]:
        lines = [curve[f"{split}_accuracy"] for curve in curves if curve.get(f"{split}_accuracy")]
        if not lines:
            continue
        thin = {"linewidth": 0.8, "alpha": min(0.5, 15 / len(lines)), "marker": "", "label": None}
        for line in lines:
            axes.plot(range(1, len(line) + 1), line, **LINES[split] | thin)
        median = _median_per_epoch(lines)
        halo = [withStroke(linewidth=5, foreground=PAGE)]
        label = split if len(lines) == 1 else f"{split}, median"
        thick = {"linewidth": 2.4, "label": label, "path_effects": halo, "zorder": 3}
        axes.plot(range(1, len(median) + 1), median, **LINES[split] | thick)
        parts.append(f"{label} accuracy from {median[0]:.2f} to {median[-1]:.2f}")
    axes.set(xlabel="epoch", ylabel="accuracy")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y")
    figure.legend(loc="lower center", ncols=2)
    alt = f"Accuracy per epoch of {counted(len(curves), 'student')}: {', '.join(parts)}."
    return _inline_svg(figure, alt, prefix)


def _median_per_epoch(lines: Sequence[Sequence[float]]) -> list[float]:
    """Median over the students who trained that long."""
    epochs = zip_longest(*lines)
    return [statistics.median(value for value in epoch if value is not None) for epoch in epochs]


@report_style()
def curve_panels(curves: Sequence[dict[str, list[float]]], prefix: str) -> list[Markup]:
    """Draw one small plot per student, all with the same axes, so that they can be compared at a glance."""
    values = [value for curve in curves for line in curve.values() for value in line]
    low, longest = min(values), max(len(line) for curve in curves for line in curve.values())
    figure = Figure(figsize=(168 / 72, 104 / 72))
    axes = figure.add_axes((0.2, 0.22, 0.76, 0.7))
    small = {"markersize": 3, "linewidth": 1.5}
    lines = {split: axes.plot([], [], **LINES[split] | small)[0] for split in ["train", "validation"]}
    axes.set(xlim=(0.5, longest + 0.5), ylim=(min(low, 0.5) - 0.03, max(*values, 1.0) + 0.03))
    axes.xaxis.set_major_locator(FixedLocator(sorted({1, longest})))
    axes.yaxis.set_major_locator(FixedLocator(sorted({math.floor(10 * min(low, 0.5)) / 10, 1.0})))
    axes.grid(axis="y")
    panels = []
    for number, curve in enumerate(curves):
        for split, line in lines.items():
            points = curve.get(f"{split}_accuracy", [])
            line.set_data(range(1, len(points) + 1), points)
        panels.append(_inline_svg(figure, _curve_words(curve), f"{prefix}{number}-"))
    return panels


def _curve_words(curve: dict[str, list[float]]) -> str:
    """Say where each accuracy curve starts and ends."""
    parts = []
    for split in ["train", "validation"]:
        if points := curve.get(f"{split}_accuracy"):
            epochs = counted(len(points), "epoch")
            parts.append(f"{split} accuracy from {points[0]:.2f} to {points[-1]:.2f} in {epochs}")
    return f"{'; '.join(parts)}."


def shorten(text: str, columns: int) -> str:
    """Cut `text` to one line of `columns`, where a Chinese character is two columns wide."""
    text = " ".join(text.split())
    widths = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text]
    if sum(widths) <= columns:
        return text
    fitting = int(np.searchsorted(np.cumsum(widths), columns - 1, side="right"))
    return f"{text[:fitting]}…"


def _figure(height: int, left: int = 48, bottom: int = 44, top: int = 26) -> tuple[Figure, Axes]:
    """Make a figure of `WIDTH` × `height` pixels with fixed margins: the fonts are the browser's."""
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    box = (left / WIDTH, bottom / height, (WIDTH - left - 12) / WIDTH, (height - bottom - top) / height)
    return figure, figure.add_axes(box)


def _inline_svg(figure: Figure, alt: str, prefix: str) -> Markup:
    """Turn `figure` into an `<svg>` for the middle of an HTML page.

    It loses what only a file needs: namespaces, metadata, and a style sheet that would hit the whole page.
    Its ids begin with `prefix`, so that no two plots of a page share one.
    """
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", dpi=72, metadata={"Date": None})
    root = ElementTree.fromstring(printable(buffer.getvalue()))  # matplotlib writes what XML forbids
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
        element.attrib = {name.split("}")[-1]: value for name, value in element.attrib.items()}
        if "style" in element.attrib:
            element.attrib["style"] = re.sub("|".join(PAINT), _paint, element.attrib["style"])
    _own_ids(root, prefix)
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "width": f"{72 * figure.get_figwidth():g}",
        "role": "img",
    }
    root.attrib["aria-label"] = printable(alt)
    # ElementTree has escaped every text and attribute
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _paint(match: re.Match[str]) -> str:
    return PAINT[match[0]]


def _own_ids(root: ElementTree.Element, prefix: str) -> None:
    """Begin each id and each reference to one with `prefix`; drop the ids that nothing refers to."""
    used = set()
    for element in root.iter():
        for name in ["href", "clip-path"]:
            if name in element.attrib:
                used.add(element.attrib[name].strip("url()#"))
                element.attrib[name] = element.attrib[name].replace("#", f"#{prefix}")
    for element in root.iter():
        if (own := element.attrib.pop("id", None)) in used:
            element.attrib["id"] = f"{prefix}{own}"
