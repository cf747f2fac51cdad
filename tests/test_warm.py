"""The kernelspec `course-warm`: a kernel that is forked where there is a fork server, and cold where there is none."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels.warm import KERNEL, SERVER, SPECS, warm_kernels

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

LOOK = """
import json, os, sys
had_torch = "torch" in sys.modules
from course_utils import check
is_told = check.get_ipython() is get_ipython()
print(json.dumps([had_torch, os.getcwd(), check._notebook_folder.name, is_told, os.environ["FRUIT"]]))
"""


def look(folder) -> str:
    """Return what a kernel that is started in `folder` prints."""
    manager, client = start_new_kernel(kernel_name=KERNEL, cwd=str(folder), startup_timeout=120)
    printed = []
    try:
        client.execute_interactive(
            LOOK, timeout=120, output_hook=lambda message: printed.append(message["content"].get("text", ""))
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "".join(printed).strip()


def test_a_kernel_is_forked_and_is_its_notebooks_own(tmp_path, monkeypatch):
    for fruit in ("apple", "pear"):
        (tmp_path / fruit).mkdir()
    with scratch_folder("first"):
        pass  # the folder of this process, which lasts as long as it does, is not made below
    temporary = Path(tempfile.mkdtemp(prefix="warm-"))  # a short name: the path of a socket has 108 characters at most
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with warm_kernels():
        for fruit in ("apple", "pear"):
            monkeypatch.setenv("FRUIT", fruit)
            folder = str(tmp_path / fruit)
            assert look(folder) == f'[true, "{folder}", "{fruit}", true, "{fruit}"]'
    temporary.rmdir()  # which it can be only when nothing was left in it


def test_without_a_fork_server_a_cold_kernel_starts(tmp_path, monkeypatch):
    monkeypatch.delenv(SERVER, raising=False)
    monkeypatch.setenv("JUPYTER_PATH", str(SPECS))
    monkeypatch.setenv("FRUIT", "plum")
    assert look(tmp_path).startswith("[false, ")
