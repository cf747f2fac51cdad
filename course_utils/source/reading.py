"""What the code of a function leads to: its names resolved as Python resolves them, read and never run.

For tasks that ask for something to be written out, or for a certain function to be used. What counts is what a name
leads to, not how it is spelled: `docs/source-checks.md` has the rules. What cannot be seen in the code (a name put
together while it runs) is a doubt, and a doubt accuses nobody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from course_utils.source.meanings import (
    SWITCHES,
    Instance,
    Items,
    Keyword,
    Library,
    Maybe,
    Method,
    Names,
    Own,
    Result,
    Values,
    is_off,
)
from course_utils.source.program import IMPORT_BY_NAME, LOOKUPS, QUESTIONS, RUN_TEXT, Program
from course_utils.source.scopes import COMPREHENSIONS, DEFINITIONS, FUNCTIONS, Scope, within

MAX_SHOWN = 60  # characters of code in a message
SCRIPT = "torch.jit"  # what TorchScript calls cannot be seen, so that it was called is noted in a trace
_LOOPS = {ast.For: "for", ast.AsyncFor: "for", ast.comprehension: "for", ast.While: "while"}
_READ = (*RUN_TEXT, *IMPORT_BY_NAME, "builtins.getattr")
_DOUBTFUL = {
    "builtins.getattr": "`getattr` asks for a name that is put together when the code runs",
    "builtins.exec": "`exec` runs code that is put together when it runs",
    "builtins.eval": "`eval` runs code that is put together when it runs",
    "builtins.compile": "`compile` makes code when it runs",
    "builtins.__import__": "a module is chosen when the code runs",
    "importlib.import_module": "a module is chosen when the code runs",
    "runpy.run_path": "a file is run",
    "runpy.run_module": "a module is run",
}


@dataclass(frozen=True)
class Use:
    """Something that code leads to: a dotted path, `.name` of an unknown object, `name=`, "for" or "while".

    `shown` is the code that leads there, `where` its place in words.
    """

    path: str
    shown: str
    where: str
    is_sure: bool

    @property
    def words(self) -> str:
        """What it is and where, for the student."""
        if self.path in ("for", "while"):
            return f"there is a loop in {self.where}"
        if self.path.endswith("="):
            return f"`{self.path}` is given in {self.where}"
        path = self.path.removeprefix("builtins.")
        what = f"a method `{path}`" if path.startswith(".") else path
        return f"`{self.shown}` in {self.where}" + ("" if self.shown == path else f" is {what}")


@dataclass
class Reading:
    """What a definition leads to.

    `doubts` says in words what could not be seen. `is_begun` is False while the definition holds the
    `raise NotImplementedError` that nbgrader puts in an answer's place.
    """

    uses: list[Use] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_begun: bool = True

    def use_of(self, name: str) -> Use | None:
        """Return the first use of a name; one that is sure before all others."""
        found = sorted((use for use in self.uses if means(name, use.path)), key=lambda use: not use.is_sure)
        return found[0] if found else None


def means(name: str, path: str) -> bool:
    """Whether a check's name means a path: a dotted name, this and what is below it; a bare one, any part of it."""
    if "." in name:
        return path == name or path.startswith(f"{name}.")
    parts = path.strip("=").split(".")
    if name in parts or path.startswith("."):
        return name in parts
    return any(name == part.lstrip("_") or (parts[0] == "torch" and name in _twins(part)) for part in parts)


# What PyTorch adds to a name below the public one: torch._native_batch_norm_legit, torch.mkldnn_convolution.
_BEFORE = re.compile(r"_*(?:(?:native|mkldnn|cudnn|miopen|thnn|slow|fused)_)*")
_BEHIND = re.compile(
    r"_(?:legit|functional|no_training|impl|index|helper|forward|loss|input|weight|mode|overrideable|with_\w+|)$"
)


def _twins(part: str) -> Iterator[str]:
    """Yield what a name of PyTorch's may be the twin of."""
    name, before = _BEFORE.sub("", part, count=1), ""
    while name != before:
        yield name
        name, before = _BEHIND.sub("", name), name


def read(sources: Sequence[str], definition: str, folder: Path | None = None) -> Reading | None:
    """Read what a function or class of a notebook leads to.

    Parameters
    ----------
    sources
        The code of the notebook's cells, in the order in which they ran.
    definition
        The name of the function or class.
    folder
        Where the notebook's own modules are.

    Returns
    -------
    Reading or None
        None where nothing of that name is defined.
    """
    try:
        program = _program(tuple(sources), folder)
        if definition in program.notebook.values:
            return _Reader(program).read(definition)
        return Reading(doubts=program.doubts) if program.doubts else None
    except RecursionError:
        return Reading(doubts=["the code is nested too deeply to be read"])


@lru_cache(maxsize=1)  # the checks of a test cell all ask about the same cells
def _program(sources: tuple[str, ...], folder: Path | None) -> Program:
    return Program(sources, folder)


