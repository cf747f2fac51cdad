"""One rule per kind of check."""

from __future__ import annotations

import sys
import tracemalloc

import numpy as np
import pytest
from test_sources import SOURCES

from course_utils.checks.values import NOT_BEGUN, Raised, describe_stop, pack
from course_utils.checks.verdicts import Evidence, accuracy_of, credit_between, verdict

LABELS = np.array([0, 1] * 50)


def judged(kind, found, evidence=None, /, **settings):
    reference = {"kind": kind, "name": "n", **settings}
    return verdict({"kind": kind, "name": "n", "value": pack(found)}, reference, evidence or Evidence())


@pytest.mark.parametrize(
    ("quantity", "credit"), [(0.5, 0), (0.7, 0), (0.75, 0.5), (0.8, 1), (0.9, 1), (float("nan"), 0)]
)
def test_credit_is_linear_between_the_bars(quantity, credit):
    assert credit_between(quantity, 0.7, 0.8) == pytest.approx(credit)


def test_an_error_earns_more_the_smaller_it_is():
    settings = {"value": pack(np.zeros(4)), "floor": 0.5, "full": 0.1}
    for error, credit in ((0.6, 0), (0.3, 0.5), (0.05, 1)):
        assert judged("error", np.full(4, error**0.5), **settings).credit == pytest.approx(credit)


def test_an_error_may_be_told_as_what_was_saved():
    settings = {"value": pack(np.zeros(4)), "floor": 0.1, "full": 0.03, "saved": "bits saved", "most": 0.3}
    for error, credit, found in (
        (0.0, 1, "0.30 or more"),
        (0.065, 0.5, "0.235"),
        (0.2, 0, "0.100"),
        (0.7, 0, "-0.400"),
        (5.3, 0, "-5.000"),
    ):
        outcome = judged("error", np.full(4, error**0.5), **settings)
        assert outcome.credit == pytest.approx(credit)
        assert outcome.message == f"bits saved: {found}; full credit from 0.27, none at 0.20"
    lost = np.array([1.0] + [0.0] * 1999)  # 0.0005 on average, which is shown
    settings_of_many = {**settings, "value": pack(np.zeros(2000))}
    assert judged("error", lost, **settings_of_many).message.startswith("bits saved: 0.299;")
    said = "bits saved: no number; full credit from 0.27, none at 0.20"
    assert judged("error", np.full(4, np.nan), **settings) == (0, said)
    assert judged("error", np.full(4, np.inf), **settings).credit == 0


def test_equal_bars_are_all_or_nothing():
    assert [credit_between(quantity, 0.9, 0.9) for quantity in (0.89, 0.9, 0.91, float("nan"))] == [0, 1, 1, 0]
    almost = LABELS.copy()
    almost[:11] = 1 - almost[:11]
    assert accuracy(LABELS, floor=0.9, full=0.9).credit == 1
    assert accuracy(almost, floor=0.9, full=0.9) == (0, "accuracy 0.890; full credit from 0.90, none below 0.90")
    settings = {"value": pack(np.zeros(4)), "floor": 0.25, "full": 0.25}
    assert [judged("error", np.full(4, each), **settings).credit for each in (0.4, 0.5, 0.6)] == [1, 1, 0]


def accuracy(predictions, perturbed=None, **settings):
    evidence = Evidence({"d": LABELS}, {} if perturbed is None else {"d": perturbed})
    return judged("accuracy", predictions, evidence, **{"held_out": "d", "floor": 0.6, "full": 0.8, **settings})


def test_accuracy_counts_correct_predictions():
    predictions = LABELS.copy()
    predictions[:30] = 1 - predictions[:30]  # 0.7, half way between the bars
    assert accuracy(predictions).credit == pytest.approx(0.5)
    assert "accuracy 0.700" in accuracy(predictions).message
    assert accuracy(LABELS).credit == 1


NO_NUMBERS = "something that can't be read as an array of numbers"


