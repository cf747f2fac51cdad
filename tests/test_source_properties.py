"""What holds for every program: hidden names are found, own ones are not accused, and reading takes linear time."""

from __future__ import annotations

import ast
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sources import FREE, IMPORTS, USES, reading, result

from course_utils.source.reading import read

PROPERTY = settings(deadline=None, derandomize=True, database=None)
# Each step names anew what an expression {e} names: code with a fresh name {n}, and the expression to go on with.
STEPS = {
    "{n} = {e}": "{n}",
    "{n}: object = {e}": "{n}",
    "{n}, _ = {e}, 1": "{n}",
    "[_, ({n}, *_)] = 1, ({e}, 2)": "{n}",
    "({n} := {e})": "{n}",
    "for {n} in [{e}]: pass": "{n}",
    "{n} = [0, {e}]": "{n}[1]",
    "{n} = {{'a': {e}}}": "{n}['a']",
    "{n} = dict(a={e})": "{n}.get('a')",
    "{n} = {{}}\n{n}['a'] = {e}": "{n}['a']",
    "class {n}:\n    inner = {e}": "{n}.inner",
    "class {n}: pass\n{n}.inner = {e}": "{n}.inner",
    "class {n}:\n    def __init__(self): self.inner = {e}": "{n}().inner",
    "class {n}:\n    def __call__(self, *a): return {e}(*a)\n{n} = {n}()": "{n}",
    "def {n}(*a): return {e}(*a)": "{n}",
    "def {n}(): return {e}": "{n}()",
    "def {n}():\n    inner = {e}\n    return lambda *a: inner(*a)": "{n}()",
    "def {n}():\n    def inner(*a): return {e}(*a)\n    return inner\n{n} = {n}()": "{n}",
    "def {n}(*a, _f={e}): return _f(*a)": "{n}",
    "def {n}(f): return f\n{n} = {n}({e})": "{n}",
    "def {n}(f):\n    def inner(*a): return f(*a)\n    return inner\n{n} = {n}({e})": "{n}",
    "{n} = lambda *a: {e}(*a)": "{n}",
    "{n} = partial({e})": "{n}",
    "{n} = functools.cache({e})": "{n}",
    "{n} = None or {e}": "{n}",
    "{n} = {e} if True else None": "{n}",
    "globals()['{n}'] = {e}": "{n}",
    "globals().update({n}={e})": "{n}",
    "{n} = ({e})": "globals()['{n}']",
    "if True:\n    {n} = {e}": "{n}",
    "try:\n    {n} = {e}\nexcept ValueError: pass": "{n}",
    "def _{n}():\n    global {n}\n    {n} = {e}\n_{n}()": "{n}",
    "%time {n} = {e}": "{n}",
    "exec('{n} = 1')\n{n} = {e}": "{n}",
}
STARTS = {
    "": "torch.softmax",
    "from torch import softmax as {n}": "{n}",
    "import torch.nn.functional as {n}": "{n}.softmax",
    "from torch.nn import functional as {n}": "{n}.softmax",
    "import torch.special\n{n} = torch.special": "{n}.softmax",
    "{n} = __import__('torch')": "{n}.softmax",
    "{n} = getattr(torch, 'softmax')": "{n}",
}
# Forms in which code binds a name {s} of its own, inside a function; what is indented goes on below it.
OWN = [
    "{s} = {x} + 1",
    "{s}, {y} = {x}, 2",
    "for {s} in {x}: pass",
    "with open({x}) as {s}: pass",
    "try: pass\nexcept ValueError as {s}: print({s})\n{s} = 1",
    "def {s}({x}): return {x}",
    "class {s}:\n    pass",
    "{y} = lambda {s}: {s} + 1\n{s} = {y}(3)",
    "{y} = [{s} for {s} in {x}]\n{s} = {y}[0]",
    "({s} := {x})",
    "from math import exp as {s}",
    "import math as {s}",
    "match {x}:\n    case {s}: pass",
    "{s}: int = 3",
    "{s} = 0\ndef {y}():\n    nonlocal {s}\n    {s} = {x}\n{y}()",
]


def names(prefix: str):
    return (f"{prefix}{number}" for number in range(1000))


def hidden(start: str, steps: list[tuple[str, str]], is_one_cell: bool, prefix: str = "n") -> list[str]:
    """A notebook in which `f` calls torch.softmax, by way of the steps."""
    fresh = names(prefix)
    name = next(fresh)
    cells, expression = [start.format(n=name)], STARTS[start].format(n=name)
    for code, outcome in steps:
        name = next(fresh)
        cells.append(code.format(e=expression, n=name))
        expression = outcome.format(n=name)
    cells.append(f"def f(x):\n    return {expression}(x, 1)")
    return ["\n".join(cells)] if is_one_cell else cells


