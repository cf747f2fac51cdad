"""A submission is rebuilt on the release: answers are kept, everything else is the instructor's."""

from __future__ import annotations

import ast
import copy
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.submission.sanitise import restore
from course_utils.source import cells as cells_of_code


def answer(name, source):
    nbgrader = {"grade_id": name, "solution": True, "grade": False, "locked": False, "schema_version": 3}
    return new_code_cell(source, id=name, metadata={"nbgrader": nbgrader})


def locked_test(name, source):
    nbgrader = {"grade_id": name, "solution": False, "grade": True, "locked": True, "points": 2, "schema_version": 3}
    return new_code_cell(source, id=name, metadata={"nbgrader": nbgrader})


@pytest.fixture
def released():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell("import torch", id="imports"),
            answer("first", "raise NotImplementedError()"),
            locked_test("first_test", "check(first)"),
            answer("second", "raise NotImplementedError()"),
            locked_test("second_test", "check(second)"),
        ]
    )


@pytest.fixture
def submitted(released):
    notebook = copy.deepcopy(released)
    notebook.cells[2].source = "first = 1"
    notebook.cells[4].source = "second = 2"
    return notebook


@pytest.mark.parametrize(("size", "cells"), [(90_000, 100), (24_000, 300)])
def test_of_megabytes_of_code_little_is_parsed(monkeypatch, size, cells):
    """Nine megabytes in short cells took minutes and more than a gigabyte."""
    parsed = []

    def parse(source):
        parsed.append(len(source))
        return ast.parse(source)

    monkeypatch.setattr(cells_of_code, "parse", parse)
    cell = answer("first", "def first():\n    raise NotImplementedError()")
    released = new_notebook(cells=[cell, locked_test("first_test", "check(first)")])
    submitted = copy.deepcopy(released)
    long = "f();" * (size // 4)
    submitted.cells[1:1] = [new_code_cell(f"{long}{number}\ndef first():\n    return 1") for number in range(cells)]
    restored, _ = restore(submitted, released)
    assert len(restored.cells) == cells + 2
    assert sum(parsed) <= cells_of_code.MAX_TOTAL + 1000  # and the release


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_answers_are_taken_over_and_nothing_is_noted(submitted, released):
    notebook, notes = restore(submitted, released)
    assert sources(notebook) == sources(submitted)
    assert notes == []


def test_a_changed_test_cell_is_the_original_again(submitted, released):
    submitted.cells[3].source = "pass"
    submitted.cells[3].metadata.nbgrader.points = 1000
    submitted.cells[3].metadata.tags = ["skip-execution"]
    notebook, notes = restore(submitted, released)
    assert notebook.cells[3] == released.cells[3]
    assert "'first_test' was changed" in notes[0]


def test_a_test_that_was_mended_since_is_not_the_students_doing(submitted, released):
    cell = submitted.cells[3]
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    released.cells[3].source = "check(first, more)"
    notebook, notes = restore(submitted, released)
    assert notebook.cells[3] == released.cells[3]
    assert notes == []


@pytest.mark.parametrize("nbgrader", [{"points": "many"}, {"checksum": []}, {"points": None}, {"grade": []}])
def test_a_changed_test_with_odd_metadata_is_noted(submitted, released, nbgrader):
    submitted.cells[3].source = "pass"
    submitted.cells[3].metadata.nbgrader.update({"checksum": "0", **nbgrader})
    assert "'first_test' was changed" in restore(submitted, released)[1][0]


def test_another_assignments_notebook_is_refused(released):
    other = new_notebook(cells=[answer("third", "third = 3"), locked_test("third_test", "check(third)")])
    with pytest.raises(CourseError, match="may be another assignment's"):
        restore(other, released)


def test_a_test_cell_declared_an_answer_is_still_a_test(submitted, released):
    submitted.cells[3].metadata.nbgrader.update(solution=True, grade=False, locked=False)
    submitted.cells[3].source = "pass"
    assert restore(submitted, released)[0].cells[3] == released.cells[3]


def test_deleted_cells_are_put_back_in_order(submitted, released):
    submitted.cells = [submitted.cells[2], submitted.cells[5]]
    notebook, notes = restore(submitted, released)
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in released.cells]
    assert notebook.cells[2].source == "first = 1"
    assert notebook.cells[4].source == "raise NotImplementedError()"
    assert len(notes) == 1
    assert "'first_test' was deleted" in notes[0]


