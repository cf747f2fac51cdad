"""A dead kernel costs the task that killed it: what is below runs in a fresh one, and what was reported stays."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console

from course_utils.grading.course.notebooks import code_cells, grade_id, is_test
from course_utils.grading.course.records import NOT_RUN_WORDS, PARTLY_GRADED, SubmissionResult
from course_utils.grading.kernels import provisioners
from course_utils.grading.kernels.fork_client import fork_server
from course_utils.grading.kernels.inputs import KernelInputs, Limits
from course_utils.grading.kernels.provisioners import Isolation, kernel_box, why_unavailable
from course_utils.grading.kernels.usage import Usage
from course_utils.grading.pages.terminal import checks_table
from course_utils.grading.submission import execute as executing
from course_utils.grading.submission.execute import Doubt, Execution, KernelDidNotStart, execute, without_warnings
from course_utils.grading.submission.execution_cache import believed
from course_utils.grading.submission.inputs import AnswerKey, RunInputs
from course_utils.grading.submission.judge import judge
from course_utils.grading.submission.names import names_of
from course_utils.grading.submission.reports import reports_of

pytestmark = pytest.mark.slow

TASKS = ("one", "two", "three")
IMPORTS = "from course_utils import check\nseen = []"
EXIT = "import os\nos._exit(0)"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if why_unavailable(Isolation.NAMESPACES):
        yield ""
        return
    with fork_server(()) as started:
        yield started()


def notebook(**cells: str) -> NotebookNode:
    """Return a notebook with three tasks, each a function that returns its number; `cells` stand in for its own."""
    sources = {"imports": IMPORTS}
    for number, task in enumerate(TASKS, start=1):
        if task == "three":
            sources["scratch"] = ""
        sources[task] = f"def {task}():\n    seen.append({number})\n    return {number}"
        sources[f"{task}_test"] = (
            f'check.task("{task}_test")\n'
            f'check.value("first", {task}())\ncheck.value("seen", sorted(set(seen)))\n'
            f'check.value("again", lambda: {task}())'
        )
    return new_notebook(cells=[code_cell(name, source) for name, source in (sources | cells).items()])


def code_cell(name: str, source: str) -> NotebookNode:
    nbgrader = {"grade_id": name, "grade": name.endswith("_test"), "solution": name in TASKS, "points": 3}
    return new_code_cell(source, metadata={"nbgrader": nbgrader})


@pytest.fixture
def run(server: str, tmp_path: Path):
    isolation = Isolation.NAMESPACES if server else Isolation.NONE

    def run(cells: dict[str, str], **limits: float) -> Execution:
        inputs = RunInputs(
            1, tmp_path, Limits(**limits), "", is_trusted=False, answers=TASKS, names=names_of(notebook())
        )
        return execute(notebook(**cells), None, inputs, isolation, server)

    return run


def reported(execution: Execution) -> dict[str, list[str]]:
    """Return the names of the checks that each task reported."""
    return {
        str(grade_id(cell)).removesuffix("_test"): [report["name"] for report in reports_of(cell)]
        for cell in code_cells(execution.notebook)
        if is_test(cell)
    }


ALL = ["first", "seen", "again"]
KILLING = {
    "exits": (EXIT, "the kernel died in code cell 4", {}),
    "crashes": ("import ctypes\nctypes.string_at(0)", "the kernel died in code cell 4", {}),
    "aborts": ("import os\nos.abort()", "the kernel died in code cell 4", {}),
    "kills itself": ("import os\nos.kill(os.getpid(), 9)", "in code cell 4", {}),
    "floods": ("while True:\n    print('x' * 1000)", "code cell 4 printed without end", {"output_kb": 16}),
    "takes all memory": (
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        break\n"
        "held = os.urandom(1024) * 300 * 1024\ntime.sleep(20)",
        "code cell 4 and its processes took more than 1000 MB of memory",
        {"memory_mb": 1000},
    ),
    "will not stop": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
        "code cell 4 ran for more than 1 seconds and would not stop",
        {"cell_seconds": 1},
    ),
}


@pytest.mark.parametrize("kind", KILLING)
def test_what_kills_in_an_answers_cell_costs_that_task(run, kind: str) -> None:
    source, words, limits = KILLING[kind]
    execution = run({"two": source}, **limits)
    assert reported(execution) == {"one": ALL, "two": [], "three": ALL}
    assert execution.status == PARTLY_GRADED
    [reason] = execution.reasons
    assert words in reason
    assert reason.endswith("; the rest ran in a fresh kernel")


@pytest.mark.parametrize(
    ("number", "size", "limits", "cell"),
    [
        pytest.param(120, 1, {}, 3, id="of one cell, by number"),
        pytest.param(1, 300_000, {"output_kb": 8}, 3, id="of one cell, by size"),
        pytest.param(1, 200_000, {"output_kb": 8}, 8, id="of the notebook, by size"),
    ],
)
def test_reports_without_end_are_cut_and_said(run, number: int, size: int, limits: dict, cell: int) -> None:
    more = "from IPython.display import publish_display_data as show\nfrom course_utils.checks.verdicts import MIME\n"
    answer = (
        f"    for _ in range({number}):\n        show({{MIME: {{'name': 'x', 'value': {size} * 'x'}}}})\n    return 1"
    )
    execution = run({"imports": IMPORTS, **{task: f"{more}def {task}():\n{answer}" for task in TASKS}}, **limits)
    reported = [report for each in code_cells(execution.notebook) if is_test(each) for report in reports_of(each)]
    assert len(str(reported)) < 1_100_000 and execution.status == PARTLY_GRADED
    reason = f"the checks of code cell {cell} sent more than a check may report; the rest is cut"
    assert execution.reasons[0] == reason


def test_what_kills_in_a_test_cell_leaves_what_was_reported_before(run) -> None:
    dies_at_once = "calls = []\ndef two():\n    calls.append(1)\n    if len(calls) > 1:\n        import os, time\n"
    execution = run({"two": f"{dies_at_once}        time.sleep(0.5)\n        os._exit(1)\n    return 2"})
    assert reported(execution) == {"one": ALL, "two": ["first", "seen"], "three": ALL}
    assert execution.reasons == ["the kernel died in code cell 5; the rest ran in a fresh kernel"]


def test_a_cell_of_the_students_own_costs_nothing(run) -> None:
    execution = run({"scratch": EXIT})
    assert reported(execution) == dict.fromkeys(TASKS, ALL)
    assert execution.reasons == ["the kernel died in code cell 6; the rest ran in a fresh kernel"]


def test_every_killer_is_left_out_and_named(run) -> None:
    execution = run({"one": EXIT, "three": EXIT})
    assert reported(execution) == {"one": [], "two": ALL, "three": []}
    assert [reason.partition(";")[0] for reason in execution.reasons] == [
        "the kernel died in code cell 2",
        "the kernel died in code cell 7",
    ]


def test_a_cell_that_kills_only_when_it_is_run_again_is_left_out_then(run) -> None:
    """In the fresh kernel nothing is seen yet when the cell runs: the test cell above it has had its turn."""
    execution = run({"two": "if not seen:\n    import os\n    os._exit(1)\ndef two():\n    return 2", "scratch": EXIT})
    assert reported(execution) == {"one": ALL, "two": ["first", "seen", "again"], "three": ALL}
    assert [reason.partition(";")[0] for reason in execution.reasons] == [
        "the kernel died in code cell 6",
        "the kernel died in code cell 4",
    ]


def test_controls_are_run_in_the_fresh_kernel_too(run) -> None:
    execution = run({"one": EXIT})
    assert {task: [report["name"] for report in reports] for task, reports in execution.controls.items()} == {
        "one_test": [],
        "two_test": [],
        "three_test": [],
    }
    quiet = run({})
    assert execution.controls == quiet.controls


BUSY = "import os\nfor _ in range(3):\n    if os.fork() == 0:\n        break\nwhile True:\n    pass"


def test_processes_that_compute_more_than_one_could_are_stopped_without_a_doubt(run, monkeypatch) -> None:
    monkeypatch.setattr(executing, "SECONDS_TO_SPARE", 6 - 60)
    execution = run({"scratch": BUSY}, cell_seconds=60)
    reason = "code cell 6 and its processes used more than 60 seconds of processor time"
    assert execution.reasons == [f"{reason}; the rest ran in a fresh kernel"]
    assert execution.doubt == Doubt.NONE


def test_all_kernels_of_a_notebook_share_one_budget_of_processor_time(run, monkeypatch) -> None:
    monkeypatch.setattr(executing, "SECONDS_TO_SPARE", 2 - 100)
    execution = run({"scratch": BUSY}, notebook_seconds=100, cell_seconds=300)
    used = "used the last of the notebook's 200 seconds of processor time"
    assert execution.reasons == [f"code cell 6 and its processes {used}"]
    assert reported(execution) == {"one": ALL, "two": ALL, "three": []}


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is for Linux")
def test_who_computes_too_much_is_ended_by_the_grader_before_the_system_does(tmp_path: Path) -> None:
    """The system would end it by SIGKILL, which looks like somebody else's doing."""
    from course_utils.grading.kernels.sandbox import SECONDS_TO_END

    limits = Limits()
    box = kernel_box(KernelInputs(1, tmp_path, limits), tmp_path)
    assert box.cpu_seconds + SECONDS_TO_END > 2 * (limits.notebook_seconds + executing.SECONDS_TO_SPARE) + 10


