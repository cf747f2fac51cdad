"""What grading costs: stock nbgrader, this grader and the pure compute, on the same submissions.

    python benchmarks/grading.py --repeats 5

Each repeat runs the four in turn, as whole commands on a class of which nothing is stored but the recorded reference.
The pure compute runs the same cells one after the other in forks of one warm process: no kernel, no sandbox, no
gradebook. With --write the result goes into docs/benchmarks.md.
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
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from course_utils.grading import gradebook
from course_utils.grading.course import CONFIG_FILE, Course
from course_utils.grading.notebooks import code_cells, read_notebook
from course_utils.grading.simulated import hand_in, read_student

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENT = "06_rnn_text_classification"
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

Times = dict[str, list[float]]


def make_class(folder: Path, student: str, size: int) -> Course:
    """Copy the course, and let students hand in what a simulated one does; each notebook differs by a comment."""
    folder.mkdir()
    shutil.copy(ROOT / CONFIG_FILE, folder)
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name / ASSIGNMENT, folder / name / ASSIGNMENT)
    shutil.copytree(ROOT / "tests" / "submissions", folder / "tests" / "submissions")
    course = Course(folder)
    for number in range(size):
        each = read_student(course, ASSIGNMENT, student)
        cell = next(iter(each.cells))
        each.cells[cell] += f"\n# student {number}"
        hand_in(course, each, course.submitted / f"student{number:03d}" / ASSIGNMENT)
    gradebook.generate(course, ASSIGNMENT)
    return course


def with_stock_grading(course: Course, folder: Path) -> Course:
    """Copy a class to a course with nbgrader's own configuration."""
    shutil.copytree(course.root, folder)
    stock = Course(folder)
    config = STOCK_CONFIG.format(gradebook=str(stock.gradebook))
    (folder / CONFIG_FILE).write_text(config, encoding="utf-8")
    return stock


def run_stock(course: Course) -> None:
    """Grade with nbgrader as it comes."""
    _run(course, str(SCRIPTS / "nbgrader"), "autograde", ASSIGNMENT, "--force")


def run_engine(course: Course, workers: int) -> None:
    """Grade with this course's command; of what is stored the reference alone is kept, which was run first."""
    for path in sorted(course.store.rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)[1:]:
        path.unlink()
    _run(course, sys.executable, "-m", "course_utils.cli", "grade", ASSIGNMENT, "--workers", str(workers), "--json")


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


def pure_seconds(course: Course) -> float:
    """Return the seconds that the cells of all submissions take in plain processes, one after the other."""
    return float(_run(course, sys.executable, str(Path(__file__).resolve()), "--pure").splitlines()[-1])


def compute_alone(course: Course) -> None:
    """Print the seconds of the cells alone: what `--pure` runs, in a process of its own."""
    from course_utils.grading.forkserver import warm_up

    warm_up()
    total = 0.0
    for student in course.students(ASSIGNMENT):
        path = course.submitted / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.write(writer, str(_seconds_of_cells(course, path)).encode())
            os._exit(0)
        os.wait()
        total += float(os.read(reader, 100))
    print(total)


def _seconds_of_cells(course: Course, path: Path) -> float:
    """Run a notebook's cells in this process; checks find their recorded values in the release's folder."""
    os.chdir(course.released(ASSIGNMENT).parent)
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    cells = [cell["source"] for cell in code_cells(read_notebook(path))]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return timed(lambda: [shell.run_cell(source) for source in cells])


def measure(student: str, size: int, repeats: int) -> Times:
    """Return the seconds of every repeat, by what was run."""
    times: Times = {"stock nbgrader": [], "this grader, 1 worker": [], "this grader, 2 workers": [], "pure compute": []}
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        course = make_class(Path(folder) / "course", student, size)
        stock = with_stock_grading(course, Path(folder) / "stock")
        run_engine(course, 1)
        for repeat in range(repeats):
            times["stock nbgrader"].append(timed(lambda: run_stock(stock)))
            times["this grader, 1 worker"].append(timed(lambda: run_engine(course, 1)))
            times["this grader, 2 workers"].append(timed(lambda: run_engine(course, 2)))
            times["pure compute"].append(pure_seconds(course))
            print(f"repeat {repeat + 1}:", {name: round(values[-1], 1) for name, values in times.items()}, flush=True)
    return times


def spread(values: list[float]) -> str:
    """Return minimum, median and maximum in words."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{low:.1f} – **{middle:.1f}** – {high:.1f}"


def table(times: Times, size: int) -> str:
    """Return the measurements as a table in Markdown; ratios and overheads are taken within each repeat."""
    lines = [
        "| what | seconds for the class | times faster than stock | overhead per submission, seconds |",
        "| --- | --- | --- | --- |",
    ]
    stock, pure = times["stock nbgrader"], times["pure compute"]
    for name, values in times.items():
        ratios = [of_stock / value for of_stock, value in zip(stock, values, strict=True)]
        lanes = 2 if name.endswith("2 workers") else 1
        overheads = [(value - alone / lanes) / size for value, alone in zip(values, pure, strict=True)]
        faster = "" if name == "stock nbgrader" else spread(ratios)
        overhead = "" if name == "pure compute" else spread(overheads).replace("**", "")
        lines.append(f"| {name} | {spread(values)} | {faster} | {overhead} |")
    return "\n".join(lines)


PAGE = """# What grading costs

Made by `python benchmarks/grading.py --repeats {repeats} --students {size} --submission {student} --write`,
on {machine}.

{size} submissions of assignment 06, graded in {repeats} repeats; in each, the four ran in turn. Every cell of the table
says minimum – median – maximum. The times are of whole commands, so starting Python, warming up the fork server and
saving are in them; the reference had been recorded before, which happens once for an assignment. The *overhead* is what
a command takes beyond the students' own compute (with two workers: beyond half of it), divided by the number of
submissions.

{table}

*Stock nbgrader* is `nbgrader autograde` with nothing configured but the folders and a longer time limit. *Pure compute*
is the notebooks' cells run one after the other in forks of one process that has imported everything: no grader with one
worker can be faster.

Where stock nbgrader spends its time, per submission: starting a kernel and importing PyTorch in it, the first optimizer
of the process, a graceful end of the kernel, and nine new connections to the gradebook. Here a kernel is forked from a
process that has done the first two once; it is asked whether it is ready instead of being waited for; and it is killed
when the notebook has ended.
"""


def machine() -> str:
    """Return the machine in words."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--students", type=int, default=10, help="submissions in the class")
    parser.add_argument("--submission", default="_quick", help="which simulated student's work they hand in")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--pure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pure:
        compute_alone(Course(Path.cwd()))
        return
    times = measure(options.submission, options.students, options.repeats)
    result = table(times, options.students)
    print(result)
    print(json.dumps(times))
    if options.write:
        about = {"repeats": options.repeats, "size": options.students, "student": options.submission}
        page = PAGE.format(**about, machine=machine(), table=result)
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
