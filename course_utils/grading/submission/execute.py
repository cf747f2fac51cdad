"""Phase 2: run a notebook in a fresh kernel and return its outputs, whatever the student's code does.

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
import re
import shutil
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_output

from course_utils.checks.verdicts import MIME
from course_utils.grading.course.files import plain_files, too_much
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_test
from course_utils.grading.course.records import GRADED, NOT_RUN, PARTLY_GRADED
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels import memory
from course_utils.grading.kernels.fork_client import WITHOUT_GPU
from course_utils.grading.kernels.gate import Gate
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.messages import MAX_MESSAGE_BYTES, MAX_WAITING, encodable, readable
from course_utils.grading.kernels.provisioners import Isolation, kernel_environment, kernel_home, kernel_manager
from course_utils.grading.kernels.streams import join_streams
from course_utils.grading.kernels.usage import Usage
from course_utils.grading.submission.inputs import RunInputs
from course_utils.grading.submission.names import answer_names
from course_utils.grading.submission.repeat import to_repeat
from course_utils.grading.submission.reports import (
    MAX_REPORTS,
    WAY,
    beginning,
    control_cell,
    graded_cell,
    reports_of,
    stand_in_cells,
    uses_checks,
)

HARD_OUTPUT_FACTOR = 64  # a cell that sends this many times its limit has its kernel stopped
NOTEBOOK_OUTPUT_FACTOR = 40  # all cells together may send this many times the limit of one
MAX_DISPLAYS = 2000  # pictures, values and errors that a notebook shows; each takes time in every later step
REPORT_ALLOWANCE = 64  # the checks of a test cell may report this many times more, whatever the cell prints
NOTEBOOK_REPORT_ALLOWANCE = 2 * REPORT_ALLOWANCE  # those of all test cells and their controls together
MAX_LOG = 100_000  # characters
_WARNING = re.compile(r"^\S.*:\d+: \w*Warning: ")  # as Python writes it: the place, the kind and the words
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # neither on Windows
SYSTEM_MB = 1024  # that Linux itself may take while a kernel runs; half of the kernel's own memory, where that is more
SECONDS_TO_START = 60  # a cold kernel on a busy machine
SECONDS_TO_STOP = 5  # how long an interrupted cell may take to end
SECONDS_BETWEEN_LOOKS = 0.2  # at the memory and the processor time in use
SECONDS_TO_SPARE = SECONDS_TO_STOP + 2  # of processor time: one process alone reaches the limit of wall time first
SECONDS_FOR_STAND_INS = 10  # of a test cell on answers that do nothing, which may never end
KILLED_STATUSES = (-9, 128 + 9)  # by SIGKILL: as the system says it, and as a sandbox does
KERNEL_KILLED = "the kernel was killed"
MAX_RESTARTS = 10  # of a notebook's kernel: more than an assignment has tasks that a wrong answer could kill


class KernelDidNotStart(CourseError):
    """A kernel died before it answered, or took too long to answer."""


class Doubt(StrEnum):
    """Why a run may have ended as it did through no fault of the notebook's."""

    NONE = ""
    CLOCK = "clock"  # a limit of time was reached: what else the machine did may have been the reason
    MEMORY = "memory"  # Linux itself took too much: for this notebook, or for what else ran
    PERHAPS_KILLED = "perhaps killed"  # somebody killed the kernel, which its own code can do as well
    KILLED = "killed"  # somebody other than the notebook's code killed the kernel


KILLS = (Doubt.PERHAPS_KILLED, Doubt.KILLED)
NOT_STARTED = (KernelDidNotStart, RuntimeError)  # the latter is jupyter_client's word for it


@dataclass
class Execution:
    """What came out of a kernel: the notebook with outputs, and how the run went.

    `status` is `GRADED` where every cell had its chance, else `PARTLY_GRADED`, with `reasons` in words. `controls` is
    what the control of each test cell reported, `stand_ins` what it reported of answers that do nothing (see
    `submission.reports`). An outcome with a `doubt` is not to be believed until another run has confirmed it.
    """

    notebook: NotebookNode
    status: str = GRADED
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0
    isolation: Isolation = Isolation.NONE
    controls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    stand_ins: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    doubt: Doubt = Doubt.NONE

    def suspect(self, doubt: Doubt) -> None:
        """Note a doubt; of several the strongest stays."""
        self.doubt = max(self.doubt, doubt, key=list(Doubt).index)


