"""A store of executed notebooks, under keys made of what went into them.

A key is a hash of the notebook's code, the files beside it, what the kernel was given, the limits and the
versions of the packages. The same submission is therefore never run twice: an interrupted run goes on where it
stopped, grading again grades nothing, and a changed tolerance only judges again.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.files import hash_of_files, plain_files, write_whole
from course_utils.grading.course.layout import PACKAGE, CourseError
from course_utils.grading.course.notebooks import code_cells, is_test
from course_utils.grading.kernels import fork_client
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.execute import KERNEL_KILLED, KILLS, NOT_STARTED, Doubt, Execution, execute
from course_utils.grading.submission.inputs import RunInputs
from course_utils.source.cells import parse

ATTEMPTS = 3  # at one run, where the process that starts kernels dies in the middle
# What a check says for the judge, who reads it off the reference: it changes nothing about a student's run.
JUDGING_ARGUMENTS = {"rtol", "atol", "hint", "lesson", "floor", "full"}


class Store:
    """Executed notebooks below `folder`, one JSON file each; what is not there is executed with `isolation`.

    `server` starts the fork server that `Isolation.NAMESPACES` needs and returns its socket. That takes seconds, so it
    is called once, and only where something is to be run.
    """

    def __init__(self, folder: Path, isolation: Isolation, server: Callable[[], str] = str) -> None:
        self.folder = folder
        self.isolation = isolation
        self.server = cache(server)
        self.closed = threading.Event()

    def execute(
        self,
        notebook: NotebookNode,
        files: Path | None,
        inputs: RunInputs,
        exact: bool = False,
        beside_others: bool = False,
        was_killed: bool = False,
    ) -> Execution:
        """Return the stored execution of a notebook, or run it (`submission.execute`) and store that.

        Parameters
        ----------
        exact
            Ask for an execution of just this code: the reference's checks also tell how to judge.
        beside_others
            Others run at the same time. An outcome that may be due to that is returned with its doubt, and not stored.
        was_killed
            An earlier run ended because the kernel was killed: another one decides.

        Raises
        ------
        CourseError
            If the kernel was killed from outside again.
        """
        path = self.path(cache_key(notebook, files, inputs, exact))
        execution = read_execution(path, notebook)
        if execution is None:
            execution = self.run(notebook, files, inputs)
            if beside_others and execution.doubt:
                return execution
            if execution.doubt in KILLS and not was_killed:
                execution = self.run(notebook, files, inputs)
            execution = believed(execution)
            write_execution(path, execution)
        return execution

    def path(self, key: str) -> Path:
        """Return where the execution under a key is kept, or would be."""
        return self.folder / f"{key}-{self.isolation}.json"

    def close(self) -> None:
        """Let no run that ends from now on count: its kernel may have been stopped."""
        self.closed.set()

    def run(self, notebook: NotebookNode, files: Path | None, inputs: RunInputs) -> Execution:
        """Run a notebook, and again where its kernel was lost with the fork server."""
        server = self.server()
        for _ in range(ATTEMPTS):
            lost = fork_client.lost_kernels[server]
            try:
                execution = _in_a_thread(notebook, files, inputs, self.isolation, server)
            except NOT_STARTED:
                if fork_client.lost_kernels[server] == lost:
                    raise
            else:
                if self.closed.is_set():
                    raise CourseError("Grading was stopped.")
                if fork_client.lost_kernels[server] == lost:
                    return execution
        raise CourseError(f"The process that starts kernels died {ATTEMPTS} times while this submission ran.")


def believed(execution: Execution) -> Execution:
    """Return what was run with nothing beside it, after an earlier run that ended in doubt, without its doubt.

    Raises
    ------
    CourseError
        If there is no doubt that something other than the notebook killed its kernel.
    """
    if execution.doubt == Doubt.KILLED:
        what = next(reason for reason in execution.reasons if KERNEL_KILLED in reason).partition(";")[0]
        raise CourseError(
            f"{what} from outside, twice, the second time with no other submission beside it: this computer may have "
            "run out of memory. Grading again tries once more"
        )
    execution.doubt = Doubt.NONE
    return execution


def _in_a_thread(*arguments: Any) -> Execution:
    """Execute outside the main thread, where asyncio would turn a Ctrl-C into the death of the kernel."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(execute, *arguments).result()
    finally:
        pool.shutdown(wait=False)


def cache_key(notebook: NotebookNode, files: Path | None, inputs: RunInputs, exact: bool = False) -> str:
    """Return the hash of everything that the outcome of a run depends on; see `Store.execute` for `exact`."""
    digest = hashlib.sha256()
    for cell in code_cells(notebook):
        source = cell["source"] if exact or not is_test(cell) else without_judging(cell["source"])
        digest.update(source.encode("utf-8", "surrogatepass") + b"\0cell\0")
    if files is not None:
        digest.update(hash_of_files(plain_files(files), files))
    digest.update(inputs.fingerprint.encode() + environment_fingerprint().encode())
    return digest.hexdigest()


@cache  # all submissions have the same test cells
def without_judging(source: str) -> str:
    """Return a test cell's code without the arguments of `check` that only the judge reads."""
    try:
        tree = parse(source)
    except SyntaxError:
        return source  # IPython's magics
    for call in _calls_of_check(tree):
        call.keywords = [
            keyword
            for keyword in call.keywords
            if not (keyword.arg in JUDGING_ARGUMENTS and isinstance(keyword.value, ast.Constant))
        ]
    return ast.unparse(tree)


def _calls_of_check(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "check":
                yield node


@cache
def environment_fingerprint() -> str:
    """Return a hash over the installed packages and the code of this one that a run depends on."""
    # By the names of their folders, such as torch-2.13.0.dist-info: reading all their metadata takes a second.
    packages = sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})
    digest = hashlib.sha256("\n".join(packages).encode())
    for path in files_of_a_run():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files_of_a_run() -> list[Path]:
    """Return the code of this package that the outcome of a run depends on: all but what comes after it."""
    later = ("cli.py", "lab", *(f"grading/{room}" for room in ("platforms", "classroom", "pages", "simulated")))
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if not any(path.is_relative_to(PACKAGE / place) for place in later)
    ]


def read_execution(path: Path, notebook: NotebookNode) -> Execution | None:
    """Return the stored execution of `notebook`; None where there is none, or a damaged one."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        executed = copy.deepcopy(notebook)
        for cell, stored in zip(code_cells(executed), record.pop("cells"), strict=True):
            cell["outputs"] = [nbformat.from_dict(dict(output)) for output in stored["outputs"]]
            cell["execution_count"] = stored["execution_count"]
        kinds = {"isolation": Isolation(record["isolation"]), "doubt": Doubt(record["doubt"])}
        return Execution(**{**record, **kinds, "notebook": executed})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_execution(path: Path, execution: Execution) -> None:
    """Store what came out of a run: the cells' outputs, for the next request brings the code along."""
    cells = [
        {"outputs": cell["outputs"], "execution_count": cell["execution_count"]}
        for cell in code_cells(execution.notebook)
    ]
    record = {**vars(execution), "cells": cells}
    del record["notebook"]
    write_whole(path, json.dumps(record))
