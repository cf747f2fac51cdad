"""Which names a piece of code binds, scope by scope, as Python's own rules have it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
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


class Statement(NamedTuple):
    """A statement of a cell without the statements in its blocks: what it binds and stores, and whether it surely runs.

    Attributes
    ----------
    node : ast.stmt
    is_sure : bool
    calls : list of ast.Call
        Inner ones before outer ones.
    bindings : list of Binding
    stores : list of (ast.expr, ast.expr)
        Each attribute and each key that is assigned to, with the value.
    """

    node: ast.stmt
    is_sure: bool
    calls: list[ast.Call]
    bindings: list[Binding]
    stores: list[tuple[ast.expr, ast.expr]]


@dataclass(eq=False, repr=False)
class Scope:
    """A function, lambda, comprehension, class, or the whole of a cell or file (without a parent).

    What it says follows from the code alone, so it is worked out once, however many checks read the cell.
    """

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
    def statements(self) -> list[Statement]:
        """A cell's statements in order."""
        body = self.node.body  # type: ignore[attr-defined]
        return [_statement(node, is_sure) for node, is_sure in statements(body)]

    @cached_property
    def stores(self) -> list[tuple[ast.expr, ast.expr]]:
        """Each attribute and each key that is assigned to here, with the value."""
        return list(stores(self.nodes))

    @cached_property
    def definitions(self) -> list[Scope]:
        """The functions and classes that stand directly in this scope."""
        return [self.child(node) for node in self.nodes if isinstance(node, (*FUNCTIONS, ast.ClassDef))]

    @cached_property
    def on_self(self) -> dict[str, list[tuple[ast.expr, Scope]]]:
        """What the methods of this class store as attributes of their first parameter, by name."""
        return _stored_on_self(self)

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
        """What a function returns or yields, in the order of the text."""
        if isinstance(self.node, ast.Lambda):
            return [self.node.body]
        ends = (node for node in self.nodes if isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom)))
        return [node.value for node in ends if node.value is not None]

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


def _statement(node: ast.stmt, is_sure: bool) -> Statement:
    nodes = expressions(node)
    bindings = [each for inner in nodes for each in bound_by(inner)]
    bindings += [each for inner in nodes if isinstance(inner, COMPREHENSIONS) for each in walruses(inner)]
    calls = [inner for inner in nodes if isinstance(inner, ast.Call)]
    return Statement(node, is_sure, calls, bindings, list(stores(nodes)))


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


def stores(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each attribute and each key that is assigned to, with the value."""
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _stored(target, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from _stored(node.target, node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            yield from _stored(node.target, node.iter)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            yield from _stored(node.optional_vars, node.context_expr)


def _stored(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, (ast.Attribute, ast.Subscript)):
        yield target, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        same = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
        for number, part in enumerate(target.elts):
            if isinstance(part, (ast.Attribute, ast.Subscript)):
                yield part, value.elts[number] if same else value  # type: ignore[attr-defined]


def _stored_on_self(scope: Scope) -> dict[str, list[tuple[ast.expr, Scope]]]:
    found: dict[str, list[tuple[ast.expr, Scope]]] = {}
    methods = [scope.child(node) for node in scope.nodes if isinstance(node, DEFINITIONS)]
    for method in methods:
        for target, value in method.stores:
            if isinstance(target, ast.Attribute) and is_self(target, method):
                found.setdefault(target.attr, []).append((value, method))
        for node in method.nodes:
            if isinstance(node, ast.Call) and (named := _named_on_self(node, method)):
                found.setdefault(named[0], []).append((named[1], method))
    return found


def _named_on_self(call: ast.Call, method: Scope) -> tuple[str, ast.expr] | None:
    """Return name and value of `setattr(self, name, value)` or `self.register_buffer(name, value)`.

    The name is empty where it is put together.
    """
    arguments = call.args
    if isinstance(call.func, ast.Name) and call.func.id == "setattr" and len(arguments) == 3:
        owner, *arguments = arguments
        is_own = _is_first_parameter(owner, method)
    else:
        is_own = is_self(call.func, method) and getattr(call.func, "attr", "").startswith(("register_", "add_module"))
    if not is_own or len(arguments) < 2:
        return None
    name, value = arguments[:2]
    return (name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""), value


def is_self(target: ast.expr, scope: Scope) -> bool:
    """Whether an attribute is one of the first parameter of the method in which it stands."""
    return isinstance(target, ast.Attribute) and _is_first_parameter(target.value, scope)


def _is_first_parameter(node: ast.expr, scope: Scope) -> bool:
    first = next(iter(parameters(scope.node)), None) if is_method(scope) else None  # type: ignore[arg-type]
    return first is not None and isinstance(node, ast.Name) and node.id == first.arg


def is_method(scope: Scope) -> bool:
    """Whether a function stands in a class."""
    return isinstance(scope.node, FUNCTIONS) and scope.parent is not None and scope.parent.is_class


def class_around(scope: Scope) -> Scope | None:
    """Return the innermost class in which a scope stands."""
    current: Scope | None = scope
    while current is not None and not current.is_class:
        current = current.parent
    return current


def default_of(parameter: ast.arg, function: ast.AST) -> ast.expr | None:
    """Return the default of a function's parameter."""
    assert isinstance(function, FUNCTIONS)
    arguments: ast.arguments = function.args
    places = [*arguments.posonlyargs, *arguments.args]
    by_place = zip(reversed(places), reversed(arguments.defaults), strict=False)
    by_name = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return next((default for each, default in (*by_place, *by_name) if each is parameter), None)


def scopes_within(roots: Sequence[Scope]) -> Iterator[Scope]:
    """Yield all functions and classes inside of cells, however deep."""
    waiting = list(roots)
    while waiting:
        inner = waiting.pop().definitions
        yield from inner
        waiting += inner
