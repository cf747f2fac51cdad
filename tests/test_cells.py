"""A cell's code as a syntax tree: what only IPython understands is taken out in linear time."""

from __future__ import annotations

import ast
import gc
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.source.cells import parse, parse_cell

PROPERTY = settings(deadline=None, derandomize=True, database=None)
FUNCTION = "def f(x):\n    return x.exp()"


def names(source: str) -> list[str]:
    """The functions that a cell defines, and what else it binds, in order."""
    found = []
    for node in parse_cell(source).body:
        if isinstance(node, ast.FunctionDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return found


@pytest.mark.parametrize(
    "line",
    [
        "print('%d rows'\n      % len(x))",
        "m = (7\n % 4)",
        "text = '''\n%matplotlib inline\n!ls\n'''",
        "total = 7 \\\n % 4",
        "torch.exp?",
        "?x",
        "torch.exp??",
        "files = !ls",
        "took = %timeit -o sum(x)",
        "%matplotlib inline",
        "!ls",
        "!ls 'an open quote (",
        "!ls \\\n   -l",
        "%timeit -n 1 (\n",
        "if True:\n    %matplotlib inline",
        "for n in x:\n    !echo {n}",
        "'''a (''' # comment (\n%pip list",
    ],
)
def test_ipythons_own_lines_do_not_hide_a_definition(line: str) -> None:
    assert "f" in names(f"{line}\n{FUNCTION}")


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%prun", "\n%%time", "%%capture\n%%time"])
def test_a_cell_below_a_magic_that_runs_it_defines_its_names(magic: str) -> None:
    assert names(f"{magic}\n{FUNCTION}") == ["f"]


@pytest.mark.parametrize("magic", ["%%writefile notes.py", "%%bash", "%%timeit", "%%html", "%%javascript"])
def test_a_cell_below_another_magic_defines_nothing(magic: str) -> None:
    assert names(f"{magic}\n{FUNCTION}") == []


@pytest.mark.parametrize("cell", ["%time f = 3", "    f = 3", ">>> f = 3\n... \n", "  %time f = 3\n"])
def test_what_ipython_runs_all_the_same_is_read(cell: str) -> None:
    assert names(cell) == ["f"]


def test_a_line_keeps_its_number() -> None:
    assert parse_cell(f"%%time\n!ls \\\n  -l\n{FUNCTION}").body[-1].lineno == 4


@pytest.mark.parametrize("cell", ["this is no Python", "x = " + "1 + " * 100_000 + "1", "(" * 100_000, "\0", "\ud800"])
def test_what_cannot_be_parsed_counts_as_empty(cell: str) -> None:
    assert parse_cell(cell).body == []


@pytest.mark.parametrize(
    "line",
    ["%matplotlib inline\n", "!ls\n", "x = %who\n", "x?\n", "%%time\n", "x = !ls (\n", "'" * 3 + "%\n", "% \\\n"],
)
def test_many_magics_take_no_longer_than_as_many_lines(line: str) -> None:
    """IPython's own way took over 300 seconds for 40 KB of them, and raised from 501 of them on."""
    start = time.process_time()
    parse_cell(line * (190_000 // len(line)))
    assert time.process_time() - start < 5


@PROPERTY
@given(st.text(alphabet="ab%!?=()'\"\\\n #:{}[]ef", max_size=60))
def test_no_text_stops_the_reader(cell: str) -> None:
    assert isinstance(parse_cell(cell), ast.Module)


@PROPERTY
@given(st.lists(st.sampled_from(["%time", "!ls (", "x?", "y = %who '", "z = !ls"]), max_size=5))
def test_magics_above_a_function_change_nothing_in_it(lines: list[str]) -> None:
    function = parse_cell("\n".join([*lines, FUNCTION])).body[-1]
    assert ast.unparse(function) == FUNCTION


def test_a_cell_is_parsed_once() -> None:
    assert parse_cell(FUNCTION) is parse_cell(FUNCTION)


def test_threads_may_parse_at_once() -> None:
    code = "\n".join(f"def f{n}(x):\n    return [x + {n} for y in range({n}) if x > {n}]" for n in range(60))
    threshold = gc.get_threshold()
    gc.callbacks.append(make_garbage)
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert {len(tree.body) for tree in pool.map(parse, [code] * 100)} == {60}
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(make_garbage)


class Cyclic:
    """Garbage whose end runs code, at which another thread may take over."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        sum(range(3000))


def make_garbage(phase, info):
    Cyclic()
