"""Groups of processes that Linux itself accounts for (cgroups v2): one for each kernel, where the grader may make them.

A group knows every process that was ever in it, however short its life and whoever its parent, and every page that was
taken for it, those in sockets, pipes and files in memory included. No process leaves it: a sandbox has no view of it.
Groups also share the processors fairly, however many processes one of them has. See cgroups(7) and the Linux
kernel's Documentation/admin-guide/cgroup-v2.rst.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

ROOM_TO_BE_STOPPED = 1.25  # of the memory: beyond that, the group is slowed down until it is looked at
_OWN_MEMORY = ("anon", "shmem", "sock", "kernel")  # what is read from files can be read again, and does not count
_NAME = "course-kernel"
_numbers = itertools.count()
_closed: set[Path] = set()


class Group:
    """The group of one kernel; `close` removes it once all its processes have ended."""

    def __init__(self, folder: Path, memory_mb: int) -> None:
        self.folder = folder
        folder.mkdir()
        self.has_memory = (folder / "memory.stat").exists()
        if self.has_memory:
            (folder / "memory.high").write_text(str(int(memory_mb * ROOM_TO_BE_STOPPED) << 20))
            with contextlib.suppress(OSError):  # a system without swap has no such limit
                (folder / "memory.swap.max").write_text("0")

    def processes(self) -> list[int]:
        return [int(line) for line in (self.folder / "cgroup.procs").read_text().split()]

    def seconds(self) -> float:
        """Return how long the processors have worked for the group."""
        return self._table("cpu.stat")["usage_usec"] / 1e6

    def megabytes(self) -> int:
        """Return the memory that the group holds and cannot give back, if `has_memory`."""
        taken = self._table("memory.stat")
        return sum(taken.get(name, 0) for name in _OWN_MEMORY) >> 20

    def close(self) -> None:
        """Remove the group, or see to it later: a process that was killed may still be on its way out."""
        _closed.add(self.folder)
        _remove(list(_closed))

    def _table(self, name: str) -> dict[str, int]:
        rows = [line.split() for line in (self.folder / name).read_text().splitlines()]
        return {key: int(value) for key, value in rows}


def new_group(memory_mb: int) -> Group | None:
    """Make a group for a kernel that may use so much memory; None where this system or user has no such groups."""
    for parent in possible_parents(Path("/proc/mounts").read_text(), Path("/proc/self/cgroup").read_text()):
        with contextlib.suppress(OSError):
            _remove(_leftovers(parent))
            return Group(parent / f"{_NAME}-{os.getpid()}-{next(_numbers)}", memory_mb)
    return None


def enter(folder: str) -> None:
    """Move the calling process into a group, if it may; the caller checks that it got there."""
    with contextlib.suppress(OSError):
        Path(folder, "cgroup.procs").write_text("0")


def possible_parents(mounts: str, own: str) -> list[Path]:
    """Return where a group could be made, the best first: nearest to this process's own, but with account of memory.

    A group hands controllers on to the groups in it only while it has no processes itself. So this process's own group
    seldom does; the one above it does.
    """
    places = [line.split()[1] for line in mounts.splitlines() if line.split()[2] == "cgroup2"]
    paths = [line.removeprefix("0::/") for line in own.splitlines() if line.startswith("0::/")]
    if not places or not paths:
        return []
    top = Path(places[0])
    nearest = [folder for folder in (top / paths[0], *(top / paths[0]).parents) if folder.is_relative_to(top)]
    return sorted(nearest, key=lambda folder: not _hands_on_memory(folder))


def _hands_on_memory(folder: Path) -> bool:
    try:
        return "memory" in (folder / "cgroup.subtree_control").read_text().split()
    except OSError:
        return False


def _leftovers(parent: Path) -> list[Path]:
    """Return the groups of graders that were killed."""
    return [group for group in parent.glob(f"{_NAME}-*") if not Path("/proc", group.name.split("-")[2]).exists()]


def _remove(groups: list[Path]) -> None:
    for group in groups:
        with contextlib.suppress(OSError):
            group.rmdir()
        if not group.exists():
            _closed.discard(group)
