"""Write docs/crowd.md: what each assignment's simulated students show about its grader.

    python scripts/crowd_page.py

The points are those that the students' files declare; `tests/test_crowd.py` sees the real grader give just these. The
calibration tables come from `scripts/calibrate.py`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from course_utils.checks.verdicts import RECORDED_FILE
from course_utils.grading.course.layout import Course, assignments_in, find_course
from course_utils.grading.course.notebooks import code_cells, grade_id, has_points, is_test, points_of, read_notebook
from course_utils.grading.course.records import POINTS_IN_HEADING
from course_utils.grading.simulated.sentences import EXPLAINS, read_table
from course_utils.grading.simulated.submissions import Student, read_students

HEAD = """# What the simulated students say about the graders

Made by `scripts/crowd_page.py`. Each assignment has a crowd in `tests/submissions/`: the reference solution, right
answers in other styles, and typical mistakes, one per file. All of them go through the real grader in every test run,
and the tests ask that a mistake loses just what its file declares, there and nowhere else, and that right answers lose
nothing.

A grader is complete when every sentence of a task's text has a mistake that breaks just that sentence and costs points.
The tables of sentences show which mistake does so, and what it costs. A test asks that no sentence is missing; those
that demand nothing, such as an example, are left out here.
"""


@dataclass
class Task:
    """One cell with points: its name, the heading above it, its points, and how many checks it holds."""

    name: str
    title: str
    points: float
    num_checks: int


def main() -> None:
    """Write the page."""
    course = find_course()
    path = course.root / "docs" / "crowd.md"
    path.write_text(page(course), encoding="utf-8")
    print(f"Written: {path}")


def page(course: Course) -> str:
    """Return the page as the course's files have it now."""
    return "\n".join([HEAD, *(_section(course, assignment) for assignment in assignments_in(course.solutions))])


def _section(course: Course, assignment: str) -> str:
    students, tasks = read_students(course, assignment), _tasks(course, assignment)
    mistaken = [student for student in students if student.has_mistake]
    right = [student for student in students if student.is_right_in_another_way]
    lines = [
        f"## {assignment}",
        "",
        f"{len(students)} students, {len(mistaken)} of them with a mistake, {len(right)} right in another way.",
        "",
        "| task | test cell | points | checks | mistakes |",
        "| --- | --- | --- | --- | --- |",
    ]
    for task in tasks:
        caught = [student for student in mistaken if _lost(student, task) > 0]
        lines.append(f"| {task.title} | `{task.name}` | {task.points:g} | {task.num_checks} | {len(caught)} |")
    lines += ["", *_thresholds(assignment, course), "", *_sentences(course, assignment, tasks)]
    return "\n".join([*lines, ""])


def _tasks(course: Course, assignment: str) -> list[Task]:
    recorded = json.loads((course.master(assignment).with_name(RECORDED_FILE)).read_text(encoding="utf-8"))["tasks"]
    tasks, title = [], ""
    for cell in read_notebook(course.master(assignment))["cells"]:
        if has_points(cell):
            name = str(grade_id(cell))
            tasks.append(Task(name, title, points_of(cell), len(recorded.get(name, []))))
        elif cell["cell_type"] == "markdown":
            headings = re.findall(r"^#+ (.+)$", cell["source"], re.MULTILINE)
            title = _in_cell(POINTS_IN_HEADING.sub("", headings[-1])) if headings else title
    return tasks


def _lost(student: Student, task: Task) -> float:
    """Return what a student loses of a task, at least."""
    low_and_high = student.expected.get(task.name, student.expected.get("all"))
    return task.points - low_and_high[1] if low_and_high else 0.0


def _sentences(course: Course, assignment: str, tasks: list[Task]) -> list[str]:
    """Return the table of an assignment's sentences, and what it costs to break each."""
    students = {student.name: student for student in read_students(course, assignment)}
    lines = ["### Sentence, mistake, points lost", "", "| test cell | sentence | mistake | points lost |"]
    lines.append("| --- | --- | --- | --- |")
    for task, rows in read_table(course, assignment).items():
        for sentence, mistakes in rows.items():
            if mistakes != EXPLAINS:
                lost = ", ".join(f"{sum(_lost(students[name], each) for each in tasks):.2g}" for name in mistakes)
                named = ", ".join(mistakes).replace("_", " ")
                lines.append(f"| `{task}` | {_in_cell(sentence)} | {named} | {lost} |")
    return lines


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _thresholds(assignment: str, course: Course) -> list[str]:
    """Return what stands behind the assignment's thresholds: the calibration where there is one."""
    page = course.root / "docs" / "calibration" / f"{assignment}.md"
    if page.exists():
        _, *body = page.read_text(encoding="utf-8").splitlines()
        return ["### Calibration", *body]
    kinds = {
        name
        for cell in code_cells(read_notebook(course.master(assignment)))
        if is_test(cell)
        for name in re.findall(r"check\.(accuracy|error)\(", cell["source"])
    }
    return [] if not kinds else [f"No calibration of its check on {' and '.join(sorted(kinds))} has been written yet."]


if __name__ == "__main__":
    main()
