"""Start JupyterLab on the course, with what a student or an instructor needs and nothing in the way."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from course_utils.grading.course.layout import Course
from course_utils.lab.start_page import START_PAGE, write_start_page

_SECONDS_BETWEEN_LOOKS = 2
_NO_MATHJAX = Path(__file__).with_name("mathjax.html.j2")
_MARKDOWN_VIEWER = {"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}}
_NEWS = "@jupyterlab/apputils-extension:announcements"
_FOR_INSTRUCTORS = ("formgrader", "create-assignment", "course-list")
_NEED_THE_EXCHANGE = ("assignment-list",) if os.name == "nt" else ()  # which nbgrader does not have on Windows
_NOT_LISTED = ["__pycache__", "*.pyc", "*.egg-info"]
_NOT_LISTED_FOR_STUDENTS = [  # in no folder: JupyterLab looks at names alone
    "solutions",
    "classroom",
    "tests",
    "benchmarks",
    "scripts",
    "build",
    "nbgrader_config.py",
    "conftest.py",
    "pyproject.toml",
    "constraints.txt",
    "environment.yml",
    "Makefile",
]


def run_lab(root: Path, instructor: bool, arguments: Sequence[str]) -> int:
    """Run JupyterLab in the folder `root` until it ends; return its exit status.

    Parameters
    ----------
    instructor
        Whether nbgrader's tools for instructors are there. The pop-up about Jupyter's news never is.
    arguments
        Further arguments for JupyterLab.
    """
    with tempfile.TemporaryDirectory(prefix="course-lab-") as folder:
        write_settings(Path(folder), root, instructor)
        scripts = sysconfig.get_path("scripts")  # nbgrader calls its helpers by their bare names
        first = {"JUPYTER_CONFIG_PATH": folder, "JUPYTER_PATH": folder, "PATH": scripts}
        joined = {name: os.pathsep.join(filter(None, (path, os.environ.get(name)))) for name, path in first.items()}
        command = [sys.executable, "-m", "jupyterlab", *arguments]
        with subprocess.Popen(command, env={**os.environ, **joined}, cwd=root) as lab, _signals_left_to(lab):
            return _keep_start_page(lab, Course(root), instructor)


@contextlib.contextmanager
def _signals_left_to(lab: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let JupyterLab, which asks after Ctrl-C whether to stop, decide when it ends."""
    # A handler that does nothing: SIG_IGN would be handed on to kernels.
    before = signal.signal(signal.SIGINT, lambda *_: None), signal.signal(signal.SIGTERM, lambda *_: lab.terminate())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


def _keep_start_page(lab: subprocess.Popen[bytes], course: Course, instructor: bool) -> int:
    """Keep the start page up to date until JupyterLab ends; return its exit status."""
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return lab.wait(_SECONDS_BETWEEN_LOOKS)
        with contextlib.suppress(OSError):
            write_start_page(course, instructor)


def write_settings(folder: Path, root: Path, instructor: bool) -> None:
    """Write JupyterLab's and its server's settings for this run; they go before the user's own."""
    absent = (*(() if instructor else _FOR_INSTRUCTORS), *_NEED_THE_EXCHANGE)
    hidden = [_NEWS, *(f"@jupyter/nbgrader:{name}" for name in absent)]
    server = {
        "root_dir": str(root),
        "allow_root": True,  # in a container there is often no other user
        "jpserver_extensions": {f"nbgrader.server_extensions.{name.replace('-', '_')}": False for name in absent},
    }
    settings = {
        "ServerApp": server,
        "LabApp": {"default_url": _first_page(root, instructor)},
        "ContentsManager": {"hide_globs": _NOT_LISTED + ([] if instructor else _NOT_LISTED_FOR_STUDENTS)},
    }
    _write(folder / "jupyter_server_config.json", settings)
    _write(folder / "labconfig" / "page_config.json", {"disabledExtensions": dict.fromkeys(hidden, True)})
    _write(folder / "labconfig" / "default_setting_overrides.json", _MARKDOWN_VIEWER)
    _write(folder / "nbconvert" / "templates" / "formgrade" / _NO_MATHJAX.name, _NO_MATHJAX.read_text(encoding="utf-8"))


def _first_page(root: Path, instructor: bool) -> str:
    """Return the address below JupyterLab's own that is opened first."""
    try:
        write_start_page(Course(root), instructor)
    except OSError:  # in a folder that cannot be written there are lessons all the same
        return "/lab/tree/notebooks"
    return f"/lab/tree/{START_PAGE}"


def _write(path: Path, content: dict[str, Any] | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
