"""Loading a data set, in the lab and while a submission is graded."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from course_utils.data.amazon import fetch_amazon
from course_utils.data.cards import CARDS, IMAGE_CARDS, TABLE_CARDS
from course_utils.data.files import DataError, Row, cache_folder, read_jsonl, sha256_of

PUBLIC_SEED = 0
# The share of each split; the rest is "train".
TEST_SHARE = 0.2
VALIDATION_SHARE = 0.1
SPLITS = ("train", "validation", "test")

Item = TypeVar("Item")


@dataclass(frozen=True)
class Texts:
    """Texts with their labels; ``class_names[labels[i]]`` names the class of ``texts[i]``."""

    texts: list[str]
    labels: list[int]
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)


def split_indices(labels: Sequence[int], seed: int) -> dict[str, list[int]]:
    """Divide rows into three splits in which every class has the same share.

    Parameters
    ----------
    labels
        The class of every row.
    seed
        The same seed gives the same splits on every machine.

    Returns
    -------
    dict
        The row numbers of "train" (70 %), "validation" (10 %) and "test" (20 %), each in random order.
    """
    rng = np.random.default_rng(seed)
    drawn = shuffled(range(len(labels)), rng)
    splits: dict[str, list[int]] = {split: [] for split in SPLITS}
    for label in sorted(set(labels)):
        rows = [row for row in drawn if labels[row] == label]
        num_test = round(TEST_SHARE * len(rows))
        num_validation = round(VALIDATION_SHARE * len(rows))
        splits["test"] += rows[:num_test]
        splits["validation"] += rows[num_test : num_test + num_validation]
        splits["train"] += rows[num_test + num_validation :]
    # The classes follow one another now.
    return {split: shuffled(rows, rng) for split, rows in splits.items()}


def shuffled(items: Sequence[Item], rng: np.random.Generator) -> list[Item]:
    """Return the items in an order that depends on the generator's state only."""
    # By drawn numbers: NumPy changes its stream of uniform numbers less readily than its shuffle().
    return [items[place] for place in rng.random(len(items)).argsort(kind="stable")]


def load(name: str, split: str) -> Texts:
    """Return one split of a data set.

    Parameters
    ----------
    name
        A key of `CARDS`, such as "reviews_en".
    split
        "train", "validation" or "test".

    Raises
    ------
    DataError
        If there is no such set or split, the data are absent or altered, or the labels of "test" are
        asked for while a submission is graded.
    """
    require_split(split)
    class_names = _class_names(name)
    folder = graded_folder()
    if folder is None:
        everything = load_all(name)
        rows = split_indices(everything.labels, PUBLIC_SEED)[split]
        texts, labels = everything.texts, everything.labels
        return Texts([texts[row] for row in rows], [labels[row] for row in rows], class_names)
    records = read_graded(folder, name, split)
    return Texts([r["text"] for r in records], [r["label"] for r in records], class_names)


def load_all(name: str) -> Texts:
    """Return every row of a data set, in the order of its source (not while a submission is graded)."""
    class_names = _class_names(name)
    if graded_folder() is not None:
        raise DataError(
            "While your work is graded, the whole data set stays with the grader. "
            f'Use data.load("{name}", "train") and data.load("{name}", "validation").'
        )
    path = cache_folder() / f"{name}.jsonl"
    if name == "amazon_polarity" and not path.is_file():
        fetch_amazon(path, CARDS[name].num_rows)
    if not path.is_file():
        raise DataError(f"The data set {name} is not on this machine ({path}). Run `course data` once.")
    rows = _verified_rows(path, path.stat().st_mtime_ns, CARDS[name].sha256)
    # New lists for every caller: who sorts or shortens them must not change what the next one gets.
    return Texts([text for text, _ in rows], [label for _, label in rows], class_names)


def held_out(name: str) -> list[str]:
    """Return the held-out texts, without labels: the grader's while graded, else those of the test split."""
    _class_names(name)
    folder = graded_folder()
    if folder is None:
        return load(name, "test").texts
    return [record["text"] for record in read_graded(folder, name, "heldout")]


@lru_cache(maxsize=8)
def _verified_rows(path: Path, _mtime_ns: int, sha256: str) -> tuple[Row, ...]:
    """Read a file whose SHA-256 stands in a card; `_mtime_ns` makes a changed file be read anew."""
    if sha256 and sha256_of(path) != sha256:
        raise DataError(
            f"{path} is not the file that its card describes: it was altered or damaged. "
            "Run `course data`, which replaces it."
        )
    return tuple((record["text"], record["label"]) for record in read_jsonl(path.read_bytes()))


def _class_names(name: str) -> tuple[str, ...]:
    if name in IMAGE_CARDS:
        raise DataError(f'The data set {name} holds images: data.load_images("{name}", "train").')
    if name in TABLE_CARDS:
        raise DataError(f'The data set {name} is a table: data.load_table("{name}", "train").')
    if name not in CARDS:
        raise DataError(f"There is no data set {name!r}. Choose one of: {', '.join(CARDS)}.")
    return CARDS[name].class_names


def require_split(split: str) -> None:
    """Raise DataError where there is no such split."""
    if split not in SPLITS:
        raise DataError(f"There is no split {split!r}. Choose one of: {', '.join(SPLITS)}.")


def graded_folder() -> Path | None:
    """Return the folder with what the grader hands out; None outside of grading."""
    chosen = os.environ.get("COURSE_GRADED_DATA")
    return Path(chosen) if chosen else None


def read_graded(folder: Path, name: str, part: str) -> list[dict]:
    """Return the records of one part of a data set that the grader handed out: a split, or "heldout".

    Raises
    ------
    DataError
        If the set is not part of the assignment, or its held-out labels are asked for.
    """
    if part == "test":
        raise DataError(
            "While your work is graded, the labels of the held-out rows stay with the grader. "
            f'check.held_out("{name}") gives the rows; report your predictions for them.'
        )
    path = folder / f"{name}.{part}.jsonl"
    if not path.is_file():
        raise DataError(f"The data set {name} is not part of this assignment: the grader did not hand it out.")
    return list(read_jsonl(path.read_bytes()))
