"""Reading what others packed: the files of a zip or a folder, with nothing trusted.

A file is only listed if its name stays inside its folder on every system and it is a plain file. Whatever is not
listed is named, with the reason. Contents are read later, one at a time and up to a limit.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from course_utils.grading.course.encodings import ZIP_ENCODINGS, decodings, readings
from course_utils.grading.platforms.roster import WINDOWS_RESERVED, Refused, shown

MAX_LISTED = 1_000_000  # files in a whole class's archive or folder that are looked at
MAX_MEMBERS = 50_000  # of these, without the students who have too many
MAX_STUDENT_MEMBERS = 2_000  # files in one student's archive, or of one student where a class has too many
MAX_STUDENT_ARCHIVE = 200_000_000  # bytes
MAX_RATIO = 1100  # deflate gives 1032 at most; an archive that claims more counts the same bytes several times
MAX_PATH = 200  # bytes of a path inside its container: it is copied to other folders, and a system takes so much
MAX_DEPTH = 20  # parts of a path

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_ASK = "provide a list of students (--students), or unpack the archive, rename what is wrong and collect the folder"
JUNK = {"__MACOSX", ".DS_Store", ".ipynb_checkpoints", "__pycache__", ".git", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class File:
    """A plain file in a zip or a folder.

    Attributes
    ----------
    path : PurePosixPath
        Its place inside its container; known to be safe.
    label : str
        Container and path, for people.
    time : datetime or None
        When it was last changed, as far as the container tells.
    read : callable
        Takes the largest number of bytes to accept and returns the content; raises Refused.
    """

    path: PurePosixPath
    label: str
    time: datetime | None
    read: Callable[[int], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True)
class NotTaken:
    """A file that was not taken, and the reason in words."""

    file: str
    reason: str


class Listing(NamedTuple):
    """The files of a container, those that are not listed, and what was assumed about their names."""

    files: list[File]
    refusals: list[NotTaken]
    notes: list[str]


def list_folder(folder: Path) -> Listing:
    """List the plain files below `folder`; symbolic links and special files are refused, not followed.

    Raises
    ------
    Refused
        If there are more than `MAX_LISTED`.
    """
    files: list[File] = []
    refusals: list[NotTaken] = []
    names: list[str] = []
    for path in _walk(folder, refusals):
        name = path.relative_to(folder).as_posix()
        names.append(name)
        if len(names) > MAX_LISTED:
            raise _too_many(names)
        label = shown(f"{folder.name}/{name}")
        try:
            status = path.lstat()
            _check_plain(status.st_mode)
            files.append(File(safe_path(name), label, _from_seconds(status.st_mtime), _file_reader(path)))
        except Refused as error:
            refusals.append(NotTaken(label, str(error)))
        except OSError as error:
            refusals.append(NotTaken(label, f"cannot be read ({error.strerror})"))
    return Listing([file for file in files if not is_junk(file.path)], refusals, [])


def read_file(path: Path) -> File:
    """Return the file at `path`, which the user named, as a `File` of its own."""
    return File(safe_path(path.name), shown(path.name), _from_seconds(path.stat().st_mtime), _file_reader(path))


def open_zip(source: Path | bytes) -> zipfile.ZipFile:
    """Open a zip file, or the bytes of one student's.

    Raises
    ------
    Refused
        If it is none, is damaged, or lists too many files.
    """
    # A zip's list of files is read at once and whole, so a student's is counted before, by its signature.
    if isinstance(source, bytes) and source.count(b"PK\x01\x02") > MAX_STUDENT_MEMBERS:
        raise Refused(f"holds more than {MAX_STUDENT_MEMBERS:,} files")
    try:
        return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except DAMAGED:
        raise Refused("is damaged, or no zip file at all") from None


def list_zip(
    archive: zipfile.ZipFile,
    label: str,
    packed_size: int,
    is_known: Callable[[str], bool] | None = None,
    names_are_owners: bool = True,
) -> Listing:
    """List the plain files of an open zip of `packed_size` bytes, which must stay open for them to be read.

    `is_known` tells whether a path names somebody in the list of students: names that do not say how their letters
    are stored are read so that most are known. Where names do not decide whose file it is, a wrong letter does no harm.

    Raises
    ------
    Refused
        If it has the marks of a zip bomb.
    """
    members = [info for info in archive.infolist() if not _is_folder(info)]
    if len(members) > MAX_LISTED:
        raise _too_many(info.filename for info in members)
    if sum(info.file_size for info in members) > MAX_RATIO * packed_size:
        raise Refused("claims to unpack to more than a zip of its size can hold (a zip bomb)")
    names, notes = _names(members, label, is_known)
    if not names_are_owners:
        names, notes = [name or info.orig_filename for name, info in zip(names, members, strict=True)], []
    files, refusals = [], []
    for info, name in zip(members, names, strict=True):
        member_label = shown(f"{label}/{name if name is not None else info.filename}")
        try:
            if name is None:
                raise Refused(f"has a name whose letters can be read in several ways: {_ASK}")
            _check_plain(info.external_attr >> 16)
            files.append(File(safe_path(name), member_label, _zip_time(info), _zip_reader(archive, info)))
        except Refused as error:
            refusals.append(NotTaken(member_label, str(error)))
    return Listing([file for file in files if not is_junk(file.path)], refusals, notes)


def _too_many(names: Iterable[str]) -> Refused:
    """Return the refusal of what holds too many files: one folder may be the reason, so the largest is named."""
    folders = Counter("/".join(name.split("/")[:-1][:2]) for name in names)
    [(most, count)] = folders.most_common(1)
    where = f", {count:,} of them in {shown(most)}: take that out, and collect the rest" if len(folders) > 1 else ""
    return Refused(f"holds more than {MAX_LISTED:,} files{where}")


def _is_folder(info: zipfile.ZipInfo) -> bool:
    # Not `info.is_dir()`, which looks at the last letter of a name that may be empty.
    return info.filename.endswith("/") or (info.orig_filename.endswith("\\") and not info.file_size)


def _names(
    members: list[zipfile.ZipInfo], label: str, is_known: Callable[[str], bool] | None
) -> tuple[list[str | None], list[str]]:
    """Return the members' names, None where they are in doubt, and a note where they rest on an assumption.

    A zip says of a name that it is in UTF-8, or nothing: then the standard's CP437 is rarely what the packing program
    wrote. All that are not UTF-8 after all are taken to be in one encoding.
    """
    names = [_told_name(info) for info in members]
    doubtful = {place: members[place].orig_filename.encode("cp437") for place, name in enumerate(names) if name is None}
    read = _known_readings(doubtful, is_known)
    if read or not doubtful:
        return [read.get(place, name) for place, name in enumerate(names)], []
    encoding, read = _likely_readings(doubtful)
    if not encoding:
        return names, []
    some = ", ".join(list(dict.fromkeys(shown(name.split("/")[0]) for name in read.values()))[:5])
    note = f"{label} does not say how the letters of its names are stored. Read as {encoding.upper()}: {some}."
    return [read.get(place, name) for place, name in enumerate(names)], [f"{note} If a name is wrong, {_ASK}."]


def _told_name(info: zipfile.ZipInfo) -> str | None:
    """Return a member's name where the archive leaves no doubt about its letters."""
    name = info.orig_filename
    if name.isascii() or info.flag_bits & 0x800:
        return name
    raw = name.encode("cp437")
    for kind, data in _extra_fields(info.extra):
        if kind == 0x7075 and len(data) > 5 and struct.unpack_from("<I", data, 1)[0] == zlib.crc32(raw):
            raw = data[5:]  # the name once more, in UTF-8
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _known_readings(raw: dict[int, bytes], is_known: Callable[[str], bool] | None) -> dict[int, str]:
    """Return names as read in the encoding in which most are known; none where none is."""
    if is_known is None:
        return {}
    found = _in_each_encoding({place: decodings(name, ZIP_ENCODINGS) for place, name in raw.items()})
    best = max(found.values(), key=lambda names: sum(map(is_known, names.values())), default={})
    return best if any(map(is_known, best.values())) else {}


