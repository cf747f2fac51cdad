"""From a reported value to a verdict: one small rule per kind of check.

A *report* is what a check sends: a dict with its kind, name and packed value. The *reference* is the report that the
reference solution sent from the same place. A verdict needs both, and for some kinds the labels of held-out rows or the
student's source code. It is made in the notebook when a student works, and outside the kernel when a submission is
graded; the rules are the same, and they live here.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from course_utils.checks.values import (
    NOT_BEGUN,
    BadValue,
    Foreign,
    Outcome,
    Raised,
    compare,
    describe_exception,
    describe_stop,
    unpack,
)
from course_utils.metrics import METRICS, SCORES, Metric
from course_utils.source.reading import SCRIPT, Use, read

PUBLIC_SEED = 0  # of the inputs in a student's own notebook
RECORDED_FILE = "checks.json"  # the reference's values for these, beside the notebook
MIME = "application/vnd.course.check+json"
PERTURBATION_COST = 0.05
CURVES = ("train_loss", "train_accuracy", "validation_accuracy")

Report = Mapping[str, Any]


@dataclass(frozen=True)
class Evidence:
    """What a verdict may need beyond the two reports.

    Attributes
    ----------
    labels : mapping of str to int array of shape (num_rows,)
        The labels of the held-out rows, by data set.
    perturbed : mapping of str to bool array of shape (num_rows,)
        Which of these rows were asked in a changed form, by data set; absent where none was.
    sources : sequence of str
        The code of the student's own cells that ran before the check, in the notebook's order.
    folder : Path or None
        Where the modules are that were handed in beside the notebook.
    """

    labels: Mapping[str, np.ndarray] = field(default_factory=dict)
    perturbed: Mapping[str, np.ndarray] = field(default_factory=dict)
    sources: Sequence[str] = ()
    folder: Path | None = None


def verdict(found: Report, reference: Report, evidence: Evidence) -> Outcome:
    """Judge one report against the reference's; never raises for what a student sent."""
    rule = KINDS[reference["kind"]].rule
    if found.get("kind") != reference["kind"]:
        return Outcome(0.0, f"expected a check of kind {reference['kind']!r}, found another kind")
    try:
        value = unpack(found.get("value"))
        return rule(value, reference, evidence)
    except BadValue as error:
        return Outcome(0.0, str(error))


def accuracy_of(found: Report, reference: Report, evidence: Evidence) -> float | None:
    """Return the accuracy (or other metric) behind a check of it, or None where the predictions are of no use."""
    metric = _metric(reference)
    try:
        predictions = _predictions(unpack(found.get("value")), evidence.labels[reference["held_out"]], metric)
    except BadValue:
        return None
    return _measured(predictions, metric, reference["held_out"], evidence)


def credit_between(quantity: float, floor: float, full: float) -> float:
    """Return credit that rises linearly from 0 at `floor` to 1 at `full`; all or nothing where the two are equal."""
    if quantity >= full:
        return 1.0
    if math.isnan(quantity) or quantity <= floor:
        return 0.0
    return (quantity - floor) / (full - floor)


