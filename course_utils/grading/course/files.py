"""Writing files whole or not at all, finding those that a submission consists of, and telling whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from course_utils.data.files import sha256_of, write_atomically

MAX_FILES = 2000  # beside a notebook


def write_whole(path: Path, text: str) -> None:
    """Write a text file in one step, as `write_atomically` does, and its folder where that is missing.

    Lone surrogates, which UTF-8 cannot write, become escapes; in JSON these mean the same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def plain_files(folder: Path) -> list[Path]:
    """Return what is kept beside a notebook and goes with it, sorted: no notebooks, links, special or hidden files.

    Hidden files set programs up, IPython for one, which would read them before the notebook runs.
    """
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb" and not _is_hidden(path, folder)
    ]


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def too_much(files: Sequence[Path], most_mb: int) -> str:
    """Say why files cannot go along with a notebook; empty where they can."""
    if len(files) > MAX_FILES:
        return f"there are more than {MAX_FILES:,}"
    if sum(path.stat().st_size for path in files) > most_mb * 2**20:
        return f"they take more than {most_mb} MB"
    return ""


def hash_of_files(paths: Iterable[Path], folder: Path) -> bytes:
    """Return a hash over files below `folder`, by name and content; of links and folders the name alone counts."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(folder)}".encode("utf-8", "surrogateescape") + b"\0file\0")
        if path.is_file() and not path.is_symlink():
            digest.update(sha256_of(path).encode())
    return digest.digest()
