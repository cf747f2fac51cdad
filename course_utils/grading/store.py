"""A store of executed notebooks, addressed by what went into them.

The address is a hash of the notebook's code, the files beside it, what the kernel was given, the limits and the
versions of the packages. The same submission is therefore never run twice: an interrupted run goes on where it
stopped, grading again grades nothing, and a changed tolerance only judges again.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from course_utils.grading.execute import Execution, execute
from course_utils.grading.inputs import Inputs
from course_utils.grading.kernels import Isolation
from course_utils.grading.notebooks import code_cells


class Store:
    """Executed notebooks below `folder`, one JSON file each; what is not there is executed with `isolation`.

    `server` is the socket of the fork server that `Isolation.NAMESPACES` needs.
    """

    def __init__(self, folder: Path, isolation: Isolation, server: str = "") -> None:
        self.folder = folder
        self.isolation = isolation
        self.server = server

    def execute(self, notebook: NotebookNode, files: Path | None, inputs: Inputs) -> Execution:
        """Return the stored execution of a notebook, or run it (`course_utils.grading.execute`) and store that."""
        path = self.folder / f"{address(notebook, files, inputs)}-{self.isolation}.json"
        stored = _read(path)
        if stored is not None:
            return stored
        execution = execute(notebook, files, inputs, self.isolation, self.server)
        _write(path, execution)
        return execution


def address(notebook: NotebookNode, files: Path | None, inputs: Inputs) -> str:
    """Return the hash of everything that the outcome of a run depends on."""
    digest = hashlib.sha256()
    for cell in code_cells(notebook):
        digest.update(cell["source"].encode("utf-8", "surrogatepass") + b"\0cell\0")
    if files is not None:
        for path in sorted(files.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                digest.update(f"{path.relative_to(files)}".encode("utf-8", "surrogateescape") + b"\0file\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(inputs.fingerprint.encode() + environment_fingerprint().encode())
    return digest.hexdigest()


@cache
def environment_fingerprint() -> str:
    """Return a hash over the installed packages and the notebooks' half of this one."""
    packages = sorted(f"{each.metadata['Name']}=={each.version}" for each in distributions())
    digest = hashlib.sha256("\n".join(packages).encode())
    for path in sorted(Path(__file__).parents[1].glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Execution | None:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        notebook, isolation = nbformat.from_dict(record["notebook"]), Isolation(record["isolation"])
        return Execution(**{**record, "notebook": notebook, "isolation": isolation})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, execution: Execution) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(json.dumps(asdict(execution), ensure_ascii=False), encoding="utf-8")
    aside.replace(path)
