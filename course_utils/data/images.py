"""Images: scikit-learn's handwritten digits, all of them or with few to learn from, in the lab and while graded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.data.cards import IMAGE_CARDS
from course_utils.data.files import DataError, to_jsonl, write_atomically
from course_utils.data.graded import HeldOut
from course_utils.data.sets import PUBLIC_SEED, graded_folder, read_graded, require_split, shuffled, split_indices

DIGITS_FILE = ("datasets", "data", "digits.csv.gz")  # inside scikit-learn
NUM_CLASSES = 10
MAX_PIXEL = 16
FEW_PER_CLASS = 10


@dataclass(frozen=True)
class Images:
    """Images with their labels.

    Attributes
    ----------
    images : float32 array of shape (num_images, 64)
        Pixels from 0 to 16, row by row.
    labels : int64 array of shape (num_images,)
    class_names : tuple of str
    """

    images: np.ndarray
    labels: np.ndarray
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)


def load_images(name: str, split: str) -> Images:
    """Return one split of a set of images.

    Parameters
    ----------
    name
        "digits", or "few_digits": 100 to learn from, none for validation, all others held out.
    split
        "train", "validation" or "test".

    Raises
    ------
    DataError
        If there is no such set or split, the data are altered, or the labels of "test" are asked for while a submission
        is graded.
    """
    require_split(split)
    class_names = _class_names(name)
    if name == "few_digits" and split == "validation":
        raise DataError(
            f"{name} has no validation split: 100 images are too few. Cross-validate on its training split."
        )
    folder = graded_folder()
    if folder is None:
        images, labels = _all_digits()
        rows = _splits(name, labels, PUBLIC_SEED)[split]
        return Images(images[rows], labels[rows], class_names)
    records = read_graded(folder, name, split)
    labels = np.array([record["label"] for record in records], dtype=np.int64)
    return Images(_pixels(records), labels, class_names)


def held_out_images(name: str) -> np.ndarray:
    """Return the held-out images, shape (num_images, 64): the grader's while graded, else those of the test split."""
    _class_names(name)
    folder = graded_folder()
    return load_images(name, "test").images if folder is None else _pixels(read_graded(folder, name, "heldout"))


def write_graded_images(name: str, seed: int, folder: Path) -> HeldOut:
    """Write the files that a student's code may read while it is graded, as `write_graded_split` does for texts.

    Each held-out image is asked as it is and once more with noise.
    """
    images, labels = _all_digits()
    splits = _splits(name, labels, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for split in splits.keys() - {"test"}:
        records = [{"image": images[row].astype(int).tolist(), "label": int(labels[row])} for row in splits[split]]
        write_atomically(folder / f"{name}.{split}.jsonl", to_jsonl(records))
    rng = np.random.default_rng([seed, 1])  # a stream of its own, as for texts
    asked = shuffled([(row, changed) for changed in (False, True) for row in splits["test"]], rng)
    asked_images = (noisy(images[row], rng) if changed else images[row] for row, changed in asked)
    write_atomically(
        folder / f"{name}.heldout.jsonl", to_jsonl({"image": image.astype(int).tolist()} for image in asked_images)
    )
    return HeldOut([int(labels[row]) for row, _ in asked], [changed for _, changed in asked])


def noisy(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the image with every pixel that has ink changed by -1, 0 or 1, which an honest model hardly notices.

    Empty pixels stay empty: some are empty in nearly every image, and a model that scales each pixel by its spread
    would take the smallest change there for a large one.
    """
    changed = np.clip(image + rng.integers(-1, 2, size=image.shape), 0, MAX_PIXEL)
    return np.where(image > 0, changed, 0).astype(np.float32)


def _splits(name: str, labels: np.ndarray, seed: int) -> dict[str, list[int]]:
    if name == "digits":
        return split_indices(labels.tolist(), seed)
    rng = np.random.default_rng(seed)
    drawn = shuffled(range(len(labels)), rng)
    few = [row for label in range(NUM_CLASSES) for row in [r for r in drawn if labels[r] == label][:FEW_PER_CLASS]]
    taken = set(few)
    return {"train": shuffled(few, rng), "test": [row for row in drawn if row not in taken]}


@cache
def _all_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return all images, float32 of shape (1797, 64), and their labels; both cannot be written to."""
    from sklearn.datasets import load_digits  # here: it takes a second, and most assignments need no digits

    digits = load_digits()
    images, labels = digits.data.astype(np.float32), digits.target.astype(np.int64)
    content = images.astype(np.uint8).tobytes() + labels.astype(np.uint8).tobytes()
    if hashlib.sha256(content).hexdigest() != IMAGE_CARDS["digits"].sha256:
        raise DataError("scikit-learn's digits are not the ones that their card describes. Install scikit-learn anew.")
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def _pixels(records: Sequence[dict]) -> np.ndarray:
    return np.array([record["image"] for record in records], dtype=np.float32)


def _class_names(name: str) -> tuple[str, ...]:
    if name not in IMAGE_CARDS:
        raise DataError(f"There is no set of images {name!r}. Choose one of: {', '.join(IMAGE_CARDS)}.")
    return IMAGE_CARDS[name].class_names
