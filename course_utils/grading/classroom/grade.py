"""Grade a class: execute all submissions side by side, then judge and save them one by one.

Executing needs no gradebook and may run anywhere; it leaves its outcome in the store. Saving is done by nbgrader, one
submission after the other, and finds the executions there. A run that is stopped loses at most what was in flight;
the next one passes over what is saved and has not changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.cluster import on_cluster
from course_utils.grading.classroom.nbgrader_steps import use_grader
from course_utils.grading.classroom.unchanged import already_graded, origins
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.records import SubmissionResult, now, read_result, write_result
from course_utils.grading.kernels.provisioners import Isolation, stop_cold_kernels
from course_utils.grading.submission.execute import KILLS, NOT_STARTED, Doubt
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.grader import Grader, prepared


def grade(
    course: Course,
    assignment: str,
    students: list[str],
    isolation: Isolation,
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
            use_grader(grader)
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
        grader.forget(student)
    ended = on_cluster(grader, left, scheduler) if scheduler else executed(grader, left, pool)
    for student, failure in ended:
        yield _judged_and_saved(grader, student, failure, origin[student])


@contextmanager
def _threads(store: Store, workers: int | None) -> Iterator[ThreadPoolExecutor]:
    """Give threads to execute in, which suffice since kernels are processes; left early, their runs do not count."""
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        store.close()
        pool.shutdown(wait=False, cancel_futures=True)


def executed(grader: Grader, students: list[str], pool: ThreadPoolExecutor) -> Iterator[tuple[str, str]]:
    """Yield each student as soon as the submission is executed, with the reason if that failed.

    What ended in doubt is run again, at the end and alone: what a classmate's notebook does to this machine costs
    nobody a point.
    """
    if students:
        grader.store.server()  # started by this thread, before the others ask for it
    run = partial(grader.execute, beside_others=len(students) > 1)
    futures: dict[Future[Doubt], str] = {pool.submit(run, student): student for student in students}
    in_doubt: dict[str, Doubt] = {}
    for future in as_completed(futures):
        student, error = futures[future], future.exception()
        doubt = Doubt.PERHAPS_KILLED if isinstance(error, NOT_STARTED) else Doubt.NONE if error else future.result()
        if doubt:
            in_doubt[student] = doubt
        else:
            yield student, _why_failed(error)
    for student, doubt in in_doubt.items():
        future = pool.submit(grader.execute, student, was_killed=doubt in KILLS)
        yield student, _why_failed(future.exception())


def _why_failed(error: BaseException | None) -> str:
    """Say why a submission was not executed; raise what is the whole machine's trouble."""
    if isinstance(error, OSError):
        raise error
    if isinstance(error, CourseError):
        return str(error)
    return f"the grader failed: {error}" if error else ""


def _judged_and_saved(grader: Grader, student: str, failure: str, origin: str) -> SubmissionResult:
    """Let nbgrader run the remaining phases; a submission that cannot be graded is saved as such, and tried again."""
    course, assignment = grader.course, grader.assignment
    reason = failure
    if not reason:
        try:
            grader.sanitise(student)
            gradebook.save(course, assignment, student)
            result = read_result(course.results, assignment, student)
            result.origin = origin
            write_result(course.results, result)
            return result
        except gradebook.GradebookError:
            raise
        except CourseError as error:
            reason = str(error)
    result = grader.not_graded(student, reason)
    result.graded_at = now()
    gradebook.save_not_graded(course, result)
    write_result(course.results, result)
    return result
