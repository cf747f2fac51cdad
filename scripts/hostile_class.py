"""See that no attacker takes a point from an honest classmate: one class, in several orders, on several workers.

    python scripts/hostile_class.py 06 --students 200 --hostile 30 --workers 1 2 4

The honest are simulated students, right and wrong ones; the hostile are some of tests/attacks/<assignment>/. The honest
are first graded among themselves. Then, for each number of workers, all are graded from scratch in another order. The
command names every honest student whose points differ from those of the first run, and every attacker who gained
something; its exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from rich.progress import track

from course_utils.grading.classroom.grade import executed
from course_utils.grading.course.layout import Course, find_course
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.simulated.crowd import class_without_gradebook, hand_in_all, with_limits
from course_utils.grading.simulated.submissions import Student, read_students
from course_utils.grading.submission.grader import prepared

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from hostile import Attack, class_of_attackers, gained

LIMITS = {"cell_seconds": 20.0, "notebook_seconds": 45.0}  # the slowest of the honest trains for eight seconds


def main() -> None:
    """Read the arguments, grade the class again and again, and name who lost or gained something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment", help="its number, such as 06")
    parser.add_argument("--students", type=int, default=200, help="honest and hostile together")
    parser.add_argument("--hostile", type=int, default=30)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4], help="in one run after the other")
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    os.environ["COURSE_KEY"] = "a key for hostile classes: the same inputs in every run"
    honest = honest_students(repository, assignment, arguments.students - arguments.hostile)
    alone = graded_class(repository, assignment, honest, num_hostile=0, workers=max(arguments.workers))[0]
    found = []
    for workers in arguments.workers:
        results, won = graded_class(repository, assignment, honest, arguments.hostile, workers)
        lost = [
            f"{name} has {points(results[name])}, and {points(alone[name])} alone: {'; '.join(results[name].reasons)}"
            for name in alone
            if points(results[name]) != points(alone[name])
        ]
        print("\n".join([f"{workers} workers: {len(lost)} lost, {len(won)} gained", *lost, *won]), flush=True)
        found += [*lost, *won]
    sys.exit(bool(found))


def honest_students(repository: Course, assignment: str, number: int) -> list[Student]:
    """Return so many simulated students; each has a comment of its own, so that each is executed."""
    crowd = [each for each in read_students(repository, assignment) if not each.limits and each.file is None]
    plain = [each for each in crowd if "added below imports" not in each.cells]
    return [
        replace(each, name=f"{each.name}-{place}", cells={**each.cells, "added below imports": f"# {place}"})
        for place, each in enumerate(islice(cycle(plain), number))
    ]


def points(result: SubmissionResult) -> dict[str, float]:
    """Return the points of each task."""
    return {task.id: round(task.points, 3) for task in result.tasks}


def graded_class(
    repository: Course, assignment: str, honest: list[Student], num_hostile: int, workers: int
) -> tuple[dict[str, SubmissionResult], list[str]]:
    """Grade a class; return the results of the honest, by student, and in words what attackers gained."""
    with tempfile.TemporaryDirectory(prefix="course-hostile-") as folder:
        attacks = make_class(repository, Path(folder), assignment, honest, num_hostile)
        names = [each.name for each in (*honest, *attacks)]
        random.Random(workers).shuffle(names)
        results = graded(Course(Path(folder)), assignment, names, workers)
    won = [f"{each.name} gained {more}" for each in attacks if (more := gained(each, results[each.name]))]
    return {each.name: results[each.name] for each in honest}, won


def make_class(
    repository: Course, folder: Path, assignment: str, honest: list[Student], num_hostile: int
) -> list[Attack]:
    """Let everybody hand in, in a class of their own below `folder`; return the attackers, drawn from all there are."""
    if not num_hostile:
        class_without_gradebook(repository, folder, assignment, honest)
        return []
    names = sorted(path.stem for path in (repository.root / "tests" / "attacks" / assignment).glob("[!_]*.py"))
    attacks = class_of_attackers(repository, folder, assignment, random.Random(0).sample(names, num_hostile))
    hand_in_all(Course(folder), assignment, honest)
    return attacks


def graded(course: Course, assignment: str, names: list[str], workers: int) -> dict[str, SubmissionResult]:
    """Execute and judge a class as `course grade` does, without the gradebook."""
    results = {}
    with prepared(course, assignment, best_isolation()) as grader, ThreadPoolExecutor(workers) as pool:
        strict = with_limits(grader, LIMITS)
        for ended in track(executed(strict, names, pool), f"{workers} workers", len(names)):
            results[ended.student] = (
                strict.judge(ended.submission)[1]
                if ended.submission is not None
                else strict.not_graded(ended.student, ended.failure)
            )
    return results


if __name__ == "__main__":
    main()
