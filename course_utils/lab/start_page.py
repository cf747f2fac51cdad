"""The page that `course lab` opens: the way through the course, and what is done of it.

It is Markdown, which JupyterLab shows without asking for trust, and its links open in JupyterLab.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.checks import progress
from course_utils.checks.verdicts import RECORDED_FILE
from course_utils.grading.course.layout import Course, assignments_in
from course_utils.grading.course.records import POINTS_IN_HEADING

START_PAGE = "start.md"
_BAR_LENGTH = 10
_EMPTY: dict[str, Any] = {"cells": [], "metadata": {}}
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)

_ROAD = """\
# A course in PyTorch

Click a lesson to open it. Run its cells one after the other with **Shift+Enter**, and read what stands between them.
Then do the assignment. Its checks answer in words whenever you run them.

| no. | lesson | minutes | runs in | assignment | your checks |
| :-- | :-- | --: | --: | :-- | :-- |
"""

_HOW = """
*Minutes* is the time to work through a lesson: its core path, and with the deeper sections, which may be skipped. The
last column is what the checks found when you last ran them. It is kept on this computer only, and it is no grade.
*File → Reload Markdown File from Disk* brings this page up to date.

## How to do an assignment

1. Open it and write your code where a cell says `# YOUR CODE HERE`.
2. Run the test cell below your code. It says what was expected, what it found, and where to read again.
3. When all is done, save, and press **Validate** above the notebook: it runs everything from the beginning, as grading
   does.
4. Hand in the notebook in the way that your course asks for. [The guide for students](docs/students.md) describes each.

Something does not work? Look into [Troubleshooting](docs/troubleshooting.md).
"""

_CLASS = """\
# Your class

| assignment | handed in | graded | report |
| :-- | --: | --: | :-- |
"""

_TOOLS = """
- *Nbgrader → Formgrader* opens nbgrader's own pages: collect, grade, look at a submission, correct points by hand.
- In a terminal (*File → New → Terminal*): `course collect`, `course grade`, `course report`, `course feedback`,
  `course export`. [The guide for instructors](docs/instructors.md) has a semester in a dozen commands.

*File → Reload Markdown File from Disk* brings this page up to date. Below is what a student sees.

"""


def write_start_page(course: Course, instructor: bool) -> None:
    """Write the start page into the course's folder; one that is up to date is left alone."""
    text = (_instructor_part(course) if instructor else "") + _student_part(course)
    path = course.root / START_PAGE
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _student_part(course: Course) -> str:
    lessons = {_number(path.stem): path for path in sorted((course.root / "notebooks").glob("*.ipynb"))}
    names = assignments_in(course.assignments)
    assignments = {_number(name): name for name in names}
    numbers = sorted(lessons | assignments)
    rows = [_row(course, number, lessons.get(number), assignments.get(number)) for number in numbers]
    return _ROAD + "".join(rows) + "".join(_task_table(course, name) for name in names) + _HOW


def _row(course: Course, number: str, lesson: Path | None, assignment: str | None) -> str:
    cells = [number, "", "", "", "", ""]
    if lesson:
        notebook = _read(lesson)
        settings = notebook["metadata"].get("course", {})
        seconds = settings.get("seconds")
        cells[1] = f"[{_title(notebook)}](notebooks/{lesson.name})"
        cells[2:4] = stated_minutes(settings.get("minutes", {})), f"{seconds} s" if seconds else ""
    if assignment:
        tasks = _tasks(course, assignment)
        title = _title(_read(course.released(assignment)))
        cells[4] = f"[{title}](assignments/{assignment}/{assignment}.ipynb)"
        cells[5] = _share(sum(task.passed for task in tasks), sum(task.total for task in tasks))
    return f"| {' | '.join(cells)} |\n"


def _instructor_part(course: Course) -> str:
    return _CLASS + "".join(_class_row(course, name) for name in assignments_in(course.solutions)) + _TOOLS


def _class_row(course: Course, name: str) -> str:
    graded = len(list((course.results / name).glob("*.json")))
    page = course.reports / f"{name}.html"
    report = f"[open]({page.relative_to(course.root).as_posix()})" if page.exists() else ""
    link = f"[{_title(_read(course.master(name)))}](solutions/{name}/{name}.ipynb)"
    return f"| {link} | {len(course.students(name))} | {graded} | {report} |\n"


# An assignment's tasks


@dataclass
class _Task:
    """The test cells below one heading: how many checks they hold, and how many of these passed when last run."""

    title: str
    passed: int = 0
    total: int = 0


def _tasks(course: Course, name: str) -> list[_Task]:
    path = course.released(name)
    checks = _recorded_checks(path.with_name(RECORDED_FILE))
    known = progress.read(name)
    tasks: dict[str, _Task] = {}
    heading = ""
    for cell in _read(path)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = next(iter(_HEADING.findall(source)), heading)
            continue
        test = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if test in checks:
            task = tasks.setdefault(heading, _Task(POINTS_IN_HEADING.sub("", heading)))
            task.total += len(checks[test])
            task.passed += len(set(known.get(test, [])) & set(checks[test]))
    return list(tasks.values())


def _recorded_checks(path: Path) -> dict[str, list[str]]:
    """Return the names of the checks in each test cell; none for an assignment in nbgrader's own style."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))["tasks"]
        return {task: [report["name"] for report in reports] for task, reports in tasks.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _task_table(course: Course, name: str) -> str:
    rows = [
        f"| {'✓ ' if task.passed == task.total else ''}{task.title} | {task.passed} of {task.total} |"
        for task in _tasks(course, name)
    ]
    if not rows:
        return ""
    head = f"\n<details><summary>Assignment {_number(name)}, task by task</summary>\n\n| task | checks that pass |\n"
    return head + "| :-- | --: |\n" + "\n".join(rows) + "\n\n</details>\n"


# Small parts


def stated_minutes(tracks: dict[str, int]) -> str:
    """Say how long a lesson takes; one without deeper sections has no core path of its own."""
    return " / ".join(str(tracks[track]) for track in ("core", "all") if track in tracks)


def _share(passed: int, total: int) -> str:
    """Say and draw how many checks pass."""
    if not total:
        return ""
    filled = _BAR_LENGTH * passed // total
    return f"{passed} of {total} {'▰' * filled}{'▱' * (_BAR_LENGTH - filled)}"


def _number(name: str) -> str:
    return name.partition("_")[0]


def _title(notebook: dict[str, Any]) -> str:
    """Return the first heading, without a number in front."""
    sources = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    heading = next((found for source in sources for found in _HEADING.findall(source)), "(no title)")
    return heading.rpartition(" · ")[2].replace("|", "\\|")


def _read(path: Path) -> dict[str, Any]:
    """Return a notebook; an empty one where the file is damaged or half written."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return notebook if isinstance(notebook["cells"], list) else _EMPTY
    except (OSError, ValueError, KeyError, TypeError):
        return _EMPTY
