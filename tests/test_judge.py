"""What the judge makes of reports, without a kernel."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_utils.checks.values import Raised, pack
from course_utils.checks.verdicts import MIME, Evidence
from course_utils.grading.course.records import GRADED, NOT_RUN, NOT_RUN_WORDS, PARTLY_GRADED
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.inputs import AnswerKey
from course_utils.grading.submission.judge import accuracy_bars, held_out_sets, judge
from course_utils.grading.submission.reports import (
    CREDIT_FOR_NOTHING,
    MUST_FAIL,
    mark_what_is_always_same,
    mark_what_nothing_earns,
)

NBGRADER = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3}
KEY = AnswerKey("06")


def report(name, value, kind="value"):
    settings = {"rtol": 1e-4, "atol": 1e-5, "hint": f"think about the {name}", "lesson": "", "task": "t"}
    return {"kind": kind, "name": name, "value": pack(value), **settings}


def graded(found, reference, public, answer=""):
    """Return the credits of the checks and the points, of two."""
    mark_what_is_always_same(reference, public)
    result = judged([new_code_cell(answer)], found, reference)
    return [check.credit for check in result.tasks[0].checks], result.points, result.tasks[0].checks


def judged(above, found, reference):
    return judged_notebook(above, found, reference)[1]


def judged_notebook(above, found, reference):
    cell = new_code_cell("", metadata={"nbgrader": {**NBGRADER, "grade_id": "t", "points": 2}})
    cell.outputs = [new_output("display_data", data={MIME: each}) for each in found]
    notebook = new_notebook(cells=[*above, cell])
    return judge(Execution(notebook), {"t": reference}, KEY, "ann")


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
    said = "passed, but counts only if a value that the task asks you to compute is right, too"
    assert checks[1].message == said
    assert checks[1].hint == "think about the shape"


UNCHANGED = [report("result", 7.0), report("x afterwards", [1.0, 2.0])]


def test_what_an_answer_passes_that_does_nothing_counts_only_beside_what_it_fails():
    mark_what_nothing_earns(UNCHANGED, [report("result", None), *UNCHANGED[1:]], Evidence())
    assert [each[CREDIT_FOR_NOTHING] for each in UNCHANGED] == [0, 1]
    nothing_done = [report("result", 0.0), UNCHANGED[1]]
    assert graded(nothing_done, UNCHANGED, [])[:2] == ([0, 0], 0)
    only_the_result = [UNCHANGED[0], report("x afterwards", [0.0, 0.0])]
    assert graded(only_the_result, UNCHANGED, [])[:2] == ([1, 0], 1)
    assert graded(UNCHANGED, UNCHANGED, [])[:2] == ([1, 1], 2)


def test_part_of_the_credit_proves_something_where_it_is_more_than_nothing_earns():
    error = {**report("error of the fit", [0.0, 0.0], "error"), "floor": 1.0, "full": 0.0}
    shape = report("shape", [2])
    mark_what_nothing_earns([error, shape], [report("error of the fit", [0.9**0.5] * 2, "error"), shape], Evidence())
    assert error[CREDIT_FOR_NOTHING] == pytest.approx(0.1)
    for off, credits in ((0.95, [0, 0]), (0.5, [0.5, 1])):
        found = [report("error of the fit", [off**0.5] * 2, "error"), shape]
        assert graded(found, [error, shape], [])[0] == pytest.approx(credits)


@pytest.mark.parametrize("kind", ["curves", "source"])
def test_curves_and_code_count_only_beside_a_right_value(kind):
    rising = {"train_loss": [2.0, 1.0], "train_accuracy": [0.5, 0.6], "validation_accuracy": [0.5, 0.6]}
    other = {**report("other", rising, kind), "definition": "f", "calls": ["sum"], "forbids": []}
    reference = [report("result", 7.0), other]
    answer = "def f(x):\n    return sum(x)"
    assert graded([report("result", 1.0), other], reference, [], answer)[:2] == ([0, 0], 0)
    assert graded(reference, reference, [], answer)[:2] == ([1, 1], 2)


def test_a_task_names_the_cell_whose_failure_it_suffers_from():
    """And not another one that stopped, too."""
    failed = new_code_cell("import pandas as pd\nframe = pd.DataFrame()")
    failed.outputs = [new_output("error", ename="ModuleNotFoundError", evalue="No module named 'pandas'")]
    nearer = new_code_cell("1 / 0")
    nearer.outputs = [new_output("error", ename="ZeroDivisionError", evalue="division by zero")]
    missing = report("result", Raised("NameError", "name 'frame' is not defined"))
    result = judged([failed, nearer], [missing], [report("result", 7.0)])
    said = "code cell 1 (import pandas as pd) stopped with ModuleNotFoundError: No module named 'pandas'"
    assert result.notes == [said]
    assert result.tasks[0].note == f"'frame' is missing because {said}"
    result = judged([failed, nearer], [report("result", 1.0)], [report("result", 7.0)])
    assert result.notes == []
    assert result.tasks[0].note == "A cell above it stopped with ModuleNotFoundError: No module named 'pandas'"


def test_a_task_with_all_its_points_has_no_word_about_a_failure_above():
    stopped = new_code_cell("1 / 0", outputs=[failed("ZeroDivisionError", "division by zero")])
    result = judged([stopped], [report("result", 7.0)], [report("result", 7.0)])
    assert (result.tasks[0].note, result.notes) == ("", [])


def test_a_cell_that_stopped_is_named_by_the_beginning_of_its_first_line():
    line = f"frame = load({'x' * 60})"
    stopped = new_code_cell(f"{line}\nframe.describe()", outputs=[failed("OSError", "no file")])
    missing = report("result", Raised("NameError", "name 'frame' is not defined"))
    assert judged([stopped], [missing], [report("result", 7.0)]).notes == [
        f"code cell 1 ({line[:60]}) stopped with OSError: no file"
    ]


def test_an_instructor_is_told_of_a_value_that_asked_for_a_gpu():
    stopped = Raised("AssertionError", "Torch not compiled with CUDA enabled")
    result = judged([], [report("result", stopped)], [report("result", 7.0)])
    assert "GPU" in result.tasks[0].note
    assert result.notes == ["the notebook asks for a GPU, and grading has none"]


def test_one_cause_is_said_once_with_one_hint():
    stopped = Raised("TypeError", "no")
    reference = [report(name, number) for number, name in enumerate(("first", "second", "third", "fourth"))]
    found = [reference[0], report("second", stopped), report("third", 9.5), report("fourth", stopped)]
    result = judged([], found, reference)
    findings = [([check.name for check in each.checks], each.hint) for each in result.tasks[0].findings]
    assert findings == [
        (["first"], ""),
        (["second", "fourth"], "think about the second"),
        (["third"], "think about the third"),
    ]


def test_an_answer_that_is_not_begun_is_said_to_be_so_once_and_passes_nothing():
    forbids = {**report("by hand", None, "source"), "definition": "f", "calls": [], "forbids": ["sum"]}
    reference = [report("first", 1.0), report("second", 2.0), forbids]
    blank = Raised("NotImplementedError", "")
    cell = new_code_cell("def f(x):\n    raise NotImplementedError()")
    found = [report("first", blank), report("second", blank), forbids]
    notebook, result = judged_notebook([cell], found, reference)
    assert result.tasks[0].is_not_begun
    assert [check.passed for check in result.tasks[0].checks] == [False, False, False]
    said = notebook.cells[-1].outputs[0].data["text/plain"]
    assert said == "✗ nothing is written here yet\n0 of 2 points"


def graded_cell(name, points, outputs=(), source="", **settings):
    """Return a cell with points, as the release has it; by default a test cell."""
    metadata = {"nbgrader": {**NBGRADER, "grade_id": name, "points": points, **settings}}
    return new_code_cell(source, metadata=metadata, outputs=list(outputs))


def reported(*reports):
    return [new_output("display_data", data={MIME: each}) for each in reports]


def failed(name, words):
    return new_output("error", ename=name, evalue=words)


LABELS = np.array([0, 1, 0, 1])
CURVES = {"train_loss": [2.0, 1.0], "train_accuracy": [0.5, 0.6], "validation_accuracy": [0.5, 0.6]}
MODEL = [
    {**report("held-out rows", LABELS, "accuracy"), "held_out": "rows", "floor": 0.0, "full": 1.0},
    report("curves", CURVES, "curves"),
    {**report("by hand", None, "source"), "definition": "fit", "calls": ["relu"], "forbids": []},
]


def whole_notebook():
    """Return a notebook with a task of each kind: of checks, in nbgrader's own style, and read by a person."""
    three_right = {**MODEL[0], "value": pack(np.array([0, 1, 0, 0]))}
    return new_notebook(
        cells=[
            new_markdown_cell("## A model"),
            new_code_cell("from own import linear\ndef fit(x):\n    return linear(x)"),
            graded_cell("model", 2, reported(three_right, MODEL[1], MODEL[2])),
            new_markdown_cell("## In nbgrader's style"),
            graded_cell("plain", 3, [failed("AssertionError", "Torch not compiled with CUDA enabled")]),
            new_markdown_cell("## In words"),
            graded_cell("words", 4, source="What I changed", solution=True, locked=False),
            new_code_cell("def fit(x):\n    return x"),
        ]
    )


