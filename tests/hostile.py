"""Hostile submissions: simulated students (`simulated.submissions`) who attack whoever grades them.

A file in `tests/attacks/<assignment>/` is a simulated student's, with more to it:

- `metadata: CELL PATH=JSON` writes into a cell's metadata; the cell `every_test` stands for all test cells
- `link: NAME TARGET`, `pipe: NAME`: a symbolic link, or a named pipe, beside the notebook
- `notebook: link TARGET` and `notebook: pipe`: what lies there in place of the notebook
- `fill: BYTES` puts so many bytes of empty objects into the notebook's metadata
- `surrogate: CELL`: the cell holds half a character, which JSON can say and UTF-8 cannot
- `shared: NAME`: below the imports is the cell in `tests/attacks/NAME.py`, which attacks on several assignments have
- cells headed `file NAME` are files beside the notebook, and those headed `markdown below CELL` are text cells
- words in capitals and braces, such as `{PORT}`, stand for what the test knows and an attacker would find out
"""

from __future__ import annotations

import base64
import codecs
import json
import os
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat.v4 import new_markdown_cell

from course_utils.grading.course.layout import Course
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.simulated.submissions import Student, hand_in, read_student, students_folder

_DIRECTIVE = re.compile(r"^# (metadata|fill|link|pipe|notebook|surrogate|shared): (.*)$", re.MULTILINE)
_SHARED = Path(__file__).with_name("attacks")
_FILLED = "filled"


@dataclass
class Attack:
    """A hostile submission: the notebook as a simulated student's, and what a student cannot do in one."""

    student: Student
    directives: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.student.name


def read_attacks(course: Course, assignment: str) -> list[Attack]:
    """Read the attacks that lie where the course `course` keeps its simulated students."""
    return [
        read_attack(course, assignment, path) for path in sorted(students_folder(course, assignment).glob("[!_]*.py"))
    ]


def class_of_attackers(repository: Course, folder: Path, assignment: str, names: Collection[str] = ()) -> list[Attack]:
    """Make a class in `folder`, on the repository's own assignments, of the attackers on one (or of those named)."""
    for name in ("solutions", "assignments"):
        (folder / name).symlink_to(repository.root / name)
    course = Course(folder)
    students = students_folder(course, assignment)
    shutil.copytree(students_folder(repository, assignment), students, ignore=shutil.ignore_patterns("[!_]*.py"))
    shutil.copytree(repository.root / "tests" / "attacks" / assignment, students, dirs_exist_ok=True)
    known = known_everywhere(repository, assignment)
    attacks = [each for each in read_attacks(course, assignment) if not names or each.name in names]
    for attack in attacks:
        hand_in_attack(course, attack, course.submitted / attack.name / assignment, known)
    return attacks


def known_everywhere(course: Course, assignment: str) -> dict[str, str]:
    """Return what stands for words in attackers' files and is the same on every computer."""
    deep = [
        "-" * 20_000 + "1",
        "(" * 20_000 + ")" * 20_000,
        "a" + ".a" * 50_000,
        "1+" * 50_000 + "1",
        "f" + "()" * 50_000,
    ]
    return {
        "RECORDED": recorded_values(course, assignment),
        "DEEP": "\n".join(f"def last_states():\n    {line}" for line in deep),
        "MAGICS": "%matplotlib inline\n" * (40_000 // 19),
    }


def recorded_values(course: Course, assignment: str) -> str:
    """Return Python code for the values that are released with an assignment."""
    path = course.solutions / assignment / "checks.json"
    recorded = json.loads(path.read_text(encoding="utf-8"))["tasks"]
    return f"__import__('json').loads({json.dumps(recorded)!r})"


def forms_of(secret: str) -> set[str]:
    """Return how a secret may be written so that a search for it fails: backwards, turned, in base64, hex or numbers.

    Three forms are in base64, since that depends on how many bytes came before.
    """
    data = secret.encode()
    aligned = [data[start : start + (len(data) - start) // 3 * 3] for start in range(3)]
    numbers = [separator.join(map(str, data)) for separator in (", ", ",", " ")]
    plain = [secret, secret[::-1], codecs.encode(secret, "rot13"), data.hex(), data.hex().upper()]
    return {*plain, *numbers, *(base64.b64encode(piece).decode() for piece in aligned)}


def gained(attack: Attack, result: SubmissionResult) -> dict[str, float]:
    """Return the points that an attack has and its answers do not earn, by test cell."""
    most = attack.student.expected.get("all", (0.0, 0.0))
    expected = {task.id: attack.student.expected.get(task.id, most)[1] for task in result.tasks}
    return {task.id: task.points for task in result.tasks if task.points > expected[task.id] + 1e-3}


def read_attack(course: Course, assignment: str, path: Path) -> Attack:
    student = read_student(course, assignment, path.stem)
    attack = Attack(student, _DIRECTIVE.findall(path.read_text(encoding="utf-8")))
    for heading in list(student.cells):
        if heading.startswith("file "):
            attack.files[heading.removeprefix("file ")] = student.cells.pop(heading)
        elif heading.startswith("markdown below "):
            attack.texts[heading.removeprefix("markdown below ")] = student.cells.pop(heading)
    for kind, words in attack.directives:
        if kind == "shared":
            student.cells["added below imports"] = (_SHARED / f"{words}.py").read_text(encoding="utf-8").strip("\n")
    return attack


def hand_in_attack(course: Course, attack: Attack, folder: Path, known: dict[str, str]) -> None:
    """Write what an attacker hands in; `known` holds what the words in braces stand for."""
    for name, source in attack.student.cells.items():
        for word, text in known.items():
            source = source.replace(f"{{{word}}}", text)
        attack.student.cells[name] = source
    path = hand_in(course, attack.student, folder)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for name, text in attack.texts.items():
        place = next(i for i, cell in enumerate(notebook["cells"]) if _is_named(cell, name))
        notebook["cells"].insert(place + 1, new_markdown_cell(text))
    for name, text in attack.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    filling = ""
    for kind, words in attack.directives:
        if kind in ("metadata", "surrogate"):
            _edit(notebook, kind, words)
        elif kind == "fill":
            notebook["metadata"]["much"] = _FILLED
            filling = "{}," * (int(words) // 3)
    text = json.dumps(notebook).replace(f'"{_FILLED}"', f"[{filling}0]")
    path.write_text(text, encoding="ascii")
    for kind, words in attack.directives:
        if kind in ("link", "pipe", "notebook"):
            _lay(path, kind, words)


def _is_named(cell: dict[str, Any], name: str) -> bool:
    """Whether a released cell has this name; ids are nbgrader's names with hyphens for underscores."""
    return cell["id"] == name.replace("_", "-") or (name == "every_test" and cell["id"].endswith("-test"))


def _edit(notebook: dict[str, Any], kind: str, words: str) -> None:
    name, _, edit = words.partition(" ")
    for cell in notebook["cells"]:
        if not _is_named(cell, name):
            continue
        if kind == "surrogate":
            cell["source"] = ["name = '\ud83d'  # \udc80\n", *cell["source"]]
            continue
        place, _, value = edit.partition("=")
        *folders, last = place.split(".")
        target = cell["metadata"]
        for folder in folders:
            target = target[folder]
        target[last] = json.loads(value)


def _lay(notebook: Path, kind: str, words: str) -> None:
    """Lay a link or a pipe beside the notebook, or in its place."""
    first, _, rest = words.partition(" ")
    path = notebook.parent / first
    if kind == "notebook":
        notebook.unlink()
        path, kind = notebook, first
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        path.symlink_to(rest)
    else:
        os.mkfifo(path)
