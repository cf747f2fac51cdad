"""Phase 2: run a notebook in a fresh kernel and bring back its outputs, whatever the student's code does.

Nothing is judged here. A fault of the student's code (an error, an endless loop, a killed kernel, a flood of output)
ends in the executed notebook and in the status, never in an exception.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import queue
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from course_utils.grading.inputs import Inputs, Limits
from course_utils.grading.kernels import Isolation, kernel_environment, kernel_home, kernel_manager
from course_utils.grading.notebooks import code_cells
from course_utils.grading.results import GRADED, PARTLY_GRADED
from course_utils.verdicts import MIME

HARD_OUTPUT_FACTOR = 64  # a cell that sends this many times its limit has its kernel stopped
REPORT_ALLOWANCE = 64  # what a check reports counts this many times less
SECONDS_TO_START = 60  # a cold kernel on a busy machine
SECONDS_TO_STOP = 5  # how long an interrupted cell may take to end


@dataclass
class Execution:
    """What came out of a kernel: the notebook with outputs, and how the run went.

    `status` is `GRADED` where every cell had its chance, else `PARTLY_GRADED`, with `reasons` in words.
    """

    notebook: NotebookNode
    status: str = GRADED
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0
    isolation: Isolation = Isolation.NONE


def execute(
    notebook: NotebookNode, files: Path | None, inputs: Inputs, isolation: Isolation, server: str = ""
) -> Execution:
    """Run `notebook` in a fresh kernel.

    Parameters
    ----------
    notebook
        A sanitised notebook; it is not changed.
    files
        A folder whose plain files the notebook finds beside itself; notebooks in it are left out.
    inputs
        The seed, data and limits of the run.
    isolation
        What stands between the student's code and this process.
    server
        The socket of a fork server; needed for `Isolation.NAMESPACES`.
    """
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    run_folder = Path(tempfile.mkdtemp(prefix="course-"))
    try:
        work = run_folder / "work"
        work.mkdir()
        if files is not None:
            _copy_plain_files(files, work)
        return asyncio.run(_Run(copy.deepcopy(notebook), run_folder, inputs, isolation, server).run())
    finally:
        shutil.rmtree(run_folder, ignore_errors=True)


def _copy_plain_files(source: Path, target: Path) -> None:
    """Copy what a student handed in beside the notebook; links and special files stay behind."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)


class _Client(NotebookClient):
    """nbclient's client with a cap on what a cell may send back."""

    output_bytes = 0
    max_output_bytes = 0
    flooded = False

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        content = msg["content"]
        size = len(content.get("text", "")) + sum(
            len(str(value)) // (REPORT_ALLOWANCE if kind == MIME else 1)
            for kind, value in content.get("data", {}).items()
        )
        self.output_bytes += size
        if size and self.output_bytes > self.max_output_bytes:
            self._cut(cell)
            return None
        return super().process_message(msg, cell, cell_index)

    def _cut(self, cell: NotebookNode) -> None:
        note = "\n[the rest of this cell's output is cut]\n"
        if not any(output.get("text") == note for output in cell.outputs):
            cell.outputs.append(new_output("stream", name="stdout", text=note))
        if self.output_bytes > HARD_OUTPUT_FACTOR * self.max_output_bytes and not self.flooded:
            self.flooded = True
            assert self.km is not None
            self.stopping = asyncio.ensure_future(ensure_async(self.km.shutdown_kernel(now=True)))


