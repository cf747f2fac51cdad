"""Simulated tables: what is in them, and what grading keeps back."""

from __future__ import annotations

import json

import numpy as np
import pytest

from course_utils import check, data

SECRET_SEED = 2**200 + 17
TABLES = tuple(data.TABLE_CARDS)


@pytest.fixture(autouse=True)
def lab(monkeypatch):
    """Outside grading, whatever the shell that runs the tests has set."""
    monkeypatch.delenv("COURSE_GRADED_DATA", raising=False)


@pytest.fixture(params=TABLES)
def handed_out(request, tmp_path):
    return request.param, tmp_path, data.write_graded_table(request.param, SECRET_SEED, tmp_path)


def same(one: data.Columns, other: data.Columns) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(one[name], other[name], equal_nan=one[name].dtype.kind == "f") for name in one
    )


@pytest.mark.parametrize("name", TABLES)
def test_every_load_gives_the_same_rows_and_every_split_others(name):
    splits = {split: data.load_table(name, split) for split in ("train", "validation", "test")}
    assert sum(map(len, splits.values())) == data.TABLE_CARDS[name].num_rows
    assert same(splits["train"].columns, data.load_table(name, "train").columns)
    first = [tuple(column[0] for column in part.columns.values()) for part in splits.values()]
    assert len(set(first)) == 3


@pytest.mark.parametrize("name", ["screening", "faults"])
def test_both_classes_are_there_and_one_is_rare(name):
    for split in ("train", "validation", "test"):
        table = data.load_table(name, split)
        assert table.labels.dtype == np.int64
        assert 0.01 < table.labels.mean() < 0.1
        assert all(column.shape == table.labels.shape for column in table.columns.values())


def test_facts_in_the_card_of_screening_are_true():
    columns = data.load_table("screening", "train").columns
    assert columns["clinic"].dtype.kind == columns["smoker"].dtype.kind == "U"
    assert np.isnan(columns["pressure"]).mean() == pytest.approx(0.1, abs=0.02)
    assert not np.isnan(columns["marker"]).any()


def test_facts_in_the_card_of_faults_are_true():
    table = data.load_table("faults", "train")
    age = table.columns["age"]
    assert np.corrcoef(age, table.labels)[0, 1] == pytest.approx(0, abs=0.05)
    distance = np.hypot((table.columns["speed"] - 1500) / 120, (table.columns["temperature"] - 60) / 8)
    assert 0.2 < table.labels[distance > 2.2].mean() < 0.5
    assert table.labels[distance < 1.6].mean() < 0.02
    assert not any(np.isnan(column).any() for column in table.columns.values())


def test_facts_in_the_card_of_crops_are_true():
    table = data.load_table("crops", "train")
    readings = np.stack([table.columns[f"reading_{number}"] for number in range(1, 13)], axis=1)
    assert np.isnan(readings).mean() == pytest.approx(0.4, abs=0.02)
    shares = np.bincount(table.labels, minlength=5) / len(table)
    assert shares == pytest.approx([0.3, 0.15, 0.15, 0.2, 0.2], abs=0.03)
    high, low = table.columns["altitude"] > 600, table.columns["altitude"] < 200
    wheat, first = table.labels == 0, table.columns["satellite"] == "A"
    early = readings[:, :4]  # on a mountain green comes later
    assert np.nanmean(early[wheat & first & low]) > np.nanmean(early[wheat & first & high]) + 0.2
    assert set(table.columns["satellite"]) == {"A", "B"}


def test_no_label_of_a_held_out_row_is_handed_out(handed_out):
    name, folder, kept = handed_out
    lines = (folder / f"{name}.heldout.jsonl").read_text(encoding="ascii").splitlines()
    assert all("label" not in json.loads(line) for line in lines)
    assert len(lines) == len(kept.labels)
    assert not any(kept.perturbed)


def test_grading_reads_the_handed_out_files_and_nothing_else(handed_out, monkeypatch):
    name, folder, kept = handed_out
    public = data.load_table(name, "train").columns
    monkeypatch.setenv("COURSE_GRADED_DATA", str(folder))
    train = data.load_table(name, "train")
    assert not same(train.columns, public)
    assert train.columns.keys() == public.keys()
    assert {name: column.dtype.kind for name, column in train.columns.items()} == {
        name: column.dtype.kind for name, column in public.items()
    }
    held_out = check.held_out(name)
    assert all(len(column) == len(kept.labels) for column in held_out.values())
    with pytest.raises(data.DataError, match="stay with the grader"):
        data.load_table(name, "test")


def test_the_same_secret_draws_the_same_rows_and_another_draws_others(handed_out, tmp_path):
    name, folder, kept = handed_out
    assert data.write_graded_table(name, SECRET_SEED, tmp_path / "again") == kept
    assert data.write_graded_table(name, SECRET_SEED + 1, tmp_path / "other") != kept
    for path in folder.glob("*.jsonl"):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: data.load_table("screenin", "train"), "no table 'screenin'"),
        (lambda: data.load_table("screening", "tests"), "no split 'tests'"),
        (lambda: data.load("screening", "train"), "load_table"),
        (lambda: data.held_out_table("digits"), "no table"),
    ],
)
def test_mistakes_are_answered_in_words(ask, words):
    with pytest.raises(data.DataError, match=words):
        ask()
