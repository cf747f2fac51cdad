"""Faults: whatever dies, fills up, is locked or damaged, the final grades are those of an undisturbed run."""

from __future__ import annotations

import asyncio
import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress

import nbformat
import pytest
from click.testing import CliRunner
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import GRADED, NOT_GRADED, PARTLY_GRADED, SubmissionResult, read_results
from course_utils.grading.kernels import fork_client
from course_utils.grading.kernels.fork_client import fork_server
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.provisioners import (
    SECONDS_TO_DIE,
    ForkedProvisioner,
    Isolation,
    best_isolation,
)
from course_utils.grading.submission import grader
from course_utils.grading.submission.execution_cache import cache_key
from course_utils.grading.submission.inputs import public_inputs

pytestmark = pytest.mark.slow

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
GOOD = {
    "right": RIGHT,
    "naive": {**RIGHT, "softmax": NAIVE},
    "half": {"double": RIGHT["double"]},
    "blank": {},
}
BAD = {
    "crash": {**RIGHT, "double": "import os\nos._exit(1)"},
    "killed": {**RIGHT, "double": "import os\nos.kill(os.getpid(), 9)"},
    "loop": {**RIGHT, "double": "while True:\n    pass"},
    "syntax": {**RIGHT, "softmax": "def softmax(x:"},
    "no notebook": None,
}
POINTS = {
    **{"right": 4, "naive": 2.5, "half": 1, "blank": 0},
    **{"crash": 3, "killed": 3, "loop": 3, "syntax": 1, "no notebook": 0},
}
CELL_SECONDS = 3
KILLS = 50
SEED = 20240601


def limit_cells(course: Course) -> None:
    """Let loops end soon. Not before the release, whose cold kernel takes longer to import PyTorch."""
    notebook = read_notebook(course.master(ASSIGNMENT))
    notebook.metadata["course"] = {"limits": {"cell_seconds": CELL_SECONDS}}
    nbformat.write(notebook, course.master(ASSIGNMENT))


def hand_in(course: Course, student: str, kind: str) -> None:
    answers = (GOOD | BAD)[kind]
    if answers is None:
        path = course.submitted / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text('{"cells": [', encoding="utf-8")
        return
    own = f"# by {student}\n"  # so that everybody's notebook is one of its own
    submit(course, student, imports=own + "import torch\nfrom course_utils import check", **answers)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    course = tiny_course(tmp_path_factory.mktemp("released") / "course")
    release(course, ASSIGNMENT)
    return course


@pytest.fixture
def course(released, tmp_path, monkeypatch):
    """A course of its own for each test, with five students."""
    course = Course(tmp_path / "course")
    shutil.copytree(released.root, course.root)
    for number, kind in enumerate((*GOOD, "crash")):
        hand_in(course, f"student{number}", kind)
    monkeypatch.chdir(course.root)
    return course


@pytest.fixture(scope="module")
def warm_server():
    if best_isolation() != Isolation.NAMESPACES:
        yield nullcontext(str)
        return
    with fork_server() as server:
        path = server()
        yield nullcontext(lambda: path)


@pytest.fixture
def warm(warm_server, monkeypatch):
    """Let all grading share one fork server, which is started once."""
    for module in (fork_client, grader):
        monkeypatch.setattr(module, "fork_server", lambda modules: warm_server)


def grade_all(course: Course, students: list[str] | None = None, workers: int = 2, **options) -> list[SubmissionResult]:
    return grade(
        course, ASSIGNMENT, students or course.students(ASSIGNMENT), best_isolation(), workers=workers, **options
    )


def outcome(course: Course) -> dict[str, object]:
    """Return all that must not depend on what happened on the way, by student."""
    saved = {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)}
    return {
        each.student: (saved[each.student], each.points, each.status, each.reasons, each.notes, each.tasks)
        for each in read_results(course.results, ASSIGNMENT)
    }


