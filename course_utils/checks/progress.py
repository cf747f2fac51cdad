"""A student's own progress: which checks of an assignment pass, kept on this computer and nowhere else.

The test cells and `course check` write it, and the start page of `course lab` shows it. It plays no part in grading.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import platformdirs

from course_utils.data.files import write_atomically


def folder() -> Path:
    """Return the folder with the progress: ``COURSE_PROGRESS`` if set, else one in the user's data folder."""
    chosen = os.environ.get("COURSE_PROGRESS")
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path("pytorch-course") / "progress"


def read(assignment: str) -> dict[str, list[str]]:
    """Return the checks that pass, by task (the test cell's id); none where the file is missing or damaged."""
    try:
        tasks = json.loads(_file(assignment).read_text(encoding="utf-8"))
        return {str(task): [str(check) for check in checks] for task, checks in tasks.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def remember(assignment: str, task: str, checks: list[str]) -> None:
    """Note that of a task's checks just these pass; where nothing can be written, that is no student's problem."""
    text = json.dumps(read(assignment) | {task: checks}, ensure_ascii=False, indent=1)
    with contextlib.suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(_file(assignment), text.encode("utf-8"), mode=0o600)


def passed(assignment: str, task: str, check: str) -> None:
    """Note that one more check of a task passes."""
    remember(assignment, task, [*read(assignment).get(task, []), check])


def _file(assignment: str) -> Path:
    return folder() / f"{assignment}.json"
