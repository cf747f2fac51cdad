"""The training loop of the course: seeds, one honest accuracy, history, checkpoints.

A data loader gives batches `(*inputs, labels)`, and a model is called as `model(*inputs)`: `(images, labels)`
for pictures, `(ids, lengths, labels)` for texts. The model answers with logits of shape (B, num_classes), and
the loss is the cross-entropy.
"""

import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from tqdm import tqdm

Device = str | torch.device


def set_seed(seed: int) -> None:
    """Seed the random numbers of Python, NumPy and PyTorch, so that a run can be repeated."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def accuracy(logits: Tensor, labels: Tensor) -> float:
    """Return the share of samples whose largest logit is the label's.

    Parameters
    ----------
    logits : Tensor
        Shape (N, num_classes).
    labels : Tensor
        Class indices, shape (N,).
    """
    return (logits.argmax(dim=1) == labels).sum().item() / len(labels)


@dataclass
class RunningTotals:
    """Sums over samples. Averages taken from them are right for batches of unequal size too."""

    loss: float = 0.0
    correct: int = 0
    seen: int = 0

    def add(self, loss: Tensor, logits: Tensor, labels: Tensor) -> None:
        """Add one batch; `loss` is its mean over the samples."""
        self.loss += loss.item() * len(labels)
        self.correct += int((logits.argmax(dim=1) == labels).sum())
        self.seen += len(labels)

    def averages(self) -> tuple[float, float]:
        """Return the mean loss, and the accuracy as total correct over total seen."""
        if self.seen == 0:
            raise ValueError("the data loader gave no batch, so there is nothing to average")
        return self.loss / self.seen, self.correct / self.seen


@contextmanager
def evaluation_mode(model: nn.Module) -> Iterator[None]:
    """Switch to evaluation mode without gradients, and give each module its own mode back afterwards."""
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        for module, training in modes.items():
            module.training = training


def _to_device(batch: Iterable[Tensor], device: Device) -> tuple[list[Tensor], Tensor]:
    *inputs, labels = (tensor.to(device) for tensor in batch)
    return inputs, labels


def evaluate(model: nn.Module, loader: Iterable, device: Device = "cpu") -> tuple[float, float]:
    """Measure a model on all samples of a loader.

    Returns
    -------
    loss : float
        Mean cross-entropy over the samples.
    accuracy : float
        Total correct over total seen.
    """
    totals = RunningTotals()
    with evaluation_mode(model):
        for batch in loader:
            inputs, labels = _to_device(batch, device)
            logits = model(*inputs)
            totals.add(F.cross_entropy(logits, labels), logits, labels)
    return totals.averages()


def train_epoch(
    model: nn.Module,
    loader: Iterable,
    optimizer: torch.optim.Optimizer,
    device: Device = "cpu",
    max_grad_norm: float | None = None,
) -> tuple[float, float]:
    """Train on each batch once.

    Parameters
    ----------
    model, loader, optimizer
        The model stays in training mode. See the top of this module for what loader and model exchange.
    device : str or torch.device
        Where the model is; batches are moved there.
    max_grad_norm : float, optional
        Gradients whose total norm is larger are scaled down to it.

    Returns
    -------
    loss, accuracy : float
        Over the epoch's samples, each measured just before the step that learns from it.
    """
    totals = RunningTotals()
    model.train()
    for batch in loader:
        inputs, labels = _to_device(batch, device)
        logits = model(*inputs)
        loss = F.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        if max_grad_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        totals.add(loss.detach(), logits, labels)
    return totals.averages()


@dataclass
class History:
    """What `fit` measured, one value per epoch."""

    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)

    def add(self, train: tuple[float, float], validation: tuple[float, float]) -> None:
        """Append one epoch: (loss, accuracy) in training and on the validation split."""
        self.train_loss.append(train[0])
        self.train_accuracy.append(train[1])
        self.validation_loss.append(validation[0])
        self.validation_accuracy.append(validation[1])


def fit(
    model: nn.Module,
    train_loader: DataLoader,
    validation_loader: DataLoader,
    optimizer: torch.optim.Optimizer,
    num_epochs: int,
    device: Device = "cpu",
    max_grad_norm: float | None = None,
    on_epoch: Callable[[History], None] | None = None,
) -> History:
    """Train for a number of epochs, and measure on the validation split after each.

    A progress bar is written to standard output.

    Parameters
    ----------
    model, train_loader, optimizer, device, max_grad_norm
        As in `train_epoch`.
    on_epoch : callable, optional
        Called after each epoch with the history so far: `plotting.LiveCurves()` draws it while the model trains,
        `course_utils.tracking` keeps it outside the notebook.

    Returns
    -------
    History
        Training values are taken while the model learns (dropout on); validation values after each epoch.
    """
    history = History()
    model.to(device)
    with tqdm(total=num_epochs, desc="training", unit="epoch", file=sys.stdout, ncols=100) as bar:
        for _ in range(num_epochs):
            train = train_epoch(model, train_loader, optimizer, device, max_grad_norm)
            validation = evaluate(model, validation_loader, device)
            history.add(train, validation)
            bar.set_postfix_str(f"accuracy: train {train[1]:.3f}, validation {validation[1]:.3f}", refresh=False)
            bar.update()
            if on_epoch is not None:
                on_epoch(history)
    return history


def save_checkpoint(path: str | Path, model: nn.Module, **extras: Any) -> None:
    """Save a model's parameters, and what is needed beside them, in one file.

    Parameters
    ----------
    path : str or Path
        The file; an existing one is replaced when the new one is complete.
    model : nn.Module
        Its `state_dict` is saved: parameters and buffers, not the class.
    **extras
        Tensors, numbers, strings, and lists or dicts of them: sizes, a vocabulary's tokens, ...
    """
    part = Path(f"{path}.part")
    torch.save({"model": model.state_dict(), **extras}, part)
    part.replace(path)


def load_checkpoint(path: str | Path) -> dict[str, Any]:
    """Read what `save_checkpoint` wrote, with `weights_only=True`: reading it cannot run code.

    Returns
    -------
    dict
        The extras under their names, and the parameters under "model", on the CPU. Build a fresh model, then
        `model.load_state_dict(checkpoint["model"])` fills it.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file was not written by `save_checkpoint`, is damaged, or holds more than tensors and plain values.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"there is no checkpoint {path}; save one with save_checkpoint first")
    try:
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # damaged bytes make torch's reader fail in many ways
        raise ValueError(
            f"{path} is damaged, or holds more than tensors and plain values, and was not loaded"
        ) from error
    if not isinstance(checkpoint, dict) or "model" not in checkpoint:
        raise ValueError(f"{path} was not written by save_checkpoint: it has no entry 'model'")
    return checkpoint