class _Reader:
    """Goes through all the code that a definition leads to, once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.found: dict[tuple[str, bool], Use] = {}
        self.doubts: list[str] = []
        self.waiting: list[tuple[Scope, bool]] = []
        self.reached: dict[Scope, bool] = {}

    def read(self, definition: str) -> Reading:
        values = self.program.notebook[definition]
        for value in values:
            self._reach(value, ast.Name(definition), None, is_sure=True)
        while self.waiting:
            self._read_scope(*self.waiting.pop(0))
        is_begun = not any(map(_is_left_out, values))
        return Reading([self._told_apart(use) for use in self.found.values()], self.doubts, is_begun)

    def _told_apart(self, use: Use) -> Use:
        """Return a method's use as one that is not sure where a class of the notebook has an attribute of that name."""
        is_own = use.path.startswith(".") and use.path[1:] in self.program.attributes_of_classes
        return replace(use, is_sure=False) if is_own else use

    def _reach(self, value: Any, node: ast.AST | None, scope: Scope | None, is_sure: bool) -> None:
        """Note a value that code refers to: what it is, or that its own code is to be read."""
        if isinstance(value, Maybe):
            self._reach(value.value, node, scope, is_sure=False)
        elif isinstance(value, (Own, Instance)):
            if not self.reached.get(value.scope) and (is_sure or value.scope not in self.reached):
                self.reached[value.scope] = is_sure
                self.waiting.append((value.scope, is_sure))
                for each in self.program.replaced(value):
                    self._reach(each, node, scope, is_sure)
        elif isinstance(value, Items):
            for each in value.all():
                self._reach(each, node, scope, is_sure=False)
        elif isinstance(value, Library):
            self._note(value.path, node, scope, is_sure)
        elif isinstance(value, Method) and (value.name not in SWITCHES or not _only_asks(node)):
            self._note(f".{value.name}", node, scope, is_sure)
        elif isinstance(value, Keyword):
            self._note(f"{value.name}=", node, scope, is_sure)

    def _note(self, path: str, node: ast.AST | None, scope: Scope | None, is_sure: bool) -> None:
        if (path, is_sure) not in self.found:
            self.found[path, is_sure] = Use(path, _shown(node), _where(node, scope), is_sure)

    def _read_scope(self, scope: Scope, is_sure: bool) -> None:
        self._read_nodes(scope.nodes, scope, is_sure)
        head: list[ast.AST] = []
        if isinstance(scope.node, ast.ClassDef):
            head = [*scope.node.bases, *scope.node.keywords, *scope.node.decorator_list]
        elif isinstance(scope.node, FUNCTIONS):
            arguments = scope.node.args
            defaults = [*arguments.defaults, *(each for each in arguments.kw_defaults if each is not None)]
            head = [*getattr(scope.node, "decorator_list", []), *defaults]
        if head and scope.parent is not None:
            self._read_nodes(list(within(head)), scope.parent, is_sure)

    def _read_nodes(self, nodes: Sequence[ast.AST], scope: Scope, is_sure: bool) -> None:
        passed_over = {id(each) for node in nodes for each in self._passed_over(node, scope)}
        for node in nodes:
            if id(node) not in passed_over:
                self._read_node(node, scope, is_sure)

    def _passed_over(self, node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
        """Yield what stands in the code and is not used: what is asked about, switched off, or only a container."""
        if isinstance(node, ast.Call):
            yield from self._passed_over_in_call(node, scope)
        elif isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert)):
            yield from (each for each in _asked(node.test) if self._is_method(each, scope))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and self._is_off(node.value, scope):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target for target in targets if isinstance(target, ast.Attribute))
        elif isinstance(node, ast.Subscript) and self.program.constant(node.slice, scope) is not None:
            yield from self._containers(node.value, scope)

    def _passed_over_in_call(self, call: ast.Call, scope: Scope) -> Iterator[ast.AST]:
        function = call.func
        if len(call.args) == 2 and self.program.evaluate(function, scope) & set(map(Library, QUESTIONS)):
            yield from within([call.args[1]])
        elif isinstance(function, ast.Attribute) and len(call.args) == 1 and not call.keywords:
            given = self.program.evaluate(call.args[0], scope)
            if is_off(given) and all(getattr(value, "value", False) is False for value in given):
                yield function  # x.requires_grad_(False), but not x.softmax(0)
            if function.attr in LOOKUPS and self.program.constant(call.args[0], scope) is not None:
                yield from self._containers(function.value, scope)
                if all(map(_is_namespace, self.program.evaluate(function.value, scope))):
                    yield function

    def _is_off(self, node: ast.AST | None, scope: Scope) -> bool:
        return node is not None and is_off(self.program.evaluate(node, scope))

    def _is_method(self, node: ast.AST, scope: Scope) -> bool:
        return all(isinstance(value, Method) for value in self.program.evaluate(node, scope))

    def _containers(self, node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
        if isinstance(node, ast.Name) and all(isinstance(v, Items) for v in self.program.evaluate(node, scope)):
            yield node

    def _read_node(self, node: ast.AST, scope: Scope, is_sure: bool) -> None:
        for kind, word in _LOOPS.items():
            if isinstance(node, kind):
                self._note(word, node, scope, is_sure)
        if isinstance(node, ast.Call):
            self._read_call(node, scope, is_sure)
            for keyword in node.keywords:
                self._read_keyword(keyword, node, scope, is_sure)
        elif isinstance(node, (*COMPREHENSIONS, ast.Lambda)):
            self._reach(Own(scope.child(node)), node, scope, is_sure)
        elif isinstance(node, DEFINITIONS) and (scope.is_class or node.decorator_list):
            self._reach(Own(scope.child(node)), node, scope, is_sure)  # elsewhere what refers to it leads there
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)) and not _only_binds(node):
            for value in self.program.evaluate(node, scope):
                self._reach(value, node, scope, is_sure)
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            self._doubt_names(node, scope)

    def _read_keyword(self, keyword: ast.keyword, call: ast.Call, scope: Scope, is_sure: bool) -> None:
        values = self.program.evaluate(keyword.value, scope)
        if keyword.arg is not None:
            self._note_keyword(keyword.arg, values, call, scope, is_sure)
            return
        for value in values:
            if not isinstance(value, Items) or value.others:
                self.doubts.append("arguments are unpacked that are put together when the code runs")
            for name, given in value.by_key if isinstance(value, Items) else ():
                self._note_keyword(str(name), given, call, scope, is_sure)

    def _note_keyword(self, name: str, given: Values, call: ast.Call, scope: Scope, is_sure: bool) -> None:
        callees = self.program.evaluate(call.func, scope)
        if not is_off(given) and not all(self.program.takes_itself(callee, name) for callee in callees):
            self._note(f"{name}=", call, scope, is_sure)

    def _read_call(self, call: ast.Call, scope: Scope, is_sure: bool) -> None:
        for value in self.program.evaluate(call.func, scope):
            callee, is_certain = (value.value, False) if isinstance(value, Maybe) else (value, is_sure)
            if isinstance(callee, Result):
                self._note(callee.path, call.func, scope, is_certain)
            elif isinstance(callee, Library) and callee.path in _DOUBTFUL:
                place = 1 if callee.path == "builtins.getattr" else 0
                text = self.program.constant(call.args[place], scope) if len(call.args) > place else None
                if not isinstance(text, str) or callee.path not in _READ:
                    self.doubts.append(_DOUBTFUL[callee.path])
                elif callee.path in RUN_TEXT:
                    self.waiting.append((self.program.scope_of_text(text, scope), is_certain))

    def _doubt_names(self, node: ast.Attribute | ast.Subscript, scope: Scope) -> None:
        """Doubt a look into `globals()` or `vars(torch)` under a name that the code does not say."""
        is_plain = isinstance(node, ast.Subscript) and self.program.constant(node.slice, scope) is not None
        if not is_plain and any(map(_is_namespace, self.program.evaluate(node.value, scope))):
            self.doubts.append("a name is looked up that is put together when the code runs")