def execute(
    notebook: NotebookNode, files: Path | None, inputs: RunInputs, isolation: Isolation, server: str = ""
) -> Execution:
    """Run `notebook` in a fresh kernel.

    Parameters
    ----------
    notebook
        A sanitised notebook; it is not changed.
    files
        A folder whose plain files the notebook finds beside itself (`course_utils.grading.course.files.plain_files`).
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
        run = Run(copy.deepcopy(notebook), Path(folder), files, inputs, isolation, server)
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
    reports = 0
    is_cut = False
    notebook_bytes = 0
    displays = 0
    notebook_report_bytes = 0
    reports_are_cut = False
    flooded = False

    def begin_cell(self) -> None:
        """Count anew. What earlier cells have displayed is not updated any more: their outputs have been joined."""
        self.cell_bytes, self.report_bytes, self.reports, self.is_cut = 0, 0, 0, False
        self.reports_are_cut = False
        self._display_id_map.clear()

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        size = _size(msg)
        message = readable(msg)
        if _is_report(msg, cell):
            if self._has_room_for_report(size):
                return _added_report(message, cell) if message is not None else None
            self.reports_are_cut = True
        self.cell_bytes += size
        self.notebook_bytes += size
        self.displays += msg["msg_type"] in ("display_data", "execute_result", "error")
        if message is not None and message["msg_type"] == "status":
            return super().process_message(message, cell, cell_index)
        if self._is_full():
            self._cut(cell)
        elif message is not None and not _would_clear_reports(message, cell):
            return super().process_message(message, cell, cell_index)
        return None

    def _has_room_for_report(self, size: int) -> bool:
        """Count a report, and tell whether it may be kept; what is kept is stored, and judged several times."""
        self.reports += 1
        self.report_bytes += size
        self.notebook_report_bytes += size
        return (
            self.reports <= MAX_REPORTS
            and self.report_bytes <= REPORT_ALLOWANCE * self.max_output_bytes
            and self.notebook_report_bytes <= NOTEBOOK_REPORT_ALLOWANCE * self.max_output_bytes
        )

    def _is_full(self) -> bool:
        allowed = self.max_output_bytes
        is_large = self.cell_bytes > allowed or self.notebook_bytes > NOTEBOOK_OUTPUT_FACTOR * allowed
        return is_large or self.displays > MAX_DISPLAYS

    def _cut(self, cell: NotebookNode) -> None:
        if not self.is_cut:
            self.is_cut = True
            cell.outputs.append(new_output("stream", name="stdout", text="\n[the rest of this cell's output is cut]\n"))
        if self.cell_bytes > HARD_OUTPUT_FACTOR * self.max_output_bytes:
            self.stop_flood()

    def stop_flood(self) -> None:
        """Kill a kernel that sends more than can be read."""
        if not self.flooded:
            self.flooded = True
            assert self.km is not None
            self.stopping = asyncio.ensure_future(_kill(self.km))


def without_warnings(lines: Sequence[str]) -> list[str]:
    """Return the lines without Python's warnings, and without the line of code that follows one."""
    kept: list[str] = []
    is_code = False
    for line in lines:
        is_warning = _WARNING.search(line) is not None
        if not is_warning and not (is_code and line.startswith("  ")):
            kept.append(line)
        is_code = is_warning
    return kept


async def _kill(manager: KernelManager) -> None:
    """Kill the kernel's processes; the manager is shut down at the end, once."""
    if manager.provisioner is not None:
        await manager.provisioner.kill()


def _size(message: dict[str, Any]) -> int:
    """Return what a message counts; a status, and the echo of the cell's own code, count nothing."""
    return 0 if message.get("msg_type") in ("status", "execute_input") else int(message["size"])


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


