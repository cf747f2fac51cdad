"""Texts, images or tables: the held-out rows of a data set can be asked for without knowing which it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_utils.data.cards import IMAGE_CARDS, TABLE_CARDS
from course_utils.data.graded import HeldOut, write_graded_split
from course_utils.data.images import Images, held_out_images, load_images, write_graded_images
from course_utils.data.sets import Texts, held_out, load
from course_utils.data.tables import Columns, Table, held_out_table, load_table, write_graded_table


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

    load: Callable[[str, str], Texts | Images | Table]
    held_out: Callable[[str], list[str] | np.ndarray | Columns]
    write_graded: Callable[[str, int, Path], HeldOut]


TEXTS = Kind(load, held_out, write_graded_split)
IMAGES = Kind(load_images, held_out_images, write_graded_images)
TABLES = Kind(load_table, held_out_table, write_graded_table)


def kind_of(name: str) -> Kind:
    """Return the functions for the data set `name`; a name that nobody knows is left for them to refuse."""
    return IMAGES if name in IMAGE_CARDS else TABLES if name in TABLE_CARDS else TEXTS
