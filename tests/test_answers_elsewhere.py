"""An answer counts wherever it stands, and whatever an editor did to the ids: what is rebuilt passes when it is run."""

from __future__ import annotations

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from test_sanitise import answer, locked_test, sources

from course_utils.grading.course.layout import CourseError
from course_utils.grading.submission.sanitise import restore

IMPORTS = "import math\nfrom math import inf as Number"
ROOT = "def root(x: Number):\n    return math.sqrt(x)"
PAIR = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2"
CLASS = "class Counter:\n    start = 3\n\n    def up(self):\n        return self.start + 1"
ROOT_TEST = 'check.task("root_test", lesson="1")\nassert root(9) == 3'
PAIR_TEST = 'check.task("pair_test")\nassert (double(3), half(3)) == (6, 1.5)'
CLASS_TEST = "assert Counter().up() == 4"
EVERYTHING = {"root", "pair", "class"}


def stub(code):
    return "\n".join(
        "        # YOUR CODE HERE\n        raise NotImplementedError()".replace("        ", line[: -len(line.lstrip())])
        if "return" in line
        else line
        for line in code.split("\n")
    )


@pytest.fixture
def released():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell(IMPORTS, id="imports"),
            new_markdown_cell("## Task 1", id="task-1"),
            answer("root", stub(ROOT)),
            locked_test("root_test", ROOT_TEST),
            new_markdown_cell("## Task 2", id="task-2"),
            answer("pair", stub(PAIR)),
            locked_test("pair_test", PAIR_TEST),
            answer("class", stub(CLASS)),
            locked_test("class_test", CLASS_TEST),
            new_code_cell("print('the end')", id="end"),
        ]
    )


@pytest.fixture
def submitted(released):
    notebook = copy.deepcopy(released)
    for index, source in ((3, ROOT), (6, PAIR), (8, CLASS)):
        notebook.cells[index].source = source
    return notebook


class Check:
    """Stands in for `course_utils.check`."""

    def task(self, *names, **settings):
        """Do nothing."""


def passed(notebook):
    """Run a notebook as a kernel does; return which of its test cells pass."""
    names, right = {"check": Check()}, set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            exec(cell.source, names)
        except Exception:
            continue
        if cell.metadata.get("nbgrader", {}).get("grade"):
            right.add(cell.metadata.nbgrader.grade_id.removesuffix("_test"))
    return right


