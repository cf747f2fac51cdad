"""What a fresh kernel runs before a notebook goes on where its kernel died."""

from __future__ import annotations

import ast
from collections.abc import Container, Sequence
from functools import cache

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import is_test
from course_utils.source.cells import parse_cell


def to_repeat(cells: Sequence[NotebookNode], number: int, without: Container[int]) -> list[int]:
    """Return the numbers of the code cells that cell `number` and those below it rest on, counted from 1.

    These are all above it but those `without`, and but the test cells, which have had their turn: a test cell is among
    them only if one further down reads what it defines.
    """
    wanted: set[str] = set()
    for cell in filter(is_test, reversed(cells[number - 1 :])):
        wanted = _wanted(cell["source"], wanted)
    chosen = []
    for above in range(number - 1, 0, -1):
        cell = cells[above - 1]
        if above in without or (is_test(cell) and not _names(cell["source"])[0] & wanted):
            continue
        if is_test(cell):
            wanted = _wanted(cell["source"], wanted)
        chosen.append(above)
    return chosen[::-1]


def _wanted(source: str, below: set[str]) -> set[str]:
    """Return which names must be there before a test cell runs, for itself and for those below it."""
    binds, reads = _names(source)
    return (below | reads) - binds


@cache  # all submissions have the same test cells
def _names(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that a test cell binds and those that it reads, anywhere in it."""
    binds: set[str] = set()
    reads: set[str] = set()
    for node in ast.walk(parse_cell(source)):
        if isinstance(node, ast.Name):
            (reads if isinstance(node.ctx, ast.Load) else binds).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            binds.add(node.name)
        elif isinstance(node, ast.alias):
            binds.add((node.asname or node.name).partition(".")[0])
    return frozenset(binds), frozenset(reads)
