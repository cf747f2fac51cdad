"""Which submissions are graded already: grading a class again passes over what would come out the same.

A saved result carries a hash of all that it followed from. What was interrupted goes on where it stopped, and a class
into which one more notebook came grades that one.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.course.files import hash_of_files
from course_utils.grading.course.layout import CONFIG_FILE, PACKAGE
from course_utils.grading.course.records import SubmissionResult, read_result
from course_utils.grading.submission.execution_cache import environment_fingerprint
from course_utils.grading.submission.grader import Grader


def origins(grader: Grader, students: list[str]) -> dict[str, str]:
    """Return for each student a hash of what the points follow from: submission, assignment and due date."""
    common = _common_origin(grader)
    due = due_dates.due_date(grader.course, grader.assignment)
    extended = due_dates.extended(grader.course, grader.assignment)
    return {
        student: _origin(
            common, grader.course.handed_in(grader.assignment, student).parent, str(extended.get(student, due))
        )
        for student in students
    }


def already_graded(grader: Grader, origins: dict[str, str]) -> dict[str, SubmissionResult]:
    """Return the results that are saved and still hold, by student; `origins` says what they would follow from now.

    Where the gradebook has other points, set by hand or from a copy of another day, nbgrader is asked again: it keeps
    the former, and takes off for late days from what counts now. Points for an answer that a person reads are no such
    reason: nbgrader would ask for them to be confirmed, although nobody has handed in anything new.
    """
    found = {}
    by_hand = gradebook.by_hand(grader.course, grader.assignment)
    for score in gradebook.scores(grader.course, grader.assignment):
        result = _saved_result(grader, score.student)
        if result is None or result.origin != origins.get(score.student):
            continue
        given = by_hand.get(score.student, gradebook.ByHand()).points
        read = sum(given[task.id][0] for task in result.tasks if task.manual and task.id in given)
        if _are_close(result.points + read, score.points) and _are_close(result.late_penalty, score.late_penalty):
            found[score.student] = result
    return found


def _are_close(points: float, others: float) -> bool:
    return abs(points - others) < 0.001


def _saved_result(grader: Grader, student: str) -> SubmissionResult | None:
    """Return the record of a submission whose graded notebook is there, too."""
    course, assignment = grader.course, grader.assignment
    try:
        result = read_result(course.results, assignment, student)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return result if (course.autograded / student / assignment / f"{assignment}.ipynb").exists() else None


def _common_origin(grader: Grader) -> bytes:
    """Return a hash of what is the same for everybody: assignment, reference, settings, and this program."""
    inputs, key, course = grader.inputs, grader.key, grader.course
    held_out = {name: labels.tolist() for name, labels in key.labels.items()}
    perturbed = {name: rows.tolist() for name, rows in key.perturbed.items()}
    values = [inputs.fingerprint, held_out, perturbed, grader.reference, grader.store.isolation]
    digest = hashlib.sha256(json.dumps(values).encode())
    digest.update((course.root / CONFIG_FILE).read_bytes() + os.environ.get("COURSE_DB_URL", "").encode())
    digest.update(course.released(grader.assignment).read_bytes())
    digest.update(environment_fingerprint().encode() + _program_fingerprint())
    return digest.digest()


@cache
def _program_fingerprint() -> bytes:
    """Return a hash over the grader's own code, which judges and writes."""
    return hash_of_files(program_files(), PACKAGE)


def program_files() -> list[Path]:
    """Return the grader's own code, whatever room it is in."""
    return sorted((PACKAGE / "grading").rglob("*.py"))


def _origin(common: bytes, folder: Path, due: str) -> str:
    """Hash everything in the folder of a submission, nbgrader's time of handing in among it."""
    files = hash_of_files(sorted(folder.rglob("*")), folder)
    return hashlib.sha256(common + files + due.encode()).hexdigest()
