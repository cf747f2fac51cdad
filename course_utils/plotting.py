"""The course's plots: one style, colours that everyone can tell apart, alternative text for each figure."""

import base64
import html
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from IPython.display import DisplayHandle, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from matplotlib.ticker import MaxNLocator

from course_utils.training import History

COLOURS = {"train": "#0072B2", "validation": "#D55E00", "test": "#009E73"}
# `axes.plot(x, y, **LINES["train"])`: the same colour, line style and marker for a split in every plot
LINES: dict[str, dict[str, Any]] = {
    "train": {"color": COLOURS["train"], "linestyle": "-", "marker": "o", "label": "train"},
    "validation": {"color": COLOURS["validation"], "linestyle": "--", "marker": "s", "label": "validation"},
    "test": {"color": COLOURS["test"], "linestyle": ":", "marker": "^", "label": "test"},
}
_PIXELS_PER_INCH = 96  # how large a figure appears; it is drawn finer (savefig.dpi) for sharp screens


def use_course_style() -> None:
    """Give all figures drawn from now on the course's look."""
    plt.style.use(Path(__file__).with_name("course.mplstyle"))


def show(figure: Figure, alt: str) -> None:
    """Display a figure once, with a text for those who do not see it, and close it.

    Parameters
    ----------
    figure : Figure
        The figure; closing it keeps Jupyter from displaying it a second time.
    alt : str
        What the figure shows, in a sentence: kind of plot, axes, and what to see in it.
    """
    display(_as_html(figure, alt), raw=True)


def _as_html(figure: Figure, alt: str) -> dict[str, str]:
    """Return a figure as Jupyter's output data, and close it."""
    if not alt.strip():
        raise ValueError("show needs an alternative text: say in a sentence what the figure shows")
    image = io.BytesIO()
    figure.savefig(image, format="png")
    source = base64.b64encode(image.getvalue()).decode("ascii")
    width = round(figure.get_figwidth() * _PIXELS_PER_INCH)
    plt.close(figure)
    # JupyterLab drops the alternative text of a plain PNG output, so the image travels inside HTML.
    tag = f'<img src="data:image/png;base64,{source}" alt="{html.escape(alt)}" width="{width}">'
    return {"text/html": tag, "text/plain": alt}


def _plot_curves(axes: Axes, name: str, train: list[float], validation: list[float]) -> None:
    epochs = range(1, len(train) + 1)
    axes.plot(epochs, train, **LINES["train"])
    axes.plot(epochs, validation, **LINES["validation"])
    axes.set(xlabel="epoch", ylabel=name, title=name.capitalize())
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend()


def plot_history(history: History) -> Figure:
    """Draw loss and accuracy over the epochs, training beside validation; display the figure with `show`."""
    figure, (left, right) = plt.subplots(1, 2)
    _plot_curves(left, "loss", history.train_loss, history.validation_loss)
    _plot_curves(right, "accuracy", history.train_accuracy, history.validation_accuracy)
    return figure


class LiveCurves:
    """Draws the curves of a run anew after each epoch, in one place, which a saved notebook keeps.

    ``training.fit(..., on_epoch=plotting.LiveCurves())``
    """

    def __init__(self) -> None:
        self.place: DisplayHandle | None = None

    def __call__(self, history: History) -> None:
        """Draw the history so far."""
        alt = (
            f"Two plots, loss and accuracy over {len(history.train_loss)} epochs. "
            f"Accuracy is now {history.train_accuracy[-1]:.3f} in training, "
            f"{history.validation_accuracy[-1]:.3f} on the validation split."
        )
        picture = _as_html(plot_history(history), alt)
        if self.place is None:
            self.place = display(picture, raw=True, display_id=True)
        else:
            self.place.update(picture, raw=True)


