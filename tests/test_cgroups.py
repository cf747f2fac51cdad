"""Linux accounts for everything that a kernel's processes use, where it allows a group for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.grading.kernels.cgroups import Group, new_group, possible_parents
from course_utils.grading.kernels.usage import Usage

ENTER = "import sys; from course_utils.grading.kernels.cgroups import enter; enter(sys.argv[1])\n"
READY = "print('ready', flush=True); input()"
# Children of which nobody hears: no look finds them, and no parent has their time.
BRIEF_CHILDREN = (
    "import os, signal, time\n"
    "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
    "for _ in range(10):\n"
    "    if (child := os.fork()) == 0:\n"
    "        while time.process_time() < 0.05:\n            pass\n"
    "        os._exit(0)\n"
    "    while os.path.exists(f'/proc/{child}'):\n        pass\n"
)
FILE_IN_MEMORY = "import os\nfile = os.memfd_create('kept')\nos.write(file, bytes(50 << 20))\n"


@pytest.fixture
def group() -> Iterator[Group]:
    made = new_group(memory_mb=200)
    if made is None:
        pytest.skip("here is no group that this user may make groups in")
    yield made
    made.close()


def running(group: Group, program: str) -> subprocess.Popen[str]:
    """Run a program in a group; it waits at its end for a line."""
    command = [sys.executable, "-c", ENTER + program + READY, str(group.folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_time_of_children_that_nobody_saw_is_in_the_account(group: Group) -> None:
    with running(group, BRIEF_CHILDREN) as process:
        assert Usage(process.pid, group).seconds >= 0.5
        process.communicate("\n")


def test_a_process_left_behind_by_its_parent_is_in_the_account(group: Group) -> None:
    with running(group, "import os, time\nif (child := os.fork()) == 0:\n    time.sleep(60)\n") as process:
        assert len(Usage(process.pid, group).processes) == 2
        process.kill()
    [left] = group.processes()
    os.kill(left, signal.SIGKILL)


def test_a_file_in_memory_is_in_the_account(group: Group) -> None:
    if not group.has_memory:
        pytest.skip("groups here have no account of memory")
    with running(group, FILE_IN_MEMORY) as process:
        assert 50 <= Usage(process.pid, group).megabytes(enough=200) <= 80
        process.communicate("\n")


def test_a_group_that_the_process_did_not_enter_is_not_believed(group: Group) -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        usage = Usage(process.pid, group)
        assert usage.processes == [process.pid]
        process.kill()


def test_a_group_is_removed_once_its_last_process_has_ended(group: Group) -> None:
    with running(group, "") as process:
        group.close()
        assert group.folder.exists()
        process.communicate("\n")
    other = new_group(memory_mb=200)
    assert other is not None
    other.close()
    assert not group.folder.exists()


def test_a_killed_graders_group_is_removed_by_the_next(group: Group) -> None:
    with subprocess.Popen(["true"]) as ended:
        pass
    left = group.folder.with_name(f"course-kernel-{ended.pid}-0")
    left.mkdir()
    other = new_group(memory_mb=200)
    assert other is not None
    other.close()
    assert not left.exists()


def folder_of_groups(tmp_path: Path, **controllers: str) -> str:
    """Make folders like those of groups that hand on controllers; return the table of mounts that names them."""
    for path, names in controllers.items():
        folder = tmp_path / path.replace("_", "/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cgroup.subtree_control").write_text(names)
    return f"tmpfs / tmpfs rw 0 0\ncgroup2 {tmp_path} cgroup2 rw 0 0\n"


@pytest.mark.parametrize(
    ("controllers", "best"),
    [
        ({"user": "cpu memory", "user_app": "cpu memory", "user_app_own": ""}, "user/app"),
        ({"user": "cpu memory", "user_app": "cpu", "user_app_own": ""}, "user"),
        ({"user": "cpu", "user_app": "", "user_app_own": ""}, "user/app/own"),
    ],
)
def test_the_nearest_group_with_account_of_memory_is_the_best(
    tmp_path: Path, controllers: dict[str, str], best: str
) -> None:
    mounts = folder_of_groups(tmp_path, **controllers)
    assert possible_parents(mounts, "4:memory:/old\n0::/user/app/own\n")[0] == tmp_path / best


@pytest.mark.parametrize(("mounts", "own"), [("tmpfs / tmpfs rw 0 0\n", "0::/\n"), ("cgroup2 /sys cgroup2 rw\n", "")])
def test_a_system_without_such_groups_has_none(mounts: str, own: str) -> None:
    assert possible_parents(mounts, own) == []
