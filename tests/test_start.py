"""The start page of `course lab`: every lesson and assignment, and how far the student is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager
from tiny import ASSIGNMENT, tiny_course

from conftest import ROOT
from course_utils.checks import progress
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import Course
from course_utils.lab.jupyterlab import write_settings
from course_utils.lab.start_page import START_PAGE, write_start_page


@pytest.fixture(autouse=True)
def no_progress_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress"))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = tiny_course(tmp_path / "course")
    release(course, ASSIGNMENT)
    return course


def start_page(course: Course, instructor: bool = False) -> str:
    write_start_page(course, instructor)
    return (course.root / START_PAGE).read_text(encoding="utf-8")


def test_every_lesson_and_assignment_is_linked(tmp_path: Path) -> None:
    for name in ("notebooks", "assignments", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    page = start_page(Course(tmp_path))
    links = set(re.findall(r"\]\(([^)]+)\)", page))
    notebooks = [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("assignments/*/*.ipynb")]
    assert links >= {path.relative_to(ROOT).as_posix() for path in notebooks}
    assert not [link for link in links if not (ROOT / link).exists()]
    assert "no title" not in page


@pytest.mark.slow
def test_progress_is_counted_by_task(course: Course) -> None:
    assert "| 0 of 3 " in start_page(course)
    progress.remember(ASSIGNMENT, "softmax_test", ["softmax", "by hand", "a check that was taken out"])
    page = start_page(course)
    assert "| 2 of 3 " in page
    assert "| Task 1 · softmax | 2 of 3 |" in page
    progress.passed(ASSIGNMENT, "softmax_test", "large logits stay finite")
    assert "| ✓ Task 1 · softmax | 3 of 3 |" in start_page(course)


@pytest.mark.slow
def test_an_instructor_sees_the_class_and_a_student_does_not(course: Course) -> None:
    (course.submitted / "ann" / ASSIGNMENT).mkdir(parents=True)
    assert f"[A tiny assignment](solutions/{ASSIGNMENT}/{ASSIGNMENT}.ipynb) | 1 | 0 |" in start_page(course, True)
    assert "solutions/" not in start_page(course)


def test_students_are_shown_what_is_theirs(tmp_path: Path) -> None:
    """Whatever comes into the repository's top folder is listed here, or hidden in `course_utils/lab/jupyterlab.py`."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git repository")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.split("/")[0] for name in tracked.splitlines()} | {"build", "classroom"}
    listed = {}
    for instructor in (False, True):
        write_settings(tmp_path, tmp_path, instructor)
        settings = json.loads((tmp_path / "jupyter_server_config.json").read_text(encoding="utf-8"))
        manager = FileContentsManager(**settings["ContentsManager"])
        listed[instructor] = {name for name in top if not name.startswith(".") and manager.should_list(name)}
    theirs = {"notebooks", "assignments", "docs", "course_utils", "README.md", "LICENSE", "LICENSE-TEXT"}
    assert listed[False] == theirs
    assert listed[True] >= {*theirs, "solutions", "classroom", "tests", "nbgrader_config.py"}


def test_a_damaged_notebook_does_not_keep_jupyterlab_from_starting(tmp_path: Path) -> None:
    path = tmp_path / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [', encoding="utf-8")
    (path.parent / "checks.json").write_text("", encoding="utf-8")
    assert f"(assignments/{ASSIGNMENT}/{ASSIGNMENT}.ipynb)" in start_page(Course(tmp_path))
