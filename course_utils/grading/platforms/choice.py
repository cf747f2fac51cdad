"""Of the files that a student handed in: which one is the assignment's notebook, and what the others are called."""

from __future__ import annotations

import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebook_files import MAX_NOTEBOOK_BYTES
from course_utils.grading.course.notebooks import read_submission
from course_utils.grading.platforms.bundles import is_notebook, is_other_archive, is_zip
from course_utils.grading.platforms.roster import Refused, fold, shown, stem_of
from course_utils.grading.platforms.untrusted_files import File
from course_utils.grading.submission.belonging import assignment_of

MAX_LOOKED_AT = 20  # files of which the content is asked what it is
MAX_CODE_BYTES = 10_000_000
UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)


def find_notebook(files: list[File], assignment: str, cells: dict[str, set[str]]) -> File:
    """Return the assignment's notebook: the one of just its name, else the newest whose name has it, else by its cells.

    What a platform or a browser put behind a name, "-1" or "(1)", does not count.
    """
    notebooks = [file for file in files if is_notebook(file)]
    pattern = re.compile(rf"(.*[ _-])?{re.escape(assignment)}([ _(.-].*)?", re.IGNORECASE)
    named = [file for file in notebooks if pattern.fullmatch(stem_of(file.path.name))]
    if not named and len(notebooks) != 1:
        named = _by_cells(notebooks or files, assignment, cells)
    if not notebooks and not named:
        raise Refused(f"holds no notebook{_what_else(files)}")
    if not named and len(notebooks) > 1:
        found = some_of([shown(str(file.path)) for file in notebooks])
        raise Refused(
            f"holds several notebooks, and none is called {assignment}.ipynb: {found}. Rename the one that counts"
        )

    def preference(file: File) -> tuple[bool, bool, datetime, int]:
        is_exact = fold(file.path.name) == fold(f"{assignment}.ipynb")
        is_but_for_number = fold(re.sub(r"-\d+$", "", stem_of(file.path.name))) == fold(assignment)
        return is_exact, is_but_for_number, file.time or UNKNOWN_TIME, -len(file.path.parts)

    return max(named or notebooks, key=preference)


def _what_else(files: list[File]) -> str:
    """Say what is there in place of a notebook, and what to do about it."""
    if any(map(is_zip, files)):
        return " (an archive inside an archive is not opened)"
    others = [shown(str(file.path)) for file in files if is_other_archive(file)]
    if others:
        return f" ({others[0]} isn't a zip, so it is not opened: unpack it, or ask for a zip)"
    return f" but {some_of([shown(str(file.path)) for file in files])}: ask for the .ipynb file" if files else ""


def _by_cells(files: list[File], assignment: str, cells: dict[str, set[str]]) -> list[File]:
    """Return the one file whose content is the assignment's notebook, whatever its name; none where there are more."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "notebook")
        for file in files[:MAX_LOOKED_AT]:
            with suppress(Refused, CourseError):
                copy.write_bytes(file.read(MAX_NOTEBOOK_BYTES))
                if assignment_of(read_submission(copy), cells) == assignment:
                    found.append(file)
    return found if len(found) == 1 else []


def with_own_names(files: list[File], notebook: File, content: bytes) -> list[File]:
    """Undo how Canvas renamed files beside the notebook: a second "helper.py" becomes "helper-1.py".

    A name that the student's code says is the student's own. So is one beside a notebook that came for the first time,
    unless the code says the name without the number.
    """
    code = content.decode("utf-8", "replace")
    for file in files:
        if file.path.suffix == ".py":
            with suppress(Refused):
                code += file.read(MAX_CODE_BYTES).decode("utf-8", "replace")
    is_second = re.search(r"-\d+$", stem_of(notebook.path.name)) is not None
    taken = {fold(str(file.path)) for file in files}
    renamed = []
    for file in files:
        match = re.fullmatch(r"(.+)-\d+", file.path.stem)
        own = file.path.with_stem(match[1]) if match else file.path
        is_said = own.name in code or re.search(rf"\b(?:from|import)\b[^\n]*\b{re.escape(own.stem)}\b(?!-)", code)
        is_own = not match or file.path.stem in code or fold(str(own)) in taken or not (is_second or is_said)
        renamed.append(file if is_own else replace(file, path=own))
        taken.add(fold(str(renamed[-1].path)))
    return renamed


def some_of(items: list[str]) -> str:
    """Join `items`, and count those beyond the fifth instead of naming them."""
    more = f" and {len(items) - 5} more" if len(items) > 5 else ""
    return ", ".join(items[:5]) + more
