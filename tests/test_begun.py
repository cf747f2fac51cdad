"""Which tasks a student began, and what that says of a class."""

from __future__ import annotations

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from conftest import ROOT
from course_utils.grading.classroom import gradebook
from course_utils.grading.course.notebooks import headings, read_notebook
from course_utils.grading.course.records import GRADED, PARTLY_GRADED, SubmissionResult, TaskResult
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.pages.attention import BLANK, LATE, NOTED, STOPPED, to_look_at
from course_utils.grading.submission import begun
from course_utils.grading.submission.begun import begun_tasks
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.execution_cache import Store, cache_key, write_execution
from course_utils.grading.submission.grader import Grader
from course_utils.grading.submission.inputs import AnswerKey, RunInputs
from course_utils.source import cells as cells_of_code

SOFTMAX_TEST, DOUBLE_TEST = "softmax_test", "double_test"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory):
    course = tiny_course(tmp_path_factory.mktemp("begun") / "course")
    gradebook.generate(course, ASSIGNMENT)
    return read_notebook(course.released(ASSIGNMENT))


def changed(released, **sources: str):
    notebook = copy.deepcopy(released)
    for cell in notebook["cells"]:
        cell["source"] = sources.get(cell["id"], cell["source"])
    return notebook


@pytest.mark.parametrize(
    ("sources", "begun"),
    [
        ({}, set()),
        ({"softmax": SOFTMAX}, {SOFTMAX_TEST}),
        ({"double": "def double(x):\n    return x"}, {DOUBLE_TEST}),
        ({"softmax": "# nothing yet\n"}, set()),
        ({"softmax": "", "double": ""}, set()),
        ({"double": "%matplotlib inline"}, {DOUBLE_TEST}),
        ({"double": "(" * 5000}, {DOUBLE_TEST}),
        ({"title": "# I wrote this in a text cell"}, set()),
    ],
)
def test_an_answer_that_is_not_the_released_one_is_begun(released, sources, begun):
    assert begun_tasks(changed(released, **sources), released) == begun


@pytest.mark.parametrize(("unit", "cells"), [("def f():0\n", 1), ("f();", 45), ("x\n", 45)])
def test_of_megabytes_of_code_little_is_parsed(released, monkeypatch, unit: str, cells: int):
    """A parser's trees take a thousand times as much memory as the code."""
    parsed: list[int] = []

    def parse(source: str):
        parsed.append(len(source))
        return cells_of_code.parse(source)

    monkeypatch.setattr(begun, "parse", parse)
    notebook = changed(released)
    long = unit * (9_000_000 // len(unit) // cells)
    notebook["cells"][2:2] = [new_code_cell(f"{long}{number}") for number in range(cells)]
    assert begun_tasks(notebook, released) == {SOFTMAX_TEST}
    assert max(parsed, default=0) <= cells_of_code.MAX_SOURCE
    assert sum(parsed) <= cells_of_code.MAX_TOTAL


def test_spaces_and_comments_are_no_answer(released):
    (stub,) = (cell["source"] for cell in released["cells"] if cell["id"] == "double")
    assert begun_tasks(changed(released, double=f"# mine\n\n{stub}  # later\n"), released) == set()


def test_a_written_answer_is_begun_even_where_a_student_works_in_the_release():
    path = ROOT / "assignments" / "13_find_your_field" / "13_find_your_field.ipynb"
    assert begun_tasks(read_notebook(path), read_notebook(path)) == set()
    written = changed(read_notebook(path), report="I began with logistic regression: 0.65.")
    assert begun_tasks(written, read_notebook(path)) == {"report"}
    assert begun_tasks(written, written) == {"report"}
    emptied = changed(written, report=" ")
    assert begun_tasks(emptied, emptied) == set()


@pytest.mark.parametrize("place", [3, 4])
def test_code_in_a_cell_of_ones_own_belongs_to_the_test_below(released, place):
    notebook = copy.deepcopy(released)
    notebook["cells"].insert(place, new_code_cell(SOFTMAX))
    assert begun_tasks(notebook, released) == {SOFTMAX_TEST}
    notebook = copy.deepcopy(released)
    notebook["cells"].insert(5, new_code_cell("def double(x):\n    return 2 * x"))  # right below the first test
    assert begun_tasks(notebook, released) == {DOUBLE_TEST}


def test_headings_are_those_above_the_tests(released):
    assert headings(released) == {SOFTMAX_TEST: "Task 1 · softmax", DOUBLE_TEST: "Task 2 · plain asserts"}


def result(begun: int, **values) -> SubmissionResult:
    tasks = [TaskResult(f"t{number}", f"Task {number}", 0, 1, begun=number < begun) for number in range(8)]
    return SubmissionResult(ASSIGNMENT, "ann", GRADED, 0, 8, tasks=tasks, **values)


@pytest.mark.parametrize(
    ("begun", "words"),
    [(0, "blank: no answer is written"), (1, "only 1 of 8 tasks begun"), (2, "only 2 of 8 tasks begun")],
)
def test_a_blank_notebook_needs_a_look_and_so_does_one_that_nearly_is(begun, words):
    assert to_look_at(result(begun)) == [(BLANK, words)]
    assert to_look_at(result(3)) == []


def test_every_reason_for_a_look_is_told():
    looked = result(8, notes=["a test cell was copied"], late="Handed in late.")
    looked.tasks[0].note = looked.tasks[1].note = "NameError"
    looked.tasks[2].judged = 1.0
    assert to_look_at(looked) == [
        ("set by hand", "set by hand: 0 of 8, judged 1"),
        (NOTED, "a test cell was copied"),
        (STOPPED, "a cell stopped with an error in 2 tasks"),
        (LATE, "Handed in late."),
    ]
    looked.status, looked.reasons = PARTLY_GRADED, ["the kernel died in Task 3"]
    assert to_look_at(looked)[0] == (PARTLY_GRADED, "the kernel died in Task 3")


def test_the_headings_of_a_student_title_nobodys_report(tmp_path):
    course = tiny_course(tmp_path / "course")
    gradebook.generate(course, ASSIGNMENT)
    submit(course, "eve", **{"task-1": "## Task 1 · everybody failed", "title": "# Nothing"})
    path = course.handed_in(ASSIGNMENT, "eve")
    notebook = read_notebook(path)
    notebook["cells"].insert(6, new_markdown_cell("# Task 9 · all of it (900 points)"))
    nbformat.write(notebook, path)
    inputs, store = RunInputs(1, tmp_path, Limits(), "", is_trusted=True), Store(tmp_path / "store", Isolation.NONE)
    grader = Grader(course, inputs, AnswerKey(ASSIGNMENT), {}, store)
    submission = grader.open("eve")
    stored = store.path(cache_key(submission.notebook, submission.folder, inputs))
    write_execution(stored, Execution(submission.notebook))
    _, result = grader.judge(submission)
    assert [task.title for task in result.tasks] == ["Task 1 · softmax", "Task 2 · plain asserts"]
    assert [task.begun for task in result.tasks] == [False, False]
    assert [task.title for task in grader.not_graded("eve", "gone").tasks] == [task.title for task in result.tasks]
