"""Predictions: right, wrong, close enough, and none yet."""

import numpy as np
import pytest
import torch

from course_utils import quiz


@pytest.mark.parametrize(
    ("guess", "actual", "within"),
    [
        (3, 3, 0),
        (0.9, 0.93, 0.05),
        ("float32", "float32", 0),
        ((2, 3), torch.zeros(2, 3).shape, 0),
        ([2, 3], (2, 3), 0),
        (0.9, torch.tensor(0.93), 0.05),
        (0.9, torch.tensor([0.93]), 0.05),
        (0.9, np.float32(0.93), 0.05),
        (torch.tensor(3), torch.tensor(3), 0),
        ([[1, 2]], torch.tensor([[1.0, 2.01]]), 0.05),
        (torch.eye(2), np.eye(2), 0),
    ],
)
def test_right_guesses(capsys, guess, actual, within):
    quiz.predict("What?", guess=guess, actual=actual, within=within)
    assert "✓" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("guess", "actual"),
    [
        (3, 4),
        (0.8, 0.93),
        ("float64", "float32"),
        ((3, 2), (2, 3)),
        (5, "5"),
        (0.8, torch.tensor(0.93)),
        ([1, 2, 3], torch.tensor([1, 2])),
    ],
)
def test_wrong_guesses_are_told_the_answer(capsys, guess, actual):
    quiz.predict("What?", guess=guess, actual=actual, within=0.05)
    out = capsys.readouterr().out
    assert "✗" in out
    assert str(actual) in out


def test_what_looks_the_same_is_told_apart(capsys):
    quiz.predict("What?", guess="3", actual=3)
    assert "You said '3'; it is 3." in capsys.readouterr().out


def test_no_guess_gives_nothing_away(capsys):
    quiz.predict("What?", guess=..., actual=4321)
    assert "4321" not in capsys.readouterr().out
