"""What each student handed in: the files of a downloaded zip or folder, sorted by owner.

A *bundle* is what one student handed in at once: some files, or an archive of their own. Known shapes of a source:

- Moodle: ``Full Name_12345_assignsubmission_file_/any name.ipynb``
- Canvas: ``lastfirst_12345_67890_any name.ipynb``, also with ``LATE_`` before the numbers
- by hand: ``<student>/any name.ipynb``, ``<student>.ipynb``, ``<student>_<assignment>.ipynb``, ``<student>.zip``
- one student's own zip or folder with ``<assignment>.ipynb`` in it, named after the student
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from course_utils.grading.archives import File, Refusal, list_folder, list_zip, open_zip, read_file
from course_utils.grading.roster import MOODLE_FOLDER, Owner, Refused, fold, owner_of_file, owner_of_folder, shown

NAMELESS = "has a name that does not say whose it is: rename it to <student>"


@dataclass(frozen=True)
class Bundle:
    """What one student handed in at once: `files`, or an `archive` that has not been opened yet.

    `time_is_told` says that the platform's own archive gave `time`. The times inside a student's archive, and those of
    a folder on this machine, say little about when the work was handed in.
    """

    owner: Owner
    label: str
    time: datetime | None
    time_is_told: bool
    files: tuple[File, ...] = ()
    archive: File | None = None


@dataclass(frozen=True)
class Sorted:
    """The bundles of a source, and the files that are no part of one."""

    bundles: list[Bundle]
    refusals: list[Refusal]


def read_source(source: Path, assignment: str, stack: ExitStack) -> Sorted:
    """Sort what lies in `source` by owner; a zip stays open as long as `stack`.

    Raises
    ------
    Refused
        If nothing can be read from it.
    """
    suffix = source.suffix.lower()
    if source.is_dir():
        files, refusals = list_folder(source.resolve())
    elif suffix == ".zip":
        archive = stack.enter_context(open_zip(source))
        files, refusals = list_zip(archive, shown(source.name), source.stat().st_size)
    elif suffix == ".ipynb":
        files, refusals = [read_file(source)], []
    else:
        raise Refused("is no zip file, folder or notebook")
    files = _unwrap(files, assignment)
    if _is_one_students(files, assignment):
        return Sorted([_whole(source, files, assignment)], refusals)
    told = source.is_file() and suffix == ".zip"
    found = _sort(files, assignment, told)
    return Sorted(found.bundles, refusals + found.refusals)


def is_notebook(file: File) -> bool:
    """Tell whether a file is called like a notebook."""
    return file.path.suffix.lower() == ".ipynb"


def is_zip(file: File) -> bool:
    """Tell whether a file is called like a zip."""
    return file.path.suffix.lower() == ".zip"


def _unwrap(files: list[File], assignment: str) -> list[File]:
    """Take away folders around everything: one called like the assignment, or one around the work of several."""
    while files and len({file.path.parts[0] for file in files}) == 1 and len(files[0].path.parts) > 1:
        top = files[0].path.parts[0]
        inner = [replace(file, path=file.path.relative_to(top)) for file in files]
        if fold(top) != fold(assignment) and not _holds_several(inner, assignment):
            break
        if MOODLE_FOLDER.fullmatch(top):
            break
        files = inner
    return files


def _holds_several(files: list[File], assignment: str) -> bool:
    """Tell whether the work of more than one student lies here, by the names at the top."""
    work = [file.path for file in files if is_notebook(file) or is_zip(file)]
    bare = [path for path in work if len(path.parts) == 1 and owner_of_file(path.name, assignment)[0] is None]
    return len({path.parts[0] for path in work}) > 1 and not bare


def _is_one_students(files: list[File], assignment: str) -> bool:
    """Tell whether there is one submission here, and its name says nothing: then the source's own name must."""
    work = [file.path for file in files if is_notebook(file) or is_zip(file)]
    return len(work) == 1 and len(work[0].parts) == 1 and owner_of_file(work[0].name, assignment)[0] is None


def _whole(source: Path, files: list[File], assignment: str) -> Bundle:
    """Return a source that is one student's as one bundle; its own name says whose."""
    if source.is_dir():
        owner: Owner | None = owner_of_folder(source.resolve().name)
    else:
        owner, _ = owner_of_file(source.name, assignment)
    if owner is None or fold(owner.name) == fold(assignment):
        raise Refused(NAMELESS + source.suffix)
    time = _newest(files) if source.is_dir() else read_file(source).time
    return Bundle(owner, shown(source.name), time, False, tuple(files))


def _sort(files: list[File], assignment: str, told: bool) -> Sorted:
    """Sort files by owner: by the folder at the top or, for files without one, by their name."""
    owned: dict[Owner, list[File]] = defaultdict(list)
    refusals = []
    for file in files:
        top, *rest = file.path.parts
        owner: Owner | None
        if rest:
            owner, path = owner_of_folder(top), PurePosixPath(*rest)
        else:
            owner, name = owner_of_file(top, assignment)
            path = PurePosixPath(name)
            if not (is_notebook(file) or is_zip(file) or (owner and owner.number)):
                refusals.append(Refusal(file.label, "lies beside the students' work and belongs to none of them"))
                continue
        if owner is None:
            refusals.append(Refusal(file.label, NAMELESS + file.path.suffix))
        else:
            owned[owner].append(replace(file, path=path))
    bundles = [bundle for owner, theirs in owned.items() for bundle in _bundles(owner, theirs, told)]
    return Sorted(bundles, refusals)


def _bundles(owner: Owner, files: list[File], told: bool) -> list[Bundle]:
    """Make one bundle of each archive, and one of the loose files."""
    archives = [file for file in files if is_zip(file)]
    loose = tuple(file for file in files if not is_zip(file))
    bundles = [Bundle(owner, file.label, file.time, told, archive=file) for file in archives]
    if any(map(is_notebook, loose)) or not archives:
        bundles.append(Bundle(owner, loose[0].label, _newest(loose), told, files=loose))
    return bundles


def _newest(files: list[File] | tuple[File, ...]) -> datetime | None:
    """Return the time of the newest notebook."""
    return max((file.time for file in files if is_notebook(file) and file.time), default=None)
