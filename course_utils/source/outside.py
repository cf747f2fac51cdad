"""Code that runs from elsewhere than a notebook's cells and the modules that they import: what source checks miss.

A sign here is a reason to look at the file, and no more: it costs nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from course_utils.source.cells import parse_cell, without_magics
from course_utils.source.meanings import Library, Maybe, Method, is_off
from course_utils.source.program import IMPORT_BY_NAME, RUN_TEXT, Program
from course_utils.source.scopes import Scope

MAX_SIGNS = 5  # that are named
_RUN = (
    *RUN_TEXT,
    *IMPORT_BY_NAME,
    *("builtins.compile", "sys.path", "sys.meta_path", "sys.path_hooks"),
    *("importlib.util", "importlib.machinery", "importlib.reload", "importlib._bootstrap", "imp", "runpy", "zipimport"),
    *("pkgutil", "site.addsitedir", "code", "codeop", "marshal", "types.CodeType", "types.FunctionType"),
    *("pickle", "cloudpickle", "dill", "joblib.load", "shelve"),
    *("torch.jit.load", "torch.package", "torch.export.load", "torch.hub.load", "torch.ops.load_library"),
    *("ctypes", "cffi", "subprocess", "os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn"),
)
_METHODS = (
    *("run_cell", "run_code", "ex", "ev", "run_line_magic", "run_cell_magic", "magic", "system", "getoutput"),
    *("safe_execfile", "safe_run_module", "exec_module", "load_module"),
)
_RUNS_A_FILE = r"%%?(?:run|load|loadpy|script|bash|sh|python3?|sx|system)\b.*"
_SHELL = r"(?:!|%%!).*(?:python|sh\b|cat\b|source\b|\.py\b).*"
_MAGIC = re.compile(rf"^[ \t]*(?:\w+[ \t]*=[ \t]*)?({_RUNS_A_FILE}|{_SHELL})", re.M)
_DEFINES = r"^[ \t]*(?:(?:async )?def \w+\(|class \w+[(:])"
_IMPORTS = r"^[ \t]*(?:import \w[\w., ]*$|from [\w.]+ import )"
_CODE = re.compile(rf"{_DEFINES}|{_IMPORTS}|\blambda\b|\b(?:exec|eval)\(", re.M)


@dataclass
class Outside:
    """Signs of code from elsewhere, in words, and the files beside the notebook that source checks read."""

    signs: list[str] = field(default_factory=list)
    read: set[Path] = field(default_factory=set)


def outside(sources: Sequence[str], folder: Path, code: Collection[Path]) -> Outside:
    """Find where a notebook, or a module that it imports from `folder`, runs code that source checks cannot follow.

    `code` are the files there that hold code: what names one that is not imported is a sign, too.
    """
    try:
        program = Program(sources, folder)
        names = {path.name for path in code if path not in program.files}
        signs = [*_magics(sources, program)]
        for scope in program.scopes():
            signs += [*_signs(scope, program), *_named(scope, names)]
    except RecursionError:
        return Outside(["the code is nested too deeply to be read"])
    return Outside(list(dict.fromkeys(signs))[:MAX_SIGNS], program.files)


def seems_code(text: str) -> bool:
    """Whether a text, which may be cut or broken, defines, imports or runs something in Python."""
    return _CODE.search(text) is not None


def _magics(sources: Sequence[str], program: Program) -> Iterator[str]:
    for source in sources:
        for line in _MAGIC.findall(source):
            imported = parse_cell(without_magics(line)).body
            modules = [each.module for each in imported if isinstance(each, ast.ImportFrom)]
            if not modules or modules[0] not in program.namespaces:
                yield f"`{line.strip()[:60]}`"


def _signs(scope: Scope, program: Program) -> Iterator[str]:
    calls = [node for node in scope.nodes if isinstance(node, ast.Call)]
    read = [call for call in calls if _is_read(call, scope, program)]
    passed_over = {id(call.func) for call in read}
    passed_over |= {id(node.value) for node in scope.nodes if isinstance(node, ast.Attribute)}  # `sys` in `sys.path`
    for node in scope.nodes:
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)) and id(node) not in passed_over:
            yield from (f"`{path}`" for value in program.evaluate(node, scope) if (path := _runs(value)))
    for call in calls:
        yield from _unsafe_settings(call, scope, program)
    for call in read if not scope.is_module else ():  # outside of functions such texts are among the program's scopes
        if program.evaluate(call.func, scope) & set(map(Library, RUN_TEXT)):
            text = program.constant(call.args[0], scope)
            yield from _signs(program.scope_of_text(text, scope), program)


def _unsafe_settings(call: ast.Call, scope: Scope, program: Program) -> Iterator[str]:
    """Yield arguments that let a file with data run code as well."""
    for keyword in call.keywords:
        is_switched_off = is_off(program.evaluate(keyword.value, scope))
        if (keyword.arg == "weights_only" and is_switched_off) or (
            keyword.arg == "allow_pickle" and not is_switched_off
        ):
            yield f"`{keyword.arg}=`"


def _named(scope: Scope, names: Collection[str]) -> Iterator[str]:
    """Yield what code says of files, by their names."""
    for node in scope.nodes:
        text = node.value if isinstance(node, ast.Constant) else None
        if text == "__builtins__" or (isinstance(node, ast.Name) and node.id == "__builtins__"):
            yield "`__builtins__`"
        elif isinstance(text, str) and PurePath(text).name in names:
            yield f"`{PurePath(text).name}`"


def _runs(value: Any) -> str:
    """Return what a value is called where it can run code from elsewhere; else nothing."""
    value = value.value if isinstance(value, Maybe) else value
    if isinstance(value, Method) and value.name in _METHODS:
        return value.name
    is_one = isinstance(value, Library) and any(
        value.path == path
        or value.path.startswith(f"{path}.")
        or (path.startswith("os.") and value.path.startswith(path))
        for path in _RUN
    )
    return value.path.removeprefix("builtins.") if is_one or value == Library("builtins") else ""


def _is_read(call: ast.Call, scope: Scope, program: Program) -> bool:
    """Whether a call runs a constant text, or imports a module by a constant name, which source checks follow."""
    if not call.args or not isinstance(program.constant(call.args[0], scope), str):
        return False
    callees = program.evaluate(call.func, scope)
    return all(callee in map(Library, (*RUN_TEXT, *IMPORT_BY_NAME)) for callee in callees)
