"""What a test cell calls: it draws inputs from a seed and reports values.

A test cell looks the same in the student's notebook and when it is graded::

    check.task("softmax", lesson="01, section 6")
    x = check.normal(50, 11) * 30
    check.value("softmax", lambda: softmax(x), hint="subtract each row's maximum first")

In the student's notebook the seed is public, the reference's values are beside the notebook in ``checks.json``, and
each check answers at once, in words. When a submission is graded (the environment variable ``COURSE_SEED`` is set)
the seed is the grader's, nothing is judged here, and each value leaves the kernel as an output of the cell.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import torch
from IPython.core.getipython import get_ipython
from IPython.display import publish_display_data
from torch.overrides import TorchFunctionMode

from course_utils import data
from course_utils.checks import progress, tracebacks
from course_utils.checks.values import BadValue, Raised, describe_stop, pack
from course_utils.checks.verdicts import KINDS, MIME, PUBLIC_SEED, RECORDED_FILE, Evidence, Report, verdict
from course_utils.source.steps import is_loop
from course_utils.source.tripwire import called_while

_LONGEST_LINE = 500  # characters of an error's own message
# Not what IPython adds to them while a cell runs, such as `get_ipython`, or gives a meaning of its own, such as `exit`.
_PYTHONS_NAMES = {name for name, value in vars(builtins).items() if getattr(value, "__module__", "") == "builtins"}

_notebook_folder = Path.cwd()  # at import: a notebook may change its folder later
_task = ""
_lesson = ""
_generator = np.random.default_rng(PUBLIC_SEED)
_sources: list[str] = []  # the code of the cells that were run since this module was imported, oldest first


# These are RuntimeErrors, too, and nobody raises them to refuse something.
_BY_ACCIDENT = (NotImplementedError, RecursionError)


class CheckFailed(AssertionError):
    """A check in the student's notebook found something wrong; the message is for the student."""

    def _render_traceback_(self) -> list[str]:
        """Show the message alone: the way through this file would tell a student nothing."""
        return str(self).splitlines()


class CodeStopped(CheckFailed):
    """The student's code stopped with an error while a check called it."""

    def __init__(self, message: str, error: Exception) -> None:
        super().__init__(message)
        self.error = error

    def _render_traceback_(self) -> list[str]:
        """Show the way to the error through the student's code and the test cell, and the message below it."""
        return [*tracebacks.shortened(self.error, without=__file__), "", *super()._render_traceback_()]


# Inputs


def task(name: str, lesson: str = "") -> None:
    """Begin the checks of one task: inputs drawn from here on depend on the seed and on `name` alone.

    Parameters
    ----------
    name
        The test cell's ``grade_id``.
    lesson
        Where to read up on the task, such as "06, section 4".
    """
    global _task, _lesson, _generator
    _task, _lesson = name, lesson
    _generator = np.random.default_rng([_seed(), *name.encode("utf-8")])
    if "COURSE_SEED" not in os.environ:
        progress.remember(_notebook_folder.name, name, [])  # its checks are about to run


def normal(*shape: int) -> torch.Tensor:
    """Draw a float tensor of the given shape from the standard normal distribution."""
    return torch.from_numpy(np.asarray(_generator.normal(size=shape))).float()


def integers(low: int, high: int, *shape: int) -> torch.Tensor:
    """Draw an integer tensor of the given shape, with entries from `low` up to but not including `high`."""
    return torch.from_numpy(np.asarray(_generator.integers(low, high, size=shape)))


def seed(*, of: str = "") -> None:
    """Start the random numbers of PyTorch, NumPy and Python from the same place, in everybody's notebook.

    Every function that is given to a check is called after this. Call it in between where one check compares what two
    calls give, such as predictions before and after loading. `of` names the place: another one for each name.
    """
    state = np.random.SeedSequence([_seed(), *f"{_task}: {of}".encode()]).generate_state(3)
    _seed_torch(int(state[0]))
    np.random.seed(int(state[1]))
    random.seed(int(state[2]))


