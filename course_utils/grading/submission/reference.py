"""The recorded reference: what the checks report when the answers are the instructor's own.

Recorded twice. With the public seed, into `solutions/<assignment>/checks.json`, from where nbgrader copies it into the
release: a student's notebook compares with it. With a grading key, into the class's store, in a process that no
student's code enters: the judge compares with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from course_utils.checks.values import compare, unpack
from course_utils.checks.verdicts import KINDS, RECORDED_FILE, Evidence
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_test, read_notebook, student_sources
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.inputs import AnswerKey, RunInputs
from course_utils.grading.submission.judge import Reference, judge
from course_utils.grading.submission.reports import (
    can_prove,
    mark_what_is_always_same,
    mark_what_must_fail,
    mark_what_nothing_earns,
    reports_of,
)


class ProvesNothing(CourseError):
    """A task has no check that proves anything: by how it is written, or because the inputs were drawn so."""


def record(course: Course, inputs: RunInputs, key: AnswerKey, store: Store) -> dict[str, list[dict[str, Any]]]:
    """Run the reference solution on `inputs` and return its reports by test cell.

    Raises
    ------
    CourseError
        If the solution stops with an error, or does not earn full points against itself.
    ProvesNothing
        If what was released, or an answer that does nothing, earns the points of a task.
    """
    path = course.master(key.assignment)
    execution = store.execute(read_notebook(path), path.parent, inputs.for_the_reference(), exact=True)
    _require_clean(execution, path)
    reference = {
        str(grade_id(cell)): [_slim(report) for report in reports_of(cell)]
        for cell in code_cells(execution.notebook)
        if is_test(cell) and reports_of(cell)
    }
    _, result = judge(execution, reference, key, "reference", path.parent)
    failed = [check for task in result.tasks for check in task.checks if not check.passed]
    if failed:
        raise CourseError(f"{path.name}: the solution fails its own check {failed[0].name!r}: {failed[0].message}.")
    evidence = Evidence(key.labels, key.perturbed, student_sources(execution.notebook), path.parent)
    for task, control in execution.controls.items():
        mark_what_must_fail(reference.get(task, []), control, evidence)
    for task, stand_ins in execution.stand_ins.items():
        mark_what_nothing_earns(reference.get(task, []), stand_ins, evidence)
    if not inputs.is_trusted:
        public = read_public(course, key.assignment)
        for task, reports in reference.items():
            mark_what_is_always_same(reports, public.get(task, []))
        _require_checks_that_prove(execution, reference, path)
    return reference


def _require_clean(execution: Execution, path: Path) -> None:
    for cell in code_cells(execution.notebook):
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                what = f"{output['ename']}: {output['evalue']}"
                raise CourseError(f"{path.name}: the solution stops in cell {cell.get('id')!r} with {what}")
        names = [report["name"] for report in reports_of(cell)]
        if len(names) > len(set(names)):
            raise CourseError(f"{path.name}: two checks of cell {cell.get('id')!r} have the same name.")
        tasks = {report["task"] for report in reports_of(cell)} - {grade_id(cell)}
        if tasks:
            raise CourseError(f"{path.name}: cell {cell.get('id')!r} begins with check.task({tasks.pop()!r}).")


def _require_checks_that_prove(execution: Execution, reference: Reference, path: Path) -> None:
    for cell in code_cells(execution.notebook):
        task = str(grade_id(cell))
        if task not in reference or cell["metadata"]["nbgrader"]["points"] == 0:
            continue
        if not any(map(can_prove, reference[task])):
            raise ProvesNothing(
                f"{path.name}: no check of {task} proves anything. Each either passes for an answer that does nothing, "
                f"or gives the same for the public and the graded inputs, so that code which reports what is in "
                f"{RECORDED_FILE} passes. Add a check of a value that has to be computed from the drawn inputs."
            )


def _slim(report: dict[str, Any]) -> dict[str, Any]:
    """Leave out a value that nothing is compared with."""
    return dict(report) if KINDS[report["kind"]].is_recorded else {**report, "value": None}


def write_public(course: Course, assignment: str, reference: Reference) -> bool:
    """Write `checks.json` beside the solution, unless the recorded values agree with it; return whether it was written.

    Values differ in their last digits between processors. Where they agree within a hundredth of each check's tolerance
    the file stays as it is, so that generating an assignment anywhere changes nothing.
    """
    path = course.solutions / assignment / RECORDED_FILE
    try:
        recorded = json.loads(path.read_text(encoding="utf-8"))["tasks"]
    except (OSError, ValueError, KeyError):
        recorded = None
    if recorded is not None and _agree(recorded, reference):
        return False
    text = json.dumps({"assignment": assignment, "tasks": reference}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return True


def read_public(course: Course, assignment: str) -> Reference:
    """Return the values that were released with an assignment.

    Raises
    ------
    CourseError
        If they are missing or damaged.
    """
    path = course.released(assignment).with_name(RECORDED_FILE)
    try:
        return json.loads(path.read_text(encoding="utf-8"))["tasks"]
    except (OSError, ValueError, KeyError):
        raise CourseError(f"{path} is missing or damaged. Fetch the assignment again.") from None


def _agree(recorded: Reference, reference: Reference) -> bool:
    if {task: [_frame(r) for r in reports] for task, reports in recorded.items()} != {
        task: [_frame(r) for r in reports] for task, reports in reference.items()
    }:
        return False
    pairs = ((old, new) for task in reference for old, new in zip(recorded[task], reference[task], strict=True))
    return all(_same_value(old, new) for old, new in pairs)


def _frame(report: Any) -> dict[str, Any]:
    return {key: value for key, value in report.items() if key != "value"}


def _same_value(old: Any, new: Any) -> bool:
    if old["value"] is None or "rtol" not in old:
        return old["value"] == new["value"]
    tolerances = {"rtol": old["rtol"] / 100, "atol": old["atol"] / 100}
    return compare(unpack(new["value"]), unpack(old["value"]), **tolerances).credit == 1
