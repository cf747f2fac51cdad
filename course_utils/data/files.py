"""Where the data are kept, and how their files are written, read and verified."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import platformdirs

Row = tuple[str, int]


class DataError(Exception):
    """The data are absent, altered or out of reach. The message says what to do."""


def cache_folder() -> Path:
    """Return the folder with the prepared data: ``COURSE_DATA`` if set, else the user's cache folder."""
    chosen = os.environ.get("COURSE_DATA")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_cache_dir("pytorch-course"))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that others see the old content or the new one, never a part.

    A killed process or a full disk leaves the old one. Two processes may do this at once: each writes a file of its
    own, and the last rename wins.
    """
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp lets only the owner read; the data may be shared by a class.
        Path(aside).chmod(mode)
        Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)


def rows_to_jsonl(rows: Iterable[Row]) -> bytes:
    """Return one line ``{"text": ..., "label": ...}`` per row; equal rows give equal bytes everywhere."""
    return to_jsonl({"text": text, "label": label} for text, label in rows)


def to_jsonl(records: Iterable[Mapping[str, object]]) -> bytes:
    """Return the records as JSON lines in UTF-8, with a line feed at each end on every system."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def read_jsonl(content: bytes) -> Iterator[dict]:
    """Yield the records of a JSON-lines file."""
    # Not str.splitlines(): a text may hold U+2028, which that would take for the end of a line.
    return (json.loads(line) for line in content.decode().split("\n") if line)
