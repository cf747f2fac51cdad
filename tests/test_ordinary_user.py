"""A class graded by somebody without any privilege, whom the tests, run by root, stand in for."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from conftest import ROOT
from course_utils.grading.classroom.release import release

USER = 12345
RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
IS_ROOT = sys.platform == "linux" and os.geteuid() == 0
NEEDED = (os.path.realpath(sys.base_prefix), sys.prefix, str(ROOT))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not IS_ROOT, reason="only root can act as somebody else"),
    pytest.mark.skipif(not (shutil.which("unshare") and shutil.which("setpriv")), reason="util-linux is not installed"),
]


def private_ancestor(path: str) -> Path | None:
    """Return the topmost folder on the way to `path` that others may not enter."""
    ancestors = reversed(Path(path).parents)
    return next((folder for folder in ancestors if not folder.stat().st_mode & 0o001), None)


def made_reachable(holder: Path) -> list[str]:
    """Return shell commands that put empty, open folders in the place of private ones, and in them what is needed.

    They run in a mount namespace of their own: nobody else sees it.
    """
    hidden = {path: private_ancestor(path) for path in NEEDED}
    commands = []
    for number, (path, ancestor) in enumerate(hidden.items()):
        if ancestor is not None:
            commands += [f"mkdir {holder}/{number}", f"mount --bind {shlex.quote(path)} {holder}/{number}"]
    commands += [f"mount -t tmpfs -o mode=755 tmpfs {folder}" for folder in set(hidden.values()) if folder is not None]
    for number, (path, ancestor) in enumerate(hidden.items()):
        if ancestor is not None:
            commands += [f"mkdir -p {shlex.quote(path)}", f"mount --bind {holder}/{number} {shlex.quote(path)}"]
    return commands


@pytest.fixture
def course(tmp_path):
    """A small course that belongs to an ordinary user, with two submissions."""
    course = tiny_course(tmp_path / "course")
    release(course, ASSIGNMENT)
    shutil.rmtree(course.classroom)
    submit(course, "ann", **RIGHT)
    submit(course, "bob", **{**RIGHT, "double": "import os\nos._exit(1)"})
    for path in (course.root, *course.root.rglob("*")):
        os.chown(path, USER, USER)
    for folder in tmp_path.parents:
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    return course


def test_a_class_is_graded_without_privileges(course, tmp_path):
    (tmp_path / "holder").mkdir()
    become = f"env HOME={course.root} setpriv --reuid {USER} --regid {USER} --clear-groups"
    grade = f"{shlex.quote(sys.executable)} -m course_utils.cli grade 01 --isolation namespaces --json"
    script = ["set -e", *made_reachable(tmp_path / "holder"), f"cd {course.root}", f"exec {become} {grade}"]
    command = ["unshare", "--mount", "sh", "-c", "\n".join(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if "is not available here" in done.stderr:
        pytest.skip(f"this machine has no namespaces for an ordinary user: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    results = {result["student"]: result for result in json.loads(done.stdout)}
    assert {student: result["points"] for student, result in results.items()} == {"ann": 4, "bob": 3}
    assert {result["isolation"] for result in results.values()} == {"namespaces"}
    assert course.gradebook.stat().st_uid == USER
