"""Grading a class again passes over what would come out the same, and over nothing else."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import nbformat
import numpy as np
import pytest
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.classroom.unchanged import origins
from course_utils.grading.course.layout import CONFIG_FILE, Course
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import read_result
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission import grader
from course_utils.grading.submission.grader import prepared

pytestmark = pytest.mark.slow

DUE = datetime(2026, 11, 30, tzinfo=UTC)
RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = tiny_course(tmp_path_factory.mktemp("graded") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        release(course, ASSIGNMENT)
        due_dates.set_due_date(course, ASSIGNMENT, DUE)
        for student in ("ann", "bob"):
            submit(course, student, **RIGHT)
        submit(course, "cat", **{**RIGHT, "softmax": NAIVE})
        grade_all(course)
    return course


@pytest.fixture
def course(graded, tmp_path, monkeypatch):
    """A class of three, graded; each test has its own."""
    course = Course(tmp_path / "course")
    shutil.copytree(graded.root, course.root)
    monkeypatch.chdir(course.root)
    return course


def grade_all(course: Course) -> list[float]:
    results = grade(course, ASSIGNMENT, course.students(ASSIGNMENT), Isolation.NONE)
    assert [result.student for result in results] == course.students(ASSIGNMENT)
    return [result.points for result in results]


def saved_anew(course: Course, monkeypatch) -> set[str]:
    """Grade everybody again; return whom nbgrader was asked to save."""
    saved, save = set(), gradebook.save
    monkeypatch.setattr(gradebook, "save", lambda *names: saved.add(names[-1]) or save(*names))
    grade_all(course)
    return saved


def test_an_unchanged_class_is_not_touched(course, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in course.classroom.rglob("*") if path.is_file()}
    assert saved_anew(course, monkeypatch) == set()
    assert {path: path.stat().st_mtime_ns for path in course.classroom.rglob("*") if path.is_file()} == before


def test_nothing_to_run_starts_no_fork_server(course, monkeypatch):
    for path in list(course.store.rglob(f"*-{Isolation.NONE}.json")):  # the reference among them
        path.rename(path.with_name(path.name.replace(Isolation.NONE, Isolation.NAMESPACES)))
    monkeypatch.setattr(grader, "fork_server", lambda modules: pytest.fail("a fork server was started"))
    grade(course, ASSIGNMENT, [], Isolation.NAMESPACES)


def hand_in_again(course):
    submit(course, "bob", **{**RIGHT, "softmax": NAIVE})


def write_an_answer_in_words(course):
    path = course.submitted / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = read_notebook(path)
    notebook.cells[0].source += "\nA word of mine."
    nbformat.write(notebook, path)


def add_a_file(course):
    (course.submitted / "bob" / ASSIGNMENT / "helper.py").write_text("", encoding="utf-8")


def lose_the_record(course):
    (course.results / ASSIGNMENT / "bob.json").unlink()


def damage_the_record(course):
    (course.results / ASSIGNMENT / "bob.json").write_text('{"points": 4', encoding="utf-8")


def lose_the_graded_notebook(course):
    shutil.rmtree(course.autograded / "bob")


def lose_the_entry_in_the_gradebook(course):
    with gradebook.connected(course) as book:
        book.remove_submission(ASSIGNMENT, "bob")


def set_points_by_hand(course):
    with gradebook.connected(course) as book:
        book.find_grade("softmax_test", ASSIGNMENT, ASSIGNMENT, "bob").manual_score = 1
        book.db.commit()


def get_an_extension(course):
    due_dates.extend(course, ASSIGNMENT, "bob", DUE + timedelta(days=1))


def be_killed_before_the_gradebook_was_written(course):
    """What a run leaves that ends between the record and the points."""
    path = course.results / ASSIGNMENT / "bob.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "origin": ""}), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        hand_in_again,
        write_an_answer_in_words,
        add_a_file,
        lose_the_record,
        damage_the_record,
        lose_the_graded_notebook,
        lose_the_entry_in_the_gradebook,
        set_points_by_hand,
        get_an_extension,
        be_killed_before_the_gradebook_was_written,
    ],
)
def test_a_submission_with_a_change_is_graded_again_alone(course, monkeypatch, change):
    change(course)
    assert saved_anew(course, monkeypatch) == {"bob"}
    assert read_result(course.results, ASSIGNMENT, "bob").origin


def set_another_due_date(course):
    due_dates.set_due_date(course, ASSIGNMENT, DUE + timedelta(days=1))


def change_a_setting(course):
    with (course.root / CONFIG_FILE).open("a", encoding="utf-8") as file:
        file.write("\nc.LatePolicy.penalty_per_day = 0.2\n")


def mend_a_check(course):
    path = course.master(ASSIGNMENT)
    notebook = read_notebook(path)
    for cell in notebook.cells:
        cell.source = cell.source.replace('hint="subtract', 'rtol=0.01, hint="subtract')
    nbformat.write(notebook, path)
    release(course, ASSIGNMENT)


def change_the_key(course):
    course.key_file.write_text("another key, as long as a key must be to be taken for one", encoding="utf-8")


@pytest.mark.parametrize("change", [set_another_due_date, change_a_setting, mend_a_check, change_the_key])
def test_what_concerns_everybody_grades_everybody_again(course, monkeypatch, change):
    change(course)
    assert saved_anew(course, monkeypatch) == {"ann", "bob", "cat"}


def test_a_release_that_comes_with_the_repository_is_entered(course, tmp_path, monkeypatch):
    """The gradebook is each instructor's own; solutions and releases are shared."""
    shared = Course(tmp_path / "shared")
    shutil.copytree(course.solutions, shared.solutions)
    shutil.copy(course.root / CONFIG_FILE, shared.root)
    notebook = read_notebook(shared.master(ASSIGNMENT))
    [test] = [cell for cell in notebook.cells if cell.id == "double_test"]
    test.source += "\nassert double(5) == 10"
    test.metadata["nbgrader"]["points"] = 2
    nbformat.write(notebook, shared.master(ASSIGNMENT))
    monkeypatch.chdir(shared.root)
    release(shared, ASSIGNMENT)
    monkeypatch.chdir(course.root)
    for folder in ("solutions", "assignments"):
        shutil.copytree(shared.root / folder, course.root / folder, dirs_exist_ok=True)
    assert grade_all(course) == [5, 5, 3.5]
    ann = gradebook.scores(course, ASSIGNMENT)[0]
    assert (ann.points, ann.max_points) == (5, 5)
    graded = read_notebook(course.autograded / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    assert "double(5)" in next(cell.source for cell in graded.cells if cell.id == "double_test")


def test_mended_labels_change_the_origin(course):
    """The kernel never gets them, so that no execution tells."""
    with prepared(course, ASSIGNMENT, Isolation.NONE) as grader:
        students = course.students(ASSIGNMENT)
        before = origins(grader, students)
        assert origins(grader, students) == before
        mended = replace(grader, key=replace(grader.key, labels={"reviews": np.array([1])}))
        assert not set(origins(mended, students).values()) & set(before.values())
