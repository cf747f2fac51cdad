"""Take submissions from any learning platform into nbgrader's layout, without nbgrader's exchange.

From zips and folders as Moodle, Canvas and people make them (see `bundles`) to
``classroom/submitted/<student>/<assignment>/<assignment>.ipynb``. Whatever comes is somebody else's: a name decides
where something is written only through a checked student id, every size has a limit, and a bad submission never stops
the others: it is listed with the reason.
"""

from __future__ import annotations

import filecmp
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from course_utils.grading.course.layout import TIMESTAMP_FILE, TIMESTAMP_FORMAT, CourseError
from course_utils.grading.course.notebook_files import MAX_NOTEBOOK_BYTES
from course_utils.grading.course.notebooks import read_submission
from course_utils.grading.platforms.bundles import Bundle, is_notebook, is_zip, read_source
from course_utils.grading.platforms.choice import UNKNOWN_TIME, find_notebook, some_of, with_own_names
from course_utils.grading.platforms.naming import ids_from_names, possibly_one
from course_utils.grading.platforms.roster import Refused, Roster, Student, fold, problem_with_id, shown
from course_utils.grading.platforms.tables import CANVAS
from course_utils.grading.platforms.untrusted_files import MAX_STUDENT_ARCHIVE, File, NotTaken, list_zip, open_zip
from course_utils.grading.submission.belonging import assignment_of

MAX_EXTRA, MAX_EXTRAS, MAX_EXTRA_FILES = 10_000_000, 50_000_000, 50  # bytes of one, bytes of all, number


@dataclass
class CollectReport:
    """What became of everything that was handed in.

    Attributes
    ----------
    accepted : dict of str to Path
        The notebook in `submitted`, keyed by student id.
    refused : list of NotTaken
        Files that were not taken, each with the reason in words.
    replaced : list of str
        Where one of several submissions was taken, or an earlier one replaced: one sentence each.
    notes : list of str
        What was assumed about names and times, files that were left out beside a notebook, and submissions that the
        platform marks as late.
    """

    accepted: dict[str, Path] = field(default_factory=dict)
    refused: list[NotTaken] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Staged:
    """A submission that is ready to be moved to its place; `time` is when it was handed in, where that is known."""

    folder: Path
    label: str
    time: datetime | None
    left_out: list[str]


def collect(
    sources: list[Path],
    assignment: str,
    submitted: Path,
    students: list[Student] | None = None,
    cells: dict[str, set[str]] | None = None,
) -> CollectReport:
    """Take the submissions of `assignment` out of `sources` and put them below `submitted`.

    Each student's files appear in one step. Of several submissions by one student the newest is taken.

    Parameters
    ----------
    sources
        Each a zip or folder of a class's work, one student's zip or folder, or a notebook named after its student.
    assignment
        The assignment's name, which is also its notebook's.
    submitted
        nbgrader's folder of submissions. Nothing outside it is written.
    students
        The list of students, see `roster.read_students`; names that are not in it are refused. Without a list the id
        is made from the platform's name, see `roster.derive_id`.
    cells
        The names of every assignment's cells, see `belonging.cell_names`: what is another assignment's, by the name or
        by the notebook's cells, is refused.

    Raises
    ------
    CourseError
        If a source does not exist or overlaps with `submitted`, or if `submitted` cannot be written.
    """
    _check_arguments(sources, assignment, submitted)
    report, cells = CollectReport(), cells or {}
    roster = Roster(students) if students is not None else None
    try:
        submitted.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            staging = stack.enter_context(tempfile.TemporaryDirectory(prefix=".collecting-", dir=submitted))
            bundles = _read_sources(sources, assignment, stack, roster, report)
            for student, theirs in _by_student(bundles, submitted, roster, cells, report).items():
                _take_newest(theirs, submitted / student / assignment, Path(staging), cells, report)
    except OSError as error:
        raise CourseError(f"The submissions cannot be stored in {submitted}: {error.strerror}.") from error
    return report


def _check_arguments(sources: list[Path], assignment: str, submitted: Path) -> None:
    if problem := problem_with_id(assignment):
        raise CourseError(f"{shown(assignment)!r} cannot be an assignment: {problem}.")
    target = submitted.resolve()
    for source in sources:
        if not source.exists():
            raise CourseError(f"There is no file or folder {source}.")
        place = source.resolve()
        if place == target or place in target.parents or target in place.parents:
            raise CourseError(f"{source} and {submitted} overlap. Put your download into a folder of its own.")


# Whose is it ------------------------------------------------------------------------------------------------


