"""What is recorded of the reference solution, and which assignments are refused."""

from __future__ import annotations

import nbformat
import pytest
from tiny import ASSIGNMENT, tiny_course

from course_utils.grading.classroom.release import release
from course_utils.grading.course.key import derive_seed
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import is_answer, read_notebook
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.grader import prepared
from course_utils.grading.submission.inputs import graded_inputs
from course_utils.grading.submission.reference import record
from course_utils.grading.submission.reports import ALWAYS_SAME

pytestmark = pytest.mark.slow
DRAWN = 'check.value("drawn", lambda: softmax(check.normal(2, 3)))\n'
CONSTANT = 'check.value("shape", lambda: list(softmax(torch.ones(2, 3)).shape))\n'
CLOSE = 'check.value("close", lambda: softmax(torch.ones(2, 3)) + 1e-7 * check.normal(2, 3))\n'
ROUGH = 'check.error("rough", lambda: softmax(1e-3 * check.normal(2, 3)), floor=0.1, full=0.01)\n'
UNCHANGED = """
def x_afterwards():
    x = check.normal(2, 3)
    softmax(x)
    return x


check.value("x afterwards", x_afterwards)
"""
SOURCE = 'check.source("by hand", "softmax", calls=["exp"])\n'


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """Return what a graded run records of an assignment whose first task has these checks."""

    def record_with(checks, points=3):
        course = tiny_course(tmp_path / "course")
        notebook = read_notebook(course.master(ASSIGNMENT))
        [cell] = [cell for cell in notebook.cells if cell.id == "softmax_test"]
        cell.source = f'check.task("softmax_test")\n{checks}'
        cell.metadata["nbgrader"]["points"] = points
        nbformat.write(notebook, course.master(ASSIGNMENT))
        monkeypatch.chdir(course.root)
        monkeypatch.setenv("COURSE_KEY", "a key for tests")
        release(course, ASSIGNMENT)
        inputs, key = graded_inputs(course, ASSIGNMENT, tmp_path / "data")
        reports = record(course, inputs, key, Store(tmp_path / "store", Isolation.NONE))["softmax_test"]
        return {report["name"]: report[ALWAYS_SAME] for report in reports}

    return record_with


def test_what_the_released_values_answer_is_the_same_for_every_input(recorded):
    same = {"drawn": False, "shape": True, "close": True, "rough": True, "by hand": False}
    assert recorded(DRAWN + CONSTANT + CLOSE + ROUGH + SOURCE) == same


@pytest.mark.parametrize("checks", [CONSTANT, CLOSE + SOURCE, ROUGH, SOURCE, UNCHANGED + SOURCE])
def test_a_task_that_can_be_passed_without_solving_it_is_refused(recorded, checks):
    with pytest.raises(CourseError, match="no check of softmax_test proves anything"):
        recorded(checks)


def test_a_task_without_points_may_prove_nothing(recorded):
    assert recorded(CONSTANT, points=0)


def test_answers_that_define_nothing_are_refused_since_no_control_could_do_without_them(tmp_path, monkeypatch):
    course = tiny_course(tmp_path / "course")
    notebook = read_notebook(course.master(ASSIGNMENT))
    for cell in notebook.cells:
        if is_answer(cell):
            cell.source = "### BEGIN SOLUTION\nprint('done')\n### END SOLUTION"
    nbformat.write(notebook, course.master(ASSIGNMENT))
    monkeypatch.setenv("COURSE_KEY", "a key for tests")
    with pytest.raises(CourseError, match="no answer cell defines anything"):
        graded_inputs(course, ASSIGNMENT, tmp_path / "data")


def test_inputs_that_are_drawn_as_in_public_are_drawn_again(tmp_path, monkeypatch):
    """One of two numbers: every other key draws the public one."""
    course = tiny_course(tmp_path / "course")
    notebook = read_notebook(course.master(ASSIGNMENT))
    [cell] = [cell for cell in notebook.cells if cell.id == "softmax_test"]
    coin = 'check.value("coin", lambda: softmax(torch.ones(2, 3)) + float(check.integers(0, 2)))'
    cell.source = f'check.task("softmax_test")\n{coin}\n'
    nbformat.write(notebook, course.master(ASSIGNMENT))
    monkeypatch.chdir(course.root)
    release(course, ASSIGNMENT)
    seeds = []
    for number in range(6):
        monkeypatch.setenv("COURSE_KEY", f"key {number}")
        with prepared(course, ASSIGNMENT, Isolation.NONE) as grader:
            [report] = grader.reference["softmax_test"]
            assert not report[ALWAYS_SAME]
            seeds.append(grader.inputs.seed == derive_seed(f"key {number}", ASSIGNMENT, "inputs"))
    assert True in seeds and False in seeds, "the first seed is kept where it tells, and not where it does not"
