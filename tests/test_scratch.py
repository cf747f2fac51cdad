"""What a process needs for a while is gone when it ends, and when it is killed, with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

WAIT = """
import sys
from course_utils.grading.course.scratch import scratch_folder
with scratch_folder("run") as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def start(tmp_path):
    """Start processes that make a folder in a temporary one of the test's own."""
    started = []

    def start() -> subprocess.Popen[str]:
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        process = subprocess.Popen(
            [sys.executable, "-c", WAIT], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline().startswith(str(tmp_path))
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_nothing_is_left_at_the_end(start, tmp_path):
    start().communicate()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks on Windows")
def test_what_a_killed_process_left_goes_with_the_next_one(start, tmp_path):
    living, killed = start(), start()
    assert len(list(tmp_path.iterdir())) == 2
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert len(list(tmp_path.iterdir())) == 2
    start().communicate()
    assert len(list(tmp_path.iterdir())) == 1
    living.communicate()
    assert list(tmp_path.iterdir()) == []


def test_other_folders_stay(start, tmp_path):
    (tmp_path / "course-notes").mkdir()
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir()
    (elsewhere / "lock").touch()
    (tmp_path / "course-link").symlink_to(elsewhere)
    start().communicate()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course-link", "course-notes", "mine"]
    assert (elsewhere / "lock").exists()
