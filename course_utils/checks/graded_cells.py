"""How a test cell runs when a notebook is graded: with names of its own, and with Python as it was at the start.

In a student's JupyterLab a test cell is a cell like any other. When graded, nothing but the answers may decide,
whatever else the student's cells bind, change or break. So a test cell finds

- Python's built-in functions, and what the assignment's own cells import, as they were at the start;
- what test cells above it have defined;
- everything else, the answers above all, in the student's notebook, where the answers go on seeing the student's names.

What a given cell defines is taken as it stood when that cell had run. The assignment's imports are there for the
student's cells, too, should the cell with the imports fail.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import CodeType, TracebackType
from typing import Any

import numpy as np
import torch
from IPython.core.getipython import get_ipython
from IPython.core.inputtransformer2 import TransformerManager
from IPython.utils.capture import capture_output

from course_utils.checks import stand_ins
from course_utils.source.tripwire import watch_threads_from_now_on

_HEADLESS = ("agg", "inline", "module://matplotlib_inline.backend_inline")


class GradedCells:
    """The names that test cells share, apart from the student's.

    Parameters
    ----------
    imports
        The import statements of the assignment's own cells.
    given
        The code of the assignment's other cells, as released, each with the names that test cells use of it.
    """

    def __init__(self, shell: Any, imports: Sequence[str], given: Mapping[str, Sequence[str]]) -> None:
        self.shell = shell
        self.student: dict[str, Any] = shell.user_ns
        self.builtins = dict(vars(builtins))
        self.warning_filters = list(warnings.filters)
        self.folder = os.getcwd()
        self.names: dict[str, Any] = {"__name__": "__main__", "__builtins__": self.builtins}
        for statement in imports:
            with contextlib.suppress(Exception):  # the student's own cell will say so
                exec(_compiled(statement), self.names)
        self.imported = {name: value for name, value in self.names.items() if not name.startswith("__")}
        self.student.update({name: value for name, value in self.imported.items() if name not in self.student})
        self.given = {source.strip(): names for source, names in given.items()}
        self.as_given: dict[str, Any] = {}
        self.lent: dict[str, Any] = {}
        self.recorder = stand_ins.Recorder()
        shell.events.register("post_run_cell", self.after_cell)
        watch_threads_from_now_on()

    def after_cell(self, result: Any) -> None:
        """Note what a given cell has defined; run what stands below an import that failed."""
        vars(builtins).update(self.builtins)  # the kernel needs them, too
        source = str(result.info.raw_cell)
        if isinstance(result.error_in_exec, ImportError):
            self._run_without_failing_imports(source, result.error_in_exec.__traceback__)
        for name in self.given.get(source.strip(), ()):
            if name in self.student:
                self.as_given[name] = self.student[name]

    def _run_without_failing_imports(self, source: str, traceback: TracebackType | None) -> None:
        """Run the rest of a cell that stopped at an import: what does not need the module loses nothing."""
        statements = _parsed(source).body
        line = _last_line(traceback)
        while line is not None:
            below = [number for number, each in enumerate(statements) if each.lineno <= line <= (each.end_lineno or 0)]
            if not below or not isinstance(statements[below[0]], (ast.Import, ast.ImportFrom)):
                return
            statements, line = statements[below[0] + 1 :], None
            try:
                exec(compile(ast.Module(statements, []), _FILE, "exec", dont_inherit=True), self.student)
            except ImportError as error:
                line = _last_line(error.__traceback__)
            except Exception:
                self.shell.showtraceback()

    def run(self, source: str, borrowed: Sequence[str], answers: Mapping[str, Any] | None = None) -> None:
        """Run a test cell.

        Parameters
        ----------
        source
            The test cell's code.
        borrowed
            The names that it takes from the student's notebook.
        answers
            What is used in place of the student's answers; whatever the cell defines is then forgotten.
        """
        before = dict(self.names)
        own = {name: self.student[name] for name in answers or {} if name in self.student}
        self.student.update({name: (answers or {})[name] for name in own})
        try:
            self._borrow(borrowed, answers or {})
            with self._as_at_the_start():
                exec(_compiled(source), self.names)
        finally:
            self.student.update(own)
            if answers is not None:
                self.names.clear()
                self.names.update(before)
            else:
                self._lend(before)

    def _borrow(self, names: Sequence[str], answers: Mapping[str, Any]) -> None:
        found = {**self.imported, **self.student, **self.as_given, **answers}
        for name in names:
            if name in found:
                self.names[name] = found[name]
            else:
                self.names.pop(name, None)

    def _lend(self, before: Mapping[str, Any]) -> None:
        """Let cells below use what a test cell has defined, where the student has nothing of that name."""
        for name, value in self.names.items():
            is_new = before.get(name, before) is not value and self.student.get(name) is not value
            if is_new and (name not in self.student or self.student[name] is self.lent.get(name, self)):
                self.student[name] = self.lent[name] = value

    def watch(self, source: str, borrowed: Sequence[str], answers: Sequence[str]) -> None:
        """Run a test cell, and note which kinds of values the answers give."""
        self.recorder = stand_ins.Recorder()
        given = {name: self.student[name] for name in answers if name in self.student}
        self.run(source, borrowed, {name: self.recorder.watched(name, answer) for name, answer in given.items()})

    def run_with_stand_ins(self, source: str, borrowed: Sequence[str], answers: Sequence[str], way: str) -> None:
        """Run a test cell on answers that do nothing."""
        given = {name: self.student[name] for name in answers if name in self.student}
        self.run(source, borrowed, {name: self.recorder.stand_in(way, name, given[name]) for name in given})

    @contextlib.contextmanager
    def _as_at_the_start(self) -> Iterator[None]:
        """Take back for a while what a student's cells may have changed for everybody."""
        vars(builtins).update(self.builtins)
        _avoid_windows()
        if not _is_somewhere():
            os.chdir(self.folder)
        dtype, device = torch.get_default_dtype(), _default_device()
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
        try:
            with torch.inference_mode(False), np.errstate(**_NUMPY), warnings.catch_warnings():
                warnings.resetwarnings()
                warnings.filters.extend(self.warning_filters)  # type: ignore[attr-defined]
                yield
        finally:
            torch.set_default_dtype(dtype)
            torch.set_default_device(device)