def test_a_record_says_whose_work_it_is_how_it_ran_and_what_each_task_earned(tmp_path):
    (tmp_path / "own.py").write_text("import torch\ndef linear(x):\n    return torch.relu(x)")
    execution = Execution(whole_notebook(), PARTLY_GRADED, ["a reason"], 1.23456, Isolation.NAMESPACES)
    before = copy.deepcopy(execution.notebook)
    key = AnswerKey("06", {"rows": LABELS}, {"rows": np.array([False, False, False, True])})
    _, result = judge(execution, {"model": MODEL}, key, "ann", tmp_path)
    assert (result.assignment, result.student, result.status) == ("06", "ann", PARTLY_GRADED)
    assert (result.reasons, result.isolation, result.seconds) == (["a reason"], "namespaces", 1.235)
    tasks = [(task.id, task.title, task.points, task.max_points, task.manual) for task in result.tasks]
    # Of the changed rows none is right, which counts 0.05 more: a mean of 0.05, 1 and 1.
    assert tasks == [
        ("model", "A model", round(2 * (0.05 + 1 + 1) / 3, 4), 2, False),
        ("plain", "In nbgrader's style", 0, 3, False),
        ("words", "In words", 0, 4, True),
    ]
    assert (result.points, result.max_points) == (1.3667, 9)
    plain, words = result.tasks[1:]
    assert [(check.name, check.credit) for check in plain.checks] == [("the cell runs without an error", 0)]
    assert words.waits == "waits for points by hand (3 words)"
    assert (result.accuracies, result.curves) == ({"held-out rows": 0.05}, CURVES)
    assert "GPU" in result.tasks[1].note and result.notes == ["the notebook asks for a GPU, and grading has none"]
    assert execution.notebook == before, "judging changed what it judged"


