"""Kernels for grading: which environment they get, and what stands between them and the grader."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from course_utils.grading.inputs import Inputs

_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV")


class Isolation(StrEnum):
    """What stands between a student's code and the grader; recorded with every result."""

    NONE = "none"


def kernel_environment(home: Path, inputs: Inputs) -> dict[str, str]:
    """Return the environment variables of a student's kernel: nothing of the grader's but what it needs."""
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return environment | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "MPLCONFIGDIR": str(home / ".matplotlib"),
        "COURSE_SEED": str(inputs.seed),
        "COURSE_GRADED_DATA": str(inputs.data_folder),
        "NBGRADER_EXECUTION": "autograde",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def kernel_manager(run_folder: Path) -> AsyncKernelManager:
    """Return a manager for one kernel whose files lie in `run_folder`."""
    transport = "ipc" if os.name == "posix" else "tcp"
    return AsyncKernelManager(connection_file=str(run_folder / "kernel.json"), transport=transport)


def best_isolation() -> Isolation:
    """Return the strongest isolation that this machine offers."""
    return Isolation.NONE