def flow(
    steps: Sequence[str],
    marked: str = "",
    back: str = "",
    around: Sequence[tuple[int, int]] = (),
    back_to: str = "",
) -> Figure:
    """Draw steps as boxes in a row, joined by arrows: the picture that comes back through a lesson.

    Parameters
    ----------
    steps
        What stands in the boxes, from left to right; a line break makes a box of two lines.
    marked
        The step that the present section is about.
    back
        What a dashed arrow from the last box back to the first carries, such as "gradients"; none if empty.
    around
        Pairs of places, counted from 0: an arrow leads from the first box over those between to the second, as a
        residual connection does.
    back_to
        The step that the dashed arrow leads to, where it isn't the first.
    """
    if marked and marked not in steps:
        raise ValueError(f"no step is called {marked!r}; the steps are {', '.join(map(repr, steps))}")
    bottom, top = -1.5 if back else -0.5, 1.0 if around else 0.5
    figure, axes = plt.subplots(figsize=(7.2, 0.5 + (top - bottom) / 2))
    axes.set(xlim=(-0.5, len(steps) - 0.5), ylim=(bottom, top))
    axes.axis("off")
    for place, step in enumerate(steps):
        _box(axes, place, step, is_marked=step == marked)
    for place in range(len(steps) - 1):
        _arrow(axes, (place + _HALF_A_BOX, 0), (place + 1 - _HALF_A_BOX, 0), linestyle="-")
    if back:
        first, last = list(steps).index(back_to or steps[0]), len(steps) - 1
        axes.plot([last, last, first], [-0.4, -0.95, -0.95], color=_INK, linestyle="--", linewidth=1.2)
        _arrow(axes, (first, -0.95), (first, -0.4), linestyle="--")
        axes.text((first + last) / 2, -1.0, back, ha="center", va="top", fontsize=9)
    for start, end in around:
        axes.plot([start + 0.15, start + 0.15, end - 0.15], [0.4, 0.8, 0.8], color=_INK, linestyle="-", linewidth=1.2)
        _arrow(axes, (end - 0.15, 0.8), (end - 0.15, 0.4), linestyle="-")
    return figure


_HALF_A_BOX = 0.4
_INK = "0.25"
_PALE = "0.6"
_MARK, _MARK_FILL = "#B36B00", "#FBE3B4"


def _box(axes: Axes, place: int, text: str, is_marked: bool) -> None:
    """Draw one step; it is marked by colour, a thicker line and bold type."""
    fill, line, width = (_MARK_FILL, _MARK, 1.8) if is_marked else ("0.96", _INK, 1.0)
    corner = (place - _HALF_A_BOX, -0.4)
    size = 9 if max(map(len, text.split("\n"))) < 12 else 8  # a longer word would touch its box
    axes.add_patch(Rectangle(corner, 2 * _HALF_A_BOX, 0.8, facecolor=fill, edgecolor=line, linewidth=width))
    axes.text(place, 0, text, ha="center", va="center", fontsize=size, fontweight="bold" if is_marked else "normal")


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], linestyle: str) -> None:
    style = {"arrowstyle": "-|>", "color": _INK, "linewidth": 1.2, "linestyle": linestyle, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=style)


NEIGHBOURHOOD = ("neighbours", "messages", "sum", "weights", "layer", "numbers", "labels", "next round")


def neighbourhood(weights: Mapping[int, float], marked: str = "", sides: Mapping[int, int] | None = None) -> Figure:
    """Draw what one node of a graph network does: hear its neighbours and itself, add up, apply a layer.

    Parameters
    ----------
    weights
        The weight of each message, by the number of the node that sends it; the last node is the one in the middle,
        which hears itself through a loop. An arrow is as thick as its weight.
    marked
        The part that the present section is about, one of ``NEIGHBOURHOOD``.
    sides
        The label of each node, 0 or 1; they show where labels are marked, except that of the node in the middle.
    """
    if marked and marked not in NEIGHBOURHOOD:
        raise ValueError(f"no part is called {marked!r}; the parts are {', '.join(map(repr, NEIGHBOURHOOD))}")
    figure, axes = plt.subplots(figsize=(7.2, 3.2))
    axes.set(xlim=(-2.8, 5.3), ylim=(-1.6, 2.0), aspect="equal")
    axes.axis("off")
    for number, part in enumerate(NEIGHBOURHOOD):
        style: dict[str, Any] = (
            {"fontweight": "bold", "backgroundcolor": _MARK_FILL} if part == marked else {"color": "0.4"}
        )
        axes.text(-2.3 + 1.02 * number, 1.85, part, ha="center", va="center", fontsize=9, **style)
    *neighbours, middle = weights
    for number, neighbour in enumerate(neighbours):
        angle = math.radians(100 + 160 * (number + 0.5) / len(neighbours))
        x, y = 2.3 * math.cos(angle), 1.35 * math.sin(angle)
        start, end = 0.3 / math.hypot(x, y), 0.4 / math.hypot(x, y)
        _message(axes, (x - start * x, y - start * y), (end * x, end * y), weights[neighbour], marked)
        _sent(axes, 0.58 * x, 0.58 * y, number, weights[neighbour], marked)
        _node(axes, x, y, 0.27, neighbour, marked, (sides or {}).get(neighbour))
    _message(axes, (0.02, 0.36), (0.38, 0.06), weights[middle], marked, bend=-2.0)
    _sent(axes, 0.52, 0.6, len(neighbours), weights[middle], marked)
    _node(axes, 0, 0, 0.33, middle, marked, None)
    _draw_layer(axes, marked)
    return figure