def test_a_curve_of_a_thousand_epochs_is_kept_and_no_more():
    long = {**CURVES, "train_loss": [2.0] + [1.0] * 1500, "validation_accuracy": "high"}
    result = judged([], [report("curves", long, "curves")], [report("curves", None, "curves")])
    assert {name: len(curve) for name, curve in result.curves.items()} == {"train_loss": 1000, "train_accuracy": 2}


def test_of_a_kernel_that_succeeds_without_an_answer_nothing_is_believed():
    reference = [{**report("result", 7.0), MUST_FAIL: True}]
    cells = [graded_cell("t", 2, reported(reference[0])), graded_cell("u", 2, reported(reference[0]))]
    execution = Execution(new_notebook(cells=cells), controls={"t": [reference[0]], "u": [reference[0]]})
    notebook, result = judge(execution, {"t": reference, "u": reference}, KEY, "ann")
    assert (result.points, result.max_points, result.status) == (0, 4, PARTLY_GRADED)
    said = "the kernel does not report what it is asked: checks of t, u succeeded without an answer"
    assert result.reasons == [said]
    assert all(f"NotBelieved: {said}" in task.note for task in result.tasks)
    assert "0 of 2 points" in notebook.cells[0].outputs[-2].data["text/plain"]


def test_a_kernel_that_lied_is_not_believed_in_nbgraders_style_either_and_the_cell_says_why():
    reference = [{**report("result", 7.0), MUST_FAIL: True}]
    cells = [graded_cell("t", 2, reported(reference[0])), graded_cell("plain", 3)]
    execution = Execution(new_notebook(cells=cells), controls={"t": reference})
    notebook, result = judge(execution, {"t": reference}, KEY, "ann")
    assert (result.points, result.max_points) == (0, 5)
    assert notebook.cells[1].outputs[0].traceback == result.reasons


