"""Writing files whole or not at all, and finding those that a submission consists of."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, aside first and then renamed: a killed process or a full disk leaves the old one.

    Halves of a character, which UTF-8 cannot write, become escapes; in JSON these mean the same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
        os.chmod(aside, 0o644)
        Path(aside).replace(path)
    except BaseException:
        os.unlink(aside)
        raise


def plain_files(folder: Path) -> Iterator[Path]:
    """Yield what lies beside a notebook and goes with it, sorted: no notebooks, links or special files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
            yield path
