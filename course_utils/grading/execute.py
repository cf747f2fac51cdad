"""Phase 2: run a notebook in a fresh kernel and bring back its outputs, whatever the student's code does.

Nothing is judged here. A fault of the student's code (an error, an endless loop, a killed kernel, a flood of output)
ends in the executed notebook and in the status, never in an exception.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import os
import queue
import shutil
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager, KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4 import new_output

from course_utils.grading import memory
from course_utils.grading.course import CourseError
from course_utils.grading.files import plain_files, too_much
from course_utils.grading.inputs import Inputs, Limits
from course_utils.grading.kernels import Isolation, kernel_environment, kernel_home, kernel_manager
from course_utils.grading.messages import MAX_MESSAGE_BYTES, MAX_WAITING, encodable, readable
from course_utils.grading.names import answer_names
from course_utils.grading.notebooks import code_cells, grade_id, is_test
from course_utils.grading.reports import beginning, control_cell, graded_cell, reports_of, stand_in_cells, uses_checks
from course_utils.grading.results import GRADED, PARTLY_GRADED
from course_utils.grading.scratch import scratch_folder
from course_utils.verdicts import MIME

HARD_OUTPUT_FACTOR = 64  # a cell that sends this many times its limit has its kernel stopped
NOTEBOOK_OUTPUT_FACTOR = 40  # all cells together may send this many times the limit of one
REPORT_ALLOWANCE = 64  # the checks of a test cell may report this many times more, whatever the cell prints
MAX_LOG = 100_000  # characters
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # neither on Windows
SECONDS_TO_START = 60  # a cold kernel on a busy machine
SECONDS_TO_STOP = 5  # how long an interrupted cell may take to end
SECONDS_BETWEEN_LOOKS = 0.2  # at the memory in use
SECONDS_FOR_STAND_INS = 10  # of a test cell on answers that do nothing, which may never end


class KernelDidNotStart(CourseError):
    """A kernel died before it answered, or took too long to answer."""


@dataclass
class Execution:
    """What came out of a kernel: the notebook with outputs, and how the run went.

    `status` is `GRADED` where every cell had its chance, else `PARTLY_GRADED`, with `reasons` in words. `controls` is
    what the control of each test cell reported, `stand_ins` what it reported of answers that do nothing (see
    `course_utils.grading.reports`).
    """

    notebook: NotebookNode
    status: str = GRADED
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0
    isolation: Isolation = Isolation.NONE
    controls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    stand_ins: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def execute(
    notebook: NotebookNode, files: Path | None, inputs: Inputs, isolation: Isolation, server: str = ""
) -> Execution:
    """Run `notebook` in a fresh kernel.

    Parameters
    ----------
    notebook
        A sanitised notebook; it is not changed.
    files
        A folder whose plain files the notebook finds beside itself (`course_utils.grading.files.plain_files`).
    inputs
        The seed, data and limits of the run.
    isolation
        What stands between the student's code and this process.
    server
        The socket of a fork server; needed for `Isolation.NAMESPACES`.

    Raises
    ------
    KernelDidNotStart
        The machine's fault, or its being busy.
    """
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    with scratch_folder("run") as folder:
        run_folder = Path(folder)
        work = run_folder / "work"
        work.mkdir()
        run = _Run(copy.deepcopy(notebook), run_folder, inputs, isolation, server)
        beside = plain_files(files) if files is not None else []
        if reason := too_much(beside, inputs.limits.disk_mb):
            run.partly(f"the files beside the notebook were left out: {reason}")
        elif files is not None:
            _copy(beside, files, work)
        return asyncio.run(run.run())


def _copy(files: Sequence[Path], source: Path, target: Path) -> None:
    for path in files:
        copied = target / path.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)


class _Client(NotebookClient):
    """nbclient's client, which takes only what it can read, and only so much of it."""

    max_output_bytes = 0
    cell_bytes = 0
    report_bytes = 0
    is_cut = False
    notebook_bytes = 0
    flooded = False

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        size = _size(msg)
        message = readable(msg)
        if _is_report(msg, cell) and self.report_bytes + size <= REPORT_ALLOWANCE * self.max_output_bytes:
            self.report_bytes += size
            return _added_report(message, cell) if message is not None else None
        self.cell_bytes += size
        self.notebook_bytes += size
        if message is not None and message["msg_type"] == "status":
            return super().process_message(message, cell, cell_index)
        if self._is_full():
            self._cut(cell)
        elif message is not None and not _would_clear_reports(message, cell):
            return super().process_message(message, cell, cell_index)
        return None

    def _is_full(self) -> bool:
        allowed = self.max_output_bytes
        return self.cell_bytes > allowed or self.notebook_bytes > NOTEBOOK_OUTPUT_FACTOR * allowed

    def _cut(self, cell: NotebookNode) -> None:
        if not self.is_cut:
            self.is_cut = True
            cell.outputs.append(new_output("stream", name="stdout", text="\n[the rest of this cell's output is cut]\n"))
        if self.cell_bytes > HARD_OUTPUT_FACTOR * self.max_output_bytes and not self.flooded:
            self.flooded = True
            assert self.km is not None
            self.stopping = asyncio.ensure_future(_kill(self.km))


