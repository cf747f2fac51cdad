"""Start JupyterLab on the course, with what a student or an instructor needs and nothing in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

_NEWS = "@jupyterlab/apputils-extension:announcements"
_FOR_INSTRUCTORS = tuple(f"@jupyter/nbgrader:{name}" for name in ("formgrader", "create-assignment", "course-list"))


def run_lab(root: Path, instructor: bool, arguments: Sequence[str]) -> int:
    """Run JupyterLab in the folder `root` until it ends; return its exit status.

    Parameters
    ----------
    instructor
        Whether nbgrader's tools for instructors are there. The pop-up about Jupyter's news never is.
    arguments
        Further arguments for JupyterLab.
    """
    hidden = [_NEWS, *(() if instructor else _FOR_INSTRUCTORS)]
    with tempfile.TemporaryDirectory(prefix="course-lab-") as folder:
        settings = Path(folder) / "labconfig" / "page_config.json"
        settings.parent.mkdir()
        settings.write_text(json.dumps({"disabledExtensions": dict.fromkeys(hidden, True)}), encoding="utf-8")
        scripts = sysconfig.get_path("scripts")  # nbgrader calls its helpers by their bare names
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, (folder, os.environ.get("JUPYTER_CONFIG_PATH")))),
            "PATH": scripts + os.pathsep + os.environ.get("PATH", ""),
        }
        command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}"]
        command.append("--LabApp.default_url=/lab/tree/notebooks")
        try:
            return subprocess.run([*command, *arguments], env=environment, cwd=root).returncode
        except KeyboardInterrupt:
            return 0
