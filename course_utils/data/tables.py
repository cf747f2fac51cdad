"""Tables that are simulated: rows of numbers and words with a label, drawn from a seed.

A simulated table has what a real one cannot offer a grader: rows that nobody has ever seen. In the lab the seed is
public; when a submission is graded, the rows are drawn with the grading key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from course_utils.data.cards import TABLE_CARDS
from course_utils.data.files import DataError, to_jsonl, write_atomically
from course_utils.data.graded import HeldOut
from course_utils.data.sets import PUBLIC_SEED, SPLITS, graded_folder, read_graded, require_split

NUM_READINGS = 12  # of a field, in the table of crops

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Table:
    """Rows with their labels.

    Attributes
    ----------
    columns : dict of str to array of shape (num_rows,)
        Numbers (float64, nan where one is missing) or words, by the column's name.
    labels : int64 array of shape (num_rows,)
    class_names : tuple of str
    """

    columns: Columns
    labels: np.ndarray
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)


def load_table(name: str, split: str) -> Table:
    """Return one split of a simulated table.

    Parameters
    ----------
    name
        A key of `TABLE_CARDS`, such as "screening".
    split
        "train", "validation" or "test".

    Raises
    ------
    DataError
        If there is no such table or split, or the labels of "test" are asked for while a submission is graded.
    """
    require_split(split)
    class_names = _class_names(name)
    folder = graded_folder()
    if folder is None:
        return Table(*_draw(name, PUBLIC_SEED, split), class_names)
    records = read_graded(folder, name, split)
    labels = np.array([record.pop("label") for record in records], dtype=np.int64)
    return Table(_columns(records), labels, class_names)


def held_out_table(name: str) -> Columns:
    """Return the columns of the held-out rows: the grader's while graded, else those of the test split."""
    _class_names(name)
    folder = graded_folder()
    return load_table(name, "test").columns if folder is None else _columns(read_graded(folder, name, "heldout"))


