"""From the bytes of a file to a notebook's JSON: what can be read without doubt is read, the rest is refused in words.

What a hand-in holds beside its cells' text (outputs, metadata, pictures) is never used, and may be large or made to
harm: 49 MB of `{}` would take gigabytes as Python's objects. So it is cut out of the bytes, before JSON is read.
"""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from typing import Any

import numpy as np

from course_utils.grading.course.layout import CourseError

MAX_NOTEBOOK_BYTES = 100_000_000
HARMLESS_BYTES = 1_000_000  # take 30 MB as objects at most, whatever they are
MAX_TEXT_BYTES = 10_000_000  # of the cells' text and what names them; a picture in a text may be in it
MAX_PARTS = 200_000  # texts that are read, lines of code most of them; a value that is cut out costs as much as four
_CHUNK = 2**18
# The keys whose values are used, of formats 2 to 4, and nbgrader's; see `course_utils.grading.course.notebooks`.
_USED = {"nbformat", "worksheets", "cells", "cell_type", "id", "source", "input", "level", "metadata", "nbgrader"}
_USED |= {"grade_id", "grade", "points", "solution", "locked", "checksum"}
_USED_KEYS = {key.encode() for key in _USED}
_BLANKS = b" \t\r\n\0"
_SPACE = re.compile(rb"[ \t\r\n]*")
_ENCODINGS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",  # before UTF-16, whose mark begins like it
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"{\0": "utf-16-le",
    b"\0{": "utf-16-be",
}
_OTHER_KINDS = {
    b"PK": "it is a zip archive; hand in the .ipynb file that is in it",
    b"%PDF": "it is a PDF; hand in the .ipynb file itself, not a printout",
    b"<": "it is a web page; download the notebook's own file (.ipynb) and hand that in",
    b"\x89PNG": "it is a picture; hand in the .ipynb file itself",
    b"\xff\xd8": "it is a picture; hand in the .ipynb file itself",
    b"\xd0\xcf\x11\xe0": "it is a document of an office program; hand in the .ipynb file itself",
    b"version https://git-lfs": "it is a pointer of Git LFS; run `git lfs pull` and hand in the notebook itself",
    b"#": "it is a script or a text, not a notebook; hand in the .ipynb file that JupyterLab saves",
}


def content_of(data: bytes, name: str) -> Any:
    """Return a notebook's JSON, whole.

    Raises
    ------
    CourseError
        If the file holds no JSON: what it holds instead, and what to do.
    """
    text = _as_utf8(data, name)
    return _parsed(text, text, name)


def text_content_of(data: bytes, name: str) -> Any:
    """Return what the cells' text is read from; None stands for the rest where the file is large or damaged.

    Raises
    ------
    CourseError
        If the file holds no JSON, or more text than a notebook has.
    """
    text = _as_utf8(data, name)
    if len(text) <= HARMLESS_BYTES:
        with contextlib.suppress(ValueError, RecursionError):  # perhaps only what is not used is damaged
            return json.loads(text)
    return _parsed(_without_unused(text, name), text, name)


def _as_utf8(data: bytes, name: str) -> bytes:
    """Return text in UTF-8, however Unicode was encoded and whether it was compressed."""
    if data.startswith(b"\x1f\x8b"):
        data = _unzipped(data, name)
    if len(data) > MAX_NOTEBOOK_BYTES:
        raise too_large(name)
    for mark, encoding in _ENCODINGS.items():
        if data.startswith(mark):
            try:
                return data[3:] if encoding == "utf-8-sig" else data.decode(encoding).removeprefix("\ufeff").encode()
            except UnicodeError:
                raise _refused(name, _CUT_SHORT) from None
    return data


def _unzipped(data: bytes, name: str) -> bytes:
    reader = zlib.decompressobj(wbits=31)  # gzip's
    try:
        unpacked = reader.decompress(data, MAX_NOTEBOOK_BYTES + 1)
    except zlib.error:
        raise _refused(name, "it is a damaged gzip file; hand in the .ipynb file itself") from None
    if not reader.eof and len(unpacked) <= MAX_NOTEBOOK_BYTES:
        raise _refused(name, "it is a gzip file that breaks off; hand in the .ipynb file itself")
    return unpacked


def _without_unused(text: bytes, name: str) -> bytes:
    """Return JSON with null in place of every value that is not used, which is skipped without being built.

    Its grammar is not checked here; what is cut out need not have any.
    """
    plain = text.replace(rb"\\", b"__").replace(rb"\"", b"__")  # of the same length; a quote now ends its string
    pieces, kept, start, quote, parts = [], 0, 0, plain.find(b'"'), 0
    while quote >= 0:
        end = _end_of_string(plain, quote)
        colon = _after_blanks(plain, end)
        if plain[colon : colon + 1] == b":" and plain[quote + 1 : end - 1] not in _USED_KEYS:
            pieces.append(text[start : colon + 1] + b"null")
            kept += len(pieces[-1])
            start = end = _end_of_value(plain, _after_blanks(plain, colon + 1))
            parts += 3
        parts += 1
        if kept + end - start > MAX_TEXT_BYTES or parts > MAX_PARTS:
            raise _too_much_text(name)
        quote = plain.find(b'"', end)
    if kept + len(text) - start > MAX_TEXT_BYTES:
        raise _too_much_text(name)
    return b"".join([*pieces, text[start:]])


