"""What the answer cells of a release ask for, by name, and which cell of a student's defines it.

An answer's names are the functions, classes and variables that the released stub defines at the top level of its cell.
A definition that is still the stub, or holds nothing, is none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import is_answer
from course_utils.source.cells import parse_cell

_NOTHING = re.compile(r"NotImplementedError|\bpass\b|\.\.\.")  # one of these is in every function that does nothing
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class Answers:
    """What the answer cells of a release define.

    Attributes
    ----------
    names : mapping of int to set of str
        By the number of the cell; an answer that is a piece of a script has none.
    stubs : mapping of str to statement
        What the release has for each name.
    """

    names: Mapping[int, set[str]]
    stubs: Mapping[str, ast.stmt]

    def defined(self, source: str) -> set[str]:
        """Return which of the names a cell gives a meaning of its own."""
        if not any(name in source for name in self.stubs):
            return set()
        return {
            name
            for statement in _statements(source)
            if not self._is_unanswered(statement)
            for name in _bound_by(statement)
            if name in self.stubs
        }

    def left_open(self, number: int, source: str) -> set[str]:
        """Return which of its own names an answer cell does not give a meaning."""
        names = self.names.get(number, set())
        if self._is_surely_answered(source) and all(_defines(source, name) for name in names):
            return set()
        return names - self.defined(source)

    def without_stubs(self, source: str, names: set[str]) -> str:
        """Return a cell without the unanswered definitions of `names`; as it is where it has none."""
        if not any(name in source for name in names) or self._is_surely_answered(source):
            return source
        unanswered = [
            statement
            for statement in _statements(source)
            if names.issuperset(_bound_by(statement)) and self._is_unanswered(statement)
        ]
        return _without(source, unanswered)

    def _is_surely_answered(self, source: str) -> bool:
        """Whether a cell has no stub, as far as can be seen without parsing: so it is for most answers."""
        return _NOTHING.search(source) is None

    def _is_unanswered(self, statement: ast.stmt) -> bool:
        """Whether a definition is still the released one, or a function without a body."""
        names = [name for name in _bound_by(statement) if name in self.stubs]
        if not names:
            return False
        is_empty = isinstance(statement, _FUNCTIONS) and all(map(_does_nothing, statement.body))
        return is_empty or all(_is_same(statement, self.stubs[name]) for name in names)


def answers_of(released: NotebookNode) -> Answers:
    """Return what the answer cells of a release define."""
    cells = enumerate(released["cells"])
    return _answers(
        tuple((number, cell["source"]) for number, cell in cells if is_answer(cell) and cell["cell_type"] == "code")
    )


@lru_cache(maxsize=8)  # all submissions have the same release
def _answers(cells: tuple[tuple[int, str], ...]) -> Answers:
    stubs: dict[str, ast.stmt] = {}
    names = {}
    for number, source in cells:
        statements = [each for each in _statements(source) if isinstance(each, (*_FUNCTIONS, ast.ClassDef, ast.Assign))]
        theirs = {name: statement for statement in statements for name in _bound_by(statement)}
        names[number], stubs = set(theirs), stubs | theirs
    return Answers(names, stubs)


def bound(source: str) -> set[str]:
    """Return every name that a cell gives a meaning."""
    return {name for statement in _statements(source) for name in _bound_by(statement)}


def used(source: str) -> set[str]:
    """Return the names that a cell reads, in its functions or at once."""
    nodes = (node for statement in _statements(source) for node in ast.walk(statement))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def beyond(source: str, released: str) -> str:
    """Return what a cell holds beside the statements of a released one; the two may have been joined."""
    given = _statements(released)
    return _without(source, [each for each in _statements(source) if any(_is_same(each, other) for other in given)])


def _is_same(node: object, other: object) -> bool:
    """Whether two syntax trees say the same, wherever they stand; goes no deeper than the first difference."""
    if type(node) is not type(other):
        return False
    if isinstance(node, ast.AST):
        return all(_is_same(getattr(node, field, None), getattr(other, field, None)) for field in node._fields)
    if isinstance(node, list) and isinstance(other, list):
        return len(node) == len(other) and all(_is_same(*pair) for pair in zip(node, other, strict=True))
    return node == other


def _statements(source: str) -> list[ast.stmt]:
    return parse_cell(source).body


def _defines(source: str, name: str) -> bool:
    """Whether a line of a cell begins a function or a class of that name, as far as can be seen without parsing."""
    return re.search(rf"^(?:async +)?(?:def|class) +{name}\b", source, re.MULTILINE) is not None


def _does_nothing(statement: ast.stmt) -> bool:
    """Whether a statement is a docstring, dots, `pass` or `raise NotImplementedError`."""
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_constant or isinstance(statement, ast.Pass)


def _bound_by(statement: ast.AST) -> Iterator[str]:
    """Yield the names that a statement gives a meaning, in its branches and loops too, but not within functions."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)


def _without(source: str, statements: Sequence[ast.stmt]) -> str:
    """Return code without the lines of some of its statements."""
    gone: set[int] = set()
    for statement in statements:
        first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", []))])
        gone.update(range(first, (statement.end_lineno or first) + 1))
    lines = source.split("\n")
    return "\n".join(line for number, line in enumerate(lines, start=1) if number not in gone).strip("\n")
