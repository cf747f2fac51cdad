"""A process that has imported what notebooks import, and forks a kernel on request in a fraction of a second.

    python -m course_utils.grading.kernels.forkserver SOCKET [MODULE ...]

One connection to the socket is one kernel. The client sends one line of JSON (`KernelRequest`), gets back a line with
the kernel's process id and, when the kernel has ended, a line with its exit status. Further lines from the client are
signals. When the client goes away its kernel is killed; when this process goes away (its standard input ends) all of
them are.

A forked child may not use OpenMP if the parent has ever run a parallel region. So this process keeps to a single
thread, and says so before it forks.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import random
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import course_utils
from course_utils.grading.kernels.sandbox_policy import Box

PRELOADED = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "course_utils.check",
    "course_utils.data",
    "course_utils.grading.kernels.cgroups",
    "course_utils.grading.kernels.kernel_app",
    "course_utils.grading.kernels.sandbox",
    "course_utils.plotting",
    "course_utils.text",
    "course_utils.training",
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_agg",
    "matplotlib_inline.backend_inline",
    "torch.utils.data",
    "tornado.platform.asyncio",
    "tornado.queues",
    "tqdm.auto",
)
OPTIONAL = ("sklearn.datasets", "sklearn.metrics")  # most assignments do not need them, and they take a second
READY = "ready"
# What a graphics driver starts, which no kernel uses, and an allocator, which is ready for forks. Python's own threads
# and those of OpenMP have the program's name.
_HARMLESS_THREADS = ("cuda", "jemalloc_bg_thd")


@dataclass(frozen=True)
class KernelRequest:
    """What a client asks for: a kernel's connection, its environment variables, and its box (None: no sandbox).

    `group` is the folder of a group to put the kernel in, if it has one (`course_utils.grading.kernels.cgroups`).

    `log` is a file for what the kernel's process itself writes; notebooks' output does not go there. Beside it lies,
    for a kernel without a sandbox, the connection file, whose name differs in the ending.
    """

    connection: dict[str, Any]
    environment: dict[str, str]
    folder: str
    log: str
    box: dict[str, Any] | None = None
    group: str = ""

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass
class _Client:
    connection: socket.socket
    received: bytes = b""
    pid: int | None = None  # none yet; 0 when its kernel has ended

    def read_lines(self) -> list[bytes] | None:
        """Return the complete lines that have arrived; None when the client has gone."""
        try:
            data = self.connection.recv(1 << 20)
        except OSError:
            data = b""
        if not data:
            return None
        *lines, self.received = (self.received + data).split(b"\n")
        return lines

    def tell(self, **message: int) -> None:
        with contextlib.suppress(OSError):
            self.connection.sendall(json.dumps(message).encode() + b"\n")


class ForkServer:
    """Forks kernels for the clients of one socket."""

    def __init__(self, path: str) -> None:
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(64)
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        self.selector.register(sys.stdin, selectors.EVENT_READ, self._stop)
        self.child_ended, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(self.child_ended, selectors.EVENT_READ, self._reap)
        self.clients: dict[int, _Client] = {}  # by process id

    def serve(self) -> None:
        """Serve until standard input ends."""
        while True:
            for key, _ in self.selector.select():
                key.data(key.fileobj)

    def _accept(self, listener: socket.socket) -> None:
        client = _Client(listener.accept()[0])
        self.selector.register(client.connection, selectors.EVENT_READ, lambda _: self._read(client))

    def _read(self, client: _Client) -> None:
        lines = client.read_lines()
        if lines is None:
            self.selector.unregister(client.connection)
            client.connection.close()
            _kill(client.pid, signal.SIGKILL)
            return
        for line in lines:
            if client.pid is None:
                self._fork(client, KernelRequest(**json.loads(line)))
            else:
                _kill(client.pid, json.loads(line)["signal"])

    def _fork(self, client: _Client, request: KernelRequest) -> None:
        pid = os.fork()
        if pid == 0:
            _become_kernel(request)
        client.pid = pid
        self.clients[pid] = client
        client.tell(pid=pid)

    def _reap(self, pipe: int) -> None:
        os.read(pipe, 4096)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            client = self.clients.pop(pid, None)
            if client:
                client.pid = 0
                client.tell(exit=os.waitstatus_to_exitcode(status))

    def _stop(self, stdin: io.TextIOBase) -> None:
        for pid in self.clients:
            _kill(pid, signal.SIGKILL)
        os._exit(0)


def _kill(pid: int | None, number: int) -> None:
    if pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


# In the forked child


def _become_kernel(request: KernelRequest) -> None:
    """Turn this freshly forked process into a kernel; never returns."""
    try:
        from course_utils.grading.kernels import cgroups, sandbox  # for Linux only, as is all that a forked child does

        os.setsid()
        sandbox.die_with_parent()
        if request.group:
            cgroups.enter(request.group)
        sockets = _bind_sockets(request.connection) if request.box is not None else {}
        _forget_parent(request, keep=tuple(sockets.values()))
        if request.box is not None:
            sandbox.enter(Box(**{**request.box, "readable": tuple(request.box["readable"])}))
        else:
            os.chdir(request.folder)
        _run_kernel(request, sockets)
    except SystemExit as error:
        os._exit(error.code if isinstance(error.code, int) else 0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _bind_sockets(connection: dict[str, Any]) -> dict[int, int]:
    """Bind the kernel's sockets while their folder is still visible; return the descriptors by port.

    The sandbox then needs no folder in common with the host at all.
    """
    descriptors = {}
    for name in ("shell_port", "iopub_port", "stdin_port", "control_port"):
        port = connection[name]
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(f"{connection['ip']}-{port}")
        listener.listen(64)
        descriptors[port] = os.dup(listener.fileno())
        listener.close()
    return descriptors


def _forget_parent(request: KernelRequest, keep: tuple[int, ...]) -> None:
    """Let go of everything of the parent's: signal handlers, descriptors, environment, random state."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(request.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    last = 3
    for descriptor in sorted(keep):
        os.closerange(last, descriptor)
        last = descriptor + 1
    os.closerange(last, 65536)
    os.environ.clear()
    os.environ.update(request.environment)
    import numpy as np
    import torch

    random.seed()
    np.random.seed()
    torch.seed()