def _read_sources(
    sources: list[Path], assignment: str, stack: ExitStack, roster: Roster | None, report: CollectReport
) -> list[Bundle]:
    bundles = []
    for source in sources:
        try:
            found = read_source(source, assignment, stack, roster)
        except Refused as error:
            report.refused.append(NotTaken(shown(source.name), str(error)))
        else:
            bundles += found.bundles
            report.refused += found.refusals
            report.notes += found.notes
    return bundles


def _by_student(
    bundles: list[Bundle],
    submitted: Path,
    roster: Roster | None,
    assignments: Iterable[str],
    report: CollectReport,
) -> dict[str, list[Bundle]]:
    """Sort bundles by student id; those whose owner is unknown, in doubt or an assignment are refused."""
    taken = {fold(name): name for name in assignments}
    find = roster.find if roster else ids_from_names(bundles, report.notes)
    found: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in bundles:
        try:
            if name := taken.get(fold(bundle.owner.name)):
                raise Refused(f"is named after the assignment {name}, not after a student")
            students = find(bundle.owner)
        except Refused as error:
            report.refused.append(NotTaken(bundle.label, str(error)))
            continue
        if len(students) > 1:
            report.notes.append(f"{shown(bundle.owner.name)}: counts for {', '.join(students)}.")
        for student in students:
            found[student].append(bundle)
    present = {fold(path.name): path.name for path in submitted.iterdir() if path.is_dir()}
    for student, theirs in list(found.items()):
        doubt = _doubt(student, theirs, present.get(fold(student), student), roster)
        if doubt:
            report.refused += [NotTaken(bundle.label, doubt) for bundle in theirs]
            del found[student]
    if not roster:
        report.notes += possibly_one({*found, *present.values()})
    return found


def _doubt(student: str, bundles: list[Bundle], present: str, roster: Roster | None) -> str:
    """Say why `bundles` may not be one student's; empty if there is no doubt."""
    names = sorted({shown(bundle.owner.name) for bundle in bundles})
    if len({bundle.owner.name for bundle in bundles}) > 1 and not roster:
        return f"several names give the same student id {student!r} ({', '.join(names)}): provide a list of students"
    strange = {bundle.owner for bundle in bundles if roster and not roster.is_owner_by_number(bundle.owner, student)}
    if len({bundle.owner.number for bundle in bundles} - {""}) > 1 and any(owner.number for owner in strange):
        return (
            f"the platform has several students called {names[0]!r}, the list of students one: provide the platform's "
            "own list (--students), whose numbers tell them apart"
        )
    if present != student:
        return f"its student id {student!r} differs from {shown(present)!r}, already collected, only in spelling"
    return ""


# Taking one student's work ----------------------------------------------------------------------------------


def _take_newest(
    bundles: list[Bundle], target: Path, staging: Path, cells: dict[str, set[str]], report: CollectReport
) -> None:
    """Put the newest of `bundles` that can be read at `target`; with equal times the last one named."""
    student = target.parent.name
    newest_first = sorted(reversed(bundles), key=lambda bundle: bundle.time or UNKNOWN_TIME, reverse=True)
    for rank, bundle in enumerate(newest_first):
        try:
            staged = _stage(bundle, target.name, staging / f"{student}.{rank}.new", cells)
            _refuse_anothers(staged.folder / f"{target.name}.ipynb", cells)
        except Refused as error:
            report.refused.append(NotTaken(bundle.label, str(error)))
            continue
        try:
            replaced = _publish(staged, target)
        except Refused as error:
            report.refused.append(NotTaken(bundle.label, str(error)))
            return
        report.accepted[student] = target / f"{target.name}.ipynb"
        _tell(bundle, staged, newest_first[rank + 1 :], replaced, student, report)
        return


def _tell(
    bundle: Bundle, staged: _Staged, older: list[Bundle], replaced: bool, student: str, report: CollectReport
) -> None:
    """Report what was done beyond taking the submission."""
    if older:
        left = ", ".join(f"{each.label}{_at(each.time)}" for each in older)
        report.replaced.append(f"{student}: took {staged.label}{_at(bundle.time)}, the newest; left {left}.")
    if replaced:
        report.replaced.append(f"{student}: {staged.label} replaced what was collected before.")
    if staged.left_out:
        report.notes.append(f"{student}: left out {some_of(staged.left_out)}.")
    if bundle.owner.is_assumed:
        report.notes.append(f"{student}: the name is the end of {bundle.label}. If it is none, rename the file.")
    if bundle.owner.late:
        place = report.accepted[student].parent / TIMESTAMP_FILE
        unknown = f", but not by how much: nothing is taken off unless you write the time into {place}"
        report.notes.append(f"{student}: the platform marks the submission as late{'' if staged.time else unknown}.")


