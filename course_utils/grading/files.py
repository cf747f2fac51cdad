"""Writing files whole or not at all, and finding those that a submission consists of."""

from __future__ import annotations

from collections.abc import Iterator
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