def write_graded_table(name: str, seed: int, folder: Path) -> HeldOut:
    """Draw the rows, and write the files that a student's code may read, as `write_graded_split` does for texts.

    No row is asked in a changed form: it was never seen before, so nobody can know its label by heart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for split in ("train", "validation"):
        columns, labels = _draw(name, seed, split)
        write_atomically(folder / f"{name}.{split}.jsonl", to_jsonl(_records(columns, labels)))
    columns, labels = _draw(name, seed, "test")
    write_atomically(folder / f"{name}.heldout.jsonl", to_jsonl(_records(columns)))
    return HeldOut(labels.tolist(), [False] * len(labels))


def _draw(name: str, seed: int, split: str) -> tuple[Columns, np.ndarray]:
    """Draw one split, from a stream of its own: nobody learns the held-out rows from the others."""
    rng = np.random.default_rng([seed, SPLITS.index(split), *name.encode()])
    draw, num_rows = _TABLES[name]
    return draw(num_rows[split], rng)


def _records(columns: Columns, labels: np.ndarray | None = None) -> list[dict[str, Any]]:
    """Return rows as JSON can hold them: None for a missing number."""
    listed = {name: [_cell(value) for value in column.tolist()] for name, column in columns.items()}
    if labels is not None:
        listed["label"] = labels.tolist()
    return [dict(zip(listed, row, strict=True)) for row in zip(*listed.values(), strict=True)]


def _cell(value: Any) -> Any:
    return None if value != value else value  # only nan differs from itself


def _columns(records: list[dict[str, Any]]) -> Columns:
    names = records[0] if records else ()
    columns = {name: [record[name] for record in records] for name in names}
    return {name: _column(values) for name, values in columns.items()}


def _column(values: list[Any]) -> np.ndarray:
    is_words = any(isinstance(value, str) for value in values)
    return np.array(values) if is_words else np.array(values, dtype=np.float64)  # None becomes nan


def _class_names(name: str) -> tuple[str, ...]:
    if name not in TABLE_CARDS:
        raise DataError(f"There is no table {name!r}. Choose one of: {', '.join(TABLE_CARDS)}.")
    return TABLE_CARDS[name].class_names


# The tables


def _screening(num_rows: int, rng: np.random.Generator) -> tuple[Columns, np.ndarray]:
    """Draw people who were screened for a disease that about one in twenty has.

    The chance of being ill follows a logistic model of age, a blood marker, blood pressure and smoking, so no
    classifier can be perfect. Each clinic's device shifts the marker, and one blood pressure in ten is missing.
    """
    age = rng.uniform(20, 90, num_rows).round()
    smoker = rng.choice(["never", "former", "current"], num_rows, p=[0.5, 0.3, 0.2])
    clinic = rng.choice(["north", "east", "south", "west"], num_rows)
    marker = rng.normal(size=num_rows)
    pressure = rng.normal(125 + 0.3 * (age - 55), 15).round()
    risk = {"never": 0.0, "former": 1.5, "current": 3.5}
    logit = -11.0 + 0.1 * (age - 55) + 5.0 * marker + 0.06 * (pressure - 125) + np.vectorize(risk.get)(smoker)
    labels = (rng.random(num_rows) < 1 / (1 + np.exp(-logit))).astype(np.int64)
    shift = {"north": 0.0, "east": 1.5, "south": -1.0, "west": 0.5}
    measured = np.exp(marker + np.vectorize(shift.get)(clinic)).round(3)
    pressure[rng.random(num_rows) < 0.1] = np.nan
    return {"age": age, "marker": measured, "pressure": pressure, "smoker": smoker, "clinic": clinic}, labels


def _faults(num_rows: int, rng: np.random.Generator) -> tuple[Columns, np.ndarray]:
    """Draw machines, of which about one in twenty fails within a day.

    A machine is in danger when speed and temperature together are far from their usual values, in whichever direction:
    a ring that no straight line cuts out. Even there fewer than half fail: "fails" is hardly ever the likelier answer.
    """
    speed, temperature, vibration = rng.normal(size=(3, num_rows))
    age = rng.uniform(0, 10, num_rows)
    danger = 1 / (1 + np.exp(-10 * (np.hypot(speed, temperature) - 2.0)))
    logit = -5.8 + 5.6 * danger + 0.2 * vibration
    labels = (rng.random(num_rows) < 1 / (1 + np.exp(-logit))).astype(np.int64)
    columns = {
        "speed": (1500 + 120 * speed).round(),
        "temperature": (60 + 8 * temperature).round(1),
        "vibration": (4 + vibration).round(2),
        "age": age.round(1),
    }
    return columns, labels


def _crops(num_rows: int, rng: np.random.Generator) -> tuple[Columns, np.ndarray]:
    """Draw fields that a satellite has looked at twelve times in one season, each with the crop that grows there.

    Green rises and falls at times that belong to the crop. Rapeseed in flower is less green for a while, and a meadow
    is mown twice. Everything comes later on a mountain, the second satellite has a scale of its own, and clouds hide
    two readings in five.
    """
    labels = rng.choice(5, num_rows, p=[0.3, 0.15, 0.15, 0.2, 0.2])
    altitude = rng.uniform(0, 800, num_rows).round()
    satellite = rng.choice(["A", "B"], num_rows, p=[0.6, 0.4])
    rise, fall = np.array([[1.0, 7.3], [0.6, 6.2], [-0.5, 6.6], [4.0, 9.8], [-1.5, 13.0]])[labels].T
    delay = altitude / 220 + rng.normal(0, 0.3, num_rows)
    times = np.arange(NUM_READINGS) - delay[:, None]
    green = 1 / (1 + np.exp(-2 * (times - rise[:, None]))) - 1 / (1 + np.exp(-2 * (times - fall[:, None])))
    flowering = 0.45 * np.exp(-0.5 * ((times - 2.3) / 0.6) ** 2)
    green -= np.where((labels == 2)[:, None], flowering, 0)
    for earliest, latest in ((2, 5), (6, 9)):
        since = np.arange(NUM_READINGS) - rng.uniform(earliest, latest, num_rows)[:, None]
        mown = 0.6 * np.exp(-np.maximum(since, 0) / 1.2) * (since >= 0)
        green -= np.where((labels == 4)[:, None], mown, 0)
    readings = 0.15 + rng.uniform(0.45, 0.8, num_rows)[:, None] * green + rng.normal(0, 0.04, green.shape)
    readings = np.where((satellite == "B")[:, None], 0.55 * readings + 0.3, readings).round(3)
    readings[rng.random(readings.shape) < 0.4] = np.nan
    columns = {f"reading_{number}": column for number, column in enumerate(readings.T, start=1)}
    return {**columns, "altitude": altitude, "satellite": satellite}, labels.astype(np.int64)


_Draw = Callable[[int, np.random.Generator], tuple[Columns, np.ndarray]]
_TABLES: Mapping[str, tuple[_Draw, Mapping[str, int]]] = {
    "screening": (_screening, {"train": 3000, "validation": 1000, "test": 3000}),
    "faults": (_faults, {"train": 6000, "validation": 3000, "test": 6000}),
    "crops": (_crops, {"train": 2000, "validation": 1000, "test": 4000}),
}
