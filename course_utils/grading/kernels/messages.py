"""What a kernel sends, before the grader does anything with it.

A kernel runs a student's code, and that code can send whatever it likes. `readable` rebuilds a message from the few
parts that grading uses, each of the type that it should have; a message that lacks one, and every other kind of
message, is left out. So nothing behind this point meets a surprise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jupyter_client.session import Session

from course_utils.checks.verdicts import MIME

MAX_MESSAGE_BYTES = 17 * 2**20  # one message, all its frames together; more than a test cell may report
MAX_WAITING = 8  # messages that may wait on this side to be read; the others wait in the kernel's own memory
MAX_PARTS = 500_000  # of JSON; each takes up to 230 bytes as an object
_PARTS_OF_A_MESSAGE = 5  # signature, header, parent's header, metadata, content; any number of buffers may follow
_MAX_NESTING = 30  # a packed value of `course_utils.checks.values.MAX_DEPTH` levels has at most three times as many

Content = dict[str, Any]


class KernelSession(Session):
    """Jupyter's way to read messages, which builds no more objects than `MAX_PARTS` and keeps no buffers.

    A message says the `size` of what it holds, in bytes, as it was sent.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.unpack = self._bounded(self.unpack)

    def deserialize(self, msg_list: Sequence[Any], content: bool = True, copy: bool = True) -> dict[str, Any]:
        """Return a message with its size and without its buffers."""
        message: dict[str, Any] = super().deserialize(list(msg_list[:_PARTS_OF_A_MESSAGE]), content, copy)
        message["size"] = sum(map(len, msg_list[3:]))  # without the headers, which every message has
        return message

    @staticmethod
    def _bounded(unpack: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def bounded(packed: Any) -> Any:
            text = bytes(packed)
            is_too_much = len(text) > MAX_PARTS and sum(map(text.count, (b"[", b"{", b","))) > MAX_PARTS
            return {} if is_too_much else unpack(packed)

        return bounded


def readable(message: Any) -> dict[str, Any] | None:
    """Return a message rebuilt, or None if there is nothing in it that grading uses."""
    kind, content = message.get("msg_type"), message.get("content")
    if not isinstance(content, dict) or not isinstance(kind, str) or kind not in _KINDS:
        return None
    rebuilt = _KINDS[kind](content)
    if rebuilt is None:
        return None
    header = {"msg_type": kind, "msg_id": ""}
    return {"header": header, "msg_type": kind, "parent_header": message["parent_header"], "content": rebuilt}


def encodable(text: str) -> str:
    """Return text that can be written to a file: lone surrogates are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _stream(content: Content) -> Content | None:
    name, text = content.get("name"), content.get("text")
    if name not in ("stdout", "stderr") or not isinstance(text, str):
        return None
    return {"name": name, "text": encodable(text)}


def _display(content: Content) -> Content | None:
    """Keep texts, pictures as text, and a check's report. Only what holds no report can be updated later."""
    data, transient = content.get("data"), content.get("transient")
    if not isinstance(data, dict):
        return None
    kept: dict[str, Any] = {encodable(kind): encodable(value) for kind, value in data.items() if isinstance(value, str)}
    display_id = transient.get("display_id") if isinstance(transient, dict) else None
    if isinstance(data.get(MIME), dict):
        kept[MIME] = _plain(data[MIME])
        display_id = None
    transient = {"display_id": display_id} if isinstance(display_id, str) else {}
    return {"data": kept, "metadata": {}, "transient": transient}


def _result(content: Content) -> Content | None:
    rebuilt, count = _display(content), _input(content)
    return {**rebuilt, **count} if rebuilt and count else None


def _error(content: Content) -> Content | None:
    name, value, traceback = (content.get(part) for part in ("ename", "evalue", "traceback"))
    if not isinstance(name, str) or not isinstance(value, str) or not isinstance(traceback, list):
        return None
    lines = [encodable(line) for line in traceback if isinstance(line, str)]
    return {"ename": encodable(name), "evalue": encodable(value), "traceback": lines}


def _input(content: Content) -> Content | None:
    count = content.get("execution_count")
    return {"execution_count": count} if type(count) is int and 0 <= count < 2**31 else None


def _status(content: Content) -> Content | None:
    state = content.get("execution_state")
    return {"execution_state": state} if isinstance(state, str) else None


def _clear(content: Content) -> Content:
    return {"wait": bool(content.get("wait"))}


_KINDS = {
    "stream": _stream,
    "display_data": _display,
    "update_display_data": _display,
    "execute_result": _result,
    "error": _error,
    "execute_input": _input,
    "status": _status,
    "clear_output": _clear,
}


def _plain(value: Any, depth: int = 0) -> Any:
    """Return JSON with texts that can be encoded; what is nested deeper than any value of a check becomes None."""
    if isinstance(value, str):
        return encodable(value)
    if depth > _MAX_NESTING:
        return None
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {encodable(key): _plain(item, depth + 1) for key, item in value.items()}
    return value
