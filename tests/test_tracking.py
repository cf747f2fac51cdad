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
