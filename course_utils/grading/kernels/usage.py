"""What a kernel and all the processes that it has started use together: memory, time of the processors, or nothing.

A limit per process bounds none of this: a kernel may have many processes, and pages that they share belong to nobody.
Where the kernel has a group, Linux keeps the account (`cgroups`); elsewhere it is drawn up here, from what the system
shows of each process.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from course_utils.grading.kernels.cgroups import Group
from course_utils.grading.kernels.memory import text_of

_OWN_PAGES = re.compile(r"^Pss_(?:Anon|Shmem): +(\d+) kB", re.MULTILINE)
_SOCKETS = re.compile(r"^sockets: used (\d+)$", re.MULTILINE)
_BYTES_OF_A_SOCKET = 2**19  # at most, in the buffers of its two directions
_IDLE = "ST"  # sleeping, or stopped by a signal of its own user's


class Usage:
    """What a process and its descendants use, as it was at the last `look`.

    Parameters
    ----------
    pid
        The process.
    group
        Its group, if it was given one. One that it has not entered is not used.
    has_own_network
        Whether its sockets are the only ones in its network, so that they can be counted.
    """

    def __init__(self, pid: int, group: Group | None = None, has_own_network: bool = False) -> None:
        self.pid = pid
        self.group = group if group is not None and pid in group.processes() else None
        self.has_own_network = has_own_network
        self.processes: list[int] = []
        self.clock = _Clock()
        self.look()

    def look(self) -> None:
        """Find the processes that there are now, and how long they have worked."""
        self.processes = self.group.processes() if self.group else _descendants(self.pid)
        if self.group is None:
            self.clock.look(self.processes)

    @property
    def seconds(self) -> float:
        """How long the processors have worked for them, for those that have ended, too."""
        return self.group.seconds() if self.group else self.clock.seconds

    def is_idle(self) -> bool:
        """Whether they do nothing: no thread works, or waits for a processor or a disk."""
        threads = [
            f"{process}/task/{thread}" for process in self.processes for thread in _numbers(f"/proc/{process}/task")
        ]
        states = [stat[0] for thread in threads if (stat := _stat(thread))]
        return bool(states) and all(state in _IDLE for state in states)

    @property
    def has_all_memory(self) -> bool:
        """Whether what Linux itself holds for them (maps, locks, tables of pages) is in their megabytes, too."""
        return self.group is not None and self.group.has_memory

    def megabytes(self, enough: int) -> int:
        """Return what they hold, in megabytes.

        Below `enough` the answer may be too large: pages in use by several processes, and those of libraries, are told
        apart only where it matters, because that takes long. 0 where the system does not say (it is no Linux).
        """
        if self.group is not None and self.group.has_memory:
            return self.group.megabytes()
        sockets = _in_sockets(self.pid) if self.has_own_network else 0
        rough = sum(map(_resident, self.processes))
        return sockets + (rough if sockets + rough < enough else sum(map(_proportional, self.processes)))


class _Clock:
    """How long the processors have worked for processes that are looked at now and again."""

    def __init__(self) -> None:
        self.running: dict[tuple[int, str], float] = {}  # by process id and start
        self.ended = 0.0
        self.seconds = 0.0

    def look(self, processes: list[int]) -> None:
        """Add what has been worked since.

        A process has the time of its children once they have ended, unless it asked not to hear of their end. So what
        was seen of each process counts as well, and of the two sums the larger one.
        """
        times = {(pid, stat[19]): stat for pid in processes if (stat := _stat(pid))}
        running = {process: _ticks(stat[11:13]) for process, stat in times.items()}
        self.ended += sum(own for process, own in self.running.items() if process not in running)
        self.running = running
        with_children = sum(_ticks(stat[11:15]) for stat in times.values())
        self.seconds = max(self.seconds, with_children, self.ended + sum(running.values()))


def _stat(pid: int | str) -> list[str]:
    """Return what the system says of a process or thread, from its state on: its name may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].decode("ascii").split()
    except OSError:
        return []


def _ticks(fields: list[str]) -> float:
    return sum(map(int, fields)) / os.sysconf("SC_CLK_TCK")


def _descendants(pid: int) -> list[int]:
    """Return a process and everything below it; a process whose parent has died is a child of the sandbox's first."""
    found = [pid]
    for process in found:
        for thread in _numbers(f"/proc/{process}/task"):
            found += map(int, text_of(f"/proc/{process}/task/{thread}/children").split())
    return found


def _numbers(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _in_sockets(pid: int) -> int:
    """Return what the sockets in the network of process `pid` may hold, in megabytes: no process shows it."""
    found = _SOCKETS.search(text_of(f"/proc/{pid}/net/sockstat"))
    return int(found[1]) * _BYTES_OF_A_SOCKET >> 20 if found else 0


def _resident(pid: int) -> int:
    pages = text_of(f"/proc/{pid}/statm").split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") >> 20 if pages else 0


def _proportional(pid: int) -> int:
    """Return the memory that a process owns, and its part of what it shares; without the files that it has mapped."""
    return sum(map(int, _OWN_PAGES.findall(text_of(f"/proc/{pid}/smaps_rollup")))) >> 10
