"""Grading has no GPU, nor has a student's own check: an answer that asks for one is told so in words."""

from __future__ import annotations

import re

from course_utils.grading.course.records import SubmissionResult, TaskResult

# What PyTorch says where there is none: built without support for it, or with support and no such device.
_ASKED_FOR_ONE = re.compile(
    r"not compiled with (CUDA|XPU|MPS)|No (CUDA|HIP) GPUs|NVIDIA driver|no (CUDA|ROCM)-capable device"
    r"|support for mps|MPS (backend|device)|torch\.cuda\.is_available\(\) is False|Cannot access accelerator device",
    re.IGNORECASE,
)
IN_WORDS = (
    "It asks for a GPU, and there is none where your work is graded: docs/students.md shows how to write code that "
    "runs with and without one"
)
_FOR_INSTRUCTORS = "the notebook asks for a GPU, and grading has none"


def mention_missing_gpu(task: TaskResult, result: SubmissionResult) -> None:
    """Say of a task that lost points for want of a GPU why that is, and once for the instructor."""
    said = " ".join([task.note, *(check.message for check in task.checks)])
    if task.points < task.max_points and _ASKED_FOR_ONE.search(said):
        task.note = f"{task.note}. {IN_WORDS}" if task.note else IN_WORDS
        if _FOR_INSTRUCTORS not in result.notes:
            result.notes.append(_FOR_INSTRUCTORS)