def rebuilt(submitted, released):
    """Return the rebuilt notebook, in which the release is whole and in order, and the notes."""
    notebook, notes = restore(submitted, released)
    ids = [cell.id for cell in released.cells]
    assert [cell.id for cell in notebook.cells if cell.id in ids] == ids
    tests = [cell.source for cell in released.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [cell.source for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")] == tests
    return notebook, notes


def test_the_stubs_fail_and_the_answers_pass(submitted, released):
    assert passed(rebuilt(released, released)[0]) == set()
    assert passed(rebuilt(submitted, released)[0]) == EVERYTHING


def fresh(source):
    return new_code_cell(source)


def deleted_and_retyped(cells):
    cells[3:4] = [fresh(ROOT)]


def joined_to_the_cell_above(cells):
    cells[1].source += "\n\n" + ROOT
    del cells[3]


def joined_to_the_test_cell_below(cells):
    cells[4].source = f"{ROOT}\n\n{ROOT_TEST}"
    del cells[3]


def joined_below_the_test(cells):
    cells[4].source = f"{ROOT_TEST}\n\n{ROOT}"
    del cells[3]


def joined_to_another_answer(cells):
    cells[6].source += "\n\n" + CLASS
    del cells[8]


def joined_to_an_answer_further_down(cells):
    cells[8].source = f"{ROOT}\n\n\n{CLASS}"
    del cells[3]


def typed_above_the_stub(cells):
    cells[3].source = stub(ROOT)
    cells.insert(3, fresh(ROOT))


def typed_below_the_stub(cells):
    cells[3].source = stub(ROOT)
    cells.insert(4, fresh(ROOT))


def typed_above_the_imports(cells):
    del cells[3]
    cells.insert(0, fresh(ROOT))


def typed_below_the_test_cell(cells):
    cells[3].source = stub(ROOT)
    cells.insert(5, fresh(ROOT))


def deleted_and_typed_at_the_end(cells):
    cells.append(fresh(ROOT))
    del cells[3]


def typed_below_with_an_import_and_a_helper_between(cells):
    del cells[3]
    own = [
        "import math as m",
        "def helper(x):\n    return m.sqrt(x)",
        "unused = 1",
        "def root(x):\n    return helper(x)",
    ]
    cells += map(fresh, own)


def the_last_of_several_below_counts(cells):
    del cells[3]
    cells += [fresh("def root(x):\n    return 0"), fresh(ROOT)]


def wrapped_below_the_test_cell(cells):
    del cells[3]
    cells += [fresh("def root(x):\n    return x"), fresh("def root(x, root=root):\n    return math.sqrt(root(x))")]


def copied_stub_below_the_answer(cells):
    cells.insert(4, fresh(stub(ROOT)))


def one_half_in_another_cell(cells):
    half = PAIR.partition("\n\n\n")[2]
    cells[6].source = PAIR.replace(half, stub(half))
    cells.insert(6, fresh(half))


def as_a_variable(cells):
    cells[3].source = stub(ROOT)
    cells.insert(3, fresh("root = lambda x: math.sqrt(x)"))


def imported_above(cells):
    cells[3].source = stub(ROOT)
    cells.insert(3, fresh("from math import sqrt as root"))


def with_a_decorator_and_a_branch(cells):
    cells[3].source = stub(ROOT)
    cells.insert(3, fresh(f"if True:\n    @(lambda f: f)\n    {ROOT.replace(chr(10), chr(10) + '    ')}"))


def the_stub_without_its_comment(cells):
    cells[3].source = 'def root(x):\n    """Later."""\n    raise NotImplementedError'
    cells.insert(3, fresh(ROOT))


def star_import_in_place_of_the_cell(cells):
    cells[1].source += "\nfrom math import *\nexec('def root(x): return sqrt(x)')"
    del cells[3]


HABITS = [
    *(deleted_and_retyped, joined_to_the_cell_above, joined_to_the_test_cell_below, joined_below_the_test),
    *(joined_to_another_answer, joined_to_an_answer_further_down, typed_above_the_stub, typed_below_the_stub),
    *(typed_above_the_imports, typed_below_the_test_cell, deleted_and_typed_at_the_end),
    *(typed_below_with_an_import_and_a_helper_between, the_last_of_several_below_counts, wrapped_below_the_test_cell),
    *(copied_stub_below_the_answer, one_half_in_another_cell, as_a_variable, imported_above),
    *(with_a_decorator_and_a_branch, the_stub_without_its_comment, star_import_in_place_of_the_cell),
]


@pytest.mark.parametrize("habit", HABITS)
def test_an_answer_counts_wherever_it_stands(habit, submitted, released):
    habit(submitted.cells)
    notebook, _ = rebuilt(submitted, released)
    assert passed(notebook) == EVERYTHING
    assert passed(rebuilt(notebook, released)[0]) == EVERYTHING, "rebuilding again changes nothing"


@pytest.mark.parametrize("habit", HABITS)
def test_it_counts_without_any_ids_too(habit, submitted, released):
    habit(submitted.cells)
    for cell in submitted.cells:
        cell.metadata = {}
        del cell["id"]
    notebook, _ = rebuilt(submitted, released)
    assert passed(notebook) == EVERYTHING


NOTES = {
    deleted_and_retyped: "the answer cell 'root' was deleted; its answer was found in a new cell at its place",
    joined_to_the_cell_above: "the answer cell 'root' was deleted; its answer was found in the cell 'imports'",
    joined_to_another_answer: "the answer cell 'class' was deleted; its answer was found in the cell 'pair'",
    typed_above_the_stub: "the answer cell 'root' was left as it was; its answer was found below the cell 'task-1'",
    typed_below_the_test_cell: (
        "the answer cell 'root' was left as it was; its answer was found below the cell 'root_test'"
    ),
    deleted_and_typed_at_the_end: "the answer cell 'root' was deleted; its answer was found below the cell 'end'",
    typed_above_the_imports: "the answer cell 'root' was deleted; its answer was found in the first cell",
}


@pytest.mark.parametrize("habit", NOTES)
def test_a_note_says_where_the_answer_was_found(habit, submitted, released):
    habit(submitted.cells)
    assert rebuilt(submitted, released)[1] == [NOTES[habit]]


def test_many_retyped_answers_are_one_note(submitted, released):
    released.cells += [answer("more", "def more():\n    raise NotImplementedError()")]
    for index, source in ((3, ROOT), (6, PAIR), (8, CLASS)):
        submitted.cells[index] = fresh(source)
    submitted.cells.append(fresh("def more():\n    return 1"))
    assert rebuilt(submitted, released)[1] == [
        "4 answers were found in other cells; their own were deleted or left as they were"
    ]


# Ids and metadata lost


def without_ids(notebook):
    for cell in notebook.cells:
        del cell["id"]
    return notebook


def without_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def test_without_ids_no_released_cell_stands_twice(submitted, released):
    submitted.cells[1].source = f"from google.colab import drive\n{IMPORTS}"
    notebook, notes = rebuilt(without_ids(submitted), released)
    assert sources(notebook) == sources(submitted)
    assert notes == []


def test_without_ids_and_metadata_every_cell_is_known_by_its_text(submitted, released):
    submitted.cells[4].source = ROOT_TEST.replace("== 3", "== 4")
    notebook, notes = rebuilt(without_metadata(without_ids(submitted)), released)
    assert len(notebook.cells) == len(released.cells)
    assert passed(notebook) == EVERYTHING
    assert notes == ["the test cell 'root_test' was changed; the original was used"]


def test_answers_alone_in_a_notebook_of_ones_own_are_graded(released):
    own = new_notebook(cells=[fresh("import math\nNumber = float"), *map(fresh, (CLASS, ROOT, PAIR))])
    assert passed(rebuilt(own, released)[0]) == EVERYTHING


def test_everything_in_one_cell_is_graded(released):
    own = new_notebook(cells=[fresh("\n\n\n".join(("import math\nNumber = float", CLASS, ROOT, PAIR)))])
    assert passed(rebuilt(own, released)[0]) == EVERYTHING


@pytest.mark.parametrize("text", ["x = 1", "def root(x):\n    return x", stub(ROOT) + "\n" + stub(PAIR)])
def test_a_notebook_with_few_answers_and_nothing_else_is_refused(text, released):
    with pytest.raises(CourseError, match="may be another assignment's"):
        restore(new_notebook(cells=[fresh(text)]), released)


def test_another_assignments_answers_are_not_taken_for_this_ones(released):
    other = [answer(name, source) for name, source in (("a", ROOT), ("b", PAIR), ("c", CLASS))]
    for number, cell in enumerate(other):
        cell.id = f"other-{number}"
    with pytest.raises(CourseError, match="may be another assignment's"):
        restore(new_notebook(cells=other), released)


def test_an_answer_without_names_is_known_by_its_place(submitted, released):
    released.cells.insert(2, answer("training", "print('training')\n# YOUR CODE HERE\nraise NotImplementedError()"))
    own = [fresh("scratch = 1"), fresh("losses = [1.0]\ntotal = sum(losses)")]
    submitted.cells[2:2] = own
    notebook, _ = rebuilt(without_metadata(without_ids(submitted)), released)
    assert sources(notebook)[2:4] == ["scratch = 1", own[1].source]
    assert len(notebook.cells) == len(released.cells) + 1


# What nobody gains


def test_a_right_answer_is_not_replaced_by_one_further_down(submitted, released):
    submitted.cells.append(fresh("def root(x):\n    return 0"))
    notebook, notes = rebuilt(submitted, released)
    assert passed(notebook) == EVERYTHING
    assert (sources(notebook)[-1], notes) == ("def root(x):\n    return 0", [])


@pytest.mark.parametrize(
    "pretence", ["if False:\n    def root(x):\n        return 3", "del root\nroot: int", "root = None"]
)
def test_who_only_pretends_to_answer_gets_nothing(pretence, submitted, released):
    submitted.cells[3].source = stub(ROOT)
    submitted.cells.insert(4, fresh(pretence))
    assert passed(rebuilt(submitted, released)[0]) == EVERYTHING - {"root"}


@pytest.mark.parametrize("place", [0, 3, 5, 11])
def test_a_forged_test_cell_changes_no_test_cell(place, submitted, released):
    submitted.cells[3].source = stub(ROOT)
    submitted.cells.insert(place, fresh('check.task("root_test")\ndef root(x):\n    raise ValueError'))
    submitted.cells.insert(place, fresh(ROOT_TEST))
    without_metadata(without_ids(submitted))
    assert passed(rebuilt(submitted, released)[0]) == EVERYTHING - {"root"}


def test_cells_without_end_are_rebuilt_in_a_moment(submitted, released):
    submitted.cells[3].source = stub(ROOT)
    submitted.cells += [fresh(f"root{number} = root") for number in range(1900)]
    without_metadata(without_ids(submitted))
    notebook, _ = rebuilt(submitted, released)
    assert len(notebook.cells) == len(released.cells) + 1900
