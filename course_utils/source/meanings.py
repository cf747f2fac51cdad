"""What an expression can stand for, as far as its code says it: the values of an evaluation that runs nothing."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from course_utils.source.scopes import Scope

MAX_VALUES = 40  # things that one name may stand for
MAX_STARS = 10  # star imports that are remembered
MAX_KEYS = 200  # elements of a container that are told apart
SWITCHES = ("requires_grad", "training")  # attributes that are read to ask, and assigned to switch
# What has the names that it is given: their keywords and attributes are nobody else's.
HOLDERS = (
    "argparse.Namespace",
    "builtins.dict",
    "collections.namedtuple",
    "dataclasses.make_dataclass",
    "torch.nn.ModuleDict",
    "torch.nn.ParameterDict",
    "types.SimpleNamespace",
    "typing.NamedTuple",
)


@dataclass(frozen=True)
class Unknown:
    """A value of which nothing is known: a parameter, a tensor, most results."""


@dataclass(frozen=True)
class Library:
    """A module, function or class of a library, or a built-in one, by its dotted path."""

    path: str

    @property
    def is_class(self) -> bool:
        """Whether it is named like a class."""
        return self.path.rpartition(".")[2][:1].isupper()


@dataclass(frozen=True)
class Result:
    """What a function of a library returned: data, unless somebody calls it."""

    path: str


@dataclass(frozen=True)
class Own:
    """A function or class of the notebook, or of a module handed in with it."""

    scope: Scope


@dataclass(frozen=True)
class Instance:
    """An object of such a class."""

    scope: Scope


@dataclass(frozen=True)
class Parent:
    """What `super()` gives inside such a class."""

    scope: Scope


@dataclass(frozen=True)
class Module:
    """The notebook (with an empty name), or a module handed in with it."""

    name: str


@dataclass(frozen=True)
class Names:
    """The dict of the names that something has: `globals()`, `vars(torch)`, `torch.__dict__`."""

    owner: Any


@dataclass(frozen=True)
class Method:
    """An attribute of an unknown object."""

    name: str


@dataclass(frozen=True)
class Keyword:
    """An argument given by name, with a value that does not switch it off."""

    name: str


@dataclass(frozen=True)
class Constant:
    """A constant of the code."""

    value: Any


@dataclass(frozen=True)
class Items:
    """A list, tuple, set or dict: what is known by key, and all its other elements together."""

    by_key: tuple[tuple[Any, Values], ...]
    others: Values = frozenset()

    def all(self) -> Values:
        """Return what any of its elements may be."""
        return union([self.others, *(values for _, values in self.by_key)])

    def at(self, key: Any) -> Values:
        """Return what it has under a key."""
        known = dict(self.by_key)
        return known[key] if key in known else maybe(self.all()) or UNKNOWN


@dataclass(frozen=True)
class Maybe:
    """A value that an expression may stand for, as far as can be seen."""

    value: Any


SETTINGS = object()  # in the place of a key: the value is unpacked
Values = frozenset[Any]
NOTHING: Values = frozenset()
UNKNOWN: Values = frozenset({Unknown()})


def maybe(values: Iterable[Any]) -> Values:
    """Return values as ones that are not certain."""
    return frozenset(each if isinstance(each, (Maybe, Unknown, Constant)) else Maybe(each) for each in values)


def is_callable(value: Any) -> bool:
    """Whether a value is, or holds, something that can be called."""
    value = value.value if isinstance(value, Maybe) else value
    return isinstance(value, (Library, Own, Instance, Method))


def is_off(values: Values) -> bool:
    """Whether a value switches something off, as `requires_grad=False` does, or puts a switch back as it was."""
    return bool(values) and all(
        (isinstance(value, Constant) and not value.value) or value in map(Method, SWITCHES) for value in values
    )


def union(parts: Iterable[Values]) -> Values:
    """Return all values together; where there are too many, some that are not certain."""
    values = NOTHING.union(*parts)
    return values if len(values) <= MAX_VALUES else maybe(sorted(values, key=repr)[:MAX_VALUES]) | UNKNOWN


def items(by_key: Iterable[tuple[Any, Values]], others: Iterable[Values]) -> Items:
    """Return a container; where it has too many keys, its elements are not told apart."""
    pairs = tuple(by_key)
    if len(pairs) <= MAX_KEYS:
        return Items(pairs, union(others))
    return Items((), union([*others, *(values for _, values in pairs)]))


def is_key(value: Any) -> bool:
    """Whether a constant can be a name, or the key of an element."""
    return isinstance(value, (str, int, bytes, type(None)))


class Namespace:
    """The names of the notebook, or of a module beside it, after its code ran."""

    def __init__(self, name: str, is_package: bool = False) -> None:
        self.name = name
        self.is_package = is_package
        self.values: dict[str, Values] = {}
        self._bound_at: dict[str, int] = {}
        self._stars: list[tuple[str, int]] = []  # modules of libraries from which all names were imported
        self._clock = 0

    def bind(self, name: str, values: Values, replaces: bool) -> None:
        """Give a name its value, or one more that it may have."""
        self._clock += 1
        self._bound_at[name] = self._clock
        self.values[name] = values if replaces else union([self.values.get(name, NOTHING), values])

    def star(self, module: str) -> None:
        """Note `from module import *`."""
        self._clock += 1
        self._stars = [*self._stars[-MAX_STARS:], (module, self._clock)]

    def __getitem__(self, name: str) -> Values:
        if name in self.values:
            later = [module for module, when in self._stars if when > self._bound_at[name]]
            return union([self.values[name], maybe(Library(f"{module}.{name}") for module in later)])
        starred = frozenset(Library(f"{module}.{name}") for module, _ in self._stars)
        if hasattr(builtins, name):
            return frozenset({Library(f"builtins.{name}")}) | maybe(starred)
        return starred or frozenset({Library(name)})
