"""What each student handed in: the files of a downloaded zip or folder, sorted by owner.

A *bundle* is what one student handed in at once: some files, or an archive of their own. Known shapes of a source:

- Moodle: ``Full Name_12345_assignsubmission_file_/any name.ipynb``, also ``Participant_12345_…`` where names are
  hidden, and ``Team-Full Name_12345_…``, once for each member
- Canvas: ``lastfirst_12345_67890_any name.ipynb``, also with ``LATE_`` before the numbers
- Blackboard: ``Assignment_login_attempt_2026-11-02-09-00-00_any name.ipynb``
- Gradescope: ``submission_12345/any name.ipynb`` and a file that names the students
- Brightspace: ``12345-67890 - Full Name - Nov 2, 2026 900 AM/any name.ipynb``
- by hand: ``<student>/any name.ipynb``, ``<student>.ipynb``, ``<student>_<assignment>.ipynb``, ``<student>.zip``,
  ``<assignment>_<student>.ipynb``
- one student's own zip or folder with ``<assignment>.ipynb`` in it, named after the student
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath

from course_utils.grading.platforms import gradescope, untrusted_files
from course_utils.grading.platforms.roster import (
    MOODLE_FOLDER,
    NOTEBOOK,
    Owner,
    Refused,
    Roster,
    fold,
    owner_of_file,
    owner_of_folder,
    shown,
)
from course_utils.grading.platforms.tables import CANVAS
from course_utils.grading.platforms.untrusted_files import File, NotTaken, list_folder, list_zip, open_zip, read_file

NAMELESS = "has a name that does not say whose it is: rename it to <student>"
OTHER_ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
NOT_OPENED = "is an archive of a kind that is not opened here: unpack it, and collect the folder or a zip of it"
STRAY = "is beside the students' work, but belongs to nobody"
_PLATFORMS_OWN = {"index.html", gradescope.METADATA}  # what Brightspace and Gradescope put beside the work
# A platform that stamps files while it packs them needs no longer than this; other archives do it in one go.
_PACKING_TIME = {True: timedelta(minutes=10), False: timedelta(seconds=2)}


@dataclass(frozen=True)
class Bundle:
    """What one student handed in at once: `files`, or an `archive` that has not been opened yet.

    `time_is_trusted`: the platform's own archive gave `time`. The times inside a student's archive, and those of
    a folder on this machine, say little about when the work was handed in.
    """

    owner: Owner
    label: str
    time: datetime | None
    time_is_trusted: bool
    files: tuple[File, ...] = ()
    archive: File | None = None


@dataclass(frozen=True)
class SourceContents:
    """The bundles of a source, the files that are no part of one, and what was assumed or is worth a look."""

    bundles: list[Bundle]
    refusals: list[NotTaken]
    notes: list[str] = field(default_factory=list)


def read_source(source: Path, assignment: str, stack: ExitStack, roster: Roster | None = None) -> SourceContents:
    """Sort what is in `source` by owner; a zip stays open as long as `stack`.

    Raises
    ------
    Refused
        If nothing can be read from it.
    """
    suffix = source.suffix.lower()
    notes: list[str] = []
    if source.is_dir():
        files, refusals, notes = list_folder(source.resolve())
    elif suffix == ".zip":
        archive = stack.enter_context(open_zip(source))
        is_known = partial(_is_known_path, assignment=assignment, roster=roster) if roster else None
        files, refusals, notes = list_zip(archive, shown(source.name), source.stat().st_size, is_known)
    elif NOTEBOOK.fullmatch(source.name):
        files, refusals = [read_file(source)], []
    elif suffix in OTHER_ARCHIVES:
        raise Refused(NOT_OPENED)
    else:
        raise Refused("is not a zip file, a folder or a notebook")
    files = _unwrap(files, assignment, roster)
    if _is_one_students(files, assignment, roster):
        return SourceContents([_whole(source, files, assignment, roster)], refusals, notes)
    time_is_trusted = source.is_file() and suffix == ".zip"
    found = _sort(files, assignment, time_is_trusted, roster)
    bundles, untold = _without_packing_times(found.bundles, shown(source.name))
    return SourceContents(bundles, refusals + found.refusals, notes + untold)


def is_notebook(file: File) -> bool:
    """Tell whether a file is called like a notebook, whatever a browser or an editor put behind its name."""
    return NOTEBOOK.fullmatch(file.path.name) is not None


def is_zip(file: File) -> bool:
    """Tell whether a file is called like a zip."""
    return file.path.suffix.lower() == ".zip"


def is_other_archive(file: File) -> bool:
    """Tell whether a file is called like an archive that is not opened here."""
    return file.path.suffix.lower() in OTHER_ARCHIVES


def _nameless(name: str, is_folder: bool) -> str:
    suffix = ".ipynb" if NOTEBOOK.fullmatch(name) else PurePosixPath(name).suffix
    return NAMELESS if is_folder else NAMELESS + suffix


def _is_known_path(path: str, assignment: str, roster: Roster) -> bool:
    """Tell whether a part of a path is the name of somebody in the list."""
    parts = path.replace("\\", "/").split("/")
    owners = [owner_of_folder(part, assignment, roster.knows) for part in parts]
    owners += [owner_of_file(part, assignment, roster.knows)[0] for part in parts]
    return any(owner is not None and roster.knows(owner.name) for owner in owners)


def _owner_of_folder(name: str, assignment: str, roster: Roster | None) -> Owner | None:
    return owner_of_folder(name, assignment, roster.knows if roster else None)


def _owner_of_file(name: str, assignment: str, roster: Roster | None) -> tuple[Owner | None, str]:
    return owner_of_file(name, assignment, roster.knows if roster else None)


def _unwrap(files: list[File], assignment: str, roster: Roster | None) -> list[File]:
    """Take away folders around everything: one called like the assignment, or one around the work of several."""
    while files and len({file.path.parts[0] for file in files}) == 1 and len(files[0].path.parts) > 1:
        top = files[0].path.parts[0]
        inner = [replace(file, path=file.path.relative_to(top)) for file in files]
        if fold(top) != fold(assignment) and not _holds_several(inner, assignment, roster):
            break
        if MOODLE_FOLDER.fullmatch(top):
            break
        files = inner
    return files


def _work(files: list[File]) -> list[PurePosixPath]:
    return [file.path for file in files if is_notebook(file) or is_zip(file)]


def _holds_several(files: list[File], assignment: str, roster: Roster | None) -> bool:
    """Tell by the names at the top whether several students' work is here, or one's as a platform names it."""
    work = _work(files)
    owners = [_owner_at_top(path, assignment, roster) for path in work]
    if any(owner is not None and owner.number for owner in owners):
        return True
    bare = [path for path, owner in zip(work, owners, strict=True) if len(path.parts) == 1 and owner is None]
    return len({path.parts[0] for path in work}) > 1 and not bare


def _owner_at_top(path: PurePosixPath, assignment: str, roster: Roster | None) -> Owner | None:
    if len(path.parts) > 1:
        return _owner_of_folder(path.parts[0], assignment, roster)
    return _owner_of_file(path.name, assignment, roster)[0]


def _is_one_students(files: list[File], assignment: str, roster: Roster | None) -> bool:
    """Tell whether there is one submission here, and its name says nothing: then the source's own name must."""
    work = _work(files)
    if len(work) != 1 or len(work[0].parts) > 1:
        return False
    owner, _ = _owner_of_file(work[0].name, assignment, roster)
    return owner is None or owner.is_assumed