@pytest.mark.parametrize(
    ("predictions", "words"),
    [
        (LABELS[:-1], "an array of shape (99,)"),
        (LABELS.reshape(2, 50), "an array of shape (2, 50)"),
        ("0101", "text"),
        (["cat", "dog"], "text"),
        ({"a": 1}, NO_NUMBERS),
        ([None, "x"], NO_NUMBERS),
        ([], "an array of shape (0,)"),
        (None, "None"),
        (LABELS > 0, "True and False"),
        ([[0], 1], NO_NUMBERS),
        ([np.zeros(2), np.zeros(3)], "an array of shape (0,)"),
        (object(), "an object of type object"),
    ],
)
def test_what_is_no_list_of_predictions_is_named_and_gets_nothing(predictions, words):
    assert accuracy(predictions) == (0, f"expected 100 class indices, one per held-out row; found {words}")


@pytest.mark.parametrize("unsure", [0.97, np.nan])
def test_probabilities_in_place_of_classes_are_named(unsure):
    predictions = LABELS.astype(float)
    predictions[3] = unsure
    outcome = accuracy(predictions)
    assert outcome.credit == 0
    assert f"found {unsure:.4g}, which is not a class index" in outcome.message


def test_memorised_texts_fail_on_changed_ones():
    perturbed = np.arange(100) >= 50
    memorised = np.where(perturbed, 0, LABELS)  # all right on the texts as they are, half right on the changed ones
    assert accuracy(memorised, perturbed).credit == 0
    honest = LABELS.copy()
    honest[[50, 51]] = 1 - honest[[50, 51]]  # 4 points lower on the changed ones
    assert accuracy(honest, perturbed, full=1.0).credit == 1


@pytest.mark.parametrize("num_changed", [20, 50, 80])
def test_what_is_asked_as_it_is_is_measured_however_many_rows_are_changed(num_changed):
    perturbed = np.arange(100) >= 100 - num_changed
    wrong_at_first = LABELS.copy()
    wrong_at_first[:5] = 1 - wrong_at_first[:5]
    outcome = accuracy(wrong_at_first, perturbed, full=1.0)
    assert outcome.credit == pytest.approx(credit_between(1 - 5 / (100 - num_changed), 0.6, 1.0))


RARE = np.array([1] * 10 + [0] * 90)


def measured(predictions, metric):
    evidence = Evidence({"d": RARE}, {"d": np.zeros(100, dtype=bool)})
    return judged("accuracy", predictions, evidence, held_out="d", floor=0.5, full=0.9, metric=metric)


def test_f1_sees_the_rare_class_that_accuracy_hides():
    nobody = np.zeros(100, dtype=int)
    assert accuracy(nobody, floor=0.1, full=0.5).credit == 1
    assert measured(nobody, "f1") == (0, "F1 0.000; full credit from 0.90, none at 0.50")
    half_found = np.array([1] * 5 + [0] * 95)  # precision 1, recall 1/2: F1 is 2/3
    assert measured(half_found, "f1").message.startswith("F1 0.666")
    assert measured(RARE, "f1").credit == 1


@pytest.mark.parametrize("metric", ["roc_auc", "average_precision"])
def test_scores_are_measured_by_their_order(metric):
    assert measured(100.0 * RARE - 7, metric).credit == 1
    assert measured(-1.0 * RARE, metric).credit == 0
    assert "expected 100 scores" in measured(np.full(100, np.nan), metric).message


def test_accuracy_of_tells_the_number_or_none():
    reference = {"kind": "accuracy", "held_out": "d"}
    evidence = Evidence({"d": LABELS})
    assert accuracy_of({"value": pack(LABELS)}, reference, evidence) == 1
    assert accuracy_of({"value": pack("x")}, reference, evidence) is None
    assert accuracy_of({"value": {"type": "array"}}, reference, evidence) is None


def test_raises_wants_just_this_exception():
    expected = pack(Raised("ValueError", ""))
    assert judged("raises", Raised("ValueError", "other words"), value=expected) == (1, "")
    assert judged("raises", 3, value=expected) == (0, "expected ValueError, but nothing was raised")
    assert judged("raises", Raised("KeyError", "k"), value=expected) == (0, "expected ValueError, found KeyError: k")
    assert judged("raises", Raised("KeyError", ""), value=expected) == (0, "expected ValueError, found KeyError")


def test_a_check_for_an_exception_tells_an_answer_that_is_not_begun():
    blank = Raised("NotImplementedError", "")
    assert judged("raises", blank, value=pack(Raised("ValueError", ""))) == (0, NOT_BEGUN)
    assert judged("raises", blank, value=pack(Raised("NotImplementedError", ""))).credit == 1


