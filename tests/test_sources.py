"""What the code of a notebook leads to: names are resolved, not compared by their spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_utils.checks.values import pack
from course_utils.checks.verdicts import NOT_BEGUN, Evidence, Outcome, verdict
from course_utils.source.reading import Reading, read

IMPORTS = """
import functools
import importlib
import operator
from functools import partial
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
"""
SOURCES = [
    "import torch.nn as nn\n%matplotlib inline",
    "def helper(x):\n    return nn.GRUCell(2, 3)(x)",
    "class Cell(nn.Module):\n    def forward(self, x):\n        return helper(x)",
    "def load(path):\n    return torch.load(path, weights_only=True)",
    "this is no Python",
]
USES, UNDECIDED, FREE = "uses", "undecided", "does not use"


def judged(
    cells: list[str], definition: str = "f", folder: Path | None = None, forbids: str = "", calls: str = ""
) -> Outcome:
    """The verdict of a check on the cells of a notebook; names are given in one text, separated by blanks."""
    report = {"kind": "source", "name": "written out", "value": pack(None), "definition": definition}
    report |= {"forbids": forbids.split(), "calls": calls.split()}
    return verdict(report, report, Evidence(sources=[IMPORTS, *cells], folder=folder))


def result(name: str, *cells: str, folder: Path | None = None) -> str:
    """What the code of `f` does with a name."""
    outcome = judged(list(cells), forbids=name, folder=folder)
    if outcome.credit == 0:
        assert f"'f' uses {name!r}" in outcome.message
        return USES
    return UNDECIDED if outcome.message.startswith("undecided") else FREE


def reading(*cells: str, definition: str = "f") -> Reading:
    found = read([IMPORTS, *cells], definition)
    assert found is not None
    return found


OWN_NAMES = {
    "a local that is filled": (
        "one_hot",
        "def f(y, n):\n    one_hot = torch.zeros(len(y), n)\n    one_hot[0, y] = 1\n",
    ),
    "a local of the formula": ("softmax", "def f(x):\n    e = x.exp()\n    softmax = e / e.sum(1)\n    return softmax"),
    "a parameter": ("softmax", "def f(softmax):\n    return softmax + 1"),
    "the parameter of a lambda": ("map", "f = lambda map: map + 1"),
    "a loop's target": ("inverse", "def f(x):\n    for inverse in x:\n        pass\n    return inverse"),
    "a with's target": ("inverse", "def f(x):\n    with open(x) as inverse:\n        return inverse"),
    "an exception's name": (
        "inverse",
        "def f(x):\n    try: return 1\n    except ValueError as inverse: return inverse",
    ),
    "a pattern": ("inverse", "def f(x):\n    match x:\n        case [inverse, *_]: return inverse"),
    "a walrus": ("cdist", "def f(x):\n    return (cdist := x + 1) * cdist"),
    "a comprehension's variable": ("softmax", "def f(x):\n    return [softmax + 1 for softmax in x]"),
    "a part of a tuple": ("cdist", "def f(x):\n    cdist, y = x\n    return cdist + y"),
    "a global of one's own": ("softmax", "softmax = 3", "def f(x):\n    return softmax * x"),
    "an inner function": ("backward", "def f(x):\n    def backward(g):\n        return 2 * g\n    return backward(x)"),
    "a class inside": ("Polynomial", "def f(x):\n    class Polynomial:\n        pass\n    return Polynomial()"),
    "a class outside": ("Polynomial", "class Polynomial:\n    pass", "def f(x):\n    return Polynomial()"),
    "a method of one's own": ("softmax", "class f:\n    def go(self, x): return self.softmax(x)\n    softmax = abs"),
    "an attribute of one's own": (
        "dropout",
        "class f(nn.Module):\n    def __init__(self, p): self.dropout = p\n"
        "    def forward(self, x): return x * self.dropout",
    ),
    "a registered module": (
        "linear",
        "class f(nn.Module):\n    def __init__(self): self.add_module('linear', Own())\n"
        "    def forward(self, x): return self.linear(x)",
        "class Own(nn.Module): pass",
    ),
    "a method of an object": (
        "backward",
        "class Node:\n    def backward(self): pass",
        "def f(x):\n    node = Node()\n    return node.backward()",
    ),
    "a method that is inherited": (
        "softmax",
        "class A:\n    def softmax(self): return 1\nclass B(A): pass",
        "def f(x):\n    return B().softmax()",
    ),
    "a helper of that name": (
        "softmax",
        "def softmax(x):\n    return x.exp() / x.exp().sum()",
        "def f(x):\n    return softmax(x)",
    ),
    "a helper that replaces an import": (
        "softmax",
        "from torch import softmax",
        "def softmax(x):\n    return x.exp()",
        "def f(x):\n    return softmax(x)",
    ),
    "a keyword that switches off": ("requires_grad", "def f(x):\n    return torch.zeros(3, requires_grad=False)"),
    "an attribute that is switched off": ("requires_grad", "def f(x):\n    x.requires_grad = False\n    return x"),
    "a method that switches off": ("requires_grad_", "def f(x):\n    return x.requires_grad_(False)"),
    "a question": (
        "requires_grad",
        "def f(x):\n    if x.requires_grad and True:\n        x = x.detach()\n    return x",
    ),
    "a type that is asked for": ("Linear", "def f(m):\n    return isinstance(m, nn.Linear)"),
    "an annotation": ("Softmax", "def f(m: nn.Softmax) -> nn.Softmax:\n    return m + 1"),
    "a text": ("softmax", "def f(x):\n    'Like softmax.'\n    return 'softmax'"),
    "a key": ("softmax", "def f(x):\n    return dict(a=1)['softmax']"),
    "a scratch function of a method's name": (
        "for",
        "def mean(numbers):\n    t = 0\n    for n in numbers:\n        t += n",
        "def f(x):\n    return x.unfold(0, 3, 1).mean(1)",
    ),
    "a loop in another function": ("for", "def show(x):\n    for y in x: print(y)", "def f(x):\n    return x + 1"),
    "an import that is not used": ("softmax", "def f(x):\n    from torch import softmax\n    return x.exp()"),
    "what was computed before": (
        "softmax",
        "table = torch.softmax(torch.ones(3), 0)",
        "def f(x):\n    return table[x]",
    ),
    "another entry of a table": (
        "softmax",
        "T = {'a': torch.softmax, 'b': torch.exp}",
        "def f(x):\n    return T['b'](x)",
    ),
    "an inner function of a maker": (
        "softmax",
        "def make():\n    unused = torch.softmax\n    def g(x): return x\n    return g",
        "f = make()",
    ),
    "an entry under another key": (
        "softmax",
        "T = {'a': torch.softmax, 'b': torch.exp}",
        "def f(x):\n    return T.get('b')(x)",
    ),
    "an inner function that nothing refers to": (
        "softmax",
        "def f(x):\n    def unused(y):\n        return torch.softmax(y, 1)\n    return x",
    ),
    "a global that is given another value": (
        "softmax",
        "sm = torch.softmax",
        "def f(x):\n    global sm\n    sm = x\n    return x",
    ),
    "the code of another function": (
        "softmax",
        "def g(x): pass\ng.__code__ = torch.softmax",
        "def f(x):\n    return x",
    ),
    "an argument of a function that takes any": (
        "softmax",
        "def g(x, softmax=1, **others):\n    return x",
        "def f(x):\n    return g(x, softmax=2)",
    ),
    "a private attribute": ("backward", "def f(node):\n    return node._backward()"),
    "a longer name of the library": ("Linear", "def f(x):\n    return nn.XLinear(2, 3)(x)"),
    "an earlier definition": ("sum", "def f():\n    return sum([1])", "def f():\n    return 1"),
    "another of the library": ("adamw", "def f(w):\n    adamw = adam + w\n    return adamw"),
}


@pytest.mark.parametrize("case", OWN_NAMES)
def test_what_an_answer_binds_is_its_own(case: str) -> None:
    name, *cells = OWN_NAMES[case]
    assert result(name, *cells) == FREE


ROADS = {
    "an alias": ("logsumexp", "from torch import logsumexp as lse", "def f(x):\n    return lse(x)"),
    "an import inside": ("softmax", "def f(x):\n    from torch import softmax as s\n    return s(x)"),
    "a module's alias": ("softmax", "def f(x):\n    return F.softmax(x)"),
    "an import of a module inside": (
        "softmax",
        "def f(x):\n    import torch.nn.functional as G\n    return G.softmax(x)",
    ),
    "a module in a module": ("grad", "def f(x):\n    return torch.func.grad(x)"),
    "a part of the path": ("func", "from torch.func import grad", "def f(x):\n    return grad(x)"),
    "an assignment": ("softmax", "sm = torch.softmax", "def f(x):\n    return sm(x)"),
    "two assignments": ("softmax", "a = torch.softmax", "b = a", "def f(x):\n    return b(x)"),
    "a part of a tuple": ("softmax", "a, (b, sm) = 1, (2, torch.softmax)", "def f(x):\n    return sm(x)"),
    "a local": ("softmax", "def f(x):\n    g = F\n    h = g.softmax\n    return h(x)"),
    "a walrus": ("softmax", "(sm := torch.softmax)", "def f(x):\n    return sm(x)"),
    "a walrus in a comprehension": (
        "softmax",
        "[(sm := torch.softmax) for _ in range(1)]",
        "def f(x):\n    return sm(x)",
    ),
    "globals": ("softmax", "globals()['sm'] = torch.softmax", "def f(x):\n    return sm(x)"),
    "an update of globals": ("softmax", "globals().update(sm=torch.softmax)", "def f(x):\n    return sm(x)"),
    "globals, read": ("softmax", "sm = torch.softmax", "def f(x):\n    return globals()['sm'](x)"),
    "IPython's names": ("softmax", "get_ipython().user_ns['sm'] = torch.softmax", "def f(x):\n    return sm(x)"),
    "IPython's push": ("softmax", "get_ipython().push({'sm': torch.softmax})", "def f(x):\n    return sm(x)"),
    "a global in a function": (
        "softmax",
        "def g():\n    global sm\n    sm = torch.softmax\ng()",
        "def f(x):\n    return sm(x)",
    ),
    "a loop's target": ("softmax", "for sm in [torch.softmax]: pass", "def f(x):\n    return sm(x)"),
    "a with's target": ("softmax", "with torch.softmax as sm: pass", "def f(x):\n    return sm(x)"),
    "exec of a text": ("softmax", "exec('sm = torch.softmax')", "def f(x):\n    return sm(x)"),
    "exec inside": ("softmax", "def f(x):\n    exec('y = torch.softmax(x)')"),
    "eval of a text": ("softmax", "def f(x):\n    return eval('torch.softmax')(x)"),
    "an attribute of a class": ("softmax", "class Box:\n    sm = torch.softmax", "def f(x):\n    return Box.sm(x)"),
    "an attribute that was set": (
        "softmax",
        "class Box: pass\nBox.sm = torch.softmax",
        "def f(x):\n    return Box.sm(x)",
    ),
    "setattr": ("softmax", "class Box: pass\nsetattr(Box, 'sm', torch.softmax)", "def f(x):\n    return Box.sm(x)"),
    "an attribute of a library": ("softmax", "torch.sm = torch.softmax", "def f(x):\n    return torch.sm(x)"),
    "an object's attribute": (
        "softmax",
        "class Box:\n    def __init__(self): self.sm = torch.softmax",
        "def f(x):\n    return Box().sm(x)",
    ),
    "a namespace": (
        "softmax",
        "from types import SimpleNamespace\nns = SimpleNamespace(sm=torch.softmax)",
        "def f(x):\n    return ns.sm(x)",
    ),
    "a list": ("softmax", "ways = [torch.exp, torch.softmax]", "def f(x):\n    return ways[1](x)"),
    "a dict": ("softmax", "ways = dict(a=torch.softmax)", "def f(x):\n    return ways.get('a')(x)"),
    "a dict, filled later": ("softmax", "ways = {}\nways['a'] = torch.softmax", "def f(x):\n    return ways['a'](x)"),
    "a method": ("softmax", "def f(x):\n    return x.softmax(1)"),
    "a method of the class": ("softmax", "def f(x):\n    return torch.Tensor.softmax(x, 1)"),
    "a method, bound before": ("softmax", "x = torch.ones(3)\nsm = x.softmax", "def f(x):\n    return sm(1)"),
    "getattr": ("softmax", "def f(x):\n    return getattr(torch, 'softmax')(x)"),
    "getattr with a name": ("softmax", "NAME = 'soft' + 'max'", "def f(x):\n    return getattr(torch, NAME)(x)"),
    "vars": ("softmax", "def f(x):\n    return vars(torch)['softmax'](x)"),
    "__dict__": ("softmax", "def f(x):\n    return torch.__dict__['softmax'](x)"),
    "attrgetter": (
        "softmax",
        "sm = operator.attrgetter('nn.functional.softmax')(torch)",
        "def f(x):\n    return sm(x)",
    ),
    "methodcaller": ("softmax", "def f(x):\n    return operator.methodcaller('softmax', 1)(x)"),
    "import_module": ("softmax", "def f(x):\n    return importlib.import_module('torch.nn.functional').softmax(x)"),
    "__import__": ("softmax", "def f(x):\n    return __import__('torch').softmax(x)"),
    "sys.modules": ("softmax", "import sys", "def f(x):\n    return sys.modules['torch'].softmax(x)"),
    "a star import": ("softmax", "from torch import *", "def f(x):\n    return softmax(x)"),
    "partial": ("softmax", "sm = partial(torch.softmax, dim=1)", "def f(x):\n    return sm(x)"),
    "partial as the answer": ("softmax", "f = partial(torch.softmax, dim=1)"),
    "the library as the answer": ("softmax", "f = torch.softmax"),
    "an import as the answer": ("softmax", "from torch import softmax as f"),
    "a cache": ("softmax", "sm = functools.cache(torch.softmax)", "def f(x):\n    return sm(x)"),
    "a lambda": ("softmax", "f = lambda x: torch.softmax(x, 1)"),
    "a decorator": ("softmax", "def put(g):\n    return torch.softmax", "@put\ndef f(x):\n    return x"),
    "a decorator around it": (
        "softmax",
        "def timed(g):\n    def inner(*a): return g(*a)\n    return inner",
        "sm = timed(torch.softmax)",
        "def f(x):\n    return sm(x)",
    ),
    "a function that returns it": (
        "softmax",
        "def same(g): return g",
        "sm = same(torch.softmax)",
        "def f(x):\n    return sm(x)",
    ),
    "a maker": (
        "softmax",
        "def make():\n    sm = torch.softmax\n    def g(x): return sm(x)\n    return g",
        "f = make()",
    ),
    "an object that is called": (
        "softmax",
        "class G:\n    def __call__(self, x): return torch.softmax(x, 1)",
        "f = G()",
    ),
    "an object that holds it": (
        "softmax",
        "class G:\n    def __init__(self, g): self.g = g\n    def __call__(self, x): return self.g(x)",
        "f = G(torch.softmax)",
    ),
    "an object of the library": ("Linear", "layer = nn.Linear(3, 4)", "def f(x):\n    return layer(x)"),
    "a function of the library's making": (
        "grad",
        "def loss(x): return x",
        "g = torch.func.grad(loss)",
        "def f(x):\n    return g(x)",
    ),
    "a parent class": ("GRUCell", "class f(nn.GRUCell):\n    pass"),
    "super": ("GRUCell", "B = nn.GRUCell\nclass f(B):\n    def forward(self, x): return super().forward(x)"),
    "a default": ("softmax", "def f(x, sm=torch.softmax):\n    return sm(x)"),
    "a helper": (
        "softmax",
        "def g(x):\n    return h(x)\ndef h(x):\n    return torch.softmax(x, 1)",
        "def f(x):\n    return g(x)",
    ),
    "a helper that comes later": ("softmax", "def f(x):\n    return g(x)", "def g(x):\n    return torch.softmax(x, 1)"),
    "nonlocal": (
        "softmax",
        "def make():\n    s = 1\n    def put():\n        nonlocal s\n        s = torch.softmax\n    put()\n"
        "    return lambda x: s(x)",
        "f = make()",
    ),
    "a branch": ("softmax", "def f(x): return x", "if True:\n    def f(x):\n        return torch.softmax(x, 1)"),
    "an attempt": (
        "softmax",
        "def f(x): return x",
        "try:\n    f = functools.cache(f)\nexcept NameError:\n    f = torch.softmax",
    ),
    "below a magic": ("softmax", "def f(x): return x", "%%time\ndef f(x):\n    return torch.softmax(x, 1)"),
    "a private twin": ("softmax", "def f(x):\n    return torch._softmax(x, 1, False)"),
    "an operator": ("softmax", "def f(x):\n    return torch.ops.aten.softmax.int(x, 1)"),
    "a name that nothing binds": ("softmax", "def f(x):\n    return softmax(x)"),
    "map": ("map", "def f(x):\n    return list(map(abs, x))"),
    "a builtin's other name": ("map", "each = map", "def f(x):\n    return list(each(abs, x))"),
    "a loop": ("for", "def f(x):\n    for y in x: print(y)"),
    "a comprehension": ("for", "def f(x):\n    return [y for y in x]"),
    "a generator": ("for", "def f(x):\n    return sum(y for y in x)"),
    "a loop in a lambda": ("while", "def g(x):\n    while x: x.pop()", "f = lambda x: g(x)"),
    "a keyword": ("requires_grad", "def f(x):\n    return torch.zeros(3, requires_grad=True)"),
    "a keyword of one letter": ("X", "def f(model, x):\n    return model.fit(X=x)"),
    "the second argument of two": ("softmax", "def f(x):\n    return torch.add(x, torch.softmax(x, 1))"),
    "a keyword that is unpacked": (
        "label_smoothing",
        "S = dict(label_smoothing=0.1)",
        "def f(x, y):\n    return F.cross_entropy(x, y, **S)",
    ),
    "an attribute that is switched on": ("requires_grad", "def f(x):\n    x.requires_grad = True"),
}


@pytest.mark.parametrize("case", ROADS)
def test_a_forbidden_function_is_found_by_any_road(case: str) -> None:
    name, *cells = ROADS[case]
    assert result(name, *cells) == USES


OPEN = {
    "a name that is put together": ("softmax", "def f(x, k):\n    return getattr(torch, k)(x)"),
    "an entry that is chosen": (
        "softmax",
        "T = {'a': torch.softmax, 'b': torch.exp}",
        "def f(x, k):\n    return T[k](x)",
    ),
    "an element that is chosen": ("softmax", "T = [torch.softmax, torch.exp]", "def f(x, k):\n    return T[k](x)"),
    "a list that was added to": ("softmax", "T = []\nT.append(torch.softmax)", "def f(x):\n    return T[0](x)"),
    "exec": ("softmax", "def f(x, text):\n    exec(text)"),
    "exec of a file": ("softmax", "exec(open('answers.py').read())"),
    "globals": ("softmax", "def f(x, k):\n    return globals()[k](x)"),
    "a lookup that is chosen": ("softmax", "def f(x, k):\n    return torch.__dict__.get(k)(x)"),
    "a function that may run a text": ("softmax", "def f(x, k):\n    [exec, print][k]('torch.softmax(x)')"),
    "all names of a module": ("softmax", "def f(x):\n    return [g for k, g in vars(torch).items()]"),
    "a module that is chosen": ("softmax", "def f(x, m):\n    return importlib.import_module(m).s(x)"),
    "a method that a class has, too": (
        "softmax",
        "def f(x):\n    class A:\n        def softmax(self): pass\n    A()\n    return x.softmax(1)",
    ),
    "a star import below a function": (
        "softmax",
        "def softmax(x): return x",
        "from torch import *",
        "def f(x):\n    return softmax(x)",
    ),
    "settings that are read": ("label_smoothing", "def f(x, y, **s):\n    return F.cross_entropy(x, y, **s)"),
    "a patched class": ("softmax", "torch.Tensor.sm = torch.softmax", "def f(x):\n    return x.sm(1)"),
}


@pytest.mark.parametrize("case", OPEN)
def test_what_the_code_does_not_say_is_undecided(case: str) -> None:
    name, *cells = OPEN[case]
    assert result(name, *cells) == UNDECIDED


CALLS = {
    "an alias": ("einsum", "from torch import einsum as contract", "def f(x): return contract('ij->i', x)"),
    "an assignment": ("einsum", "es = torch.einsum", "def f(x): return es('ij->i', x)"),
    "partial": ("einsum", "f = partial(torch.einsum, 'ij->i')"),
    "a star import": ("einsum", "from torch import *", "def f(x): return einsum('ij->i', x)"),
    "a helper": ("einsum", "def g(x): return torch.einsum('ij->i', x)", "def f(x): return g(x)"),
    "an object that is called": (
        "einsum",
        "class G:\n    def __call__(self, x): return np.einsum('ij->i', x)",
        "f = G()",
    ),
    "a maker": ("einsum", "def make():\n    return lambda x: torch.einsum('ij->i', x)", "f = make()"),
    "a keyword": ("weights_only", "def f(p): return torch.load(p, weights_only=True)"),
    "a dict of settings": ("weights_only", "S = dict(weights_only=True)", "def f(p): return torch.load(p, **S)"),
    "another dict of settings": ("weights_only", "S = {'weights_only': True}", "def f(p): return torch.load(p, **S)"),
    "settings from settings": (
        "weights_only",
        "A = {'weights_only': True}\nS = {**A, 'b': 1}",
        "def f(p): return torch.load(p, **S)",
    ),
    "a keyword in partial": (
        "weights_only",
        "load = partial(torch.load, weights_only=True)",
        "def f(p): return load(p)",
    ),
}


@pytest.mark.parametrize("case", CALLS)
def test_what_is_asked_for_is_found_by_any_road(case: str) -> None:
    name, *cells = CALLS[case]
    assert judged(list(cells), calls=name) == (1, "")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("einsum", "def f(x): return x.exp()"),
        ("einsum", "def einsum(x): return x\ndef f(x): return einsum(x)"),
        ("einsum", "def f(einsum): return einsum"),
        ("weights_only", "def f(p): return torch.load(p)"),
        ("weights_only", "def f(p): return torch.load(p, weights_only=False)"),
        ("weights_only", "S = {'weights_only': False}\ndef f(p): return torch.load(p, **S)"),
    ],
)
def test_what_is_missing_is_named(name: str, cell: str) -> None:
    assert judged([cell], calls=name) == (0, f"'f' does not use {name!r}")


def test_a_path_means_just_this_one() -> None:
    cells = ["def f(x):\n    return F.softmax(x) + x.softmax(1) + torch.optim.SGD(x)"]
    assert judged(cells, forbids="torch.softmax").credit == 1
    assert judged(cells, forbids="torch.nn.functional.softmax").credit == 0
    assert judged(cells, forbids="torch.optim").credit == 0


def test_own_modules_are_read_like_the_notebook(tmp_path: Path) -> None:
    (tmp_path / "helpers.py").write_text(
        "from torch import softmax as sm\nfrom tools.deep import g\ndef mine(x):\n    return x.exp()\n"
    )
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "__init__.py").write_text("from .deep import g as h\n")
    (tmp_path / "tools" / "deep.py").write_text("import torch\ndef g(x):\n    return torch.softmax(x, 1)\n")
    used = {
        "from helpers import sm": "sm(x)",
        "import helpers": "helpers.sm(x)",
        "import helpers as h": "h.g(x)",
        "from helpers import *": "sm(x)",
        "%run helpers.py": "g(x)",
        "import tools.deep": "tools.deep.g(x)",
        "from tools import deep": "deep.g(x)",
        "from tools import h": "h(x)",
        "m = __import__('helpers')": "m.sm(x)",
    }
    for line, call in used.items():
        assert result("softmax", line, f"def f(x):\n    return {call}", folder=tmp_path) == USES, line
    assert result("softmax", "from helpers import mine", "def f(x):\n    return mine(x)", folder=tmp_path) == FREE
    assert result("softmax", "from helpers import mine as f", folder=tmp_path) == FREE
    assert result("softmax", "from helpers import g as f", folder=tmp_path) == USES


def test_a_message_says_what_a_name_is_and_where(tmp_path: Path) -> None:
    outcome = judged(["from torch import softmax as sm", "# Mine\n\ndef f(x):\n    return sm(x)"], forbids="softmax")
    assert outcome.message == (
        "'f' uses 'softmax', which this task asks you to do without: "
        "`sm` in line 4 of the cell that begins with `# Mine` is torch.softmax"
    )
    (tmp_path / "own.py").write_text("import torch\ndef f(x):\n    return x.softmax(1)\n")
    assert (
        "`x.softmax` in line 3 of the module own is a method"
        in judged(["from own import f"], forbids="softmax", folder=tmp_path).message
    )


def test_what_is_not_defined_is_said() -> None:
    assert judged(["x = 1"]) == (0, "no definition of 'f' in the notebook")
    assert judged(["def f(x):\n    raise NotImplementedError()"], calls="einsum") == (0, NOT_BEGUN)


def test_source_follows_the_notebooks_own_functions() -> None:
    found = read(SOURCES, "Cell")
    assert found is not None and found.use_of("GRUCell") is not None
    found = read(SOURCES, "load")
    assert found is not None and found.use_of("GRUCell") is None
    assert read(SOURCES, "missing") is None


def test_recursion_ends() -> None:
    assert result("softmax", "def f(x):\n    return g(x)\ndef g(x):\n    return f(f)\nf.g = g\ng.f = f") == FREE
    assert result("softmax", "class f(f):\n    x = f\n    def g(self): return self.g().g") == FREE


PLACES = {
    "a loop": ("for", "def f(x):\n    for a in x:\n        pass", "there is a loop in line 2 of {}", True),
    "a while loop": ("while", "\n\ndef f(x):\n    while x:\n        break", "there is a loop in line 4 of {}", True),
    "a comprehension": (
        "for",
        "def f(x):\n    return [\n        a for a in x]",
        "there is a loop in line 2 of {}",
        True,
    ),
    "a setting": (
        "keepdim",
        "def f(x):\n    y = x\n    return x.sum(\n        keepdim=True)",
        "`keepdim=` is given in line 3 of {}",
        True,
    ),
    "a lambda": (
        "exp",
        "def f(x):\n    return map(\n        lambda y: torch.exp(y), x)",
        "`torch.exp` in line 3 of {}",
        True,
    ),
    "a function's other name": ("exp", "f = torch.exp", "`f` in the notebook is torch.exp", True),
    "a method of a sum": ("sum", "def f(x):\n    return (x + 1).sum()", "`.sum` in line 2 of {}", True),
    "an item of a table": (
        "exp",
        "def f(x, name):\n    return TABLE[name](x)\nTABLE = {'e': torch.exp}",
        "`TABLE` in line 2 of {} is torch.exp",
        False,
    ),
    "what a class has made": (
        "Linear",
        "def f(x):\n    return layer(x)\nlayer = nn.Linear(2, 3)",
        "`layer` in line 2 of {} is torch.nn.Linear",
        True,
    ),
    "a default": (
        "exp",
        "def f(x, *, y=None, h=torch.exp):\n    return h(x)",
        "`h` in line 2 of {} is torch.exp",
        True,
    ),
    "a default that the code does not name": (
        "exp",
        "def f(x, *, n, y=torch.exp(ONE)):\n    return x + n",
        "`torch.exp` in line 1 of {}",
        True,
    ),
    "what a function gives": (
        "exp",
        "def f(x):\n    return pick()(x)\ndef pick():\n    return torch.exp",
        "`it` in line 2 of {} is torch.exp",
        True,
    ),
    "an item that is asked for": (
        "exp",
        "def f(x, name):\n    return TABLE.get(name)(x)\nTABLE = {'e': torch.exp}",
        "`TABLE` in line 2 of {} is torch.exp",
        False,
    ),
    "a parameter that was given more than one function": (
        "exp",
        "def f(h, x):\n    return h(x)\nf(torch.exp, ONE)\nf(torch.log, ONE)",
        "`h` in line 2 of {} is torch.exp",
        False,
    ),
    "a method that a class has, too": (
        "exp",
        "def f(x):\n    return x.exp()\nclass Number:\n    def exp(self): pass",
        "`x.exp` in line 2 of {} is a method `.exp`",
        False,
    ),
    "a setting that was given before": (
        "weights_only",
        "def f(p):\n    return load(p)\nload = partial(torch.load, weights_only=True)",
        "`weights_only=` is given in line 2 of {}",
        True,
    ),
    "what the library has made": (
        "hub",
        "def f(x):\n    return model(x)\nmodel = torch.hub.load('a', 'b')",
        "`model` in line 2 of {} is torch.hub.load",
        True,
    ),
    "a function whose code was replaced": (
        "exp",
        "def f(x):\n    return g(x)\ndef g(x): pass\ng.__code__ = torch.exp",
        "`g` in line 2 of {} is torch.exp",
        True,
    ),
    "a method whose code was replaced": (
        "exp",
        "class f:\n    def go(self, x): pass\nf.go.__code__ = torch.exp",
        "`it` in line 2 of {} is torch.exp",
        True,
    ),
    "a lambda whose code was replaced": (
        "exp",
        "def f(x):\n    g = lambda y: y\n    g.__code__ = torch.exp\n    return g(x)",
        "`it` in line 2 of {} is torch.exp",
        True,
    ),
    "a base class": ("Linear", "class f(nn.Linear):\n    pass", "`nn.Linear` in line 1 of {} is torch.nn.Linear", True),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_use_is_told_with_its_place(case: str) -> None:
    name, cell, words, is_sure = PLACES[case]
    use = reading(cell).use_of(name)
    assert use is not None
    place = f"the cell that begins with `{cell.strip().splitlines()[0]}`"
    assert (use.words, use.is_sure) == (words.format(place), is_sure)


UNPACKED = "arguments are unpacked that are put together when the code runs"
LOOKED_UP = "a name is looked up that is put together when the code runs"
DOUBTS = {
    "return x.sum(**s)": [UNPACKED],
    "return globals()[s](x)": [LOOKED_UP],
    "return vars(torch)[s](x)": [LOOKED_UP],
    "return vars(torch).get(s)(x)": [LOOKED_UP],
    "return torch.__dict__.__getitem__(s)(x)": [LOOKED_UP],
    "return sys.modules.get(s)": [LOOKED_UP],
    "return map(globals().get, s)": [LOOKED_UP],
    "return globals().popitem()": [LOOKED_UP],
    "return globals().get('print')(x)": [],
    "return sys.modules[s]": [LOOKED_UP],
    "return sys.modules['torch'].exp(x)": [],
    "return getattr(torch, s)(x)": ["`getattr` asks for a name that is put together when the code runs"],
    "return getattr(torch, 'exp')(x)": [],
    "return getattr(torch)": ["`getattr` asks for a name that is put together when the code runs"],
    "exec(s)": ["`exec` runs code that is put together when it runs"],
    "(exec if s else print)(s)": ["`exec` runs code that is put together when it runs"],
    "[exec, print][x](s)": ["`exec` runs code that is put together when it runs"],
    "return importlib.import_module(s)": ["a module is chosen when the code runs"],
    "return __import__('torch').exp(x)": [],
}


@pytest.mark.parametrize("line", DOUBTS)
def test_what_the_code_does_not_say_is_a_doubt_in_words(line: str) -> None:
    assert reading(f"import sys\ndef f(x, s):\n    {line}").doubts == DOUBTS[line]


def test_code_that_runs_itself_without_end_is_a_doubt() -> None:
    assert reading("text = 'exec(text)'\nexec(text)", "def f(x):\n    return x").doubts == [
        "the code is nested too deeply to be read"
    ]


ASKED_ABOUT = [
    "if x.requires_grad: pass",
    "if not x.requires_grad: pass",
    "if x.is_leaf and x.requires_grad: pass",
    "if x.requires_grad == x.is_leaf: pass",
    "if x.is_leaf == x.requires_grad: pass",
    "x.requires_grad = False",
    "x.requires_grad: bool = False",
]


CONDITIONS = [
    "if x.grad: pass",
    "while x.grad: break",
    "assert x.grad",
    "y = 1 if x.grad else 2",
    "if not x.grad: pass",
    "if x.grad is None: pass",
    "if None is not x.grad: pass",
    "if x.grad or x.is_leaf: pass",
    "if x.grad or x.is_leaf is None: pass",
    "if x.grad is (x.is_leaf and y): pass",
]


NOT_USED = [
    *(("requires_grad", line, "x.requires_grad = True") for line in ASKED_ABOUT),
    *(("grad", line, "return x.grad") for line in CONDITIONS),
]


@pytest.mark.parametrize(("name", "line", "use"), NOT_USED)
def test_what_is_only_asked_or_switched_off_is_not_used(name: str, line: str, use: str) -> None:
    assert result(name, f"def f(x, y):\n    {line}") == FREE
    assert result(name, f"def f(x, y):\n    {line}\n    {use}") == USES
