"""Grading on a Dask cluster: a scheduler and two workers, each a process, on loopback."""

from __future__ import annotations

import os
import pickle
import signal
from dataclasses import replace

import numpy as np
import pytest
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.cluster import job_of
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.records import GRADED, NOT_GRADED
from course_utils.grading.kernels.provisioners import Isolation, best_isolation
from course_utils.grading.submission.grader import prepared

pytestmark = pytest.mark.slow
distributed = pytest.importorskip("distributed", reason='Dask is not installed: pip install -e ".[cluster]"')

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}


@pytest.fixture(scope="module")
def cluster():
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(processes=True, **options) as cluster:
        yield cluster


@pytest.fixture
def course(tmp_path, monkeypatch):
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    release(course, ASSIGNMENT)
    for number in range(4):
        submit(course, f"right{number}", imports=f"# {number}\nimport torch\nfrom course_utils import check", **RIGHT)
    submit(course, "naive", **{**RIGHT, "softmax": NAIVE})
    submit(course, "reader", **{**RIGHT, "double": "import helper\n\ndef double(x):\n    return helper.twice(x)"})
    helper = course.submitted / "reader" / ASSIGNMENT / "helper.py"
    helper.write_text("def twice(x):\n    return 2 * x\n", encoding="utf-8")
    (course.submitted / "damaged" / ASSIGNMENT).mkdir(parents=True)
    (course.submitted / "damaged" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{", encoding="utf-8")
    return course


def grade_on(cluster, course, **options) -> dict[str, tuple[str, float]]:
    students = course.students(ASSIGNMENT)
    scheduler = cluster.scheduler_address
    results = grade(course, ASSIGNMENT, students, best_isolation(), scheduler=scheduler, **options)
    return {result.student: (result.status, result.points) for result in results}


EXPECTED = {
    **{f"right{number}": (GRADED, 4) for number in range(4)},
    "naive": (GRADED, 2.5),
    "reader": (GRADED, 4),
    "damaged": (NOT_GRADED, 0),
}


@pytest.mark.parametrize("in_flight", [1, 3, 500])
def test_a_class_gets_its_points_and_is_run_once(cluster, course, monkeypatch, in_flight):
    monkeypatch.setattr("course_utils.grading.classroom.cluster.MAX_IN_FLIGHT", in_flight)
    assert grade_on(cluster, course) == EXPECTED
    stored = {path: path.stat().st_mtime_ns for path in course.store.rglob("*.json")}
    assert grade_on(cluster, course) == EXPECTED
    assert {path: path.stat().st_mtime_ns for path in course.store.rglob("*.json")} == stored
    saved = {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)}
    assert saved == {student: points for student, (_, points) in EXPECTED.items()}


def test_a_lost_worker_costs_nobody_anything(cluster, course):
    lost = []

    def lose_a_worker(result) -> None:
        """Kill a worker when the first student with a notebook is graded: then others are running."""
        if result.status == GRADED and not lost:
            with distributed.Client(cluster) as client:
                lost.append(next(iter(client.run(os.getpid).values())))
            os.kill(lost[0], signal.SIGKILL)

    assert grade_on(cluster, course, on_graded=lose_a_worker) == EXPECTED
    assert lost


def test_labels_stay_with_the_grader(course):
    with prepared(course, ASSIGNMENT, Isolation.NONE) as grader:
        marked = replace(grader, key=replace(grader.key, labels={"marked": np.array([1])}))
        job, _ = job_of(marked, marked.open("naive"))
    assert b"marked" in pickle.dumps(marked.key)
    assert b"marked" not in pickle.dumps(job)


def test_no_scheduler_is_said_in_one_line(course):
    with pytest.raises(CourseError, match=r"There is no Dask scheduler at tcp://127\.0\.0\.1:9"):
        grade(course, ASSIGNMENT, ["naive"], best_isolation(), scheduler="tcp://127.0.0.1:9")
