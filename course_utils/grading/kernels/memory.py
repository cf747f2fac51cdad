"""What a kernel and all the processes that it has started use together: memory, time of the processors, or nothing.

A limit per process bounds none of this: a kernel may have many processes, and pages that they share belong to nobody.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_OWN_PAGES = re.compile(r"^Pss_(?:Anon|Shmem): +(\d+) kB", re.MULTILINE)

_SOCKETS = re.compile(r"^sockets: used (\d+)$", re.MULTILINE)
_BYTES_OF_A_SOCKET = 2**19  # at most, in the buffers of its two directions
_MACHINE = re.compile(r"^(\w+): +(\d+) kB$", re.MULTILINE)
_OF_THE_SYSTEM = ("SUnreclaim", "PageTables", "SecPageTables", "KernelStack")
NEARLY_GONE = 0.02  # of the machine's memory
_IDLE = "ST"  # sleeping, or stopped by a signal of its own user's
_OUT_OF_MEMORY = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)


def megabytes(pid: int, enough: int) -> int:
    """Return what the process `pid` and its descendants hold, in megabytes.

    Below `enough` the answer may be too large: pages in use by several processes, and those of libraries, are told
    apart only where it matters, because that takes long. 0 where the system does not say (it is no Linux).
    """
    processes = _descendants(pid)
    rough = sum(map(_resident, processes))
    return rough if rough < enough else sum(map(_proportional, processes))


def of_sockets(pid: int) -> int:
    """Return what the sockets in the network of process `pid` may hold, in megabytes: no process shows it."""
    found = _SOCKETS.search(_read(f"/proc/{pid}/net/sockstat"))
    return int(found[1]) * _BYTES_OF_A_SOCKET >> 20 if found else 0


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


def _machine() -> dict[str, int]:
    return {name: int(kilobytes) for name, kilobytes in _MACHINE.findall(_read("/proc/meminfo"))}


class ProcessorTime:
    """How long the processors have worked for a process and its descendants, those that have ended included."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.running: dict[tuple[int, str], float] = {}  # by process id and start
        self.ended = 0.0
        self.most = 0.0

    def seconds(self) -> float:
        """Return the time until now.

        A process has the time of its children once they have ended, unless it asked not to hear of their end. So what
        was seen of each process counts as well, and of the two sums the larger one.
        """
        times = {(pid, stat[19]): stat for pid in _descendants(self.pid) if (stat := _stat(pid))}
        running = {process: _ticks(stat[11:13]) for process, stat in times.items()}
        self.ended += sum(own for process, own in self.running.items() if process not in running)
        self.running = running
        with_children = sum(_ticks(stat[11:15]) for stat in times.values())
        self.most = max(self.most, with_children, self.ended + sum(running.values()))
        return self.most


def _stat(pid: int | str) -> list[str]:
    """Return what the system says of a process or thread, from its state on: its name may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].decode("ascii").split()
    except OSError:
        return []


def is_idle(pid: int) -> bool:
    """Whether a process and its descendants do nothing: no thread works, or waits for a processor or a disk."""
    threads = [
        f"{process}/task/{thread}" for process in _descendants(pid) for thread in _numbers(f"/proc/{process}/task")
    ]
    states = [stat[0] for thread in threads if (stat := _stat(thread))]
    return bool(states) and all(state in _IDLE for state in states)


def _ticks(fields: list[str]) -> float:
    return sum(map(int, fields)) / os.sysconf("SC_CLK_TCK")


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