def _run_kernel(request: KernelRequest, sockets: dict[int, int]) -> None:
    sys.argv = ["ipykernel_launcher"]
    if request.box is None:
        app = _outside_a_sandbox(request)
    else:
        from course_utils.grading.kernels.kernel_app import initialized

        log = os.fstat(2)
        app = initialized(json.dumps(request.connection), sockets)
        _let_go_of(log)
    app.start()
    os._exit(0)


def _outside_a_sandbox(request: KernelRequest) -> Any:
    from ipykernel.kernelapp import IPKernelApp

    _unload_check()
    connection_file = Path(request.log).with_suffix(".json")
    app = IPKernelApp.instance()
    app.initialize(["-f", str(connection_file), "--HistoryManager.enabled=False"])
    return app


def _unload_check() -> None:
    """Let the notebook import `check` anew: it notes at import in which folder it is, and listens to IPython."""
    del sys.modules["course_utils.check"]
    vars(course_utils).pop("check")


def _let_go_of(file: os.stat_result) -> None:
    """Point every descriptor of a file to nowhere: the log is for a kernel that does not start, and is kept outside."""
    null = os.open(os.devnull, os.O_WRONLY)
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(int(name)), file):
                os.dup2(null, int(name))
    os.close(null)


# Warming up


def warm_up(modules: Sequence[str] = OPTIONAL) -> None:
    """Import what notebooks import, and do once what costs seconds the first time: one step of training, one plot.

    Parameters
    ----------
    modules
        What to import besides.
    """
    gc.disable()  # while importing nearly everything stays: looking for what does not takes a quarter of the time
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # a tenth of a second, and a debugger in a grading kernel
    for name in (*PRELOADED, *modules):
        importlib.import_module(name)
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    import torch
    from torch import nn

    torch.set_num_threads(1)
    mpl.use("agg")
    model = nn.Sequential(nn.Embedding(4, 3), nn.GRU(3, 2, batch_first=True))
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.zeros(2, 3, dtype=torch.long))[0].sum().backward()
    optimizer.step()
    figure, axes = plt.subplots()
    axes.plot([0, 1])
    figure.savefig(io.BytesIO())
    plt.close(figure)
    gc.enable()
    gc.collect()
    gc.freeze()


def _require_single_thread() -> None:
    names = [path.read_text().strip() for path in Path("/proc/self/task").glob("*/comm")]
    threads = [name for name in names if not name.startswith(_HARMLESS_THREADS)]
    if len(threads) > 1:
        raise RuntimeError(f"the fork server has {len(threads)} threads ({', '.join(threads)}); kernels would hang")


def main() -> None:
    """Warm up, say so on standard output, and serve."""
    path, *modules = sys.argv[1:]
    warm_up(modules)
    _require_single_thread()
    server = ForkServer(path)
    print(READY, flush=True)
    server.serve()


if __name__ == "__main__":
    main()
