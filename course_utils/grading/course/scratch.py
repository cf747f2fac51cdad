"""Folders for what is needed for a while, which are deleted even when the process that made them is killed.

Each process has one folder among the system's temporary ones, and holds a lock on it for as long as it lives. A folder
whose lock can be had belongs to nobody any more: the next process that makes its own deletes it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_PREFIX = "course-"
_LOCK = "lock"
_held: list[IO[str]] = []  # a lock ends with its file


def scratch_folder(purpose: str) -> tempfile.TemporaryDirectory[str]:
    """Make an empty folder that is deleted at the end of a `with` block, or with this process."""
    return tempfile.TemporaryDirectory(prefix=f"{purpose}-", dir=_process_folder(), ignore_cleanup_errors=True)


@cache
def _process_folder() -> Path:
    """Make this process's folder, and delete those that killed processes left."""
    temporary = Path(tempfile.gettempdir())
    for folder in temporary.glob(f"{_PREFIX}*/{_LOCK}"):
        _remove_if_left(folder.parent)
    own = Path(tempfile.mkdtemp(prefix=_PREFIX))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    lock = (own / f"{_LOCK}.new").open("w", encoding="utf-8")
    if _locked(lock):
        _held.append(lock)
        (own / f"{_LOCK}.new").replace(own / _LOCK)  # it appears when it is held already
    return own


def _remove_if_left(folder: Path) -> None:
    """Remove a folder of this user whose process is gone."""
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return
        with (folder / _LOCK).open("r+", encoding="utf-8") as lock:
            if _locked(lock):
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:  # another process was faster
        return


def _locked(lock: IO[str]) -> bool:
    """Try to get the lock; without such locks, on Windows, a folder is only ever deleted by its own process."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
