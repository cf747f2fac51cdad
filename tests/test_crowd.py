"""Every simulated student, through the real grading path, gets the points that its file declares.

Each assignment's class is graded once, by the first test that asks for a result. One line of a student's file that
differs from what the grader makes of it is one failed test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from doing_nothing import students_who_do_nothing

from conftest import ROOT, copy_course, expected_points
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import code_cells, grade_id, is_answer, read_notebook
from course_utils.grading.course.records import GRADED, SubmissionResult
from course_utils.grading.simulated.crowd import grade_crowd
from course_utils.grading.simulated.submissions import Student, fully_trained, read_student, read_students

COURSE = Course(ROOT)
KEY = "a key for tests: the same inputs and the same split in every run"
SHORTEST_SECRET = 12  # characters: a shorter line of code, such as `return h`, may occur in any sentence

CROWD = {
    folder.name: [*read_students(COURSE, folder.name), *students_who_do_nothing(folder.name)]
    for folder in sorted((ROOT / "tests" / "submissions").glob("[!_.]*"))
}
EVERYBODY = [student for students in CROWD.values() for student in students]
STUDENTS = [
    pytest.param(student, id=f"{student.assignment[:2]}_{student.name}", marks=pytest.mark.slow)
    for student in EVERYBODY
]

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


def max_points(result: SubmissionResult) -> dict[str, float]:
    """Return the points that checks can give; the crowd is read by nobody."""
    return {task.id: task.max_points for task in result.tasks if not task.manual}


@pytest.mark.parametrize("student", STUDENTS)
def test_points_of_every_task(student: Student, result_of: Results) -> None:
    result = result_of(student)
    expected = expected_points(student, max_points(result))
    wrong = {
        task.id: f"{task.points:g} points, expected {expected[task.id]}: {task.note} {task.checks}"
        for task in result.tasks
        if not task.manual and not expected[task.id][0] - 1e-3 <= task.points <= expected[task.id][1] + 1e-3
    }
    assert not wrong
    assert student.expected.keys() - {"all"} <= max_points(result).keys(), "the file names a task that does not exist"


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


MISTAKES = [param for param, student in zip(STUDENTS, EVERYBODY, strict=True) if student.has_mistake]


@pytest.mark.parametrize("student", MISTAKES)
def test_a_mistake_gets_a_hint_and_no_answer(student: Student, result_of: Results) -> None:
    result = result_of(student)
    lost = [check for task in result.tasks for check in task.checks if not check.passed]
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
    assert sum(student.has_mistake for student in CROWD[assignment]) >= 15
    assert sum(student.is_right_in_another_way for student in CROWD[assignment]) >= 2


@pytest.mark.parametrize("assignment", CROWD)
def test_no_two_students_have_one_name(assignment: str) -> None:
    """Results are kept by name: of two students with one name, the second one's would be taken for the first's."""
    names = [student.name for student in CROWD[assignment]]
    assert len(names) == len(set(names))


def test_students_are_read_from_files() -> None:
    """A folder that was moved would leave nothing to test, silently."""
    assert Path(ROOT / "tests" / "submissions").is_dir()
    assert STUDENTS


def test_doing_nothing_is_code_in_place_of_every_answer() -> None:
    for assignment in CROWD:
        answers = {grade_id(cell) for cell in code_cells(read_notebook(COURSE.released(assignment))) if is_answer(cell)}
        for student in students_who_do_nothing(assignment):
            assert student.cells.keys() == answers
            for source in student.cells.values():
                compile(source, student.name, "exec")
                assert "NotImplementedError" not in source


def test_whoever_trains_for_a_second_is_fully_trained_and_whoever_trains_in_their_own_way_keeps_it() -> None:
    def student(name: str) -> Student:
        return read_student(COURSE, "04_the_training_loop", name)

    quick, own = student("short_style"), student("course_tools")
    assert quick.cells.keys() - fully_trained(COURSE, quick).cells.keys() == {"training"}
    assert "accuracy_test" not in fully_trained(COURSE, quick).expected
    assert fully_trained(COURSE, own) == own
