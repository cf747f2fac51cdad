"""The grader's half: a split drawn with a secret seed, whose held-out labels never reach a student's code."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_utils.data.files import rows_to_jsonl, to_jsonl, write_atomically
from course_utils.data.sets import load_all, shuffled, split_indices

# From this length on, a text keeps its meaning without one of its parts.
MIN_PARTS_TO_DROP = 6
FIRST_IDEOGRAPH, LAST_IDEOGRAPH = "\u4e00", "\u9fff"


@dataclass(frozen=True)
class HeldOut:
    """What the judge keeps: each row's label, and whether the row is a perturbed copy."""

    labels: list[int]
    perturbed: list[bool]


def write_graded_split(name: str, seed: int, folder: Path) -> HeldOut:
    """Write the files that a student's code may read while it is graded.

    ``<name>.train.jsonl`` and ``<name>.validation.jsonl`` hold texts and labels. ``<name>.heldout.jsonl``
    holds texts only: each held-out text as it is and once more perturbed, all shuffled together.

    Parameters
    ----------
    name
        A data set.
    seed
        The secret; it decides the split, the perturbations and the order.
    folder
        Where the files go; `load` reads them there when ``COURSE_GRADED_DATA`` names it.

    Returns
    -------
    HeldOut
        The labels in the order of the held-out file. They are in no file.
    """
    everything = load_all(name)
    splits = split_indices(everything.labels, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for split in ("train", "validation"):
        rows = ((everything.texts[row], everything.labels[row]) for row in splits[split])
        write_atomically(folder / f"{name}.{split}.jsonl", rows_to_jsonl(rows))
    # A stream of its own: the perturbations must not follow from the numbers that drew the split.
    rng = np.random.default_rng([seed, 1])
    asked = [(row, False) for row in splits["test"]] + [(row, True) for row in splits["test"]]
    asked = shuffled(asked, rng)
    originals = ((everything.texts[row], changed) for row, changed in asked)
    records = ({"text": perturb(text, rng) if changed else text} for text, changed in originals)
    write_atomically(folder / f"{name}.heldout.jsonl", to_jsonl(records))
    return HeldOut([everything.labels[row] for row, _ in asked], [changed for _, changed in asked])


def perturb(text: str, rng: np.random.Generator) -> str:
    """Return the text with a mild change that an honest model hardly notices, never the text itself.

    A table of memorised texts does not survive it. A long text loses one word, in a shorter one two
    neighbouring words change places, a single word has one letter doubled. In Chinese, a character counts as
    a word. The text must not be empty.
    """
    parts, joint = text.split(), " "
    if any(FIRST_IDEOGRAPH <= letter <= LAST_IDEOGRAPH for letter in text):
        parts, joint = list(text), ""
    if len(parts) >= MIN_PARTS_TO_DROP:
        return joint.join(_without_one(parts, rng))
    places = [i for i in range(len(parts) - 1) if parts[i] != parts[i + 1]]
    if places:
        i = places[int(rng.integers(len(places)))]
        return joint.join([*parts[:i], parts[i + 1], parts[i], *parts[i + 2 :]])
    # One word, or one word repeated. In surnames, a doubled letter costs a good model 3 points, a swap 17.
    i = int(rng.integers(len(text)))
    return text[:i] + text[i] + text[i:]


def _without_one(parts: list[str], rng: np.random.Generator) -> list[str]:
    dropped = int(rng.integers(len(parts)))
    return parts[:dropped] + parts[dropped + 1 :]
