"""What must hold for everything that may come in: values, notebooks, names in archives, dates and tables."""

from __future__ import annotations

import contextlib
import copy
import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy
from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import ASSIGNMENT, tiny_course

from course_utils.checks.values import BadValue, pack, unpack
from course_utils.grading.classroom.late import Lateness, LatePolicy
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_test, read_notebook
from course_utils.grading.platforms.roster import Refused, derive_id, owner_of_file, owner_of_folder, problem_with_id
from course_utils.grading.platforms.tables import as_csv, read_table
from course_utils.grading.platforms.untrusted_files import safe_path
from course_utils.grading.submission.sanitise import restore

TEXT = st.text(max_size=30)
NAMES = st.text(st.characters(codec="utf-8") | st.sampled_from("/\\.:_- ()"), max_size=40)
PLAIN = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | TEXT
ARRAYS = st_numpy.arrays(
    st.sampled_from([np.float32, np.float64, np.int64, np.bool_]), st_numpy.array_shapes(min_dims=0)
)
VALUES = st.recursive(
    PLAIN | ARRAYS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1))


def same(a, b) -> bool:
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return type(a) is type(b) and (a == b or (a != a and b != b))


@given(VALUES)
def test_a_value_comes_out_of_a_message_as_it_went_in(value):
    assert same(unpack(json.loads(json.dumps(pack(value)))), value)


@given(
    JSON | st.fixed_dictionaries({"type": st.sampled_from(["array", "dict", "list", "int", "float"]), "value": JSON})
)
def test_a_message_is_a_value_or_refused_and_nothing_else_happens(message):
    with contextlib.suppress(BadValue):
        unpack(message)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return read_notebook(tiny_course(tmp_path_factory.mktemp("course") / "course").master(ASSIGNMENT))


EDITS = st.lists(
    st.tuples(st.sampled_from(["delete", "copy", "move", "change", "add", "lose the name"]), st.integers(0, 40), TEXT),
    max_size=8,
)


def edited(notebook, edits):
    notebook = copy.deepcopy(notebook)
    for what, number, text in edits:
        cells = notebook["cells"]
        place = number % max(len(cells), 1)
        if what == "add" or not cells:
            cells.insert(place, (new_code_cell if number % 2 else new_markdown_cell)(text))
        elif what == "delete":
            del cells[place]
        elif what == "copy":
            cells.insert(number // 2 % len(cells), copy.deepcopy(cells[place]))
        elif what == "move":
            cells.insert(number // 2 % len(cells), cells.pop(place))
        elif what == "change":
            cells[place]["source"] += text
        else:
            cells[place]["metadata"], cells[place]["id"] = {}, f"other-{number}"
    return notebook


@settings(deadline=None)
@given(edits=EDITS)
def test_whatever_is_done_to_a_notebook_its_tests_are_the_released_ones_in_their_order(release, edits):
    try:
        restored, _ = restore(edited(release, edits), release)
    except CourseError:
        return  # nothing of the assignment was left in it
    tests, released = ([cell for cell in code_cells(each) if is_test(cell)] for each in (restored, release))
    assert [(grade_id(cell), cell.source) for cell in tests] == [(grade_id(cell), cell.source) for cell in released]
    ids = [grade_id(cell) for cell in restored["cells"] if grade_id(cell)]
    assert len(ids) == len(set(ids)), "nbgrader takes each name once"


@given(NAMES)
def test_a_path_is_refused_or_stays_in_its_folder_on_every_system(name):
    try:
        path = safe_path(name)
    except Refused:
        return
    assert not path.is_absolute() and ".." not in path.parts and ":" not in name
    assert (Path("/folder") / path).resolve().is_relative_to("/folder")
    assert safe_path(str(path)) == path


@given(NAMES, st.sampled_from(["", "_", " ", "-"]))
def test_any_name_has_an_owner_or_none(name, between):
    for text in (name, f"{name}{between}{ASSIGNMENT}", f"{ASSIGNMENT}{between}{name}"):
        owner_of_folder(text, ASSIGNMENT)
        _, file = owner_of_file(f"{text}.ipynb", ASSIGNMENT)
        assert file


@given(TEXT)
def test_an_id_that_is_made_from_a_name_is_one_and_stays_the_same(name):
    try:
        student = derive_id(name)
    except Refused:
        return
    assert not problem_with_id(student)
    assert derive_id(student) == student


@given(MOMENTS, st.integers(-(10**6), 10**7), st.integers(0, 10**6), st.sampled_from(["Europe/Berlin", "Asia/Kolkata"]))
def test_handing_in_later_never_costs_less(due, seconds, more, zone):
    policy = LatePolicy(time_zone=zone)
    due = policy.here(due.replace(tzinfo=UTC))
    handed_in = [due.astimezone(UTC) + timedelta(seconds=each) for each in (seconds, seconds + more)]
    first, second = (policy.share_of(Lateness(due, moment.astimezone(tz.gettz(zone)))) for moment in handed_in)
    assert 0 <= first <= second <= policy.largest_penalty
    if seconds <= policy.grace_minutes * 60:
        assert first == 0


CELLS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_a_table_that_is_written_is_one_table_for_every_reader(tmp_path_factory, rows, delimiter):
    width = len(rows[0])
    rows = [(row * width)[:width] for row in rows]
    text = as_csv(rows, delimiter)
    read = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert [len(row) for row in read] == [width] * len(rows)
    formula = re.compile(r"[=@]|[+-](?!\d|$)")  # a number may be negative, and a dash may stand for none
    assert not any(formula.match(cell) for row in read for cell in row), "a spreadsheet would compute it"
    path = tmp_path_factory.mktemp("table") / "table.csv"
    path.write_text(text, encoding="utf-8-sig")
    table = read_table(path, "a table")
    assert len(table.header) == width
