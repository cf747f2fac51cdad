"""What a sandboxed process can see and use, in words that every system understands.

The sandbox itself (`course_utils.grading.kernels.sandbox`) is written for Linux and can be imported only there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOME = Path("/home/student")
# Programs and libraries, and what these read; not the rest of /usr, where others keep files too (nbgrader's exchange is
# in /usr/local/share by default).
SYSTEM_PATHS = (
    *(f"/usr/{name}" for name in ("bin", "include", "lib", "lib32", "lib64", "libexec", "sbin")),
    *(f"/usr/local/{name}" for name in ("bin", "include", "lib", "lib64", "sbin")),
    *(f"/usr/share/{name}" for name in ("fontconfig", "fonts", "i18n", "locale", "mime", "terminfo", "zoneinfo")),
    "/bin",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
    "/sys/devices/system/cpu",
)


PARTS_OF_PYTHON = ("bin", "include", "lib", "lib64", "pyvenv.cfg", "etc/fonts", "share/fonts", "share/zoneinfo")


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
