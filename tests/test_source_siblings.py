"""More programs of the kinds in test_sources.py: some hide a softmax, others only look as if they did."""

from __future__ import annotations

import pytest
from test_sources import FREE, UNDECIDED, USES, judged, result

IMPORTS = """
import itertools
import math
import sys
import types
from torch import Tensor
"""
HOSTILE = [
    "def f(x):\n  return [torch.softmax][0](x,1)",
    "def f(x):\n  return (lambda g: g(x,1))(torch.softmax)",
    "from torch.nn import functional as G\ndef f(x): return G.softmax(x,1)",
    "import torch as t\ndef f(x): return t.nn.functional.softmax(x,1)",
    "import torch.nn as n\nq=n.functional\ndef f(x): return q.softmax(x)",
    "def g(): return torch.softmax\ndef f(x): return g()(x,1)",
    "def g():\n  return lambda x: torch.softmax(x,1)\nf=g()",
    "class A:\n  @staticmethod\n  def go(x): return torch.softmax(x,1)\nf=A.go",
    (
        "class A:\n  @classmethod\n  def go(cls,x): return cls.sm(x,1)\n"
        "  sm=staticmethod(torch.softmax)\ndef f(x): return A.go(x)"
    ),
    "class A:\n  def go(self,x): return torch.softmax(x,1)\na=A()\ndef f(x): return a.go(x)",
    "class A:\n  @property\n  def p(self): return torch.softmax\ndef f(x): return A().p(x,1)",
    "class A:\n  def __getattr__(self,n): return torch.softmax\na=A()\ndef f(x): return a.zz(x,1)",
    "class A:\n  def __matmul__(self,x): return torch.softmax(x,1)\na=A()\ndef f(x): return a@x",
    "class M(type):\n  def __call__(c,x): return torch.softmax(x,1)\nclass f(metaclass=M): pass",
    "f=functools.reduce(lambda a,b: b,[None,torch.softmax])",
    "f=functools.partial(functools.partial(torch.softmax),dim=1)",
    "g=functools.lru_cache(None)(torch.softmax)\ndef f(x): return g(x,1)",
    "f=torch.compile(torch.softmax)",
    "f=torch.vmap(torch.softmax)",
    "f=np.vectorize(torch.softmax)",
    "a,*b=[1,torch.softmax]\ndef f(x): return b[0](x,1)",
    "(a,b),c=(1,torch.softmax),2\ndef f(x): return b(x,1)",
    "d={}\nd.update(sm=torch.softmax)\ndef f(x): return d['sm'](x,1)",
    "d=dict(zip(['a'],[torch.softmax]))\ndef f(x): return d['a'](x,1)",
    "d={k:v for k,v in [('a',torch.softmax)]}\ndef f(x): return d['a'](x,1)",
    "d=[g for g in (torch.softmax,)]\ndef f(x): return d[0](x,1)",
    "d={'x':{'y':torch.softmax}}\ndef f(x): return d['x']['y'](x,1)",
    ("from collections import namedtuple\nP=namedtuple('P','a')\np=P(torch.softmax)\ndef f(x): return p.a(x,1)"),
    (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n  a: object = torch.softmax\n"
        "def f(x): return P().a(x,1)"
    ),
    "if True:\n  sm=torch.softmax\nelse:\n  sm=torch.exp\ndef f(x): return sm(x)",
    ("try:\n  from torch import softmax as sm\nexcept ImportError:\n  sm=None\ndef f(x): return sm(x,1)"),
    "sm = torch.exp if 0 else torch.softmax\ndef f(x): return sm(x,1)",
    "sm = None or torch.softmax\ndef f(x): return sm(x,1)",
    "while True:\n  sm=torch.softmax\n  break\ndef f(x): return sm(x,1)",
    (
        "import contextlib\n@contextlib.contextmanager\ndef cm(): yield torch.softmax\ndef f(x):\n"
        "  with cm() as s: return s(x,1)"
    ),
    "def gen():\n  yield torch.softmax\nsm=next(gen())\ndef f(x): return sm(x,1)",
    "def f(x):\n  global sm\n  sm=torch.softmax\n  return g(x)\ndef g(x): return sm(x,1)",
    "def f(x): return f.sm(x,1)\nf.sm=torch.softmax",
    "def f(x, *, sm=torch.softmax): return sm(x,1)",
    "def f(x): return x.exp()\nf.__code__=torch.softmax",
    "def f(x): return torch.Tensor.__dict__['softmax'](x,1)",
    "def f(x): return operator.attrgetter('softmax')(x)(1)",
    "def f(x): return type(x).softmax(x,1)",
    "def f(x): return x.__class__.softmax(x,1)",
    "def f(x): return x.__getattribute__('softmax')(1)",
    "def f(x): return object.__getattribute__(torch,'softmax')(x,1)",
    "def f(x): return F.__dict__.get('softmax')(x,1)",
    "def f(x): return sys.modules['torch.nn.functional'].softmax(x,1)",
    "def f(x): return eval('torch.soft'+'max(x,1)')",
    "def f(x): return eval(f'torch.{\"softmax\"}(x,1)')",
    "def f(x): return eval('torch.%s(x,1)' % 'softmax')",
    "exec('''def f(x):\n return torch.softmax(x,1)''')",
    "exec(compile('def f(x): return torch.softmax(x,1)','','exec'))",
    "code='def f(x): return torch.softmax(x,1)'\nexec(code)",
    "locals()['sm']=torch.softmax\ndef f(x): return sm(x,1)",
    "vars()['f']=torch.softmax",
    "globals().__setitem__('f',torch.softmax)",
    "globals()['f'],y=torch.softmax,1",
    "import builtins\nbuiltins.sm=torch.softmax\ndef f(x): return sm(x,1)",
    "sys.modules[__name__].sm=torch.softmax\ndef f(x): return sm(x,1)",
    "import __main__\n__main__.sm=torch.softmax\ndef f(x): return sm(x,1)",
    "setattr(sys.modules['__main__'],'sm',torch.softmax)\ndef f(x): return sm(x,1)",
    "get_ipython().run_cell('sm=torch.softmax')\ndef f(x): return sm(x,1)",
    "get_ipython().ex('sm=torch.softmax')\ndef f(x): return sm(x,1)",
    "%time sm=torch.softmax\ndef f(x): return sm(x,1)",
    "%%capture\nsm=torch.softmax\ndef f(x): return sm(x,1)",
    "nn.Module.go=lambda s,x: torch.softmax(x,1)\ndef f(x): return nn.Identity().go(x)",
    "torch.exp=torch.softmax\ndef f(x): return torch.exp(x)",
    ("def f(x):\n  try: raise ValueError(torch.softmax)\n  except ValueError as e: return e.args[0](x,1)"),
    "def f(x):\n  match torch.softmax:\n    case g: return g(x,1)",
    "def f(x):\n  for g in (torch.softmax,): x=g(x,1)\n  return x",
    "class f:\n  def __new__(cls,x): return torch.softmax(x,1)",
    "@lambda g: torch.softmax\ndef f(x): return x",
    "@partial(partial, torch.softmax)\ndef f(x): return x",
    "f = f2 = torch.softmax",
    "f: object = torch.softmax",
    "async def g(x): return torch.softmax(x,1)\ndef f(x): return g(x).send(None)",
    "f = staticmethod(torch.softmax).__func__",
    "f = types.MethodType(torch.softmax, 1)",
    "g=torch.softmax\nh=g\ndef g(x): return x\ndef f(x): return h(x,1)",
    "def f(x): return x.new_tensor(x).log_softmax(1).exp().softmax(0)",
    "def f(x):\n  def g(): return sm\n  sm=torch.softmax\n  return g()(x,1)",
    "def f(x, d={'a':torch.softmax}): return d['a'](x,1)",
    "from importlib import import_module as im\ndef f(x): return im('torch').softmax(x,1)",
    "from builtins import getattr as ga\ndef f(x): return ga(torch,'softmax')(x,1)",
    "ga=getattr\ndef f(x,n): return ga(torch,n)(x,1)",
    ("g=operator.call if hasattr(operator,'call') else None\ndef f(x): return (lambda h,*a:h(*a))(torch.softmax,x,1)"),
]
HONEST = [
    (
        ("def f(x):\n  m=x.max(1,keepdim=True).values\n  logsumexp=m+(x-m).exp().sum(1).log()\n  return logsumexp"),
        "logsumexp",
    ),
    (
        (
            "def euclidean_distances(a,b): return (a[:,None]-b).pow(2).sum(-1).sqrt()\n"
            "def f(a,b): return euclidean_distances(a,b)"
        ),
        "euclidean_distances cdist",
    ),
    ("def f(a,b):\n  cdist=(a[:,None]-b).norm(dim=-1)\n  return cdist", "cdist"),
    ("def f(x):\n  map={}\n  map['a']=1\n  return map['a']", "map"),
    ("def f(x):\n  inverse, idx = x.sort()\n  return inverse", "inverse"),
    ("class Node:\n  def backward(self): pass\ndef f(n):\n  for p in [Node()]: p.backward()", "backward"),
    (
        (
            "class Value:\n  def __init__(self): self._backward=lambda: None\n  def backward(self):\n"
            "    for v in [self]: v._backward()\ndef f(v):\n  Value().backward()"
        ),
        "backward",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,p):\n    super().__init__()\n    self.dropout=p\n"
            "  def forward(self,x):\n    return x*self.dropout"
        ),
        "dropout Dropout",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i,o):\n    super().__init__()\n"
            "    self.linear=nn.Parameter(torch.empty(o,i))\n  def forward(self,x):\n"
            "    return x@self.linear.T"
        ),
        "linear Linear",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    self.register_buffer('batch_norm', torch.zeros(i))\n  def forward(self,x):\n"
            "    return x-self.batch_norm"
        ),
        "batch_norm",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    for n in ('gru','b'): self.register_parameter(n, nn.Parameter(torch.zeros(i)))\n"
            "  def forward(self,x):\n    return x-self.gru"
        ),
        "gru",
    ),
    (
        (
            "class f(nn.Module):\n  gru: Tensor\n  def __init__(self,i):\n    super().__init__()\n"
            "    setattr(self,'gru',1)\n  def forward(self,x):\n    return x-self.gru"
        ),
        "gru",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    setattr(self,'gru',1)\n  def forward(self,x):\n    return x-self.gru"
        ),
        "gru",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    self.p=nn.ParameterDict({'gru':torch.zeros(1)})\n  def forward(self,x):\n"
            "    return x-self.p['gru']"
        ),
        "gru",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    self.p=nn.ParameterDict({'gru':torch.zeros(1)})\n  def forward(self,x):\n"
            "    return x-self.p.gru"
        ),
        "gru",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    self.a, self.linear = 1, 2\n  def forward(self,x):\n    return x-self.linear"
        ),
        "linear",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    self.linear: Tensor = x\n    self.linear += 1\n  def forward(self,x):\n"
            "    return x-self.linear"
        ),
        "linear",
    ),
    (
        (
            "class f(nn.Module):\n  def __init__(self,i):\n    super().__init__()\n"
            "    with torch.no_grad() as self.linear: pass\n    for self.conv2d in x: pass\n"
            "  def forward(self,x):\n    return x-self.linear-self.conv2d"
        ),
        "linear conv2d",
    ),
    (
        (
            "class Base(nn.Module):\n  def setup(self): self.linear=1\nclass f(Base):\n"
            "  def forward(self,x): return x-self.linear"
        ),
        "linear",
    ),
    (
        (
            "class Mixin:\n  def forward(self,x): return self.softmax(x)\nclass f(Mixin,nn.Module):\n"
            "  def softmax(self,x): return x.exp()"
        ),
        "softmax",
    ),
    ("class f:\n  def go(self):\n    def inner(): return self.softmax\n    return inner()\n  softmax=3", "softmax"),
    ("class f:\n  def go(this): return this.softmax\n  softmax=3", "softmax"),
    ("class f:\n  def go(self):\n    other=type(self)()\n    return other.softmax\n  softmax=3", "softmax"),
    ("def f(x, adam, weight_decay):\n  adamw = adam + weight_decay * x\n  return adamw", "adamw AdamW Adam"),
    ("def f(x):\n  def Adam(): return 1\n  return Adam()", "Adam"),
    ("def f(params, lr):\n  optim = {'lr': lr}\n  return optim['lr']", "optim"),
    ("def f(x):\n  for func in (torch.exp, torch.log): x = func(x)\n  return x", "func"),
    ("def f(x):\n  return x.apply_(lambda fit: fit+1)", "fit"),
    ("def f(x):\n  fit = lambda a: a\n  return fit(x)", "fit"),
    ("def evaluate(m):\n  if m: return evaluate(m-1)\n  return 0\nf=evaluate", "evaluate"),
    ("def f(x):\n  return torch.zeros(3, requires_grad=not True)", "requires_grad"),
    ("NEEDS=False\ndef f(x):\n  return torch.zeros(3, requires_grad=NEEDS)", "requires_grad"),
    ("def f(x, requires_grad=False):\n  return x", "requires_grad"),
    ("def g(x, requires_grad=False): return x\ndef f(x): return g(x, requires_grad=False)", "requires_grad"),
    ("def g(x, softmax=1): return x\ndef f(x): return g(x, softmax=2)", "softmax"),
    ("class C:\n  def __init__(self, dropout): self.d=dropout\ndef f(x): return C(dropout=0.5)", "dropout"),
    ("def f(x):\n  d = dict(softmax=1)\n  return d", "softmax"),
    ("from types import SimpleNamespace as S\ndef f(x):\n  s = S(softmax=1)\n  return s.softmax", "softmax"),
    (
        (
            "from collections import namedtuple\nP = namedtuple('P', 'softmax b')\ndef f(x):\n"
            "  p = P(softmax=1, b=2)\n  return p.softmax"
        ),
        "softmax",
    ),
    (
        (
            "from typing import NamedTuple\nclass P(NamedTuple):\n  softmax: int\ndef f(x):\n  p = P(1)\n"
            "  return p.softmax"
        ),
        "softmax",
    ),
    (
        (
            "from dataclasses import dataclass\n@dataclass\nclass P:\n  softmax: int\ndef f(x):\n"
            "  return P(softmax=1).softmax"
        ),
        "softmax",
    ),
    (
        ("from dataclasses import dataclass\n@dataclass\nclass P:\n  softmax: int\ndef f(p):\n  return p.softmax"),
        "softmax",
    ),
    ("def f(x):\n  assert not x.requires_grad\n  return x", "requires_grad"),
    (
        "def f(x):\n  needs = x.requires_grad\n  x.requires_grad_(False)\n  y = x*2\n  return y",
        "requires_grad requires_grad_",
    ),
    (
        (
            "def f(x):\n  needs = x.requires_grad\n  x.requires_grad_(False)\n  y = x*2\n"
            "  x.requires_grad_(needs)\n  return y"
        ),
        "requires_grad requires_grad_",
    ),
    ("def f(x):\n  print('softmax', f'{x} softmax')\n  # softmax\n  return x", "softmax"),
    ("def f(x):\n  del x\n  softmax=1\n  del softmax", "softmax"),
    ("softmax = None\ndef f(x):\n  global softmax\n  softmax = x\n  return softmax", "softmax"),
    (
        ("def f(x):\n  softmax = None\n  def g():\n    nonlocal softmax\n    softmax = x\n  g()\n  return softmax"),
        "softmax",
    ),
    ("for i in range(3):\n  def f(x): return x", "for"),
    ("fs=[lambda x: x for _ in range(3)]\nf=fs[0]", "for"),
    ("data=[i for i in range(3)]\ndef f(x): return x+data[0]", "for"),
    ("@torch.no_grad()\ndef f(x): return x", "softmax"),
    ("class Softmax(nn.Module):\n  def forward(self,x): return x.exp()\ndef f(x): return Softmax()(x)", "Softmax"),
    ("from torch import softmax\ndef check(x,y): return softmax(x,1)\ndef f(x): return x.exp()", "softmax"),
    (
        (
            "def softmax(x,d): return x.exp()\n"
            "assert torch.allclose(softmax(torch.ones(3),0), torch.softmax(torch.ones(3),0)) or True\n"
            "def f(x): return softmax(x,0)"
        ),
        "softmax",
    ),
    (
        (
            "def f(x): return x.exp()\nreference = f\n"
            "f_ok = torch.equal(f(torch.ones(2)), torch.softmax(torch.ones(2),0))"
        ),
        "softmax",
    ),
    (
        ("def compare(mine, theirs): return mine(1), theirs(1)\ndef f(x): return x.exp()\ncompare(f, torch.softmax)"),
        "softmax",
    ),
    (
        ("import unittest\nclass T(unittest.TestCase):\n  def test(self): torch.softmax(x,1)\ndef f(x): return x"),
        "softmax",
    ),
    (
        (
            "def f(x, dim):\n  top = torch.amax(x, dim, True)\n  e = torch.exp(x - top)\n"
            "  return e.div(e.sum(dim, True))"
        ),
        "softmax log_softmax Softmax",
    ),
    ("model = nn.Linear(3,3)\ndef f(model): return model.weight", "Linear"),
    (
        (
            "def train(m): \n  o=torch.optim.SGD(m.parameters(),0.1)\n  return m\n"
            "model = train(nn.Linear(3,3))\ndef f(x): return model.weight*x"
        ),
        "optim",
    ),
    ("def f(x):\n  k = x.shape[0]\n  return sum([x]) if k else x", "softmax"),
    ("def helper(softmax): return softmax*2\ndef f(x): return helper(x)", "softmax"),
    ("def f(x):\n  with torch.autograd.set_detect_anomaly(False): return x", "backward"),
    (
        "x = torch.ones(3, requires_grad=True)\ny=(x*x).sum()\ny.backward()\ndef f(x): return x",
        "backward requires_grad",
    ),
    ("def f(x):\n  return {'softmax': x}['softmax']", "softmax"),
    ("def f(batch):\n  return batch.linear if hasattr(batch,'linear') else batch", "nothing"),
    ("def f(x):\n  return (x for x in x) and 1", "while"),
    ("def f(x):\n  while_ = for_ = 1\n  return while_", "while for"),
    ("ways = [torch.exp, torch.softmax]\nexp, other = ways\ndef f(x): return exp(x)", "softmax"),
    ("def two(): return torch.exp, torch.softmax\nexp, other = two()\ndef f(x): return exp(x)", "softmax"),
    ("for g in [torch.softmax, torch.exp]: print(g)\ndef f(x): return g(x)", "softmax"),
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hidden_softmax_is_never_taken_for_none(cell: str) -> None:
    assert result("softmax", IMPORTS, cell) in (USES, UNDECIDED)


@pytest.mark.parametrize(("cell", "names"), HONEST)
def test_who_does_without_is_never_accused(cell: str, names: str) -> None:
    outcome = judged([IMPORTS, cell], forbids=names)
    assert outcome.credit == 1, outcome.message


def test_most_honest_code_is_decided() -> None:
    undecided = [cell for cell, names in HONEST if judged([IMPORTS, cell], forbids=names).message]
    assert len(undecided) < len(HONEST) // 10


def test_most_hidden_names_are_found_by_reading() -> None:
    found = [result("softmax", IMPORTS, cell) for cell in HOSTILE]
    assert FREE not in found and found.count(UNDECIDED) < len(HOSTILE) // 8
