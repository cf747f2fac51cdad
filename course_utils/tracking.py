"""Keep a run's curves outside the notebook. Nothing is tracked unless you ask for it.

>>> from course_utils import tracking, training
>>> training.fit(..., on_epoch=tracking.to_tensorboard("runs/first"))

Both tools come with an extra: ``pip install -e ".[track]"``. Nothing leaves this machine.
"""

from collections.abc import Callable
from pathlib import Path

from course_utils.training import History

OnEpoch = Callable[[History], None]


class TrackingError(Exception):
    """A tool for tracking is not installed. The message says what to do."""


def to_tensorboard(folder: str | Path) -> OnEpoch:
    """Write the curves for TensorBoard; ``tensorboard --logdir FOLDER`` shows them.

    Raises
    ------
    TrackingError
        If TensorBoard is not installed.
    """
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        raise _not_installed("TensorBoard") from None
    writer = SummaryWriter(str(folder))

    def on_epoch(history: History) -> None:
        for name, value in latest(history).items():
            writer.add_scalar(name, value, global_step=len(history.train_loss))
        writer.flush()

    return on_epoch


def to_wandb(project: str, folder: str | Path) -> OnEpoch:
    """Write the curves for Weights & Biases in its offline mode; ``wandb sync`` would upload them, if you want that.

    Raises
    ------
    TrackingError
        If Weights & Biases is not installed.
    """
    try:
        import wandb
    except ImportError:
        raise _not_installed("Weights & Biases") from None
    run = wandb.init(project=project, dir=str(folder), mode="offline")
    return lambda history: run.log(latest(history), step=len(history.train_loss))


def latest(history: History) -> dict[str, float]:
    """Return the last value of each curve."""
    return {name: values[-1] for name, values in vars(history).items()}


def _not_installed(tool: str) -> TrackingError:
    return TrackingError(f'{tool} is not installed. Install the extra: pip install -e ".[track]"')
