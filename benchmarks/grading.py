"""What grading costs: stock nbgrader, this grader and the pure compute, on the same submissions.

    python benchmarks/grading.py --repeats 5 --write

Each repeat runs all of them in turn, as whole commands on a class of which nothing is stored but the recorded
reference. The pure compute runs the same cells on the same inputs, one or two notebooks at once, in forks of one warm
process: no kernel, no sandbox, no controls, no gradebook. Then a large class is graded once, to see whether the
thousandth submission costs as much as the tenth, and how much memory that takes. With --write the result goes into
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
import psutil

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import CONFIG_FILE, Course
from course_utils.grading.course.notebooks import code_cells, read_notebook
from course_utils.grading.kernels.provisioners import kernel_environment
from course_utils.grading.simulated.submissions import hand_in, read_student
from course_utils.grading.submission.inputs import graded_inputs

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
import tiny  # noqa: E402

SMALL = tiny.ASSIGNMENT
# Which simulated student's work everybody hands in, by assignment: one that trains nothing, so that the grader's own
# cost shows, and one that trains.
SIMULATED = {"01_tensors_and_autograd": "reference", "06_rnn_text_classification": "_quick"}
CLASSES = (SMALL, *SIMULATED)
LARGE_CLASS = "01_tensors_and_autograd"
POSITIONS = (10, 100, 1000)
SCRIPTS = Path(sysconfig.get_path("scripts"))
ENVIRONMENT = {
    **os.environ,
    "OMP_NUM_THREADS": "1",
    "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
}
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.submitted_directory = "classroom/submitted"
c.CourseDirectory.autograded_directory = "classroom/autograded"
c.CourseDirectory.db_url = "sqlite:///" + {gradebook!r}
c.ExecutePreprocessor.timeout = 300
"""

STOCK, ONE_WORKER = "stock nbgrader", "this grader, 1 worker"
PURE = {1: "pure compute", 2: "pure compute, 2 at once"}
START = "start"  # of the command with one worker, until the first submission runs
Times = dict[str, list[float]]


def make_class(folder: Path, assignment: str, size: int) -> Course:
    """Make a course and let students hand in what a simulated one does; each notebook differs by a comment."""
    students = [f"student{number:04d}" for number in range(size)]
    course = _small_class(folder, students) if assignment == SMALL else _copied_class(folder, assignment, students)
    for student in students:
        path = course.handed_in(assignment, student)
        notebook = read_notebook(path)
        next(iter(code_cells(notebook)))["source"] += f"\n# {student}"
        nbformat.write(notebook, path)
    gradebook.generate(course, assignment)
    return course


def _small_class(folder: Path, students: list[str]) -> Course:
    """Let students hand in the tests' small assignment."""
    course = tiny.tiny_course(folder)
    release(course, SMALL)
    for student in students:
        tiny.submit(course, student, softmax=tiny.SOFTMAX, double="def double(x):\n    return x + x")
    return course


def _copied_class(folder: Path, assignment: str, students: list[str]) -> Course:
    """Copy one of the course's own assignments, and hand in for the students."""
    folder.mkdir()
    shutil.copy(ROOT / CONFIG_FILE, folder)
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name / assignment, folder / name / assignment)
    shutil.copytree(ROOT / "tests" / "submissions", folder / "tests" / "submissions")
    course = Course(folder)
    simulated = read_student(course, assignment, SIMULATED[assignment])
    for student in students:
        hand_in(course, simulated, course.submitted / student / assignment)
    return course


def with_stock_grading(course: Course, folder: Path) -> Course:
    """Copy a class to a course with nbgrader's own configuration."""
    shutil.copytree(course.root, folder)
    stock = Course(folder)
    config = STOCK_CONFIG.format(gradebook=str(stock.gradebook))
    (folder / CONFIG_FILE).write_text(config, encoding="utf-8")
    return stock


def run_stock(course: Course, assignment: str) -> None:
    """Grade with nbgrader as it comes."""
    _run(course, str(SCRIPTS / "nbgrader"), "autograde", assignment, "--force")


def run_engine(course: Course, assignment: str, workers: int, scheduler: str = "") -> None:
    """Grade with this course's command, on nothing but the recorded reference."""
    forget_submissions(course)
    _run(course, *engine_command(assignment, workers), *(["--scheduler", scheduler] if scheduler else []))


def engine_command(assignment: str, workers: int) -> list[str]:
    """Return the command that grades a class."""
    return [sys.executable, "-m", "course_utils.cli", "grade", assignment, "--workers", str(workers), "--json"]


def forget_submissions(course: Course) -> None:
    """Forget what was graded; of what is stored the reference alone is kept, which was run first."""
    for path in sorted(course.store.rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)[1:]:
        path.unlink()
    shutil.rmtree(course.results, ignore_errors=True)


