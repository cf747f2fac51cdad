"""A notebook's names and expressions, and what they stand for: an evaluation of its code that runs none of it.

The cells are gone through in order, since a later definition replaces an earlier one. Functions are read afterwards,
with the names as they are at the end, since that is what they find when a test cell calls them.
"""

from __future__ import annotations

import ast
import site
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from course_utils.source.cells import MAX_SOURCE, MAX_TOTAL, Kept, parse_cell
from course_utils.source.meanings import (
    HOLDERS,
    MAX_VALUES,
    NOTHING,
    SETTINGS,
    UNKNOWN,
    Constant,
    Instance,
    Items,
    Keyword,
    Library,
    Maybe,
    Method,
    Module,
    Names,
    Namespace,
    Own,
    Parent,
    Result,
    Unknown,
    Values,
    is_callable,
    is_key,
    is_off,
    items,
    maybe,
    union,
)
from course_utils.source.scopes import (
    COMPREHENSIONS,
    FUNCTIONS,
    Binding,
    Scope,
    Text,
    bound_by,
    class_around,
    default_of,
    imported_as,
    is_method,
    is_self,
    parameters,
    scopes_within,
)

MAX_STEPS = 60  # from a name to what it leads to, one inside the other

QUESTIONS = ("builtins.isinstance", "builtins.issubclass")
LOOKUPS = ("get", "setdefault", "pop", "__getitem__")
REPLACED = ("__code__", "__defaults__", "__kwdefaults__", "__call__")  # attributes that change what a function does
RUN_TEXT = ("builtins.exec", "builtins.eval")
IMPORT_BY_NAME = ("builtins.__import__", "importlib.import_module")
_GETTERS = ("operator.attrgetter", "operator.methodcaller")
_NAMESPACES = ("builtins.globals", "builtins.locals", "builtins.vars")
_RUN_FILES = ("runpy.run_path", "runpy.run_module")
_RUN_CELLS = ("run_cell", "run_code", "ex", "ev")  # of IPython's shell
_USER_NAMESPACES = ("user_ns", "user_global_ns")  # of IPython's shell
_SAME_FUNCTION = ("__code__", "__func__", "__wrapped__", "__call__", "__get__")
_ASK_BY_NAME = ("__getattribute__", "__getattr__")
_NO_FUNCTIONS = ("dtype", "device")  # arguments that never carry one
_scopes: Kept[Scope] = Kept()


def _scope_of(source: str, module: str) -> Scope:
    """Return the scope of a cell or file. It says nothing of what runs before it, so each is taken apart once."""
    return _scopes.get((source, module), lambda: Scope(parse_cell(source), None, Text(module, source)))


