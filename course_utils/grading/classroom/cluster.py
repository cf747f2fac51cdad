"""Phase 2 on the workers of a Dask cluster.

What travels is contents: a notebook, the files beside it and, once for all, the assignment's data. Nothing needs to be
shared but a network and the same installation of this course. The labels stay with the grader. A worker keeps one fork
server for as long as it lives; the submissions of a worker that is lost run elsewhere.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.files import plain_files, too_much
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels.fork_client import fork_server
from course_utils.grading.kernels.provisioners import Isolation, require_isolation
from course_utils.grading.submission.execute import KILLS, NOT_STARTED, Doubt, Execution
from course_utils.grading.submission.execution_cache import (
    Store,
    believed,
    cache_key,
    environment_fingerprint,
    read_execution,
    write_execution,
)
from course_utils.grading.submission.grader import Ended, Grader, Submission
from course_utils.grading.submission.inputs import RunInputs

SECONDS_TO_CONNECT = 10
MAX_IN_FLIGHT = 500  # submissions sent out whose results have not arrived: they are all in memory
ON_ANOTHER_DAY = (*NOT_STARTED, OSError)  # what a worker's machine could not do just then
Contents = dict[str, bytes]  # by path below a folder


@dataclass(frozen=True)
class Job:
    """One run: all that a worker needs, apart from the data."""

    notebook: NotebookNode
    files: Contents
    inputs: RunInputs
    isolation: Isolation
    environment: str


def on_cluster(grader: Grader, students: list[str], scheduler: str) -> Iterator[Ended]:
    """Execute submissions on a cluster; yield each as soon as that is done.

    Raises
    ------
    CourseError
        If Dask is not installed, or there is no scheduler at the address.
    """
    try:
        from distributed import Client, as_completed
    except ModuleNotFoundError:
        raise CourseError('A cluster needs Dask: pip install "course-utils[cluster]".') from None
    try:
        client = Client(scheduler, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as error:
        raise CourseError(f"There is no Dask scheduler at {scheduler}: {error}.") from None
    with client:
        [data] = client.scatter([_contents(grader.inputs.data_folder)], broadcast=True, hash=False)
        run = partial(client.submit, run_job, data=data, pure=False)
        waiting: dict[Any, tuple[Submission, Job, Path]] = {}
        in_doubt: list[tuple[Submission, Job, Path, Doubt]] = []
        completed = as_completed()
        for student in students:
            try:
                submission = grader.open(student)
            except CourseError as error:
                yield Ended(student, failure=str(error))
                continue
            job, path = job_of(grader, submission)
            if job is None:
                yield Ended(student, submission)
                continue
            future = run(job)
            waiting[future] = (submission, job, path)
            completed.add(future)
            if len(waiting) >= MAX_IN_FLIGHT:
                yield from _stored(next(completed), waiting, in_doubt)
        for future in completed:
            yield from _stored(future, waiting, in_doubt)
        for submission, job, path, doubt in in_doubt:
            yield _ended(submission, _run_alone(run, job, path, doubt))


def _ended(submission: Submission, failure: str) -> Ended:
    return Ended(submission.student, None if failure else submission, failure)


def _stored(
    future: Any, waiting: dict[Any, tuple[Submission, Job, Path]], in_doubt: list[tuple[Submission, Job, Path, Doubt]]
) -> Iterator[Ended]:
    """Put what a worker sent back into the store, and yield how the run ended.

    An outcome that may be due to what else the cluster did is put off instead.
    """
    submission, job, path = waiting.pop(future)
    failure = future.exception()
    doubt = Doubt.PERHAPS_KILLED if isinstance(failure, ON_ANOTHER_DAY) else Doubt.NONE
    if failure is None:
        doubt = future.result().doubt
    if doubt:
        in_doubt.append((submission, job, path, doubt))
        return
    if failure is None:
        write_execution(path, future.result())
    yield _ended(submission, f"the grader failed: {failure}" if failure else "")


def _run_alone(run: Callable[[Job], Any], job: Job, path: Path, doubt: Doubt) -> str:
    """Run a job again with no other of this class beside it, and store the outcome; return why that failed, if so."""
    try:
        execution = run(job).result()
        if execution.doubt in KILLS and doubt not in KILLS:
            execution = run(job).result()
        write_execution(path, believed(execution))
    except CourseError as error:
        return str(error)
    except Exception as error:
        return f"the grader failed: {error}"
    return ""


def job_of(grader: Grader, submission: Submission) -> tuple[Job | None, Path]:
    """Return what is to be run, None where that is nothing, and where the outcome belongs."""
    notebook, folder = submission.notebook, submission.folder
    path = grader.store.path(cache_key(notebook, folder, grader.inputs))
    if read_execution(path, notebook) is not None:
        return None, path
    if too_much(plain_files(folder), grader.inputs.limits.disk_mb):
        grader.execute(submission)  # leaves the files out, and says so: nothing to send around
        return None, path
    return Job(notebook, _contents(folder), grader.inputs, grader.store.isolation, environment_fingerprint()), path


def _contents(folder: Path) -> Contents:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in plain_files(folder)}


# On a worker

_lock = Lock()
_kept = ExitStack()
atexit.register(_kept.close)


def run_job(job: Job, data: Contents) -> Execution:
    """Run a job in this process, which may run several at once."""
    if environment_fingerprint() != job.environment:
        raise CourseError("this worker has other packages than the grader: install the same on both")
    with _lock:
        server = _server(require_isolation(job.isolation))
    with scratch_folder("job") as folder:
        files, data_folder = Path(folder) / "files", Path(folder) / "data"
        _write(job.files, files)
        _write(data, data_folder)
        store = Store(Path(folder), job.isolation, lambda: server)
        return store.run(job.notebook, files, replace(job.inputs, data_folder=data_folder))


@cache
def _server(isolation: Isolation) -> str:
    return _kept.enter_context(fork_server())() if isolation == Isolation.NAMESPACES else ""


def _write(contents: Contents, folder: Path) -> None:
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
