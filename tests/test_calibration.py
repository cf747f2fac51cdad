"""The calibration pages, read back: every accuracy check has a highest value, and who is above it is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from course_utils.grading.course.calibration import above_all_seen, highest_seen
from course_utils.grading.course.layout import Course, assignments_in
from course_utils.grading.submission.judge import accuracy_bars, held_out_sets
from course_utils.grading.submission.reference import read_public

COURSE = Course(ROOT)
PAGE = """# Calibration of 01_x

Made by hand: F1 of the check *held-out
rows, network 1* under 2 keys.

| model | lowest | median | highest | full credit | no credit |
| --- | --- | --- | --- | --- | --- |
| reference | 0.8 | 0.85 | 0.9 | 2 of 2 | 0 of 2 |
| other | 0.8 | 0.85 | 0.88 | 2 of 2 | 0 of 2 |

The error of the check *an error*:

| model | lowest | median | highest |
| --- | --- | --- | --- |
| reference | 3 | 4 | 5 |
"""


@pytest.mark.parametrize("assignment", assignments_in(ROOT / "solutions"))
def test_each_held_out_set_of_an_assignment_was_calibrated(assignment):
    reference = read_public(COURSE, assignment)
    data_sets, bars, highest = held_out_sets(reference), accuracy_bars(reference), highest_seen(COURSE, assignment)
    assert {data_sets[check] for check in highest} == set(data_sets.values())
    for check, most in highest.items():
        assert bars[check][1] < most <= 1


def test_the_highest_value_is_read_from_the_table_of_its_check(tmp_path: Path):
    (tmp_path / "docs" / "calibration").mkdir(parents=True)
    (tmp_path / "docs" / "calibration" / "01_x.md").write_text(PAGE)
    assert highest_seen(Course(tmp_path), "01_x") == {"held-out rows, network 1": 0.9}
    assert highest_seen(Course(tmp_path), "02_y") == {}


@pytest.mark.parametrize(("first", "second", "is_noted"), [(0.9, 1.0, False), (0.9004, 1.0, False), (0.95, 0.92, True)])
def test_the_worst_on_a_data_set_is_compared(first, second, is_noted):
    data_sets = {"network 1": "rows", "network 2": "rows", "others": "more"}
    accuracies = {"network 1": first, "network 2": second, "others": 1.0}
    notes = above_all_seen(accuracies, {"network 1": 0.9}, data_sets)
    assert [note[:5] for note in notes] == (["0.920"] if is_noted else [])
