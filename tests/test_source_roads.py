"""A source check says the same when a class is graded and in a student's own check, of own modules too."""

from __future__ import annotations

import nbformat
import pytest
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import check_notebook, release
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.kernels.provisioners import best_isolation

pytestmark = pytest.mark.slow

HELPERS = f"import torch\n\n{SOFTMAX}\n\n\ndef short(x):\n    return torch.log_softmax(x, 1).exp()\n"
STUDENTS = {
    "written_out": (SOFTMAX, True),
    "own_module": ("from helpers import softmax", True),
    "run_by_a_magic": ("%run helpers.py", True),
    "short_in_a_module": ("from helpers import short as softmax", False),
    "put_together": ("def softmax(x):\n    return getattr(torch, '_'.join(['log', 'softmax']))(x, 1).exp()", False),
    "magics_without_end": ("%time\n" * 501 + SOFTMAX, False),  # more than IPython itself can run
}


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    course = tiny_course(tmp_path_factory.mktemp("roads") / "course")
    master = read_notebook(course.master(ASSIGNMENT))
    test = next(cell for cell in master.cells if cell.id == "softmax_test")
    test.source = test.source.replace('["log_softmax"])', '["log_softmax"], run=lambda: softmax(x))')
    nbformat.write(master, course.master(ASSIGNMENT))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        release(course, ASSIGNMENT)
        for student, (answer, _) in STUDENTS.items():
            submit(course, student, softmax=answer)
            (course.handed_in(ASSIGNMENT, student).parent / "helpers.py").write_text(HELPERS)
    return course


def expected(student: str) -> float:
    return 3.0 if STUDENTS[student][1] else 0.0


def test_a_graded_class(course, monkeypatch):
    monkeypatch.chdir(course.root)
    results = grade(course, ASSIGNMENT, list(STUDENTS), best_isolation())
    found = {result.student: result.tasks[0].points for result in results}
    assert found == {student: expected(student) for student in STUDENTS}


@pytest.mark.parametrize("student", ["own_module", "put_together"])
def test_a_students_own_check(course, monkeypatch, student):
    monkeypatch.chdir(course.root)
    result = check_notebook(course, ASSIGNMENT, course.handed_in(ASSIGNMENT, student))
    assert result.tasks[0].points == expected(student), result.tasks[0]
