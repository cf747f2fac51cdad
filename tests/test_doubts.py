"""What the clock or the machine ended is run again, alone, before it counts; it never costs a student anything."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbformat.v4 import new_output
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import Course
from course_utils.grading.course.records import GRADED, NOT_GRADED, NOT_RUN, PARTLY_GRADED, SubmissionResult
from course_utils.grading.kernels.fork_client import fork_server
from course_utils.grading.kernels.provisioners import Isolation, why_unavailable
from course_utils.grading.submission import execute as executing
from course_utils.grading.submission import execution_cache as storing
from course_utils.grading.submission.execute import Doubt, Execution, KernelDidNotStart
from course_utils.grading.submission.grader import prepared

pytestmark = pytest.mark.slow

DOUBLE = "def double(x):\n    return x + x"
VICTIM, OTHER = "victim", "other"
MARK = "# the victim's"


@pytest.fixture(scope="module")
def server() -> Iterator[Callable[[], str]]:
    """Give the socket of one fork server for all tests."""
    if why_unavailable(Isolation.NAMESPACES):
        yield str
        return
    with fork_server(()) as started:
        path = started()
        yield lambda: path


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, server: Callable[[], str]) -> Course:
    """The course with two students' work, and with the reference's run in its store."""
    course = tiny_course(tmp_path_factory.mktemp("doubts") / "course")
    release(course, ASSIGNMENT)
    for level in Isolation:
        if not why_unavailable(level) and level != Isolation.BUBBLEWRAP:
            with prepared(course, ASSIGNMENT, level, server):
                pass
    submit(course, VICTIM, softmax=f"{MARK}\n{SOFTMAX}", double=DOUBLE)
    submit(course, OTHER, softmax=SOFTMAX, double=DOUBLE)
    return course


@pytest.fixture
def course(released: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    course = Course(tmp_path / "course")
    shutil.copytree(released.root, course.root)
    monkeypatch.chdir(course.root)
    return course


@pytest.fixture
def isolation() -> Isolation:
    return Isolation.NONE if why_unavailable(Isolation.NAMESPACES) else Isolation.NAMESPACES


class Runs:
    """The runs of the victim's notebook: how many there were, and how many others ran when each began."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, change: Callable[[int, Execution], Execution]) -> None:
        self.others: list[int] = []
        self.running = 0
        self.change = change
        self.lock = threading.Lock()
        self.run = storing.execute
        monkeypatch.setattr(storing, "execute", self)

    def __call__(self, notebook, *arguments) -> Execution:
        is_victims = any(MARK in cell.source for cell in notebook.cells)
        with self.lock:
            if is_victims:
                self.others.append(self.running)
            self.running += 1
        try:
            execution = self.run(notebook, *arguments)
            return self.change(len(self.others), execution) if is_victims else execution
        finally:
            with self.lock:
                self.running -= 1


def stopped_by_the_clock(execution: Execution) -> Execution:
    """Return what a run looks like that came to nothing for lack of time."""
    execution.suspect(Doubt.CLOCK)
    for cell in execution.notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("error", ename=NOT_RUN, evalue="no time was left")]
    return execution


@pytest.fixture
def graded(course: Course, server: Callable[[], str]):
    def graded(isolation: Isolation, students=(OTHER, VICTIM), **options) -> dict[str, SubmissionResult]:
        results = grade(course, ASSIGNMENT, list(students), isolation, workers=2, server=server, **options)
        return {result.student: result for result in results}

    return graded


def test_who_was_only_slow_beside_somebody_keeps_every_point(graded, isolation, monkeypatch) -> None:
    runs = Runs(monkeypatch, lambda number, execution: stopped_by_the_clock(execution) if number == 1 else execution)
    result = graded(isolation)[VICTIM]
    assert (result.status, result.points, result.reasons) == (GRADED, 4, [])
    assert len(runs.others) == 2
    assert runs.others[1] == 0


def test_who_is_as_slow_alone_is_run_twice_and_no_more(graded, isolation, monkeypatch) -> None:
    runs = Runs(monkeypatch, lambda number, execution: stopped_by_the_clock(execution))
    assert graded(isolation)[VICTIM].points == 0
    assert graded(isolation)[VICTIM].points == 0
    assert len(runs.others) == 2


def test_who_was_alone_from_the_first_is_run_once(graded, isolation, monkeypatch) -> None:
    runs = Runs(monkeypatch, lambda number, execution: stopped_by_the_clock(execution))
    assert graded(isolation, [VICTIM])[VICTIM].points == 0
    assert len(runs.others) == 1


ENDLESS = {  # the doubts about its runs, by what a cell does without end
    "while True: pass": [Doubt.CLOCK, Doubt.CLOCK],
    "import time\ntime.sleep(99)": [Doubt.NONE],
    "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)": [Doubt.NONE],
    "import subprocess\nsubprocess.run(['sh', '-c', 'while :; do :; done'])": [Doubt.CLOCK, Doubt.CLOCK],
}


@pytest.mark.skipif(bool(why_unavailable(Isolation.NAMESPACES)), reason="only Linux tells who is idle")
@pytest.mark.parametrize("code", ENDLESS)
def test_a_limit_of_time_is_a_reason_for_doubt_unless_nothing_was_done(code, course, graded, monkeypatch) -> None:
    """Limits that are reached for certain: the run of the reference is over by then."""
    doubts = []
    Runs(monkeypatch, lambda number, execution: doubts.append(execution.doubt) or execution)
    submit(course, VICTIM, softmax=f"{MARK}\n{code}", double=DOUBLE)
    monkeypatch.setattr(executing.Run, "limits", property(short, lambda run, limits: None), raising=False)
    result = graded(Isolation.NAMESPACES)[VICTIM]
    assert doubts == ENDLESS[code]
    assert (result.status, result.points) == (PARTLY_GRADED, 1)