@pytest.mark.parametrize(("predictions", "status"), [([1, 0, 1, 0], GRADED), ([0, 1, 0, 1], PARTLY_GRADED)])
def test_predictions_without_an_answer_are_a_lie_where_they_are_right(predictions, status):
    reference = [{**MODEL[0], MUST_FAIL: True}]
    cells = [graded_cell("t", 2, reported(reference[0]))]
    control = [{**reference[0], "value": pack(np.array(predictions))}]
    execution = Execution(new_notebook(cells=cells), controls={"t": control})
    _, result = judge(execution, {"t": reference}, AnswerKey("06", {"rows": LABELS}), "ann")
    assert result.status == status


def test_a_check_counts_only_if_it_was_seen_to_fail_without_an_answer():
    reference = [{**report("result", 7.0), MUST_FAIL: True}]
    cells = [graded_cell("t", 2, reported(reference[0])), graded_cell("u", 2, reported(reference[0]))]
    execution = Execution(new_notebook(cells=cells), controls={"u": [report("result", 1.0)]})
    _, result = judge(execution, {"t": reference, "u": reference}, KEY, "ann")
    assert [task.points for task in result.tasks] == [0, 2]
    assert result.tasks[0].checks[0].message == "the check was not seen to fail without an answer, as it must"
    assert result.status == GRADED


def test_each_task_is_told_only_of_what_failed_since_the_last_one():
    stopped = [new_code_cell("frame = load()", outputs=[failed("OSError", "no file")])]
    right, wrong = report("result", 7.0), report("result", 1.0)
    missing = report("result", Raised("NameError", "name 'frame' is not defined"))
    cells = [
        *stopped,
        graded_cell("t", 2, reported(wrong)),
        graded_cell("u", 2, reported(wrong)),
        graded_cell("v", 2, reported(missing)),
        graded_cell("w", 2, reported(missing)),
        graded_cell("x", 2, reported(right)),
    ]
    _, result = judge(Execution(new_notebook(cells=cells)), {name: [right] for name in "tuvwx"}, KEY, "ann")
    because = "code cell 1 (frame = load()) stopped with OSError: no file"
    assert [task.note for task in result.tasks] == [
        "A cell above it stopped with OSError: no file",
        "",
        f"'frame' is missing because {because}",
        f"'frame' is missing because {because}",
        "",
    ]
    assert result.notes == [because]


def test_a_test_cell_that_never_ran_earns_nothing_and_says_why_once():
    cells = [new_markdown_cell("## A model"), graded_cell("t", 2, [failed(NOT_RUN, "the kernel died")])]
    _, result = judge(Execution(new_notebook(cells=cells)), {"t": [report("a", 1.0), report("b", 2.0)]}, KEY, "ann")
    [task] = result.tasks
    assert (task.id, task.title, task.points, task.max_points, task.note) == ("t", "A model", 0, 2, "")
    assert [(check.name, check.credit, check.message) for check in task.checks] == [
        ("a", 0, NOT_RUN_WORDS),
        ("b", 0, NOT_RUN_WORDS),
    ]


def test_the_bars_of_an_accuracy_are_found_by_its_name():
    assert accuracy_bars({"model": MODEL, "t": [report("result", 7.0)]}) == {"held-out rows": (0.0, 1.0)}


def test_the_data_set_of_an_accuracy_is_found_by_its_name():
    assert held_out_sets({"model": MODEL, "t": [report("result", 7.0)]}) == {"held-out rows": "rows"}


def test_a_task_without_a_lesson_names_none():
    reference = report("result", 7.0)
    del reference["lesson"]
    assert judged([], [report("result", 1.0)], [reference]).tasks[0].lesson == ""


def test_a_check_that_never_reported_earns_nothing_and_the_task_says_what_stopped_its_cell():
    reference = [{**report("first", 1.0), "lesson": "03, section 2"}, report("second", 2.0)]
    cells = [graded_cell("t", 2, [*reported(reference[0]), failed("ZeroDivisionError", "division by zero")])]
    notebook, result = judge(Execution(new_notebook(cells=cells)), {"t": reference}, KEY, "ann")
    [task] = result.tasks
    assert [(check.credit, check.message) for check in task.checks] == [
        (1, ""),
        (0, "the cell stopped before this check"),
    ]
    assert (task.points, task.lesson) == (1, "03, section 2")
    assert task.note == "The test cell stopped with ZeroDivisionError: division by zero"
    assert notebook.cells[0].outputs[-2].data["text/plain"].splitlines() == [
        "✓ first",
        "✗ second: the cell stopped before this check",
        "  Hint: think about the second",
        "  Read again: lesson 03, section 2",
        "  The test cell stopped with ZeroDivisionError: division by zero",
        "1 of 2 points",
    ]