def _run(course: Course, *command: str) -> str:
    done = subprocess.run(command, cwd=course.root, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def timed(function: Callable[[], object]) -> float:
    """Return the wall time of a call in seconds."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def seconds_until_first_run(course: Course, started: float) -> float:
    """Return how long after `started` the first submission began to run, of those that a command has run since."""
    paths = [path for path in course.store.rglob("*.json") if path.stat().st_mtime > started]
    return (
        min(path.stat().st_mtime - json.loads(path.read_text(encoding="utf-8"))["seconds"] for path in paths) - started
    )


def pure_seconds(course: Course, assignment: str, lanes: int) -> float:
    """Return the seconds that the cells of all submissions take in plain processes, `lanes` of them at once."""
    command = (sys.executable, str(Path(__file__).resolve()), "--pure", assignment, "--lanes", str(lanes))
    return float(_run(course, *command).splitlines()[-1])


def compute_alone(course: Course, assignment: str, lanes: int) -> None:
    """Print the seconds of the cells alone: what `--pure` runs, in a process of its own."""
    from course_utils.grading.kernels.forkserver import warm_up

    warm_up()
    reader, writer = os.pipe()
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        inputs, _ = graded_inputs(course, assignment, Path(folder) / "data")
        os.environ.update(kernel_environment(Path(folder), inputs))
        os.chdir(folder)
        students = course.students(assignment)
        for number, student in enumerate(students):
            if number >= lanes:
                os.wait()
            if os.fork() == 0:
                path = course.handed_in(assignment, student)
                os.write(writer, f"{_seconds_of_cells(path)}\n".encode())
                os._exit(0)
        for _ in range(min(lanes, len(students))):
            os.wait()
    os.close(writer)
    with os.fdopen(reader) as seconds:
        print(sum(map(float, seconds)) / lanes)


def _seconds_of_cells(path: Path) -> float:
    """Run a notebook's cells in this process."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    cells = [cell["source"] for cell in code_cells(read_notebook(path))]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return timed(lambda: [shell.run_cell(source) for source in cells])


def measure(assignment: str, size: int, repeats: int) -> Times:
    """Return the seconds of every repeat, by what was run."""
    times: Times = {}
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder, dask_workers(2) as scheduler:
        course = make_class(Path(folder) / "course", assignment, size)
        stock = with_stock_grading(course, Path(folder) / "stock")
        contestants: dict[str, Callable[[], float]] = {
            STOCK: lambda: timed(lambda: run_stock(stock, assignment)),
            ONE_WORKER: lambda: timed(lambda: run_engine(course, assignment, 1)),
            "this grader, 2 workers": lambda: timed(lambda: run_engine(course, assignment, 2)),
            "this grader, Dask with 2 workers": lambda: timed(lambda: run_engine(course, assignment, 2, scheduler)),
            **{name: partial(pure_seconds, course, assignment, lanes) for lanes, name in PURE.items()},
        }
        run_engine(course, assignment, 2, scheduler)  # records the reference, and Dask's workers start fork servers
        for repeat in range(repeats):
            for name, run in contestants.items():
                started = time.time()
                times.setdefault(name, []).append(run())
                if name == ONE_WORKER:
                    times.setdefault(START, []).append(seconds_until_first_run(course, started))
            print(f"repeat {repeat + 1}:", {name: round(values[-1], 1) for name, values in times.items()}, flush=True)
    return times


@contextmanager
def dask_workers(count: int) -> Iterator[str]:
    """Start worker processes on loopback; gives the scheduler's address."""
    from distributed import LocalCluster

    options = {"n_workers": count, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with LocalCluster(processes=True, **options) as cluster:
        yield cluster.scheduler_address


# A large class


@dataclass
class LargeClass:
    """What a large class took.

    `around` holds seconds per submission around each position, `megabytes` the most memory by kind of process,
    `seconds_to_save` what a submission costs whose execution is stored: judging and saving, which one process does.
    `seconds_unchanged` is what the same command takes for the whole class when it is given once more.
    """

    size: int
    seconds: float
    seconds_to_save: float
    seconds_unchanged: float
    around: dict[int, float]
    megabytes: dict[str, float]


def measure_large_class(size: int) -> LargeClass:
    """Grade a large class with two workers, and watch it."""
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        course = make_class(Path(folder) / "course", LARGE_CLASS, size)
        start = time.perf_counter()
        command = engine_command(LARGE_CLASS, 2)
        process = subprocess.Popen(command, cwd=course.root, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        megabytes: dict[str, float] = {}
        while process.poll() is None:
            for name, amount in memory_in_use(process.pid).items():
                megabytes[name] = max(amount, megabytes.get(name, 0))
            time.sleep(0.5)
        seconds = time.perf_counter() - start
        saved = saving_times(course)
        shutil.rmtree(course.results)
        _run(course, *command)
        seconds_to_save = cost_around(saving_times(course), size // 2)
        seconds_unchanged = timed(lambda: _run(course, *command))
    around = {n: cost_around(saved, n) for n in POSITIONS if n <= size}
    return LargeClass(size, seconds, seconds_to_save, seconds_unchanged, around, megabytes)


def saving_times(course: Course) -> list[float]:
    """Return when each result was saved, the first one first."""
    return sorted(path.stat().st_mtime for path in course.results.rglob("*.json"))


def cost_around(saved: list[float], position: int) -> float:
    """Return the mean seconds between one saved result and the next, over ten or more around a position."""
    half = max(5, position // 10)
    first, last = max(position - half, 1), min(position + half, len(saved))
    return (saved[last - 1] - saved[first - 1]) / (last - first)


def memory_in_use(pid: int) -> dict[str, float]:
    """Return the megabytes that belong to no other process, of the grader, its fork server and its largest kernel."""
    found: dict[str, float] = {}
    with suppress(psutil.NoSuchProcess):
        grader = psutil.Process(pid)
        found["grader"] = _own_megabytes(grader)
        for server in grader.children():
            found["fork server"] = _own_megabytes(server)
            kernels = [each for each in server.children(recursive=True) if not each.children()]
            found["kernel"] = max(map(_own_megabytes, kernels), default=0)
    return found


def _own_megabytes(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().uss / 2**20
    except psutil.NoSuchProcess:
        return 0.0


# The page


def spread(values: list[float], digits: int = 1) -> str:
    """Return minimum, median and maximum in words."""
    low, middle, high = (f"{value:.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{low} – **{middle}** – {high}"


def table(times: Times, size: int) -> str:
    """Return the measurements as a table in Markdown; ratios and overheads are taken within each repeat."""
    lines = [
        "| what | seconds for the class | times faster than stock | overhead per submission, seconds |",
        "| --- | --- | --- | --- |",
    ]
    for name, values in times.items():
        if name == START:
            continue
        ratios = [of_stock / value for of_stock, value in zip(times[STOCK], values, strict=True)]
        faster = "" if name == STOCK else spread(ratios)
        overhead = "" if name in PURE.values() else spread(overheads(times, name, size), 2)
        lines.append(f"| {name} | {spread(values)} | {faster} | {overhead} |")
    return "\n".join(lines)


def overheads(times: Times, name: str, size: int) -> list[float]:
    """Return what each command took beyond the pure compute on as many lanes, per submission."""
    pure = times[PURE[2 if "2 workers" in name else 1]]
    return [(value - alone) / size for value, alone in zip(times[name], pure, strict=True)]


COMPUTE, CORES = 5.0, 64  # of the class on paper


def page(measured: dict[str, Times], large: LargeClass, size: int, repeats: int) -> str:
    """Return the page about the measurements, by assignment, of classes of `size` and of a large one."""
    little, small = measured[LARGE_CLASS], measured[SMALL]
    start = statistics.median(little[START])
    overhead = _overhead_without_start(little, size)
    stock_seconds = statistics.median(little[STOCK]) / size * large.size
    executed = COMPUTE + overhead
    core_hours = 100_000 * executed / 3600
    template = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
    return template.format(
        size=size,
        repeats=repeats,
        machine=machine(),
        start=start,
        overhead=overhead,
        small_overhead=_overhead_without_start(small, size),
        stock_minutes=stock_seconds / 60,
        stock_ratio=stock_seconds / large.seconds,
        tables="\n\n".join(_titled_table(assignment, times, size) for assignment, times in measured.items()),
        large_number=large.size,
        large_size=f"{large.size:,}",
        large_seconds=large.seconds,
        around="\n".join(f"| {position:,}. | {seconds:.2f} |" for position, seconds in large.around.items()),
        memory="\n".join(f"| {name} | {amount:.0f} MB |" for name, amount in large.megabytes.items()),
        save=large.seconds_to_save,
        unchanged=large.seconds_unchanged,
        compute=COMPUTE,
        executed=executed,
        core_hours=core_hours,
        cores=CORES,
        hours=core_hours / CORES,
        per_worker=large.megabytes["kernel"],
        writer_hours=100_000 * large.seconds_to_save / 3600,
        lanes=executed / large.seconds_to_save,
    )


def _overhead_without_start(times: Times, size: int) -> float:
    """Return the median overhead of a submission with one worker, for a class so large that the start costs nothing."""
    return statistics.median(overheads(times, ONE_WORKER, size)) - statistics.median(times[START]) / size


def _titled_table(assignment: str, times: Times, size: int) -> str:
    each = statistics.median(times[PURE[1]]) / size
    name = "A small assignment, two tasks in five code cells" if assignment == SMALL else assignment
    return f"**{name}**, where each submission computes {each:.2f} s:\n\n{table(times, size)}"


def machine() -> str:
    """Return the machine in words."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--students", type=int, default=10, help="submissions in the class")
    parser.add_argument("--large", type=int, default=1000, help="submissions in the large class")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--pure", help=argparse.SUPPRESS)
    parser.add_argument("--lanes", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pure:
        compute_alone(Course(Path.cwd()), options.pure, options.lanes)
        return
    measured = {assignment: measure(assignment, options.students, options.repeats) for assignment in CLASSES}
    print(json.dumps(measured))
    large = measure_large_class(options.large)
    print(large)
    text = page(measured, large, options.students, options.repeats)
    print(text)
    if options.write:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
