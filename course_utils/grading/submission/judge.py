"""Phase 3: compare what the checks reported with the recorded reference.

This runs outside the kernel. Points follow from the reports alone: what else a cell printed, warned or raised is kept
for the student to read and never costs a point. A test cell in nbgrader's usual style, with plain asserts and no
checks, is graded as nbgrader would. What is said in the notebook's own cells is written by `submission.verdict_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from course_utils.checks.values import NOT_BEGUN, BadValue, Outcome, unpack
from course_utils.checks.verdicts import CURVES, Evidence, Report, accuracy_of, is_finite_number, verdict
from course_utils.grading.course.notebooks import (
    code_cells,
    grade_id,
    headings,
    is_by_hand,
    is_test,
    points_of,
    student_sources,
)
from course_utils.grading.course.records import (
    NOT_RUN,
    NOT_RUN_WORDS,
    PARTLY_GRADED,
    CheckResult,
    SubmissionResult,
    TaskResult,
)
from course_utils.grading.course.words import counted
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.gpu import mention_missing_gpu
from course_utils.grading.submission.inputs import AnswerKey
from course_utils.grading.submission.names import bound_names
from course_utils.grading.submission.reports import can_prove, is_lie, is_proven, named, proves, reports_of
from course_utils.grading.submission.verdict_cells import make_harmless, shallow_copy, write_verdict

Reference = Mapping[str, Sequence[Report]]


def judge(
    execution: Execution, reference: Reference, key: AnswerKey, student: str, folder: Path | None = None
) -> tuple[NotebookNode, SubmissionResult]:
    """Judge an executed notebook.

    Parameters
    ----------
    execution
        The executed notebook; it stays as it is.
    reference
        The reference solution's reports by test cell.
    key
        The labels of the held-out rows.
    student
        The student's id, for the record.
    folder
        Where the notebook was handed in, with the student's own modules.

    Returns
    -------
    NotebookNode
        The notebook, whose test cells have a table of the checks, and the points as their result.
    SubmissionResult
    """
    notebook = shallow_copy(execution.notebook)
    evidence = Evidence(key.labels, key.perturbed, student_sources(notebook), folder)
    result = SubmissionResult(
        assignment=key.assignment,
        student=student,
        status=execution.status,
        points=0.0,
        max_points=0.0,
        reasons=list(execution.reasons),
        isolation=str(execution.isolation),
        seconds=round(execution.seconds, 3),
    )
    lies = [task for task in reference if is_lie(execution.controls.get(task, ()), reference[task], evidence)]
    if lies:
        _distrust(result, notebook, lies)
    _judge_cells(notebook, execution, reference, evidence, result)
    for cell in code_cells(notebook):
        make_harmless(cell)
    result.points = round(sum(task.points for task in result.tasks), 4)
    result.max_points = sum(task.max_points for task in result.tasks)
    return notebook, result


def _judge_cells(
    notebook: NotebookNode, execution: Execution, reference: Reference, evidence: Evidence, result: SubmissionResult
) -> None:
    """Judge one graded cell after the other; results go into `result`, and their words into the cells."""
    titles, stopped = headings(notebook), ""
    failures = _failures(notebook)
    for cell in notebook["cells"]:
        name = str(grade_id(cell))
        heading = titles.get(name, "")
        if is_by_hand(cell):
            result.tasks.append(_task_by_hand(cell, heading))
        elif not is_test(cell):
            stopped = stopped or _why_it_stopped(cell)
        elif name not in reference:
            result.tasks.append(_plain_task(cell, heading))
            mention_missing_gpu(result.tasks[-1], result)
        else:
            tested = replace(evidence, sources=student_sources(notebook, above=cell))  # not what comes later
            task = _judge_cell(cell, reference[name], execution.controls.get(name, ()), tested, heading)
            if task.points < task.max_points:
                _say_what_failed_above(task, failures, stopped, result)
                mention_missing_gpu(task, result)
            stopped = ""
            result.tasks.append(task)
            _collect_measurements(cell, reference[name], evidence, result)
            write_verdict(cell, task)


class _Failure(NamedTuple):
    """A cell that stopped with an error, and the names that it would have bound."""

    cell: str
    error: str
    names: set[str]


def _failures(notebook: NotebookNode) -> list[_Failure]:
    """Return the student's cells that stopped, from the top."""
    failures = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        if not is_test(cell) and (error := _why_it_stopped(cell)):
            first_line = cell["source"].strip().partition("\n")[0][:60]
            failures.append(_Failure(f"code cell {number} ({first_line})", error, bound_names(cell["source"])))
    return failures


