import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from course_utils import training


def two_clouds(count: int = 60) -> TensorDataset:
    generator = torch.Generator().manual_seed(0)
    labels = torch.arange(count) % 2
    return TensorDataset(torch.randn(count, 2, generator=generator) + 4 * labels[:, None], labels)


class FixedLogits(nn.Module):
    """Gives back its inputs as logits; its parameter lets an optimizer hold it."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.dropout = nn.Dropout(0.5)
        self.modes = []

    def forward(self, logits):
        self.modes.append((self.training, torch.is_inference_mode_enabled()))
        return logits * self.scale


class TwoInputs(nn.Module):
    def forward(self, ids, lengths):
        return torch.stack([lengths.float(), ids.float().sum(dim=1)], dim=1)


def test_set_seed_repeats_torch_and_numpy():
    training.set_seed(5)
    first = torch.rand(3).tolist(), np.random.rand()
    training.set_seed(5)
    assert (torch.rand(3).tolist(), np.random.rand()) == first


def test_accuracy():
    logits = torch.tensor([[2.0, 1.0], [0.0, 1.0], [5.0, 9.0]])
    assert training.accuracy(logits, torch.tensor([0, 1, 0])) == pytest.approx(2 / 3)


def test_evaluate_weighs_samples_not_batches():
    """Two right of two, then none right of one: the mean of the batches would be 0.5, the truth is 2/3."""
    logits = torch.tensor([[1.0, 0.0], [1.0, 0.0], [3.0, 0.0]])
    labels = torch.tensor([0, 0, 1])
    loss, accuracy = training.evaluate(FixedLogits(), DataLoader(TensorDataset(logits, labels), batch_size=2))
    assert accuracy == pytest.approx(2 / 3)
    assert loss == pytest.approx((2 * math.log(1 + math.exp(-1)) + math.log(1 + math.exp(3))) / 3)


def test_evaluate_uses_evaluation_mode_and_gives_each_mode_back():
    model = FixedLogits()
    model.dropout.eval()
    training.evaluate(model, DataLoader(two_clouds()))
    assert set(model.modes) == {(False, True)}
    assert model.training
    assert not model.dropout.training


def test_evaluate_restores_the_mode_after_an_error():
    model = FixedLogits()
    with pytest.raises(TypeError):
        training.evaluate(model, [(torch.ones(1, 2), torch.ones(1), torch.zeros(1, dtype=torch.long))])
    assert model.training


def test_evaluate_without_batches_is_an_error_in_words():
    with pytest.raises(ValueError, match="no batch"):
        training.evaluate(FixedLogits(), [])


def test_models_take_all_that_comes_before_the_labels():
    batch = (torch.tensor([[1, 1], [9, 0]]), torch.tensor([3, 1]), torch.tensor([0, 1]))
    assert training.evaluate(TwoInputs(), [batch])[1] == 1.0


def test_train_epoch_steps_on_fresh_gradients():
    """Plain SGD on two equal batches moves by the sum of two single steps only if gradients are cleared."""
    x, y = torch.tensor([[1.0, 0.0]]), torch.tensor([0])
    model = FixedLogits()
    expected = 1.0
    for _ in range(2):
        expected += 0.1 * (1 - torch.sigmoid(torch.tensor(expected)).item())
    training.train_epoch(model, [(x, y)] * 2, torch.optim.SGD(model.parameters(), lr=0.1))
    assert model.scale.item() == pytest.approx(expected)
    assert all(mode == (True, False) for mode in model.modes)


def test_train_epoch_clips():
    model = FixedLogits()
    batch = torch.tensor([[0.0, 50.0]]), torch.tensor([0])
    training.train_epoch(model, [batch], torch.optim.SGD(model.parameters(), lr=1.0), max_grad_norm=0.25)
    assert model.scale.item() == pytest.approx(0.75)


def test_fit_learns_and_records_each_epoch(capsys):
    training.set_seed(0)
    model = nn.Linear(2, 2)
    loader = DataLoader(two_clouds(), batch_size=16, shuffle=True)
    optimizer, seen = torch.optim.AdamW(model.parameters(), lr=0.1), []
    watch = lambda history: seen.append(len(history.train_loss))  # noqa: E731
    history = training.fit(model, loader, loader, optimizer, num_epochs=8, on_epoch=watch)
    assert seen == list(range(1, 9))
    assert len(history.train_loss) == len(history.train_accuracy) == 8
    assert len(history.validation_loss) == len(history.validation_accuracy) == 8
    assert history.train_loss[-1] < history.train_loss[0]
    assert history.validation_accuracy[-1] > 0.95
    captured = capsys.readouterr()
    assert "8/8" in captured.out
    assert captured.err == ""


def test_checkpoint_fills_a_fresh_model_and_keeps_the_extras(tmp_path):
    model, fresh = nn.Linear(3, 2), nn.Linear(3, 2)
    path = tmp_path / "model.pt"
    training.save_checkpoint(path, model, tokens=["[PAD]", "[UNK]"], hidden_size=3)
    checkpoint = training.load_checkpoint(path)
    fresh.load_state_dict(checkpoint.pop("model"))
    assert checkpoint == {"tokens": ["[PAD]", "[UNK]"], "hidden_size": 3}
    assert torch.equal(fresh.weight, model.weight)
    assert [file.name for file in tmp_path.iterdir()] == ["model.pt"]


def test_load_checkpoint_runs_no_code(tmp_path):
    path = tmp_path / "model.pt"
    torch.save({"model": nn.Linear(1, 1)}, path)
    with pytest.raises(ValueError, match="not loaded"):
        training.load_checkpoint(path)


@pytest.mark.parametrize("content", [b"", b"text"])
def test_load_checkpoint_explains_a_damaged_file(tmp_path, content):
    path = tmp_path / "model.pt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="damaged"):
        training.load_checkpoint(path)


def test_load_checkpoint_explains_a_missing_file_and_a_foreign_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="no checkpoint"):
        training.load_checkpoint(tmp_path / "none.pt")
    torch.save(nn.Linear(1, 1).state_dict(), tmp_path / "bare.pt")
    with pytest.raises(ValueError, match="save_checkpoint"):
        training.load_checkpoint(tmp_path / "bare.pt")
