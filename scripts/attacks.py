"""See that no attack on an assignment earns what its answers do not earn.

    python scripts/attacks.py 04
    python scripts/attacks.py 04 --only returns_its_input forged_reports
    COURSE_ISOLATION=bubblewrap python scripts/attacks.py 04

The hostile submissions in tests/attacks/<assignment>/ are executed and judged as in grading, each within the limits of
its own file. The command names those that gained points or ended otherwise than their files say; its exit status is
then 1. Run it as root and as an ordinary user: the sandbox is built differently for each.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.progress import track

from course_utils.grading.course.layout import Course, CourseError, find_course
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.simulated.crowd import WORKERS, with_limits
from course_utils.grading.submission.grader import Grader, Submission, prepared

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from hostile import Attack, class_of_attackers, gained

KEY = "a key for attacks: the same inputs in every run"


def main() -> None:
    """Read the arguments, grade the attackers, and name who gained something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment", help="its number, such as 04")
    parser.add_argument("--only", nargs="*", default=[], help="names of attacks")
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    os.environ["COURSE_KEY"] = KEY
    with tempfile.TemporaryDirectory(prefix="course-attacks-") as folder:
        attacks = class_of_attackers(repository, Path(folder), assignment, arguments.only)
        if unknown := {*arguments.only} - {each.name for each in attacks}:
            parser.error(f"there is no attack {', '.join(sorted(unknown))} on {assignment}")
        with prepared(Course(Path(folder)), assignment, best_isolation()) as grader:
            found = [line for each in graded(grader, attacks) for line in what_went_wrong(*each)]
    print("\n".join(found) or f"{len(attacks)} attacks on {assignment} gained nothing.")
    sys.exit(bool(found))


def graded(grader: Grader, attacks: list[Attack]) -> Iterator[tuple[Attack, SubmissionResult]]:
    """Yield each attack with its result."""
    grader.store.server()  # started by this thread, before the others ask for it
    limits = [{name: int(number) for name, number in attack.student.limits.items()} for attack in attacks]
    graders = [with_limits(grader, each) for each in limits]
    with ThreadPoolExecutor(WORKERS) as pool:
        executed = pool.map(_executed, graders, attacks)
        for own, attack, ended in zip(graders, attacks, track(executed, "attacks", len(attacks)), strict=True):
            yield attack, own.not_graded(attack.name, ended) if isinstance(ended, str) else own.judge(ended)[1]


def _executed(grader: Grader, attack: Attack) -> Submission | str:
    """Run an attack; return what ran, or why nothing did."""
    try:
        submission = grader.open(attack.name)
        grader.execute(submission)
    except CourseError as error:
        return str(error)
    return submission


def what_went_wrong(attack: Attack, result: SubmissionResult) -> Iterator[str]:
    """Say in a line what an attack gained, and how it ended if not as its file says."""
    if points := gained(attack, result):
        yield f"{attack.name} gained {points}"
    said = "\n".join([*result.reasons, *result.notes])
    if result.status != attack.student.status or not all(words in said for words in attack.student.says):
        yield f"{attack.name} is {result.status}: {said}"


if __name__ == "__main__":
    main()
