"""The computer's memory: what is left of it, and whether it has run out."""

from __future__ import annotations

import re
from pathlib import Path

NEARLY_GONE = 0.02  # of the machine's memory
_MACHINE = re.compile(r"^Mem(Total|Available): +(\d+) kB$", re.MULTILINE)
_OUT_OF_MEMORY = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)


def is_nearly_gone() -> bool:
    """Whether this computer has hardly any memory left, whoever has the rest."""
    found = {name: int(kilobytes) for name, kilobytes in _MACHINE.findall(_read("/proc/meminfo"))}
    return len(found) == 2 and found["Available"] < NEARLY_GONE * found["Total"]


def kills() -> int:
    """Return how many processes this computer has killed since its start because its memory had run out."""
    found = _OUT_OF_MEMORY.search(_read("/proc/vmstat"))
    return int(found[1]) if found else 0


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""  # it is no Linux