class Program:
    """A notebook's cells, and the modules in `folder` that they import."""

    def __init__(self, sources: Sequence[str], folder: Path | None) -> None:
        self.files: set[Path] = set()  # of the modules that were read
        self._places = _places_of_modules(folder) if folder is not None else {}
        self.doubts: list[str] = []  # what was seen outside of functions that may bind any name
        self.namespaces: dict[str, Namespace] = {}
        self._left = MAX_TOTAL  # characters, of its modules too; what comes after is not read
        self._depth = 0
        self._names: dict[tuple[Scope, str], Values] = {}  # of functions and classes
        self._returns: dict[Scope, Values] = {}
        self._known: dict[int, Values] = {}  # inside functions, by node
        self._now: dict[int, Values] = {}  # outside of them, where the same code may stand for something else later
        self._arguments: dict[int, list[Values]] = {}  # what the parameters of own functions were given, by call
        self._attributes: dict[tuple[Any, str], Values] = {}  # what was assigned, by owner (or any: None) and name
        self._roots: list[Scope] = []
        self._texts: list[ast.Module] = []
        self.attributes_of_classes: set[str] = set()
        self.notebook = Namespace("")
        self.namespaces[""] = self.notebook
        for source in sources:
            self._run(source, self.notebook)
        self._forget()  # functions find the names as they are at the end
        self._bind_from_within()
        self._forget()

    def scopes(self) -> Iterator[Scope]:
        """Yield every cell and file that was read, and all functions, classes and comprehensions in them."""
        waiting = list(self._roots)
        while waiting:
            scope = waiting.pop()
            yield scope
            inner = (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)
            waiting += [scope.child(node) for node in reversed(scope.nodes) if isinstance(node, inner)]

    # The code outside of functions

    def _run(self, source: str, names: Namespace) -> None:
        self._left -= len(source)
        if self._left < 0:
            self.doubts.append("there is too much code to read it all")
            return
        scope = _scope_of(source, names.name)
        self._roots.append(scope)
        self._run_statements(scope, names)

    def _run_statements(self, scope: Scope, names: Namespace) -> None:
        for statement in scope.statements:
            self._now.clear()
            for call in statement.calls:
                self._call_outside(call, scope, names)
            values = [self._bound_values(each, scope) for each in statement.bindings]  # all before any: `a, b = b, a`
            for binding, each in zip(statement.bindings, values, strict=True):
                names.bind(binding.name, each, statement.is_sure and binding.kind != "part")
            self._star_imports(statement.node, names)
            for target, value in statement.stores:
                self._store(target, self.evaluate(value, scope), scope, names)

    def _star_imports(self, statement: ast.stmt, names: Namespace) -> None:
        if not isinstance(statement, ast.ImportFrom) or not any(alias.name == "*" for alias in statement.names):
            return
        path = self._absolute(statement, names.name)
        own = self._module(path)
        if own is None:
            names.star(path)
        else:
            for name, values in own.values.items():
                if not name.startswith("_"):
                    names.bind(name, values, replaces=True)

    def _call_outside(self, call: ast.Call, scope: Scope, names: Namespace) -> None:
        """Note what a call outside of functions does to the notebook's names."""
        for callee in self.evaluate(call.func, scope):
            if callee in map(Library, RUN_TEXT):
                text = self._text_argument(call, scope)
                if text is None:
                    self.doubts.append(f"`{callee.path.rpartition('.')[2]}` runs code that is put together elsewhere")
                else:
                    self._run(text, names)
            elif isinstance(callee, Own):
                self._bind_globals(callee.scope)
            elif callee == Library("builtins.setattr") and len(call.args) == 3:
                key = self.constant(call.args[1], scope)
                if isinstance(key, str):
                    self._set(call.args[0], key, self.evaluate(call.args[2], scope), scope)
            elif isinstance(callee, Library) and callee.path in _RUN_FILES:
                self.doubts.append(f"`{callee.path}` runs a file")
        if isinstance(call.func, ast.Attribute):
            self._call_of_attribute(call, call.func, scope, names)
        self.evaluate(call, scope)  # own functions learn what they are given

    def _call_of_attribute(self, call: ast.Call, function: ast.Attribute, scope: Scope, names: Namespace) -> None:
        """Note `globals().update(...)`, and what a container may hold after `box.append(function)`."""
        if function.attr in _RUN_CELLS and (text := self._text_argument(call, scope)) is not None:
            self._run(text, names)
        if function.attr == "__setitem__" and len(call.args) == 2:
            self._store(ast.Subscript(function.value, call.args[0]), self.evaluate(call.args[1], scope), scope, names)
        given = [(keyword.arg, self.evaluate(keyword.value, scope)) for keyword in call.keywords]
        for argument in call.args:
            for value in self.evaluate(argument, scope):
                given += list(value.by_key) if isinstance(value, Items) else [(None, frozenset({value}))]
        for owner in self.evaluate(function.value, scope):
            if (isinstance(owner, Names) and isinstance(owner.owner, Module)) or function.attr == "push":
                for key, values in given:
                    if isinstance(key, str):
                        names.bind(key, values, replaces=False)
        functions = frozenset(value for _, values in given for value in values if is_callable(value))
        if functions and isinstance(function.value, ast.Name) and function.value.id in names.values:
            held = names.values[function.value.id]
            if not any(isinstance(value, (Library, Module, Own)) for value in held):
                names.bind(function.value.id, frozenset({Items((), functions)}), replaces=False)

    def _store(self, target: ast.expr, values: Values, scope: Scope, names: Namespace) -> None:
        """Note what is assigned to an attribute, or under a key."""
        if isinstance(target, ast.Attribute):
            self._set(target.value, target.attr, values, scope)
        elif isinstance(target, ast.Subscript):
            key = self.constant(target.slice, scope)
            owners = self.evaluate(target.value, scope)
            for owner in owners:
                if isinstance(owner, Names) and isinstance(key, str):
                    self._set_of(owner.owner, key, values)
                elif isinstance(owner, Names):
                    self.doubts.append("a name is put together when the code runs")
            if isinstance(target.value, ast.Name) and scope.owner(target.value.id) is None:
                known = [owner for owner in owners if isinstance(owner, Items)]
                kept = [pair for owner in known for pair in owner.by_key if pair[0] != key]
                others = [owner.others for owner in known]
                new = items([*kept, (key, values)], others) if key is not None else items(kept, [*others, values])
                if known or any(map(is_callable, values)):
                    names.bind(target.value.id, frozenset({new}), replaces=bool(known))

    def _set(self, owner: ast.expr, name: str, values: Values, scope: Scope) -> None:
        for value in self.evaluate(owner, scope):
            self._set_of(value, name, values)

    def _set_of(self, owner: Any, name: str, values: Values) -> None:
        if owner == Library("builtins"):
            owner = Module("")
        if isinstance(owner, Module) and owner.name in self.namespaces:
            self.namespaces[owner.name].bind(name, values, replaces=False)
            return
        values = frozenset(value for value in values if is_callable(value))
        for place in ((owner, name), (None, name)):
            self._attributes[place] = union([self._attributes.get(place, NOTHING), values])

    def _bind_from_within(self) -> None:
        """Note what functions bind outside of themselves: `global` names, `globals()["name"]`, attributes."""
        for scope in scopes_within(self._roots):
            if scope.is_class:
                self.attributes_of_classes |= scope.bindings.keys() | scope.on_self.keys()
            self._bind_globals(scope)
            for target, value in scope.stores:
                if isinstance(target, ast.Subscript) or not is_self(target, scope):
                    names = self.namespaces[scope.text.module]
                    self._store(target, self.evaluate(value, scope), scope, names)

    def _bind_globals(self, scope: Scope) -> None:
        for node in scope.nodes if scope.globals else ():
            for binding in bound_by(node):
                if binding.name in scope.globals:
                    values = self._bound_values(binding, scope)
                    self.namespaces[scope.text.module].bind(binding.name, values, replaces=False)

    # Names and expressions

    def evaluate(self, node: ast.AST, scope: Scope) -> Values:
        """Return what an expression that stands in a scope may stand for."""
        known = self._now if scope.is_module else self._known
        if id(node) in known:
            return known[id(node)]
        if self._depth > MAX_STEPS:
            return UNKNOWN
        known[id(node)] = NOTHING  # what leads back to itself adds nothing
        self._depth += 1
        try:
            values = union([self._evaluate(node, scope)]) or UNKNOWN
        finally:
            self._depth -= 1
        known[id(node)] = values
        return values

    def _forget(self) -> None:
        for known in (self._known, self._now, self._names, self._returns):
            known.clear()

    def _evaluate(self, node: ast.AST, scope: Scope) -> Values:
        if isinstance(node, ast.Name):
            return self.look_up(node.id, scope)
        if isinstance(node, ast.Attribute):
            owners = self.evaluate(node.value, scope)
            return union(self._attribute(owner, node.attr) for owner in owners)
        if isinstance(node, ast.Call):
            return union(self._called(callee, node, scope) for callee in self.evaluate(node.func, scope))
        if isinstance(node, ast.Constant):
            return frozenset({Constant(node.value)})
        if isinstance(node, ast.Subscript):
            return self._subscript(node, scope)
        if isinstance(node, (ast.NamedExpr, ast.Starred, ast.Await)):
            return self.evaluate(node.value, scope)
        if isinstance(node, ast.IfExp):
            return union([self.evaluate(node.body, scope), self.evaluate(node.orelse, scope)])
        if isinstance(node, ast.BoolOp):
            return union(self.evaluate(value, scope) for value in node.values)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            return frozenset({Own(scope.child(node))})
        return self._container(node, scope)

    def _container(self, node: ast.AST, scope: Scope) -> Values:
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            values = [self.evaluate(part, scope) for part in node.elts]
            is_fixed = not any(isinstance(part, ast.Starred) for part in node.elts)
            return frozenset({items(enumerate(values), []) if is_fixed else items([], values)})
        if isinstance(node, ast.Dict):
            keys = [self.constant(key, scope) if key is not None else SETTINGS for key in node.keys]
            return frozenset({self._dict(zip(keys, node.values, strict=True), scope)})
        if isinstance(node, COMPREHENSIONS):
            inner = node.value if isinstance(node, ast.DictComp) else node.elt
            return frozenset({Items((), self.evaluate(inner, scope.child(node)))})
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            asked = self.evaluate(node.operand, scope)
            return frozenset(Constant(not v.value) if isinstance(v, Constant) else Unknown() for v in asked)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.constant(node.left, scope), self.constant(node.right, scope)
            if isinstance(left, str) and isinstance(right, str):
                return frozenset({Constant(left + right)})
        return UNKNOWN

    def _dict(self, pairs: Iterable[tuple[Any, ast.expr]], scope: Scope) -> Items:
        by_key: dict[Any, Values] = {}
        others: list[Values] = []
        for key, value in pairs:
            values = self.evaluate(value, scope)
            if key is SETTINGS:
                known = [each for each in values if isinstance(each, Items)]
                by_key |= {name: held for each in known for name, held in each.by_key}
                others += [each.others for each in known] or [UNKNOWN | maybe(filter(is_callable, values))]
            elif key is not None:
                by_key[key] = values
            else:
                others.append(values)
        return items(by_key.items(), others)

    def constant(self, node: ast.AST, scope: Scope) -> Any:
        """Return the text or number that an expression stands for, as far as the code says it; else None."""
        values = self.evaluate(node, scope)
        if len(values) == 1 and isinstance(value := next(iter(values)), Constant) and is_key(value.value):
            return value.value
        return None

    def look_up(self, name: str, scope: Scope) -> Values:
        """Return what a name in a scope may stand for."""
        owner = scope.owner(name)
        if owner is None:
            if name == "__name__":
                return frozenset({Constant(scope.text.module or "__main__")})
            return self.namespaces[scope.text.module][name]
        return self._once((owner, name), owner.bindings[name])

    def _once(self, key: tuple[Scope, str], bindings: Sequence[tuple[Binding, Scope]]) -> Values:
        """Return what a name of a scope may stand for, worked out once: it may be bound and used a thousand times."""
        if key not in self._names:
            self._names[key] = NOTHING  # what leads back to itself adds nothing
            self._names[key] = union(self._bound_values(binding, where) for binding, where in bindings)
        return self._names[key]

    def _bound_values(self, binding: Binding, scope: Scope) -> Values:
        node = binding.node
        if binding.kind == "is":
            return self.evaluate(node, scope)
        if binding.kind == "part":
            return self._parts(self.evaluate(node, scope))
        if binding.kind == "defines":
            self._decorate(node, scope)
            return frozenset({Own(scope.child(node))})
        if binding.kind == "imports":
            return self._imported(node, binding.name, scope)
        if binding.kind == "parameter":
            return self._parameter(node, scope)
        return UNKNOWN

    def _parts(self, values: Values) -> Values:
        """Return what a loop over something, or a part of it, may be."""
        parts = values
        while held := [value for value in parts if isinstance(value, Items)]:
            parts = union([parts.difference(held), *(each.all() for each in held)])
        is_known = bool(values) and all(isinstance(value, Items) for value in values)
        functions = frozenset(filter(is_callable, parts))
        others = parts - functions - UNKNOWN if is_known else UNKNOWN
        return union([others, functions if is_known and len(functions) == 1 else maybe(functions)])

    def _decorate(self, definition: ast.AST, scope: Scope) -> None:
        """Let own decorators know what they are given."""
        for decorator in getattr(definition, "decorator_list", []):
            for value in self.evaluate(decorator, scope):
                if isinstance(value, Own):
                    self._give(value.scope.node, [frozenset({Own(scope.child(definition))})], {})

    def _imported(self, node: ast.AST, name: str, scope: Scope) -> Values:
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        alias = [each for each in node.names if imported_as(each) == name][-1]
        if isinstance(node, ast.Import):
            path = alias.name if alias.asname else name
            if path == "__main__":
                return frozenset({Module("")})
            own = self._module(alias.name)  # also where a part of a package is imported under the package's name
            return frozenset({Module(path) if own is not None and self._module(path) is not None else Library(path)})
        path = self._absolute(node, scope.text.module)
        if path == "__main__":
            return self.notebook[alias.name]
        own = self._module(path)
        if own is None:
            return frozenset({Library(f"{path}.{alias.name}")})
        return self._attribute(Module(path), alias.name)

    def _absolute(self, node: ast.ImportFrom, module: str) -> str:
        """Return the dotted path from which names are imported in a module."""
        if not node.level:
            return node.module or ""
        parts = module.split(".")
        up = node.level - 1 if self.namespaces[module].is_package else node.level
        return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])

    def _module(self, name: str) -> Namespace | None:
        """Return the names of a module that was handed in beside the notebook; None where there is none."""
        if name in self.namespaces:
            return self.namespaces[name]
        found = self._file_of(name)
        if found is None:
            return None
        path, is_package = found
        self.files.add(path)
        names = self.namespaces[name] = Namespace(name, is_package)
        now, self._now = self._now, {}
        self._run(_text_of(path), names)
        self._now = now
        return names

    def _file_of(self, module: str) -> tuple[Path, bool] | None:
        """Return the file of a module that was handed in, and whether it is a package; what is installed goes first."""
        parts = module.split(".")
        if not all(part.isidentifier() for part in parts) or parts[0] not in self._places or is_installed(parts[0]):
            return None
        return next((found for place in self._places[parts[0]] if (found := _file_in(place, parts))), None)

    def _parameter(self, node: ast.AST, scope: Scope) -> Values:
        assert isinstance(node, ast.arg)
        function = scope.node
        assert isinstance(function, FUNCTIONS)
        given = self._arguments.get(id(node), [])
        values = given[0] if len(given) == 1 else maybe(union(given))
        outside = scope.parent
        assert outside is not None
        if is_method(scope) and node is next(iter(parameters(function)), None):
            decorators = {getattr(each, "id", "") for each in getattr(function, "decorator_list", [])}
            if "staticmethod" not in decorators:
                return values | {Own(outside) if "classmethod" in decorators else Instance(outside)}
        default = default_of(node, function)
        return values | UNKNOWN | (self.evaluate(default, outside) if default is not None else NOTHING)

    # Attributes and calls

    def _attribute(self, owner: Any, name: str) -> Values:
        if isinstance(owner, Maybe):
            return maybe(self._attribute(owner.value, name))
        if name == "__dict__":
            return frozenset({Names(owner)})
        if name in _USER_NAMESPACES:
            return frozenset({Names(Module(""))})
        stored = self._attributes.get((owner, name), NOTHING)
        if isinstance(owner, (Library, Result)) and owner.path in HOLDERS:
            return stored or UNKNOWN
        if isinstance(owner, Library):
            patched = maybe(self._attributes.get((None, name), NOTHING) - stored)
            return stored | patched | {Library(f"{owner.path}.{name}")}
        if isinstance(owner, Module):
            return stored | self._of_module(owner, name)
        if isinstance(owner, (Own, Instance, Parent)) and owner.scope.is_class:
            stored = stored or self._attributes.get((Own(owner.scope), name), NOTHING)
            of_class = self._of_class(owner.scope, name, isinstance(owner, Parent))
            return stored | of_class if of_class is not None else stored or self._of_unknown(name)
        if isinstance(owner, Own):
            return stored | ({owner} if name in _SAME_FUNCTION else UNKNOWN)
        return stored | self._of_unknown(name)

    def _of_unknown(self, name: str) -> Values:
        return maybe(self._attributes.get((None, name), NOTHING)) | {Method(name)}

    def _of_module(self, module: Module, name: str) -> Values:
        names = self._module(module.name)
        if names is not None and name in names.values:
            return names[name]
        inner = f"{module.name}.{name}"
        return frozenset({Module(inner)}) if self._module(inner) is not None else frozenset({Library(inner)})

    def _of_class(self, scope: Scope, name: str, only_parents: bool = False) -> Values | None:
        """Return what a name is in a class or where it inherits from; None where it may be anything."""
        waiting, seen = [scope], {scope}
        libraries: list[Values] = []
        is_known = True
        while waiting and len(seen) < MAX_STEPS:
            current = waiting.pop()
            found = self._own_attribute(current, name) if current is not scope or not only_parents else None
            if found is not None:
                return found
            assert current.parent is not None and isinstance(current.node, ast.ClassDef)
            for base in current.node.bases:
                for value in self.evaluate(base, current.parent):
                    if isinstance(value, Own) and value.scope.is_class and value.scope not in seen:
                        seen.add(value.scope)
                        waiting.append(value.scope)
                    elif isinstance(value, Library):
                        libraries.append(frozenset({Library(f"{value.path}.{name}")}))
                    else:
                        is_known = False
        return union(libraries) if libraries and is_known else None

    def _own_attribute(self, scope: Scope, name: str) -> Values | None:
        if name in scope.bindings:
            return self._once((scope, name), scope.bindings[name])
        if name in scope.on_self:
            return union(self.evaluate(node, where) for node, where in scope.on_self[name])
        return frozenset({Maybe(Method(name))}) if "" in scope.on_self else None  # a name that is put together

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Values:
        key = self.constant(node.slice, scope)
        return union(self._at(owner, key) for owner in self.evaluate(node.value, scope))

    def _at(self, owner: Any, key: Any) -> Values:
        if isinstance(owner, Maybe):
            return maybe(self._at(owner.value, key))
        if isinstance(owner, Names) and isinstance(key, str):
            return self._attribute(owner.owner, key)
        if owner == Library("sys.modules") and isinstance(key, str):
            return self._module_called(key)
        if isinstance(owner, Items):
            return owner.at(key) if key is not None else maybe(owner.all()) or UNKNOWN
        return frozenset({owner}) if isinstance(owner, Own) else UNKNOWN  # a class with its type in brackets

    def _module_called(self, name: str) -> Values:
        if name == "__main__":
            return frozenset({Module("")})
        return frozenset({Module(name) if self._module(name) is not None else Library(name)})

    def _called(self, callee: Any, call: ast.Call, scope: Scope) -> Values:
        """Return what a call of one of the things that its function may be can give."""
        if isinstance(callee, Maybe):
            return maybe(self._called(callee.value, call, scope))
        if isinstance(callee, Library):
            special = self._called_specially(callee.path, call, scope)
            return self._called_library(callee, call, scope) if special is None else special
        given = [self.evaluate(argument, scope) for argument in call.args]
        named = {keyword.arg: self.evaluate(keyword.value, scope) for keyword in call.keywords if keyword.arg}
        if isinstance(callee, Own) and callee.scope.is_class:
            start = self._of_class(callee.scope, "__init__") or NOTHING
            for each in start:
                if isinstance(each, Own):
                    self._give(each.scope.node, [UNKNOWN, *given], named)
            return frozenset({Instance(callee.scope)})
        if isinstance(callee, Own):
            is_bound = isinstance(call.func, ast.Attribute) and is_method(callee.scope)
            self._give(callee.scope.node, [UNKNOWN, *given] if is_bound else given, named)
            return self._returned(callee.scope)
        if isinstance(callee, Instance):
            methods = self._of_class(callee.scope, "__call__") or NOTHING
            return union(self._returned(each.scope) for each in methods if isinstance(each, Own))
        if isinstance(callee, Method) and callee.name in _ASK_BY_NAME and isinstance(call.func, ast.Attribute):
            key = self.constant(call.args[0], scope) if call.args else None
            owners = self.evaluate(call.func.value, scope)
            return union(self._attribute(owner, key) for owner in owners) if isinstance(key, str) else UNKNOWN
        if isinstance(callee, Method) and callee.name in LOOKUPS and isinstance(call.func, ast.Attribute) and call.args:
            key = self.constant(call.args[0], scope)
            owners = self.evaluate(call.func.value, scope)
            return union(self._at(owner, key) for owner in owners if isinstance(owner, (Items, Names))) or UNKNOWN
        if isinstance(callee, Result):  # a decorator with arguments, such as lru_cache(None)
            made = frozenset({callee}) if callee.path in HOLDERS else UNKNOWN
            return made.union(*(filter(is_callable, values) for values in given))
        got = frozenset({callee} if isinstance(call.func, ast.Call) else {Unknown()})  # attrgetter("name")(x)
        return got | maybe(value for values in given for value in values if is_callable(value))

    def _called_specially(self, path: str, call: ast.Call, scope: Scope) -> Values | None:
        """Return what one of Python's functions that deal with names gives; None for all others."""
        key = self.constant(call.args[0], scope) if call.args else None
        if path in IMPORT_BY_NAME and isinstance(key, str):
            return self._module_called(key.partition(".")[0] if path.startswith("builtins") else key)
        if path in _GETTERS and isinstance(key, str):
            return frozenset(Method(part) for part in key.split("."))
        if path in _NAMESPACES and not call.args:
            return frozenset({Names(Module(scope.text.module))})
        if path == "builtins.vars":
            return frozenset(Names(value) for value in self.evaluate(call.args[0], scope))
        is_getattr = path == "builtins.getattr" or path.endswith(_ASK_BY_NAME)
        if is_getattr and len(call.args) >= 2:
            return self._getattr(call, scope)
        if path == "builtins.dict":
            pairs = [(SETTINGS, argument) for argument in call.args]
            pairs += [(keyword.arg or SETTINGS, keyword.value) for keyword in call.keywords]
            return frozenset({self._dict(pairs, scope)})
        if path in QUESTIONS:
            return UNKNOWN
        if path == "builtins.type" and len(call.args) == 1:
            values = self.evaluate(call.args[0], scope)
            return frozenset(Own(each.scope) if isinstance(each, Instance) else Unknown() for each in values)
        if path == "builtins.super":
            return frozenset({Parent(owner)}) if (owner := class_around(scope)) is not None else UNKNOWN
        if path == "builtins.eval" and isinstance(key, str):
            return self._evaluated_text(key, scope)
        return None

    def _getattr(self, call: ast.Call, scope: Scope) -> Values:
        key = self.constant(call.args[1], scope)
        default = self.evaluate(call.args[2], scope) if len(call.args) > 2 else NOTHING
        if not isinstance(key, str):
            return default | UNKNOWN
        return union([default, *(self._attribute(owner, key) for owner in self.evaluate(call.args[0], scope))])

    def _evaluated_text(self, text: str, scope: Scope) -> Values:
        tree = parse_cell(text.strip())
        self._texts.append(tree)  # what is known of its nodes is known by their ids
        body = tree.body
        return self.evaluate(body[0].value, scope) if body and isinstance(body[0], ast.Expr) else UNKNOWN

    def _called_library(self, callee: Library, call: ast.Call, scope: Scope) -> Values:
        """Return what a library makes of its arguments: an object, a function around others, or data."""
        named = [keyword for keyword in call.keywords if keyword.arg not in _NO_FUNCTIONS]
        arguments = [*call.args, *(keyword.value for keyword in named)]
        given = [self._flat(self.evaluate(argument, scope)) for argument in arguments]
        functions = frozenset(value for values in given for value in values if is_callable(value))
        if not functions and not callee.is_class:
            return frozenset({Result(callee.path)})
        if callee.path in HOLDERS:
            return functions | {callee}
        names = {keyword.arg for keyword in named if keyword.arg and not is_off(self.evaluate(keyword.value, scope))}
        return union([functions, frozenset({callee}), frozenset(map(Keyword, names))])

    def _flat(self, values: Values) -> Values:
        return union(value.all() if isinstance(value, Items) else frozenset({value}) for value in values)

    def _give(self, function: ast.AST, given: Sequence[Values], named: dict[str, Values]) -> None:
        """Note what the parameters of an own function get in a call."""
        if not isinstance(function, FUNCTIONS):
            return
        arguments = function.args
        places: list[ast.arg] = [*arguments.posonlyargs, *arguments.args]
        for place, values in zip(places, given, strict=False):
            self._give_one(place, values)
        for values in given[len(places) :]:
            self._give_one(arguments.vararg, frozenset({Items((), values)}))
        by_name = {each.arg: each for each in (*places, *arguments.kwonlyargs)}
        for name, values in named.items():
            self._give_one(by_name.get(name), values)

    def _give_one(self, parameter: ast.arg | None, values: Values) -> None:
        carried = frozenset(value for value in values if is_callable(value) or isinstance(value, Items))
        if parameter is not None and carried:
            others = [each for each in self._arguments.get(id(parameter), []) if not each <= carried]
            is_known = any(carried <= each for each in others)
            self._arguments[id(parameter)] = others if is_known else [*others, carried][-MAX_VALUES:]

    def _returned(self, scope: Scope) -> Values:
        if scope not in self._returns:
            self._returns[scope] = NOTHING
            self._returns[scope] = union(self.evaluate(value, scope) for value in scope.returned) or UNKNOWN
        return self._returns[scope]

    def takes_itself(self, callee: Any, keyword: str) -> bool:
        """Whether an argument by name is one of an own function or class, and is not passed on to a library."""
        if isinstance(callee, (Library, Result)):
            return callee.path in HOLDERS
        if isinstance(callee, Own) and callee.scope.is_class:
            starts = self._of_class(callee.scope, "__init__") or NOTHING
            return not any(isinstance(start, Library) for start in starts) and all(
                self.takes_itself(start, keyword) for start in starts
            )
        if isinstance(callee, Own) and isinstance(callee.scope.node, FUNCTIONS):
            return callee.scope.node.args.kwarg is None or keyword in callee.scope.bindings
        return isinstance(callee, Instance)

    def replaced(self, function: Own | Instance) -> Values:
        """Return what was put into the place of a function's own code or defaults."""
        return union(self._attributes.get((function, name), NOTHING) for name in REPLACED)

    def scope_of_text(self, text: str, scope: Scope) -> Scope:
        """Return the scope of code that is run as a text inside another."""
        tree = parse_cell(text.strip())
        self._texts.append(tree)
        return Scope(tree, scope, Text(scope.text.module, text))

    def _text_argument(self, call: ast.Call, scope: Scope) -> str | None:
        text = self.constant(call.args[0], scope) if call.args else None
        return text if isinstance(text, str) else None


def _places_of_modules(folder: Path) -> dict[str, list[Path]]:
    """Return where modules are by the first part of their names: in a folder, or in one inside it.

    Code can put the latter on Python's path. What is installed is left out, since Python finds that first.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*"), key=lambda path: (len(path.parts), path)):
        places = found.setdefault(path.stem, [])
        if path.parent not in places:
            places.append(path.parent)
    return found


def _file_in(folder: Path, parts: Sequence[str]) -> tuple[Path, bool] | None:
    """Return a module's file in a folder, and whether it is a package; no links, and nothing far too long."""
    base = folder.joinpath(*parts)
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= 4 * MAX_SOURCE:
            return path, path.parent == base
    return (base / "__init__.py", True) if base.is_dir() and any(base.glob("*.py")) else None


@cache
def is_installed(module: str) -> bool:
    """Whether a module of this name comes with Python, the course or an installed package."""
    if module in sys.stdlib_module_names or module == __name__.partition(".")[0]:
        return True
    spec = PathFinder.find_spec(module, site.getsitepackages())
    return spec is not None and spec.origin is not None


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:  # a package needs no file of its own
        return ""