class Run:
    """One run of one notebook, in as many kernels as it takes."""

    def __init__(
        self,
        notebook: NotebookNode,
        folder: Path,
        files: Path | None,
        inputs: RunInputs,
        isolation: Isolation,
        server: str,
    ) -> None:
        self.execution = Execution(notebook, isolation=isolation)
        self.cells = list(code_cells(notebook))
        self.places = [place for place, cell in enumerate(notebook.cells) if cell["cell_type"] == "code"]
        self.folder = folder
        self.inputs = inputs
        self.limits: Limits = inputs.limits
        self.server = server
        self.files = files
        self.beside = plain_files(files) if files is not None else []
        if reason := too_much(self.beside, self.limits.disk_mb):
            self.beside = []
            self.partly(f"the files beside the notebook were left out: {reason}")
        self.client = _Client(
            notebook,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
            allow_errors=True,
            raise_on_iopub_timeout=True,
            iopub_timeout=SECONDS_TO_STOP,
            record_timing=False,
            coalesce_streams=False,  # `join_streams` does it in linear time
            skip_cells_with_tag="",
        )
        self.client.max_output_bytes = self.limits.output_kb * 1024
        self.until = 0.0  # when the notebook's time is used up
        self.repeating_left = self.limits.notebook_seconds  # what fresh kernels may take to come back to where it was
        self.starts = 0
        self.gate: Gate | None = None
        self.watch: asyncio.Task[None] | None = None
        self.excess = ""  # of what the kernel has taken more than it may, in words
        self.machine_is_full = False  # the kernel was stopped because the computer has no memory left
        self.systems_at_start = 0  # megabytes that Linux itself had when the kernel started
        self.processor_time = 0.0  # of all kernels so far
        self.cells_start = 0.0  # the processor time when the cell began
        self.idle_seconds = 0.0  # in which the kernels did nothing
        self.idle_before = 0.0  # the same when the cell began
        self.why_died = ""  # the kernel; the next cell needs a fresh one
        self.killers: set[int] = set()  # cells, by their numbers
        self.stopped = ""  # why no further cell runs

    async def run(self) -> Execution:
        start = time.perf_counter()
        self.client.reset_execution_trackers()
        self.until = start + self.limits.notebook_seconds
        kills = memory.kills()
        try:
            await self.start_kernel()
            await self._run_cells()
        finally:
            await self.stop_kernel()
        if memory.kills() > kills:
            self._suspect_memory()
        self.execution.seconds = time.perf_counter() - start
        return self.execution

    # One kernel

    async def start_kernel(self) -> None:
        """Start a fresh kernel, with the files beside it, and wait until it is ready for the first cell."""
        self.starts += 1
        self.why_died, self.excess, self.client.flooded, self.machine_is_full = "", "", False, False
        folder = self.folder / str(self.starts)
        work = folder / "work"
        work.mkdir(parents=True)
        if self.files is not None:
            _copy(self.beside, self.files, work)
        self.manager = kernel_manager(folder, self.inputs, self.execution.isolation, self.server)
        self.client.km, self.client.kc = self.manager, None
        environment = kernel_environment(kernel_home(folder, self.execution.isolation), self.inputs)
        if self.execution.isolation == Isolation.NONE:
            environment |= WITHOUT_GPU
        await self.client.async_start_new_kernel(cwd=str(work), env=environment)
        connected = self.manager.client(**await self._through_gate())
        connected.allow_stdin = False
        connected.context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE_BYTES)
        connected.context.setsockopt(zmq.RCVHWM, MAX_WAITING)
        # Nobody answers, nobody asks to stop, and whether the process lives is seen directly.
        connected.start_channels(stdin=False, hb=False, control=False)
        self.client.kc = connected
        await self._await_ready(connected)
        self.systems_at_start = memory.of_the_system()
        self.watch = asyncio.create_task(self._watch_usage())
        await self._begin()

    async def _through_gate(self) -> dict[str, Any]:
        """Return how a client connects to the kernel: through a gate, where there is no other computer between."""
        if self.manager.transport != "ipc":
            return {}
        address = str(self.folder / f"in-{self.starts}")  # not in the kernel's own folder, which it may change
        self.gate = Gate(self.manager.ip, address, MAX_MESSAGE_BYTES, self.client.stop_flood)
        await self.gate.open([self.manager.shell_port, self.manager.iopub_port])
        return {"ip": address}

    async def _begin(self) -> None:
        """Prepare the names of the test cells; see `course_utils.checks.graded_cells`."""
        notebook = self.execution.notebook
        answered = set(answer_names(notebook))
        given = {
            source: [name for name in read if name not in answered] for source, read in self.inputs.names.given.items()
        }
        kept = list(notebook.cells)
        self.client.begin_cell()
        self.client.timeout = SECONDS_TO_START
        try:
            await self.client.async_execute_cell(beginning(self.inputs.names.imports, given), 0, store_history=False)
        except TimeoutError as error:  # an OSError, too: it would pass for the whole machine's trouble
            raise KernelDidNotStart("The kernel did not start: it was too slow to prepare the test cells") from error
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
                raise KernelDidNotStart(f"The kernel did not start: {await self._why_not_started()}")
            with contextlib.suppress(queue.Empty):
                await connected.iopub_channel.get_msg(timeout=0.02)
                heard = True
            with contextlib.suppress(queue.Empty):
                reply = await connected.shell_channel.get_msg(timeout=0.02)
                answered = answered or reply["parent_header"].get("msg_id") == request

    async def _why_not_started(self) -> str:
        """Say how the kernel's process ended, if it did, and quote the last line of its log that isn't a warning."""
        provisioner = self.manager.provisioner
        status = await provisioner.poll() if provisioner is not None else None
        if status is None:
            how = f"no answer after {SECONDS_TO_START} seconds"
        elif status < 0 or status > 128:
            how = f"its process was ended by signal {-status if status < 0 else status - 128}"
        else:
            how = f"its process ended with status {status}"
        words = [line for line in without_warnings(self._log_lines()) if line.strip()]
        return f"{how}: {words[-1][:500]}" if words else f"{how}, and said nothing"

    def _log_lines(self) -> list[str]:
        """Return the kernel's log. The kernel may have put anything in that place, such as a link."""
        try:
            descriptor = os.open(self.folder / str(self.starts) / "kernel.log", os.O_RDONLY | _NO_LINK)
            with open(descriptor, encoding="utf-8", errors="replace") as log:
                return log.read(MAX_LOG).splitlines() if stat.S_ISREG(os.fstat(descriptor).st_mode) else []
        except OSError:
            return []

    async def stop_kernel(self) -> None:
        """End the kernel, and what watches it, if they are there."""
        if self.watch is not None:
            self.watch.cancel()
        if self.client.kc is not None:
            self.client.kc.stop_channels()
        if self.gate is not None:
            await self.gate.close()
        if self.client.km is not None and self.client.km.has_kernel:
            await self.manager.shutdown_kernel(now=True)

    async def _watch_usage(self) -> None:
        """Kill the kernel once its processes together use more than they may, or the computer's memory is gone."""
        provisioner = self.manager.provisioner
        pid = getattr(provisioner, "pid", None)
        if pid is None:
            return
        is_alone = self.execution.isolation == Isolation.NAMESPACES
        usage, before = Usage(pid, getattr(provisioner, "group", None), is_alone), self.processor_time
        while not (self.excess or self.machine_is_full):
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            usage.look()
            self.processor_time = before + usage.seconds
            self.idle_seconds += SECONDS_BETWEEN_LOOKS * usage.is_idle()
            self.excess = self._excess(usage)
            self.machine_is_full = not self.excess and memory.is_nearly_gone()
        await _kill(self.manager)

    def _excess(self, usage: Usage) -> str:
        """Return of what the kernel's processes have taken too much, in words; empty if of nothing."""
        limits = self.limits
        if usage.megabytes(enough=limits.memory_mb) > limits.memory_mb:
            return f"took more than {limits.memory_mb} MB of memory"
        most = max(SYSTEM_MB, limits.memory_mb // 2)
        if not usage.has_all_memory and memory.of_the_system() - self.systems_at_start > most:
            self.execution.suspect(Doubt.MEMORY)  # or a classmate's
            return f"took more than {most} MB of memory for open files, locks and maps"
        if self.processor_time - self.cells_start > limits.cell_seconds + SECONDS_TO_SPARE:
            return f"used more than {limits.cell_seconds:g} seconds of processor time"
        if self._used_up():
            return f"used the last of the notebook's {2 * limits.notebook_seconds:g} seconds of processor time"
        return ""

    def _used_up(self) -> bool:
        """Whether the kernels together have worked for longer than the notebook, and coming back in it, may take."""
        return self.processor_time > 2 * (self.limits.notebook_seconds + SECONDS_TO_SPARE)

    # The notebook's cells

    async def _run_cells(self) -> None:
        for number, cell in enumerate(self.cells, start=1):
            if self.why_died and self._used_up() and not self.stopped:
                self._stop_running(self.why_died)
            if self.why_died and not self.stopped:
                await self._start_again(number)
            if not self.stopped and time.perf_counter() >= self.until:
                self._stop_for_time(f"the notebook used up its {self._notebook_seconds} before code cell {number}")
            if self.stopped:
                cell.outputs = [_error(NOT_RUN, self.stopped)]
                continue
            if is_test(cell):
                await self._run_test(cell, number)
            else:
                await self._run_cell(cell, number, self.until)

    async def _run_test(self, test: NotebookNode, number: int) -> None:
        is_doubted = uses_checks(test) and not self.inputs.is_trusted
        if is_doubted:
            await self._run_control(test, number)
        if self.why_died:
            test.outputs = [_error(NOT_RUN, self.why_died)]
            return
        cell = self._as_it_runs(test)
        await self._run_in_place(cell, number, self.until)
        test.outputs, test.execution_count = cell.outputs, cell.execution_count
        if is_doubted and self.inputs.with_stand_ins and not self.why_died:
            await self._run_stand_ins(test, number)

    async def _run_control(self, test: NotebookNode, number: int) -> None:
        control = control_cell(test, self._borrowed(test), self.inputs.answers)
        await self._run_in_place(control, number, self.until, store_history=False)
        self.execution.controls[str(grade_id(test))] = reports_of(control)

    async def _run_stand_ins(self, test: NotebookNode, number: int) -> None:
        reports = self.execution.stand_ins.setdefault(str(grade_id(test)), [])
        for way, cell in stand_in_cells(test, self._borrowed(test), self.inputs.answers):
            until = time.perf_counter() + SECONDS_FOR_STAND_INS
            await self._run_in_place(cell, number, until, store_history=False)
            reports += [{**report, WAY: way} for report in reports_of(cell)]

    def _as_it_runs(self, cell: NotebookNode) -> NotebookNode:
        """Return a copy of a cell: of a test cell the one that runs it in names of its own."""
        if is_test(cell) and uses_checks(cell):
            return graded_cell(cell, self._borrowed(cell))
        return new_code_cell(cell.source, metadata=cell.metadata)

    def _borrowed(self, test: NotebookNode) -> Sequence[str]:
        return self.inputs.names.borrowed.get(str(grade_id(test)), ())

    async def _start_again(self, number: int) -> None:
        """Run a fresh kernel up to where the notebook goes on, without the cells that have killed one.

        The time that this takes is not the notebook's; it has a limit of its own, as long as the notebook's.
        """
        start = time.perf_counter()
        why = self.why_died
        if not any(map(is_test, self.cells[number - 1 :])):
            self.stopped = why  # nothing below it counts
        while self.why_died and not self.stopped:
            if self.starts > MAX_RESTARTS:
                self._stop_running(f"the kernel died {self.starts} times before code cell {number}")
                return
            await self.stop_kernel()
            await self.start_kernel()
            await self._repeat(number, start + self.repeating_left)
        took = time.perf_counter() - start
        self.until += took
        self.repeating_left -= took
        if not self.stopped:
            self.execution.reasons[self.execution.reasons.index(why)] += "; the rest ran in a fresh kernel"

    async def _repeat(self, number: int, until: float) -> None:
        """Run what a cell may rest on again; the first outputs stay."""
        for above in to_repeat(self.cells, number, without=self.killers):
            if time.perf_counter() >= until:
                again = f"to come back to code cell {number} in a fresh kernel"
                self._stop_for_time(f"it took more than {self._notebook_seconds} {again}")
            if self.why_died or self.stopped:
                return
            await self._run_in_place(self._as_it_runs(self.cells[above - 1]), above, until)

    async def _run_in_place(self, cell: NotebookNode, number: int, until: float, store_history: bool = True) -> None:
        """Run another cell in the place of a notebook's own, which stays as it is."""
        cells, place = self.execution.notebook.cells, self.places[number - 1]
        cells[place] = cell  # nbclient looks up there what a later message is about
        await self._run_cell(cell, number, until, store_history)
        cells[place] = self.cells[number - 1]

    async def _run_cell(self, cell: NotebookNode, number: int, until: float, store_history: bool = True) -> None:
        """Run one cell; afterwards the kernel may be dead."""
        self.client.begin_cell()
        self.cells_start, self.idle_before = self.processor_time, self.idle_seconds
        self.client.timeout = max(1, int(min(self.limits.cell_seconds, until - time.perf_counter())))
        why = await self._executed(cell, number, store_history)
        cell.outputs = join_streams(cell.outputs)
        if self.client.reports_are_cut:
            self.partly(f"the checks of code cell {number} sent more than a check may report; the rest is cut")
        if why:
            cell.outputs.append(_error("KernelStopped", why))
            self.partly(why)
            self.why_died = why
            self.killers.add(number)

    async def _executed(self, cell: NotebookNode, number: int, store_history: bool) -> str:
        """Run one cell; return why its kernel is lost, or an empty string."""
        reply: dict[str, Any] = {}
        start = time.perf_counter()
        self.client.on_cell_executed = lambda **kwargs: reply.update(kwargs["execute_reply"]["content"])
        try:
            await self.client.async_execute_cell(cell, self.places[number - 1], store_history=store_history)
        except (TimeoutError, CellTimeoutError):
            self._suspect_clock(self.idle_seconds - self.idle_before, self.client.timeout or 0)
            if time.perf_counter() - start < (self.client.timeout or 0):  # it ended; the word did not arrive
                return f"code cell {number} printed without end, or more at once than can be read"
            return f"code cell {number} ran for more than {self.client.timeout} seconds and would not stop"
        except DeadKernelError:
            return await self._why_dead(number)
        except Exception as error:  # the student's code can send the grader anything, and any of it may fail anywhere
            return f"the kernel sent something in code cell {number} that is no message ({type(error).__name__})"
        if reply.get("ename") == "CellTimeoutError":
            self._suspect_clock(self.idle_seconds - self.idle_before, self.client.timeout or 0)
            message = f"code cell {number} ran for more than {self.client.timeout} seconds and was stopped"
            cell.outputs.append(_error("CellTimeoutError", message))
            self.partly(message)
        elif reply.get("status") == "error" and not any(o.output_type == "error" for o in cell.outputs):
            cell.outputs.append(_error(encodable(str(reply.get("ename"))), encodable(str(reply.get("evalue")))))
        return ""

    # Why it ended

    async def _why_dead(self, number: int) -> str:
        if self.excess:
            return f"code cell {number} and its processes {self.excess}"
        if self.machine_is_full:
            self.execution.suspect(Doubt.KILLED)
            return f"{KERNEL_KILLED} in code cell {number}; this computer had hardly any memory left"
        if self.client.flooded:
            return f"code cell {number} printed without end"
        provisioner = self.manager.provisioner
        status = await provisioner.poll() if provisioner is not None else None
        if status in KILLED_STATUSES:
            inside = self.execution.isolation == Isolation.NAMESPACES  # where a notebook cannot send its kernel this
            self.execution.suspect(Doubt.KILLED if inside else Doubt.PERHAPS_KILLED)
            return f"{KERNEL_KILLED} in code cell {number}"
        return f"the kernel died in code cell {number}"

    def _suspect_memory(self) -> None:
        """Doubt a run during which this computer ran out of memory: that may have cost it a process."""
        failed = any(output["output_type"] == "error" for cell in self.cells for output in cell.outputs)
        if self.execution.doubt == Doubt.PERHAPS_KILLED:
            self.execution.suspect(Doubt.KILLED)
        elif failed:
            self.execution.suspect(Doubt.PERHAPS_KILLED)

    @property
    def _notebook_seconds(self) -> str:
        return f"{self.limits.notebook_seconds:g} seconds"

    def _stop_for_time(self, reason: str) -> None:
        self._suspect_clock(self.idle_seconds, self.limits.notebook_seconds)
        self._stop_running(reason)

    def _suspect_clock(self, idle_seconds: float, limit: float) -> None:
        """Doubt a limit of time, unless most of the time went by idly: then nobody else was the reason.

        What is held up in reading the kernel's messages is held up in looking at it, too, and finds less idle time.
        """
        if idle_seconds < limit / 2:
            self.execution.suspect(Doubt.CLOCK)

    def _stop_running(self, reason: str) -> None:
        self.stopped = reason
        self.partly(reason)

    def partly(self, reason: str) -> None:
        self.execution.status = PARTLY_GRADED
        if reason not in self.execution.reasons:
            self.execution.reasons.append(reason)


def _error(name: str, message: str) -> NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[f"{name}: {message}"])
