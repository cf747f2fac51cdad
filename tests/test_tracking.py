"""Curves kept outside the notebook; Weights & Biases with a stand-in, since nobody here may call its host."""

from __future__ import annotations

import sys
import types

import pytest

from course_utils import tracking
from course_utils.training import History

HISTORY = History([0.9, 0.5], [0.4, 0.7], [1.0, 0.6], [0.3, 0.6])
LATEST = {"train_loss": 0.5, "train_accuracy": 0.7, "validation_loss": 0.6, "validation_accuracy": 0.6}


def test_tensorboard_gets_the_last_value_of_each_curve(monkeypatch, tmp_path):
    written = []

    class SummaryWriter:
        def __init__(self, folder):
            self.folder = folder

        def add_scalar(self, name, value, global_step):
            written.append((self.folder, name, value, global_step))

        def flush(self):
            written.append("flushed")

    stand_in = types.SimpleNamespace(SummaryWriter=SummaryWriter)
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", stand_in)
    tracking.to_tensorboard(tmp_path)(HISTORY)
    assert written == [*((str(tmp_path), name, value, 2) for name, value in LATEST.items()), "flushed"]


def test_wandb_is_offline_and_gets_the_last_value_of_each_curve(monkeypatch, tmp_path):
    begun, logged = [], []
    run = types.SimpleNamespace(log=lambda values, step: logged.append((values, step)))
    stand_in = types.SimpleNamespace(init=lambda **settings: begun.append(settings) or run)
    monkeypatch.setitem(sys.modules, "wandb", stand_in)
    tracking.to_wandb("digits", tmp_path)(HISTORY)
    assert begun == [{"project": "digits", "dir": str(tmp_path), "mode": "offline"}]
    assert logged == [(LATEST, 2)]


@pytest.mark.parametrize(
    ("module", "begin"),
    [
        ("torch.utils.tensorboard", lambda: tracking.to_tensorboard("runs")),
        ("wandb", lambda: tracking.to_wandb("digits", "runs")),
    ],
)
def test_a_missing_tool_is_said_with_the_remedy(monkeypatch, module, begin):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(tracking.TrackingError, match=r'pip install -e "\.\[track\]"'):
        begin()


# The log of runs


def log_of(tmp_path, **results):
    log = tracking.RunLog(tmp_path / "runs.jsonl")
    for name, values in results.items():
        for seed, value in enumerate(values):
            log.add(name, seed, value, lr=0.1)
    return log


def test_a_log_outlives_the_object_that_wrote_it(tmp_path):
    log_of(tmp_path, first=[60.0, 62.0])
    again = tracking.RunLog(tmp_path / "runs.jsonl")
    assert again.runs()[0] == {"name": "first", "seed": 0, "result": 60.0, "lr": 0.1}
    assert again.results("first") == {0: 60.0, 1: 62.0}


def test_a_log_without_runs_is_empty(tmp_path):
    assert tracking.RunLog(tmp_path / "runs.jsonl").runs() == []


def test_a_run_added_again_replaces_the_first(tmp_path):
    log = log_of(tmp_path, first=[60.0, 62.0], second=[61.0])
    log.add("first", 0, 59.0)
    assert log.results("first") == {0: 59.0, 1: 62.0}
    assert [run["name"] for run in log.runs()] == ["first", "first", "second"]
    assert len(log.path.read_text().splitlines()) == 4


def test_differences_are_taken_seed_by_seed(tmp_path):
    log = log_of(tmp_path, first=[60.0, 62.0, 61.0], second=[63.0, 64.0])
    assert log.differences("second", "first") == [3.0, 2.0]


def test_the_table_has_means_spreads_and_differences_in_standard_errors(tmp_path):
    log = log_of(tmp_path, first=[60.0, 62.0, 61.0], second=[63.0, 64.0, 65.0], once=[70.0])
    head, first, second, once = log.table(beside="first").splitlines()
    assert head.split() == ["run", "seeds", "result", "difference", "standard", "errors"]
    assert first.split() == ["first", "3", "61.0", "±", "1.0"]
    assert second.split() == ["second", "3", "64.0", "±", "1.0", "+3.0", "+5.2"]  # 3, 2 and 4: 1 / √3 is 0.58
    assert once.split() == ["once", "1", "70.0", "±", "nan"]


def test_the_same_difference_with_every_seed_has_no_error(tmp_path):
    *_, second = log_of(tmp_path, first=[60.0, 62.0], second=[61.0, 63.0]).table(beside="first").splitlines()
    assert second.split()[-2:] == ["+1.0", "+inf"]


def test_the_table_can_show_some_names(tmp_path):
    log = log_of(tmp_path, first=[60.0, 62.0], second=[61.0, 63.0], third=[1.0, 2.0])
    assert [line.split()[0] for line in log.table("first", ["second", "first"]).splitlines()[1:]] == ["second", "first"]
