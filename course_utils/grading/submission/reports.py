"""What the checks of a cell reported, and whether the kernel that said so can be believed.

A kernel can be made to lie: a check that is patched may report what the reference solution reported at home, and some
of that is right for every seed. So each test cell is also run as a *control*: with the answers removed, before the
cell itself. What fails then for the reference solution must fail for everybody.

An answer can do nothing, and some checks pass. So on the reference solution each test cell is also run on *stand-ins*
(`checks.stand_ins`). What passes then proves nothing, and counts only beside a check that proves something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.checks.stand_ins import MADE, MADE_AND_NO_MORE, WAYS, WAYS_OF_MADE
from course_utils.checks.verdicts import KINDS, MIME, Evidence, Report, verdict

MAX_REPORTS = 200  # per cell; a test cell has a handful
_KERNELS_HALF = "course_utils.checks.graded_cells"
# Entries of a reference's report, that say so
MUST_FAIL = "fails without answers"
WAY = "way"  # in which a stand-in did nothing
ALWAYS_SAME = "same for every seed"
CREDIT_FOR_NOTHING = "credit of answers that do nothing"


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


def uses_checks(test: NotebookNode) -> bool:
    """Whether a test cell reports values; one in nbgrader's usual style is run as it is."""
    return "check.task(" in test["source"]


def beginning(imports: Sequence[str], given: Mapping[str, Sequence[str]]) -> NotebookNode:
    """Return the cell that prepares a kernel before the student's first one."""
    return new_code_cell(_call("begin", list(imports), {source: list(names) for source, names in given.items()}))


def graded_cell(test: NotebookNode, borrowed: Sequence[str]) -> NotebookNode:
    """Return the cell that runs a test cell in its own names (see `course_utils.checks.graded_cells`)."""
    return _in_place_of(test, "run", borrowed)


def control_cell(test: NotebookNode, borrowed: Sequence[str], answers: Sequence[str]) -> NotebookNode:
    """Return the control of a test cell: it runs the same cell, in the same way, while nothing is answered."""
    return _in_place_of(test, "run_without", borrowed, list(answers))


def stand_in_cells(
    test: NotebookNode, borrowed: Sequence[str], answers: Sequence[str]
) -> Iterator[tuple[str, NotebookNode]]:
    """Yield the cells that run a test cell of the reference solution on answers that do nothing, each with its way."""
    yield "", _in_place_of(test, "watch", borrowed, list(answers))
    for way in (*WAYS, *WAYS_OF_MADE):
        yield way, _in_place_of(test, "run_with_stand_ins", borrowed, list(answers), way)


def _in_place_of(test: NotebookNode, function: str, borrowed: Sequence[str], *arguments: Any) -> NotebookNode:
    return new_code_cell(_call(function, test["source"], list(borrowed), *arguments), metadata=test["metadata"])


def _call(function: str, *arguments: Any) -> str:
    # Without a name of its own: a student may have called anything `graded_cells`.
    return f"__import__({_KERNELS_HALF!r}, fromlist=['run']).{function}(*{arguments!r})"


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
        report[ALWAYS_SAME] = KINDS[report["kind"]].is_recorded and any(
            verdict(released, report, Evidence()).credit > 0 for released in named(public, report["name"])
        )


def mark_what_nothing_earns(
    reference: Sequence[dict[str, Any]], stand_ins: Sequence[Report], evidence: Evidence
) -> None:
    """Note in the reference's reports how much credit answers earned that do nothing."""
    for report in reference:
        credits = {
            found.get(WAY, ""): verdict(found, report, evidence).credit for found in named(stand_ins, report["name"])
        }
        is_for_making = credits.pop(MADE_AND_NO_MORE, 0.0) > 0
        counted = [credit for way, credit in credits.items() if not (is_for_making and way.startswith(MADE))]
        report[CREDIT_FOR_NOTHING] = max(counted, default=0.0)


def can_prove(report: Report) -> bool:
    """Whether passing a check can show that a task was solved.

    Not where its kind cannot, where a kernel could send what passes without running anything, or where an answer that
    does nothing passes.
    """
    if not KINDS[report["kind"]].can_prove or report.get(ALWAYS_SAME):
        return False
    return bool(report.get(CREDIT_FOR_NOTHING, 0.0) < 1)


def proves(report: Report, credit: float) -> bool:
    """Whether the credit of a check shows that more was done than nothing."""
    return can_prove(report) and credit > report.get(CREDIT_FOR_NOTHING, 0.0)


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
