"""Which names a piece of code binds, scope by scope, as Python's own rules have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Binding(NamedTuple):
    """A place that gives a name its value.

    `kind` says how `node` gives it: "is" (the value of an expression), "part" (an element of that value), "defines",
    "imports", "parameter", or "opaque" (an exception, a count: nothing that leads anywhere).
    """

    name: str
    kind: str
    node: ast.AST


class Text(NamedTuple):
    """Where code comes from: the name of a module handed in (empty for the notebook), and what is written there."""

    module: str
    source: str


@dataclass(eq=False, repr=False)
class Scope:
    """A function, lambda, comprehension, class, or the whole of a cell or file (without a parent)."""

    node: ast.AST
    parent: Scope | None
    text: Text
    children: dict[int, Scope] = field(default_factory=dict)

    def child(self, node: ast.AST) -> Scope:
        """Return the scope of a function, class or comprehension that stands in this one; always the same object."""
        if id(node) not in self.children:
            self.children[id(node)] = Scope(node, self, self.text)
        return self.children[id(node)]

    @property
    def is_module(self) -> bool:
        return self.parent is None

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """The nodes of this scope, inner ones before outer ones, in the order of the text.

        Of a scope inside this one only its own node is among them, and what Python evaluates out here: decorators,
        defaults and base classes. Annotations are left out.
        """
        return list(within(_entry(self.node)))

    @cached_property
    def bindings(self) -> dict[str, list[tuple[Binding, Scope]]]:
        """What each name of this scope is bound to, one after the other, and the scope in which that is read."""
        found: dict[str, list[tuple[Binding, Scope]]] = {}
        for binding, scope in self._all_bindings():
            found.setdefault(binding.name, []).append((binding, scope))
        return found

    def _all_bindings(self) -> Iterator[tuple[Binding, Scope]]:
        is_comprehension = isinstance(self.node, COMPREHENSIONS)
        yield from ((each, self) for each in _parameters(self.node))
        for node in self.nodes:
            if not (is_comprehension and isinstance(node, ast.NamedExpr)):
                yield from ((each, self) for each in bound_by(node) if each.name not in self.outer)
            if isinstance(node, COMPREHENSIONS) and not is_comprehension:
                yield from ((each, self.child(node)) for each in walruses(node))
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from self.child(node).bound_outside

    @cached_property
    def bound_outside(self) -> list[tuple[Binding, Scope]]:
        """What this scope, and those inside it, bind of the names that they declare `nonlocal`."""
        names = self.outer - self.globals
        if not names:
            return []
        return [(each, self) for node in self.nodes for each in bound_by(node) if each.name in names]

    @cached_property
    def returned(self) -> list[ast.expr]:
        """What a function returns, in the order of the text."""
        if isinstance(self.node, ast.Lambda):
            return [self.node.body]
        return [node.value for node in self.nodes if isinstance(node, ast.Return) and node.value is not None]

    @cached_property
    def globals(self) -> set[str]:
        """Names that are declared `global` here."""
        return {name for node in self.nodes if isinstance(node, ast.Global) for name in node.names}

    @cached_property
    def outer(self) -> set[str]:
        """Names that are declared `global` or `nonlocal` here: what binds them binds another scope's name."""
        return {name for node in self.nodes if isinstance(node, (ast.Global, ast.Nonlocal)) for name in node.names}

    def owner(self, name: str) -> Scope | None:
        """Return the function, class or comprehension whose name this is; None for a name of the module."""
        scope: Scope | None = self
        while scope is not None and not scope.is_module:
            if name in scope.globals:
                return None
            visible = scope is self or not scope.is_class
            if visible and name in scope.bindings:
                return scope
            scope = scope.parent
        return None


def _entry(node: ast.AST) -> list[ast.AST]:
    """Return the nodes in which the code of a scope begins."""
    if isinstance(node, ast.Lambda):
        return [node.body]
    if isinstance(node, ast.DictComp):
        return [*node.generators, node.key, node.value]
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        return [*node.generators, node.elt]
    return list(node.body)  # type: ignore[attr-defined]


