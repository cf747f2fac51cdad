"""Values that leave a kernel: packed as plain JSON, unpacked without pickle, compared with a recorded reference.

A check sends a student's value out of the kernel, and whoever judges it (the notebook itself in the student's lab, the
grader outside the kernel) compares it here with what the reference solution gave. Nothing that a kernel sent is ever
evaluated or unpickled: an array is a data type from a short list, a shape and bytes.
"""

from __future__ import annotations

import base64
import math
import re
from typing import Any, NamedTuple

import numpy as np

MAX_DEPTH = 8
MAX_ITEMS = 20_000
MAX_BYTES = 8 * 2**20
MAX_TEXT = 100_000
MAX_DIGITS = 300  # of an integer; a float holds as many
NOT_BEGUN = "nothing is written here yet"
_SHOWN = 4  # values of an array in a message

_ARRAY_DTYPES = {"|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8"}
_INFINITIES = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class BadValue(ValueError):
    """A value that cannot be packed, or bytes that are no packed value."""


class Raised(NamedTuple):
    """An exception in place of a value: its type's name and its message."""

    type_name: str
    message: str


class Foreign(NamedTuple):
    """A value of a type that checks do not compare; only the type's name left the kernel."""

    type_name: str


class Outcome(NamedTuple):
    """Credit from 0 to 1, and in words what was found."""

    credit: float
    message: str


# Packing


