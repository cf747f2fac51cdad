"""Answers that do nothing: what they give, of functions and of classes."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from course_utils.checks.stand_ins import MADE, MADE_AND_NO_MORE, WAYS, Recorder
from course_utils.checks.values import pack
from course_utils.checks.verdicts import Evidence
from course_utils.grading.submission.reports import CREDIT_FOR_NOTHING, mark_what_nothing_earns


def rows_doubled(x, factor=2):
    return [x * factor]


GIVEN = torch.tensor([[1.0, 2.0]])
EXPECTED = {
    "nothing": None,
    "the first argument": GIVEN,
    "the last argument": 3,
    "the first argument plus one": GIVEN + 1,
    "zeros like the first argument": GIVEN * 0,
    "ones like the first argument": GIVEN * 0 + 1,
    "zeros of the right kind": [GIVEN * 0],
    "ones of the right kind": [GIVEN * 0 + 1],
}


def test_every_way_is_tried_here():
    assert {*EXPECTED, "an error"} == set(WAYS)


@pytest.mark.parametrize("way", EXPECTED)
def test_a_stand_in_for_a_function_gives_what_its_way_says(way):
    recorder = Recorder()
    recorder.watched("f", rows_doubled)(GIVEN, factor=3)
    found = recorder.stand_in(way, "f", rows_doubled)(GIVEN, factor=3)
    assert str(found) == str(EXPECTED[way])


def test_the_kind_of_a_value_depends_on_the_arguments():
    recorder = Recorder()
    watched = recorder.watched("f", rows_doubled)
    for n in (2, 5):
        watched(torch.ones(n))
    zeros = recorder.stand_in("zeros of the right kind", "f", rows_doubled)
    assert [zeros(torch.ones(n))[0].shape[0] for n in (5, 2)] == [5, 2]


class Doubled(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(width, width)

    def forward(self, x):
        return 2 * self.layer(x)


def test_a_class_keeps_its_kind_and_does_nothing():
    recorder = Recorder()
    recorder.watched("Doubled", Doubled)(2)(GIVEN)
    same = recorder.stand_in("the first argument", "Doubled", Doubled)(2)
    assert isinstance(same, nn.Module)
    assert torch.equal(same.eval()(GIVEN), GIVEN)
    assert list(same.parameters()) == []
    zeros = recorder.stand_in("zeros of the right kind", "Doubled", Doubled)(2)(GIVEN)
    assert torch.equal(zeros, torch.zeros(1, 2))


def test_a_class_may_be_made_in_earnest_and_then_do_nothing():
    recorder = Recorder()
    recorder.watched("Doubled", Doubled)(2)(GIVEN)
    same = recorder.stand_in(f"{MADE}the first argument", "Doubled", Doubled)(2)
    assert torch.equal(same(GIVEN), GIVEN)
    assert [name for name, _ in same.named_parameters()] == ["layer.weight", "layer.bias"]
    with pytest.raises(ValueError):
        recorder.stand_in(MADE_AND_NO_MORE, "Doubled", Doubled)(2)(GIVEN)


@pytest.mark.parametrize(("for_making", "expected"), [(0, 1), (1, 0)])
def test_what_a_constructor_earns_by_itself_is_not_for_nothing(for_making, expected):
    report = {"kind": "value", "name": "names", "value": pack(3), "rtol": 0, "atol": 0}
    stand_ins = [
        {**report, "way": MADE_AND_NO_MORE, "value": pack(3 * for_making)},
        {**report, "way": f"{MADE}the first argument"},
    ]
    reference = [dict(report)]
    mark_what_nothing_earns(reference, stand_ins, Evidence())
    assert reference[0][CREDIT_FOR_NOTHING] == expected


def test_the_keys_of_a_record_are_known_and_those_of_a_table_are_not():
    for size, expected in ((3, dict.fromkeys(range(3), 0)), (30, {})):
        recorder = Recorder()
        counted = dict.fromkeys(range(size), 7)
        recorder.watched("f", lambda counted=counted: counted)()
        assert recorder.stand_in("zeros of the right kind", "f", len)() == expected


def test_a_variable_is_not_there():
    assert Recorder().stand_in("the first argument", "model", nn.Linear(1, 1)(torch.ones(1))) is None
