"""Simulated students: submissions that test the grader, and fill the demonstration's class.

Each is one readable file in `tests/submissions/<assignment>/`, named for what the student does. It holds only the cells
that differ from the reference solution, by nbgrader's cell id, below a heading that says what the grader must make of
it::

    # Reads the state at the last step of the padded batch.
    #
    # start from: _quick
    # expect: last_states_test 0.75
    # expect: model_test 0.8
    # expect: accuracy_test 0..3

    # %% last_states
    def last_states(cell, hidden_size, embedded, lengths):
        ...

`expect: TASK POINTS` (or `LOW..HIGH`, where training decides) names what a test cell must earn; every other test cell
must earn full points. `expect: all 0` sets them all. Points may be fractions, such as `2/3`. A cell that the assignment
does not have stands below `# %% added above CELL` or `# %% added below CELL`. Further lines of the heading:

- `start from: NAME`: the file whose cells this one changes, `blank` (the release) or `reference` (the default)
- `status: STATUS`, `says: WORDS`: the result's status, and words that its reasons, notes and messages must hold
- `delete: CELL`, `duplicate: CELL`: what happens to a cell
- `file: TEXT`: what is handed in instead of a notebook
- `limits: NAME=NUMBER`: grade with this limit (see `kernels.inputs.Limits`) instead of the assignment's
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import grade_id, is_test, read_notebook
from course_utils.grading.course.records import GRADED

_DIRECTIVE = re.compile(r"^# (start from|expect|status|says|delete|duplicate|file|limits): ?(.*)$")


@dataclass
class Student:
    """A simulated student: what is handed in, and what the grader must make of it.

    `expected` holds the lowest and the highest points allowed by test cell.
    """

    name: str
    assignment: str
    about: str = ""
    base: str = "reference"
    cells: dict[str, str] = field(default_factory=dict)
    expected: dict[str, tuple[float, float]] = field(default_factory=dict)
    status: str = GRADED
    says: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    file: str | None = None
    limits: dict[str, float] = field(default_factory=dict)

    @property
    def has_mistake(self) -> bool:
        """Whether the student has answered everything, and something of it wrongly."""
        answered = self.base == "reference" and self.file is None
        return answered and any(low == high for low, high in self.expected.values())

    @property
    def is_right_in_another_way(self) -> bool:
        """Whether the student has answers of their own that must lose nothing, but where training decides."""
        in_own_words = self.base == "reference" and bool(self.cells)
        return in_own_words and all(low < high for low, high in self.expected.values())


def students_folder(course: Course, assignment: str) -> Path:
    """Return the folder with the simulated students of an assignment."""
    return course.root / "tests" / "submissions" / assignment


def read_students(course: Course, assignment: str) -> list[Student]:
    """Read every simulated student of an assignment; files whose name begins with `_` only serve others."""
    paths = sorted(students_folder(course, assignment).glob("[!_]*.py"))
    return [read_student(course, assignment, path.stem) for path in paths]


def read_student(course: Course, assignment: str, name: str) -> Student:
    """Read one simulated student, with everything that the file it starts from says."""
    student = Student(name, assignment)
    text = (students_folder(course, assignment) / f"{name}.py").read_text(encoding="utf-8")
    heading, *cells = re.split(r"^(?=# %% )", text, flags=re.MULTILINE)
    matches = (_DIRECTIVE.match(line) for line in heading.splitlines())
    directives: list[tuple[str, str]] = [(match[1], match[2]) for match in matches if match]
    if base := dict(directives).get("start from"):
        student = _started_from(course, assignment, name, base)
    student.about = next((line[2:] for line in heading.splitlines() if line.startswith("# ")), "")
    for kind, words in directives:
        _apply(student, kind, words)
    for cell in cells:
        first, _, source = cell.partition("\n")
        student.cells[first.removeprefix("# %% ").strip()] = source.strip("\n")
    return student


def fully_trained(course: Course, student: Student) -> Student:
    """Return a student who trains as the reference does, where training is not their point and lasts a second.

    Such a student starts from `_quick.py`. What that file expects of the training is expected no longer.
    """
    path = students_folder(course, student.assignment) / "_quick.py"
    quick = read_student(course, student.assignment, path.stem) if path.exists() else Student("", student.assignment)
    cells = {name: source for name, source in student.cells.items() if quick.cells.get(name) != source}
    if cells == student.cells:
        return student
    expected = {task: points for task, points in student.expected.items() if quick.expected.get(task) != points}
    return replace(student, cells=cells, expected=expected)


def _started_from(course: Course, assignment: str, name: str, base: str) -> Student:
    if base in ("reference", "blank"):
        return Student(name, assignment, base=base)
    student = read_student(course, assignment, base)
    student.name = name
    return student


def _apply(student: Student, kind: str, words: str) -> None:
    if kind == "expect":
        task, points = words.split()
        low, _, high = points.partition("..")
        student.expected[task] = (float(Fraction(low)), float(Fraction(high or low)))
    elif kind == "status":
        student.status = words
    elif kind == "says":
        student.says.append(words)
    elif kind == "delete":
        student.deleted.append(words)
    elif kind == "duplicate":
        student.duplicated.append(words)
    elif kind == "file":
        student.file = words
    elif kind == "limits":
        name, _, number = words.partition("=")
        student.limits[name] = float(number)


def hand_in(course: Course, student: Student, folder: Path) -> Path:
    """Write what a simulated student hands in to `folder/<assignment>.ipynb` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{student.assignment}.ipynb"
    text = student.file if student.file is not None else nbformat.writes(_notebook(course, student))
    path.write_text(text, encoding="utf-8")
    return path


def _notebook(course: Course, student: Student) -> NotebookNode:
    """Return the released notebook with this student's answers: what a student's file looks like."""
    notebook = read_notebook(course.released(student.assignment))
    master = {grade_id(cell): cell["source"] for cell in read_notebook(course.master(student.assignment))["cells"]}
    answers = dict(student.cells)
    cells = []
    for cell in notebook["cells"]:
        name = grade_id(cell) or cell["id"]
        if student.base == "reference" and name in master and not is_test(cell):
            cell["source"] = _without_markers(master[name])
        cell["source"] = answers.pop(name, cell["source"])
        copies = 0 if name in student.deleted else 2 if name in student.duplicated else 1
        cells += _added(answers, f"added above {name}")
        cells += [_copy(cell, number) for number in range(copies)]
        cells += _added(answers, f"added below {name}")
    if answers:
        raise CourseError(
            f"{student.name}.py names cells that {student.assignment} does not have: {', '.join(answers)}."
        )
    notebook["cells"] = cells
    return notebook


def _copy(cell: NotebookNode, number: int) -> NotebookNode:
    """Return a cell as it stands `number` copies further down: Jupyter gives each copy an id of its own."""
    copied = copy.deepcopy(cell)
    if number:
        copied["id"] = f"{cell['id']}-{number}"
    return copied


def _added(answers: dict[str, str], name: str) -> list[NotebookNode]:
    return [new_code_cell(answers.pop(name))] if name in answers else []


def _without_markers(source: str) -> str:
    return "\n".join(
        line for line in source.splitlines() if line.strip() not in ("### BEGIN SOLUTION", "### END SOLUTION")
    )
