"""What an instructor should look at in a graded class: one list, for the table in the terminal and for the report."""

from __future__ import annotations

from course_utils.grading.course.records import GRADED, NOT_GRADED, PARTLY_GRADED, SubmissionResult
from course_utils.grading.course.words import counted

BY_HAND, BLANK, NOTED, STOPPED, LATE = "set by hand", "blank or nearly blank", "noted", "stopped by an error", "late"
WAITS = "to grade by hand"
NOT_HANDED_IN = "not handed in"
KINDS = [NOT_GRADED, PARTLY_GRADED, WAITS, BLANK, BY_HAND, NOTED, STOPPED, LATE, NOT_HANDED_IN]  # the worst first
_FEW = 0.25  # the share of the tasks that a nearly blank notebook has begun at most


def to_look_at(result: SubmissionResult) -> list[tuple[str, str]]:
    """Return what is worth a look in one submission, each with its kind (see `KINDS`), the worst first."""
    found = [(result.status, "; ".join(result.reasons))] if result.status != GRADED else []
    found += [(WAITS, f"{task.title or task.id} {task.waits}") for task in result.waiting]
    if blank := blankness(result):
        found.append((BLANK, blank))
    if result.by_hand:
        found.append((BY_HAND, result.by_hand))
    found += [(NOTED, note) for note in result.notes]
    stopped = sum(bool(task.note) for task in result.tasks)
    if stopped and result.status == GRADED:
        found.append((STOPPED, f"a cell stopped with an error in {counted(stopped, 'task')}"))
    if result.late:
        found.append((LATE, result.late))
    return found


def blankness(result: SubmissionResult) -> str:
    """Say that a notebook is blank, or nearly so; empty where it is not."""
    begun = sum(task.begun for task in result.tasks)
    if result.status == NOT_GRADED or not result.tasks or begun > _FEW * len(result.tasks):
        return ""
    return f"only {begun} of {len(result.tasks)} tasks begun" if begun else "blank: no answer is written"