MAPS = """
import ctypes, mmap, os, time

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *3 * [ctypes.c_int], ctypes.c_long]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
start = libc.mmap(None, 60_000 * mmap.PAGESIZE, mmap.PROT_READ, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
for page in range(0, 60_000, 2):
    libc.mprotect(start + page * mmap.PAGESIZE, mmap.PAGESIZE, 0)
for _ in range(30):
    if os.fork() == 0:
        break
time.sleep(30)
"""


def test_memory_that_only_linux_itself_shows_is_limited(run, monkeypatch) -> None:
    """A classmate's kernel may have taken it, so the run is not believed until one alone confirms it."""
    monkeypatch.setattr(executing, "SYSTEM_MB", 0)
    monkeypatch.setattr(provisioners, "new_group", lambda memory_mb: None)  # which would have the account of it
    execution = run({"scratch": MAPS}, memory_mb=600)
    [reason] = execution.reasons
    assert "code cell 6 and its processes took more than 300 MB of memory for open files, locks and maps" in reason
    assert execution.doubt == Doubt.MEMORY
    assert believed(execution).doubt == Doubt.NONE


def test_a_fresh_kernel_that_is_too_slow_did_not_start(run, monkeypatch) -> None:
    """What waits too long for it raises an OSError, which would pass for the whole machine's trouble."""

    async def waits(*_: object, **__: object) -> None:
        raise CellTimeoutError("Timeout waiting for IOPub output")

    monkeypatch.setattr(NotebookClient, "async_execute_cell", waits)
    with pytest.raises(KernelDidNotStart, match="it was too slow"):
        run({})


