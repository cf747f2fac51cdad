"""What a kernel sends: whatever it is, a message comes out as nbformat knows it, or not at all."""

from __future__ import annotations

import json
import random
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, output_from_msg

from course_utils.checks.values import pack
from course_utils.checks.verdicts import MIME, Evidence
from course_utils.grading.kernels.gate import Frames
from course_utils.grading.kernels.messages import MAX_PARTS, KernelSession, readable
from course_utils.grading.submission.reports import control_cell, is_lie, is_proven, mark_what_must_fail

KINDS = ["stream", "display_data", "update_display_data", "execute_result", "error", "status", "clear_output"]
KINDS += ["execute_input", "comm_open", "", "no such kind"]
NAMES = ["name", "text", "data", "metadata", "transient", "ename", "evalue", "traceback", "execution_state", "wait"]
NAMES += ["execution_count", "text/plain", "image/png", "display_id", MIME]
OUTPUTS = {  # as an honest kernel sends them
    "stream": {"name": "stdout", "text": "hello"},
    "display_data": {"data": {"text/plain": "hello"}, "metadata": {}, "transient": {}},
    "execute_result": {"data": {"text/plain": "5"}, "metadata": {}, "transient": {}, "execution_count": 3},
    "error": {"ename": "ValueError", "evalue": "", "traceback": ["ValueError"]},
}


def anything(rng: random.Random, depth: int = 0) -> Any:
    """Return any JSON, its names preferably such as messages hold."""
    kind = rng.randrange(9 if depth < 4 else 7)
    if kind == 7:
        return [anything(rng, depth + 1) for _ in range(rng.randrange(3))]
    if kind == 8:
        return {rng.choice(NAMES): anything(rng, depth + 1) for _ in range(rng.randrange(6))}
    return [None, True, -1, 10**400, "stdout", "\ud83d\x00", 0.5][kind]


def any_content(rng: random.Random, kind: Any) -> Any:
    """Return any JSON, or what an honest kernel sends, with something else in the place of some of its parts."""
    if kind not in OUTPUTS or rng.random() < 0.2:
        return anything(rng)
    return {name: anything(rng) if rng.random() < 0.2 else part for name, part in OUTPUTS[kind].items()}


