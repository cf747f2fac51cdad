"""Images: digits of 8 by 8 pixels, silhouettes and digits of 28 by 28, in the lab and while graded."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from course_utils.data.cards import IMAGE_CARDS
from course_utils.data.files import DataError, cache_folder, read_jsonl, sha256_of, to_jsonl, write_atomically
from course_utils.data.graded import HeldOut
from course_utils.data.sets import PUBLIC_SEED, graded_folder, read_graded, require_split, shuffled, split_indices

DIGITS_FILE = ("datasets", "data", "digits.csv.gz")  # inside scikit-learn
NUM_CLASSES = 10
MAX_PIXEL = 16
SIDE = 28  # of the larger images, whose pixels go up to 255
FEW = ("few_digits", "new_animals")  # sets with ten images of each class to learn from
FEW_PER_CLASS = 10
HELD_OUT_PER_CLASS = 100  # where few are learned from and there are more than enough others
HELD_OUT_OF_THE_KNOWN = 500


@dataclass(frozen=True)
class Images:
    """Images with their labels.

    Attributes
    ----------
    images : float32 array
        Of shape (num_images, 64) for "digits" and "few_digits": pixels from 0 to 16, row by row. Of shape
        (num_images, 28, 28) for all others: pixels from 0 to 255.
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
        A key of `IMAGE_CARDS`, such as "animals". "few_digits" and "new_animals" have ten images of each class to
        learn from and none for validation.
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
    if name in FEW and split == "validation":
        raise DataError(
            f"{name} has no validation split: ten images of a class are too few. Cross-validate on its training split."
        )
    folder = graded_folder()
    if folder is None:
        images, labels = READERS[name]()
        rows = _splits(name, labels, PUBLIC_SEED)[split]
        return Images(images[rows], labels[rows], class_names)
    records = read_graded(folder, name, split)
    labels = np.array([record["label"] for record in records], dtype=np.int64)
    return Images(pixels_of(records), labels, class_names)


def held_out_images(name: str) -> np.ndarray:
    """Return the held-out images: the grader's while graded, else those of the test split."""
    _class_names(name)
    folder = graded_folder()
    return load_images(name, "test").images if folder is None else pixels_of(read_graded(folder, name, "heldout"))