def _draw_layer(axes: Axes, marked: str) -> None:
    """Draw what happens to the sum, from left to right, and the way back to the next round."""
    for start, end in ((0.45, 1.12), (1.88, 2.25), (3.55, 3.97)):
        _arrow(axes, (start, 0), (end, 0), linestyle="-")
    _features(axes, 1.5, 0, 9, marked == "sum", size=0.22)
    fill, line, width = (_MARK_FILL, _MARK, 1.8) if marked == "layer" else ("0.96", _INK, 1.0)
    axes.add_patch(Rectangle((2.3, -0.25), 1.2, 0.5, facecolor=fill, edgecolor=line, linewidth=width))
    axes.text(2.9, 0, "linear", ha="center", va="center", fontweight="bold" if marked == "layer" else "normal")
    _features(axes, 4.4, 0, 10, marked == "next round", size=0.22)
    for x, text in (
        (1.5, "sum of the\nmessages"),
        (2.9, "the same\nat every node"),
        (4.4, "new features\nof the node"),
    ):
        axes.text(x, -0.35, text, ha="center", va="top", fontsize=9, color=_INK)
    line, width = (_MARK, 2.4) if marked == "next round" else (_PALE, 1.2)
    axes.plot([4.4, 4.4, 0.1, 0.1], [-1.0, -1.45, -1.45, -0.6], color=line, linewidth=width, linestyle="--")
    axes.add_patch(FancyArrowPatch((0.1, -0.7), (0.1, -0.36), arrowstyle="-|>", mutation_scale=13, color=line))


def _node(axes: Axes, x: float, y: float, radius: float, number: int, marked: str, label: int | None) -> None:
    """Draw a node with its number; with its label's colour instead where labels are marked."""
    is_marked = (marked == "neighbours" and radius < 0.3) or (marked == "sum" and radius > 0.3)
    fill, line, width = (_MARK_FILL, _MARK, 2.0) if is_marked else ("0.93", _INK, 1.2)
    text, ink = str(number), _MARK if marked == "numbers" else "black"
    if marked == "labels":
        fill = "white" if label is None else (COLOURS["train"], COLOURS["validation"])[label]
        text, ink = ("?", "black") if label is None else (text, "white")
    axes.add_patch(Circle((x, y), radius, facecolor=fill, edgecolor=line, linewidth=width, zorder=4))
    weight = "bold" if marked in ("numbers", "labels") else "normal"
    axes.text(x, y, text, ha="center", va="center", color=ink, fontweight=weight, zorder=5)


def _message(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], weight: float, marked: str, bend: float = 0.0
) -> None:
    line = _MARK if marked in ("messages", "weights") else _PALE
    arrow = FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", shrinkA=0, shrinkB=0)
    arrow.set(linewidth=26 * weight, color=line, mutation_scale=8 + 25 * weight)
    axes.add_patch(arrow)


def _sent(axes: Axes, x: float, y: float, sender: int, weight: float, marked: str) -> None:
    """Draw what an arrow carries: the sender's features, or its weight as a number where weights are marked."""
    if marked != "weights":
        _features(axes, x, y, sender, marked == "messages")
        return
    box = {"boxstyle": "round,pad=0.15", "facecolor": _MARK_FILL, "edgecolor": "none"}
    axes.text(x, y, f"{weight:.2f}", ha="center", va="center", fontsize=9, fontweight="bold", bbox=box, zorder=5)


def _features(axes: Axes, x: float, y: float, whose: int, is_marked: bool, size: float = 0.14) -> None:
    """Draw a node's features as three shaded squares; each owner has its own shades."""
    line, width = (_MARK, 1.8) if is_marked else (_INK, 0.7)
    shades = plt.get_cmap("YlOrBr" if is_marked else "Greys")
    for place in range(3):
        shade = shades(0.1 + 0.55 * ((whose * 5 + place * place * 3 + whose * place) % 7) / 6)
        corner = (x + (place - 1.5) * size, y - size / 2)
        axes.add_patch(Rectangle(corner, size, size, facecolor=shade, edgecolor=line, linewidth=width, zorder=5))