async def _kill(manager: KernelManager) -> None:
    """Kill the kernel's processes; the manager is shut down at the end, once."""
    if manager.provisioner is not None:
        await manager.provisioner.kill()


def _size(message: dict[str, Any]) -> int:
    """Return what a message counts; a status, and the echo of the cell's own code, count nothing."""
    content = message.get("content")
    return 0 if message.get("msg_type") in ("status", "execute_input") or not content else len(str(content))


def _is_report(message: dict[str, Any], cell: NotebookNode) -> bool:
    content = message.get("content")
    data = content.get("data") if isinstance(content, dict) and is_test(cell) else None
    return isinstance(data, dict) and MIME in data and message.get("msg_type") == "display_data"


def _added_report(message: dict[str, Any], cell: NotebookNode) -> NotebookNode:
    """Add a report as it is: nbclient would validate what `readable` has rebuilt, for a fifth of a run's cost."""
    report = {"output_type": "display_data", "data": message["content"]["data"], "metadata": {}}
    cell.outputs.append(from_dict(report))
    return cell.outputs[-1]


def _would_clear_reports(message: dict[str, Any], cell: NotebookNode) -> bool:
    """Whether a message would take away what the cell has reported: an answer may redraw its progress."""
    return is_test(cell) and message["msg_type"] == "clear_output"


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
        self.greedy = False

    async def run(self) -> Execution:
        start = time.perf_counter()
        self.client.reset_execution_trackers()
        watch = None
        try:
            await self._start()
            watch = asyncio.create_task(self._watch_memory())
            await self._run_cells(start)
        finally:
            if watch is not None:
                watch.cancel()
            await self._stop()
        self.execution.seconds = time.perf_counter() - start
        return self.execution

    async def _start(self) -> None:
        home = kernel_home(self.folder, self.execution.isolation)
        environment = kernel_environment(home, self.inputs)
        await self.client.async_start_new_kernel(cwd=str(self.folder / "work"), env=environment)
        connected = self.manager.client()
        connected.allow_stdin = False
        connected.context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE_BYTES)
        connected.context.setsockopt(zmq.RCVHWM, MAX_WAITING)
        connected.start_channels(stdin=False, hb=False)  # nobody answers; whether the process lives is seen directly
        self.client.kc = connected
        await self._await_ready(connected)
        await self._begin()

    async def _begin(self) -> None:
        """Prepare the names of the test cells; see `course_utils.graded_cells`."""
        notebook = self.execution.notebook
        answered = set(answer_names(notebook))
        given = {
            source: [name for name in read if name not in answered] for source, read in self.inputs.names.given.items()
        }
        kept = list(notebook.cells)
        await self.client.async_execute_cell(beginning(self.inputs.names.imports, given), 0, store_history=False)
        notebook.cells[:] = kept  # nbclient puts a cell that ran into the notebook

    async def _await_ready(self, connected: AsyncKernelClient) -> None:
        """Wait until the kernel answers and its outputs arrive.

        The client's own `wait_for_ready` always takes a fifth of a second longer: it waits for outputs to stop.
        """
        heard = answered = False
        until = time.perf_counter() + SECONDS_TO_START
        request = connected.kernel_info()
        while not (heard and answered):
            if time.perf_counter() > until or not await self.manager.is_alive():
                raise KernelDidNotStart("The kernel did not start" + self._last_words())
            with contextlib.suppress(queue.Empty):
                await connected.iopub_channel.get_msg(timeout=0.02)
                heard = True
            with contextlib.suppress(queue.Empty):
                reply = await connected.shell_channel.get_msg(timeout=0.02)
                answered = answered or reply["parent_header"].get("msg_id") == request

    def _last_words(self) -> str:
        """Return the last line of the kernel's log. The kernel may have put anything in that place, such as a link."""
        try:
            descriptor = os.open(self.folder / "kernel.log", os.O_RDONLY | _NO_LINK)
            with open(descriptor, encoding="utf-8", errors="replace") as log:
                lines = log.read(MAX_LOG).strip().splitlines() if stat.S_ISREG(os.fstat(descriptor).st_mode) else []
        except OSError:
            lines = []
        return f": {lines[-1][:500]}" if lines else ""

    async def _run_cells(self, start: float) -> None:
        cells = {id(cell): index for index, cell in enumerate(self.execution.notebook.cells)}
        stopped = ""
        for number, cell in enumerate(code_cells(self.execution.notebook), start=1):
            left = self.limits.notebook_seconds - (time.perf_counter() - start)
            if not stopped and left <= 0:
                stopped = f"the notebook used up its {self.limits.notebook_seconds:g} seconds before code cell {number}"
                self.partly(stopped)
            if stopped:
                cell.outputs = [_error("NotRun", stopped)]
                continue
            self.client.timeout = max(1, int(min(self.limits.cell_seconds, left)))
            index = cells[id(cell)]
            if is_test(cell) and self.inputs.answers:
                stopped = await self._run_control(cell, index, number)
            if not stopped and is_test(cell) and uses_checks(cell):
                stopped = await self._run_test(cell, index, number)
            else:
                stopped = stopped or await self._run_cell(cell, index, number)
            if not stopped and is_test(cell) and self.inputs.with_stand_ins and self.inputs.answers:
                await self._run_stand_ins(cell, index, number)

    async def _run_control(self, test: NotebookNode, index: int, number: int) -> str:
        control = control_cell(test, self._borrowed(test), self.inputs.answers)
        stopped = await self._run_in_place_of(test, control, index, number)
        self.execution.controls[str(grade_id(test))] = reports_of(control)
        if stopped:
            test.outputs = [_error("NotRun", stopped)]
        return stopped

    async def _run_test(self, test: NotebookNode, index: int, number: int) -> str:
        cell = graded_cell(test, self._borrowed(test))
        stopped = await self._run_in_place_of(test, cell, index, number, store_history=True)
        test.outputs, test.execution_count = cell.outputs, cell.execution_count
        return stopped

    async def _run_stand_ins(self, test: NotebookNode, index: int, number: int) -> None:
        reports = self.execution.stand_ins.setdefault(str(grade_id(test)), [])
        for cell in stand_in_cells(test, self._borrowed(test), self.inputs.answers):
            self.client.timeout = SECONDS_FOR_STAND_INS
            await self._run_in_place_of(test, cell, index, number)
            reports += reports_of(cell)

    def _borrowed(self, test: NotebookNode) -> Sequence[str]:
        return self.inputs.names.borrowed.get(str(grade_id(test)), ())

    async def _run_in_place_of(
        self, test: NotebookNode, cell: NotebookNode, index: int, number: int, store_history: bool = False
    ) -> str:
        stopped = await self._run_cell(cell, index, number, store_history)
        self.execution.notebook.cells[index] = test  # nbclient puts a cell that ran into the notebook
        return stopped

    async def _run_cell(self, cell: NotebookNode, index: int, number: int, store_history: bool = True) -> str:
        """Run one cell; return why nothing after it can run, or an empty string."""
        self.client.cell_bytes, self.client.report_bytes, self.client.is_cut = 0, 0, False
        reply: dict[str, Any] = {}
        start = time.perf_counter()
        self.client.on_cell_executed = lambda **kwargs: reply.update(kwargs["execute_reply"]["content"])
        try:
            await self.client.async_execute_cell(cell, index, store_history=store_history)
        except (TimeoutError, CellTimeoutError):
            if time.perf_counter() - start < (self.client.timeout or 0):  # it ended; the word did not arrive
                why = f"code cell {number} printed without end, or more at once than can be read"
            else:
                why = f"code cell {number} ran for more than {self.client.timeout} seconds and would not stop"
        except DeadKernelError:
            why = self._why_killed(number) or f"the kernel died in code cell {number}"
        except Exception as error:  # the student's code can send the grader anything, and any of it may fail anywhere
            why = f"the kernel sent something in code cell {number} that is no message ({type(error).__name__})"
        else:
            if reply.get("ename") == "CellTimeoutError":
                message = f"code cell {number} ran for more than {self.client.timeout} seconds and was stopped"
                cell.outputs.append(_error("CellTimeoutError", message))
                self.partly(message)
            elif reply.get("status") == "error" and not any(o.output_type == "error" for o in cell.outputs):
                cell.outputs.append(_error(encodable(str(reply.get("ename"))), encodable(str(reply.get("evalue")))))
            return ""
        cell.outputs.append(_error("KernelStopped", why))
        self.partly(why)
        return why

    async def _watch_memory(self) -> None:
        """Kill the kernel as soon as its processes together hold more memory than they may."""
        limit = self.limits.memory_mb
        pid = getattr(self.manager.provisioner, "pid", None)
        while pid is not None and memory.megabytes(pid, enough=limit) <= limit:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        if pid is not None:
            self.greedy = True
            await _kill(self.manager)

    def _why_killed(self, number: int) -> str:
        if self.greedy:
            return f"code cell {number} and its processes took more than {self.limits.memory_mb} MB of memory"
        return f"code cell {number} printed without end" if self.client.flooded else ""

    def partly(self, reason: str) -> None:
        self.execution.status = PARTLY_GRADED
        self.execution.reasons.append(reason)

    async def _stop(self) -> None:
        if self.client.kc is not None:
            self.client.kc.stop_channels()
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel(now=True)


def _error(name: str, message: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