def short(run: executing.Run):
    """Return limits of which a cell's is short for the victim alone."""
    is_victims = any(MARK in cell.source for cell in run.cells)
    return replace(run.inputs.limits, cell_seconds=2) if is_victims else run.inputs.limits


def killed(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let the victim's kernels be killed from outside as soon as they have started, so many times."""
    start, victims = executing.Run.start_kernel, []

    async def started_and_killed(run: executing.Run) -> None:
        await start(run)
        if run.starts == 1 and len(victims) < times and any(MARK in cell.source for cell in run.cells):
            victims.append(innermost(run.manager.provisioner.pid))
            os.kill(victims[-1], signal.SIGKILL)

    monkeypatch.setattr(executing.Run, "start_kernel", started_and_killed)
    return victims


def innermost(pid: int) -> int:
    """Return the process at the end of a line of only children."""
    while len(children := Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()) == 1:
        pid = int(children[0])
    return pid


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="kernels are found in /proc")


@needs_proc
@pytest.mark.parametrize(
    ("level", "students"),
    [(Isolation.NAMESPACES, [OTHER, VICTIM]), (Isolation.NAMESPACES, [VICTIM]), (Isolation.NONE, [OTHER, VICTIM])],
)
def test_a_kernel_killed_from_outside_costs_nothing(graded, monkeypatch, level, students) -> None:
    if reason := why_unavailable(level):
        pytest.skip(reason)
    victims = killed(monkeypatch, 1)
    result = graded(level, students)[VICTIM]
    assert (result.status, result.points, result.reasons) == (GRADED, 4, [])
    assert len(victims) == 1


@needs_proc
def test_one_killed_from_outside_twice_is_said_and_tried_again_by_the_next_command(graded, monkeypatch) -> None:
    if reason := why_unavailable(Isolation.NAMESPACES):
        pytest.skip(reason)
    victims = killed(monkeypatch, 2)
    done = CliRunner().invoke(main, ["grade", "01", "--json"])
    assert done.exit_code == 1
    assert "the kernel was killed in code cell 1 from outside, twice" in done.stdout
    assert len(victims) == 2
    result = graded(Isolation.NAMESPACES)[VICTIM]
    assert (result.status, result.points) == (GRADED, 4)


@pytest.mark.parametrize("level", [Isolation.NAMESPACES, Isolation.NONE])
def test_a_notebook_that_kills_its_kernel_itself_is_believed(course, graded, monkeypatch, level) -> None:
    if reason := why_unavailable(level):
        pytest.skip(reason)
    submit(course, VICTIM, softmax=f"{MARK}\nimport os\nos.kill(os.getpid(), 9)", double=DOUBLE)
    runs = Runs(monkeypatch, lambda number, execution: execution)
    result = graded(level)[VICTIM]
    assert (result.status, result.points) == (PARTLY_GRADED, 1)
    assert len(runs.others) == (1 if level == Isolation.NAMESPACES else 2)  # where it can be told, and where not


def test_a_kernel_that_did_not_start_is_started_again(graded, isolation, monkeypatch) -> None:
    def fail_once(number: int, execution: Execution) -> Execution:
        if number == 1:
            raise KernelDidNotStart("The kernel did not start")
        return execution

    Runs(monkeypatch, fail_once)
    assert graded(isolation)[VICTIM].points == 4


def test_a_kernel_that_never_starts_is_said_and_tried_again_by_the_next_command(graded, isolation, monkeypatch) -> None:
    def fail_twice(number: int, execution: Execution) -> Execution:
        if number <= 2:
            raise KernelDidNotStart("The kernel did not start")
        return execution

    Runs(monkeypatch, fail_twice)
    results = graded(isolation)
    assert results[VICTIM].status == NOT_GRADED
    assert "did not start" in results[VICTIM].reasons[0]
    assert results[OTHER].points == 4
    assert graded(isolation)[VICTIM].points == 4


def test_a_computer_that_ran_out_of_memory_is_a_reason_for_doubt(course, graded, isolation, monkeypatch) -> None:
    """The system counts the processes that it kills for that; the notebook's error may be due to it."""
    count = iter(range(100))
    monkeypatch.setattr(executing.memory, "kills", lambda: next(count))
    submit(course, VICTIM, softmax=f"{MARK}\nraise RuntimeError('a worker was killed')", double=DOUBLE)
    runs = Runs(monkeypatch, lambda number, execution: execution)
    result = graded(isolation)[VICTIM]
    assert (result.status, result.points) == (GRADED, 1)
    assert len(runs.others) == 2


def test_the_same_holds_on_a_cluster(graded, isolation, monkeypatch) -> None:
    distributed = pytest.importorskip("distributed", reason='Dask is not installed: pip install -e ".[cluster]"')
    runs = Runs(monkeypatch, lambda number, execution: stopped_by_the_clock(execution) if number == 1 else execution)
    with distributed.LocalCluster(1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster:
        result = graded(isolation, scheduler=cluster.scheduler_address)[VICTIM]
    assert (result.status, result.points, result.reasons) == (GRADED, 4, [])
    assert len(runs.others) == 2
    assert runs.others[1] == 0