class _Run:
    """One run of one notebook."""

    def __init__(self, notebook: NotebookNode, folder: Path, inputs: Inputs, isolation: Isolation, server: str) -> None:
        self.execution = Execution(notebook, isolation=isolation)
        self.folder = folder
        self.inputs = inputs
        self.limits: Limits = inputs.limits
        self.manager: AsyncKernelManager = kernel_manager(folder, inputs, isolation, server)
        self.client = _Client(
            notebook,
            km=self.manager,
            timeout=int(self.limits.cell_seconds),
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
            allow_errors=True,
            raise_on_iopub_timeout=True,
            iopub_timeout=SECONDS_TO_STOP,
            record_timing=False,
            coalesce_streams=True,
            skip_cells_with_tag="",
        )
        self.client.max_output_bytes = self.limits.output_kb * 1024

    async def run(self) -> Execution:
        start = time.perf_counter()
        self.client.reset_execution_trackers()
        try:
            await self._start()
            await self._run_cells(start)
        finally:
            await self._stop()
        self.execution.seconds = time.perf_counter() - start
        return self.execution

    async def _start(self) -> None:
        home = kernel_home(self.folder, self.execution.isolation)
        environment = kernel_environment(home, self.inputs)
        await self.client.async_start_new_kernel(cwd=str(self.folder / "work"), env=environment)
        connected = self.manager.client()
        connected.allow_stdin = False
        connected.start_channels(hb=False)  # whether the process lives is seen directly
        self.client.kc = connected
        await self._await_ready(connected)

    async def _await_ready(self, connected: AsyncKernelClient) -> None:
        """Wait until the kernel answers and its outputs arrive.

        The client's own `wait_for_ready` always takes a fifth of a second longer: it waits for outputs to stop.
        """
        heard = answered = False
        until = time.perf_counter() + SECONDS_TO_START
        request = connected.kernel_info()
        while not (heard and answered):
            if time.perf_counter() > until or not await self.manager.is_alive():
                raise RuntimeError("the kernel did not start" + self._last_words())
            with contextlib.suppress(queue.Empty):
                await connected.iopub_channel.get_msg(timeout=0.02)
                heard = True
            with contextlib.suppress(queue.Empty):
                reply = await connected.shell_channel.get_msg(timeout=0.02)
                answered = answered or reply["parent_header"].get("msg_id") == request

    def _last_words(self) -> str:
        log = self.folder / "kernel.log"
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
        return f": {lines[-1]}" if lines else ""

    async def _run_cells(self, start: float) -> None:
        cells = {id(cell): index for index, cell in enumerate(self.execution.notebook.cells)}
        stopped = ""
        for number, cell in enumerate(code_cells(self.execution.notebook), start=1):
            left = self.limits.notebook_seconds - (time.perf_counter() - start)
            if not stopped and left <= 0:
                stopped = f"the notebook used up its {self.limits.notebook_seconds:g} seconds before code cell {number}"
                self._partly(stopped)
            if stopped:
                cell.outputs = [_error("NotRun", stopped)]
                continue
            self.client.timeout = max(1, int(min(self.limits.cell_seconds, left)))
            stopped = await self._run_cell(cell, cells[id(cell)], number)

    async def _run_cell(self, cell: NotebookNode, index: int, number: int) -> str:
        """Run one cell; return why nothing after it can run, or an empty string."""
        self.client.output_bytes = 0
        reply: dict[str, Any] = {}
        self.client.on_cell_executed = lambda **kwargs: reply.update(kwargs["execute_reply"]["content"])
        try:
            await self.client.async_execute_cell(cell, index)
        except (TimeoutError, CellTimeoutError):
            why = f"code cell {number} ran for more than {self.client.timeout} seconds and would not stop"
        except DeadKernelError:
            flood = f"code cell {number} printed without end"
            why = flood if self.client.flooded else f"the kernel died in code cell {number}"
        else:
            if reply.get("ename") == "CellTimeoutError":
                message = f"code cell {number} ran for more than {self.client.timeout} seconds and was stopped"
                cell.outputs.append(_error("CellTimeoutError", message))
                self._partly(message)
            elif reply.get("status") == "error" and not any(o.output_type == "error" for o in cell.outputs):
                cell.outputs.append(_error(str(reply.get("ename")), str(reply.get("evalue"))))
            return ""
        cell.outputs.append(_error("KernelStopped", why))
        self._partly(why)
        return why

    def _partly(self, reason: str) -> None:
        self.execution.status = PARTLY_GRADED
        self.execution.reasons.append(reason)

    async def _stop(self) -> None:
        if self.client.kc is not None:
            self.client.kc.stop_channels()
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel(now=True)


def _error(name: str, message: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
