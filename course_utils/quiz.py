"""Predictions and small exercises in a lesson, answered at once and never graded.

Guess first: put your guess in place of the dots and run the cell::

    quiz.predict("How many numbers does `x` hold?", guess=..., actual=x.numel())

Then write a few lines: put your code in place of the dots and run the cell::

    def hinge(score, label):
        return ...


    quiz.your_turn(lambda: hinge(scores, labels), expected, hint="which scores cost nothing?")

As long as the dots are there, neither says anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_utils.checks.values import compare, pack, unpack


def predict(question: str, guess: Any, actual: Any, within: float = 0.0) -> None:
    """Print whether a guess is right; the dots (`...`) stand for no guess yet, and then nothing is said.

    Parameters
    ----------
    question
        What is to be predicted.
    guess
        The reader's guess: a number, a string, True or False, or a shape.
    actual
        What the code gives.
    within
        How far a number may be off and still count as right.
    """
    if guess is ...:
        return
    if _agree(guess, actual, within):
        print(f"{question}\n✓ {_shown(actual)}: as you said.")
    else:
        show = repr if _shown(guess) == _shown(actual) else _shown  # "3" and 3 look the same
        print(f"{question}\n✗ You said {show(guess)}; it is {show(actual)}. What did you overlook?")


def your_turn(
    yours: Callable[[], Any], expected: Any, *, rtol: float = 1e-4, atol: float = 1e-6, hint: str = ""
) -> None:
    """Check a small exercise of a lesson and say whether it is right, and if not, where it differs.

    Parameters
    ----------
    yours
        A function without arguments that gives what the reader's code makes: a number, string, tensor or array, or a
        list or dict of these. While it gives the dots (`...`), or stops because of them, nothing is said.
    expected
        What PyTorch, scikit-learn or the lesson's own code gives.
    rtol, atol
        How far a number may be off: ``atol + rtol * |expected|``.
    hint
        What to think about where the two differ.

    Raises
    ------
    Exception
        Whatever the reader's own code raises; its traceback helps more than any words here.
    """
    try:
        found = yours()
    except (TypeError, AttributeError) as error:
        if "ellipsis" not in str(error).lower():
            raise
        found = ...
    if found is ...:
        return
    outcome = compare(unpack(pack(found)), unpack(pack(expected)), rtol, atol)
    if outcome.credit == 1:
        print("✓ Right.")
    else:
        print(f"✗ Not yet: {outcome.message}." + (f"\n  Hint: {hint}" if hint else ""))


def _agree(guess: Any, actual: Any, within: float) -> bool:
    guess, actual = _plain(guess), _plain(actual)
    if isinstance(guess, (int, float)) and isinstance(actual, list) and len(actual) == 1:
        (actual,) = actual  # a number for a tensor of one element
    if isinstance(guess, (list, tuple)) and isinstance(actual, (list, tuple)):
        return len(guess) == len(actual) and all(_agree(*pair, within) for pair in zip(guess, actual, strict=True))
    if isinstance(guess, (int, float)) and isinstance(actual, (int, float)):
        return abs(guess - actual) <= within
    return bool(guess == actual)


def _plain(value: Any) -> Any:
    """Return a tensor, an array or a number of NumPy's as Python's own numbers and lists."""
    return value.tolist() if hasattr(value, "tolist") else value


def _shown(value: Any) -> str:
    return str(tuple(value)) if isinstance(value, (list, tuple)) else str(value)
