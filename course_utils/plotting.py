"""The course's plots: one style, colours that everyone can tell apart, alternative text for each figure."""

import base64
import html
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from IPython.display import DisplayHandle, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
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
    """Draw all figures from now on in the course's style."""
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


def flow(steps: Sequence[str], marked: str = "", back: str = "", around: Sequence[tuple[int, int]] = ()) -> Figure:
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
        last = len(steps) - 1
        axes.plot([last, last, 0], [-0.4, -0.95, -0.95], color=_INK, linestyle="--", linewidth=1.2)
        _arrow(axes, (0, -0.95), (0, -0.4), linestyle="--")
        axes.text(last / 2, -1.0, back, ha="center", va="top", fontsize=9)
    for start, end in around:
        axes.plot([start + 0.15, start + 0.15, end - 0.15], [0.4, 0.8, 0.8], color=_INK, linestyle="-", linewidth=1.2)
        _arrow(axes, (end - 0.15, 0.8), (end - 0.15, 0.4), linestyle="-")
    return figure


_HALF_A_BOX = 0.4
_INK = "0.25"


def _box(axes: Axes, place: int, text: str, is_marked: bool) -> None:
    """Draw one step; it is marked by colour, a thicker line and bold type."""
    fill, line, width = ("#FBE3B4", "#B36B00", 1.8) if is_marked else ("0.96", _INK, 1.0)
    corner = (place - _HALF_A_BOX, -0.4)
    axes.add_patch(Rectangle(corner, 2 * _HALF_A_BOX, 0.8, facecolor=fill, edgecolor=line, linewidth=width))
    axes.text(place, 0, text, ha="center", va="center", fontsize=9, fontweight="bold" if is_marked else "normal")


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], linestyle: str) -> None:
    style = {"arrowstyle": "-|>", "color": _INK, "linewidth": 1.2, "linestyle": linestyle, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=style)
