"""The kernel of a notebook that is graded or checked: IPython's own, which finds modules by one rule on every road.

In the sandbox it gets sockets that are bound already, and lacks what only costs time in grading. Run as a program it is
a cold kernel:

    python -P -m course_utils.grading.kernels.kernel_app -f CONNECTION_FILE
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import zmq
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets import Dict, Type, Unicode


class Stream(OutStream):
    """A standard stream whose `flush` waits for the thread that sends only where something is to be sent.

    IPython flushes both streams before every output and after every cell: hundreds of times in a notebook.
    """

    is_written = False

    def write(self, string: str) -> Any:
        """Write; the note about it comes last, or a flush in another thread would take it for its own."""
        written = super().write(string)
        self.is_written = True
        return written

    def flush(self) -> None:
        """Send what was written and wait until that is done."""
        if self.is_written:
            self.is_written = False
            super().flush()


class Kernel(IPythonKernel):
    """A kernel whose client waits for all messages by itself, so that it need not sleep after every cell."""

    _execute_sleep = 0.0


class NotebookKernelApp(IPKernelApp):
    """A kernel that finds the modules beside its notebook, behind all that is installed."""

    def init_path(self) -> None:
        """Put the notebook's folder last: a file there called `torch.py` replaces no package.

        Modules there are found from wherever the notebook goes later, as are those in its new folder, as in JupyterLab.
        """
        here = os.getcwd()
        sys.path[:] = [*(path for path in sys.path if path not in ("", here)), here, ""]

    def log_connection_info(self) -> None:
        """Say nothing in the grader's terminal: nobody else connects."""


class KernelApp(NotebookKernelApp):
    """A kernel on given sockets; no heartbeat, since the fork server watches the process.

    Attributes
    ----------
    sockets : dict of int to int
        Descriptors of listening sockets, by the port that the connection file gives them.
    """

    sockets: Dict[int, int] = Dict()
    kernel_class = Type(Kernel)
    outstream_class = Unicode(f"{Stream.__module__}.{Stream.__qualname__}")

    def parse_command_line(self, argv: Any = None) -> None:
        """Take no arguments: building the parser for them takes a fifth of the start."""

    def _try_bind_socket(self, s: Any, port: int) -> int:
        s.setsockopt(zmq.SNDHWM, 0)  # with a limit, messages beyond it are dropped, the end of a cell among them
        s.setsockopt(zmq.USE_FD, self.sockets[port])
        s.bind(f"ipc://{self.ip}-{port}")
        return port

    def init_heartbeat(self) -> None:
        """Do without."""


def initialized(connection: str, sockets: dict[int, int]) -> KernelApp:
    """Return a kernel that can be started.

    Parameters
    ----------
    connection
        The connection as JSON. It is in a file no longer than the kernel takes to read it.
    """
    path = Path(os.environ.get("TMPDIR", "/tmp")) / "kernel.json"
    path.write_text(connection, encoding="utf-8")
    app = KernelApp.instance(sockets=sockets, connection_file=str(path))
    app.config.HistoryManager.enabled = False
    app.initialize([])
    path.unlink(missing_ok=True)
    return app


if __name__ == "__main__":
    NotebookKernelApp.launch_instance()
