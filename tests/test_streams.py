"""What a cell printed is joined as a terminal would show it, in time that grows with its length alone."""

from __future__ import annotations

import random
import time

import pytest
from nbformat.v4 import new_output

from course_utils.grading.kernels.streams import as_shown, join_streams


def stream(name: str, text: str):
    return new_output("stream", name=name, text=text)


def shown(*outputs) -> list[tuple[str, str]]:
    return [(output.get("name", "other"), output.get("text", "")) for output in join_streams(outputs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\ntext\n", "plain\ntext\n"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("10%\r50%\r100%\r", "100%"),
        ("on Windows\r\nlines end so\r\n", "on Windows\nlines end so\n"),
        ("before\n1\r2\nafter", "before\n2\nafter"),
        ("abc\b\bd", "ad"),
        ("a\n\b\bb", "a\nb"),
        ("12\b3\r45\b6", "46"),
        ("\r\r\r", ""),
        ("", ""),
    ],
)
def test_a_text_is_what_a_terminal_would_show(text: str, expected: str) -> None:
    assert as_shown(text) == expected


@pytest.mark.parametrize("seed", range(20))
def test_lines_stay_apart_and_nothing_is_made_up(seed: int) -> None:
    text = "".join(random.Random(seed).choices("ab\n\r\b", k=200))
    result = as_shown(text)
    assert result.count("\n") == text.count("\n")
    assert not set("\r\b") & set(result)
    assert set(result) <= set(text)


def test_each_stream_is_one_piece_where_it_first_printed() -> None:
    picture = new_output("display_data", data={"text/plain": "picture"})
    outputs = [stream("stdout", "1\r"), stream("stderr", "w"), picture, stream("stdout", "2"), stream("stderr", "\bx")]
    assert shown(*outputs) == [("stdout", "2"), ("stderr", "x"), ("other", "")]


def test_which_of_two_streams_arrived_first_makes_no_difference() -> None:
    first, second = ("stdout", "o"), ("stderr", "e")
    assert shown(stream(*first), stream(*second)) == shown(stream(*second), stream(*first)) == [first, second]


HARD = {
    "one long line": lambda n: "x" * n,
    "a return before a long line": lambda n: "\r" + "x" * n,
    "many returns": lambda n: "\r" * n + "x",
    "a return behind every character": lambda n: "x\r" * (n // 2),
    "backspaces behind a long line": lambda n: "x" * (n // 2) + "\b" * (n // 2),
    "short lines with returns": lambda n: "x\ry\n" * (n // 4),
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_sixteen_times_as_much_does_not_take_the_square_of_that(text) -> None:
    assert seconds(text(16 * 16_000)) < 64 * max(seconds(text(16_000)), 1e-5)  # the square would be 256


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_sixteen_times_as_many_pieces_do_not_take_the_square_of_that(text) -> None:
    few, many = text(1_000), text(16_000)
    assert least_seconds(lambda: in_pieces(many)) < 64 * max(least_seconds(lambda: in_pieces(few)), 1e-5)


def in_pieces(text: str) -> None:
    """Join a text of which every character is an output of its own."""
    join_streams([{"output_type": "stream", "name": "stdout", "text": character} for character in text])


def seconds(text: str) -> float:
    return least_seconds(lambda: as_shown(text))


def least_seconds(run) -> float:
    """Return the least processor time of five runs: whatever else the machine does only adds to it."""
    times = []
    for _ in range(5):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)
