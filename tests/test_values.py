"""Values that leave a kernel: what is packed comes back, what is not a value is refused, differences are named."""

from __future__ import annotations

import json
import math
import warnings
from enum import Enum, IntEnum, StrEnum

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.checks.values import MAX_DEPTH, BadValue, Foreign, Raised, compare, pack, unpack

RTOL, ATOL = 1e-4, 1e-5


def through_json(value):
    """Send a value the way it goes from a kernel to the judge."""
    return unpack(json.loads(json.dumps(pack(value), allow_nan=False)))


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -7, 10**30, 0.5, math.inf, -math.inf, "", "Größe 你好", [], [1, "a", [None]], {"a": 1, 2: [3.0]}],
)
def test_plain_values_come_back(value):
    assert through_json(value) == value


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "int32", "int64", "float16", "float32", "float64"])
def test_arrays_come_back_with_shape_and_type(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    found = through_json(array)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


def test_tensors_come_back_as_arrays():
    tensor = torch.arange(6.0, requires_grad=True).reshape(3, 2).T
    np.testing.assert_array_equal(through_json(tensor), tensor.detach().numpy())
    assert through_json(torch.tensor(2.5)).shape == ()
    assert through_json(torch.empty(0, 4)).shape == (0, 4)


class Word(StrEnum):
    CAT = "cat"


class OldWord(str, Enum):  # noqa: UP042  # its str() is another text
    CAT = "cat"


class Number(IntEnum):
    THREE = 3


class OldNumber(int, Enum):
    THREE = 3


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.str_("cat"), "cat"),
        (Word.CAT, "cat"),
        (OldWord.CAT, "cat"),
        (Number.THREE, 3),
        (OldNumber.THREE, 3),
        (np.bool_(True), True),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
    ],
)
def test_types_made_from_plain_ones_come_back_plain(value, plain):
    found = through_json([value, {value: value}])
    assert found == [plain, {plain: plain}]
    assert type(found[0]) is type(plain)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float8_e4m3fn])
def test_short_floats_come_back_longer(dtype):
    found = through_json(torch.tensor([0.5, -2.0]).to(dtype))
    assert found.dtype == np.float32
    assert found.tolist() == [0.5, -2.0]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (torch.tensor([1j]), "complex64"),
        (torch.tensor([1j]).conj(), "complex64"),
        (torch.eye(2).to_sparse(), "sparse"),
        (torch.eye(2, device="meta"), "Tensor"),
        (np.complex64(1), "complex64"),
        (np.clongdouble(1), "clongdouble"),
        (np.timedelta64(3, "s"), "timedelta64"),
    ],
)
def test_what_cannot_be_compared_leaves_a_word(value, word):
    outcome = compare(through_json(value), np.ones(1), RTOL, ATOL)
    assert outcome.credit == 0
    assert word in outcome.message


def test_a_tensor_without_dimensions_agrees_with_the_plain_value():
    for value in (True, 3, 0.5):
        assert compare(through_json(torch.tensor(value)), value, RTOL, ATOL).credit == 1
    assert compare(through_json(torch.tensor(True)), 1, RTOL, ATOL).credit == 0
    assert compare(through_json(torch.tensor(1)), True, RTOL, ATOL).credit == 0


def test_tuples_and_shapes_come_back_as_lists():
    assert through_json(torch.zeros(2, 3).shape) == [2, 3]


def test_nan_comes_back():
    assert math.isnan(through_json(math.nan))


def test_other_types_leave_only_their_name():
    assert through_json(torch.nn.Linear(2, 2)) == Foreign("Linear")
    assert through_json(np.array(["a"])) == Foreign("array of <U1")
    assert through_json([object()]) == [Foreign("object")]


def test_an_object_cannot_choose_how_it_is_packed():
    class Liar(list):
        def __eq__(self, other):
            return True

    assert compare(through_json(Liar([1])), [2], RTOL, ATOL).credit == 0


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def in_tuples(depth):
    value = 1
    for _ in range(depth):
        value = (value,)
    return value