def _likely_readings(raw: dict[int, bytes]) -> tuple[str, dict[int, str]]:
    """Return the encoding in which most names look like words, the standard's before others, and these readings.

    Nothing is returned where several encodings are as likely and give different names.
    """
    found = _in_each_encoding({place: readings(name, ZIP_ENCODINGS) for place, name in raw.items()})
    most = max(map(len, found.values()), default=0)
    best = {encoding: names for encoding, names in found.items() if len(names) == most}
    encoding = "cp437" if "cp437" in best else next(iter(best), "")
    is_one = all(names == best[encoding] for names in best.values())
    return (encoding, best[encoding]) if encoding and (is_one or encoding == "cp437") else ("", {})


def _in_each_encoding(texts: dict[int, dict[str, str]]) -> dict[str, dict[int, str]]:
    """Turn texts by place and encoding into texts by encoding and place."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for place, by_encoding in texts.items():
        for encoding, text in by_encoding.items():
            found[encoding][place] = text
    return found


def safe_path(name: str) -> PurePosixPath:
    """Return `name` as a relative path that means the same, and nothing outside its folder, on every system.

    Raises
    ------
    Refused
        If there is none.
    """
    name = name.replace("\\", "/")  # as some programs on Windows write it, against the standard
    parts = name.split("/")
    if name.startswith("/") or ":" in name:
        raise Refused("has a path that is absolute or made for Windows")
    if any(part in ("", ".", "..") for part in parts):
        raise Refused("has a path that leads out of its folder, or is empty")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise Refused("has a name with control characters, or one that is no valid text")
    if len(parts) > MAX_DEPTH or len(name.encode()) > MAX_PATH:
        raise Refused("has a name that is too long")
    if any(part.split(".")[0].rstrip().lower() in WINDOWS_RESERVED or part[-1] in ". " for part in parts):
        raise Refused("has a name that Windows cannot store")
    return PurePosixPath(*parts)


def is_junk(path: PurePosixPath) -> bool:
    """Tell whether `path` is a left-over of a system or an editor, which nobody handed in on purpose."""
    return any(part in JUNK or part.startswith("._") for part in path.parts)


def size_in_words(size: int) -> str:
    """Return `size` in bytes as megabytes, for people."""
    return f"{size / 1e6:,.0f} MB"


def _walk(folder: Path, refusals: list[NotTaken]) -> Iterator[Path]:
    """Yield all that is below `folder` and is not a real folder, in a fixed order; unreadable folders are refused."""

    def refuse(error: OSError) -> None:
        refusals.append(NotTaken(shown(str(error.filename)), f"cannot be read ({error.strerror})"))

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders.sort()
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted(links + files))


def _check_plain(mode: int) -> None:
    """Refuse a file whose mode says that it is a link, a device or the like; archives made on Windows have no mode."""
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        raise Refused("is a symbolic link")
    if kind not in (0, stat.S_IFREG):
        raise Refused("is not a plain file")


def _file_reader(path: Path) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        # The path may have been exchanged since it was listed: open without following a link or waiting for a pipe.
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            with open(os.open(path, os.O_RDONLY | flags), "rb") as stream:
                _check_plain(os.fstat(stream.fileno()).st_mode)
                return _read_up_to(stream, limit)
        except OSError as error:
            raise Refused(f"cannot be read ({error.strerror})") from None

    return read


def _zip_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        if info.flag_bits & 0x1:
            raise Refused("is encrypted: ask for it without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("is packed in a way that is not read here: ask for an ordinary zip")
        if info.file_size > limit:
            raise _too_large(limit)
        try:
            with archive.open(info) as stream:
                return _read_up_to(stream, limit)
        except DAMAGED:
            raise Refused("is damaged in the archive") from None

    return read


def _read_up_to(stream: IO[bytes], limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise _too_large(limit)
    return content


def _too_large(limit: int) -> Refused:
    return Refused(f"is larger than {size_in_words(limit)}")


def _zip_time(info: zipfile.ZipInfo) -> datetime | None:
    """Return when a member was last changed; None where the archive does not tell.

    The extended timestamp is in UTC; the plain one is the packing machine's local time, taken for this machine's.
    """
    seconds = _extended_timestamp(info.extra)
    if seconds is not None:
        return _from_seconds(seconds)
    try:
        return None if info.date_time[0] <= 1980 else datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _extended_timestamp(extra: bytes) -> int | None:
    """Find the time of change in a member's extra fields: id 0x5455, flags with bit 0 set, seconds since 1970."""
    for kind, data in _extra_fields(extra):
        if kind == 0x5455 and len(data) >= 5 and data[0] & 1:
            return int(struct.unpack_from("<i", data, 1)[0])
    return None


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]


def _from_seconds(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
