"""Answers that do nothing: they return what they were given, zeros, or nothing at all.

A check that such an answer passes proves nothing by itself. Which checks these are is found out on the reference
solution, once for a class.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_RECORD = 8  # keys: the task names them; those of a larger dict are a part of the answer

Function = Callable[..., Any]


def _filled(value: Any, number: int) -> Any:
    """Return a value of the same kind and shape in which every number is `number`."""
    if hasattr(value, "detach") and hasattr(value, "fill_"):  # a tensor: this file does without importing torch
        return value.detach().clone().fill_(number)
    if isinstance(value, np.ndarray):
        return np.full_like(value, number)
    if isinstance(value, (bool, int, float)):
        return type(value)(number)
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_filled(each, number) for each in value)
    if isinstance(value, list):
        return [_filled(each, number) for each in value]
    if isinstance(value, dict) and len(value) <= _RECORD:
        return {key: _filled(each, number) for key, each in value.items()}
    if isinstance(value, dict):
        return {}
    return None


def _plus_one(value: Any) -> Any:
    return value + 1


def _refuse() -> Any:
    raise ValueError


# From the arguments, and the kind of value that the reference gave for such arguments, to what is returned.
WAYS: Mapping[str, Callable[[tuple[Any, ...], Any], Any]] = {
    "nothing": lambda given, right: None,
    "the first argument": lambda given, right: given[0],
    "the last argument": lambda given, right: given[-1],
    "the first argument plus one": lambda given, right: _plus_one(given[0]),
    "zeros like the first argument": lambda given, right: _filled(given[0], 0),
    "ones like the first argument": lambda given, right: _filled(given[0], 1),
    "zeros of the right kind": lambda given, right: _filled(right, 0),
    "ones of the right kind": lambda given, right: _filled(right, 1),
    "an error": lambda given, right: _refuse(),
}
# The same, but of a class only the methods do nothing, while objects are made in earnest. What still passes where every
# method stops with an error is the constructor's, and that is something.
MADE = "made in earnest: "
MADE_AND_NO_MORE = f"{MADE}an error"
WAYS_OF_MADE = (MADE_AND_NO_MORE, f"{MADE}the first argument", f"{MADE}zeros of the right kind")


class Recorder:
    """Which kind of value each answer of the reference solution gives, by the kinds of its arguments."""

    def __init__(self) -> None:
        self.kinds: dict[Any, Any] = {}

    def watched(self, name: str, answer: Any) -> Any:
        """Return an answer that works as before, while the kinds of its values are noted."""
        if inspect.isclass(answer):
            methods = {
                method: self._noting(f"{name}.{method}", function, skip=1)
                for method, function in _methods(answer).items()
                if method != "__init__"
            }
            return type(answer.__name__, (answer,), methods) if methods else answer
        return self._noting(name, answer) if callable(answer) else answer

    def _noting(self, name: str, function: Function, skip: int = 0) -> Function:
        def noting(*given: Any, **named: Any) -> Any:
            value = function(*given, **named)
            with contextlib.suppress(Exception):
                kind = _filled(value, 0)
                self.kinds.setdefault(_key(name, given[skip:], named), kind)
                self.kinds.setdefault(name, kind)
            return value

        return noting

    def stand_in(self, way: str, name: str, answer: Any) -> Any:
        """Return what stands in for an answer: None for one that is neither a function nor a class."""
        is_made, way = way.startswith(MADE), way.removeprefix(MADE)
        if inspect.isclass(answer):
            members = {method: self._doing_nothing(way, f"{name}.{method}", skip=1) for method in _methods(answer)}
            if is_made:
                members.pop("__init__", None)
                return type(answer.__name__, (answer,), members)
            return type(answer.__name__, answer.__bases__, {**members, "__init__": _empty(answer)})
        return self._doing_nothing(way, name) if callable(answer) else None

    def _doing_nothing(self, way: str, name: str, skip: int = 0) -> Function:
        def doing_nothing(*given: Any, **named: Any) -> Any:
            values = (*given[skip:], *named.values())
            right = self.kinds.get(_key(name, given[skip:], named), self.kinds.get(name))
            return WAYS[way](values, right)

        return doing_nothing


def _methods(cls: type) -> dict[str, Function]:
    return {name: member for name, member in vars(cls).items() if inspect.isfunction(member)}


def _empty(cls: type) -> Function:
    def empty(self: Any, *given: Any, **named: Any) -> None:
        with contextlib.suppress(TypeError):
            base: Any = cls.__bases__[0]
            base.__init__(self)  # PyTorch's modules need theirs

    return empty


def _key(name: str, given: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    """Describe a call by what decides the shape of its value: the shapes of tensors, and plain numbers."""
    return f"{name} {[_described(each) for each in (*given, *named.values())]}"


def _described(value: Any) -> str:
    if hasattr(value, "shape"):
        return f"{tuple(value.shape)}"
    if isinstance(value, (list, tuple)):
        return f"{len(value)} items"
    return repr(value)[:100] if isinstance(value, (bool, int, float, str)) else type(value).__name__