@pytest.mark.parametrize("seed", range(20))
def test_any_message_is_readable_or_left_out(seed: int) -> None:
    rng = random.Random(seed)
    outputs = []
    for _ in range(300):
        kind = rng.choice([*KINDS, *OUTPUTS, 5, None])
        found = readable({"msg_type": kind, "content": any_content(rng, kind), "parent_header": {}})
        if found is not None and found["msg_type"] in OUTPUTS:
            outputs.append(output_from_msg(found))
    assert {output["output_type"] for output in outputs} == OUTPUTS.keys()  # not everything is left out
    notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
    for output in outputs:
        if "data" in output:
            output["data"].pop(MIME, None)  # JSON of any shape; only the judge reads it
    nbformat.validate(notebook)
    json.dumps(notebook, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("kind", OUTPUTS)
def test_what_an_honest_kernel_sends_passes_as_it_is(kind: str) -> None:
    found = readable({"msg_type": kind, "content": OUTPUTS[kind], "parent_header": {"msg_id": "1"}})
    assert found is not None
    assert (found["content"], found["parent_header"]) == (OUTPUTS[kind], {"msg_id": "1"})


@pytest.mark.parametrize("kind", [5, None, [], {}])
def test_a_kind_that_is_no_text_does_not_pass(kind: Any) -> None:
    assert readable({"msg_type": kind, "content": OUTPUTS["stream"], "parent_header": {}}) is None


def test_a_report_passes_and_cannot_be_updated_later() -> None:
    report = {"name": "one", "value": pack([1.0, "text"])}
    content = {"data": {MIME: report, "text/plain": "reported"}, "metadata": {}, "transient": {"display_id": "mine"}}
    found = readable({"msg_type": "display_data", "content": content, "parent_header": {}})
    assert found is not None
    assert found["content"]["data"][MIME] == report
    assert found["content"]["transient"] == {}


# Controls

REFERENCE = [
    {"name": "a", "kind": "value", "value": pack(5), "rtol": 0, "atol": 0},
    {"name": "b", "kind": "value", "value": pack(True), "rtol": 0, "atol": 0},
]
FAILED = [{"name": "a", "kind": "value", "value": pack(None)}, {"name": "b", "kind": "value", "value": pack(True)}]


def test_what_succeeds_without_an_answer_is_a_lie() -> None:
    reference = [dict(report) for report in REFERENCE]
    mark_what_must_fail(reference, FAILED, Evidence())
    honest, replayed = FAILED, [dict(report) for report in REFERENCE]
    assert not is_lie(honest, reference, Evidence())
    assert is_lie(replayed, reference, Evidence())
    assert is_lie([*honest, *replayed], reference, Evidence())


def test_a_check_without_its_control_is_not_proven() -> None:
    reference = [dict(report) for report in REFERENCE]
    mark_what_must_fail(reference, FAILED, Evidence())
    assert [is_proven(report, []) for report in reference] == [False, True]
    assert all(is_proven(report, FAILED) for report in reference)


def test_a_control_is_a_test_cell_too() -> None:
    """It counts as one where outputs are limited: its reports are as large."""
    test = new_code_cell("check.task('x')", metadata={"nbgrader": {"grade": True, "solution": False}})
    assert control_cell(test, [], ["f"]).metadata == test.metadata


# What a message may weigh

GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x01NULL".ljust(55, b"\0")
MORE, COMMAND = 1, 4


def frame(size: int, flags: int = 0) -> bytes:
    return bytes([flags | 2]) + size.to_bytes(8, "big") + b"x" * size


@pytest.mark.parametrize("piece", [1, 7, 64, 10_000])
def test_messages_of_any_number_pass_however_they_are_cut(piece: int) -> None:
    sent = GREETING + b"\x04\x05READY" + (frame(2000, MORE) + b"\x00\x02ok") * 20
    frames = Frames(3000)
    assert all(frames.may_pass(sent[start : start + piece]) for start in range(0, len(sent), piece))


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(GREETING + frame(700, MORE) * 2, id="two parts"),
        pytest.param(GREETING + (frame(400, MORE) + frame(10, COMMAND)) * 3, id="commands between parts"),
        pytest.param(GREETING + b"\x01\x00" * 1000, id="empty parts"),
        pytest.param(GREETING + frame(2000)[:20], id="one large part, refused as soon as it says so"),
        pytest.param(GREETING + frame(5000, COMMAND), id="a large command"),
        pytest.param(GREETING.replace(b"\x7f\x03", b"\x7f\x01"), id="an older protocol"),
        pytest.param(b"\x05\x00" * 32, id="the oldest protocol"),
    ],
)
def test_what_is_too_large_or_unknown_does_not_pass(sent: bytes) -> None:
    assert not Frames(1000).may_pass(sent)


def sent_and_read(content: Any, buffers: list[bytes]) -> dict[str, Any]:
    session = KernelSession()
    sent = session.serialize(session.msg("display_data", content))
    _, parts = session.feed_identities([*sent, *buffers])
    return session.deserialize(parts)


def test_buffers_are_counted_and_not_kept() -> None:
    message = sent_and_read({"data": {}}, [b"x" * 1000] * 60)
    assert message["buffers"] == []
    assert message["size"] > 60_000


@pytest.mark.parametrize("part", [[], {}, 0])
def test_json_of_too_many_parts_is_not_built(part: Any) -> None:
    assert sent_and_read({"data": {MIME: [part] * 1000}}, [])["content"] != {}
    message = sent_and_read({"data": {MIME: [part] * (MAX_PARTS + 1)}}, [])
    assert message["content"] == {} and message["size"] > MAX_PARTS
