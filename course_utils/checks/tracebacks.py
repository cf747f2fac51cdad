"""Tracebacks that a student can read: the way to an error, without the checks' own frames and without endless calls."""

from __future__ import annotations

import traceback
from types import TracebackType

from IPython.core.getipython import get_ipython

FIRST_FRAMES, LAST_FRAMES = 3, 6
LAST_LINES = 80


def shortened(error: BaseException, without: str) -> list[str]:
    """Return the lines of an error's traceback, as IPython shows them, without the frames of the file `without`.

    Of a long way, such as of a function that calls itself without end, the first and the last frames are shown; of a
    long text the end.
    """
    frames = _frames(error.__traceback__, without)
    left_out = max(0, len(frames) - FIRST_FRAMES - LAST_FRAMES)
    if left_out:
        frames = [*frames[:FIRST_FRAMES], *frames[-LAST_FRAMES:]]
    lines = "\n".join(_formatted(error, _chained(frames))).splitlines()
    if len(lines) > LAST_LINES:
        lines = [f"[the first {len(lines) - LAST_LINES} lines are left out]", *lines[-LAST_LINES:]]
    return [*([f"[{left_out} calls in between are left out]"] if left_out else []), *lines]


def _frames(found: TracebackType | None, without: str) -> list[TracebackType]:
    frames = []
    while found is not None:
        if found.tb_frame.f_code.co_filename != without:
            frames.append(found)
        found = found.tb_next
    return frames


def _chained(frames: list[TracebackType]) -> TracebackType | None:
    following: TracebackType | None = None
    for frame in reversed(frames):
        following = TracebackType(following, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return following


def _formatted(error: BaseException, way: TracebackType | None) -> list[str]:
    shell = get_ipython()
    if shell is None:
        return traceback.format_exception(type(error), error.with_traceback(way), way)
    lines: list[str] = shell.InteractiveTB.structured_traceback(
        type(error), error.with_traceback(way), way, tb_offset=0
    )
    return lines