def _is_namespace(value: Any) -> bool:
    return isinstance(value, Names) or value == Library("sys.modules")


def _is_left_out(value: Any) -> bool:
    nodes = ast.walk(value.scope.node) if isinstance(value, Own) else ()
    return any(isinstance(node, ast.Name) and node.id == "NotImplementedError" for node in nodes)


def _only_asks(node: ast.AST | None) -> bool:
    return not isinstance(node, ast.Attribute) or isinstance(node.ctx, ast.Load)


def _only_binds(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)


def _asked(test: ast.expr) -> Iterator[ast.AST]:
    """Yield the attributes that a condition is about, as in `if x.requires_grad`."""
    waiting = [test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Attribute):
            yield node
        elif isinstance(node, ast.BoolOp):
            waiting += node.values
        elif isinstance(node, ast.UnaryOp):
            waiting.append(node.operand)
        elif isinstance(node, ast.Compare):
            waiting += [node.left, *node.comparators]


def _shown(node: ast.AST | None) -> str:
    """Return a name as it stands in the code; of what a dot follows that is no name, dots."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "" if parts else "it")
    return ".".join(reversed(parts))[-MAX_SHOWN:]


def _where(node: ast.AST | None, scope: Scope | None) -> str:
    if scope is None:
        return "the notebook"
    line = getattr(node, "lineno", None) or getattr(scope.node, "lineno", 1)
    if scope.text.module:
        return f"line {line} of the module {scope.text.module}"
    first = next((each.strip() for each in scope.text.source.splitlines() if each.strip()), "")
    return f"line {line} of the cell that begins with `{first[:MAX_SHOWN]}`"