def write_graded_images(name: str, seed: int, folder: Path) -> HeldOut:
    """Write the files that a student's code may read while it is graded, as `write_graded_split` does for texts.

    Each held-out image is asked as it is and once more changed: `noisy` for the small ones, `shifted` for the others.
    """
    _class_names(name)
    images, labels = READERS[name]()
    change = noisy if images.ndim == 2 else shifted
    splits = _splits(name, labels, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for split in splits.keys() - {"test"}:
        records = [{"image": _record(images[row]), "label": int(labels[row])} for row in splits[split]]
        write_atomically(folder / f"{name}.{split}.jsonl", to_jsonl(records))
    rng = np.random.default_rng([seed, 1])  # a stream of its own, as for texts
    asked = shuffled([(row, changed) for changed in (False, True) for row in splits["test"]], rng)
    asked_images = (change(images[row], rng) if changed else images[row] for row, changed in asked)
    write_atomically(folder / f"{name}.heldout.jsonl", to_jsonl({"image": _record(image)} for image in asked_images))
    return HeldOut([int(labels[row]) for row, _ in asked], [changed for _, changed in asked])


def noisy(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the image with every pixel that has ink changed by -1, 0 or 1, which an honest model hardly notices.

    Empty pixels stay empty: some are empty in nearly every image, and a model that scales each pixel by its spread
    would take the smallest change there for a large one.
    """
    changed = np.clip(image + rng.integers(-1, 2, size=image.shape), 0, MAX_PIXEL)
    return np.where(image > 0, changed, 0).astype(np.float32)


def shifted(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the image moved by two pixels to one of the four sides, its pixels with ink changed by up to 8 of 255.

    What comes in at the side are copies of the row or column there, so that an animal that is cut off stays so.
    """
    down, right = [(-2, 0), (2, 0), (0, -2), (0, 2)][int(rng.integers(4))]
    moved = np.pad(image, 2, mode="edge")[2 - down : 2 - down + SIDE, 2 - right : 2 - right + SIDE]
    changed = np.clip(moved + rng.integers(-8, 9, size=image.shape), 0, 255)
    return np.where(moved > 0, changed, 0).astype(np.float32)


def _splits(name: str, labels: np.ndarray, seed: int) -> dict[str, list[int]]:
    if name not in FEW:
        splits = split_indices(labels.tolist(), seed)
        return splits | {"test": splits["test"][:HELD_OUT_OF_THE_KNOWN]} if name == "known_animals" else splits
    rng = np.random.default_rng(seed)
    drawn = shuffled(range(len(labels)), rng)
    most = FEW_PER_CLASS + HELD_OUT_PER_CLASS if name == "new_animals" else len(labels)
    by_class = [[row for row in drawn if labels[row] == label][:most] for label in sorted(set(labels.tolist()))]
    few = [row for rows in by_class for row in rows[:FEW_PER_CLASS]]
    held_out = {row for rows in by_class for row in rows[FEW_PER_CLASS:]}
    return {"train": shuffled(few, rng), "test": [row for row in drawn if row in held_out]}


@cache
def all_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return all digits, float32 of shape (1797, 64), and their labels; both cannot be written to."""
    from sklearn.datasets import load_digits  # here: it takes a second, and most assignments need no digits

    digits = load_digits()
    images, labels = digits.data.astype(np.float32), digits.target.astype(np.int64)
    content = images.astype(np.uint8).tobytes() + labels.astype(np.uint8).tobytes()
    if hashlib.sha256(content).hexdigest() != IMAGE_CARDS["digits"].sha256:
        raise DataError("scikit-learn's digits are not the ones that their card describes. Install scikit-learn anew.")
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def _all_of(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the images of a prepared file, float32 of shape (num_images, 28, 28), and their labels; both read-only."""
    path = cache_folder() / f"{name}.jsonl"
    if not path.is_file():
        raise DataError(f"The data set {name} is not on this machine ({path}). Run `course data` once.")
    return _verified(path, path.stat().st_mtime_ns, IMAGE_CARDS[name].sha256)


@cache
def _verified(path: Path, _mtime_ns: int, sha256: str) -> tuple[np.ndarray, np.ndarray]:
    if sha256_of(path) != sha256:
        raise DataError(
            f"{path} is not the file that its card describes: it was altered or damaged. "
            "Run `course data`, which replaces it."
        )
    records = list(read_jsonl(path.read_bytes()))
    images, labels = pixels_of(records), np.array([record["label"] for record in records], dtype=np.int64)
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def _record(image: np.ndarray) -> list[int] | str:
    return image.astype(int).tolist() if image.ndim == 1 else in_base_64(image)


def in_base_64(image: np.ndarray) -> str:
    """Return the pixels of a larger image as they are written to a file."""
    return base64.b64encode(image.astype(np.uint8).tobytes()).decode("ascii")


def pixels_of(records: Sequence[dict]) -> np.ndarray:
    """Return the images of a file's records, float32, as `Images` has them."""
    images = [record["image"] for record in records]
    if isinstance(images[0], str):
        content = b"".join(base64.b64decode(image) for image in images)
        return np.frombuffer(content, dtype=np.uint8).reshape(-1, SIDE, SIDE).astype(np.float32)
    return np.array(images, dtype=np.float32)


def _some_of_the_animals(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the animals that a set names, their labels counted from 0."""
    images, labels = _all_of("animals")
    classes = [IMAGE_CARDS["animals"].class_names.index(animal) for animal in IMAGE_CARDS[name].class_names]
    chosen = np.isin(labels, classes)
    return images[chosen], np.searchsorted(classes, labels[chosen])


# What gives all images of a set, and their labels.
READERS: dict[str, Callable[[], tuple[np.ndarray, np.ndarray]]] = {
    "digits": all_digits,
    "few_digits": all_digits,
    "animals": partial(_all_of, "animals"),
    "known_animals": partial(_some_of_the_animals, "known_animals"),
    "new_animals": partial(_some_of_the_animals, "new_animals"),
    "mnist": partial(_all_of, "mnist"),
}


def _class_names(name: str) -> tuple[str, ...]:
    if name not in IMAGE_CARDS:
        raise DataError(f"There is no set of images {name!r}. Choose one of: {', '.join(IMAGE_CARDS)}.")
    return IMAGE_CARDS[name].class_names
