"""What the code of a notebook calls, read from the syntax tree."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from course_utils.sources import calls_within, parse, parse_cell

SOURCES = [
    "import torch.nn as nn\n%matplotlib inline",
    "def helper(x):\n    return nn.GRUCell(2, 3)(x)",
    "class Cell(nn.Module):\n    def forward(self, x):\n        return helper(x)",
    "def load(path):\n    return torch.load(path, weights_only=True)",
    "this is no Python",
]


def test_source_follows_the_notebooks_own_functions():
    assert "GRUCell" in calls_within(SOURCES, "Cell")
    assert "GRUCell" not in calls_within(SOURCES, "load")
    assert calls_within(SOURCES, "missing") is None


@pytest.mark.parametrize("line", ["for i in x: pass", "return [i for i in x]", "return sum(i for i in x)"])
def test_a_loop_is_found_by_its_word(line):
    assert calls_within([f"def f(x):\n    {line}"], "f") >= {"for"}
    assert "for" not in calls_within(["def f(x):\n    return x.sum()"], "f")
    assert "while" in calls_within(["def f(x):\n    while x: x.pop()"], "f")


def test_threads_may_parse_at_once():
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


def test_a_function_of_ones_own_may_have_any_name():
    own = ["def linear(x):\n    return x @ w", "def layer(x):\n    return linear(x)"]
    assert "linear" not in calls_within(own, "layer")
    borrowed = ["def linear(x):\n    return F.linear(x, w)", "def layer(x):\n    return linear(x)"]
    assert "linear" in calls_within(borrowed, "layer")
    assert "linear" in calls_within(["def layer(x):\n    return linear(x)"], "layer")


def test_the_last_definition_counts():
    sources = ["def f():\n    return sum([1])", "def f():\n    return 1"]
    assert "sum" not in calls_within(sources, "f")


@pytest.mark.parametrize(
    "later",
    [
        "f, g = lambda x: softmax(x), f",
        "f = softmax",
        "from torch import softmax as f",
        "try:\n    f = cache(f)\nexcept NameError:\n    f = softmax",
        "%%time\ndef f(x):\n    return softmax(x)",
        "if True:\n    def f(x):\n        return softmax(x)",
        "f: object = lambda x: softmax(x)",
    ],
)
def test_what_a_name_is_bound_to_last_counts(later):
    assert "softmax" in calls_within(["def f(x):\n    return x.exp()", later], "f")


def test_a_wrapped_function_keeps_what_is_in_it():
    assert calls_within(["def f(x):\n    return x.exp()", "f = cache(f)"], "f") >= {"exp", "cache"}


@pytest.mark.parametrize(
    "later", ["%%writefile notes.py\ndef f(x):\n    pass", "g = f(3)", "f.x = 3", "y = softmax(3)"]
)
def test_what_binds_nothing_changes_nothing(later):
    assert calls_within(["def f(y):\n    return y.exp()", later], "f") == {"y", "exp"}


@pytest.mark.parametrize(
    "line",
    [
        "print('%d rows'\n      % len(x))",
        "m = (7\n % 4)",
        "torch.exp?",
        "files = !ls",
        "%matplotlib inline",
        "!ls",
        "?x",
    ],
)
def test_ipythons_own_lines_do_not_hide_a_definition(line):
    assert calls_within([f"{line}\ndef f(x):\n    return x.exp()"], "f") == {"x", "exp"}


@pytest.mark.parametrize("cell", ["this is no Python", "x = " + "1 + " * 100_000 + "1", "(" * 100_000, "\0"])
def test_what_cannot_be_parsed_counts_as_empty(cell):
    assert parse_cell(cell).body == []
