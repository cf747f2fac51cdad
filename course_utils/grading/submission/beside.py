"""Files that were handed in beside a notebook: listed and shown to whoever reads it, and noted where they are run.

None of this costs a point: modules beside the notebook are allowed, and source checks follow their imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.course.files import plain_files
from course_utils.grading.course.layout import TIMESTAMP_FILE
from course_utils.grading.course.records import FileBeside
from course_utils.grading.course.words import counted
from course_utils.source.outside import outside, seems_code

MAX_LISTED = 50  # files of one student
MAX_TEXT = 20_000  # characters of one file on a page
MAX_TEXTS = 60_000  # characters of all files of one student on a page
CUT = "\n[cut here]\n"
IMPORTED, CODE, TEXT, NO_TEXT = (
    "imported by the notebook",
    "code that the notebook does not import",
    "text",
    "not a text",
)


@dataclass
class Beside:
    """What was handed in beside a notebook, and what somebody may want to look at."""

    files: list[FileBeside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def look_beside(folder: Path, released: Path, sources: Sequence[str]) -> Beside:
    """Describe the files beside a notebook in `folder` that are not the same in `released`; `sources` is its code."""
    texts = {path: text_of(path) for path in own_files(folder, released)}
    if not texts:
        return Beside()
    code = {path for path, text in texts.items() if text and holds_code(path, text)}
    found = outside(sources, folder, code)
    paths = sorted(texts, key=lambda path: (path not in found.read, path not in code, path))
    files, left = [], MAX_TEXTS
    for path in paths[:MAX_LISTED]:
        text = texts[path]
        kind = IMPORTED if path in found.read else CODE if path in code else NO_TEXT if text is None else TEXT
        shown = (text or "")[: min(MAX_TEXT, left)]
        left -= len(shown)
        files.append(FileBeside(str(path.relative_to(folder)), path.stat().st_size, kind, shown + _cut(text, shown)))
    return Beside([*files, *_rest(paths[MAX_LISTED:])], _notes(found.signs, len(paths)))


def own_files(folder: Path, released: Path) -> list[Path]:
    """Return what was handed in beside a notebook, without what the release holds too."""
    return [
        path
        for path in plain_files(folder)
        if path != folder / TIMESTAMP_FILE and not _are_same(path, released / path.relative_to(folder))
    ]


def text_of(path: Path, most: int = MAX_TEXT) -> str | None:
    """Return a file's text, or `most` characters of it and one more where it is longer; None if it is not a text."""
    with path.open("rb") as file:
        raw = file.read(4 * (most + 1))
    text = raw.decode("utf-8-sig", errors="replace")
    is_text = "\0" not in text and text.count("\N{REPLACEMENT CHARACTER}") <= len(text) // 10
    return text[: most + 1] if is_text else None


def holds_code(path: Path, text: str) -> bool:
    """Whether a file with this text holds code."""
    return path.suffix == ".py" or seems_code(text)


def _are_same(path: Path, other: Path) -> bool:
    return other.is_file() and path.stat().st_size == other.stat().st_size and path.read_bytes() == other.read_bytes()


def _cut(text: str | None, shown: str) -> str:
    return CUT if text is not None and len(shown) < len(text) else ""


def _rest(paths: Sequence[Path]) -> list[FileBeside]:
    size = sum(path.stat().st_size for path in paths)
    return [FileBeside(f"{len(paths):,} more", size, "not listed")] if paths else []


def _notes(signs: Sequence[str], count: int) -> list[str]:
    if not signs:
        return []
    came = f"{counted(count, 'file')} came along"
    return [f"{came}, and source checks cannot follow what the notebook does with {', '.join(signs)}: read the files"]