def test_rounding_is_measured_by_the_size_of_the_terms_not_of_what_is_left_of_them():
    terms = np.array([[2400.13, 875.021, -3274.172, -0.978], [900, 120, 60, -10], [-300, 5, 7, 11]], dtype=np.float32)
    found, expected = (terms[:, order].cumsum(axis=1)[:, -1] for order in ([0, 1, 2, 3], [3, 2, 1, 0]))
    assert abs(found - expected)[0] > ATOL + RTOL * abs(expected[0])
    assert compare(found, expected, RTOL, ATOL) == (1.0, "")
    assert compare(found + np.array([1e-3, 0, 0]), expected, RTOL, ATOL).credit == 0
    assert compare(found[0], expected[0], RTOL, ATOL).credit == 0, "a number alone says nothing about its terms"


def test_a_mask_of_huge_numbers_does_not_make_room_for_mistakes():
    expected = np.array([0.1, 0.2, 0.3, -1e9, -np.inf])
    assert compare(expected + np.array([1e-4, 0, 0, 0, 0]), expected, RTOL, ATOL).credit == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (nested(MAX_DEPTH + 1), "the value is nested more than 8 levels deep"),
        ({in_tuples(MAX_DEPTH): 1}, "the value is nested more than 8 levels deep"),
        ([0] * 30_000, "the value has 30,000 items, more than the 20,000 that a check may send"),
        (np.zeros(3_000_000), "the array has 24,000,000 bytes, more than the 8,388,608 that a check may send"),
        (10**300, "the number has more than 300 digits"),
    ],
)
def test_too_large_values_are_not_packed(value, words):
    with pytest.raises(BadValue, match=f"^{words}$"):
        pack(value)


def test_values_just_within_the_limits_come_back():
    for value in ([0] * 20_000, dict.fromkeys(range(20_000)), 10**300 - 1, "x" * 100_000):
        assert through_json(value) == value
    assert through_json(np.zeros(2**20)).nbytes == 8 * 2**20
    assert through_json(np.zeros(8 * 2**20, dtype=bool)).shape == (8 * 2**20,)
    assert through_json(np.zeros([1] * 32)).ndim == 32


NO_VALUE = "the check sent something that is no value"
UNKNOWN_ARRAY = "the check sent an array of an unknown kind"
IMPOSSIBLE_SHAPE = "the check sent an array of an impossible shape"
NO_KEYS = "the check sent a dict with keys that are neither numbers nor strings"


def packed_array(**settings):
    return {"type": "array", "dtype": "<f8", "shape": [1], "value": "AAAAAAAAAAA=", **settings}


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (None, NO_VALUE),
        ([], NO_VALUE),
        ({}, NO_VALUE),
        ({"type": "float", "value": "1e999"}, NO_VALUE),
        ({"type": "int", "value": "--5"}, NO_VALUE),
        ({"type": "int", "value": "9" * 500}, NO_VALUE),
        ({"type": "bool", "value": 1}, NO_VALUE),
        ({"type": "str", "value": "x" * 200_000}, NO_VALUE),
        ({"type": "list", "value": [{"type": "NoneType", "value": None}] * 20_001}, NO_VALUE),
        ({"type": "raised", "value": ["A"]}, NO_VALUE),
        ({"type": "raised", "value": "AB"}, NO_VALUE),
        ({"type": "raised", "value": ["A", 1]}, NO_VALUE),
        ({"type": "pickle", "value": "gASVBAAAAAAAAABLAS4="}, NO_VALUE),
        ({"type": "dict", "value": [["a"]]}, "the check sent something that is no dict"),
        ({"type": "dict", "value": ["ab"]}, "the check sent something that is no dict"),
        ({"type": "dict", "value": [[{"type": "list", "value": []}, {"type": "NoneType", "value": None}]]}, NO_KEYS),
        ({"type": "dict", "value": [[pack(nested(MAX_DEPTH)), {"type": "NoneType", "value": None}]]}, NO_VALUE),
        (packed_array(dtype="|O8"), UNKNOWN_ARRAY),
        (packed_array(dtype=["<f8"]), UNKNOWN_ARRAY),
        (packed_array(shape="1"), UNKNOWN_ARRAY),
        (packed_array(shape=[1] * 33), UNKNOWN_ARRAY),
        (packed_array(shape=[-1]), IMPOSSIBLE_SHAPE),
        (packed_array(shape=[True]), IMPOSSIBLE_SHAPE),
        (packed_array(shape=[10**9]), IMPOSSIBLE_SHAPE),
        (packed_array(shape=[2000, 2000]), "the check sent an array that is too large"),
        (packed_array(value="A" * (17 * 2**20)), "the check sent an array that is too large"),
        (packed_array(value="not base64!"), "the check sent an array that cannot be read"),
        (packed_array(value="AAAAAAAAAAA=!"), "the check sent an array that cannot be read"),
        (packed_array(shape=[2]), "the check sent an array whose bytes do not fit its shape"),
    ],
)
def test_what_is_no_value_is_refused_in_words(packed, words):
    with pytest.raises(BadValue, match=f"^{words}$"):
        unpack(packed)