def run_command(course: Course) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["grade", "01"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


def wipe(course: Course) -> None:
    shutil.rmtree(course.classroom / "store", ignore_errors=True)
    for folder in (course.results, course.autograded):
        shutil.rmtree(folder, ignore_errors=True)
    course.gradebook.unlink(missing_ok=True)


def test_killed_at_random_moments(course, warm):
    """Half of the kills meet an empty store, every fifth one no gradebook either."""
    wipe(course)
    start = time.monotonic()
    grade_all(course)
    duration = time.monotonic() - start
    undisturbed = outcome(course)
    chance = random.Random(SEED)
    context = multiprocessing.get_context("fork")  # all is imported: only the grading itself is in the way of a kill
    for number in range(KILLS):
        if number % 5 == 0:
            wipe(course)
        elif number % 2 == 0:
            shutil.rmtree(course.store, ignore_errors=True)
        process = context.Process(target=grade_all, args=(course,))
        process.start()
        process.join(chance.uniform(0, duration))
        process.kill()
        process.join()
    grade_all(course)
    assert outcome(course) == undisturbed
    assert {name: entry[0] for name, entry in undisturbed.items()} == {
        f"student{number}": POINTS[kind] for number, kind in enumerate((*GOOD, "crash"))
    }


def test_a_dead_fork_server_is_replaced(course, monkeypatch):
    if best_isolation() != Isolation.NAMESPACES:
        pytest.skip("there is a fork server only with namespaces")
    servers, start = [], fork_client.start_fork_server
    monkeypatch.setattr(fork_client, "start_fork_server", lambda *which: servers.append(start(*which)) or servers[-1])
    results = grade_all(course, on_graded=lambda result: servers[0].kill())
    assert len(servers) == 2
    assert [result.points for result in results] == [POINTS[kind] for kind in (*GOOD, "crash")]
    assert [result.status for result in results] == [GRADED] * 4 + [PARTLY_GRADED]


def test_a_fork_server_that_stays_dead_stops_nobody_for_ever(course, monkeypatch):
    if best_isolation() != Isolation.NAMESPACES:
        pytest.skip("there is a fork server only with namespaces")
    servers, start = [], fork_client.start_fork_server
    monkeypatch.setattr(fork_client, "start_fork_server", lambda *which: servers.append(start(*which)) or servers[-1])
    monkeypatch.setattr(fork_client, "MAX_RESTARTS", 0)
    results = grade_all(course, workers=1, on_graded=lambda result: give_up(servers[0], monkeypatch))
    assert results[0].status == GRADED
    assert results[-1].status == NOT_GRADED
    assert "process that starts kernels" in results[-1].reasons[0]


def test_a_connection_that_breaks_off_counts_as_a_loss(tmp_path):
    """A server that dies before it has read all that was sent leaves an error in place of an end."""
    path = str(tmp_path / "socket")
    with forked_by(path, b'{"pid": 1}\n') as (process, connection):
        process.send_signal(signal.SIGKILL)
        connection.close()
    assert process.poll() == -1
    assert fork_client.lost_kernels[path] == 1


@contextmanager
def forked_by(path, answer):
    """Ask a server for a kernel; give the kernel's process, and the server's end of the connection after `answer`."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        with ThreadPoolExecutor(1) as pool:
            answered = pool.submit(answer_once, listener, answer)
            process = fork_client.ForkedProcess(path, fork_client.KernelRequest({}, {}, "", "", {}))
        with answered.result() as connection:
            yield process, connection


def answer_once(listener, answer) -> socket.socket:
    connection, _ = listener.accept()
    connection.recv(1_000_000)
    connection.sendall(answer)
    return connection


def test_two_who_kill_a_kernel_at_once_both_hear_of_its_end(tmp_path):
    """A flood has its kernel killed while the run that is over has it shut down: one line tells both of them."""
    with forked_by(str(tmp_path / "socket"), b'{"pid": 1}\n') as (process, connection):
        provisioner = ForkedProvisioner()
        provisioner.process = process

        async def kill_twice() -> None:
            kills = asyncio.gather(provisioner.kill(), provisioner.kill())
            await asyncio.sleep(0)  # both have begun
            connection.sendall(b'{"exit": -9}\n')
            await kills

        killing = threading.Thread(target=asyncio.run, args=(kill_twice(),), daemon=True)
        killing.start()
        killing.join(timeout=SECONDS_TO_DIE / 2)
        assert not killing.is_alive()
    assert process.poll() == -9


def test_a_kernel_that_dies_at_once_is_known_to_be_dead(tmp_path):
    """Its exit status may arrive together with its process id."""
    with forked_by(str(tmp_path / "socket"), b'{"pid": 1}\n{"exit": 3}\n') as (process, _):
        assert process.poll() == 3


SERVER_OF_SHORT_LIVES = """
import os, sys
from course_utils.grading.kernels import forkserver

forkserver._become_kernel = lambda request: os._exit(len(request.log))
server = forkserver.ForkServer(sys.argv[1])
print(forkserver.READY, flush=True)
server.serve()
"""


@pytest.fixture
def short_lives(tmp_path):
    """The path of a fork server's socket whose kernels end at once, with the length of their log's name."""
    path = str(tmp_path / "socket")
    command = [sys.executable, "-c", SERVER_OF_SHORT_LIVES, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        server.stdout.readline()
        yield path
        server.stdin.close()


def exchange(path, request, *later) -> list[dict[str, int]]:
    """Return what a fork server says to a client that sends more when its kernel has ended."""
    with socket.socket(socket.AF_UNIX) as connection, connection.makefile("rb") as replies:
        connection.settimeout(20)
        connection.connect(path)
        connection.sendall(request)
        answers = [replies.readline(), replies.readline()]  # the process id and the exit status
        for line in later:
            connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        return [json.loads(line) for line in (*answers, *replies) if line]


def test_a_signal_that_comes_late_is_no_request(short_lives):
    request = fork_client.KernelRequest({}, {}, "", "seven..").to_line()
    for _ in range(2):  # the server is still there
        started, *later = exchange(short_lives, request, b'{"signal": 9}\n')
        assert started.keys() == {"pid"}
        assert later == [{"exit": 7}]


def test_what_is_no_request_forks_nothing(short_lives):
    assert exchange(short_lives, b'{"signal": 9}\n') == []


def give_up(server, monkeypatch):
    server.kill()
    monkeypatch.setattr(fork_client, "SECONDS_TO_WARM_UP", 0.5)


@pytest.mark.parametrize("place", ["store", "results", "autograded"])
def test_a_full_disk_is_said_in_one_line_and_leaves_nothing_half_written(course, warm, monkeypatch, place):
    fill_disk(monkeypatch, course.classroom / place)
    status, message = run_command(course)
    assert status == 2
    assert "No space left on device" in message
    assert "same command again" in message
    assert len(message.strip().splitlines()) == 1
    assert [path for path in course.classroom.rglob("*") if path.suffix == ".tmp"] == []
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in course.classroom.rglob("*.json"))
    monkeypatch.undo()
    monkeypatch.chdir(course.root)
    grade_all(course)
    assert {name: entry[0] for name, entry in outcome(course).items()}["student0"] == 4


def fill_disk(monkeypatch, folder) -> None:
    """Let every write into a folder break off in the middle."""
    write, open_descriptor = open, os.fdopen

    def breaking_off(stream):
        def write(content):
            type(stream).write(stream, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        stream.write = write
        return stream

    def fdopen(descriptor, *args, **kwargs):
        stream = open_descriptor(descriptor, *args, **kwargs)
        is_there = os.readlink(f"/proc/self/fd/{descriptor}").startswith(str(folder))
        return breaking_off(stream) if is_there else stream

    def open_file(name, mode="r", *args, **kwargs):
        stream = write(name, mode, *args, **kwargs)
        return breaking_off(stream) if "w" in mode and str(name).startswith(str(folder)) else stream

    monkeypatch.setattr("course_utils.data.files.os.fdopen", fdopen)
    monkeypatch.setattr("nbconvert.writers.files.open", open_file, raising=False)


def test_a_read_only_gradebook_is_said_in_one_line(course, warm, monkeypatch):
    grade_all(course, ["student0"])
    monkeypatch.setenv("COURSE_DB_URL", f"sqlite:///file:{course.gradebook}?mode=ro&uri=true")
    command = [
        sys.executable,
        "-m",
        "course_utils.cli",
        "grade",
        "01",
    ]  # what is logged, is seen
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    assert "readonly database" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_locked_gradebook_is_said_in_one_line(course, warm):
    grade_all(course)
    before = outcome(course)
    other = sqlite3.connect(course.gradebook)
    other.execute("BEGIN EXCLUSIVE")
    status, message = run_command(course)
    other.close()
    assert status == 2
    assert "database is locked" in message
    assert "Another program" in message
    assert len(message.strip().splitlines()) == 1
    grade_all(course)
    assert outcome(course) == before


def test_ctrl_c_stops_and_says_how_to_go_on(course):
    """It does not wait for what runs: two students' last cells loop until their limit, which is a minute away."""
    loops = [f"z-loop{number}" for number in range(4)]
    for number, student in enumerate(loops):
        imports = f"# {number}\nimport torch\nfrom course_utils import check"
        submit(course, student, **BAD["loop"], imports=imports)
    command = [sys.executable, "-m", "course_utils.cli", "grade", "01", "--workers", "2"]
    # Tests that run in the background may have been told to ignore interrupts, and what they start would do so, too.
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while process.poll() is None and len(list(course.results.rglob("*.json"))) < 5:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, message = process.communicate(timeout=50)
    assert time.monotonic() - start < Limits().cell_seconds / 2  # about a second where nothing else runs
    assert process.returncode == 2
    assert "the same command goes on from there" in message
    assert "Traceback" not in message
    executed = set(course.store.rglob("*.json"))
    others = [student for student in course.students(ASSIGNMENT) if student not in loops]
    assert [result.points for result in grade_all(course, others)] == [POINTS[kind] for kind in (*GOOD, "crash")]
    assert set(course.store.rglob("*.json")) == executed


def test_damaged_store_entries_are_executed_again(course, warm):
    grade_all(course)
    before = outcome(course)
    damages = [b"", b"\xff\xfe", b"[]", b'{"cells": []}', b"null", b'{"cells": [5], "isolation": "none"}']
    entries = sorted((course.store / ASSIGNMENT).glob(f"*-{best_isolation()}.json"))  # not the one of the release
    for entry, damage in zip(entries, damages, strict=False):
        entry.write_bytes(damage)
    shutil.rmtree(course.results)
    grade_all(course)
    assert outcome(course) == before
    assert all(json.loads(entry.read_text(encoding="utf-8"))["cells"] for entry in entries)


@pytest.mark.parametrize(
    ("old", "new"), [('hint="subtract', 'rtol=9.0, atol=9.0, hint="subtract'), ("divide", "DIVIDE")]
)
def test_what_only_the_judge_reads_does_not_change_the_address(course, old, new):
    before, after = addresses_with_changed_test(course, old, new)
    assert before == after


@pytest.mark.parametrize(("old", "new"), [("x * 100", "x * 101"), ('"softmax", lambda', '"soft", lambda')])
def test_what_the_kernel_does_changes_the_address(course, old, new):
    before, after = addresses_with_changed_test(course, old, new)
    assert before != after


def addresses_with_changed_test(course, old, new) -> list[str]:
    inputs, _ = public_inputs(course, ASSIGNMENT, course.root / "data")
    notebook = read_notebook(course.released(ASSIGNMENT))
    before = cache_key(notebook, None, inputs)
    [test] = [cell for cell in notebook.cells if cell.id == "softmax_test"]
    assert old in test.source
    test.source = test.source.replace(old, new)
    assert cache_key(notebook, None, inputs, exact=True) != before
    return [before, cache_key(notebook, None, inputs)]


def test_a_changed_tolerance_is_judged_without_executing(course, warm):
    submit(course, "near", **{**RIGHT, "softmax": SOFTMAX.replace("return z", "return 1.001 * z")})
    assert grade_all(course, ["near"])[0].points < 4
    executed = {path.name for path in course.store.rglob("*.json")}
    notebook = read_notebook(course.master(ASSIGNMENT))
    for cell in notebook.cells:
        cell.source = cell.source.replace(', hint="divide', ', rtol=0.01, hint="divide').replace(
            ', hint="subtract', ', rtol=0.01, hint="subtract'
        )
    nbformat.write(notebook, course.master(ASSIGNMENT))
    release(course, ASSIGNMENT)
    released = {path.name for path in course.store.rglob("*.json")} - executed
    assert grade_all(course, ["near"])[0].points == 4
    new = {path.name for path in course.store.rglob("*.json")} - executed - released
    assert len(new) == 1  # the reference, which says how to judge


def test_a_class_of_200_gets_the_points_that_each_gets_alone(released, warm, tmp_path, monkeypatch):
    course = Course(tmp_path / "course")
    shutil.copytree(released.root, course.root)
    monkeypatch.chdir(course.root)
    limit_cells(course)
    kinds = [*(list(BAD) * 6), *(list(GOOD) * 43)][:200]
    students = {f"s{number:03d}": kind for number, kind in enumerate(kinds)}
    for student, kind in students.items():
        hand_in(course, student, kind)
    alone = {kind: grade_all(course, [student])[0] for student, kind in reversed(students.items())}
    assert {kind: result.points for kind, result in alone.items()} == POINTS
    chance = random.Random(SEED)
    for workers, size in ((2, 200), (1, 15), (4, 30)):
        order = chance.sample(sorted(students), size)
        shutil.rmtree(course.store)
        grade_all(course, order, workers, afresh=True)
        together = outcome(course)
        assert {student: together[student][0] for student in order} == {s: POINTS[students[s]] for s in order}
        assert all(together[s][2:] == same_words(alone[students[s]]) for s in order)


def same_words(result: SubmissionResult) -> tuple[object, ...]:
    return result.status, result.reasons, result.notes, result.tasks