@pytest.mark.parametrize("isolation", Isolation)
def test_a_kernel_writes_nothing_into_the_graders_terminal(server, tmp_path, capfd, isolation: Isolation) -> None:
    if why_unavailable(isolation):
        pytest.skip(f"this machine has no {isolation}")
    writes = (
        "import os\nos.write(1, b'written')\nos.write(2, b'\\x1b[2Jwritten')\nopen('/proc/self/fd/2', 'w').write('x')"
    )
    inputs = RunInputs(1, tmp_path, Limits(), "", is_trusted=False, answers=TASKS, names=names_of(notebook()))
    execution = execute(notebook(scratch=writes), None, inputs, isolation, server)
    assert reported(execution) == dict.fromkeys(TASKS, ALL)
    assert capfd.readouterr() == ("", "")


def test_a_kernel_that_is_stopped_because_the_machine_is_full_is_run_again(run, monkeypatch) -> None:
    begun: list[object] = []
    run_cell = NotebookClient.async_execute_cell

    def begin(client: NotebookClient, cell: NotebookNode, *place: int, **options: object):
        begun.append(cell)
        return run_cell(client, cell, *place, **options)

    monkeypatch.setattr(NotebookClient, "async_execute_cell", begin)
    monkeypatch.setattr(executing.memory, "is_nearly_gone", lambda: len(begun) == 3)  # in the second cell
    execution = run({"one": "import time\ntime.sleep(60)"})
    assert execution.doubt == Doubt.KILLED
    reason = "the kernel was killed in code cell 2; this computer had hardly any memory left"
    assert execution.reasons == [f"{reason}; the rest ran in a fresh kernel"]


