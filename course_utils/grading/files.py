"""Writing files whole or not at all, finding those that a submission consists of, and telling whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_utils.data.files import write_atomically


def write_whole(path: Path, text: str) -> None:
    """Write a text file in one step, as `write_atomically` does, and its folder where that is missing.

    Halves of a character, which UTF-8 cannot write, become escapes; in JSON these mean the same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def plain_files(folder: Path) -> Iterator[Path]:
    """Yield what lies beside a notebook and goes with it, sorted: no notebooks, links or special files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
            yield path


def hash_of_files(paths: Iterable[Path], folder: Path) -> bytes:
    """Return a hash over files below `folder`, by name and content; of links and folders the name alone counts."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(folder)}".encode("utf-8", "surrogateescape") + b"\0file\0")
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.digest()
