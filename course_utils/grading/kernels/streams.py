"""What a cell printed, as a terminal would show it in the end: one text per stream.

nbclient does this, too, with a pattern that takes the square of a line's length and keeps every other thread waiting
meanwhile. Here a text is gone through once.
"""

from __future__ import annotations

from collections.abc import Iterable

from nbformat.notebooknode import NotebookNode


def join_streams(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return a cell's outputs with each stream in one piece, where it first printed; stdout goes before stderr.

    Which of two streams that follow each other came first is chance: their messages arrive independently.
    """
    joined: list[NotebookNode] = []
    pieces: dict[str, list[str]] = {}
    streams: dict[str, NotebookNode] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            joined.append(output)
            continue
        name = output["name"]
        if name not in streams:
            streams[name], pieces[name] = output, []
            joined.append(output)
        pieces[name].append(output["text"])
    for name, stream in streams.items():
        stream["text"] = as_shown("".join(pieces[name]))
    names = [output.get("name") for output in joined]
    for place in range(len(joined) - 1):
        if names[place : place + 2] == ["stderr", "stdout"]:
            joined[place : place + 2] = joined[place + 1], joined[place]
    return joined


def as_shown(text: str) -> str:
    """Return text after its carriage returns and backspaces, in time that grows with its length alone."""
    if "\r" not in text and "\b" not in text:
        return text
    return "\n".join(map(_line_as_shown, text.split("\n")))


def _line_as_shown(line: str) -> str:
    """Return what is left of a line: what follows its last return to the start, without what was taken back.

    A carriage return at the end has nothing after it yet, so it removes nothing.
    """
    line = line.rstrip("\r").rpartition("\r")[2]
    if "\b" not in line:
        return line
    kept: list[str] = []
    for character in line:
        if character != "\b":
            kept.append(character)
        elif kept:
            kept.pop()
    return "".join(kept)
