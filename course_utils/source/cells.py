"""The code of a notebook's cells as a syntax tree: parsed as IPython would run it, each cell once, in linear time."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Generic, TypeVar

MAX_SOURCE = 100_000  # characters of one cell; parsing takes a thousand times as much memory
MAX_TOTAL = 250_000  # of all cells of one notebook, for the same reason; a long one has thirty thousand
_RUN_THEIR_CELL = ("time", "capture", "prun")  # magics below which a cell defines its names as usual
_RUN_THEIR_LINE = ("time", "prun")  # magics that run a statement in the notebook's own namespace
_MAX_KEPT = 300_000  # characters whose trees are kept, in any number of cells
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
T = TypeVar("T")


class Kept(Generic[T]):
    """What was made of the code that was read last: every check of a submission reads the same cells."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, ...], T] = {}
        self.characters = 0

    def get(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what was made for a key, which holds the code; make it where it is not kept."""
        value = self.values.get(key)
        if value is None:
            value, size = make(), sum(map(len, key))
            self.characters += size
            if self.characters > _MAX_KEPT:
                self.values, self.characters = {}, size
            self.values[key] = value
        return value


_parsing = Lock()
_trees: Kept[ast.Module] = Kept()
_too_much: ContextVar[frozenset[str]] = ContextVar("too much to parse", default=frozenset())


@contextmanager
def reading_at_most(sources: Iterable[str], characters: int = MAX_TOTAL) -> Iterator[None]:
    """Count as empty what comes in `sources` behind so many characters: each cell alone may be short enough."""
    behind: set[str] = set()
    for source in sources:
        characters -= len(source) if len(source) <= MAX_SOURCE else 0  # a longer one is empty anyhow
        if characters < 0:
            behind.add(source)
    token = _too_much.set(frozenset(behind))
    try:
        yield
    finally:
        _too_much.reset(token)


def parse_cell(source: str) -> ast.Module:
    """Parse a cell as IPython would run it; one that is not Python, or far too long, counts as empty."""
    if source in _too_much.get():
        return ast.Module(body=[], type_ignores=[])
    return _trees.get((source,), lambda: _parse_cell(source))


def parse(source: str) -> ast.Module:
    """Parse code as `ast.parse` does, one thread at a time.

    Up to Python 3.11.7, two threads that parse at once can make each other fail (CPython issue 106905).
    """
    with _parsing:
        return ast.parse(source)


def _parse_cell(source: str) -> ast.Module:
    if len(source) <= MAX_SOURCE:
        for code in (str, without_magics):
            try:
                return parse(code(source))
            except _BROKEN:
                continue
    return ast.Module(body=[], type_ignores=[])


# IPython's own lines


def without_magics(source: str) -> str:
    """Return a cell's code with Python in the place of what only IPython understands.

    A magic, a shell command or a question becomes `pass`, and `None` where its outcome is assigned. What `%time` runs
    stays, and `%run helpers.py` becomes an import of the names in it. One pass over the text: IPython's own
    transformer tokenises a cell anew for each magic.
    """
    lines = _without_prompts(source.splitlines())
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("%%"):
            break
        if line.strip() and line.removeprefix("%%").partition(" ")[0].strip() not in _RUN_THEIR_CELL:
            return ""
        lines[number] = ""
    return "\n".join(_python_lines(_without_indent(lines))) + "\n"


def _without_indent(lines: list[str]) -> list[str]:
    """Take away what the first line is indented by, as IPython does."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _without_prompts(lines: list[str]) -> list[str]:
    """Take the prompts of a pasted session of Python's away, as IPython does."""
    if next((line for line in lines if line.strip()), "").startswith(">>> "):
        return [line[4:] if line.startswith((">>> ", "... ")) else line for line in lines]
    return lines


def _python_lines(lines: list[str]) -> list[str]:
    state = _State()
    found: list[str] = []
    continues = False  # a magic's line that ends with a backslash goes on
    for line in lines:
        python = line if state.is_inside else "" if continues else _replaced(line)
        if python is line:
            state.read(line)
        continues = python is not line and line.endswith("\\")
        found.append(python)
    return found


def _replaced(line: str) -> str:
    """Return the Python that stands for a line on which a statement begins; the line itself where it is Python."""
    code = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    if code.startswith(("%", "!", "?")):
        return indent + _run_by(code)
    target, equals, value = line.partition("=")
    if equals and value.lstrip().startswith(("%", "!")) and not target.rstrip().endswith(("!", "%", "<", ">", "=")):
        return f"{target}= None"
    is_question = code.endswith("?") and "#" not in code
    return f"{indent}pass" if is_question else line


def _run_by(magic: str) -> str:
    """Return the Python that a line magic runs in the notebook's own namespace, or `pass`."""
    name, _, rest = magic.removeprefix("%").strip().partition(" ")
    rest = rest.strip()
    if magic.startswith("%") and name in _RUN_THEIR_LINE and rest and not rest.startswith("-"):
        return rest
    files = [word for word in rest.split() if word.endswith(".py")]
    if magic.startswith("%") and name == "run" and files:
        return f"from {files[0].removesuffix('.py').removeprefix('./').replace('/', '.')} import *"
    return "pass"


class _State:
    """Whether the text so far ends inside brackets, a long string or a continued line: no statement begins there."""

    def __init__(self) -> None:
        self.depth = 0
        self.quotes = ""
        self.pending = False

    @property
    def is_inside(self) -> bool:
        return self.depth > 0 or bool(self.quotes) or self.pending

    def read(self, line: str) -> None:
        place = 0
        self.pending = False
        while place < len(line):
            place = self._in_string(line, place) if self.quotes else self._in_code(line, place)
        if len(self.quotes) == 1 and not self.pending:
            self.quotes = ""  # a short string ends with its line, closed or not

    def _in_string(self, line: str, place: int) -> int:
        if line[place] == "\\":
            self.pending = place == len(line) - 1
            return place + 2
        if line.startswith(self.quotes, place):
            place += len(self.quotes)
            self.quotes = ""
            return place
        return place + 1

    def _in_code(self, line: str, place: int) -> int:
        character = line[place]
        if character == "#":
            return len(line)
        if character in "'\"":
            self.quotes = character * 3 if line.startswith(character * 3, place) else character
            return place + len(self.quotes)
        self.depth = max(0, self.depth + _BRACKETS.get(character, 0))
        self.pending = character == "\\" and place == len(line) - 1
        return place + 1
