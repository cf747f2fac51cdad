"""Which functions of libraries the student's code calls while it runs: the trace beside a source check.

Reading code cannot follow a name that is put together when it runs; a call cannot hide from the interpreter so easily.
Calls count where the student's own code makes them: what PyTorch calls inside of PyTorch does not, and neither does
what the test cell calls. Where a go-between calls what it was given, as a pool of threads does, the call is made by who
gave it. A kernel is the student's, so a trace speaks against code that leaves one, and for nobody.
"""

from __future__ import annotations

import math
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FrameType, FunctionType, MethodDescriptorType
from typing import Any

import numpy as np
import torch
from torch.overrides import TorchFunctionMode

import course_utils
from course_utils.source.reading import SCRIPT, means

_PYTHONS_OWN = tuple({sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib")})
_PACKAGES = tuple(
    {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    | {str(Path(np.__file__).parents[1]), str(Path(str(torch.__file__)).parents[1])}
    | {str(Path(course_utils.__file__).parent)}
)
_LIBRARIES = (*_PYTHONS_OWN, *_PACKAGES, "<frozen ")
_WRAPPERS = ("wrap", "decorate", "inner")  # in the names of functions that stand around others, such as `no_grad`'s
# The parts of PyTorch that call what they are given: graphs, vmap and its like; and functions that do, in other parts.
_TORCH = Path(str(torch.__file__)).parent
_GO_BETWEENS = {
    str(_TORCH / place): functions
    for place, functions in {
        "_dynamo": None,
        "_functorch": None,
        "fx": None,
        "autograd/functional.py": None,
        "utils/_pytree.py": None,
        "utils/checkpoint.py": None,
        "_jit_internal.py": ("fn",),  # chooses between max_pool2d with and without places
        "nn/modules/container.py": ("forward",),
        "nn/modules/module.py": ("_call_impl",),
        "overrides.py": ("handle_torch_function",),
    }.items()
}
_ASKED_BY_SCRIPTS = ("torch.compiler", "is_exporting")  # whenever Python calls TorchScript
_COMPILER = str(_TORCH / "_dynamo")  # asks the same for itself
# Below `backward` and `torch.autograd.grad`: the engine that they start, and the steps that it takes.
_ENGINE = {"run_backward": "torch.autograd.backward", "grad_fn": "torch.autograd.backward"}


class _Enough(BaseException):
    """Ends a run that has been watched for long enough; `except Exception` lets it pass."""


def called_while(
    run: Callable[[], Any], names: Sequence[str], answer: Any = None, most_calls: int | None = None
) -> dict[str, str]:
    """Run code, and return which of the names the student's code in it called, each with one path that it had.

    What the code returns or raises is dropped: values are checked elsewhere. Code in the file of `run` itself, which is
    the test cell, is not the student's; so `answer`, which it calls, is looked at: it may be a library's function.
    After `most_calls` of PyTorch's functions, its own calls among them, the run is ended.
    """
    watch = _Watch(names, run.__code__)
    for path in _paths_of_object(answer):
        watch.note(path)
    before, before_in_threads = sys.getprofile(), threading.getprofile()
    watch_threads_from_now_on()
    _at_work.append(watch)
    sys.setprofile(watch.on_event)
    try:
        with _Mode(watch, most_calls):
            run()
    except (Exception, _Enough):
        pass
    finally:
        sys.setprofile(before)
        _at_work.remove(watch)
        threading.setprofile(before_in_threads)
    return watch.found


def watch_threads_from_now_on() -> None:
    """Let threads that are started from now on tell whoever watches: one that waits for work may call what it gets."""
    threading.setprofile(_tell_who_watches)


_at_work: list[_Watch] = []


def _tell_who_watches(frame: FrameType, event: str, argument: Any) -> None:
    for watch in _at_work:
        watch.on_event(frame, event, argument)


class _Watch:
    """Notes calls of the names; `sys.setprofile` tells it of Python's functions, and `_Mode` of PyTorch's in C."""

    def __init__(self, names: Sequence[str], test: CodeType) -> None:
        self.names = names
        self.found: dict[str, str] = {}
        self._noted: set[str] = set()
        self._test = test.co_filename
        self._thread = threading.get_ident()

    def on_event(self, frame: FrameType, event: str, argument: Any) -> None:
        if event not in ("call", "c_call"):
            return
        caller = frame.f_back if event == "call" else frame
        if caller is not None and _calls_for_itself(caller.f_code.co_filename, caller.f_code.co_name):
            return  # as in most events, and all this is done for each
        if event == "call" and is_library(file := frame.f_code.co_filename):
            if self.is_called_by_student(caller, is_pythons=not file.startswith(_PACKAGES)):
                for path in (*_paths_of_frame(frame), *_settings_of_frame(frame)):
                    self.note(path)
                if _is_asked_by_script(frame):
                    self.found[SCRIPT] = SCRIPT
        elif event == "c_call" and not self._is_seen_by_mode(argument):
            is_pythons = _module_of(argument).partition(".")[0] in sys.stdlib_module_names
            if self.is_called_by_student(frame, is_pythons=is_pythons):
                self.note(_path_of(argument))

    def note(self, path: str) -> None:
        if path in self._noted:
            return
        self._noted.add(path)
        for name in self.names:
            if name not in self.found and means(name, path):
                self.found[name] = path

    def is_students(self, code: CodeType) -> bool:
        return code.co_filename != self._test and not is_library(code.co_filename)

    def is_called_by_student(self, caller: FrameType | None, *, is_pythons: bool = False) -> bool:
        """Whether the student's code makes a call itself or through a go-between, which may be at work in a thread.

        What is Python's own, a go-between calls for itself, too, so there only the code right above it counts.
        """
        is_given = False
        while caller is not None:
            if not is_pythons and _is_go_between(caller.f_code.co_filename, caller.f_code.co_name):
                is_given = True
            elif not _is_wrapper(caller.f_code.co_filename, caller.f_code.co_name):
                return self.is_students(caller.f_code)
            caller = caller.f_back
        return is_given

    def _is_seen_by_mode(self, function: Any) -> bool:
        """Whether a function is PyTorch's, and `_Mode` is told of its calls: in its own thread, unless switched off."""
        is_of_torch = _module_of(function).partition(".")[0] == "torch"
        is_told = threading.get_ident() == self._thread and not torch._C._is_torch_function_all_disabled()
        return is_of_torch and is_told and _name_of(function) not in _ENGINE


class _Mode(TorchFunctionMode):
    """Sees every function of PyTorch that takes or makes tensors, also where C code such as `map` calls it."""

    def __init__(self, watch: _Watch, most_calls: int | None) -> None:
        super().__init__()
        self.watch = watch
        self.calls_left = math.inf if most_calls is None else most_calls
        self.is_ended = False

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.calls_left -= 1
        # What takes no tensor may be setting a switch back, such as that of no_grad.
        is_of_tensor = bool(args) and isinstance(args[0], torch.Tensor)
        if self.calls_left < 0 and is_of_tensor and not self.is_ended:
            self.is_ended = True  # once: a bare `except` goes on, and comes to its own end
            raise _Enough
        is_switched_off = len(args) == 2 and args[1] is False  # x.requires_grad_(False)
        caller = sys._getframe(1)
        is_its_own = _calls_for_itself(caller.f_code.co_filename, caller.f_code.co_name)
        if not is_its_own and not is_switched_off and self.watch.is_called_by_student(caller):
            self.watch.note(_path_of(func))
        return func(*args, **(kwargs or {}))


@cache
def is_library(file: str) -> bool:
    """Whether code in a file is a library's, and not the student's."""
    return file.startswith(_LIBRARIES)


@cache
def _is_wrapper(file: str, name: str) -> bool:
    return is_library(file) and any(word in name for word in _WRAPPERS)


@cache
def _calls_for_itself(file: str, name: str) -> bool:
    """Whether a function is a library's that calls for nobody else."""
    return is_library(file) and not _is_go_between(file, name) and not _is_wrapper(file, name)


@cache
def _is_go_between(file: str, name: str) -> bool:
    """Whether a function is of Python's own library, which knows no other one, or of what is like it in PyTorch."""
    if file.startswith(_PYTHONS_OWN) and not file.startswith(_PACKAGES):
        return True
    return any(file.startswith(place) and (names is None or name in names) for place, names in _GO_BETWEENS.items())


def _is_asked_by_script(frame: FrameType) -> bool:
    """Whether TorchScript has called a function that it calls whenever it runs."""
    caller = frame.f_back
    is_it = (frame.f_globals.get("__name__"), frame.f_code.co_name) == _ASKED_BY_SCRIPTS
    return is_it and caller is not None and not caller.f_code.co_filename.startswith(_COMPILER)


def _name_of(function: Any) -> str:
    """Return a function's name; for the asking for an attribute of a tensor, that of the attribute."""
    name = getattr(function, "__name__", "")
    return getattr(function.__self__, "__name__", "") if name == "__get__" else name


def _module_of(function: Any) -> str:
    owner = getattr(function, "__objclass__", None) or type(getattr(function, "__self__", None))
    return str(getattr(function, "__module__", None) or owner.__module__)


def _path_of(function: Any) -> str:
    """Return the dotted path of a function that is written in C."""
    if (name := _name_of(function)) in _ENGINE:
        return _ENGINE[name]
    name, module = getattr(function, "__name__", ""), _module_of(function)
    part = module.rpartition(".")[2].lstrip("_")
    return f"{module}.{name.removeprefix(f'{part}_')}"  # torch._C._linalg.linalg_inv


def _paths_of_frame(frame: FrameType) -> Iterator[str]:
    """Yield the dotted paths of a Python function: where it is written, and that of its object's class."""
    yield _public(frame.f_globals.get("__name__", ""), frame.f_code.co_qualname)
    first = frame.f_code.co_varnames[:1]
    if frame.f_code.co_argcount and first == ("self",):
        owner = type(frame.f_locals.get("self"))
        if owner.__module__ == "torch._ops":
            yield f"torch.ops.{frame.f_locals['self']}"
        if _is_written_in_library(owner):
            yield _public(owner.__module__, owner.__qualname__)


def _settings_of_frame(frame: FrameType) -> Iterator[str]:
    """Yield the arguments of a Python function that are switched on; a caller may give them without their names."""
    code, values = frame.f_code, frame.f_locals
    for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]:
        value = values.get(name)
        if isinstance(value, (bool, int, float)) and value:
            yield f"{name}="


def _paths_of_object(thing: Any) -> Iterator[str]:
    """Yield the paths of a function, or of an object's or class's classes, as far as libraries have them."""
    while isinstance(thing, partial):
        thing = thing.func
    if isinstance(thing, (BuiltinFunctionType, MethodDescriptorType)):
        yield _path_of(thing)
    elif isinstance(thing, FunctionType):
        if is_library(thing.__code__.co_filename):
            yield _public(thing.__module__, thing.__qualname__)
    else:
        for kind in type.mro(thing) if isinstance(thing, type) else type(thing).mro():
            if _is_written_in_library(kind):
                yield _public(kind.__module__, kind.__qualname__)


def _is_written_in_library(kind: type) -> bool:
    file = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return kind.__module__ != "__main__" and is_library(file or "")


def _public(module: str, name: str) -> str:
    """Return a path without the file's name, which for PyTorch's modules is often that of a function."""
    if module == "torch.autograd.grad_mode":  # `torch.no_grad` is no use of autograd
        return f"torch.{name}"
    return f"torch.nn.{name}" if module.startswith("torch.nn.modules.") else f"{module}.{name}"