def _say_what_failed_above(
    task: TaskResult, failures: Sequence[_Failure], stopped: str, result: SubmissionResult
) -> None:
    """Name the first cell whose failure cost a task points: one without which a name is missing, else the last one."""
    said = " ".join([task.note, *(check.message for check in task.checks)])
    missing = _MISSING_NAME.findall(said)
    for name in missing:
        for failure in failures:
            if name in failure.names:
                task.note = f"{name!r} is missing because {failure.cell} stopped with {failure.error}"
                note = f"{failure.cell} stopped with {failure.error}"
                result.notes += [note] if note not in result.notes else []
                return
    if stopped and not task.note:
        task.note = f"A cell above it stopped with {stopped}"


_MISSING_NAME = re.compile(r"NameError: name '(\w+)' is not defined")


def _distrust(result: SubmissionResult, notebook: NotebookNode, lies: Sequence[str]) -> None:
    """Mark a kernel that lied once: nothing that it says counts."""
    reason = f"the kernel does not report what it is asked: checks of {', '.join(lies)} succeeded without an answer"
    result.status = PARTLY_GRADED
    result.reasons.append(reason)
    for cell in code_cells(notebook):
        if is_test(cell):
            cell["outputs"] = [new_output("error", ename="NotBelieved", evalue=reason, traceback=[reason])]


def _judge_cell(
    cell: NotebookNode, expected: Sequence[Report], control: Sequence[Report], evidence: Evidence, heading: str
) -> TaskResult:
    found = reports_of(cell)
    stopped = _why_it_stopped(cell)
    if stopped.startswith(NOT_RUN):  # why is said once, of the whole submission
        return _not_run(cell, expected, heading)
    checks = []
    for reference in expected:
        credit, message = _verdict_of(named(found, reference["name"]), reference, control, evidence)
        check = CheckResult(reference["name"], credit, message)
        check.hint = "" if check.passed else reference["hint"]
        checks.append(check)
    _withhold_what_proves_nothing(checks, expected)
    _pass_nothing_where_nothing_is_begun(checks, expected)
    max_points = points_of(cell)
    points = round(max_points * _credit(checks, expected), 4)
    lesson = expected[0].get("lesson", "")
    note = f"The test cell stopped with {stopped}" if stopped else ""
    return TaskResult(str(grade_id(cell)), heading, points, max_points, checks, lesson, note)


def _not_run(cell: NotebookNode, expected: Sequence[Report], heading: str) -> TaskResult:
    checks = [CheckResult(reference["name"], 0.0, NOT_RUN_WORDS) for reference in expected]
    return TaskResult(str(grade_id(cell)), heading, 0.0, points_of(cell), checks)


def _verdict_of(found: Sequence[Report], reference: Report, control: Sequence[Report], evidence: Evidence) -> Outcome:
    """Return the verdict on a check; of several reports under its name the worst counts."""
    if not found:
        return Outcome(0.0, "the cell stopped before this check")
    if not is_proven(reference, control):
        return Outcome(0.0, "the check was not seen to fail without an answer, as it must")
    return min((verdict(report, reference, evidence) for report in found), key=lambda outcome: outcome.credit)


def _withhold_what_proves_nothing(checks: Sequence[CheckResult], expected: Sequence[Report]) -> None:
    """Withhold credit for what proves nothing by itself where nothing else of the task earned any.

    Code that does nothing leaves an input unchanged, and one feedback page is enough to know a shape; only a value
    that had to be computed shows that the task was solved at all, or in part.
    """
    pairs = list(zip(checks, expected, strict=True))
    if not any(can_prove(reference) for _, reference in pairs):
        return
    if any(proves(reference, check.credit) for check, reference in pairs):
        return
    for check, reference in pairs:
        if check.credit > 0 and not _is_condition(reference):
            check.credit, check.hint = 0.0, reference["hint"]
            check.message = "passed, but counts only if a value that the task asks you to compute is right, too"


