"""Every sentence of every task's text has a mistake that breaks just it, or demands nothing."""

from __future__ import annotations

import importlib
from functools import cache

import pytest

from conftest import ROOT
from course_utils.grading.course.layout import Course, assignments_in
from course_utils.grading.course.notebooks import grade_id, graded_cells, read_notebook
from course_utils.grading.simulated.sentences import (
    CLOSING,
    EXPLAINS,
    INTRODUCTION,
    read_table,
    sentences,
    sentences_of,
)
from course_utils.grading.simulated.submissions import Student, read_students

COURSE = Course(ROOT)
ASSIGNMENTS = assignments_in(COURSE.solutions)


@cache
def students(assignment: str) -> dict[str, Student]:
    return {student.name: student for student in read_students(COURSE, assignment)}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_table_has_every_sentence_and_no_other(assignment: str) -> None:
    asked = sentences_of(read_notebook(COURSE.master(assignment)))
    table = read_table(COURSE, assignment)
    missing = {task: [s for s in asked[task] if s not in table.get(task, {})] for task in asked}
    surplus = {task: [s for s in table[task] if s not in asked.get(task, [])] for task in table}
    assert not any(missing.values()), {task: found for task, found in missing.items() if found}
    assert not any(surplus.values()), {task: found for task, found in surplus.items() if found}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_whoever_breaks_a_sentence_loses_points_for_it(assignment: str) -> None:
    """A text above several test cells may be tested by the later ones."""
    order = [INTRODUCTION, *points_of_tests(assignment), CLOSING]
    wrong = []
    for task, rows in read_table(COURSE, assignment).items():
        below = order[order.index(task) :]
        for sentence, mistakes in rows.items():
            if mistakes == EXPLAINS:
                continue
            assert mistakes, f"{task}: nobody breaks {sentence!r}, and it is not marked as {EXPLAINS!r}"
            wrong += [f"{task}: {name} on {sentence!r}" for name in mistakes if not loses(assignment, name, below)]
    assert wrong == []


def loses(assignment: str, name: str, tasks: list[str]) -> bool:
    student = students(assignment).get(name)
    full = points_of_tests(assignment)
    return student is not None and any(
        high < full[task] for task, (_, high) in student.expected.items() if task in full and task in tasks
    )


@cache
def points_of_tests(assignment: str) -> dict[str, float]:
    cells = graded_cells(read_notebook(COURSE.master(assignment)))
    return {str(grade_id(cell)): cell["metadata"]["nbgrader"]["points"] for cell in cells}


def test_the_page_about_the_crowds_shows_the_tables_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    page = importlib.import_module("crowd_page").page(COURSE)
    written = (ROOT / "docs" / "crowd.md").read_text(encoding="utf-8")
    assert page == written, "run scripts/crowd_page.py"


def test_a_text_is_split_into_its_sentences() -> None:
    text = """## Task 1 · Words (2 points)

    Return the words. A full stop in `a. B` or $x. Y$ ends nothing, e.g. Here.
    **Do without** `split`. (It is allowed
    in tests.)

    $$ a. B $$

    - the first item;
    - the second. It has two sentences.

    | a | table |

    ```
    Code. Is left out.
    ```
    """
    assert sentences("\n".join(line.strip() for line in text.splitlines())) == [
        "Return the words.",
        "A full stop in `a. B` or $x. Y$ ends nothing, e.g. Here.",
        "**Do without** `split`.",
        "(It is allowed in tests.)",
        "the first item;",
        "the second.",
        "It has two sentences.",
    ]
