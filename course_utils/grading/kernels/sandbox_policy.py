"""What a sandboxed process can see and use, in words that every system understands.

The sandbox itself (`course_utils.grading.kernels.sandbox`) is written for Linux and can be imported only there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOME = Path("/home/student")
SYSTEM_PATHS = (
    "/usr",
    "/bin",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
    "/sys/devices/system/cpu",
)


@dataclass(frozen=True)
class Box:
    """What a sandboxed process can see and use.

    Attributes
    ----------
    readable : tuple of str
        Files and folders that are visible, read-only, under their own names.
    masked : tuple of str
        Files among these that are empty inside.
    files : str
        A folder whose content the process finds as its own in `HOME`.
    disk_mb, memory_mb, processes, cpu_seconds : int
        Limits, as in `kernels.inputs.Limits`.
    """

    readable: tuple[str, ...]
    masked: tuple[str, ...]
    files: str
    disk_mb: int
    memory_mb: int
    processes: int
    cpu_seconds: int
