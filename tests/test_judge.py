"""What the judge makes of reports, without a kernel."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from course_utils.grading.execute import Execution
from course_utils.grading.inputs import Inputs, Limits
from course_utils.grading.judge import judge
from course_utils.grading.reports import mark_what_is_always_same
from course_utils.values import Raised, pack
from course_utils.verdicts import MIME

NBGRADER = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3}
INPUTS = Inputs("06", 1, Path(), Limits(), "")


def report(name, value, kind="value"):
    settings = {"rtol": 1e-4, "atol": 1e-5, "hint": f"think about the {name}", "lesson": "", "task": "t"}
    return {"kind": kind, "name": name, "value": pack(value), **settings}


def graded(found, reference, public):
    """Return the credits of the checks and the points, of two."""
    cell = new_code_cell("", metadata={"nbgrader": {**NBGRADER, "grade_id": "t", "points": 2}})
    cell.outputs = [new_output("display_data", data={MIME: each}) for each in found]
    mark_what_is_always_same(reference, public)
    result = judge(Execution(new_notebook(cells=[cell])), {"t": reference}, INPUTS, "ann")
    return [check.credit for check in result.tasks[0].checks], result.points, result.tasks[0].checks


PUBLIC = [report("values", 1.5), report("shape", [2, 3]), report("error", Raised("ValueError", ""), "raises")]
REFERENCE = [report("values", 2.5), *PUBLIC[1:]]


@pytest.mark.parametrize(
    ("value", "credits", "points"), [(2.5, [1, 1, 1], 2), (9.5, [0, 0, 0], 0), (Raised("TypeError", ""), [0, 0, 0], 0)]
)
def test_what_is_the_same_for_every_input_counts_only_beside_a_right_value(value, credits, points):
    found = [report("values", value), *REFERENCE[1:]]
    assert graded(found, REFERENCE, PUBLIC)[:2] == (credits, points)


def test_one_right_value_is_enough():
    reference = [*REFERENCE, report("more values", 4.5)]
    found = [report("values", 0), *REFERENCE[1:], report("more values", 4.5)]
    assert graded(found, reference, [*PUBLIC, report("more values", 3.5)])[:2] == ([0, 1, 1, 1], 1.5)


def test_a_released_value_that_is_right_by_the_tolerance_proves_nothing():
    reference, public = [*REFERENCE, report("spread", 1.0)], [*PUBLIC, report("spread", 1.00005)]
    found = [report("values", 9.5), *REFERENCE[1:], public[-1]]
    assert graded(found, reference, public)[:2] == ([0, 0, 0, 0], 0)


def test_a_task_without_values_is_judged_as_it_is():
    found = [report("shape", [2, 3]), report("error", None, "raises")]
    assert graded(found, REFERENCE[1:], PUBLIC[1:])[:2] == ([1, 0], 1)


def test_the_student_is_told_why_a_right_shape_earned_nothing():
    _, _, checks = graded([report("values", 9.5), *REFERENCE[1:]], REFERENCE, PUBLIC)
    assert "counts only when" in checks[1].message
    assert checks[1].hint == "think about the shape"