def test_error_compares_with_the_reference():
    settings = {"value": pack(np.zeros(4)), "floor": 1.0, "full": 0.0}
    assert judged("error", np.zeros(4), **settings).credit == 1
    assert judged("error", np.full(4, 0.5**0.5), **settings).credit == pytest.approx(0.5)
    for useless in (np.zeros(3), "x", [[1], 2], np.full(4, np.nan)):
        assert judged("error", useless, **settings).credit == 0


def test_an_error_is_a_mean_of_squared_differences_whatever_the_type_of_the_numbers():
    settings = {"value": pack(np.array([1, 3], dtype=np.uint8)), "floor": 8.0, "full": 0.0}
    assert judged("error", np.array([0, 1], dtype=np.uint8), **settings).credit == 1 - 2.5 / 8
    assert judged("error", [1.0, 3.0], **settings).credit == 1


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([0.5, 0.5], "small enough"),  # 0.25 = full
        ([1.0, 0.0], "almost small enough"),  # 2 times full
        ([1.0, 0.5], "too large"),  # 2.5 times full
        ([2.0, 1.0], "too large"),  # 10 times full
        ([1.5, 1.75], "far too large"),  # 10.6 times full
        ([np.nan, 0.0], "nan"),
    ],
)
def test_how_large_an_error_is_is_said_in_words_and_not_in_numbers(found, words):
    outcome = judged("error", np.array(found), value=pack(np.zeros(2)), floor=0.5, full=0.25)
    assert outcome.message == f"the mean squared error is {words}; full credit up to 0.25"


@pytest.mark.parametrize(("found", "words"), [("x", "found something else"), (np.zeros((2, 2)), "found shape (2, 2)")])
def test_what_has_no_error_is_named(found, words):
    outcome = judged("error", found, value=pack(np.zeros(4)), floor=1.0, full=0.0)
    assert outcome == (0, f"expected (4,) numbers, {words}")


@pytest.mark.parametrize("kind", ["accuracy", "error", "curves"])
def test_code_that_stopped_in_place_of_a_value_earns_nothing_and_is_told_why(kind):
    stopped = Raised("KeyError", "'x'")
    settings = {"held_out": "rows", "floor": 0.5, "full": 0.9, "value": pack(np.zeros(2))}
    evidence = Evidence({"rows": np.zeros(2, dtype=int)})
    assert judged(kind, stopped, evidence, **settings) == (0, describe_stop(stopped))


GOOD_CURVES = {"train_loss": [0.7, 0.5], "train_accuracy": [0.5, 0.7], "validation_accuracy": [0.5, 0.6]}


def test_good_curves_pass():
    assert judged("curves", GOOD_CURVES) == (1, "")
    assert judged("curves", GOOD_CURVES | {"train_accuracy": [0, 1]}) == (1, "")


def test_a_loss_may_be_the_largest_float_but_not_infinite():
    assert judged("curves", GOOD_CURVES | {"train_loss": [sys.float_info.max, 0.5]}) == (1, "")
    endless = judged("curves", GOOD_CURVES | {"train_loss": [float("inf"), 0.5]})
    assert endless == (0, "'train_loss' is not a list of finite numbers")


ONE_PER_EPOCH = "expected one number per epoch in every curve, and two epochs or more"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"train_loss": [0.7, 0.9]}, "the training loss did not fall"),
        ({"train_loss": [0.7, 0.7]}, "the training loss did not fall"),
        ({name: [0.7, 0.6, 0.7] for name in GOOD_CURVES}, "the training loss did not fall"),
        ({"train_loss": [0.7]}, ONE_PER_EPOCH),
        ({"train_loss": [0.7, 0.6, 0.5]}, ONE_PER_EPOCH),
        ({name: [0.7] for name in GOOD_CURVES}, ONE_PER_EPOCH),
        ({"train_accuracy": [50, 70]}, "an accuracy is outside 0 to 1"),
        ({"validation_accuracy": [0.5, 1.5]}, "an accuracy is outside 0 to 1"),
        ({"validation_accuracy": [-0.1, 0.5]}, "an accuracy is outside 0 to 1"),
        ({"train_accuracy": [0.5, float("nan")]}, "'train_accuracy' is not a list of finite numbers"),
        ({"train_accuracy": "high"}, "'train_accuracy' is not a list of finite numbers"),
        ({"train_loss": [["x"], 1]}, "'train_loss' is not a list of finite numbers"),
    ],
)
def test_bad_curves_are_told_apart(change, words):
    assert judged("curves", GOOD_CURVES | change) == (0, words)


