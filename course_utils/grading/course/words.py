"""Words that several pages and tables share."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 submission", "2 submissions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def called(student: str, name: str) -> str:
    """Return what a student is called: the name with the id, which commands take, or the id alone."""
    return f"{name} ({student})" if name else student
