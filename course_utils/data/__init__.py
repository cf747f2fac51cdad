"""The course's data sets: prepared once by `course data`, read offline, verified at every load.

>>> from course_utils import data
>>> train = data.load("reviews_en", "train")
>>> train.texts[0], train.class_names[train.labels[0]]
"""

from course_utils.data.archives import prepare
from course_utils.data.cards import CARDS, IMAGE_CARDS, TABLE_CARDS, Card
from course_utils.data.files import DataError, cache_folder
from course_utils.data.graded import HeldOut, perturb, write_graded_split
from course_utils.data.images import DIGITS_FILE, Images, held_out_images, load_images, write_graded_images
from course_utils.data.kinds import kind_of
from course_utils.data.sets import PUBLIC_SEED, Texts, held_out, load, load_all, split_indices
from course_utils.data.tables import Columns, Table, held_out_table, load_table, write_graded_table

__all__ = [
    "CARDS",
    "DIGITS_FILE",
    "IMAGE_CARDS",
    "PUBLIC_SEED",
    "TABLE_CARDS",
    "Card",
    "Columns",
    "DataError",
    "HeldOut",
    "Images",
    "Table",
    "Texts",
    "cache_folder",
    "held_out",
    "held_out_images",
    "held_out_table",
    "kind_of",
    "load",
    "load_all",
    "load_images",
    "load_table",
    "perturb",
    "prepare",
    "split_indices",
    "write_graded_images",
    "write_graded_split",
    "write_graded_table",
]
