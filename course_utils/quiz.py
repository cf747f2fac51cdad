"""Predictions in a lesson: guess first, then run.

An ungraded question with an instant answer. Put your guess in place of the dots and run the cell again::

    quiz.predict("How many numbers does `x` hold?", guess=..., actual=x.numel())
"""

from __future__ import annotations

from collections.abc import Iterable
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
        print(f"{question}\n✗ You said {_shown(guess)}; it is {_shown(actual)}. What did you overlook?")


def _agree(guess: Any, actual: Any, within: float) -> bool:
    if isinstance(guess, Iterable) and isinstance(actual, Iterable) and not isinstance(guess, str):
        return list(guess) == list(actual)
    if isinstance(guess, (int, float)) and isinstance(actual, (int, float)):
        return abs(guess - actual) <= within
    return bool(guess == actual)


def _shown(value: Any) -> str:
    return str(tuple(value)) if isinstance(value, (list, tuple)) else str(value)
