"""Grade a class: execute all submissions side by side, then judge and save them one by one.

Executing needs no gradebook and may run anywhere; it leaves its outcome in the store. Saving is done by nbgrader, one
submission after the other, and finds the executions there. A run that is stopped loses at most what was in flight.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from course_utils.grading import gradebook
from course_utils.grading.course import Course, CourseError
from course_utils.grading.kernels import Isolation
from course_utils.grading.plugin import use_grader
from course_utils.grading.results import NOT_GRADED, SubmissionResult, now, read_result, write_result
from course_utils.grading.submission import Grader, prepared


def grade(
    course: Course,
    assignment: str,
    students: list[str],
    isolation: Isolation,
    workers: int | None = None,
    on_graded: Callable[[SubmissionResult], None] = lambda result: None,
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
    """
    gradebook.ensure_in_gradebook(course, assignment)
    with prepared(course, assignment, isolation) as grader:
        use_grader(grader)
        results = []
        for student, failure in _executed(grader, students, workers or os.cpu_count() or 1):
            result = _judged_and_saved(grader, student, failure)
            on_graded(result)
            results.append(result)
    return sorted(results, key=lambda result: result.student)


def _executed(grader: Grader, students: list[str], workers: int) -> Iterator[tuple[str, str]]:
    """Yield each student as soon as the submission is executed, with the reason if that failed."""
    with ThreadPoolExecutor(workers) as pool:  # threads suffice: the work is done in the kernels' processes
        futures: dict[Future[None], str] = {pool.submit(grader.execute, student): student for student in students}
        try:
            for future in as_completed(futures):
                error = future.exception()
                yield futures[future], f"the grader failed: {error}" if error else ""
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _judged_and_saved(grader: Grader, student: str, failure: str) -> SubmissionResult:
    """Let nbgrader run the remaining phases; a submission that cannot be graded is saved as such."""
    course, assignment = grader.course, grader.assignment
    reason = failure
    if not reason:
        try:
            grader.sanitise(student)
            gradebook.save(course, assignment, student)
            return read_result(course.results, assignment, student)
        except CourseError as error:
            reason = str(error)
    result = grader.not_graded(student, reason)
    result.graded_at = now()
    gradebook.save_not_graded(course, result)
    write_result(course.results, result)
    return result


def summary(results: list[SubmissionResult]) -> str:
    """Return one line about a graded class."""
    failed = [result for result in results if result.status == NOT_GRADED]
    line = f"{len(results) - len(failed)} of {len(results)} submissions graded"
    return line + (f"; not graded: {', '.join(result.student for result in failed)}" if failed else "")
