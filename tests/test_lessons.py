"""The form of a lesson: two tracks with their minutes, exercises whose solutions pass and whose wrong answers fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import nbclient
import pytest
from lessons import (
    DEEPER,
    OLD_FORM,
    ROOT,
    core_and_deeper,
    exercises,
    minutes,
    names_bound,
    names_read,
    read_lesson,
    sections,
    wrong_answers,
)
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.grading.kernels.warm import KERNEL, warm_kernels

ALL_LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = [path for path in ALL_LESSONS if not path.stem.startswith(OLD_FORM)]
BUGS = "Find the bug"
ROW = re.compile(r"^\|.*\|\s*([\d, ]+?)( \(deeper\))?\s*\|\s*(\d+)\s*\|$", re.MULTILINE)  # sections, minutes
TIME = re.compile(
    r"\*\*Time:\*\* about \d+ seconds for all cells on two CPU cores; (\d+) minutes for the core path, "
    r"(\d+) with the deeper sections\."
)
CORE_MINUTES = (45, 60)
MINUTES_MAY_DIFFER = 0.13  # of what the estimate says

read = cache(read_lesson)


def on(paths: list[Path]) -> Callable:
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


# Two tracks


@on(LESSONS)
def test_the_stated_minutes_are_those_of_the_tracks(path: Path) -> None:
    core, deeper = core_and_deeper(read(path))
    stated = TIME.search(read(path).cells[0].source)
    assert stated, "the opening lacks the line with the minutes of both tracks"
    core_minutes, all_minutes = int(stated[1]), int(stated[2])
    assert read(path).metadata["course"]["minutes"] == {"core": core_minutes, "all": all_minutes}
    assert CORE_MINUTES[0] <= core_minutes <= CORE_MINUTES[1]
    assert minutes(core) == pytest.approx(core_minutes, rel=MINUTES_MAY_DIFFER)
    assert minutes(core + deeper) == pytest.approx(all_minutes, rel=MINUTES_MAY_DIFFER)


@on(LESSONS)
def test_the_opening_table_adds_up(path: Path) -> None:
    """Each row of the table ends with its sections and their minutes; those of deeper sections say so."""
    rows = [(marked, int(taken)) for _, marked, taken in ROW.findall(read(path).cells[0].source)]
    stated = read(path).metadata["course"]["minutes"]
    assert sum(taken for marked, taken in rows if not marked) == stated["core"]
    assert sum(taken for _, taken in rows) == stated["all"]


@on(LESSONS)
def test_deeper_sections_are_marked_in_heading_and_metadata(path: Path) -> None:
    for heading, cells in sections(read(path)):
        marked = cells[0].metadata.get("course", {}).get("deeper", False)
        assert marked == heading.endswith(DEEPER), heading
    assert any(heading.endswith(DEEPER) for heading, _ in sections(read(path)))


@on(LESSONS)
def test_the_core_path_needs_no_deeper_section(path: Path) -> None:
    deeper = {cell.id for cell in core_and_deeper(read(path))[1]}
    in_core: set[str] = set()
    only_deeper: set[str] = set()
    for cell in read(path).cells:
        if cell.cell_type != "code":
            continue
        if cell.id in deeper:
            only_deeper |= names_bound(cell) - in_core
        else:
            assert not names_read(cell) & (only_deeper - names_bound(cell)), cell.id
            in_core |= names_bound(cell)
            only_deeper -= in_core


@on(LESSONS)
def test_ends_with_summary_five_questions_and_the_way_on(path: Path) -> None:
    assert [heading for heading, _ in sections(read(path))][-3:] == ["Summary", "Questions", "Next"]
    *_, (_, questions), (_, on_from_here) = sections(read(path))
    assert "".join(cell.source for cell in questions).count("<details>") == 5
    number = path.stem[:2]
    links = re.findall(r"\]\((\.\./assignments/|)([^)]+)\)", "".join(cell.source for cell in on_from_here))
    assert any(folder and target.startswith(number) for folder, target in links), "no link to the assignment"


# Exercises


@on(LESSONS)
def test_every_core_section_has_an_exercise(path: Path) -> None:
    numbered = [
        (heading, "".join(cell.source for cell in cells if cell.cell_type == "code"))
        for heading, cells in list(sections(read(path)))[1:]  # not the title
        if re.match(r"\d", heading) and not heading.endswith(DEEPER)
    ]
    without = [heading for heading, code in numbered[1:] if "quiz.your_turn(" not in code]
    assert without == [], "every core section after the first one, which shows the finished thing"


@on(LESSONS)
def test_three_to_five_bugs_are_there_to_find(path: Path) -> None:
    (bugs,) = [cells for heading, cells in sections(read(path)) if BUGS in heading]
    found = [cell for cell in bugs if cell.cell_type == "code" and "quiz.your_turn(" in cell.source]
    assert 3 <= len(found) <= 5
    for cell in found:
        assert "✗ Not yet" in "".join(output.get("text", "") for output in cell.outputs), f"{cell.id} is not broken"


@on(LESSONS)
def test_five_to_ten_predictions(path: Path) -> None:
    assert 5 <= sum(cell.source.count("quiz.predict(") for cell in read(path).cells) <= 10


@on(ALL_LESSONS)
def test_no_stored_output_gives_a_prediction_away(path: Path) -> None:
    """The output next to a prediction stays hidden until its cell is run, unless the answer is folded above it."""
    for _, cells in sections(read(path)):
        for place, cell in enumerate(cells):
            if "quiz.predict(" not in cell.source or cells[place + 1].source.startswith("<details>"):
                continue
            answer = next((each for each in cells[place + 1 : place + 5] if each.get("outputs")), None)
            is_hidden = answer is None or answer.metadata.get("jupyter", {}).get("outputs_hidden", False)
            assert is_hidden, f"{answer.id} shows what {cell.id} asks"


@pytest.fixture(scope="module")
def warm() -> Iterator[None]:
    with warm_kernels():
        yield


@pytest.mark.slow
@on(LESSONS)
def test_every_solution_passes_and_every_wrong_answer_fails(path: Path, warm: None) -> None:
    """The lesson is run with the solutions in their places, each behind its wrong answers."""
    lesson, wrong = read_lesson(path), wrong_answers(path.stem)
    solved = {exercise.cell: exercise for exercise in exercises(lesson)}
    assert wrong.keys() == solved.keys(), "every exercise needs a wrong answer"
    cells = []
    for cell in lesson.cells:
        if exercise := solved.get(cell.id):
            cells += [new_code_cell(exercise.answered(answer), metadata={"is": "wrong"}) for answer in wrong[cell.id]]
            cell.source = exercise.answered(exercise.solution)
        cells.append(cell)
    lesson.cells = cells
    run(lesson, path)
    for cell in lesson.cells:
        said = [line for output in cell.get("outputs", []) for line in output.get("text", "").splitlines()]
        if cell.metadata.get("is") == "wrong":
            assert any(line.startswith("✗ Not yet") for line in said), f"{cell.source}\n{said}"
        elif cell.id in solved:
            assert said.count("✓ Right.") == solved[cell.id].num_checks, f"{cell.source}\n{said}"


def run(lesson: NotebookNode, path: Path) -> None:
    """Run a lesson in a warm kernel; an error that no cell announces fails the test."""
    where = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(lesson, kernel_name=KERNEL, timeout=300, resources=where).execute()
