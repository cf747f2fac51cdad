"""The computer's memory: what is left of it, what Linux itself has of it, and whether it has run out."""

from __future__ import annotations

import re
from pathlib import Path

NEARLY_GONE = 0.02  # of the machine's memory
_MACHINE = re.compile(r"^(\w+): +(\d+) kB$", re.MULTILINE)
_OF_THE_SYSTEM = ("SUnreclaim", "PageTables", "SecPageTables", "KernelStack")
_OUT_OF_MEMORY = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)


def is_nearly_gone() -> bool:
    """Whether this computer has hardly any memory left, whoever has the rest."""
    machine = _machine()
    return "MemAvailable" in machine and machine["MemAvailable"] < NEARLY_GONE * machine["MemTotal"]


def of_the_system() -> int:
    """Return what Linux itself holds for all processes, in megabytes.

    Tables of pages, maps of memory, locks and open files are part of it: no process shows them, and no limit of a
    process bounds them all. It does not say for whom it holds them either.
    """
    machine = _machine()
    return sum(machine.get(name, 0) for name in _OF_THE_SYSTEM) >> 10


def kills() -> int:
    """Return how many processes this computer has killed since its start because its memory had run out."""
    found = _OUT_OF_MEMORY.search(text_of("/proc/vmstat"))
    return int(found[1]) if found else 0


def _machine() -> dict[str, int]:
    return {name: int(kilobytes) for name, kilobytes in _MACHINE.findall(text_of("/proc/meminfo"))}


def text_of(path: str) -> str:
    """Return what a file of Linux's says; nothing where it is missing, or belongs to somebody else."""
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""
