"""Grading the simulated students of an assignment, through the real grading path."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.nbgrader_steps import grading_with
from course_utils.grading.course.layout import Course
from course_utils.grading.course.records import SubmissionResult, read_results
from course_utils.grading.kernels.provisioners import Isolation, best_isolation
from course_utils.grading.simulated.submissions import Student, hand_in
from course_utils.grading.submission.grader import Grader, prepared

WORKERS = 2


def grade_crowd(course: Course, assignment: str, students: list[Student]) -> list[SubmissionResult]:
    """Let simulated students hand in, grade them, and return their results.

    The current folder must be the course's.
    """
    gradebook.generate(course, assignment)
    hand_in_all(course, assignment, students)
    isolation = best_isolation()
    names = [student.name for student in students if not student.limits]
    grade(course, assignment, names, isolation, workers=WORKERS)
    _grade_with_own_limits(course, assignment, [student for student in students if student.limits], isolation)
    return read_results(course.results, assignment)


def class_without_gradebook(repository: Course, folder: Path, assignment: str, students: list[Student]) -> Course:
    """Make a class of simulated students in `folder` to execute and judge, on the repository's own assignments."""
    for name in ("solutions", "assignments"):
        (folder / name).symlink_to(repository.root / name)
    course = Course(folder)
    hand_in_all(course, assignment, students)
    return course


def hand_in_all(course: Course, assignment: str, students: list[Student]) -> None:
    """Let each simulated student hand in."""
    for student in students:
        hand_in(course, student, course.submitted / student.name / assignment)


def _grade_with_own_limits(course: Course, assignment: str, students: list[Student], isolation: Isolation) -> None:
    """Grade students whose files set limits: the reference needs the assignment's own, so they come after it."""
    if not students:
        return
    with prepared(course, assignment, isolation) as grader:
        graders = {student.name: with_limits(grader, student.limits) for student in students}
        submissions = {name: grader.open(name) for name, grader in graders.items()}
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda name: graders[name].execute(submissions[name]), graders))
        for name in graders:
            with grading_with(graders[name], submissions[name]):
                gradebook.save(course, assignment, name)


def with_limits(grader: Grader, limits: Mapping[str, Any]) -> Grader:
    """Return a grader like another, but with some limits of its own."""
    return replace(grader, inputs=replace(grader.inputs, limits=replace(grader.inputs.limits, **limits)))
