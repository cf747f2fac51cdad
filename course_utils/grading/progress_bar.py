"""Grading in a terminal: a bar that counts submissions."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from course_utils.grading.course import Course, CourseError
from course_utils.grading.grade import grade
from course_utils.grading.kernels import Isolation
from course_utils.grading.results import SubmissionResult


def grade_with_progress(
    course: Course,
    assignment: str,
    students: list[str],
    isolation: Isolation,
    console: Console,
    workers: int | None = None,
    quiet: bool = False,
    scheduler: str = "",
    afresh: bool = False,
    server: Callable[[], str] | None = None,
) -> list[SubmissionResult]:
    """Grade as `course_utils.grading.grade.grade` does, with a progress bar on `console` unless `quiet`.

    Raises
    ------
    CourseError
        If the user stops it, besides what `grade` raises.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("left:"), TimeRemainingColumn(), console=console, disable=quiet) as progress:
        bar = progress.add_task("Running the reference", total=len(students))

        def on_graded(result: SubmissionResult) -> None:
            progress.update(bar, advance=1, description=f"Graded {result.student}")

        try:
            return grade(course, assignment, students, isolation, workers, on_graded, scheduler, afresh, server)
        except KeyboardInterrupt:
            raise CourseError("Stopped. What is graded is saved; the same command goes on from there.") from None
