"""The gradebook on a PostgreSQL server: a real one, started for the test on loopback in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.gradebook import GradebookError
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import TIMESTAMP_FILE, TIMESTAMP_FORMAT
from course_utils.grading.kernels.provisioners import best_isolation

pytestmark = pytest.mark.slow
pytest.importorskip("psycopg", reason='psycopg is not installed: pip install -e ".[cluster]"')

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
ORDINARY_USER = "nobody"  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """Return the folder with PostgreSQL's programs; Debian keeps them out of the search path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start a server; gives the gradebook's address and a function that stops the server."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    home = Path("/tmp") / f"course-postgres-{os.getpid()}"  # a folder that an ordinary user can reach
    user = {"user": ORDINARY_USER} if os.geteuid() == 0 else {}
    home.mkdir()
    if user:
        shutil.chown(home, ORDINARY_USER)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [folder / program, "--pgdata", home / "data", *arguments]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=120, **user)
        assert done.returncode == 0, done.stderr

    def stop() -> None:
        if (home / "data" / "postmaster.pid").exists():
            run("pg_ctl", "stop", "--mode", "immediate")

    try:
        run("initdb", "--username", "course", "--auth", "trust", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {home} -c fsync=off"
        run("pg_ctl", "start", "--wait", "--options", options, "--log", str(home / "log"))
        yield f"postgresql+psycopg://course@127.0.0.1:{port}/postgres", stop
    finally:
        stop()
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def course(server, tmp_path_factory):
    course = tiny_course(tmp_path_factory.mktemp("postgres") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_DB_URL", server[0])
        patch.chdir(course.root)
        release(course, ASSIGNMENT)
        submit(course, "ann", **RIGHT)
        submit(course, "bob")
        submit(course, "cat", **{**RIGHT, "softmax": NAIVE})
        yield course


def points(course) -> dict[str, float]:
    return {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)}


def test_a_class_is_graded_and_graded_again(course):
    for _ in range(2):
        results = grade(course, ASSIGNMENT, course.students(ASSIGNMENT), best_isolation())
        assert [result.points for result in results] == [4, 0, 2.5]
        assert points(course) == {"ann": 4, "bob": 0, "cat": 2.5}


def test_no_file_is_made_beside_the_server(course):
    assert not course.gradebook.exists()


def test_what_is_no_notebook_is_entered_without_points(course):
    folder = course.submitted / "dan" / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / f"{ASSIGNMENT}.ipynb").write_text("{", encoding="utf-8")
    grade(course, ASSIGNMENT, ["dan"], best_isolation())
    assert points(course)["dan"] == 0


def test_an_extension_before_the_work_counts_when_it_comes(course):
    due = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    due_dates.set_due_date(course, ASSIGNMENT, due)
    due_dates.extend(course, ASSIGNMENT, "eve", due + timedelta(days=1))
    assert "eve" not in points(course)
    submit(course, "eve", **RIGHT)
    late = (due + timedelta(days=1, hours=2)).strftime(TIMESTAMP_FORMAT)
    (course.submitted / "eve" / ASSIGNMENT / TIMESTAMP_FILE).write_text(late, encoding="utf-8")
    grade(course, ASSIGNMENT, ["eve"], best_isolation())
    assert [score.late_penalty for score in gradebook.scores(course, ASSIGNMENT) if score.student == "eve"] == [0.4]


def test_a_server_that_is_gone_is_said_in_one_line(course, server):
    """The last test of this file: it stops the server."""
    server[1]()
    with pytest.raises(GradebookError, match=r"The gradebook cannot be used: .*refused") as raised:
        grade(course, ASSIGNMENT, ["ann"], best_isolation())
    assert "\n" not in str(raised.value)
