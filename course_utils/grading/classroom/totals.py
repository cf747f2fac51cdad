"""What counts: the judged results of a class, with the points and comments that somebody gave by hand.

The records hold what was judged, nbgrader's gradebook what was entered in the formgrader. Whatever shows points takes
them from here, so that every table, page and file has the same total at once.
"""

from __future__ import annotations

from dataclasses import replace

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.gradebook import ByHand
from course_utils.grading.classroom.late import late_words
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import grade_id, is_answer, is_by_hand, is_test, read_notebook
from course_utils.grading.course.records import GRADED, SubmissionResult, TaskResult, read_results


def class_totals(course: Course, assignment: str) -> list[SubmissionResult]:
    """Return everybody's result as it counts, sorted by student, also of those who are only in the gradebook."""
    results = read_results(course.results, assignment)
    known = {result.student for result in results}
    others = [
        SubmissionResult(
            assignment, score.student, GRADED, score.points, score.max_points, late_penalty=score.late_penalty
        )
        for score in gradebook.known_scores(course, assignment)
        if score.student not in known
    ]
    return sorted([*as_they_count(course, assignment, results), *others], key=lambda result: result.student)


def as_they_count(course: Course, assignment: str, results: list[SubmissionResult]) -> list[SubmissionResult]:
    """Return judged results with what was set by hand; they are copies, and never saved."""
    entered = gradebook.by_hand(course, assignment)
    if not entered:
        return results
    tests = _tests_of_answers(course, assignment)
    return [
        _counted(result, entered[result.student], tests) if result.student in entered else result for result in results
    ]


def _counted(result: SubmissionResult, hand: ByHand, tests: dict[str, str]) -> SubmissionResult:
    """Return a result with the points and comments of one student's submission."""
    tasks = [*result.tasks]
    known = {task.id for task in tasks}
    tasks += [TaskResult(name, name, 0.0, most) for name, (_, most) in hand.points.items() if name not in known]
    comments: dict[str, list[str]] = {}
    for cell, comment in hand.comments.items():
        comments.setdefault(tests.get(cell, cell), []).append(comment)
    tasks = [
        replace(
            task,
            points=hand.points[task.id][0] if task.id in hand.points else task.points,
            judged=task.points if task.id in hand.points else None,
            waits=_waits(task, hand),
            comment="\n".join(comments.get(task.id, [])),
        )
        for task in tasks
    ]
    points = round(sum(task.points for task in tasks), 4)
    counted = replace(result, tasks=tasks, points=points, max_points=sum(task.max_points for task in tasks))
    if result.late_share:
        counted.late_penalty = round(result.late_share * points, 4)
        counted.late = late_words(result.late_by, result.late_share, counted.late_penalty)
    return counted


def _waits(task: TaskResult, hand: ByHand) -> str:
    """Say whether somebody has to read an answer still, or again: it may be another one than that of the points."""
    if not task.waits or task.id not in hand.points:
        return task.waits
    return "has points by hand from before it was graded again" if task.id in hand.to_confirm else ""


def _tests_of_answers(course: Course, assignment: str) -> dict[str, str]:
    """Return for each answer cell, which is what nbgrader takes comments on, the first test cell below it."""
    tests: dict[str, str] = {}
    waiting: list[str] = []
    for cell in read_notebook(course.released(assignment))["cells"]:
        if is_answer(cell) and not is_by_hand(cell):
            waiting.append(str(grade_id(cell)))
        elif is_test(cell):
            tests |= dict.fromkeys(waiting, str(grade_id(cell)))
            waiting = []
    return tests
