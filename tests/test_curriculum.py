"""Every item of the curriculum has a cell that shows it: tests/curriculum.toml names it, and here it is looked up."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
CURRICULUM = tomllib.loads((ROOT / "tests" / "curriculum.toml").read_text(encoding="utf-8"))
CORE = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13")
ITEMS = [
    pytest.param(entry, id=f"{row[:2]}: {item}") for row, items in CURRICULUM.items() for item, entry in items.items()
]


@cache
def cells_of(pattern: str) -> list[nbformat.NotebookNode]:
    """Return the cells of the one notebook at the place, or none if there is no such notebook."""
    notebooks = [nbformat.read(path, as_version=4) for path in ROOT.glob(pattern)]
    assert len(notebooks) <= 1, f"more than one notebook {pattern}"
    return notebooks[0].cells if notebooks else []


def code_cell_ids(number: str) -> set[str]:
    return {cell.id for cell in cells_of(f"notebooks/{number}_*.ipynb") if cell.cell_type == "code"}


def graded_tasks(number: str) -> set[str]:
    metadata = [cell.metadata.get("nbgrader", {}) for cell in cells_of(f"solutions/{number}_*/{number}_*.ipynb")]
    return {cell["grade_id"] for cell in metadata if cell.get("grade")}


@pytest.mark.parametrize("number", CORE)
def test_each_core_lesson_has_its_items(number):
    items = [item for row, items in CURRICULUM.items() if row.startswith(f"{number} ") for item in items]
    assert items, f"no items for lesson {number}"


@pytest.mark.parametrize("entry", ITEMS)
def test_each_item_is_shown_by_code_that_exists(entry):
    assert entry["cells"], "no cell shows it"
    places = [place.split(":") for place in entry["cells"]]
    gone = [f"{number}:{cell}" for number, cell in places if cell not in code_cell_ids(number)]
    assert not gone, f"no such code cells: {gone}"


@pytest.mark.parametrize("entry", ITEMS)
def test_the_graded_tasks_of_each_item_exist(entry):
    tasks = [place.split(":") for place in entry.get("tasks", [])]
    gone = [f"{number}:{task}" for number, task in tasks if task not in graded_tasks(number)]
    assert not gone, f"no such graded test cells: {gone}"


def test_every_graded_task_exercises_an_item():
    named = {task for items in CURRICULUM.values() for entry in items.values() for task in entry.get("tasks", [])}
    numbers = [path.name[:2] for path in (ROOT / "solutions").iterdir()]
    assert {f"{number}:{task}" for number in numbers for task in graded_tasks(number)} <= named