def _pass_nothing_where_nothing_is_begun(checks: Sequence[CheckResult], expected: Sequence[Report]) -> None:
    """Let a check that only forbids say of an empty answer what all others say, too."""
    pairs = list(zip(checks, expected, strict=True))
    others = [check for check, reference in pairs if not _is_condition(reference)]
    if others and all(check.message == NOT_BEGUN for check in others):
        for check, reference in pairs:
            check.credit, check.message, check.hint = 0.0, NOT_BEGUN, reference["hint"]


def _task_by_hand(cell: NotebookNode, heading: str) -> TaskResult:
    """Return the result of an answer that waits for a person."""
    waits = f"waits for points by hand ({counted(len(cell['source'].split()), 'word')})"
    return TaskResult(str(grade_id(cell)), heading, 0.0, points_of(cell), manual=True, waits=waits)


def _plain_task(cell: NotebookNode, heading: str) -> TaskResult:
    """Return the result of a test cell in nbgrader's own style: its points are what nbgrader makes of its outputs."""
    make_harmless(cell)
    points, max_points = determine_grade(cell)
    note = _why_it_stopped(cell)
    check = CheckResult("the cell runs without an error", points / max_points if max_points else 1.0, note)
    return TaskResult(str(grade_id(cell)), heading, points, max_points, [check])


def _credit(checks: Sequence[CheckResult], expected: Sequence[Report]) -> float:
    """Return a task's credit: the mean over its checks.

    A check that only forbids is a condition instead: it earns nothing by itself, an empty answer would pass it, and a
    task that fails it earns nothing.
    """
    is_condition = [_is_condition(reference) for reference in expected]
    if any(condition and not check.passed for condition, check in zip(is_condition, checks, strict=True)):
        return 0.0
    credits = [check.credit for condition, check in zip(is_condition, checks, strict=True) if not condition]
    return sum(credits) / len(credits) if credits else 1.0


def _is_condition(reference: Report) -> bool:
    """Whether a check only forbids."""
    return reference["kind"] == "source" and not reference["calls"]


def _why_it_stopped(cell: NotebookNode) -> str:
    """Return the error that ended a cell in a line; nothing where the answer was not begun."""
    errors = [output for output in cell.get("outputs", []) if output["output_type"] == "error"]
    if errors and errors[0]["ename"] == "NotImplementedError":
        return ""
    return f"{errors[0]['ename']}: {errors[0]['evalue']}"[:500] if errors else ""


def _collect_measurements(
    cell: NotebookNode, expected: Sequence[Report], evidence: Evidence, result: SubmissionResult
) -> None:
    """Keep what the report shows of a student's model: accuracies and curves."""
    found = reports_of(cell)
    for reference in expected:
        for report in named(found, reference["name"]):
            if reference["kind"] == "accuracy":
                accuracy = accuracy_of(report, reference, evidence)
                if accuracy is not None:
                    result.accuracies[reference["name"]] = round(accuracy, 4)
            elif reference["kind"] == "curves":
                result.curves.update(_curves(report))


def _curves(report: Report) -> dict[str, list[float]]:
    try:
        history = unpack(report.get("value"))
    except BadValue:
        return {}
    if not isinstance(history, dict):
        return {}
    return {
        name: [float(y) for y in history[name][:1000]]
        for name in CURVES
        if isinstance(history.get(name), list) and all(map(is_finite_number, history[name]))
    }


def accuracy_bars(reference: Reference) -> dict[str, tuple[float, float]]:
    """Return floor and full of each accuracy check, keyed by its name."""
    return {check["name"]: (check["floor"], check["full"]) for check in _accuracy_checks(reference)}


def held_out_sets(reference: Reference) -> dict[str, str]:
    """Return the data set of each accuracy check, keyed by its name."""
    return {check["name"]: check["held_out"] for check in _accuracy_checks(reference)}


def _accuracy_checks(reference: Reference) -> list[Report]:
    return [check for checks in reference.values() for check in checks if check["kind"] == "accuracy"]