def _whole(source: Path, files: list[File], assignment: str, roster: Roster | None) -> Bundle:
    """Return a source that is one student's as one bundle; its own name says whose."""
    if source.is_dir():
        owner = _owner_of_folder(source.resolve().name, assignment, roster)
    else:
        owner, _ = _owner_of_file(source.name, assignment, roster)
    if owner is None or fold(owner.name) == fold(assignment):
        raise Refused(_nameless(source.name, source.is_dir()))
    time = _newest(files) if source.is_dir() else read_file(source).time
    return Bundle(owner, shown(source.name), time, False, tuple(files))


def _sort(files: list[File], assignment: str, time_is_trusted: bool, roster: Roster | None) -> SourceContents:
    """Sort files by owner: by the folder at the top or, for files without one, by their name."""
    owned: dict[Owner, list[File]] = defaultdict(list)
    refusals, notes = [], []
    named = _named_by_gradescope(files, roster)
    for file in files:
        top, *rest = file.path.parts
        owner: Owner | None
        if rest:
            owner, path = _owner_of_folder(top, assignment, roster), PurePosixPath(*rest)
        else:
            owner, name = _owner_of_file(top, assignment, roster)
            path = PurePosixPath(name)
            if not (is_notebook(file) or is_zip(file) or (owner and (owner.number or owner.time))):
                if top in _PLATFORMS_OWN:
                    notes.append(f"{file.label} is the platform's own and was passed over.")
                else:
                    refusals.append(NotTaken(file.label, NOT_OPENED if is_other_archive(file) else STRAY))
                continue
        owners = named.get(top) or ([owner] if owner else [])
        for each in owners:
            owned[each].append(replace(file, path=path))
        if not owners:
            refusals.append(NotTaken(file.label, _nameless(top, bool(rest))))
    refusals += _refuse_floods(owned, len(files))
    bundles = [bundle for owner, theirs in owned.items() for bundle in _bundles(owner, theirs, time_is_trusted)]
    return SourceContents(bundles, refusals, notes)