_FILE = "<test cell>"
_NUMPY: dict[str, Any] = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_cells: GradedCells | None = None


def begin(imports: Sequence[str], given: Mapping[str, Sequence[str]]) -> None:
    """Prepare a kernel before the student's first cell; see `GradedCells`."""
    global _cells
    _cells = GradedCells(get_ipython(), imports, given)


def run(source: str, borrowed: Sequence[str]) -> None:
    """Run a test cell on the student's answers."""
    _current().run(source, borrowed)


def run_without(source: str, borrowed: Sequence[str], answers: Sequence[str]) -> None:
    """Run a test cell while nothing is answered: a control."""
    with contextlib.suppress(Exception):  # formatting a traceback takes long, and nobody reads it
        _current().run(source, borrowed, dict.fromkeys(answers))


def watch(source: str, borrowed: Sequence[str], answers: Sequence[str]) -> None:
    """Run a test cell on the reference solution, silently, and note which kinds of values its answers give."""
    with contextlib.suppress(Exception), capture_output():
        _current().watch(source, borrowed, answers)


def run_with_stand_ins(source: str, borrowed: Sequence[str], answers: Sequence[str], way: str) -> None:
    """Run a test cell on answers that do nothing, in one of the ways of `stand_ins.WAYS`; `watch` comes first."""
    with contextlib.suppress(Exception):
        _current().run_with_stand_ins(source, borrowed, answers, way)


def _current() -> GradedCells:
    assert _cells is not None, "`begin` comes first"
    return _cells


@cache
def _compiled(source: str) -> CodeType:
    return compile(_parsed(source), _FILE, "exec", dont_inherit=True)


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # IPython's magics
        return ast.parse(TransformerManager().transform_cell(source))


def _last_line(traceback: TracebackType | None) -> int | None:
    """Return the line of the cell that an error passed first."""
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_name
        if name == "<module>":
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return None


def _avoid_windows() -> None:
    """Draw into files, not on a screen: none is there."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None and matplotlib.get_backend().lower() not in _HEADLESS:
        matplotlib.use("agg")


def _default_device() -> torch.device | None:
    """Return the default device, or None where it cannot be used, such as a GPU."""
    try:
        return torch.get_default_device()
    except Exception:  # PyTorch finds out by making a tensor
        return None


def _is_somewhere() -> bool:
    """Whether the notebook has gone to a folder that is there, and where a test cell can write."""
    try:
        return os.access(os.getcwd(), os.W_OK)
    except OSError:
        return False
