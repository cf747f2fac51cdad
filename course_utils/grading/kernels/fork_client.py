"""The fork server from outside: starting it, watching over it, and asking it for kernels.

Nothing here needs more than Python itself, so a command can start the server first and import the rest beside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels.forkserver import OPTIONAL, READY, KernelRequest

SECONDS_TO_WARM_UP = 120
MAX_RESTARTS = 10  # of the fork server, for one class
# A sandbox has no GPU, so there is none where there is no sandbox either. And PyTorch would start a thread for each GPU
# in the fork server, which its forked kernels could not go on with.
WITHOUT_GPU = {"CUDA_VISIBLE_DEVICES": ""}
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV")
_SERVERS_VARIABLES = (*KEPT_VARIABLES, "HOME", "MPLCONFIGDIR", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME")

lost_kernels: Counter[str] = (
    Counter()
)  # kernels lost with their fork server, by its socket: no fault of a student's code


@contextmanager
def fork_server(modules: Sequence[str] = OPTIONAL) -> Iterator[Callable[[], str]]:
    """Start a fork server, and start it again should it die.

    Gives a function that waits until the server is ready and returns the path of its socket; a second call returns it
    at once. It raises CourseError where the server does not start.

    Parameters
    ----------
    modules
        What the server imports besides that which every notebook needs.
    """
    with scratch_folder("fork") as folder:
        supervisor = _Supervisor(Path(folder) / "socket", modules)
        try:
            yield cache(supervisor.ready)
        finally:
            supervisor.close()


@contextmanager
def early_fork_server(master: Path, isolation: str | None, scheduler: str) -> Iterator[Callable[[], str] | None]:
    """Start a fork server for the submissions of one assignment if it looks as if one will be needed.

    Whether this machine allows namespaces is not known yet; to ask takes longer than the server may be started in vain.

    Parameters
    ----------
    master
        The assignment's master notebook.
    isolation, scheduler
        What the user asked for, if anything.
    """
    wanted = isolation or os.environ.get("COURSE_ISOLATION", "namespaces")
    if sys.platform != "linux" or wanted != "namespaces" or scheduler:
        yield None
        return
    with fork_server(optional_modules(master)) as server:
        yield server


def optional_modules(notebook: Path) -> tuple[str, ...]:
    """Return what to import for one assignment's submissions: a second's worth only where its master imports it."""
    try:
        text = notebook.read_text(encoding="utf-8")
    except OSError:
        return OPTIONAL
    return tuple(name for name in OPTIONAL if re.search(rf"\b(from|import) {name.partition('.')[0]}\b", text))


class _Supervisor(threading.Thread):
    """Watches a fork server from when it is ready; a server that dies is replaced at the same path."""

    def __init__(self, path: Path, modules: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.modules = modules
        self.server = start_fork_server(path, modules)
        self.closing = False

    def ready(self) -> str:
        """Wait until the server is ready, and return its path."""
        _await_ready(self.server, self.path)
        self.start()
        return str(self.path)

    def run(self) -> None:
        for _ in range(MAX_RESTARTS):
            # Not `self.server.wait`: when Python ends, this thread stays in it, with the lock that `close` needs.
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self.server.pid, os.WEXITED | os.WNOWAIT)
            if self.closing:
                return
            self.server.communicate()
            self.path.unlink(missing_ok=True)
            with contextlib.suppress(CourseError, OSError):  # then nobody answers, and the next request says so
                self.server = start_fork_server(self.path, self.modules)
                _await_ready(self.server, self.path)
            if self.closing:
                self.server.kill()

    def close(self) -> None:
        self.closing = True
        self.path.unlink(missing_ok=True)
        self.server.kill()
        self.server.communicate()


def start_fork_server(path: Path, modules: Sequence[str]) -> subprocess.Popen[str]:
    """Start a fork server; it says on its standard output when it is ready."""
    environment = {name: os.environ[name] for name in _SERVERS_VARIABLES if name in os.environ}  # no secret among them
    environment |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1") | WITHOUT_GPU
    with _log(path).open("w", encoding="utf-8") as stderr:
        return subprocess.Popen(
            [sys.executable, "-m", "course_utils.grading.kernels.forkserver", str(path), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=environment,
            text=True,
            start_new_session=True,  # Ctrl-C is for the grader, which then stops this process
        )


def _log(path: Path) -> Path:
    return path.with_name("log")


def _await_ready(server: subprocess.Popen[str], path: Path) -> None:
    """Wait for the word; a server that does not give it is killed."""
    assert server.stdout is not None
    until = time.monotonic() + SECONDS_TO_WARM_UP
    while time.monotonic() < until:
        if select.select([server.stdout], [], [], 0.2)[0]:
            line = server.stdout.readline()
            if line.strip() == READY:
                return
            if not line:
                break
    server.kill()
    server.communicate()
    detail = _log(path).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise CourseError(f"The process that starts kernels did not start: {detail[-1] if detail else 'no reason given'}")


class ForkedProcess:
    """A kernel's process, forked by the server: the part of `subprocess.Popen` that `LocalProvisioner` uses."""

    stdin = stdout = stderr = None

    def __init__(self, server: str, request: KernelRequest) -> None:
        self.server = server
        self.connection, self.replies, self.pid = _ask_for_kernel(server, request)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs."""
        if self.returncode is None and select.select([self.connection], [], [], 0)[0]:
            line = b""
            with contextlib.suppress(ConnectionError):  # how the death of the server shows depends on what it had read
                line = self.replies.readline()
            if not line:
                lost_kernels[self.server] += 1
            self.returncode = json.loads(line)["exit"] if line else -1
            self.connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        if self.poll() is None:
            select.select([self.connection], [], [], timeout)
        return self.poll()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self.connection.sendall(json.dumps({"signal": int(number)}).encode() + b"\n")

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def _ask_for_kernel(server: str, request: KernelRequest) -> tuple[socket.socket, socket.SocketIO, int]:
    """Return the connection to a fork server, what it says there, and the new kernel's process id.

    A server that has just died is given time to be replaced.
    """
    until = time.monotonic() + SECONDS_TO_WARM_UP
    while Path(server).parent.exists() and time.monotonic() < until:
        connection = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(OSError):
            connection.connect(server)
            connection.sendall(request.to_line())
            replies = connection.makefile("rb", buffering=0)  # or `select` does not see what has been read ahead
            if line := replies.readline():
                return connection, replies, json.loads(line)["pid"]
        connection.close()
        time.sleep(0.1)
    raise CourseError("The process that starts kernels is gone.")