def pack(value: Any, depth: int = 0) -> dict[str, Any]:
    """Describe `value` as JSON.

    Parameters
    ----------
    value
        None, a bool, number or string; a NumPy array or PyTorch tensor of any shape; a list, tuple or dict of these.
        Anything else is described by the name of its type.

    Raises
    ------
    BadValue
        If the value is nested too deeply or too large to send.
    """
    if depth > MAX_DEPTH:
        raise BadValue(f"the value is nested more than {MAX_DEPTH} levels deep")
    if isinstance(value, Raised):
        return {"type": "raised", "value": [value.type_name[:200], value.message[:2000]]}
    if value is None or isinstance(value, bool):
        return {"type": type(value).__name__, "value": value}
    if isinstance(value, np.bool_):
        return {"type": "bool", "value": bool(value)}
    # Types made from these (np.str_, an enum's) are sent as the plain value, whatever they show of themselves.
    if isinstance(value, str):
        return {"type": "str", "value": str.__str__(value)[:MAX_TEXT]}
    if isinstance(value, (int, np.integer)) and not isinstance(value, np.timedelta64):
        return _pack_integer(int(value))
    if isinstance(value, (float, np.floating)):
        number = float(value)
        return {"type": "float", "value": number if math.isfinite(number) else str(number)}
    if hasattr(value, "detach") and hasattr(value, "cpu"):
        return _pack_tensor(value)
    if isinstance(value, np.ndarray):
        return _pack_array(value)
    if isinstance(value, (list, tuple)):
        _limit(len(value))
        return {"type": "list", "value": [pack(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        _limit(len(value))
        items = [[pack(key, depth + 1), pack(item, depth + 1)] for key, item in value.items()]
        return {"type": "dict", "value": items}
    return {"type": "foreign", "value": type(value).__name__[:200]}


def _pack_integer(number: int) -> dict[str, Any]:
    if abs(number) >= 10**MAX_DIGITS:
        raise BadValue(f"the number has more than {MAX_DIGITS} digits")
    return {"type": "int", "value": str(number)}


def _pack_tensor(tensor: Any) -> dict[str, Any]:
    try:
        tensor = tensor.detach().cpu()
        is_short = tensor.is_floating_point() and tensor.element_size() < 4  # NumPy has no bfloat16
        return _pack_array((tensor.float() if is_short else tensor).numpy())
    except (TypeError, RuntimeError):  # a sparse or quantised one, for example
        return {"type": "foreign", "value": f"Tensor ({tensor.dtype}, {tensor.layout})"}


def _pack_array(array: np.ndarray) -> dict[str, Any]:
    array = np.ascontiguousarray(array).reshape(array.shape)
    array = array.astype(array.dtype.newbyteorder("<"))
    if array.dtype.str not in _ARRAY_DTYPES:
        return {"type": "foreign", "value": f"array of {array.dtype}"}
    if array.nbytes > MAX_BYTES:
        raise BadValue(f"the array has {array.nbytes:,} bytes, more than the {MAX_BYTES:,} that a check may send")
    data = base64.b64encode(array.tobytes()).decode("ascii")
    return {"type": "array", "dtype": array.dtype.str, "shape": list(array.shape), "value": data}


def _limit(count: int) -> None:
    if count > MAX_ITEMS:
        raise BadValue(f"the value has {count:,} items, more than the {MAX_ITEMS:,} that a check may send")


def unpack(packed: Any, depth: int = 0) -> Any:
    """Rebuild the value that `packed` describes; tuples come back as lists.

    Raises
    ------
    BadValue
        If `packed` is not what `pack` makes. It comes from a student's kernel, so anything may be in it.
    """
    if depth > MAX_DEPTH or not isinstance(packed, dict):
        raise BadValue("the check sent something that is no value")
    kind: Any = packed.get("type")
    value: Any = packed.get("value")
    if kind == "NoneType" and value is None:
        return None
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "str" and isinstance(value, str) and len(value) <= MAX_TEXT:
        return value
    if kind == "int" and isinstance(value, str) and re.fullmatch(f"-?[0-9]{{1,{MAX_DIGITS}}}", value):
        return int(value)
    if kind == "float" and isinstance(value, float):
        return value
    if kind == "float" and isinstance(value, str) and value in _INFINITIES:
        return _INFINITIES[value]
    if kind == "array" and isinstance(value, str):
        return _unpack_array(packed)
    if kind == "list" and isinstance(value, list) and len(value) <= MAX_ITEMS:
        return [unpack(item, depth + 1) for item in value]
    if kind == "dict" and isinstance(value, list) and len(value) <= MAX_ITEMS:
        return _unpack_dict(value, depth)
    if kind == "raised" and _is_strings(value) and len(value) == 2:
        return Raised(value[0][:200], value[1][:2000])
    if kind == "foreign" and isinstance(value, str):
        return Foreign(value[:200])
    raise BadValue("the check sent something that is no value")


def _unpack_array(packed: dict[str, Any]) -> np.ndarray:
    dtype: Any = packed.get("dtype")
    shape: Any = packed.get("shape")
    if not isinstance(dtype, str) or dtype not in _ARRAY_DTYPES or not isinstance(shape, list) or len(shape) > 32:
        raise BadValue("the check sent an array of an unknown kind")
    if not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MAX_BYTES for n in shape):
        raise BadValue("the check sent an array of an impossible shape")
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size > MAX_BYTES or len(packed["value"]) > 2 * MAX_BYTES:
        raise BadValue("the check sent an array that is too large")
    try:
        data = base64.b64decode(packed["value"], validate=True)
    except ValueError:
        raise BadValue("the check sent an array that cannot be read") from None
    if len(data) != size:
        raise BadValue("the check sent an array whose bytes do not fit its shape")
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _unpack_dict(items: list[Any], depth: int) -> dict[Any, Any]:
    result = {}
    for pair in items:
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadValue("the check sent something that is no dict")
        key = unpack(pair[0], depth + 1)
        if not isinstance(key, (str, int, float, bool, type(None))):
            raise BadValue("the check sent a dict with keys that are neither numbers nor strings")
        result[key] = unpack(pair[1], depth + 1)
    return result


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


# Comparing

ROUNDING = 1e-6  # of an array's median size; about eight times the spacing of 32-bit floats
_WITH_PARTS = (np.ndarray, list, dict)


def compare(found: Any, expected: Any, rtol: float, atol: float) -> Outcome:
    """Compare an unpacked value with the reference's, element by element where it has elements.

    Numbers agree when ``|found - expected| <= atol + rtol * |expected|``, as in `numpy.isclose`; in an array of floats
    each may be off by a millionth of the array's median size besides, because a sum's rounding errors have the size of
    its terms even where these cancel. A plain number agrees with an array of no dimensions, an integer with a float of
    the same value.

    The message shows what was found, and of the reference only its types, shapes, lengths and keys. Where the two
    differ it says in words, not in numbers: a count of wrong values, or a difference, would give the reference away to
    a student who hands in zeros. References that differ from a value in the same places and directions get the same
    message.
    """
    if isinstance(found, Raised):
        return Outcome(0.0, describe_stop(found))
    if isinstance(found, Foreign):
        return Outcome(0.0, f"expected {_kind(expected)}, found an object of type {found.type_name}")
    if isinstance(expected, list):
        return _compare_lists(found, expected, rtol, atol)
    if isinstance(expected, dict):
        return _compare_dicts(found, expected, rtol, atol)
    if _is_numeric(expected):
        return _compare_numbers(found, expected, rtol, atol)
    if type(found) is not type(expected):
        return Outcome(0.0, f"expected {_kind(expected)}, found {_kind(found)}")
    return Outcome(1.0, "") if found == expected else Outcome(0.0, f"found {_short(found)}, which is not right")


def describe_stop(raised: Raised) -> str:
    """Say in words that code stopped with an exception instead of giving a value."""
    if raised.type_name == "NotImplementedError":
        return NOT_BEGUN
    return f"the code stopped with {describe_exception(raised)}"


def describe_exception(raised: Raised) -> str:
    """Name an exception, and give its message where it has one."""
    message = _COLOUR.sub("", raised.message)  # PyTorch colours some of its messages
    return f"{raised.type_name}: {message}".rstrip(": ")


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _compare_numbers(found: Any, expected: Any, rtol: float, atol: float) -> Outcome:
    if not _is_numeric(found):
        return Outcome(0.0, f"expected {_kind(expected)}, found {_kind(found)}")
    a, b = np.asarray(found), np.asarray(expected)
    if a.shape != b.shape:
        return Outcome(0.0, f"expected shape {b.shape}, found shape {a.shape}")
    if (a.dtype == np.bool_) != (b.dtype == np.bool_):
        return Outcome(0.0, f"expected {_kind(expected)}, found {_kind(found)}")
    if a.dtype.kind == "f" and not np.isfinite(a).all() and np.isfinite(b).all():
        return Outcome(0.0, f"{_which(~np.isfinite(a))} not finite (nan or inf)")
    tolerance = atol + _rounding(b)
    agree = np.isclose(a.astype(np.float64), b.astype(np.float64), rtol=rtol, atol=tolerance, equal_nan=True)
    if agree.all():
        return Outcome(1.0, "")
    if a.ndim == 0:
        return Outcome(0.0, f"found {_short(a.item())}, which is {_which_way(a, b)}")
    return Outcome(0.0, f"found {_shown(a.ravel().tolist())}{_which_are_wrong(~agree)}")


def _rounding(expected: np.ndarray) -> float:
    """Return how far rounding may move a number of this array, whatever its own size."""
    if expected.dtype.kind != "f" or expected.ndim == 0:
        return 0.0
    sizes = np.abs(expected[np.isfinite(expected)], dtype=np.float64)
    return ROUNDING * float(np.median(sizes)) if sizes.size else 0.0


def _which_way(found: np.ndarray, expected: np.ndarray) -> str:
    if found.dtype == np.bool_ or np.isnan(expected):
        return "not right"
    return f"too {'large' if found > expected else 'small'}"


def _which_are_wrong(wrong: np.ndarray) -> str:
    """Say in broad terms which values are wrong; `wrong` is a bool array."""
    if wrong.size == 1:
        return ", which is not right"
    end = _end_that_is_wrong(wrong)
    if end and wrong.ndim == 1:
        return f"; only the {end} value is wrong"
    return f"; {_which(wrong)} wrong" + (f", all in the {end} row" if end else "")


def _which(mask: np.ndarray) -> str:
    if mask.size == 1:
        return "the value is"
    return "every value is" if mask.all() else "most values are" if mask.mean() > 0.5 else "some values are"


def _end_that_is_wrong(wrong: np.ndarray) -> str:
    """Name the end that alone is wrong, if one is: a loop that stops too soon, a border that was forgotten."""
    rows = np.flatnonzero(wrong.reshape(len(wrong), -1).any(axis=1)).tolist()
    if len(wrong) < 3 or rows not in ([0], [len(wrong) - 1]):
        return ""
    return "first" if rows == [0] else "last"


def _shown(values: list[Any]) -> str:
    """Return the first of some values; these are the student's own."""
    return f"[{', '.join([*map(_short, values[:_SHOWN]), *(['...'] if len(values) > _SHOWN else [])])}]"


def _compare_lists(found: Any, expected: list[Any], rtol: float, atol: float) -> Outcome:
    if not isinstance(found, list):
        return Outcome(0.0, f"expected {_kind(expected)}, found {_kind(found)}")
    if len(found) != len(expected):
        return Outcome(0.0, f"expected {_items(len(expected))}, found {len(found)}")
    outcomes = [compare(a, b, rtol, atol) for a, b in zip(found, expected, strict=True)]
    wrong = np.array([outcome.credit < 1 for outcome in outcomes], dtype=bool)
    if not wrong.any():
        return Outcome(1.0, "")
    if not any(isinstance(each, _WITH_PARTS) for each in [*found, *expected]):
        return Outcome(0.0, f"found {_shown(found)}{_which_are_wrong(wrong)}")
    first = int(np.argmax(wrong))
    return Outcome(0.0, f"at index {first}: {outcomes[first].message}")


def _compare_dicts(found: Any, expected: dict[Any, Any], rtol: float, atol: float) -> Outcome:
    if not isinstance(found, dict):
        return Outcome(0.0, f"expected {_kind(expected)}, found {_kind(found)}")
    if not expected.keys() <= found.keys():
        keys = (
            "a key is" if len(expected) == 1 else "some keys are" if expected.keys() & found.keys() else "all keys are"
        )
        return Outcome(0.0, f"{keys} missing; found {_shown(list(found))}")
    if extra := found.keys() - expected.keys():
        return Outcome(0.0, f"found a key too many: {_short(min(extra, key=str))}")
    for key, value in expected.items():
        outcome = compare(found[key], value, rtol, atol)
        if outcome.credit < 1:
            return Outcome(0.0, f"at key {_short(key)}: {outcome.message}")
    return Outcome(1.0, "")


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (bool, int, float, np.ndarray))


def _kind(value: Any) -> str:
    """Name the kind of a value, for a message."""
    if isinstance(value, np.ndarray):
        kinds = {"b": "bools", "i": "integers", "u": "integers", "f": "floats"}
        return f"an array or tensor of {kinds[value.dtype.kind]}"
    if isinstance(value, Foreign):
        return f"an object of type {value.type_name}"
    names: dict[type, str] = {
        bool: "True or False",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list or tuple",
        dict: "a dict",
        type(None): "None",
    }
    return names[type(value)]


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _short(value: Any) -> str:
    text = f"{value:.6g}" if isinstance(value, float) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
