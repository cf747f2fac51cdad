"""Texts or images: who asks for the held-out rows of a data set by its name need not know which it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_utils.data.cards import IMAGE_CARDS
from course_utils.data.graded import HeldOut, write_graded_split
from course_utils.data.images import Images, held_out_images, load_images, write_graded_images
from course_utils.data.sets import Texts, held_out, load


@dataclass(frozen=True)
class Kind:
    """The functions for one kind of data sets; each takes the name of a set first.

    Attributes
    ----------
    load : callable
        Gives one split with its labels.
    held_out : callable
        Gives the held-out rows without labels.
    write_graded : callable
        Draws a split from a seed, writes into a folder what a student's code may read, and gives what it may not.
    """

    load: Callable[[str, str], Texts | Images]
    held_out: Callable[[str], list[str] | np.ndarray]
    write_graded: Callable[[str, int, Path], HeldOut]


TEXTS = Kind(load, held_out, write_graded_split)
IMAGES = Kind(load_images, held_out_images, write_graded_images)


def kind_of(name: str) -> Kind:
    """Return the functions for the data set `name`; a name that nobody knows is left for them to refuse."""
    return IMAGES if name in IMAGE_CARDS else TEXTS