def _judge_value(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    return compare(value, unpack(reference["value"]), reference["rtol"], reference["atol"])


def _judge_raises(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    expected = unpack(reference["value"])
    if not isinstance(value, Raised):
        return Outcome(0.0, f"expected {expected.type_name}, but nothing was raised")
    if value.type_name == expected.type_name:
        return Outcome(1.0, "")
    if describe_stop(value) == NOT_BEGUN:
        return Outcome(0.0, NOT_BEGUN)
    return Outcome(0.0, f"expected {expected.type_name}, found {describe_exception(value)}")


def _judge_accuracy(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    if isinstance(value, Raised):
        return Outcome(0.0, describe_stop(value))
    metric = _metric(reference)
    predictions = _predictions(value, evidence.labels[reference["held_out"]], metric)
    accuracy = _measured(predictions, metric, reference["held_out"], evidence)
    tiers = reference.get("tiers", ())
    reached = sum(accuracy >= tier for tier in tiers)
    credit = reached / len(tiers) if tiers else credit_between(accuracy, reference["floor"], reference["full"])
    shown = math.floor(accuracy * 1000 + 1e-9) / 1000  # what is just below a bar is not shown as if it had reached it
    message = f"{metric.title} {shown:.3f}; full credit from {reference['full']:.2f}"
    if tiers and credit < 1:
        message += f"; {reached} of {len(tiers)} tiers reached, the next begins at {tiers[reached]:.2f}"
    elif credit < 1:
        message += f", none {'at' if reference['floor'] < reference['full'] else 'below'} {reference['floor']:.2f}"
    return Outcome(credit, message)


def _metric(reference: Report) -> Metric:
    return METRICS[reference.get("metric", "accuracy")]


def _predictions(value: Any, labels: np.ndarray, metric: Metric) -> np.ndarray:
    """Return the predictions, shape (num_rows,); raise BadValue in words where they are none."""
    asked = f"{len(labels)} {metric.asks_for}, one per held-out row"
    if isinstance(value, Foreign):
        raise BadValue(f"expected {asked}; found an object of type {value.type_name}")
    try:
        # Not a list of texts: NumPy would make each as long as the longest, gigabytes of a short message.
        predictions = np.asarray(value if _holds_numbers(value) else None)
    except ValueError:
        predictions = np.empty(0)
    if predictions.dtype.kind == "b":
        raise BadValue(f"expected {asked}; found True and False")
    if predictions.dtype.kind not in "iuf":
        raise BadValue(f"expected {asked}; found {_kind_of(value)}")
    if predictions.shape != labels.shape:
        raise BadValue(f"expected {asked}; found an array of shape {predictions.shape}")
    if metric.asks_for != SCORES and (fractions := predictions[predictions != np.round(predictions)]).size:
        raise BadValue(f"expected {asked}; found {fractions[0]:.4g}, which is not a class index")
    if metric.asks_for == SCORES and not np.isfinite(predictions).all():
        raise BadValue(f"expected {asked}; some of those found are not finite (nan or inf)")
    return predictions


def _kind_of(value: Any) -> str:
    """Say what was given in place of numbers."""
    if value is None:
        return "None"
    first = value[0] if isinstance(value, list) and value else value
    return "text" if isinstance(first, str) else "something that can't be read as an array of numbers"


def _holds_numbers(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, (int, float, np.ndarray)) for item in items)


def _measured(predictions: np.ndarray, metric: Metric, held_out: str, evidence: Evidence) -> float:
    """Return what the metric says of the predictions.

    Where rows were also asked in a changed form, it may be lower there by `PERTURBATION_COST` and no more: a
    table of memorised texts fails on the changed ones, a model that learned to read loses a point or three.
    """
    labels, perturbed = evidence.labels[held_out], evidence.perturbed.get(held_out)
    if perturbed is None or not perturbed.any():
        return metric.of(labels, predictions)
    as_they_are = metric.of(labels[~perturbed], predictions[~perturbed])
    return min(as_they_are, metric.of(labels[perturbed], predictions[perturbed]) + PERTURBATION_COST)


def _judge_error(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    if isinstance(value, Raised):
        return Outcome(0.0, describe_stop(value))
    target = np.asarray(unpack(reference["value"]), dtype=np.float64)
    try:
        found = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return Outcome(0.0, f"expected {target.shape} numbers, found something else")
    if found.shape != target.shape:
        return Outcome(0.0, f"expected {target.shape} numbers, found shape {found.shape}")
    error = float(np.mean((found - target) ** 2))
    credit = credit_between(-error, -reference["floor"], -reference["full"])  # less is better
    if words := reference.get("saved"):
        return Outcome(credit, _saved(words, error, reference))
    message = (
        f"the mean squared error is {_compared(error, reference['full'])}; full credit up to {reference['full']:.4g}"
    )
    return Outcome(credit, message)


def _saved(words: str, error: float, reference: Report) -> str:
    """Say how much was saved, where the error is what is lacking of `most`."""
    most = reference["most"]
    shown = math.floor((most - error) * 1000 + 1e-3) / 1000 if math.isfinite(error) else error
    found = f"{most:.2f} or more" if error < 0.0005 else "no number" if math.isnan(error) else f"{shown:.3f}"
    return f"{words}: {found}; full credit from {most - reference['full']:.2f}, none at {most - reference['floor']:.2f}"


def _compared(error: float, full: float) -> str:
    """Say how large an error is, in words: of zeros it would tell how large the reference's predictions are."""
    if math.isnan(error):
        return "nan"
    if error <= full:
        return "small enough"
    return "almost small enough" if error <= 2 * full else "too large" if error <= 10 * full else "far too large"


def _judge_curves(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    if isinstance(value, Raised):
        return Outcome(0.0, describe_stop(value))
    if not isinstance(value, dict):
        return Outcome(0.0, "expected a dict with one list of numbers per curve")
    if missing := [name for name in CURVES if name not in value]:
        return Outcome(0.0, f"no curve named {missing[0]!r}")
    curves = {name: value[name] for name in CURVES}
    for name, curve in curves.items():
        if not isinstance(curve, list) or not all(map(is_finite_number, curve)):
            return Outcome(0.0, f"{name!r} is not a list of finite numbers")
    if len({len(curve) for curve in curves.values()}) > 1 or len(curves["train_loss"]) < 2:
        return Outcome(0.0, "expected one number per epoch in every curve, and two epochs or more")
    if any(not 0 <= y <= 1 for name in CURVES[1:] for y in curves[name]):
        return Outcome(0.0, "an accuracy is outside 0 to 1")
    if curves["train_loss"][-1] >= curves["train_loss"][0]:
        return Outcome(0.0, "the training loss did not fall")
    return Outcome(1.0, "")


def is_finite_number(value: Any) -> bool:
    """Whether a value is a number, and neither nan nor infinite nor too large for a float."""
    return isinstance(value, (int, float)) and abs(value) <= sys.float_info.max


def _judge_source(value: Any, reference: Report, evidence: Evidence) -> Outcome:
    definition = reference["definition"]
    reading = read(evidence.sources, definition, evidence.folder)
    if reading is None:
        return Outcome(0.0, f"no definition of {definition!r} in the notebook")
    forbidden = {name: use for name in reference["forbids"] if (use := reading.use_of(name)) is not None}
    for name, use in forbidden.items():
        if use.is_sure:
            what = f"{definition!r} uses {name!r}, which this task asks you to do without"
            return Outcome(0.0, f"{what}: {use.words}")
    for name in reference["forbids"]:
        if isinstance(value, dict) and name in value:
            what = f"{definition!r} uses {name!r}, which this task asks you to do without"
            loop = "the more there is to do, the more steps your code takes: there is a loop in it"
            return Outcome(0.0, f"{what}: {loop if name == 'for' else 'your code called it while the check ran'}")
    if reference["forbids"] and isinstance(value, dict) and SCRIPT in value:
        return Outcome(
            0.0, f"{definition!r} uses TorchScript, and what that calls cannot be seen: do without torch.jit"
        )
    asked = {name: reading.use_of(name) for name in reference["calls"]}
    missing = [name for name, use in asked.items() if use is None]
    if missing and not reading.doubts:
        return Outcome(0.0, f"{definition!r} does not use {missing[0]!r}" if reading.is_begun else NOT_BEGUN)
    return Outcome(1.0, _what_is_open([*forbidden.values(), *asked.values()], reading.doubts))


def _what_is_open(uses: Sequence[Use | None], doubts: Sequence[str]) -> str:
    """Say why the code alone does not decide a source check; nothing where it does."""
    unsure = [use.words for use in uses if use is not None and not use.is_sure]
    return f"undecided, the values count: {(unsure or list(doubts))[0]}" if unsure or doubts else ""


@dataclass(frozen=True)
class Kind:
    """A kind of check.

    Attributes
    ----------
    rule : callable
        From a value, the reference's report and the evidence to an outcome.
    is_recorded : bool
        Whether the reference's value is kept, to compare with; else the rule alone decides.
    can_prove : bool
        Whether a right value can show that a task was solved; what reads the code, or takes any history, cannot.
    """

    rule: Callable[[Any, Report, Evidence], Outcome]
    is_recorded: bool
    can_prove: bool


KINDS = {
    "value": Kind(_judge_value, is_recorded=True, can_prove=True),
    "raises": Kind(_judge_raises, is_recorded=True, can_prove=False),
    "accuracy": Kind(_judge_accuracy, is_recorded=False, can_prove=True),
    "error": Kind(_judge_error, is_recorded=True, can_prove=True),
    "curves": Kind(_judge_curves, is_recorded=False, can_prove=False),
    "source": Kind(_judge_source, is_recorded=False, can_prove=False),
}