def own(forms: list[str], word: str, prefix: str = "n") -> str:
    """A function in functions, each of which binds `word` by one of the forms and uses it."""
    fresh = names(prefix)
    lines, indent = ["def f(x):"], "    "
    for form in forms:
        name = next(fresh)
        code = form.format(s=word, x="x", y=f"y{name}")
        lines += [indent + line for line in code.split("\n")]
        lines += [f"{indent}print({word})", f"{indent}def inner_{name}(x):"]
        indent += "    "
        lines += [f"{indent}{word}"]
    lines += [f"{indent}return {word}"]
    for number in range(len(forms) - 1, -1, -1):
        lines += [f"{'    ' * (number + 1)}return inner_{prefix}{number}(x)"]
    return "\n".join(lines)


STEP = st.sampled_from(list(STEPS.items()))


@PROPERTY
@given(st.sampled_from(list(STARTS)), st.lists(STEP, max_size=5), st.booleans())
def test_a_softmax_is_found_behind_any_chain_of_names(start, steps, is_one_cell):
    assert result("softmax", *hidden(start, steps, is_one_cell)) == USES


@PROPERTY
@given(st.lists(st.sampled_from(OWN), min_size=1, max_size=4))
def test_a_name_that_the_code_binds_is_never_anybody_elses(forms):
    code = own(forms, "softmax")
    ast.parse(code)
    assert result("softmax", code) == FREE, code


@PROPERTY
@given(
    st.sampled_from(list(STARTS)), st.lists(STEP, max_size=4), st.sampled_from(["zz", "softmax_", "my_", "ß", "map_"])
)
def test_the_names_of_the_students_choice_change_nothing(start, steps, prefix):
    renamed, plain = ({use.path for use in reading(*hidden(start, steps, False, each)).uses} for each in (prefix, "n"))
    assert renamed == plain


WORDS = """
def f class lambda x y torch . ( ) [ ] { } : , = := return yield import from as * ** for in while if else try except
with global nonlocal del match 'a' 1 getattr globals exec eval %time !ls ? @ self
"""
TOKENS = [*WORDS.split(), *["\n", "\n    "] * 3]


@PROPERTY
@given(st.lists(st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join), max_size=4))
def test_no_text_stops_the_reader(cells):
    read([*cells, "f = 1"], "f")


LINES = [
    *(code for code in STEPS),
    *(form.format(s="{n}", x="{e}", y="{n}_y") for form in OWN[:8]),
    "del {n}",
    "{n} = {n}",
]


@PROPERTY
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from("fgh"), st.sampled_from("fghe")), max_size=12))
def test_names_that_lead_in_circles_are_read(lines):
    cells = [code.format(n=name, e=of) for code, name, of in lines]
    read([IMPORTS, *cells, "def f(): return g, h"], "f")


def large(n: int) -> dict[str, str]:
    """Programs whose size grows with n."""
    return {
        "aliases": "a0 = torch.softmax\n" + "\n".join(f"a{i + 1} = a{i}" for i in range(n)) + f"\nf = a{n}",
        "aliases backwards": "def f(x):\n" + "\n".join(f"  a{i} = a{i + 1}" for i in range(n)) + "\n  return a0(x)",
        "functions": "\n".join(f"def f{i}(x): return f{i + 1}(x)" for i in range(n)) + "\nf = f0",
        "attributes": "def f(x): return x" + ".a" * n,
        "calls": "def f(x): return x" + ".a()" * n,
        "one name": "def f(x):\n" + "  x = x.softmax(x) + x\n" * n,
        "returns": "def g(x):\n" + "\n".join(f"  if x: return h{i}" for i in range(n)) + "\nf = g(1)" * n,
        "classes": "class C0: pass\n" + "\n".join(f"class C{i + 1}(C{i}): pass" for i in range(n)) + f"\nf = C{n}",
        "keys": "d = {" + ", ".join(f"{i}: torch.a{i}" for i in range(n)) + "}\nf = d[0]" + "\ng = d[x]" * n,
        "keys one by one": "d = {}\n" + "\n".join(f"d[{i}] = torch.a{i}" for i in range(n)) + "\nf = d[0]",
        "star imports": "\n".join(f"from m{i} import *" for i in range(n)) + "\nf = a" + "\ng = b(c)" * n,
        "branches": "def f(x):\n  if x: pass\n" + "\n".join(f"  elif x == {i}: pass" for i in range(n)),
        "sums": "def f(x): return x" + " + x" * n,
        "functions inside": "def f(x):\n"
        + "\n".join(f"  def g{i}(): return g{i + 1}()" for i in range(n))
        + "\n  g0()",
        "texts": "exec('a = torch.softmax')\n" * n + "f = a",
    }


@pytest.mark.parametrize("kind", large(1))
def test_large_programs_take_linear_time(kind):
    start = time.process_time()
    read(["import torch", large(2000)[kind]], "f")
    assert time.process_time() - start < 10