def _after_blanks(text: bytes, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _end_of_string(plain: bytes, quote: int) -> int:
    return plain.find(b'"', quote + 1) + 1 or len(plain)


def _end_of_value(plain: bytes, start: int) -> int:
    """Return where a JSON value ends, in text without escapes; the text's end for one that breaks off."""
    first = plain[start : start + 1]
    if first == b'"':
        return _end_of_string(plain, start)
    if first in (b"{", b"["):
        return _end_of_nesting(plain, start)
    ends = [place for place in (plain.find(mark, start, start + 100) for mark in (b",", b"}", b"]")) if place >= 0]
    return min(ends, default=len(plain))


def _end_of_nesting(plain: bytes, start: int) -> int:
    """Return where the brackets that open at `start` are closed; those within strings do not count."""
    depth, in_string, size = 0, 0, 512
    while start < len(plain):
        part = np.frombuffer(plain, np.uint8, min(size, len(plain) - start), start)
        quotes = part == ord('"')
        inside = (np.cumsum(quotes, dtype=np.int32) + in_string) % 2 == 1
        steps = ((part == ord("{")) | (part == ord("["))).astype(np.int8) - ((part == ord("}")) | (part == ord("]")))
        depths = depth + np.cumsum(np.where(inside, 0, steps), dtype=np.int32)
        closed = np.flatnonzero(depths == 0)
        if closed.size:
            return start + int(closed[0]) + 1
        depth, in_string = int(depths[-1]), (in_string + int(quotes.sum())) % 2
        start, size = start + len(part), min(2 * size, _CHUNK)
    return len(plain)


def _parsed(text: bytes, whole: bytes, name: str) -> Any:
    """Return what JSON in `text` says; `whole` is the file, where it says nothing."""
    try:
        return json.loads(text.decode("utf-8").rstrip("\0"), strict=False)
    except UnicodeDecodeError:
        raise _refused(name, _what_it_is(whole) or _OTHER_ENCODING) from None
    except json.JSONDecodeError as error:
        raise _refused(name, _what_it_is(whole) or _where_it_breaks(error)) from None
    except (ValueError, RecursionError):
        raise _refused(name, _DAMAGED) from None


_DAMAGED = "the file is damaged or was saved by another program; hand in a copy that JupyterLab opens"
_CUT_SHORT = (
    "the file is damaged or was saved by another program, for it breaks off; save your notebook and hand it in again"
)
_OTHER_ENCODING = "it is not in UTF-8; open it in the editor that saved it, save it as UTF-8 and hand that in"


def _what_it_is(text: bytes) -> str:
    """Say what a file is that is no JSON, and what to do about it; an empty string where nobody can tell."""
    begins = text[:1000].lstrip(_BLANKS)
    if not text.strip(_BLANKS):
        return "it is empty, as after an upload that broke off; save your notebook and hand it in again"
    for mark, what in _OTHER_KINDS.items():
        if begins.startswith(mark):
            return what
    lines = b"\n" + text.replace(b"\r", b"\n")
    if b"\n<<<<<<< " in lines or b"\n>>>>>>> " in lines:
        return "it holds Git's merge-conflict markers (<<<<<<<); resolve the conflict, for one with `nbdime mergetool`"
    if not begins.startswith(b"{"):
        return "it does not begin like one; hand in the .ipynb file that JupyterLab saves"
    return ""


def _where_it_breaks(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return "more text follows after its end; hand in a copy that JupyterLab opens"
    breaks_off = error.msg.startswith("Unterminated string") or error.pos >= len(error.doc.rstrip()) - 1
    return _CUT_SHORT if breaks_off else _DAMAGED


def _refused(name: str, why: str) -> CourseError:
    return CourseError(f"{name} is not a notebook: {why}.")


def too_large(name: str) -> CourseError:
    """Return the refusal of a file that is larger than any notebook."""
    remedy = "clear its outputs, save it and hand it in again"
    return CourseError(f"{name} is larger than {MAX_NOTEBOOK_BYTES // 1_000_000} MB; {remedy}.")


def _too_much_text(name: str) -> CourseError:
    remedy = "take large pictures and data out of its cells"
    return CourseError(f"{name} has more in its cells than {MAX_TEXT_BYTES // 1_000_000} MB of text; {remedy}.")
