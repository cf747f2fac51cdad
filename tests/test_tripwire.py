"""The trace beside a source check: which functions of libraries the student's code called."""

from __future__ import annotations

import sys
import threading

import pytest
import torch

from course_utils.source.tripwire import called_while, watch_threads_from_now_on

IMPORTS = """
import functools
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.checkpoint import checkpoint
x = torch.arange(9.0).reshape(3, 3) + 10 * torch.eye(3)
script = torch.jit.CompilationUnit("def g(x):\\n    return torch.softmax(x, 1)\\n")
"""


def called(code: str, names: str, call: str = "f(x)", most_calls: int | None = None) -> set[str]:
    """Which names the cell of a student called when a test cell runs `call`."""
    names_of_notebook: dict[str, object] = {"__name__": "__main__"}
    exec(compile(IMPORTS + code, "/tmp/ipykernel_1/1.py", "exec"), names_of_notebook)
    run = eval(compile(f"lambda: {call}", "/tmp/ipykernel_1/2.py", "eval"), names_of_notebook)
    return set(called_while(run, names.split(), names_of_notebook["f"], most_calls))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("softmax", "def f(x): return getattr(torch, 'soft' + 'max')(x, 1)"),
        ("softmax", "def f(x): return x.softmax(1)"),
        ("softmax", "def f(x): return list(map(functools.partial(F.softmax, dim=1), [x]))"),
        ("softmax", "def f(x): return list(map(functools.partial(torch.softmax, dim=1), [x]))"),
        ("softmax", "sm = [torch.softmax]\ndef f(x): return sm[0](x, 1)"),
        ("softmax", "def f(x): exec('torch.softmax(x, 1)', globals(), {'x': x})"),
        ("softmax", "def f(x): return torch.ops.aten.softmax.int(x, 1)"),
        ("softmax", "def f(x): return torch.ops.aten._softmax(x, 1, False)"),
        ("softmax", "f = functools.partial(torch.softmax, dim=1)"),
        ("softmax", "f = functools.partial(F.softmax, dim=1)"),
        ("softmax", "def f(x):\n    torch.softmax(x, 1)\n    raise ValueError"),
        ("Softmax", "def f(x): return nn.Softmax(1)(x)"),
        ("Softmax", "layer = nn.Softmax(1)\ndef f(x): return layer(x)"),
        ("GRUCell", "def f(x): return Cell(3, 3)(x)\nclass Cell(nn.GRUCell):\n"
                    "    def forward(self, x): return super().forward(x)"),
        ("GRUCell", "class f(nn.GRUCell):\n    def __init__(self, x): super().__init__(3, 3)"),
        ("inv", "def f(x): return torch.linalg.inv(x)"),
        ("linalg", "def f(x): return torch.linalg.inv(x)"),
        ("inv", "def f(x): return np.linalg.inv(x.numpy())"),
        ("logsumexp", "from scipy.special import logsumexp as l\ndef f(x): return l(x.numpy())"),
        ("LinearRegression", "from sklearn.linear_model import LinearRegression as L\ndef f(x): L().fit(x, x)"),
        ("cdist", "def f(x): return torch.cdist(x, x)"),
        ("backward", "def f(x):\n    x.clone().requires_grad_().sum().backward()"),
        ("grad", "def f(x): return torch.func.grad(lambda y: y.sum())(x)"),
        ("optim", "def f(x): return torch.optim.SGD([nn.Parameter(x)], 0.1)"),
        ("torch.optim", "def f(x): return torch.optim.SGD([nn.Parameter(x)], 0.1)"),
        ("softmax", "def f(x):\n    with torch._C.DisableTorchFunction(): return getattr(torch, 'soft' + 'max')(x, 1)"),
        ("cdist", "def f(x):\n    with torch._C.DisableTorchFunction(): return torch.cdist(x, x)"),
        ("softmax", "pool = ThreadPoolExecutor(1)\ndef f(x): return pool.submit(torch.softmax, x, 1).result()"),
        ("LinearRegression", "from sklearn.linear_model import LinearRegression as L\n"
                             "def f(x): ThreadPoolExecutor(1).submit(L().fit, x, x).result()"),
        ("softmax", "def f(x): return checkpoint(torch.softmax, x, 1, use_reentrant=False)"),
        ("softmax", "def f(x): return torch.func.vmap(functools.partial(torch.softmax, dim=0))(x)"),
        ("softmax", "graph = torch.fx.symbolic_trace(nn.Softmax(1))\n"
                    "def f(x): return torch.fx.Interpreter(graph).run(x)"),
        ("Softmax", "layer = nn.Sequential(nn.Identity(), nn.Softmax(1))\ndef f(x): return layer(x)"),
        ("label_smoothing", "def f(x): return F.cross_entropy(x, x, None, None, -1, None, 'mean', 0.1)"),
        ("batch_norm", "def f(x): return torch._native_batch_norm_legit(x, None, None, True, 0.1, 1e-5)"),
        ("convolution", "def f(x): x = x[None, None]; torch.mkldnn_convolution(x, x, None, [0], [1], [1], 1)"),
        ("clip_grad_norm_", "def f(x): return nn.utils.clip_grad_norm_([nn.Parameter(x)], 1.0)"),
        ("max_pool2d", "def f(x): return getattr(F, 'max_' + 'pool2d')(x[None], 2)"),
        ("Linear", "layers = nn.Sequential(nn.Linear(3, 3))\ndef f(x): return layers(x)"),
        ("softmax", "def f(x): return A()(x)\nclass A(nn.Module): forward = staticmethod(F.softmax)"),
        ("softmax", "def f(x): return A()(x)\nclass A(nn.Module): forward = functools.partial(torch.softmax, dim=1)"),
        ("softmax", "def f(x): return torch.utils._pytree.tree_map(functools.partial(torch.softmax, dim=1), [x])"),
        ("softmax", "def f(x): return torch.overrides.handle_torch_function(torch.softmax, (x,), x, 1)"),
        ("softmax", "def f(x):\n    t = Thread(target=lambda: torch.softmax(x, 1))\n    t.start()\n    t.join()"),
        ("softmax", "def f(x): return list(ThreadPoolExecutor(1).map(torch.softmax, [x], [1]))"),
        ("backward", "def f(x): y = nn.Parameter(x).sum(); torch._C._ImperativeEngine().run_backward((y,),"
                     " (y.detach(),), False, False, (), allow_unreachable=True, accumulate_grad=True)"),
        ("autograd", "def f(x): return getattr(nn.Parameter(x).sum(), 'grad_' + 'fn')(torch.ones(()))"),
        ("torch.jit", "def f(x): return script.g(x)"),
        ("torch.jit", "layer = nn.Sequential(torch.jit.script(nn.Softmax(1)))\ndef f(x): return layer(x)"),
        ("torch.jit", "traced = torch.jit.trace(nn.Softmax(1), x)\ndef f(x): return traced(x)"),
    ],
)  # fmt: skip
def test_a_call_by_the_students_code_is_seen(name: str, code: str) -> None:
    assert called(code, name) == {name}


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("softmax", "def softmax(x): return x.exp()\ndef f(x): return softmax(x)"),
        ("Linear", "class Linear(nn.Module):\n    def forward(self, x): return x\ndef f(x): return Linear()(x)"),
        ("Linear linear", "def f(x): return nn.Identity()(x)"),
        ("softmax linear Linear dropout", "def f(x): return nn.MultiheadAttention(3, 1)(x, x, x)"),
        ("softmax log_softmax", "def f(x): return F.cross_entropy(x, torch.tensor([1, 2, 0]))"),
        ("requires_grad_", "def f(x): return x.requires_grad_(False)"),
        ("label_smoothing", "def f(x): return F.cross_entropy(x, torch.tensor([0, 1, 2]), label_smoothing=0.0)"),
        ("softmax cross_entropy", "def f(x): return F.binary_cross_entropy_with_logits(x, x.log_softmax(1).exp())"),
        ("torch.softmax", "def f(x): return x.exp()"),
        ("autograd", "def f(x):\n    with torch.no_grad(): return x.exp()"),
        ("autograd", "@torch.inference_mode()\ndef f(x): return x.detach().exp()"),
        ("for while softmax", "def f(x):\n    with torch.no_grad(): return [y for y in x]"),
        ("Linear", "class f(nn.Module):\n    def __init__(self, x): super().__init__()"),
        ("map next sum any", "import textwrap\ndef f(x): return textwrap.fill(textwrap.dedent('  a b c') * 9)"),
        ("softmax linear", "layer = nn.TransformerEncoderLayer(3, 1)\n"
                           "def f(x): return ThreadPoolExecutor(1).submit(layer, x).result()"),
        ("max_pool2d", "layer = nn.MaxPool2d(2)\ndef f(x): return layer(x[None])"),
        ("linear softmax", "layers = nn.Sequential(nn.TransformerEncoderLayer(3, 1))\ndef f(x): return layers(x)"),
        ("requires_grad_", "layer = nn.Linear(3, 3)\ndef f(x):\n    layer(x).sum().backward()\n    layer.zero_grad()"),
        ("grad backward", "def f(x): return x.grad is None and not x.requires_grad"),
        ("softmax", "pool = ThreadPoolExecutor(1)\ndef f(x): return list(pool.map(F.cross_entropy, [x], [x]))"),
        ("softmax", "def f(x): return nn.Sequential(nn.Linear(3, 3), nn.ReLU())(x)"),
    ],
)  # fmt: skip
def test_what_the_library_does_by_itself_does_not_count(names: str, code: str) -> None:
    assert called(code, names) == set()


