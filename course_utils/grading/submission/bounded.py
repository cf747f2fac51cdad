"""Calls in a process of their own, which may take so much memory and time: for work on what a stranger wrote.

    outcome = bounded(judged, submission)

The rules of reading and judging keep their cost within bounds by themselves. Should one of them be too weak, this costs
the submission that found it out, and neither the class nor the computer. One process serves all calls, one after the
other; one that is ended by a call is replaced for the next. It is no sandbox: what it runs is this package's own code.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from course_utils.grading.course.layout import CourseError

SECONDS = 10  # of processor time, for one call: honest work takes a tenth of one
MEGABYTES = 500
ROOM = 400  # of them that each call finds: a process that keeps more of what earlier ones took is replaced
_PARTS = "course_utils.grading.submission.grader"  # imported before the first call asks for it

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


def bounded(function: Callable[Parameters, Value], *arguments: Parameters.args, **named: Parameters.kwargs) -> Value:
    """Call a function of some module in the process, and return or raise what it does.

    Limits hold where the system has them: on Linux both, on macOS that of time, on Windows none.

    Raises
    ------
    CourseError
        If the call takes more than it may, or fails as no call should.
    """
    return _process.call(function, arguments, named)


def make_ready() -> None:
    """Start the process, which then imports what it needs while its caller goes on."""
    with _process.lock:
        _process.running()


class _Process:
    """The process from outside."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def call(self, *request: Any) -> Any:
        with self.lock:
            process = self.running()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump(request, process.stdin)
                process.stdin.flush()
                value, error = pickle.load(process.stdout)
                is_last = pickle.load(process.stdout)
            except (EOFError, BrokenPipeError, pickle.UnpicklingError):
                raise CourseError(_why_it_ended(process.wait())) from None
            except BaseException:  # such as Ctrl-C: the next call must not get this one's answer
                self.close()
                raise
            if is_last:
                process.wait()
        if error is not None:
            raise error
        return value

    def running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            command = [sys.executable, "-P", "-m", __name__]
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for whoever calls; this ends when its input does
            )
        return self.process

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            with contextlib.suppress(OSError):  # what is left in a pipe that nobody reads
                self.process.communicate()


_process = _Process()
atexit.register(_process.close)


def _why_it_ended(status: int) -> str:
    if hasattr(signal, "SIGXCPU") and -status == signal.SIGXCPU:
        return f"it takes more than {SECONDS} seconds to read or judge"
    return f"reading or judging it ended the process that does so (status {status})"


# In the process


def main() -> None:
    """Answer one call after the other, until standard input ends."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed is no answer
    __import__(_PARTS)
    most = _data() + (MEGABYTES << 20)
    _limit_memory(most)
    is_last = False
    with contextlib.suppress(EOFError, BrokenPipeError):
        while not is_last:
            function, arguments, named = pickle.load(calls)
            _allow_time()
            answers.write(_answer(function, arguments, named))
            is_last = _data() > most - (ROOM << 20)
            answers.write(pickle.dumps(is_last))
            answers.flush()


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> bytes:
    """Return what a function returns, and the error that it raises, as it is sent."""
    error: Exception
    try:
        return pickle.dumps((function(*arguments, **named), None))
    except (CourseError, OSError) as known:
        error = known
    except MemoryError:
        error = CourseError(f"it takes more than {ROOM} MB of memory to read or judge")
    except Exception as unknown:
        error = CourseError(f"the grader failed: {type(unknown).__name__}: {unknown}")
    return pickle.dumps((None, error))


def _data() -> int:
    """Return the bytes of memory that belong to this process alone; 0 where the system is no Linux."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")


def _limit_memory(most: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _allow_time() -> None:
    """Give the next call its time: the limit is one of the process, which has worked for others before."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
