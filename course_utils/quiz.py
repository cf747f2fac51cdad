"""Predictions in a lesson: guess first, then run.

An ungraded question with an instant answer. Put your guess in place of the dots and run the cell again::

    quiz.predict("How many numbers does `x` hold?", guess=..., actual=x.numel())
"""

from __future__ import annotations

from typing import Any


def predict(question: str, guess: Any, actual: Any, within: float = 0.0) -> None:
    """Print whether a guess is right; the dots (`...`) stand for no guess yet, and then nothing is given away.

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
        print(f"{question}\nNo guess yet: write yours in place of the dots, then run this cell again.")
    elif _agree(guess, actual, within):
        print(f"{question}\n✓ {_shown(actual)}: as you said.")
    else:
        show = repr if _shown(guess) == _shown(actual) else _shown  # "3" and 3 look the same
        print(f"{question}\n✗ You said {show(guess)}; it is {show(actual)}. What did you overlook?")


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
