"""What the code of a notebook's cells calls: read from the syntax tree, never run.

This is for tasks that ask for something to be written out, or for a certain function to be used. It reads names, so it
guides an honest student; code that hides a name from it can be written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from threading import Lock

from IPython.core.inputtransformer2 import TransformerManager

MAX_SOURCE = 200_000  # characters of one cell; parsing takes a thousand times as much memory
_RUN_THEIR_CELL = ("%%time", "%%capture", "%%prun")  # magics below which a cell defines its names as usual
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)

Definitions = dict[str, list[ast.AST]]  # the parts that a name stands for


def calls_within(sources: Sequence[str], definition: str) -> set[str] | None:
    """Return the names that a function or class calls or refers to, following the notebook's own definitions.

    Parameters
    ----------
    sources
        The code of the notebook's cells; where a name is defined twice, the last definition counts.
    definition
        The name of a function or class defined in one of them.

    Returns
    -------
    set of str or None
        Last parts of dotted names (``nn.GRUCell`` gives ``GRUCell``), keyword arguments included, and the words "for"
        (comprehensions too) and "while". Where a name stands for a definition of the notebook, it is not among them.
        None where `definition` is not defined.
    """
    definitions = _definitions(sources)
    if definition not in definitions:
        return None
    seen: set[str] = set()
    names: set[str] = set()
    waiting = [definition]
    while waiting:
        current = waiting.pop()
        seen.add(current)
        bare, dotted = _names(definitions[current])
        # A function of the notebook's own may have any name: what counts is the code in it.
        names |= dotted | (bare - definitions.keys())
        waiting += [name for name in bare | dotted if name in definitions and name not in seen]
    return names


def is_not_begun(sources: Sequence[str], definition: str) -> bool:
    """Whether a definition still holds the `raise NotImplementedError` that nbgrader puts in an answer's place."""
    bare, _ = _names(_definitions(sources)[definition])
    return "NotImplementedError" in bare


def parse_cell(source: str) -> ast.Module:
    """Parse a cell as IPython would run it; one that is no Python, or far too long, counts as empty."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith(_RUN_THEIR_CELL):
        source = rest
    if len(source) <= MAX_SOURCE:
        try:
            return parse(source)
        except _BROKEN:
            pass
        try:
            return parse(TransformerManager().transform_cell(source))
        except _BROKEN:
            pass
    return ast.Module(body=[], type_ignores=[])


def parse(source: str) -> ast.Module:
    """Parse code as `ast.parse` does, one thread at a time.

    Up to Python 3.11.7, two threads that parse at once can make each other fail (CPython issue 106905).
    """
    with _parsing:
        return ast.parse(source)


_parsing = Lock()


def _definitions(sources: Sequence[str]) -> Definitions:
    """Return what the functions and classes of a notebook stand for after its last cell."""
    found: Definitions = {}
    for source in sources:
        for statement in _statements(parse_cell(source).body):  # not the methods: each class has an __init__
            for name, part in _bound_by(statement):
                if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
                    found[name] = [part]
                elif name in found:  # a function that gets another name's value, or is wrapped
                    wrapped = found[name] if name in _names([part])[0] else []
                    found[name] = [part, *wrapped]
    return found


def _statements(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a cell, those in its branches, loops and `with` blocks among them."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.If, ast.For, ast.While, ast.With, ast.Try)):
            for field in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(statement, field, []))
            for handler in getattr(statement, "handlers", []):
                yield from _statements(handler.body)


def _bound_by(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Yield the names that a statement binds, each with what it then stands for."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name, statement
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from ((alias.asname or alias.name, alias) for alias in statement.names)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            yield from _bound_by_assignment(target, statement.value)
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        yield from _bound_by_assignment(statement.target, statement.value)


def _bound_by_assignment(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = [value] * len(target.elts)
        if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
            values = value.elts
        for part, of_part in zip(target.elts, values, strict=True):
            yield from _bound_by_assignment(part, of_part)


def _names(parts: Sequence[ast.AST]) -> tuple[set[str], set[str]]:
    """Return the names that stand for themselves, and all others: last parts of dotted names, arguments, loops."""
    bare, others = set(), set()
    for child in (child for part in parts for child in ast.walk(part)):
        if isinstance(child, ast.Attribute):
            others.add(child.attr)
        elif isinstance(child, ast.Name):
            bare.add(child.id)
        elif isinstance(child, ast.keyword) and child.arg:
            others.add(child.arg)
        elif isinstance(child, ast.alias):
            others.add(child.name.rpartition(".")[2])
        elif isinstance(child, (ast.For, ast.AsyncFor, ast.comprehension)):
            others.add("for")
        elif isinstance(child, ast.While):
            others.add("while")
    return bare, others