def _seed_torch(number: int) -> None:
    """Seed PyTorch: a hundred times as fast as `torch.manual_seed`, which leaves word for GPUs that nobody uses."""
    if torch.cuda.is_initialized() or torch.backends.mps.is_available():
        torch.manual_seed(number)
    else:
        torch.default_generator.manual_seed(number)


@contextlib.contextmanager
def _same_random_numbers(name: str) -> Iterator[None]:
    """Seed what a check calls by the check's name; the notebook's own random numbers go on as if nothing was drawn."""
    states = torch.get_rng_state(), np.random.get_state(), random.getstate()
    seed(of=name)
    try:
        yield
    finally:
        torch.set_rng_state(states[0])
        np.random.set_state(states[1])
        random.setstate(states[2])


def permutation(n: int) -> list[int]:
    """Draw an order of the numbers 0 to n - 1."""
    return _generator.permutation(n).tolist()


def held_out(name: str) -> list[str] | np.ndarray | data.Columns:
    """Return the held-out rows of a data set (see `course_utils.data`); their labels stay with the grader.

    Returns
    -------
    list of str, float32 array of shape (num_images, 64), or dict of str to array of shape (num_rows,)
        Texts, images for the sets in `data.IMAGE_CARDS`, or the columns of a table for those in `data.TABLE_CARDS`.
    """
    return data.kind_of(name).held_out(name)


# Checks


def value(name: str, value: Any, *, rtol: float = 1e-4, atol: float = 1e-5, hint: str = "") -> None:
    """Check a value: numbers, strings, shapes, tensors and arrays, and lists and dicts of these.

    Parameters
    ----------
    name
        What is checked, in a few words.
    value
        The value, or a function without arguments that gives it. Of a function an exception is reported like a value,
        so that the checks after it still run.
    rtol, atol
        How far a number may be from the reference's: ``atol + rtol * |reference|``, and in an array of floats a little
        more, for rounding (`values.compare`).
    hint
        What to think about if the check fails. It does not contain the answer.
    """
    _report(
        {"kind": "value", "name": name, "value": _evaluate(value, name, hint), "rtol": rtol, "atol": atol, "hint": hint}
    )


def raises(name: str, exception: type[Exception], function: Callable[[], Any], *, hint: str = "") -> None:
    """Check that calling `function` raises `exception`, or an exception that is one: a subclass of it."""
    try:
        with _same_random_numbers(name):
            result: Any = function()
    except Exception as error:
        counts = isinstance(error, exception) and not isinstance(error, _BY_ACCIDENT)
        result = Raised(exception.__name__ if counts else type(error).__name__, str(error))
    expected = Raised(exception.__name__, "")
    _report({"kind": "raises", "name": name, "value": _pack(result), "hint": hint}, expected=expected)


def accuracy(
    name: str,
    predictions: Any,
    *,
    held_out: str,
    floor: float,
    full: float,
    tiers: Sequence[float] = (),
    metric: str = "accuracy",
    hint: str = "",
) -> None:
    """Check predictions for held-out rows; credit rises linearly from none at `floor` to all at `full`.

    Where the two are equal it is all or nothing. With `tiers` it rises in steps, one of equal height at each of them.

    Parameters
    ----------
    predictions : tensor, array or list of shape (num_rows,), or a function that gives it
        One class index per row, in the order of `check.held_out`; for a metric of scores, one number per row.
    held_out
        The name of the data set whose held-out rows were asked.
    tiers
        Rising accuracies, from `floor` to `full`.
    metric
        What is measured, a key of `course_utils.metrics.METRICS`; where classes are rare, accuracy hides them.
    """
    if floor > full:
        raise ValueError(f"check.accuracy({name!r}): floor={floor} is above full={full}")
    report: dict[str, Any] = {
        "kind": "accuracy",
        "name": name,
        "value": _evaluate(predictions, name, hint),
        "held_out": held_out,
    }
    if tiers:
        if [*tiers] != sorted({floor, *tiers, full}):
            raise ValueError(f"check.accuracy({name!r}): tiers={tiers} must rise from floor={floor} to full={full}")
        report["tiers"] = list(tiers)
    if metric != "accuracy":
        report["metric"] = metric
    _report({**report, "floor": floor, "full": full, "hint": hint})


