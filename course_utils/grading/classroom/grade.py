"""Grade a class: execute all submissions side by side, then judge and save them one by one.

Executing needs no gradebook and may run anywhere; it leaves its outcome in the store. Saving is done by nbgrader, one
submission after the other, and finds the executions there. A run that is stopped loses at most what was in flight;
the next one passes over what is saved and has not changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from functools import partial

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.cluster import on_cluster
from course_utils.grading.classroom.nbgrader_steps import grading_with, save_as_not_graded
from course_utils.grading.classroom.unchanged import already_graded, origins
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.records import SubmissionResult, read_result
from course_utils.grading.kernels.provisioners import Isolation, masked_files, stop_cold_kernels
from course_utils.grading.submission.execute import KILLS, NOT_STARTED, Doubt
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.grader import Ended, Grader, prepared


def grade(
    course: Course,
    assignment: str,
    students: list[str],
    isolation: Isolation,
    *,
    workers: int | None = None,
    on_graded: Callable[[SubmissionResult], None] = lambda result: None,
    scheduler: str = "",
    afresh: bool = False,
    server: Callable[[], str] | None = None,
) -> list[SubmissionResult]:
    """Grade what `students` handed in; every one of them ends with a result.

    Parameters
    ----------
    isolation
        What stands between a student's code and this process.
    workers
        How many submissions run at once; by default one per processor.
    on_graded
        Called with each result as soon as it is saved.
    scheduler
        The address of a Dask scheduler whose workers execute in place of this machine.
    afresh
        Run every submission again, whatever is stored of earlier runs.
    server
        Gives the socket of a fork server that is there already (`kernels.fork_client.fork_server`).
    """
    try:
        gradebook.late_policy(course)  # a wrong setting stops here, before it spoils every submission
        gradebook.ensure_in_gradebook(course, assignment)
        with prepared(course, assignment, isolation, server) as grader, _threads(grader.store, workers) as pool:
            results = []
            for result in _graded(grader, students, pool, scheduler, afresh):
                on_graded(result)
                results.append(result)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        what = f"{error.strerror}{where}. What is graded is saved; once this is fixed, run the same command again."
        raise CourseError(f"Grading stopped: {what}") from error
    finally:
        stop_cold_kernels()
    return sorted(results, key=lambda result: result.student)


def _graded(
    grader: Grader, students: list[str], pool: ThreadPoolExecutor, scheduler: str, afresh: bool
) -> Iterator[SubmissionResult]:
    """Yield everybody's result as soon as it is saved, first those of an earlier run that still hold."""
    origin = origins(grader, students)
    known = {} if afresh else already_graded(grader, origin)
    yield from known.values()
    left = [student for student in students if student not in known]
    for student in left if afresh else ():
        with suppress(CourseError):  # it never ran
            grader.forget(grader.open(student))
    for ended in on_cluster(grader, left, scheduler) if scheduler else executed(grader, left, pool):
        yield _judged_and_saved(grader, ended, origin[ended.student])


@contextmanager
def _threads(store: Store, workers: int | None) -> Iterator[ThreadPoolExecutor]:
    """Yield threads to execute in, which suffice since kernels are processes; left early, their runs do not count."""
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        store.close()
        pool.shutdown(wait=False, cancel_futures=True)


def executed(grader: Grader, students: list[str], pool: ThreadPoolExecutor) -> Iterator[Ended]:
    """Yield each submission as soon as it is executed.

    What ended in doubt is run again, at the end and alone: what a classmate's notebook does to this machine costs
    nobody a point.
    """
    if students:
        masked_files()  # looked for once, while the fork server imports PyTorch
        grader.store.server()  # started by this thread, before the others ask for it
    run = partial(_run, grader, beside_others=len(students) > 1)
    futures: dict[Future[Ended], str] = {pool.submit(run, student): student for student in students}
    in_doubt: list[Ended] = []
    for future in as_completed(futures):
        student, error = futures.pop(future), future.exception()
        if isinstance(error, NOT_STARTED):
            in_doubt.append(Ended(student, doubt=Doubt.PERHAPS_KILLED))
        elif error is None and future.result().doubt:
            in_doubt.append(future.result())
        else:
            yield _ended(student, future)
    for first in in_doubt:
        yield _ended(first.student, pool.submit(_run, grader, first.student, was_killed=first.doubt in KILLS))


def _run(grader: Grader, student: str, beside_others: bool = False, was_killed: bool = False) -> Ended:
    submission = grader.open(student)
    doubt = grader.execute(submission, beside_others=beside_others, was_killed=was_killed)
    return Ended(student, submission, doubt=doubt)


def _ended(student: str, future: Future[Ended]) -> Ended:
    """Return what a run left, or why it failed; raise what is the whole machine's trouble."""
    error = future.exception()
    if isinstance(error, OSError):
        raise error
    if error is None:
        return future.result()
    return Ended(student, failure=str(error) if isinstance(error, CourseError) else f"the grader failed: {error}")


def _judged_and_saved(grader: Grader, ended: Ended, origin: str) -> SubmissionResult:
    """Let nbgrader run the remaining phases; a submission that cannot be graded is saved as such, and tried again."""
    course, assignment = grader.course, grader.assignment
    reason = ended.failure
    if ended.submission is not None:
        try:
            with grading_with(grader, ended.submission, origin):
                gradebook.save(course, assignment, ended.student)
            return read_result(course.results, assignment, ended.student)
        except gradebook.GradebookError:
            raise
        except CourseError as error:
            reason = str(error)
    result = grader.not_graded(ended.student, reason)
    save_as_not_graded(course, result)
    return result