def test_the_test_cell_may_call_anything() -> None:
    assert called("def f(x): return x", "softmax", "f(torch.softmax(x, 1))") == set()


def test_nothing_watches_afterwards() -> None:
    before = sys.getprofile(), threading.getprofile()
    called("def f(x): raise ValueError", "softmax")
    assert (sys.getprofile(), threading.getprofile()) == before


def test_a_thread_that_waits_for_work_is_watched_when_it_gets_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "_profile_hook", None)
    watch_threads_from_now_on()  # as where a notebook is graded
    code = "pool = ThreadPoolExecutor(1)\npool.submit(int).result()\n"
    assert called(f"{code}def f(x): pool.submit(torch.softmax, x, 1).result()", "softmax") == {"softmax"}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"softmax"}, "def f(x):\n    torch.softmax(x, 1)\n    while True: x = x + 1"),
        (set(), "def f(x):\n    for _ in range(1000): x = x + 1\n    torch.softmax(x, 1)"),
        (set(), "@torch.no_grad()\ndef f(x):\n    while True: x = x + 1"),
        (set(), "def f(x):\n    with torch.no_grad():\n        while True: x = x + 1"),
        (
            set(),
            "def f(x):\n    w = nn.Parameter(x)\n    optimizer = torch.optim.SGD([w])\n"
            "    while True: optimizer.step(lambda: w.square().sum().backward())",
        ),
    ],
)
def test_a_training_is_watched_for_as_long_as_is_asked(found: set[str], code: str) -> None:
    assert called(code, "softmax", most_calls=100) == found


def test_wherever_a_training_is_ended_nothing_stays_switched_off() -> None:
    code = "def f(x):\n    w = nn.Parameter(x)\n    o = torch.optim.SGD([w])\n    while True:\n"
    code += (
        "        o.zero_grad()\n        w.sum().backward()\n        with torch.no_grad(): w.add_(1)\n        o.step()"
    )
    for most_calls in range(40):
        assert called(code, "softmax", most_calls=most_calls) == set()
        assert torch.is_grad_enabled(), most_calls


def test_an_answer_that_catches_everything_goes_on_to_its_own_end() -> None:
    code = "def f(x):\n    for _ in range(200):\n        try: x = x + 1\n        except: pass\n    torch.softmax(x, 1)"
    assert called(code, "softmax", most_calls=100) == {"softmax"}