def error(
    name: str, predictions: Any, *, floor: float, full: float, saved: str = "", most: float = 0.0, hint: str = ""
) -> None:
    """Check real-valued predictions by their mean squared difference from the reference's.

    Credit rises linearly from none at the error `floor` to all at the error `full`, which is the smaller of the two;
    where they are equal it is all or nothing.

    Parameters
    ----------
    saved, most
        Where the error is what a number lacks of `most`: the words for this number, which the message then shows.
    """
    if floor < full:
        raise ValueError(f"check.error({name!r}): floor={floor} is below full={full}")
    report: dict[str, Any] = {"kind": "error", "name": name, "value": _evaluate(predictions, name, hint)}
    if saved:
        report |= {"saved": saved, "most": most}
    _report({**report, "floor": floor, "full": full, "hint": hint})


def curves(name: str, history: Any, *, hint: str = "") -> None:
    """Check learning curves: a dict with one number per epoch for each name in `verdicts.CURVES`."""
    _report({"kind": "curves", "name": name, "value": _evaluate(history, name, hint), "hint": hint})


def source(
    name: str,
    definition: str,
    *,
    calls: Sequence[str] = (),
    forbids: Sequence[str] = (),
    run: Callable[[], Any] | None = None,
    run_on_more: Callable[[], Any] | None = None,
    most_calls: int | None = None,
    hint: str = "",
) -> None:
    """Check what the code of a function or class leads to (`docs/source-checks.md`).

    Parameters
    ----------
    definition
        The name of the function or class; what it uses of the notebook and of modules beside it is followed.
    calls, forbids
        What must, and what must not, be used: bare names ("softmax": everything called so, methods too), dotted ones
        ("torch.optim": this and what is below it), and "for" and "while" for loops and comprehensions.
    run
        A function that calls the answer once, on a small input. Forbidden functions that the student's code calls
        meanwhile are found, however their names were put together.
    run_on_more
        Where loops are forbidden: a function that calls the answer on the same kind of input with at least a thousand
        items more. An answer that takes another step for each of them has a loop, wherever it is hidden.
    most_calls
        How many of PyTorch's functions are called until the run is ended, for an answer that trains.
    """
    called = {}
    if run is not None and forbids:
        called = called_while(run, forbids, run.__globals__.get(definition), most_calls)
        if run_on_more is not None and is_loop(run, run_on_more):
            called["for"] = "a loop"
    report = {"kind": "source", "name": name, "value": pack(called), "definition": definition}
    _report({**report, "calls": list(calls), "forbids": list(forbids), "hint": hint})


class _Refusing(TorchFunctionMode):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if (name := getattr(func, "__name__", "")) in self.names:
            raise RuntimeError(f"your code calls {name}, which this task asks you to do without")
        return func(*args, **(kwargs or {}))


def without(*names: str) -> contextlib.AbstractContextManager[Any]:
    """Stop with an error when code in this `with` block calls one of these functions of PyTorch.

    What a test cell puts in for an earlier task may call them inside of `with torch._C.DisableTorchFunction():`.
    """
    return _Refusing(names)


# What happens to a report


def _seed() -> int:
    return int(os.environ.get("COURSE_SEED", PUBLIC_SEED))


def _evaluate(value: Any, name: str, hint: str) -> dict[str, Any]:
    if not inspect.isfunction(value):
        return _pack(value)
    try:
        with _same_random_numbers(name):
            return _pack(value())
    except Exception as error:
        raised = Raised(type(error).__name__, str(error))
        if "COURSE_SEED" not in os.environ and not isinstance(error, NotImplementedError):
            lines = [f"✗ {name}: {describe_stop(raised)}"[:_LONGEST_LINE], *_advice(hint), *_about_names()]
            raise CodeStopped("\n".join(lines), error) from None  # but an answer that is not begun has no traceback
        return pack(raised)


def _pack(value: Any) -> dict[str, Any]:
    try:
        return pack(value)
    except BadValue as error:
        return pack(Raised("BadValue", str(error)))


