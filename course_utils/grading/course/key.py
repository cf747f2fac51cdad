"""The grading key: the one secret of a course.

Seeds for the inputs of the checks and for the split into training and held-out rows are derived from it, so that test
code can be public. It is kept in `classroom/grading.key`, or given by the environment variable `COURSE_KEY`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets

from course_utils.grading.course.layout import Course, CourseError


def read_key(course: Course) -> str:
    """Return the course's grading key, and make one the first time.

    Raises
    ------
    CourseError
        If the key's file cannot be read or made, or holds no text.
    """
    if key := os.environ.get("COURSE_KEY"):
        return key
    path = course.key_file
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_suffix(f".{os.getpid()}.tmp")
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
            aside.replace(path)
        key = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise CourseError(f"The grading key {path} cannot be read or made: {error.strerror}.") from None
    except UnicodeDecodeError:
        key = ""
    if not key:
        remedy = "Put the key back, or delete the file to get a new one."
        raise CourseError(f"The grading key {path} is empty or damaged. {remedy}")
    return key


def derive_seed(key: str, *purpose: str) -> int:
    """Derive a 128-bit seed for one purpose; seeds of different purposes tell nothing about each other or the key."""
    message = "\x1f".join(purpose).encode("utf-8")
    return int.from_bytes(hmac.new(key.encode("utf-8"), message, hashlib.sha256).digest()[:16], "big")
