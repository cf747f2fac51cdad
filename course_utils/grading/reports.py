"""What the checks of a cell reported, and whether the kernel that said so can be believed.

A kernel can be made to lie: a check that is patched may report what the reference solution reported at home, and some
of that is right for every seed. So each test cell is also run as a *control*: with the answers taken away, before the
cell itself. What fails then for the reference solution must fail for everybody.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.cells import parse_cell
from course_utils.grading.notebooks import code_cells, is_answer
from course_utils.verdicts import MIME, Evidence, Report, verdict

MAX_REPORTS = 200  # per cell; a test cell has a handful
_CONTROL = """
from IPython import get_ipython

shell = get_ipython()
kept = {name: shell.user_ns[name] for name in answers if name in shell.user_ns}
show = shell.showtraceback
shell.user_ns.update(dict.fromkeys(kept))
shell.showtraceback = lambda *arguments, **options: None  # it takes long, and nobody reads it
try:
    shell.run_cell(source)
finally:
    shell.showtraceback = show
    shell.user_ns.update(kept)
"""
# Entries of a reference's report, that say so
MUST_FAIL = "fails without answers"
ALWAYS_SAME = "same for every seed"


def reports_of(cell: NotebookNode) -> list[dict[str, Any]]:
    """Return what the checks of an executed cell reported, in order."""
    found = [
        output["data"][MIME]
        for output in cell.get("outputs", [])
        if output["output_type"] == "display_data" and isinstance(output.get("data", {}).get(MIME), dict)
    ]
    return found[:MAX_REPORTS]


def named(reports: Sequence[Report], name: str) -> list[Report]:
    """Return the reports with a name: one, if nobody interferes."""
    return [report for report in reports if report.get("name") == name]


def answer_names(notebook: NotebookNode) -> tuple[str, ...]:
    """Return the functions and classes that the answer cells of a master notebook define."""
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = [
        node.name
        for cell in code_cells(notebook)
        if is_answer(cell)
        for node in parse_cell(cell["source"]).body
        if isinstance(node, definitions)
    ]
    return tuple(dict.fromkeys(names))


def control_cell(test: NotebookNode, answers: Sequence[str]) -> NotebookNode:
    """Return the control of a test cell: it runs the same cell, in the same way, while nothing is answered."""
    given = {"source": test["source"], "answers": list(answers)}
    run = "__import__('builtins').exec"  # a student may have called something else `exec`
    return new_code_cell(f"{run}({_CONTROL!r}, {given!r})", metadata=test["metadata"])


def mark_what_must_fail(reference: Sequence[dict[str, Any]], control: Sequence[Report], evidence: Evidence) -> None:
    """Note in the reference's reports which of them failed in the reference's own control."""
    for report in reference:
        found = named(control, report["name"])
        report[MUST_FAIL] = bool(found) and all(verdict(each, report, evidence).credit == 0 for each in found)


def mark_what_is_always_same(reference: Sequence[dict[str, Any]], public: Sequence[Report]) -> None:
    """Note in the reference's reports which of them a kernel could send without running anything.

    These are exceptions, and what the released values for the public seed earn credit for, such as shapes.
    """
    for report in reference:
        earned = report["kind"] in ("value", "error") and any(
            verdict(released, report, Evidence()).credit > 0 for released in named(public, report["name"])
        )
        report[ALWAYS_SAME] = earned or report["kind"] == "raises"


def can_be_replayed(reference: Sequence[Report]) -> bool:
    """Whether a task's values, and its exceptions, are the same for every input, one and all."""
    is_same = [report[ALWAYS_SAME] for report in reference if report["kind"] not in ("source", "curves")]
    return bool(is_same) and all(is_same)


def is_lie(control: Sequence[Report], reference: Sequence[Report], evidence: Evidence) -> bool:
    """Whether a control succeeded in something that cannot succeed without an answer."""
    return any(
        verdict(found, report, evidence).credit > 0
        for report in reference
        if report.get(MUST_FAIL)
        for found in named(control, report["name"])
    )


def is_proven(report: Report, control: Sequence[Report]) -> bool:
    """Whether the control of a check was seen; without one, nobody knows whether the check can fail at all."""
    return not report.get(MUST_FAIL) or bool(named(control, report["name"]))