def test_processor_time_includes_that_of_processes_that_have_ended_unheard_of() -> None:
    """The system doesn't add children's time to that of a parent that ignores their end."""
    program = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "if (child := os.fork()) == 0:\n"
        "    while time.process_time() < 0.3:\n        pass\n"
        "    input()\n    os._exit(0)\n"
        "while os.path.exists(f'/proc/{child}'):\n    time.sleep(0.01)\n"
        "print('ended', flush=True)\ninput()"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        usage = Usage(process.pid)
        while (before := usage.seconds) < 0.3:
            usage.look()
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        usage.look()
        assert usage.seconds >= before
        process.stdin.close()


def test_processor_time_includes_that_of_processes_that_were_never_seen() -> None:
    program = (
        "import os, time\n"
        "if (child := os.fork()) == 0:\n"
        "    while time.process_time() < 0.35:\n        pass\n"
        "    os._exit(0)\n"
        "os.waitpid(child, 0)\n"
        "print('ended', flush=True)\ninput()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert Usage(process.pid).seconds >= 0.3
        process.stdin.close()


LOGS = {
    "": "",
    "a.py:3: UserWarning: odd\n  warnings.warn('odd')\n": "",
    "ModuleNotFoundError: no torch\na.py:3: UserWarning: odd\n  warn()\n": "ModuleNotFoundError: no torch",
    "a.py:3: DeprecationWarning: odd\n  warn()\n  still said\n": "  still said",
}


@pytest.mark.parametrize("log", LOGS)
def test_a_warning_is_not_the_reason_for_an_end(log: str) -> None:
    assert (without_warnings(log.splitlines()) or [""])[-1] == LOGS[log]


def test_a_kernel_that_ends_at_once_tells_how(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executing, "kernel_environment", lambda home, inputs: {"PYTHONPATH": "", "HOME": "\0"})
    with pytest.raises(KernelDidNotStart, match="its process ended with status 1: ValueError: embedded null byte"):
        run({})


def test_kernels_are_not_started_again_without_end(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executing, "MAX_RESTARTS", 1)
    execution = run({"one": EXIT, "two": EXIT})
    assert reported(execution) == {"one": [], "two": [], "three": []}
    assert execution.reasons[-1] == "the kernel died 2 times before code cell 5"


def test_no_kernel_is_started_where_nothing_below_counts(run) -> None:
    execution = run({"three_test": EXIT})
    assert execution.reasons == ["the kernel died in code cell 8"]


def test_coming_back_is_limited(run, monkeypatch: pytest.MonkeyPatch) -> None:
    none_left = property(lambda run: 0.0, lambda run, seconds: None)
    monkeypatch.setattr(executing.Run, "repeating_left", none_left, raising=False)
    execution = run({"two": EXIT})
    assert reported(execution) == {"one": ALL, "two": [], "three": []}
    assert execution.doubt == Doubt.CLOCK
    assert execution.reasons[-1] == "it took more than 300 seconds to come back to code cell 5 in a fresh kernel"


def test_what_is_not_run_is_said_once(run) -> None:
    """With no kernel left, the table has the reason nowhere, and "not run" once for each task."""
    whole, broken = run({}), run({"one": EXIT, "two": EXIT}, notebook_seconds=0.001)
    reference = {
        str(grade_id(cell)): [{**report, "lesson": "01, section 1"} for report in reports_of(cell)]
        for cell in code_cells(whole.notebook)
        if is_test(cell)
    }
    _, result = judge(broken, reference, AnswerKey("assignment"), "ann")
    lines = shown(result).splitlines()
    assert sum(NOT_RUN_WORDS in line for line in lines) == 1
    assert not any("Read again" in line or "stopped" in line for line in lines)


def shown(result: SubmissionResult) -> str:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(checks_table(replace(result, reasons=[])), markup=True)
    return capture.get()