def _named_by_gradescope(files: list[File], roster: Roster | None) -> dict[str, list[Owner]]:
    for file in files:
        if str(file.path) == gradescope.METADATA:
            with suppress(Refused):
                text = file.read(gradescope.MAX_METADATA_BYTES).decode("utf-8", "replace")
                return gradescope.owners(text, roster.knows if roster else None)
    return {}


def _refuse_floods(owned: dict[Owner, list[File]], number: int) -> list[NotTaken]:
    """Take out who hands in so many files that a whole class, with this `number` of files, has too many.

    Raises
    ------
    Refused
        If the class has too many without them as well.
    """
    refusals = []
    for owner, count in Counter({owner: len(theirs) for owner, theirs in owned.items()}).most_common():
        if number <= untrusted_files.MAX_MEMBERS or count <= untrusted_files.MAX_STUDENT_MEMBERS:
            break
        limit = f"{untrusted_files.MAX_STUDENT_MEMBERS:,}"
        reason = f"hands in {count:,} files, of which one student may have {limit}: ask for the notebook alone"
        refusals.append(NotTaken(shown(f"{owner.name} {owner.number}".strip()), reason))
        number -= len(owned.pop(owner))
    if number > untrusted_files.MAX_MEMBERS:
        raise Refused(f"holds more than {untrusted_files.MAX_MEMBERS:,} files: collect it in parts")
    return refusals


def _bundles(owner: Owner, files: list[File], time_is_trusted: bool) -> list[Bundle]:
    """Make one bundle of each archive, and one of the loose files."""
    packed = [file for file in files if is_zip(file)]
    loose = tuple(file for file in files if not is_zip(file))
    time_is_trusted = time_is_trusted or owner.time is not None
    bundles = [Bundle(owner, file.label, owner.time or file.time, time_is_trusted, archive=file) for file in packed]
    if any(map(is_notebook, loose)) or not packed:
        bundles.append(Bundle(owner, loose[0].label, owner.time or _newest(loose), time_is_trusted, files=loose))
    return bundles


def _newest(files: list[File] | tuple[File, ...]) -> datetime | None:
    """Return the time of the newest notebook."""
    return max((file.time for file in files if is_notebook(file) and file.time), default=None)


def _without_packing_times(bundles: list[Bundle], source: str) -> tuple[list[Bundle], list[str]]:
    """Take away times that do not say when the work was handed in, and say so.

    Where the work of several carries one time it is that of the packing. Where Canvas marks some as late, the others
    are not, whatever its archive says.
    """
    stamped = [bundle for bundle in bundles if bundle.time_is_trusted and bundle.time and not bundle.owner.time]
    times = [bundle.time for bundle in stamped if bundle.time]
    is_marked = any(bundle.owner.late for bundle in bundles)
    is_canvas = any(bundle.owner.platform == CANVAS for bundle in bundles)
    is_one_time = len({bundle.owner for bundle in stamped}) > 1 and max(times) - min(times) <= _PACKING_TIME[is_canvas]
    in_time = [bundle for bundle in stamped if is_marked and not bundle.owner.late]
    untold = stamped if is_one_time else in_time
    bundles = [replace(bundle, time_is_trusted=False) if bundle in untold else bundle for bundle in bundles]
    if not is_one_time:
        return bundles, []
    who = "only those that the platform marks count" if is_marked else "nobody counts"
    return bundles, [f"{source}: all its files carry one time, probably that of packing: {who} as late."]
