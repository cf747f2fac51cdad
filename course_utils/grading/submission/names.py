"""What the names in a test cell stand for: read from the assignment's own notebook, never run.

A test cell may use what the assignment's cells import, what test cells above it have defined, and what it takes from
the student's notebook: the answers, and what the other given cells have computed. `checks.graded_cells` gives it
these.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import code_cells, grade_id, is_answer, is_test
from course_utils.source.cells import parse_cell

_IMPORTED, _TESTED, _GIVEN, _ANSWERED = "imported", "tested", "given", "answered"


@dataclass(frozen=True)
class Names:
    """What the names of an assignment's test cells stand for.

    Attributes
    ----------
    imports : tuple of str
        The import statements of the given cells.
    given : mapping of str to tuple of str
        The code of the other given cells, each with the names that test cells use of it.
    borrowed : mapping of str to tuple of str
        By test cell, the names that it takes from the student's notebook.
    """

    imports: tuple[str, ...] = ()
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    borrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def names_of(notebook: NotebookNode) -> Names:
    """Return what the names in the test cells of an assignment's own notebook stand for."""
    imports: list[str] = []
    given: dict[str, tuple[str, ...]] = {}
    borrowed: dict[str, tuple[str, ...]] = {}
    owners = dict.fromkeys(vars(builtins), _IMPORTED)
    used: set[str] = set()  # by this test cell, and by those above it, whose functions it may call
    wanted = set().union(*(_names(cell["source"])[1] for cell in code_cells(notebook) if is_test(cell)))
    for cell in code_cells(notebook):
        source = cell["source"]
        bound, read = _names(source)
        if is_test(cell):
            owners.update(dict.fromkeys(bound, _TESTED))
            used |= read
            borrowed[str(grade_id(cell))] = tuple(
                sorted(name for name in used if owners.get(name, _ANSWERED) in (_GIVEN, _ANSWERED))
            )
        elif is_answer(cell):
            owners.update(dict.fromkeys(bound, _ANSWERED))
        else:
            statements = list(_imports(source))
            imports += statements
            imported = set().union(*(_names(statement)[0] for statement in statements))
            owners.update(dict.fromkeys(imported, _IMPORTED))
            owners.update(dict.fromkeys(bound - imported, _GIVEN))
            if names := tuple(sorted((bound - imported) & wanted)):
                given[source] = names
    return Names(tuple(imports), given, borrowed)


def answer_names(notebook: NotebookNode) -> tuple[str, ...]:
    """Return what the answer cells of a master notebook define: functions, classes and variables."""
    names = [name for cell in code_cells(notebook) if is_answer(cell) for name in _defined(cell["source"])]
    return tuple(dict.fromkeys(names))


def _defined(source: str) -> Iterator[str]:
    for node in parse_cell(source).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            yield from (each.id for each in ast.walk(node) if isinstance(each, ast.Name) and _is_stored(each))


def _is_stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _imports(source: str) -> Iterator[str]:
    for node in parse_cell(source).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) and getattr(node, "module", "") != "__future__":
            yield ast.unparse(node)


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that a cell binds for other cells, and those that it reads as a cell, not inside a function."""
    table = symtable.symtable(ast.unparse(parse_cell(source)), "cell", "exec")
    bound = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    return bound, set(_read(table))


def bound_names(source: str) -> set[str]:
    """Return the names that a cell binds for other cells."""
    return _names(source)[0]


def _read(table: symtable.SymbolTable) -> Iterator[str]:
    is_cell = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_cell or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _read(inner)
