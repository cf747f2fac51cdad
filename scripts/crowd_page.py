"""Write docs/crowd.md: what each assignment's simulated students show about its grader.

    python scripts/crowd_page.py

Grades every crowd once, with a key of its own, and adds the calibration tables that `scripts/calibrate.py` has written.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.course import CONFIG_FILE, Course, assignments_in, find_course
from course_utils.grading.crowd import grade_crowd
from course_utils.grading.notebooks import code_cells, is_test, read_notebook
from course_utils.grading.results import POINTS_IN_HEADING, SubmissionResult, TaskResult
from course_utils.grading.sentences import EXPLAINS, read_table
from course_utils.grading.simulated import Student, read_students

KEY = "a key for the page about the crowd"
HEAD = """# What the simulated students say about the graders

Made by `scripts/crowd_page.py`. Each assignment has a crowd in `tests/submissions/`: the reference solution, right
answers in other styles, and typical mistakes, one per file. All of them go through the real grader, here and in every
test run. A mistake counts as *caught* by a task when it lost points there; the tests ask that it loses just what its
file declares, there and nowhere else, and that right answers lose nothing.

A grader is complete when every sentence of a task's text has a mistake that breaks just that sentence and costs points.
The tables of sentences show who does so, and what it costs. A test asks that no sentence is missing; those that demand
nothing, such as an example, are left out here.

*Seconds* is the time of the reference's kernel, from its fork to its end, on the machine that made this page, with two
submissions running at once.
"""


@dataclass
class Crowd:
    """One assignment's simulated students and what the grader made of them."""

    assignment: str
    students: list[Student]
    results: dict[str, SubmissionResult]

    def mistakes(self, task: str) -> list[Student]:
        """Return the students whose mistake is in a task."""
        full = self.max_points(task)
        return [s for s in self.students if s.has_mistake and s.expected.get(task, (full, full))[1] < full]

    def caught(self, task: str) -> int:
        return sum(_task(self.results[s.name], task).points < self.max_points(task) for s in self.mistakes(task))

    def max_points(self, task: str) -> float:
        return _task(self.results["reference"], task).max_points

    def lost(self, name: str) -> float:
        return round(self.results["reference"].points - self.results[name].points, 2)


def _task(result: SubmissionResult, task: str) -> TaskResult:
    return next(each for each in result.tasks if each.id == task)


def main() -> None:
    """Grade every crowd and write the page."""
    repository = find_course()
    os.environ["COURSE_KEY"] = KEY
    parts = [HEAD]
    with tempfile.TemporaryDirectory(prefix="course-crowd-") as folder:
        course = scratch_course(repository, Path(folder))
        os.chdir(course.root)
        for assignment in assignments_in(repository.solutions):
            students = read_students(repository, assignment)
            results = {result.student: result for result in grade_crowd(course, assignment, students)}
            parts.append(_section(Crowd(assignment, students, results), repository))
            print(f"{assignment}: {len(students)} students")
    path = repository.root / "docs" / "crowd.md"
    path.write_text("\n".join(parts), encoding="utf-8")
    print(f"Written: {path}")


def scratch_course(repository: Course, folder: Path) -> Course:
    shutil.copy(repository.root / CONFIG_FILE, folder)
    for name in ("solutions", "assignments"):
        shutil.copytree(repository.root / name, folder / name)
    (folder / "tests").symlink_to(repository.root / "tests")
    return Course(folder)


def _section(crowd: Crowd, repository: Course) -> str:
    reference = crowd.results["reference"]
    right = [student for student in crowd.students if student.is_right_in_another_way]
    lines = [
        f"## {crowd.assignment}",
        "",
        f"{len(crowd.students)} students, {sum(each.has_mistake for each in crowd.students)} of them with a mistake, "
        f"{len(right)} right in another way. The reference: {reference.points:g} of {reference.max_points:g} points in "
        f"{reference.seconds:.1f} seconds.",
        "",
        "| task | test cell | points | checks | mistakes | caught |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for task in reference.tasks:
        mistakes = crowd.mistakes(task.id)
        share = f"{crowd.caught(task.id) / len(mistakes):.0%}" if mistakes else ""
        lines.append(
            f"| {_title(task)} | `{task.id}` | {task.max_points:g} | {len(task.checks)} | {len(mistakes)} | {share} |"
        )
    lines += ["", *_thresholds(crowd.assignment, repository), "", *_sentences(crowd, repository)]
    return "\n".join([*lines, ""])


def _sentences(crowd: Crowd, repository: Course) -> list[str]:
    """Return the table of an assignment's sentences, and what it costs to break each."""
    lines = ["### Sentence, mistake, points lost", "", "| test cell | sentence | mistake | points lost |"]
    lines.append("| --- | --- | --- | --- |")
    for task, rows in read_table(repository, crowd.assignment).items():
        for sentence, mistakes in rows.items():
            if mistakes != EXPLAINS:
                lost = ", ".join(f"{crowd.lost(name):g}" for name in mistakes)
                named = ", ".join(mistakes).replace("_", " ")
                lines.append(f"| `{task}` | {_in_cell(sentence)} | {named} | {lost} |")
    return lines


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _title(task: TaskResult) -> str:
    return _in_cell(POINTS_IN_HEADING.sub("", task.title))


def _thresholds(assignment: str, repository: Course) -> list[str]:
    """Return what stands behind the assignment's thresholds: the calibration where there is one."""
    page = repository.root / "docs" / "calibration" / f"{assignment}.md"
    if page.exists():
        _, *body = page.read_text(encoding="utf-8").splitlines()
        return ["### Calibration", *body]
    kinds = {
        name
        for cell in code_cells(read_notebook(repository.master(assignment)))
        if is_test(cell)
        for name in re.findall(r"check\.(accuracy|error)\(", cell["source"])
    }
    return [] if not kinds else [f"No calibration of its check on {' and '.join(sorted(kinds))} has been written yet."]


if __name__ == "__main__":
    main()