def test_an_exception_and_a_foreign_type_leave_the_kernel_short_and_are_kept_short():
    assert pack(Raised("A" * 300, "b" * 3000))["value"] == ["A" * 200, "b" * 2000]
    assert pack(type("A" * 300, (), {})())["value"] == "A" * 200
    assert unpack({"type": "raised", "value": ["A" * 300, "b" * 3000]}) == Raised("A" * 200, "b" * 2000)
    assert unpack({"type": "foreign", "value": "A" * 300}) == Foreign("A" * 200)


@pytest.mark.parametrize("around", [lambda x: [x], lambda x: {"a": x}], ids=["list", "dict"])
def test_what_is_nested_as_deeply_as_may_be_comes_back(around):
    value = 1
    for _ in range(MAX_DEPTH):
        value = around(value)
    assert through_json(value) == value
    with pytest.raises(BadValue):
        pack(around(value))
    deeper = {"list": {"type": "list", "value": [pack(value)]}}["list"]
    with pytest.raises(BadValue, match=NO_VALUE):
        unpack(deeper)


def test_deep_nesting_from_a_kernel_is_refused():
    packed = {"type": "list", "value": []}
    for _ in range(100):
        packed = {"type": "list", "value": [packed]}
    with pytest.raises(BadValue):
        unpack(packed)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1, 1.0),
        (np.float32(0.1), 0.1),
        (np.ones(3) + 1e-6, np.ones(3)),
        (np.array(2), 2),
        (np.array([1, 2]), np.array([1.0, 2.0])),
        ([1, [2.00001]], [1, [2]]),
        ({"b": 2, "a": 1}, {"a": 1, "b": 2}),
        (np.array([np.nan, 1]), np.array([np.nan, 1])),
        (True, True),
        (None, None),
    ],
)
def test_equal_values(found, expected):
    assert compare(through_json(found), through_json(expected), RTOL, ATOL) == (1.0, "")


