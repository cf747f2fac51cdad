"""Keep a run's curves and results outside the notebook. Nothing is tracked unless you ask for it.

>>> from course_utils import tracking, training
>>> training.fit(..., on_epoch=tracking.to_tensorboard("runs/first"))
>>> log = tracking.RunLog("runs.jsonl")
>>> log.add("baseline", seed=0, result=63.1, lr=0.003)
>>> print(log.table(beside="baseline"))

The two tools for curves come with an extra: ``pip install -e ".[track]"``. Nothing leaves this machine.
"""

import json
import math
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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


class RunLog:
    """An experiment log: one line of JSON per run, in a file that outlives the notebook.

    A run that is added again, same name and same seed, replaces the earlier one in all that is read from the log; the
    file keeps both.

    Parameters
    ----------
    path
        The file; it is made with the first run.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def add(self, name: str, seed: int, result: float, **settings: Any) -> None:
        """Append one run: what was changed, the seed, the result, and the settings behind it."""
        run = {"name": name, "seed": seed, "result": result, **settings}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(run) + "\n")

    def runs(self) -> list[dict[str, Any]]:
        """Return all runs, in the order in which they were first added."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        latest = {(run["name"], run["seed"]): run for run in map(json.loads, lines)}
        return list(latest.values())

    def results(self, name: str) -> dict[int, float]:
        """Return the results of one name, by seed."""
        return _by_name(self.runs()).get(name, {})

    def differences(self, name: str, beside: str) -> list[float]:
        """Return by how much one name's results exceed another's, for each seed that both have."""
        results = _by_name(self.runs())
        return _differences(results.get(name, {}), results.get(beside, {}))

    def table(self, beside: str, names: Sequence[str] = ()) -> str:
        """Return a line for each name: its mean ± standard deviation, and its mean difference from another's.

        The last column is that mean difference in standard errors, from the differences seed by seed. Below two or
        three, the seeds alone may have made it.

        Parameters
        ----------
        beside
            The name that the others are compared with.
        names
            What to show; everything in the log if empty.
        """
        by_name = _by_name(self.runs())
        names = names or list(by_name)
        width = max(map(len, [*names, "run"]))
        lines = [f"{'run':{width}}  seeds  result         difference  standard errors"]
        for name in names:
            results = list(by_name.get(name, {}).values())
            line = f"{name:{width}}  {len(results):5}  {statistics.mean(results):5.1f} ± {_spread(results):4.1f}"
            differences = _differences(by_name.get(name, {}), by_name.get(beside, {}))
            if name != beside and len(differences) > 1:
                mean, error = statistics.mean(differences), _spread(differences) / math.sqrt(len(differences))
                line += f"   {mean:+10.1f}  {mean / error if error else math.inf:+15.1f}"
            lines.append(line)
        return "\n".join(lines)


def _by_name(runs: Sequence[dict[str, Any]]) -> dict[str, dict[int, float]]:
    """Return the results by name and seed."""
    found: dict[str, dict[int, float]] = {}
    for run in runs:
        found.setdefault(run["name"], {})[run["seed"]] = run["result"]
    return found


def _differences(ours: dict[int, float], theirs: dict[int, float]) -> list[float]:
    return [ours[seed] - theirs[seed] for seed in sorted(ours.keys() & theirs.keys())]


def _spread(values: list[float]) -> float:
    return statistics.stdev(values) if len(values) > 1 else math.nan


def _not_installed(tool: str) -> TrackingError:
    return TrackingError(f'{tool} is not installed. Install the extra: pip install -e ".[track]"')