def within(entry: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Yield nodes of one scope, each after what is inside it, without a call for each level."""
    waiting: list[tuple[ast.AST, bool]] = [(node, False) for node in reversed(entry)]
    while waiting:
        node, is_done = waiting.pop()
        if is_done:
            yield node
            continue
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(_evaluated_outside(node))]


def _evaluated_outside(node: ast.AST) -> list[ast.AST]:
    """Return the children of a node that belong to the scope in which the node stands."""
    if isinstance(node, FUNCTIONS):
        defaults = [*node.args.defaults, *(default for default in node.args.kw_defaults if default is not None)]
        return [*getattr(node, "decorator_list", []), *defaults]
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *node.keywords]
    if isinstance(node, COMPREHENSIONS):
        return []
    if isinstance(node, ast.AnnAssign):
        return [node.target, *([node.value] if node.value is not None else [])]
    return list(ast.iter_child_nodes(node))


def statements(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, bool]]:
    """Yield the statements of a cell in order, those in its blocks among them, and whether each one runs for sure."""
    waiting = [(statement, True) for statement in reversed(body)]
    while waiting:
        statement, is_sure = waiting.pop()
        yield statement, is_sure
        inner = is_sure and isinstance(statement, (ast.With, ast.AsyncWith))
        blocks = [] if isinstance(statement, DEFINITIONS) else list(_blocks(statement))
        waiting += [(each, inner) for block in reversed(blocks) for each in reversed(block)]


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    yield getattr(statement, "body", [])
    for part in [*getattr(statement, "handlers", []), *getattr(statement, "cases", [])]:
        yield part.body
    yield getattr(statement, "orelse", [])
    yield getattr(statement, "finalbody", [])


def expressions(statement: ast.stmt) -> list[ast.AST]:
    """Return the nodes of a statement without the statements in its blocks, inner nodes first."""
    if isinstance(statement, DEFINITIONS):
        return list(within([statement]))
    children = [
        child
        for child in _evaluated_outside(statement)
        if not isinstance(child, (ast.stmt, ast.excepthandler, ast.match_case))
    ]
    heads: list[ast.AST] = []
    for case in getattr(statement, "cases", []):
        heads += [case.pattern, *([case.guard] if case.guard else [])]
    return [*within([*children, *heads]), statement]


def bound_by(node: ast.AST) -> Iterator[Binding]:
    """Yield the names that a node by itself binds in its scope, without those that nodes inside it bind."""
    if isinstance(node, DEFINITIONS):
        yield Binding(node.name, "defines", node)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (Binding(imported_as(alias), "imports", node) for alias in node.names if alias.name != "*")
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _bound(target, node.value, "is")
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        if node.value is not None:
            yield from _bound(node.target, node.value, "is")
        elif isinstance(node.target, ast.Name):
            yield Binding(node.target.id, "opaque", node)
    elif isinstance(node, ast.AugAssign):
        yield from _bound(node.target, node, "opaque")
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        yield from _bound(node.target, node.iter, "part")
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _bound(node.optional_vars, node.context_expr, "is")
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield Binding(node.name, "opaque", node)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield Binding(node.rest, "opaque", node)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del):
        yield Binding(node.id, "opaque", node)


def imported_as(alias: ast.alias) -> str:
    """Return the name that an import binds: `import torch.nn` binds `torch`."""
    return alias.asname or alias.name.partition(".")[0]


def walruses(comprehension: ast.AST) -> Iterator[Binding]:
    """Yield what the walruses inside a comprehension bind in the scope around it."""
    waiting: list[ast.AST] = [comprehension]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.NamedExpr):
            yield from bound_by(node)
        if not isinstance(node, FUNCTIONS):
            waiting += ast.iter_child_nodes(node)


def _bound(target: ast.AST, value: ast.AST, kind: str) -> Iterator[Binding]:
    waiting = [(target, value, kind)]
    while waiting:
        target, value, kind = waiting.pop()
        if isinstance(target, ast.Name):
            yield Binding(target.id, kind, value)
        elif isinstance(target, ast.Starred):
            waiting.append((target.value, value, "part"))
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = _parts(target, value) if kind == "is" else None
            pairs = values or [(value, "opaque" if kind == "opaque" else "part")] * len(target.elts)
            waiting += [(part, *pair) for part, pair in zip(target.elts, pairs, strict=True)]


def _parts(target: ast.Tuple | ast.List, value: ast.AST) -> list[tuple[ast.AST, str]] | None:
    """Return the parts of a value that belong to the parts of a target one by one, where that can be seen."""
    if not isinstance(value, (ast.Tuple, ast.List)) or len(value.elts) != len(target.elts):
        return None
    if any(isinstance(part, ast.Starred) for part in (*value.elts, *target.elts)):
        return None
    return [(part, "is") for part in value.elts]


def _parameters(node: ast.AST) -> Iterator[Binding]:
    if isinstance(node, FUNCTIONS):
        for parameter in parameters(node):
            yield Binding(parameter.arg, "parameter", parameter)


def parameters(node: Function) -> list[ast.arg]:
    """Return a function's parameters in their order, `*args` and `**kwargs` last."""
    arguments = node.args
    rest = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]
