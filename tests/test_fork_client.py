"""The fork server as its clients see it: when it is started, and what its kernels send."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.grading.kernels import fork_client
from course_utils.grading.kernels.fork_client import early_fork_server, fork_server, optional_modules
from course_utils.grading.kernels.forkserver import OPTIONAL
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.provisioners import Isolation, why_unavailable
from course_utils.grading.submission.execute import execute
from course_utils.grading.submission.inputs import RunInputs

MASTER = "nowhere.ipynb"


@pytest.fixture
def started(monkeypatch):
    """Let no server be started; what would be imported in it, by server."""
    servers = []

    @contextmanager
    def pretend(modules):
        servers.append(modules)
        yield lambda: "socket"

    monkeypatch.setattr(fork_client, "fork_server", pretend)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("COURSE_ISOLATION", raising=False)
    return servers


@pytest.mark.parametrize("isolation", [None, "namespaces"])
def test_a_server_is_started_where_kernels_may_be_forked(started, isolation):
    with early_fork_server(Path(MASTER), isolation, "") as server:
        assert server() == "socket"
    assert started == [OPTIONAL]


@pytest.mark.parametrize(
    ("isolation", "scheduler", "setting", "platform"),
    [
        ("none", "", None, "linux"),
        (None, "", "bubblewrap", "linux"),
        (None, "tcp://host:8786", None, "linux"),
        (None, "", None, "darwin"),
    ],
)
def test_no_server_is_started_in_vain(started, monkeypatch, isolation, scheduler, setting, platform):
    monkeypatch.setattr(sys, "platform", platform)
    if setting:
        monkeypatch.setenv("COURSE_ISOLATION", setting)
    with early_fork_server(Path(MASTER), isolation, scheduler) as server:
        assert server is None
    assert started == []


def test_scikit_learn_is_imported_where_the_master_imports_it(tmp_path):
    master = tmp_path / MASTER
    assert optional_modules(master) == OPTIONAL  # nobody knows
    master.write_text("import torch\nforbids=['sklearn']", encoding="utf-8")
    assert optional_modules(master) == ()
    master.write_text("from sklearn.metrics import f1_score", encoding="utf-8")
    assert optional_modules(master) == OPTIONAL


def test_a_server_that_does_not_start_says_why(monkeypatch):
    with fork_server(["no_such_module"]) as server, pytest.raises(fork_client.CourseError, match="no_such_module"):
        server()


OUTPUTS = """
import sys
from threading import Thread
from IPython.display import display

print("printed")
display("shown")
print("warned", file=sys.stderr)
display("again")
thread = Thread(target=print, args=["in a thread"])
thread.start()
thread.join()
display("last")
print("end")
"""


@pytest.mark.slow
def test_outputs_come_in_the_order_in_which_they_were_made(tmp_path):
    """Though the kernel waits for its streams only where they hold something."""
    if reason := why_unavailable(Isolation.NAMESPACES):
        pytest.skip(f"this machine has no namespaces: {reason}")
    notebook = new_notebook(cells=[new_code_cell(OUTPUTS), new_code_cell("1 + 1")])
    with fork_server(()) as server:
        inputs = RunInputs(1, tmp_path, Limits(), "", is_trusted=True)
        executed = execute(notebook, None, inputs, Isolation.NAMESPACES, server()).notebook
    outputs = [output.get("text") or output["data"]["text/plain"] for output in executed.cells[0].outputs]
    assert outputs == ["printed\nin a thread\nend\n", "'shown'", "warned\n", "'again'", "'last'"]
    assert executed.cells[1].outputs[0]["data"]["text/plain"] == "2"


STARTS_A_THREAD = """
import threading

def wait():
    with open(f"/proc/self/task/{threading.get_native_id()}/comm", "w") as comm:
        comm.write(NAME)
    named.set()
    threading.Event().wait()

named = threading.Event()
threading.Thread(target=wait, daemon=True).start()
named.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_drivers_thread_stops_no_server_and_pythons_own_does(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "of_a_driver.py").write_text(f"NAME = 'cuda00001400006'{STARTS_A_THREAD}", encoding="utf-8")
    (tmp_path / "of_python.py").write_text(f"NAME = 'python3'{STARTS_A_THREAD}", encoding="utf-8")
    with fork_server(["of_a_driver"]) as server:
        assert server()
    with fork_server(["of_python"]) as server, pytest.raises(fork_client.CourseError, match="python3"):
        server()
