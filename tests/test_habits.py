"""A class of right notebooks, each of which went through another editor, platform or habit: all have all points.

The class is graded once. What is the same when rebuilt is run once, too: most files and editors cost nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from habits import CELLS, EDITORS, FILES, STYLE, Habit, answers, answers_below_the_test_cells, as_bytes

from conftest import copy_course
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import grade_id, read_notebook
from course_utils.grading.course.records import GRADED, SubmissionResult
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.simulated.submissions import Student, hand_in

pytestmark = pytest.mark.slow

LONG, SHORT = "01_tensors_and_autograd", "02_datasets_and_dataloaders"
KEY = "a key for tests: the same inputs and the same split in every run"
CLASS = {LONG: [*FILES, *EDITORS, *CELLS[:3], answers_below_the_test_cells], SHORT: [*EDITORS[:4], *CELLS, *STYLE]}
EVERYBODY = [pytest.param(name, habit, id=f"{name[:2]}_{habit.__name__}") for name in CLASS for habit in CLASS[name]]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    course = copy_course(tmp_path_factory.mktemp("habits") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        patch.setenv("COURSE_KEY", KEY)
        yield course


@pytest.fixture(scope="module")
def results(course: Course) -> dict[tuple[str, str], SubmissionResult]:
    """The results of the class by assignment and habit."""
    found = {}
    for assignment, habits in CLASS.items():
        gradebook.ensure_in_gradebook(course, assignment)
        for habit in habits:
            hand_in_by(habit, course, assignment)
        for result in grade(course, assignment, course.students(assignment), best_isolation(), workers=2):
            found[assignment, result.student] = result
    return found


def hand_in_by(habit: Habit, course: Course, assignment: str) -> None:
    """Hand in the reference's answers as somebody with this habit does."""
    folder = course.submitted / habit.__name__ / assignment
    path = hand_in(course, Student(habit.__name__, assignment), folder)
    notebook = read_notebook(path)
    released = {grade_id(cell): cell["source"] for cell in read_notebook(course.released(assignment))["cells"]}
    for cell in answers(notebook):
        cell["metadata"]["released"] = released[grade_id(cell)]
    data = habit(notebook, folder)
    path.write_bytes(as_bytes(notebook) if data is None else data)


def test_there_are_more_than_forty_habits() -> None:
    assert len({habit.__name__ for habits in CLASS.values() for habit in habits}) >= 60


@pytest.mark.parametrize(("assignment", "habit"), EVERYBODY)
def test_a_right_notebook_has_all_its_points(
    assignment: str, habit: Habit, results: dict[tuple[str, str], SubmissionResult]
) -> None:
    result = results[assignment, habit.__name__]
    lost = {task.id: (task.points, task.note, task.checks) for task in result.tasks if task.points < task.max_points}
    assert (result.status, result.points, lost) == (GRADED, 20, {}), (result.reasons, result.notes)


def test_a_pasted_picture_does_not_spoil_the_page(
    course: Course, results: dict[tuple[str, str], SubmissionResult]
) -> None:
    assert results[LONG, "picture_pasted"].points == 20
    gradebook.feedback(course, LONG, "picture_pasted")
    page = course.feedback / "picture_pasted" / LONG / f"{LONG}.html"
    assert "my sketch" in page.read_text(encoding="utf-8")