def test_a_missing_curve_is_named():
    assert judged("curves", {"train_loss": [2, 1]}) == (0, "no curve named 'train_accuracy'")
    assert judged("curves", [1, 2]) == (0, "expected a dict with one list of numbers per curve")


def source(definition, **settings):
    return judged(
        "source", None, Evidence(sources=SOURCES), definition=definition, **{"calls": [], "forbids": [], **settings}
    )


def test_source_forbids_and_demands():
    assert "'GRUCell'" in source("Cell", forbids=["GRUCell"]).message
    assert source("Cell", forbids=["LSTM"]).credit == 1
    assert source("load", calls=["weights_only"]).credit == 1
    assert "does not use 'softmax'" in source("load", calls=["softmax"]).message
    assert "no definition" in source("missing").message


def test_what_was_called_while_the_check_ran_counts_as_used():
    settings = {"definition": "Cell", "calls": [], "forbids": ["LSTM"]}
    told = "'Cell' uses 'LSTM', which this task asks you to do without: your code called it while the check ran"
    assert judged("source", {"LSTM": 2}, Evidence(sources=SOURCES), **settings) == (0, told)
    assert judged("source", {"softmax": 2}, Evidence(sources=SOURCES), **settings) == (1, "")


def test_a_check_of_the_source_tells_an_answer_that_is_not_begun():
    blank = [
        "def scores(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
        "def other(x):\n    return scores(x)",
    ]
    settings = {"kind": "source", "calls": ["einsum"], "forbids": []}
    report = {"kind": "source", "value": pack(None)}
    said = {
        name: verdict(report, {**settings, "definition": name}, Evidence(sources=blank)) for name in ("scores", "other")
    }
    assert said["scores"] == (0, NOT_BEGUN)
    assert "does not use 'einsum'" in said["other"].message, "it is written; what it calls is not"


def test_predictions_that_are_texts_take_no_memory():
    """NumPy would make each as long as the longest."""
    tracemalloc.start()
    try:
        assert accuracy(["x" * 100_000, *LABELS.tolist()[1:]]).credit == 0
        assert accuracy([["x" * 100_000, *["y"] * 99]] * 100).credit == 0
        assert tracemalloc.get_traced_memory()[1] < 5 * 2**20
    finally:
        tracemalloc.stop()


def test_a_report_of_another_kind_is_worth_nothing():
    reference = {"kind": "value", "name": "n", "value": pack(1), "rtol": 0, "atol": 0}
    said = "expected a check of kind 'value', found another kind"
    assert verdict({"kind": "curves", "value": pack(1)}, reference, Evidence()) == (0, said)
    assert verdict({"kind": "value", "value": "junk"}, reference, Evidence()).credit == 0


TIERS = [(0.5, 0), (0.6, 1 / 3), (0.69, 1 / 3), (0.7, 2 / 3), (0.8, 1), (1.0, 1)]


@pytest.mark.parametrize(("share", "credit"), TIERS)
def test_tiers_of_an_accuracy_are_climbed_in_equal_steps(share: float, credit: float) -> None:
    labels = np.zeros(100, dtype=int)
    predictions = (np.arange(100) >= round(100 * share)).astype(int)
    reference = {"kind": "accuracy", "held_out": "rows", "floor": 0.6, "full": 0.8, "tiers": [0.6, 0.7, 0.8]}
    outcome = verdict({**reference, "value": pack(predictions)}, reference, Evidence({"rows": labels}))
    assert outcome.credit == pytest.approx(credit)
    reached = round(3 * credit)
    next_tier = (
        "" if reached == 3 else f"; {reached} of 3 tiers reached, the next begins at {(0.6, 0.7, 0.8)[reached]:.2f}"
    )
    assert outcome.message == f"accuracy {share:.3f}; full credit from 0.80{next_tier}"