@pytest.mark.parametrize(
    ("found", "expected", "words"),
    [
        (np.zeros((2, 3)), np.zeros((3, 2)), "expected shape (3, 2), found shape (2, 3)"),
        (np.array([1.0, 5.0]), np.array([1.0, 2.0]), "found [1, 5]; some values are wrong"),
        (np.array([np.nan, 1.0]), np.zeros(2), "some values are not finite (nan or inf)"),
        (0.7, 0.5, "found 0.7, which is too large"),
        (True, 1, "expected a number, found True or False"),
        (1, True, "expected True or False, found a number"),
        ("a", 1.0, "expected a number, found a string"),
        ([1, 2], [1, 2, 3], "expected 3 items, found 2"),
        ([1, 5, 5], [1, 2, 3], "found [1, 5, 5]; most values are wrong"),
        (np.array([0, 2, 3]), np.array([1, 2, 3]), "found [0, 2, 3]; only the first value is wrong"),
        (
            np.zeros((3, 2)),
            np.array([[0, 0], [0, 0], [0, 1]]),
            "found [0, 0, 0, 0, ...]; some values are wrong, all in the last row",
        ),
        (np.zeros(9), np.ones(9), "found [0, 0, 0, 0, ...]; every value is wrong"),
        (np.zeros(4), np.ones(4), "found [0, 0, 0, 0]; every value is wrong"),
        ([3, 4], [4, 3], "found [3, 4]; every value is wrong"),
        ([0.5], [0.25], "found [0.5], which is not right"),
        ([np.zeros(2), np.zeros(2)], [np.zeros(2), np.ones(2)], "at index 1: found [0, 0]; every value is wrong"),
        (0.5, math.nan, "found 0.5, which is not right"),
        ({"a": 1}, {"a": 1, "b": 2}, "some keys are missing; found ['a']"),
        ({"a": 1, "c": 3}, {"a": 1}, "found a key too many: 'c'"),
        ({"weight": [3, 4]}, {"weight": [4, 3]}, "at key 'weight': found [3, 4]; every value is wrong"),
        ({"a": 1}, {"a": 2}, "at key 'a': found 1, which is too small"),
        (torch.nn.ReLU(), np.zeros(2), "expected an array or tensor of floats, found an object of type ReLU"),
        (Raised("KeyError", "'x'"), 1, "the code stopped with KeyError: 'x'"),
        (None, 0.5, "expected a number, found None"),
        ("cat", "dog", "found 'cat', which is not right"),
        ([1, 2], [1], "expected 1 item, found 2"),
        ("a", [1], "expected a list or tuple, found a string"),
        ("a", {"a": 1}, "expected a dict, found a string"),
        ("a", np.array([True]), "expected an array or tensor of bools, found a string"),
        ("a", np.array([1]), "expected an array or tensor of integers, found a string"),
        ("a", np.array([1], dtype=np.uint8), "expected an array or tensor of integers, found a string"),
        (Raised("RuntimeError", "\x1b[31mno\x1b[0m"), 1, "the code stopped with RuntimeError: no"),
        (Raised("Expect", "X"), 1, "the code stopped with Expect: X"),
        ({"c": 1}, {"a": 1}, "a key is missing; found ['c']"),
        ({"c": 1}, {"a": 1, "b": 2}, "all keys are missing; found ['c']"),
        ({1: 1, "b": 1, "a": 0}, {"a": 0}, "found a key too many: 1"),
        (np.array([np.nan]), np.zeros(1), "the value is not finite (nan or inf)"),
        (np.array([np.nan, 1.0, 1.0]), np.zeros(3), "some values are not finite (nan or inf)"),
        ("x" * 58, "y", f"found {'x' * 58!r}, which is not right"),
        ("x" * 59, "y", f"found '{'x' * 56}..., which is not right"),
        (0, "a", "expected a string, found a number"),
    ],
)
def test_differences_are_named_in_words(found, expected, words):
    outcome = compare(through_json(found), through_json(expected), RTOL, ATOL)
    assert outcome == (0, words)


NUMBERS = st.integers(-50, 50).map(lambda n: n / 8)
LEAVES = st.one_of(
    NUMBERS,
    st.booleans(),
    st.integers(-9, 9),
    st.text("ab", max_size=3),
    st.lists(NUMBERS, min_size=1, max_size=12).map(np.array),
    st.lists(st.booleans(), min_size=1, max_size=12).map(np.array),
    st.lists(NUMBERS, min_size=6, max_size=6).map(lambda row: np.array(row).reshape(3, 2)),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(st.sampled_from("xyz"), inner, min_size=1, max_size=3)
    ),
    max_leaves=5,
)


