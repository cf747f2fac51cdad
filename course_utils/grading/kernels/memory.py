"""How much memory a kernel and all the processes that it has started hold together.

A limit per process bounds none of this: a kernel may have many processes, and pages that they share belong to nobody.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_OWN_PAGES = re.compile(r"^Pss_(?:Anon|Shmem): +(\d+) kB", re.MULTILINE)

_OUT_OF_MEMORY = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)


def megabytes(pid: int, enough: int) -> int:
    """Return what the process `pid` and its descendants hold, in megabytes.

    Below `enough` the answer may be too large: pages in use by several processes, and those of libraries, are told
    apart only where it matters, because that takes long. 0 where the system does not say (it is no Linux).
    """
    processes = _descendants(pid)
    rough = sum(map(_resident, processes))
    return rough if rough < enough else sum(map(_proportional, processes))


def kills() -> int:
    """Return how many processes this computer has killed since its start because its memory had run out."""
    found = _OUT_OF_MEMORY.search(_read("/proc/vmstat"))
    return int(found[1]) if found else 0


def _descendants(pid: int) -> list[int]:
    """Return a process and everything below it; a process whose parent has died is a child of the sandbox's first."""
    found = [pid]
    for process in found:
        for thread in _numbers(f"/proc/{process}/task"):
            found += map(int, _read(f"/proc/{process}/task/{thread}/children").split())
    return found


def _numbers(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""  # the process has ended, or is somebody else's


def _resident(pid: int) -> int:
    pages = _read(f"/proc/{pid}/statm").split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") >> 20 if pages else 0


def _proportional(pid: int) -> int:
    """Return the memory that a process owns, and its part of what it shares; without the files that it has mapped."""
    return sum(map(int, _OWN_PAGES.findall(_read(f"/proc/{pid}/smaps_rollup")))) >> 10
