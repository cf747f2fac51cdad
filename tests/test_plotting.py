import re
import types
from itertools import combinations

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyArrowPatch

from course_utils import plotting
from course_utils.training import History


@pytest.fixture(autouse=True)
def no_windows():
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def displayed(monkeypatch):
    bundles = []
    monkeypatch.setattr(plotting, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def test_plot_history_draws_both_splits():
    history = History([0.9, 0.5], [0.4, 0.7], [1.0, 0.6], [0.3, 0.6])
    loss, accuracy = plotting.plot_history(history).axes
    assert [line.get_ydata().tolist() for line in loss.lines] == [[0.9, 0.5], [1.0, 0.6]]
    assert [line.get_ydata().tolist() for line in accuracy.lines] == [[0.4, 0.7], [0.3, 0.6]]
    assert [line.get_label() for line in loss.lines] == ["train", "validation"]
    assert all(axes.get_xlabel() and axes.get_ylabel() and axes.get_legend() for axes in (loss, accuracy))


def test_splits_differ_in_more_than_colour():
    for one, other in combinations(plotting.LINES.values(), 2):
        assert all(one[key] != other[key] for key in ("color", "linestyle", "marker"))


def test_splits_differ_without_colour():
    greys = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in map(to_rgb, plotting.COLOURS.values())]
    assert all(abs(one - other) > 0.05 for one, other in combinations(greys, 2))


def test_show_displays_once_with_alternative_text(displayed):
    figure, _ = plt.subplots()
    plotting.show(figure, 'a line rising from 0 to "1"')
    (bundle,) = displayed
    source, alt, width = (
        r"data:image/png;base64,iVBOR[\w+/=]+",
        "a line rising from 0 to &quot;1&quot;",
        r"\d+",
    )
    assert re.fullmatch(f'<img src="{source}" alt="{alt}" width="{width}">', bundle["text/html"])
    assert bundle["text/plain"] == 'a line rising from 0 to "1"'
    assert not plt.fignum_exists(figure.number)


def test_show_insists_on_alternative_text(displayed):
    with pytest.raises(ValueError, match="alternative text"):
        plotting.show(plt.figure(), " ")
    assert displayed == []


def test_course_style_can_be_used():
    with plt.style.context("default"):
        plotting.use_course_style()
        colours = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert f"#{colours[0]}".upper().replace("##", "#") == plotting.COLOURS["train"]


def test_live_curves_are_drawn_in_one_place(monkeypatch):
    drawn = []
    place = types.SimpleNamespace(update=lambda bundle, raw: drawn.append(("again", bundle["text/plain"])))

    def display(bundle, raw, display_id):
        drawn.append(("first", bundle["text/plain"]))
        return place

    monkeypatch.setattr(plotting, "display", display)
    curves, history = plotting.LiveCurves(), History()
    for accuracy in (0.25, 0.5):
        history.add((1.0, accuracy), (2.0, accuracy / 2))
        curves(history)
    assert [how for how, _ in drawn] == ["first", "again"]
    assert "over 2 epochs" in drawn[1][1]
    assert "0.500 in training, 0.250 on the validation split" in drawn[1][1]
    assert plt.get_fignums() == []


def test_a_flow_marks_the_step_in_hand_by_more_than_its_colour():
    (axes,) = plotting.flow(["data", "model", "loss"], marked="loss", back="gradients").axes
    boxes = dict(zip(["data", "model", "loss"], axes.patches, strict=False))
    assert boxes["loss"].get_facecolor() != boxes["data"].get_facecolor() == boxes["model"].get_facecolor()
    assert boxes["loss"].get_linewidth() > boxes["data"].get_linewidth()
    texts = {text.get_text(): text for text in axes.texts}
    assert texts["loss"].get_weight() == "bold" != texts["model"].get_weight()
    assert "gradients" in texts


def test_a_flow_draws_an_arrow_around_boxes_above_them():
    (plain,) = plotting.flow(["x", "f", "add"]).axes
    (around,) = plotting.flow(["x", "f", "add"], around=[(0, 2)]).axes
    [line] = around.lines
    assert not plain.lines
    assert line.get_xdata().min() < 0.5 < 1.5 < line.get_xdata().max()
    assert line.get_ydata().max() < around.get_ylim()[1]


def test_the_way_back_of_a_flow_leads_to_the_step_that_is_named():
    def ends(**options):
        (axes,) = plotting.flow(["read", "data", "model"], back="again", **options).axes
        return min(axes.lines[0].get_xdata())

    assert ends() == 0
    assert ends(back_to="data") == 1
    with pytest.raises(ValueError, match="loss"):
        plotting.flow(["data", "model"], back="again", back_to="loss")


def test_a_flow_without_the_marked_step_is_refused():
    with pytest.raises(ValueError, match="no step is called 'optimizer'"):
        plotting.flow(["data", "model"], marked="optimizer")


def test_a_neighbourhood_marks_its_part_and_draws_heavier_messages_thicker():
    texts = {}
    for part in plotting.NEIGHBOURHOOD:
        (axes,) = plotting.neighbourhood({3: 0.1, 5: 0.3, 4: 0.2}, marked=part, sides={3: 0, 5: 1, 4: 0}).axes
        texts[part] = {text.get_text(): text for text in axes.texts}
        assert [text for text in plotting.NEIGHBOURHOOD if texts[part][text].get_weight() == "bold"] == [part]
    assert {"0.10", "0.30", "0.20"} <= texts["weights"].keys()
    assert "?" in texts["labels"] and "4" not in texts["labels"]  # the node in the middle is the one to be labelled
    (axes,) = plotting.neighbourhood({3: 0.1, 5: 0.3, 4: 0.2}).axes
    widths = [arrow.get_linewidth() for arrow in axes.patches if isinstance(arrow, FancyArrowPatch)][:3]
    assert widths[0] < widths[2] < widths[1]


def test_a_neighbourhood_without_the_marked_part_is_refused():
    with pytest.raises(ValueError, match="no part is called 'heads'"):
        plotting.neighbourhood({0: 1.0}, marked="heads")
