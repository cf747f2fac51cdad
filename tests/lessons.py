"""A lesson as its tests see it: its tracks, its minutes, and its exercises with their solutions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
WRONG_ANSWERS = ROOT / "tests" / "wrong_answers"
OLD_FORM = ("01", "02", "03", "04", "05", "06")  # lessons from before there were tracks and exercises
DEEPER = "(deeper)"  # at the end of a heading

SOLUTION = re.compile(r"<details><summary>Solution</summary>.*?^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
NOT_READ = re.compile(r"<details>.*?</details>|^```.*?^```", re.DOTALL | re.MULTILINE)

# What a reader who runs and thinks about everything needs
WORDS_PER_MINUTE = 200
SECONDS_PER_CODE_LINE = 3
MINUTES_PER_PREDICTION = 0.5
MINUTES_PER_EXERCISE = 2.5  # three lines to write, or a bug to find
MINUTES_PER_FIGURE = 0.5


@dataclass(frozen=True)
class Exercise:
    """An exercise of a lesson: what the reader finds, the checks below it, and the folded solution."""

    cell: str
    given: str
    checks: str
    solution: str

    def answered(self, answer: str) -> str:
        """Return the cell's code with an answer in place of what the reader finds."""
        return f"{answer.rstrip()}\n\n\n{self.checks}"

    @property
    def num_checks(self) -> int:
        return self.checks.count("quiz.your_turn(")


def exercises(lesson: NotebookNode) -> list[Exercise]:
    """Return a lesson's exercises; the solution of each is folded in the cell below it."""
    found = []
    for cell, below in zip(lesson.cells, [*lesson.cells[1:], None], strict=True):
        if cell.cell_type == "code" and "quiz.your_turn(" in cell.source:
            solution = SOLUTION.search(below.source) if below is not None else None
            assert solution, f"{cell.id}: no folded solution in the cell below"
            found.append(Exercise(cell.id, *_parts(cell.source), solution[1]))
    return found


def _parts(source: str) -> tuple[str, str]:
    """Split an exercise into what the reader writes and the checks below it, with what prepares them.

    The reader writes the functions and classes, or, where there are none, all that stands above the first check.
    """
    body = ast.parse(source).body
    check = next(index for index, node in enumerate(body) if "quiz.your_turn(" in ast.unparse(node))
    written = [node for node in body[:check] if isinstance(node, (ast.FunctionDef, ast.ClassDef))] or body[:check]
    last_line = written[-1].end_lineno
    lines = source.splitlines()
    return "\n".join(lines[:last_line]), "\n".join(lines[last_line:]).strip("\n")


def wrong_answers(stem: str) -> dict[str, list[str]]:
    """Read a lesson's wrong answers: below each line `# %% CELL` is one for the exercise in that cell."""
    text = (WRONG_ANSWERS / f"{stem}.py").read_text(encoding="utf-8")
    answers: dict[str, list[str]] = {}
    for part in re.split(r"^# %% ", text, flags=re.MULTILINE)[1:]:
        cell, _, answer = part.partition("\n")
        answers.setdefault(cell.strip(), []).append(answer.strip("\n"))
    return answers


# Tracks and minutes


def sections(lesson: NotebookNode) -> Iterator[tuple[str, list[NotebookNode]]]:
    """Yield the heading and the cells of each section; what stands above the first belongs to the title."""
    heading, cells = "", []
    for cell in lesson.cells:
        match = re.match(r"##? (.*)", cell.source) if cell.cell_type == "markdown" else None
        if match:
            if cells:
                yield heading, cells
            heading, cells = match[1].strip(), []
        cells.append(cell)
    yield heading, cells


def core_and_deeper(lesson: NotebookNode) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """Return the cells of the core path, and those of the sections that may be skipped."""
    core, deeper = [], []
    for heading, cells in sections(lesson):
        (deeper if heading.endswith(DEEPER) else core).extend(cells)
    return core, deeper


def minutes(cells: list[NotebookNode]) -> float:
    """Estimate how long a reader takes for some cells: reading, running, guessing, writing."""
    total = 0.0
    for cell in cells:
        if cell.cell_type == "markdown":
            total += len(NOT_READ.sub("", cell.source).split()) / WORDS_PER_MINUTE
            continue
        total += _lines_read(cell.source) * SECONDS_PER_CODE_LINE / 60
        total += cell.source.count("quiz.predict(") * MINUTES_PER_PREDICTION
        total += cell.source.count("plotting.show(") * MINUTES_PER_FIGURE
        total += ("quiz.your_turn(" in cell.source) * MINUTES_PER_EXERCISE
    return total


def _lines_read(source: str) -> int:
    """Count the lines of code that a reader takes in: no empty ones, no imports, no descriptions of pictures."""
    passed_over = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom)) or (isinstance(node, ast.keyword) and node.arg == "alt")
    ]
    lines = {line for node in passed_over for line in range(node.lineno, node.end_lineno + 1)}
    return sum(bool(text.strip()) and line not in lines for line, text in enumerate(source.splitlines(), start=1))


def names_bound(cell: NotebookNode) -> set[str]:
    """Return the names that a code cell binds for the cells below it."""
    return {
        node.id for node in _outer_nodes(cell) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | {name for node in _outer_nodes(cell) for name in _defined(node)}


def names_read(cell: NotebookNode) -> set[str]:
    """Return all names that a code cell reads, in its functions too."""
    nodes = ast.walk(ast.parse(cell.source))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _defined(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    return []


def _outer_nodes(cell: NotebookNode) -> Iterator[ast.AST]:
    """Yield a cell's nodes outside of functions, classes, lambdas and comprehensions, and these themselves."""
    inner = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    waiting: list[ast.AST] = list(ast.parse(cell.source).body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, inner):
            waiting.extend(ast.iter_child_nodes(node))


def read_lesson(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)
