"""What a judged notebook says in its own cells: a table of the checks below each task, and nothing that could run.

nbgrader reads the points off these cells, and people open the notebook's pages.
"""

from __future__ import annotations

import base64
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from course_utils.checks.values import NOT_BEGUN
from course_utils.grading.course.records import CheckResult, TaskResult

_PICTURES = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}  # how their files begin


def shallow_copy(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with cells of its own, whose outputs can be replaced while the first one's stay."""
    return NotebookNode({**notebook, "cells": [NotebookNode(cell) for cell in notebook["cells"]]})


def make_harmless(cell: NotebookNode) -> None:
    """Drop what a browser would run, since people open this notebook's pages, and what nbgrader would misread."""
    outputs = map(_harmless, cell.get("outputs", []))
    cell["outputs"] = [output for output in outputs if output is not None]


def _harmless(output: NotebookNode) -> NotebookNode | None:
    """Return an output without what a browser would run; None if nothing is left."""
    if "data" in output:
        data = {kind: text for kind, text in output["data"].items() if _is_harmless(kind, text)}
        return NotebookNode({**output, "data": NotebookNode(data), "metadata": NotebookNode()}) if data else None
    if output.get("name") == "stderr":
        return NotebookNode({**output, "name": "stdout"})  # nbgrader takes a warning for a failed test
    return output


def _is_harmless(kind: str, text: Any) -> bool:
    """Whether an output is a text, or a picture that is one: a page puts its bytes into a tag as they are."""
    if kind == "text/plain":
        return True
    try:
        return kind in _PICTURES and base64.b64decode(text, validate=True).startswith(_PICTURES[kind])
    except ValueError:
        return False


def write_verdict(cell: NotebookNode, task: TaskResult) -> None:
    """Replace what the kernel said of a test cell by a table of its checks and the points.

    nbgrader takes the number in an `execute_result` for the points, and any error or text on stderr for none: so what
    the cell raised or warned is kept as plain text.
    """
    lines = [f"✗ {NOT_BEGUN}"] if task.is_not_begun else _lines(task)
    lines.append(f"{round(task.points, 2):g} of {task.max_points:g} points")
    printed = [
        new_output("stream", name="stdout", text=output["text"])
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]
    cell["outputs"] = [
        *printed,
        new_output("display_data", data={"text/plain": "\n".join(lines)}),
        new_output("execute_result", data={"text/plain": repr(task.points)}, execution_count=cell["execution_count"]),
    ]


def _lines(task: TaskResult) -> list[str]:
    """Say what was found, one cause after the other, and where to read on."""
    lines: list[str] = []
    hinted = ""
    for finding in task.findings:
        names = ", ".join(check.name for check in finding.checks)
        lines.append(f"{_mark(finding.checks[0])} {names}" + (f": {finding.message}" if finding.message else ""))
        if finding.hint and finding.hint != hinted:
            lines.append(f"  Hint: {finding.hint}")
        hinted = finding.hint
    if task.lesson and task.points < task.max_points:
        lines.append(f"  Read again: lesson {task.lesson}")
    return [*lines, f"  {task.note}"] if task.note else lines


def _mark(check: CheckResult) -> str:
    return "✓" if check.passed else "✗" if check.credit == 0 else "◐"
