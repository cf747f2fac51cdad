"""The trace that tells a loop, wherever it is hidden, from operations on whole tensors."""

from __future__ import annotations

import sys

import pytest

from course_utils.source.steps import is_loop

IMPORTS = """
import concurrent.futures
import functools
import numpy as np
import torch
from torch import nn
"""


def loops(code: str) -> bool:
    """Whether a student's `f`, in a cell, is found to have a loop over the items of its argument."""
    names: dict[str, object] = {"__name__": "__main__"}
    exec(compile(IMPORTS + code, "/tmp/ipykernel_1/1.py", "exec"), names)
    few, many = [
        eval(compile(f"lambda: f(torch.arange({n}.0))", "/tmp/ipykernel_1/2.py", "eval"), names) for n in (9, 2000)
    ]
    return is_loop(few, many)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x): return torch.stack([y * 2 for y in x])",
        "def f(x): return sum(y for y in x.tolist())",
        "def f(x):\n    i = 0\n    while i < len(x): i += 1",
        "def f(x):\n    for y in x.tolist(): pass",
        "def f(x): exec('for y in x: y + 1', {'x': x})",
        "def f(x): return list(eval('m' + 'ap')(torch.exp, x))",
        "def f(x): return list(map(lambda y: y, x.tolist()))",
        "def f(x): return functools.reduce(lambda y, z: y + z, x)",
        "def f(x): return np.vectorize(lambda y: y)(x.numpy())",
        "def f(x): return x.clone().apply_(lambda y: y + 1)",
        "def f(x): return torch.cat([f(x[: len(x) // 2]), f(x[len(x) // 2 :])]) if len(x) > 1 else x",
        "def f(x): return list(concurrent.futures.ThreadPoolExecutor(1).map(lambda y: y, x.tolist()))",
        "def f(x):\n    try:\n        for y in x: y + 1\n    except: pass",
    ],
)  # fmt: skip
def test_a_loop_is_found_however_it_is_written(code: str) -> None:
    assert loops(code)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x): return x.cumsum(0)",
        "def f(x): return x.unique(return_counts=True)",
        "def f(x): return torch.zeros(len(x)).scatter_add(0, x.long(), x)",
        "def f(x): return nn.utils.rnn.pad_sequence(x.split([1] * len(x)))",
        "def f(x): return torch.einsum('i,i->', x, x).item()",
        "def f(x):\n    print(x, x.reshape(-1, 1), x.tolist())\n    assert (x >= 0).all()\n    return x.max().item()",
        "def f(x):\n    for scale in (1, 2, 3): x = x / scale\n    return x",
        "def f(x): return torch.cat([part.exp() for part in x.split(100)]) if len(x) > 1000 else x.exp()",
        "def f(x): return np.bincount(x.numpy().astype(int), weights=x.numpy())",
        "def f(x): raise ValueError",
        "def f(x):\n    if len(x) > 1000: raise ValueError",
    ],
)  # fmt: skip
def test_operations_on_whole_tensors_are_no_loop(code: str) -> None:
    assert not loops(code)


def test_nothing_watches_afterwards() -> None:
    before = sys.gettrace()
    loops("def f(x):\n    for y in x: y + 1")
    assert sys.gettrace() is before
