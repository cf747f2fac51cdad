"""Every simulated student, through the real grading path, gets the points that its file declares.

Each assignment's class is graded once, by the first test that asks for a result. One line of a student's file that
differs from what the grader makes of it is one failed test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT, copy_course
from course_utils.grading import gradebook
from course_utils.grading.course import Course
from course_utils.grading.grade import grade
from course_utils.grading.kernels import Isolation, best_isolation
from course_utils.grading.notebooks import code_cells, is_answer, read_notebook
from course_utils.grading.plugin import use_grader
from course_utils.grading.results import GRADED, SubmissionResult, read_results
from course_utils.grading.simulated import Student, expected_points, hand_in, read_students
from course_utils.grading.submission import Grader, prepared

pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
KEY = "a key for tests: the same inputs and the same split in every run"
WORKERS = 2
SHORTEST_SECRET = 12  # characters: a shorter line of code, such as `return h`, may occur in any sentence

CROWD = {
    folder.name: read_students(COURSE, folder.name)
    for folder in sorted((ROOT / "tests" / "submissions").glob("[!_.]*"))
}
EVERYBODY = [student for students in CROWD.values() for student in students]
STUDENTS = [pytest.param(student, id=f"{student.assignment[:2]}_{student.name}") for student in EVERYBODY]

Results = Callable[[Student], SubmissionResult]


@pytest.fixture(scope="module")
def result_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Give the result of a student; the first one of an assignment waits until its whole crowd is graded."""
    course = copy_course(tmp_path_factory.mktemp("crowd") / "course")

    @cache
    def graded(assignment: str) -> dict[str, SubmissionResult]:
        return {result.student: result for result in grade_crowd(course, assignment, CROWD[assignment])}

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        patch.setenv("COURSE_KEY", KEY)
        yield lambda student: graded(student.assignment)[student.name]


def grade_crowd(course: Course, assignment: str, students: list[Student]) -> list[SubmissionResult]:
    gradebook.generate(course, assignment)
    for student in students:
        hand_in(course, student, course.submitted / student.name / assignment)
    isolation = best_isolation()
    grade(course, assignment, [student.name for student in students if not student.limits], isolation, WORKERS)
    grade_with_own_limits(course, assignment, [student for student in students if student.limits], isolation)
    return read_results(course.results, assignment)


def grade_with_own_limits(course: Course, assignment: str, students: list[Student], isolation: Isolation) -> None:
    """Grade students whose files set limits: the reference needs the assignment's own, so they come after it."""
    if not students:
        return
    with prepared(course, assignment, isolation) as grader:
        graders = {student.name: with_limits(grader, student.limits) for student in students}
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda name: graders[name].execute(name), graders))
        for name in graders:
            use_grader(graders[name])
            gradebook.save(course, assignment, name)


def with_limits(grader: Grader, limits: dict[str, float]) -> Grader:
    return replace(grader, inputs=replace(grader.inputs, limits=replace(grader.inputs.limits, **limits)))


def max_points(result: SubmissionResult) -> dict[str, float]:
    return {task.id: task.max_points for task in result.tasks}


@pytest.mark.parametrize("student", STUDENTS)
def test_points_of_every_task(student: Student, result_of: Results) -> None:
    result = result_of(student)
    expected = expected_points(student, max_points(result))
    wrong = {
        task.id: f"{task.points:g} points, expected {expected[task.id]}: {task.note} {task.checks}"
        for task in result.tasks
        if not expected[task.id][0] - 1e-3 <= task.points <= expected[task.id][1] + 1e-3
    }
    assert not wrong
    assert student.expected.keys() - {"all"} <= max_points(result).keys(), "the file names a task that does not exist"
    assert result.points == pytest.approx(sum(task.points for task in result.tasks), abs=1e-3)


@pytest.mark.parametrize("student", STUDENTS)
def test_status_and_words(student: Student, result_of: Results) -> None:
    result = result_of(student)
    assert result.status == student.status, result.reasons
    said = "\n".join([*result.reasons, *result.notes, *messages(result)])
    assert [words for words in student.says if words not in said] == [], said
    assert bool(result.reasons) == (result.status != GRADED)


def messages(result: SubmissionResult) -> list[str]:
    return [
        text for task in result.tasks for text in (task.note, *(f"{each.message}\n{each.hint}" for each in task.checks))
    ]


def has_mistake(student: Student) -> bool:
    """Whether a student has answered everything, and something of it wrongly."""
    answered = student.base == "reference" and student.file is None
    return answered and any(low == high for low, high in student.expected.values())


def is_right_in_another_way(student: Student) -> bool:
    """Whether a student has answers of their own and must lose nothing by them (but where training decides)."""
    return (
        bool(student.cells)
        and student.base == "reference"
        and all(low < high for low, high in student.expected.values())
    )


MISTAKES = [param for param, student in zip(STUDENTS, EVERYBODY, strict=True) if has_mistake(student)]


@pytest.mark.parametrize("student", MISTAKES)
def test_a_mistake_gets_a_hint_and_no_answer(student: Student, result_of: Results) -> None:
    result = result_of(student)
    lost = [check for task in result.tasks for check in task.checks if check.credit < 1]
    assert lost
    assert [check.name for check in lost if not (check.hint and check.message)] == []
    said = "\n".join(messages(result))
    assert [line for line in solution_lines(student.assignment) if line in said] == []


@cache
def solution_lines(assignment: str) -> list[str]:
    """Return the lines of code between the solution's markers."""
    lines = []
    for cell in code_cells(read_notebook(COURSE.master(assignment))):
        if is_answer(cell):
            parts = cell["source"].split("### BEGIN SOLUTION")[1:]
            lines += [line.strip() for part in parts for line in part.split("### END SOLUTION")[0].splitlines()]
    return [line for line in lines if len(line) >= SHORTEST_SECRET]


@pytest.mark.parametrize("assignment", CROWD)
def test_crowd_holds_every_kind(assignment: str) -> None:
    names = {student.name for student in CROWD[assignment]}
    assert {"reference", "blank", "partial"} <= names
    assert sum(has_mistake(student) for student in CROWD[assignment]) >= 15
    assert sum(is_right_in_another_way(student) for student in CROWD[assignment]) >= 2


def test_students_are_read_from_files() -> None:
    """A folder that was moved would leave nothing to test, silently."""
    assert Path(ROOT / "tests" / "submissions").is_dir()
    assert STUDENTS
