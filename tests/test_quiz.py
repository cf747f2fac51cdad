"""Predictions and exercises: right, wrong, close enough, and none yet."""

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


def test_no_guess_says_nothing(capsys):
    quiz.predict("What?", guess=..., actual=4321)
    assert capsys.readouterr().out == ""


def softmax(x):
    return x.exp() / x.exp().sum()


@pytest.mark.parametrize("expected", [torch.softmax(torch.arange(3.0), 0), torch.softmax(torch.arange(3.0), 0).numpy()])
def test_an_exercise_that_is_solved(capsys, expected):
    quiz.your_turn(lambda: softmax(torch.arange(3.0)), expected)
    assert capsys.readouterr().out == "✓ Right.\n"


def test_a_wrong_exercise_is_told_where_it_differs_and_gets_its_hint(capsys):
    quiz.your_turn(lambda: {"shares": torch.zeros(2), "sum": 1}, {"shares": torch.zeros(3), "sum": 1}, hint="count")
    out = capsys.readouterr().out
    assert out.startswith("✗ Not yet: at key 'shares': expected shape (3,), found shape (2,)")
    assert out.endswith("Hint: count\n")


@pytest.mark.parametrize(
    "unsolved",
    [
        lambda: ...,
        lambda: 2 * ...,
        lambda: torch.exp(...),
        lambda: torch.zeros(2)[0] - ...,
        lambda: len(...),
        lambda: (...).sum(),
    ],
)
def test_an_exercise_with_its_dots_says_nothing(capsys, unsolved):
    quiz.your_turn(unsolved, torch.zeros(3))
    assert capsys.readouterr().out == ""


def test_the_readers_own_error_is_theirs_to_see():
    with pytest.raises(TypeError, match="unsupported operand"):
        quiz.your_turn(lambda: "a" - 1, 2)