@pytest.mark.parametrize("values", [(7.0, 1.0), (1.0, 7.0)])
def test_of_several_reports_under_one_name_the_worst_counts(values):
    result = judged([], [report("result", value) for value in values], [report("result", 7.0)])
    assert (result.points, result.tasks[0].checks[0].message) == (0, "found 1, which is too small")


def test_of_reports_that_are_equally_wrong_the_first_is_told():
    result = judged([], [report("result", value) for value in (9.0, 1.0)], [report("result", 7.0)])
    assert result.tasks[0].checks[0].message == "found 9, which is too large"


def test_points_and_accuracies_are_rounded_to_four_digits():
    reference = [report(name, 1.0) for name in ("a", "b", "c")]
    result = judged([], [reference[0]], reference)
    assert (result.tasks[0].points, result.points) == (0.6667, 0.6667)
    part = new_output("execute_result", data={"text/plain": "0.123456"}, execution_count=1)
    _, result = judge(Execution(new_notebook(cells=[graded_cell("t", 1, [part])])), {}, KEY, "ann")
    assert result.points == 0.1235
    two_right = {**MODEL[0], "value": pack(np.array([0, 1, 1]))}
    cells = [graded_cell("t", 1, reported(two_right))]
    key = AnswerKey("06", {"rows": LABELS[:3]})
    _, result = judge(Execution(new_notebook(cells=cells)), {"t": MODEL[:1]}, key, "ann")
    assert result.accuracies == {"held-out rows": 0.6667}


FORBIDS = {**report("by hand", None, "source"), "definition": "f", "calls": [], "forbids": ["sum"]}


@pytest.mark.parametrize(
    ("answer", "expected", "points"),
    [
        ("def f(x):\n    return x", [report("result", 7.0), FORBIDS], 2),
        ("def f(x):\n    return sum(x)", [report("result", 7.0), FORBIDS], 0),
        ("def f(x):\n    return x", [FORBIDS], 2),
        ("def f(x):\n    return sum(x)", [FORBIDS], 0),
    ],
)
def test_a_forbidden_function_costs_the_whole_task_and_its_absence_earns_nothing_by_itself(answer, expected, points):
    assert graded(expected, expected, [], answer)[1] == points


def test_an_answer_that_is_not_begun_is_no_failure_above():
    blank = new_code_cell("raise NotImplementedError()", outputs=[failed("NotImplementedError", "")])
    result = judged([blank], [report("result", 1.0)], [report("result", 7.0)])
    assert (result.tasks[0].note, result.notes) == ("", [])


def test_an_endless_error_is_cut():
    cells = [graded_cell("t", 2, [failed("E", "x" * 600)])]
    _, result = judge(Execution(new_notebook(cells=cells)), {"t": [report("result", 7.0)]}, KEY, "ann")
    assert result.tasks[0].note == "The test cell stopped with E: " + "x" * 497


def test_a_test_cell_in_nbgraders_style_that_runs_earns_its_points():
    _, result = judge(Execution(new_notebook(cells=[graded_cell("t", 3)])), {}, KEY, "ann")
    assert (result.points, result.tasks[0].checks[0].credit) == (3, 1)


def test_a_test_cell_in_nbgraders_style_that_is_worth_nothing_passes_all_the_same():
    _, result = judge(Execution(new_notebook(cells=[graded_cell("t", 0)])), {}, KEY, "ann")
    assert (result.points, result.tasks[0].checks[0].credit) == (0, 1)


def test_a_curve_that_is_missing_hides_no_other():
    curves = {"train_loss": [2.0, 1.0], "train_accuracy": [0.5, float("nan")]}
    result = judged([], [report("curves", curves, "curves")], [report("curves", None, "curves")])
    assert result.curves == {"train_loss": [2.0, 1.0]}
