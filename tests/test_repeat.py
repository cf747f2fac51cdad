"""What a fresh kernel runs again before a notebook goes on."""

from __future__ import annotations

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.grading.submission.repeat import to_repeat


def test_cell(source: str) -> NotebookNode:
    return new_code_cell(source, metadata={"nbgrader": {"grade": True, "solution": False, "grade_id": "t"}})


test_cell.__test__ = False  # type: ignore[attr-defined]  # a helper, whatever its name


def test_all_above_is_run_again_but_the_killers_and_what_was_judged() -> None:
    cells = [new_code_cell("import a"), new_code_cell("f = 1"), test_cell("f"), new_code_cell("g = 2"), test_cell("g")]
    assert to_repeat(cells, 5, without={2}) == [1, 4]


def test_nothing_is_run_again_before_the_first_cell() -> None:
    assert to_repeat([test_cell("x")], 1, without=()) == []


def test_a_test_cell_is_run_again_for_what_one_below_reads_of_it() -> None:
    cells = [test_cell("def helper(): ..."), test_cell("other = 1"), new_code_cell("f = 1"), test_cell("helper(f)")]
    assert to_repeat(cells, 4, without=()) == [1, 3]


def test_what_that_one_reads_is_run_again_too() -> None:
    cells = [test_cell("import tools as t"), test_cell("helper = t.make()"), test_cell("helper(1)")]
    assert to_repeat(cells, 3, without=()) == [1, 2]


def test_a_name_that_each_test_cell_binds_for_itself_binds_none_together() -> None:
    cells = [test_cell("x = 1\nf(x)"), test_cell("x = 2\nf(x)")]
    assert to_repeat(cells, 2, without=()) == []


def test_a_test_cell_that_killed_is_not_run_again_whatever_is_read_of_it() -> None:
    cells = [test_cell("helper = 1"), test_cell("helper")]
    assert to_repeat(cells, 2, without={1}) == []


def test_a_test_cell_that_cannot_be_parsed_is_no_obstacle() -> None:
    assert to_repeat([test_cell("def ("), test_cell("x")], 2, without=()) == []
