"""The whole way on a small assignment: release, hand in, grade by every road, feedback, report, export."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import check_notebook, release
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebook_files import MAX_NOTEBOOK_BYTES
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import GRADED, NOT_GRADED, PARTLY_GRADED, read_result
from course_utils.grading.kernels.provisioners import Isolation, best_isolation
from course_utils.grading.pages.feedback import make_feedback, make_report

pytestmark = pytest.mark.slow

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
CRASH = "import os\nos._exit(1)"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = tiny_course(tmp_path_factory.mktemp("tiny") / "course")
    release(course, ASSIGNMENT)
    return course


@pytest.fixture(scope="module")
def graded(course):
    """A class that is graded once; results by student."""
    submit(course, "ann", **RIGHT)
    submit(course, "bob")
    submit(course, "cat", **{**RIGHT, "softmax": NAIVE})
    submit(course, "dan", **{**RIGHT, "softmax": SOFTMAX.replace("return", "print('epoch', 1)\n    return")})
    submit(course, "eve", **{**RIGHT, "double": CRASH})
    submit(
        course,
        "fay",
        **{**RIGHT, "softmax": "from torch import log_softmax\ndef softmax(x):\n    return log_softmax(x, 1).exp()"},
    )
    borrowed = "def softmax(x):\n    return torch.log_softmax(x, 1).exp()"
    for student, answer, below in (("decoy", borrowed, SOFTMAX), ("comparison", SOFTMAX, borrowed)):
        submit(course, student, softmax=answer, double=f"{RIGHT['double']}\n\n\n{below}")
    noisy = "import sys, warnings\nwarnings.warn('harmless')\nprint('noise', file=sys.stderr)\n"
    submit(
        course,
        "gil",
        softmax=noisy + SOFTMAX,
        double=f"def double(x):\n    {noisy.splitlines()[0]}\n    print('n', file=sys.stderr)\n    return 2 * x",
    )
    loud = 'print("x" * 400_000)\n    return'  # more than a cell may print, in each of its checks
    submit(course, "ivy", **{**RIGHT, "softmax": SOFTMAX.replace("return", loud)})
    redrawn = (
        "from IPython.display import clear_output\n    clear_output(wait=True)\n    print('.')\n    clear_output()"
    )
    submit(
        course,
        "jay",
        imports="import torch\nfrom course_utils import check\nexec = compile = None",
        **{**RIGHT, "softmax": SOFTMAX.replace("return", f"{redrawn}\n    return")},
    )
    missing = "import no_such_module as missing\nimport torch\nfrom course_utils import check"
    submit(course, "lea", imports=missing, **RIGHT)
    submit(course, "ned", imports=missing, **{**RIGHT, "softmax": "def softmax(x):\n    return missing.softmax(x)"})
    taken = "list, sum, x, _, check = [1], 0, 'mine', 5, None\nimport builtins\nbuiltins.len = builtins.print = None"
    submit(course, "mia", **{**RIGHT, "softmax": f"{SOFTMAX}\n\n\n{taken}"})
    (course.submitted / "hal" / ASSIGNMENT).mkdir(parents=True)
    (course.submitted / "hal" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{", encoding="utf-8")
    results = grade(course, ASSIGNMENT, course.students(ASSIGNMENT), best_isolation(), workers=2)
    return {result.student: result for result in results}


def points(course):
    return {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)}


def test_release_has_the_checks_values_and_no_answer(course):
    text = course.released(ASSIGNMENT).read_text(encoding="utf-8")
    assert "keepdim" not in text
    assert "NotImplementedError" in text
    recorded = json.loads((course.released(ASSIGNMENT).parent / "checks.json").read_text(encoding="utf-8"))
    assert [report["name"] for report in recorded["tasks"]["softmax_test"]][:1] == ["softmax"]


def test_releasing_again_changes_no_byte(course):
    files = sorted(course.released(ASSIGNMENT).parent.iterdir())
    before = [path.read_bytes() for path in files]
    assert release(course, ASSIGNMENT) is False
    assert [path.read_bytes() for path in files] == before


POINTS = {
    **{"ann": 4, "bob": 0, "cat": 2.5, "dan": 4, "eve": 3, "fay": 1, "gil": 4, "hal": 0, "ivy": 4, "jay": 4},
    **{"decoy": 1, "comparison": 4, "lea": 4, "ned": 1, "mia": 4},
}


@pytest.mark.parametrize(("student", "expected"), POINTS.items())
def test_points_follow_from_the_values_alone(course, graded, student, expected):
    assert graded[student].points == expected
    assert points(course)[student] == expected


def test_status_and_reasons_are_in_words(graded):
    assert graded["ann"].status == GRADED
    assert graded["eve"].status == PARTLY_GRADED
    assert "the kernel died in code cell 4" in graded["eve"].reasons[0]
    assert graded["hal"].status == NOT_GRADED
    assert "is not a notebook" in graded["hal"].reasons[0]


def test_a_mistake_gets_a_hint_and_a_place_to_read(graded):
    task = graded["cat"].tasks[0]
    failed = [check for check in task.checks if not check.passed]
    assert [check.name for check in failed] == ["large logits stay finite"]
    assert failed[0].hint == "subtract the maximum"
    assert task.lesson == "01, section 1"
    assert task.title == "Task 1 · softmax"


def test_a_module_that_is_missing_is_named_where_it_costs_points(graded):
    said = "code cell 1 (import no_such_module as missing) stopped with ModuleNotFoundError"
    assert f"'missing' is missing because {said}" in graded["ned"].tasks[0].note
    assert said in graded["ned"].notes[0]
    assert graded["lea"].notes == []


def test_the_isolation_is_recorded(graded):
    assert graded["ann"].isolation == best_isolation()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_can_enter_the_classroom(course):
    assert course.classroom.stat().st_mode & 0o077 == 0


def test_grading_again_executes_nothing(course, graded):
    stored = {path: path.stat().st_mtime_ns for path in course.store.rglob("*.json")}
    again = grade(course, ASSIGNMENT, ["ann", "cat"], best_isolation())
    assert [result.points for result in again] == [graded["ann"].points, graded["cat"].points]
    assert {path: path.stat().st_mtime_ns for path in course.store.rglob("*.json")} == stored


def test_feedback_has_the_checks_and_no_script_of_the_students(course, graded):
    pages = make_feedback(course, ASSIGNMENT).overviews
    assert {page.parents[1].name for page in pages} == set(graded)
    page = (course.feedback / "cat" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")
    assert "large logits stay finite" in page
    assert "subtract the maximum" in page
    assert "of 3 points" in page
    assert "Out[" not in page  # the number that nbgrader reads
    assert "subtract the maximum" in (course.feedback / "cat" / ASSIGNMENT / "overview.html").read_text(
        encoding="utf-8"
    )


def test_the_report_names_everybody(course, graded):
    text = make_report(course, ASSIGNMENT).read_text(encoding="utf-8")
    assert all(student in text for student in graded)


def test_export_is_csv(course, graded):
    lines = gradebook.as_csv(gradebook.scores(course, ASSIGNMENT)).splitlines()
    assert lines[0] == "student,assignment,points,max_points,late_penalty"
    assert "cat,01_tiny,2.5,4,0" in lines


def test_nbgraders_own_command_gives_the_same_points(course, graded):
    before = points(course)
    scripts = sysconfig.get_path("scripts")
    command = [str(Path(scripts) / "nbgrader"), "autograde", ASSIGNMENT, "--force", "--student=cat"]
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    assert points(course) == before


def test_the_formgraders_button_gives_the_same_points(course, graded, monkeypatch):
    before = points(course)
    monkeypatch.chdir(course.root)
    config = gradebook.nbgrader_config(course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    for student in ("ann", "bob"):
        assert api.autograde(ASSIGNMENT, student, force=True)["success"]
    assert points(course) == before


def test_a_students_own_check_agrees(course, graded):
    result = check_notebook(course, ASSIGNMENT, course.submitted / "cat" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    assert result.points == graded["cat"].points


def test_a_notebook_among_downloads_is_checked_without_them(course, graded, tmp_path):
    path = shutil.copy(course.submitted / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", tmp_path)
    (tmp_path / "torch.py").write_text("raise SystemExit", encoding="utf-8")  # would stand in the place of PyTorch
    result = check_notebook(course, ASSIGNMENT, Path(path))
    assert result.points == graded["ann"].points
    assert "their folder is not called 01_tiny" in result.notes[-1]


def test_without_isolation_the_points_are_the_same(course, graded):
    results = grade(course, ASSIGNMENT, ["cat", "eve"], Isolation.NONE)
    assert [result.points for result in results] == [graded["cat"].points, graded["eve"].points]


def test_a_key_changes_the_inputs_and_not_the_points(course, graded, monkeypatch):
    monkeypatch.setenv("COURSE_KEY", "another key")
    before = len(list(course.store.rglob("*.json")))
    assert grade(course, ASSIGNMENT, ["cat"], best_isolation())[0].points == graded["cat"].points
    assert len(list(course.store.rglob("*.json"))) == before + 2  # the reference and the student, both executed anew


def test_the_autograded_notebook_holds_nothing_a_browser_would_run(course, graded):
    notebook = read_notebook(course.autograded / "gil" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    kinds = {kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
    assert kinds <= {"text/plain", "image/png", "image/jpeg"}


def test_the_command_reports_and_exits_with_one(course, graded):
    command = [sys.executable, "-m", "course_utils.cli", "grade", "01", "ann", "hal", "--json"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1, done.stderr
    printed = {each["student"]: (each["status"], each["final"]) for each in json.loads(done.stdout)}
    assert printed == {"ann": (GRADED, 4), "hal": (NOT_GRADED, 0)}
    assert not re.search("Traceback", done.stderr)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # as nbgrader's code does
def test_what_is_not_graded_has_no_points_by_nbgraders_road_either(course, graded, monkeypatch):
    """nbgrader takes a test cell without outputs for a passed one."""
    submit(course, "kim", **RIGHT)
    os.truncate(course.submitted / "kim" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", MAX_NOTEBOOK_BYTES + 1)
    monkeypatch.chdir(course.root)
    config = gradebook.nbgrader_config(course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert not api.autograde(ASSIGNMENT, "kim", force=True)["success"]
    assert points(course)["kim"] == 0
    assert read_result(course.results, ASSIGNMENT, "kim").status == NOT_GRADED


EMPTY = b'"metadata": {}'
SAVED = {
    "a byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "large metadata": lambda text: text.encode().replace(EMPTY, EMPTY[:-1] + b'"x": [' + b"{}," * 10**6 + b"0]}", 1),
}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # as nbgrader's code does
@pytest.mark.parametrize("how", SAVED)
def test_a_notebook_is_read_the_same_by_every_road(course, graded, monkeypatch, how):
    """nbgrader would read the file itself, and neither in another encoding nor without building all that is in it."""
    monkeypatch.chdir(course.root)
    student = how.replace(" ", "-")
    submit(course, student, **RIGHT)
    path = course.submitted / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_bytes(SAVED[how](path.read_text(encoding="utf-8")))
    config = gradebook.nbgrader_config(course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.autograde(ASSIGNMENT, student, force=True)["success"]
    assert points(course)[student] == 4
    [result] = grade(course, ASSIGNMENT, [student], best_isolation(), afresh=True)
    assert (result.status, result.points) == (GRADED, 4)
    assert check_notebook(course, ASSIGNMENT, path).points == 4
    saved = course.autograded / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert saved.stat().st_size < 100_000


def test_who_works_in_a_notebook_without_marks_learns_what_to_do(course, tmp_path):
    """`course check` tells test cells from others by the marks in the released notebook, which a student works in."""
    own = Course(shutil.copytree(course.root, tmp_path / "own"))
    notebook = read_notebook(own.released(ASSIGNMENT))
    for cell in notebook.cells:
        cell.metadata = {}
    nbformat.write(notebook, own.released(ASSIGNMENT))
    with pytest.raises(CourseError, match=r"lost the marks of its test cells.*course check 01_tiny path/to/your"):
        check_notebook(own, ASSIGNMENT, own.released(ASSIGNMENT))