def _stage(bundle: Bundle, assignment: str, folder: Path, cells: dict[str, set[str]]) -> _Staged:
    """Write what is taken of a bundle to the new folder `folder`."""
    files, left_out = list(bundle.files), []
    if bundle.archive:
        packed = bundle.archive.read(MAX_STUDENT_ARCHIVE)
        files, refusals, _ = list_zip(open_zip(packed), bundle.label, len(packed), names_are_owners=False)
        left_out = [f"{refusal.file} ({refusal.reason})" for refusal in refusals]
    notebook = find_notebook(files, assignment, cells)
    content = notebook.read(MAX_NOTEBOOK_BYTES)
    folder.mkdir()
    (folder / f"{assignment}.ipynb").write_bytes(content)
    newer = [file for file in files if is_notebook(file) and file.time and notebook.time and file.time > notebook.time]
    left_out += [f"{shown(str(file.path))} (newer, but not called {assignment}.ipynb)" for file in newer]
    others = [file for file in files if file is not notebook and file not in newer]
    if bundle.owner.platform == CANVAS:
        others = with_own_names(others, notebook, content)
    left_out += write_extras(others, notebook.path.parent, folder)
    time = bundle.owner.time or ((bundle.time if bundle.archive else notebook.time) if bundle.time_is_trusted else None)
    if time:
        (folder / TIMESTAMP_FILE).write_text(time.strftime(TIMESTAMP_FORMAT), encoding="utf-8")
    return _Staged(folder, notebook.label, time, left_out)


def _refuse_anothers(path: Path, cells: dict[str, set[str]]) -> None:
    """Refuse a notebook that belongs to another assignment than the one it is named after."""
    try:
        notebook = read_submission(path)
    except CourseError:
        return  # the student learns from the grading why it cannot be read
    if (found := assignment_of(notebook, cells, path.stem)) != path.stem:
        raise Refused(f"is the notebook of {found}")


def write_extras(files: list[File], base: PurePosixPath, folder: Path) -> list[str]:
    """Write the small plain files beside the notebook in `base`; return what was left out, and why."""
    left_out, taken, number, size = [], {fold(TIMESTAMP_FILE)}, 0, 0
    for file in files:
        try:
            path = _extra_path(file, base)
            if fold(str(path)) in taken:
                raise Refused("has a name that is taken")
            if number >= MAX_EXTRA_FILES:
                raise Refused(f"is beyond the first {MAX_EXTRA_FILES} files")
            content = file.read(min(MAX_EXTRA, MAX_EXTRAS - size))
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            left_out.append(f"{shown(str(file.path))} (is a file and a folder at once)")
        except Refused as error:
            left_out.append(f"{shown(str(file.path))} ({error})")
        else:
            taken.add(fold(str(path)))
            number, size = number + 1, size + len(content)
    return left_out


def _extra_path(file: File, base: PurePosixPath) -> PurePosixPath:
    if is_zip(file) or any(part.lower().endswith(".ipynb") for part in file.path.parts):
        raise Refused("is not the assignment's notebook")
    if not file.path.is_relative_to(base):
        raise Refused("is not beside the notebook")
    if any(part.startswith(".") for part in file.path.parts):
        raise Refused("is hidden")
    if set(str(file.path)) & set('<>|?*"'):
        raise Refused("has a name that Windows cannot store")
    return PurePosixPath(unicodedata.normalize("NFC", str(file.path.relative_to(base))))  # as Python imports it


def _publish(staged: _Staged, target: Path) -> bool:
    """Move a staged submission to its place in one step; return whether another one was there.

    Raises
    ------
    Refused
        If a link or a file stands in the way, or a newer submission has been collected before.
    """
    for place in (target.parent, target):
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise Refused(f"cannot be stored: {place} is no folder of its own")
    before = _collected_time(target)
    if before and staged.time and before > staged.time:
        raise Refused(f"is older than what was collected before{_at(before)}")
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        staged.folder.rename(target)
        return False
    aside = staged.folder.with_suffix(".old")
    notebook = f"{target.name}.ipynb"
    same = (target / notebook).is_file() and filecmp.cmp(target / notebook, staged.folder / notebook, shallow=False)
    target.rename(aside)
    try:
        staged.folder.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    return not same


def _collected_time(target: Path) -> datetime | None:
    """Return when the submission at `target` was handed in, where its timestamp file tells."""
    if not (target / TIMESTAMP_FILE).is_file():
        return None
    from nbgrader.utils import parse_utc  # takes seconds to import, and is rarely needed

    try:
        text = (target / TIMESTAMP_FILE).read_text(encoding="utf-8").strip()
        return parse_utc(text).replace(tzinfo=UTC) if text else None
    except (OSError, ValueError, OverflowError):
        return None


def _at(time: datetime | None) -> str:
    return f" ({time.astimezone(UTC):%Y-%m-%d %H:%M} UTC)" if time else ""