def _report(report: dict[str, Any], expected: Raised | None = None) -> None:
    """Send a report out of the kernel when graded; judge it at once in the student's notebook.

    `expected` stands in for the recorded value where the test cell itself says what is right.
    """
    report["task"], report["lesson"] = _task, _lesson
    if "COURSE_SEED" in os.environ:
        publish_display_data({MIME: report, "text/plain": f"reported: {report['name']}"})
        return
    reference = {**report, "value": pack(expected)} if expected else _recorded(report)
    evidence = Evidence(labels=_labels(reference), sources=_sources, folder=_notebook_folder)
    outcome = verdict(report, reference, evidence)
    if outcome.credit < 1:
        _fail(report, outcome.message, partial=outcome.credit)
    progress.passed(_notebook_folder.name, _task, report["name"])
    print(f"✓ {report['name']}" + (f" ({outcome.message})" if outcome.message else ""))


def _recorded(report: Report) -> Report:
    """Return what the reference solution reported from the same place, with the public seed."""
    if not KINDS[report["kind"]].is_recorded:
        return report
    path = _notebook_folder / RECORDED_FILE
    try:
        recorded = json.loads(path.read_text(encoding="utf-8"))["tasks"]
    except (OSError, ValueError, KeyError, TypeError):
        raise CheckFailed(
            f"The check cannot answer: {RECORDED_FILE} is missing from the notebook's folder, or damaged.\n"
            "Copy it there again from the assignment as you received it, and run this cell again."
        ) from None
    for reference in recorded.get(report["task"], []):
        if reference["name"] == report["name"]:
            return reference
    raise CheckFailed(
        f"The check {report['name']!r} of task {report['task']!r} is not part of this assignment.\n"
        "Has a test cell been changed? Copy it again from the assignment as you received it."
    )


def _labels(reference: Report) -> dict[str, np.ndarray]:
    if reference["kind"] != "accuracy":
        return {}
    name = reference["held_out"]
    return {name: np.asarray(data.kind_of(name).load(name, "test").labels)}


def _fail(report: Report, message: str, partial: float) -> NoReturn:
    lines = [f"✗ {report['name']}: {message}"]
    if partial > 0:
        lines[0] += f" ({min(partial, 0.99):.0%} of the credit)"
    lines += _advice(report["hint"])
    raise CheckFailed("\n".join(lines))


def _advice(hint: str) -> list[str]:
    """Return the lines below a failed check: its hint, and where to read again."""
    return [*([f"  Hint: {hint}"] if hint else []), *([f"  Read again: lesson {_lesson}"] if _lesson else [])]


def _about_names() -> list[str]:
    """Say which of Python's names the notebook has given another meaning: test cells mean Python's."""
    shell = get_ipython()
    own = shell.user_ns if shell is not None else {}
    taken = [repr(name) for name in sorted(_PYTHONS_NAMES & own.keys()) if own[name] is not getattr(builtins, name)]
    if not taken:
        return []
    return [
        f"  Your notebook has a {' and a '.join(taken)} of its own, and a test cell means Python's.",
        "  When your work is graded this costs nothing. Here, choose another name and restart the kernel.",
    ]


def _explain(result: Any) -> None:
    """Say in words what happened where a test cell stopped because of a name that the notebook uses for something."""
    if result.error_in_exec is None or isinstance(result.error_in_exec, CheckFailed) or "COURSE_SEED" in os.environ:
        return
    shell = get_ipython()
    if "check.task(" not in result.info.raw_cell or shell is None:
        return
    if shell.user_ns.get("check") is not sys.modules[__name__]:
        print(
            "Your notebook uses the name 'check' for something of its own, and this test cell means the course's.\n"
            "When your work is graded this costs nothing. Here, choose another name and restart the kernel."
        )
    else:
        print("\n".join(_about_names()))


def _remember_cells() -> None:
    """Keep the code of each cell that is run from here on; IPython's own history leaves out what some tools run."""
    shell = get_ipython()
    if shell is not None:
        shell.events.register("pre_run_cell", lambda info: _remember(info.raw_cell))
        shell.events.register("post_run_cell", _explain)


def _remember(cell: str) -> None:
    if "check.task(" not in cell:  # a test cell is not the student's
        _sources.append(cell)


_remember_cells()
