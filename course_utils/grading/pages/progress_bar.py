"""Grading in a terminal: a bar that counts submissions, and says whose are running and how long the rest takes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from course_utils.grading.classroom.grade import grade
from course_utils.grading.course.foreign import printable
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.records import SubmissionResult, now
from course_utils.grading.kernels.provisioners import Isolation


def grade_with_progress(
    course: Course,
    assignment: str,
    students: list[str],
    isolation: Isolation,
    console: Console,
    *,
    workers: int | None = None,
    quiet: bool = False,
    scheduler: str = "",
    afresh: bool = False,
    server: Callable[[], str] | None = None,
) -> list[SubmissionResult]:
    """Grade as `course_utils.grading.classroom.grade.grade` does, with a progress bar on `console` unless `quiet`.

    Raises
    ------
    CourseError
        If the user stops it, besides what `grade` raises.
    """
    # Each worker takes the next in line; who runs on a cluster is not known here.
    pace = Pace(students, 0 if scheduler else workers or os.cpu_count() or 1)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[left]}"), console=console, disable=quiet) as progress:
        bar = progress.add_task("Running the reference", total=len(students), left="")

        def on_graded(result: SubmissionResult) -> None:
            pace.done(result, time.monotonic())
            progress.update(bar, advance=1, description=escape(printable(pace.running())), left=pace.left())

        try:
            return grade(
                course,
                assignment,
                students,
                isolation,
                workers=workers,
                on_graded=on_graded,
                scheduler=scheduler,
                afresh=afresh,
                server=server,
            )
        except KeyboardInterrupt:
            raise CourseError("Stopped. What is graded is saved; the same command goes on from there.") from None


@dataclass
class Pace:
    """Who is waiting, and how fast it goes: only submissions that ran count, not those of an earlier run."""

    waiting: list[str]
    workers: int
    ran: int = 0
    began: str = field(default_factory=now)
    start: float = field(default_factory=time.monotonic)
    seconds: float = 0.0  # since the first one started to run

    def __post_init__(self) -> None:
        self.waiting = list(self.waiting)

    def done(self, result: SubmissionResult, moment: float) -> None:
        """Take in one result, at a moment of the monotonic clock."""
        self.waiting.remove(result.student)
        if result.graded_at < self.began:
            self.start = moment
        else:
            self.ran += 1
            self.seconds = moment - self.start

    def running(self) -> str:
        """Say whose submissions run now: two by name, more as a number."""
        now_running = self.waiting[: self.workers]
        if not now_running:
            return "Running the others" if self.waiting else "Done"
        others = f" and {len(now_running) - 2} more" if len(now_running) > 2 else ""
        return f"Running {', '.join(now_running[:2])}{others}"

    def left(self) -> str:
        """Say how long the rest takes, at the pace of those that ran; empty where that cannot be known yet."""
        if not self.ran or not self.waiting:
            return ""
        seconds = self.seconds / self.ran * len(self.waiting)
        return f"about {seconds:.0f} s left" if seconds < 90 else f"about {seconds / 60:.0f} min left"