def moved(value, draw):
    """Return what a reference may be for which `value` is wrong: each number off, in a direction, or right."""
    if isinstance(value, np.ndarray):
        directions = draw(st.lists(st.integers(-1, 1), min_size=value.size, max_size=value.size))
        if value.dtype == np.bool_:
            return value ^ (np.array(directions) > 0).reshape(value.shape)
        return np.array([moved_by(x, d, draw) for x, d in zip(value.ravel(), directions, strict=True)]).reshape(
            value.shape
        )
    if isinstance(value, (list, dict)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        changed = [(key, moved(each, draw)) for key, each in items]
        return dict(changed) if isinstance(value, dict) else [each for _, each in changed]
    if isinstance(value, bool):
        return value ^ draw(st.booleans())
    if isinstance(value, str):
        return draw(st.sampled_from([value, "another"]))
    return moved_by(value, draw(st.integers(-1, 1)), draw)


def moved_by(number, direction, draw):
    return number + direction * draw(st.integers(1, 40)) * (1 if isinstance(number, int) else 0.37)


def further(found, reference, draw):
    """Return another reference that differs from `found` in the same places and directions, by other amounts."""
    if isinstance(found, np.ndarray) and found.dtype != np.bool_:
        return np.vectorize(lambda a, b: moved_by(a, float(np.sign(b - a)), draw))(found, reference)
    if isinstance(found, list):
        return [further(a, b, draw) for a, b in zip(found, reference, strict=True)]
    if isinstance(found, dict):
        return {key: further(found[key], reference[key], draw) for key in found}
    if isinstance(found, str):
        return found if found == reference else "a third one, of another length"
    if isinstance(found, (bool, np.ndarray)):
        return reference
    return moved_by(found, int(np.sign(reference - found)), draw)


@settings(deadline=None)  # a busy machine
@given(found=VALUES, data=st.data())
def test_a_message_is_the_same_for_every_reference_that_differs_alike(found, data):
    """So it holds no number, digit or word, however encoded, by which one could be told from another."""
    reference = moved(found, data.draw)
    other = further(found, reference, data.draw)
    said, said_of_other = (compare(through_json(found), each, RTOL, ATOL).message for each in (reference, other))
    assert said == said_of_other


@settings(max_examples=25, deadline=None)
@given(found=st.lists(NUMBERS, min_size=6, max_size=6), data=st.data())
def test_a_message_tells_few_references_apart(found, data):
    """Of 3^6 ways in which six numbers can be right, too small or too large, and any size of error."""
    messages = {compare(np.array(found), moved(np.array(found), data.draw), RTOL, ATOL).message for _ in range(40)}
    assert len(messages) <= 6


def test_the_tolerance_is_relative_to_what_is_expected():
    assert compare(1.04, 1.0, 0.05, 0.0) == (1, "")
    assert compare(1.06, 1.0, 0.05, 0.0) == (0, "found 1.06, which is too large")


def test_integers_are_not_moved_by_rounding():
    assert compare(np.array([0, 10**7]), np.array([1, 10**7]), 0.0, 0.0).credit == 0


def test_infinite_numbers_that_agree_warn_nobody():
    found, expected = np.array([np.inf, 1.0, -np.inf]), np.array([np.inf, 2.0, -np.inf])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "only" not in compare(found, expected, 1e-4, 1e-5).message
        assert compare(found, expected, 1e-4, 1e-5).credit == 0


@pytest.mark.parametrize("expected", [[], [np.nan, np.inf, -np.inf]])
def test_an_array_without_a_finite_number_agrees_with_itself_and_warns_nobody(expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert compare(np.array(expected), np.array(expected), RTOL, ATOL) == (1, "")


def test_the_largest_floats_do_not_make_room_for_mistakes():
    expected = np.array([3e38, 3e38], dtype=np.float32)  # the sum of the two is no 32-bit float
    assert compare(expected, expected, RTOL, ATOL) == (1, "")
    assert compare(np.array([1e38, 3e38], dtype=np.float32), expected, RTOL, ATOL).credit == 0
