"""An answer that asks for a GPU is told in words that grading has none."""

from __future__ import annotations

import pytest
import torch

from course_utils.grading.course.records import GRADED, CheckResult, SubmissionResult, TaskResult
from course_utils.grading.submission.gpu import IN_WORDS, mention_missing_gpu

MESSAGES = [
    "the code stopped with AssertionError: Torch not compiled with CUDA enabled",
    "the code stopped with RuntimeError: No CUDA GPUs are available",
    "the code stopped with RuntimeError: Found no NVIDIA driver on your system. Please check that you have one.",
    "the code stopped with RuntimeError: Attempting to deserialize object on a CUDA device but "
    "torch.cuda.is_available() is False.",
]


def told(message: str, points: float = 0.0, note: str = "") -> tuple[str, list[str]]:
    """Return the note of a task with one check, and the notes for the instructor."""
    task = TaskResult("t", "Task", points, 1.0, [CheckResult("c", points, message)], note=note)
    result = SubmissionResult("a", "ann", GRADED, points, 1.0, tasks=[task, task])
    mention_missing_gpu(task, result)
    return task.note, result.notes


@pytest.mark.parametrize("message", MESSAGES)
def test_every_such_error_is_explained(message: str) -> None:
    note, notes = told(message)
    assert note == IN_WORDS
    assert len(notes) == 1


def test_an_error_further_up_is_explained_too() -> None:
    note, _ = told("", note=f"A cell above it {MESSAGES[0].removeprefix('the code ')}")
    assert note.endswith(f"CUDA enabled. {IN_WORDS}")


def test_what_pytorch_says_here_is_among_them() -> None:
    if torch.cuda.is_available():
        pytest.skip("this computer has a GPU")
    for ask in (lambda: torch.zeros(1).cuda(), lambda: torch.zeros(1, device="cuda"), lambda: torch.zeros(1).to("mps")):
        with pytest.raises((AssertionError, RuntimeError)) as raised:
            ask()
        assert told(f"the code stopped with {raised.value}")[0] == IN_WORDS


@pytest.mark.parametrize("message", ["expected shape (3,), found shape (4,)", "the code stopped with KeyError: 'cuda'"])
def test_other_mistakes_are_not_explained_by_it(message: str) -> None:
    assert told(message) == ("", [])


def test_who_lost_nothing_is_told_nothing() -> None:
    assert told(MESSAGES[0], points=1.0) == ("", [])
