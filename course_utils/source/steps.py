"""How many steps code takes: the trace that tells a loop, wherever it is hidden, from operations on whole tensors.

Operations on whole tensors are the same few, whatever the size of the tensors. A loop goes through lines of the
student's code, or calls PyTorch's functions, once more for each item.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from torch.overrides import TorchFunctionMode

from course_utils.source.tripwire import is_library

# Far more than what an answer does for large inputs alone, and less than a loop over a thousand items takes.
MOST_MORE_STEPS = 500


class _Enough(BaseException):
    """Ends a run of more steps than are asked for; `except Exception` lets it pass."""


def is_loop(run: Callable[[], Any], run_on_more: Callable[[], Any]) -> bool:
    """Whether code takes more steps the more items it gets; `run_on_more` gives it at least a thousand more."""
    most = steps_of(run) + MOST_MORE_STEPS
    return steps_of(run_on_more, most) > most


def steps_of(run: Callable[[], Any], most: float = math.inf) -> int:
    """Run code, and count the lines of the student's code that run, and the functions of PyTorch that it calls.

    What the code returns or raises is dropped. What libraries do by themselves does not count: to print a tensor, for
    one, takes more steps the larger it is. A line above `most` steps ends the run.
    """
    count = _Count(run.__code__.co_filename, most)
    before = sys.gettrace()
    threading.settrace(count.on_event)
    sys.settrace(count.on_event)
    try:
        with count:
            run()
    except (Exception, _Enough):
        pass
    finally:
        sys.settrace(before)
        threading.settrace(before)
    return count.steps


class _Count(TorchFunctionMode):
    """Counts steps; `sys.settrace` tells it of lines, and C code such as `map` shows what it calls of PyTorch."""

    def __init__(self, test: str, most: float) -> None:
        super().__init__()
        self.steps = 0
        self._test, self._most = test, most

    def is_students(self, frame: FrameType) -> bool:
        return frame.f_code.co_filename != self._test and not is_library(frame.f_code.co_filename)

    def on_event(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not self.is_students(frame):
            return None
        if event == "line":
            self.steps += 1
            if self.steps > self._most:
                raise _Enough
        return self.on_event

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.steps += self.is_students(sys._getframe(1))
        return func(*args, **(kwargs or {}))