def test_moved_cells_go_back_to_their_places(submitted, released):
    submitted.cells.reverse()
    assert sources(restore(submitted, released)[0])[2:] == ["first = 1", "check(first)", "second = 2", "check(second)"]


def test_a_copied_test_cell_is_left_out_and_a_copied_answer_runs_behind_the_first(submitted, released):
    copied = copy.deepcopy(submitted.cells[2])
    copied.source = "first = 10"
    submitted.cells[3:3] = [copied, copy.deepcopy(submitted.cells[3])]
    notebook, notes = restore(submitted, released)
    assert sources(notebook)[2:5] == ["first = 1", "first = 10", "check(first)"]
    assert sources(notebook).count("check(first)") == 1
    assert "the answer cell 'first' was copied" in notes[0]
    assert "the test cell 'first_test' was copied" in notes[1]


def test_added_cells_stay_where_they_were_without_their_metadata(submitted, released):
    helper = new_code_cell("helper = 3", metadata={"tags": ["skip-execution"], "nbgrader": {"grade": True}})
    submitted.cells.insert(4, helper)
    submitted.cells.insert(0, new_markdown_cell("my notes"))
    notebook, _ = restore(submitted, released)
    assert sources(notebook)[0] == "my notes"
    added = notebook.cells[sources(notebook).index("helper = 3")]
    assert notebook.cells.index(added) == 5
    assert added.metadata == {}
    nbformat.validate(notebook)


def test_no_output_of_the_students_survives(submitted, released):
    submitted.cells[3].outputs = [
        nbformat.v4.new_output("execute_result", data={"text/plain": "2.0"}, execution_count=1)
    ]
    submitted.cells[3].execution_count = 1
    cell = restore(submitted, released)[0].cells[3]
    assert cell.outputs == []
    assert cell.execution_count is None


def test_a_notebook_without_cell_ids_is_understood(submitted, released):
    for cell in submitted.cells:
        del cell["id"]
    notebook, notes = restore(submitted, released)
    assert "first = 1" in sources(notebook)
    assert sources(notebook).count("check(second)") == 1
    assert notes == []
    nbformat.validate(notebook)


def test_answers_are_found_by_cell_id_when_nbgraders_metadata_are_lost(submitted, released):
    for cell in submitted.cells:
        cell.metadata = {}
    notebook, notes = restore(submitted, released)
    assert sources(notebook) == sources(submitted)
    assert notebook.cells[3] == released.cells[3]
    assert notes == []


def test_repeating_changes_nothing(submitted, released):
    submitted.cells.insert(3, new_code_cell("extra = 1"))
    once, _ = restore(submitted, released)
    twice, _ = restore(once, released)
    assert sources(twice) == sources(once)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"cells": 3}',
        '{"cells": [3]}',
        '{"cells": [{"cell_type": "code", "source": 3, "metadata": {}}]}',
        '{"cells": [{"source": "x"}]}',
        '{"nbformat": 3, "worksheets": 5}',
        "[" * 100_000,
    ],
)
def test_what_is_no_notebook_is_refused_in_one_sentence(tmp_path, text):
    path = tmp_path / "work.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"work\.ipynb is not a notebook"):
        read_notebook(path)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "work.ipynb"
    path.write_bytes(b"\xff\xfe{\x00}\x00")
    with pytest.raises(CourseError, match="not a notebook"):
        read_notebook(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"work\.ipynb is missing"):
        read_notebook(tmp_path / "work.ipynb")


def test_sources_as_lists_of_lines_are_joined(tmp_path, submitted):
    content = json.loads(nbformat.writes(submitted))
    assert isinstance(content["cells"][2]["source"], list)
    path = tmp_path / "work.ipynb"
    path.write_text("\ufeff" + json.dumps(content), encoding="utf-8")
    assert read_notebook(path).cells[2].source == "first = 1"
