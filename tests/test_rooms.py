"""The engine's rooms: imports lead one way, private names stay in their room, and no hash leaves a module out."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.cli import main
from course_utils.grading.classroom.unchanged import program_files
from course_utils.grading.course.layout import PACKAGE
from course_utils.grading.submission.execution_cache import files_of_a_run

# From the bottom up: a room may import from those before it.
ROOMS = [
    *("metrics", "data", "source", "checks"),
    *(
        f"grading.{room}"
        for room in ("course", "kernels", "submission", "platforms", "classroom", "pages", "simulated")
    ),
    *("lab", "cli"),
]
FOR_NOTEBOOKS = ("check", "paper", "plotting", "quiz", "text", "tracking", "training")
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    return next((room for room in ROOMS if f"{module}.".startswith(f"{room}.")), module.partition(".")[0])


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file imports of the package: module and name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("course_utils"):
            module = node.module.removeprefix("course_utils").removeprefix(".")
            yield from ((module, alias.name) for alias in node.names)


def module_of(module: str, name: str) -> str:
    inner = f"{module}.{name}".strip(".")
    is_module = (PACKAGE / inner.replace(".", "/")).is_dir() or (PACKAGE / f"{inner.replace('.', '/')}.py").exists()
    return inner if is_module else module


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_lead_down_and_never_take_private_names(path):
    own = room_of(name_of(path))
    for module, name in imports_of(path):
        room = room_of(module_of(module, name))
        if room != own:
            assert not name.startswith("_"), f"{module}.{name} is private"
        if own in ROOMS and room in ROOMS:
            assert ROOMS.index(room) <= ROOMS.index(own), f"{own} imports {module}.{name}, which is above it"
        elif own in FOR_NOTEBOOKS:
            assert not room.startswith("grading"), f"what notebooks import does not import {module}"


def test_no_modules_import_each_other_in_a_circle():
    graph = {name_of(path): {module_of(*each) for each in imports_of(path)} - {name_of(path)} for path in FILES}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(FILES)


@pytest.mark.parametrize("room", [room for room in ROOMS if (PACKAGE / room.replace(".", "/")).is_dir()])
def test_every_room_says_in_a_sentence_what_it_is_for(room):
    assert len(import_module(f"course_utils.{room}").__doc__ or "") > 20


def test_a_run_is_stored_under_all_code_that_its_outcome_depends_on():
    needed = ("check", "grading.kernels.kernel_app", "grading.submission.execute")
    code = "import sys, " + ", ".join(f"course_utils.{module}" for module in needed)
    show = "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('course_utils.')), sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", f"{code}; {show}"], capture_output=True, text=True, check=True)
    assert set(map(Path, loaded.stdout.split())) <= set(files_of_a_run())


def test_a_result_is_kept_under_all_code_of_the_grader():
    modules = {PACKAGE / f"{room.replace('.', '/')}" for room in ROOMS if room.startswith("grading.")}
    assert {path.parent for path in program_files()} >= modules


def test_the_help_tells_students_commands_from_those_of_instructors():
    text = CliRunner().invoke(main, ["--help"]).output
    assert (
        text.index("For students") < text.index("  check ") < text.index("For instructors") < text.index("  release ")
    )
