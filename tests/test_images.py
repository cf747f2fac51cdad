"""The sets of images: what is in them, how they are split, what grading keeps back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import sklearn
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from course_utils import check, data
from course_utils.data import images
from course_utils.grading.kernels.provisioners import masked_files

SECRET_SEED = 2**200 + 17
SETS = tuple(data.IMAGE_CARDS)
SMALL = ("digits", "few_digits")
LARGE = tuple(name for name in SETS if name not in SMALL)
FILES = ("animals", "mnist")


@pytest.fixture(autouse=True)
def lab(monkeypatch):
    """Outside grading, whatever the shell that runs the tests has set."""
    monkeypatch.delenv("COURSE_GRADED_DATA", raising=False)


@pytest.fixture(params=SETS)
def handed_out(request, tmp_path):
    return request.param, tmp_path, data.write_graded_images(request.param, SECRET_SEED, tmp_path)


@pytest.fixture(params=SMALL)
def small(request, tmp_path):
    return request.param, tmp_path, data.write_graded_images(request.param, SECRET_SEED, tmp_path)


@pytest.fixture(params=LARGE)
def large(request, tmp_path):
    return request.param, tmp_path, data.write_graded_images(request.param, SECRET_SEED, tmp_path)


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


@pytest.mark.parametrize(
    ("name", "sizes"), [("digits", {"train": 1257, "validation": 180, "test": 360}), ("few_digits", {"train": 100})]
)
def test_sizes_types_and_balance(name, sizes):
    for split, size in sizes.items():
        part = data.load_images(name, split)
        assert part.images.shape == (len(part), 64)
        assert (part.images.dtype, part.labels.dtype) == (np.float32, np.int64)
        assert abs(len(part) - size) <= 3
        counts = np.bincount(part.labels, minlength=10)
        assert counts.max() - counts.min() <= (0 if name == "few_digits" else 0.1 * len(part) / 10 + 1)
        assert (part.images.min(), part.images.max()) == (0, 16)


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("animals", {"train": 6803, "validation": 972, "test": 1941}),
        ("mnist", {"train": 3500, "validation": 500, "test": 1000}),
        ("known_animals", {"train": 3439, "validation": 491, "test": 500}),
        ("new_animals", {"train": 50, "test": 500}),
    ],
)
def test_the_larger_images(name, sizes):
    for split, size in sizes.items():
        part, card = data.load_images(name, split), data.IMAGE_CARDS[name]
        assert part.images.shape == (size, 28, 28)
        assert (part.images.dtype, part.labels.dtype) == (np.float32, np.int64)
        assert (part.images.min(), part.images.max()) == (0, 255)
        shares = np.bincount(part.labels) / size
        assert np.allclose(shares, np.array(card.class_counts) / card.num_rows, atol=0.03)


@pytest.mark.parametrize("name", FILES)
def test_larger_images_that_are_absent_or_altered_are_refused(name, tmp_path, monkeypatch):
    content = (data.cache_folder() / f"{name}.jsonl").read_bytes()
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(data.DataError, match=f"{name} is not on this machine.*Run `course data`"):
        data.load_images(name, "train")
    (tmp_path / f"{name}.jsonl").write_bytes(content.replace(b'"label": 0', b'"label": 1', 1))
    with pytest.raises(data.DataError, match="not the file that its card describes"):
        data.load_images(name, "train")


@pytest.mark.parametrize("name", [name for name in SETS if name != "known_animals"])  # of which some are left out
def test_splits_have_no_image_in_common_and_lose_none(name):
    splits = ("train", "test") if name in ("few_digits", "new_animals") else ("train", "validation", "test")
    together = np.concatenate([data.load_images(name, split).images for split in splits])
    assert len(np.unique(together, axis=0)) == len(together) == data.IMAGE_CARDS[name].num_rows


def test_labels_belong_to_their_images():
    digits = load_digits()
    known = {image.tobytes(): label for image, label in zip(digits.data.astype(np.float32), digits.target, strict=True)}
    train = data.load_images("digits", "train")
    assert all(known[image.tobytes()] == label for image, label in zip(train.images, train.labels, strict=True))


def test_altered_digits_are_refused(monkeypatch):
    altered = load_digits()
    altered.target[0] += 1
    monkeypatch.setattr("sklearn.datasets.load_digits", lambda: altered)
    images.all_digits.cache_clear()
    with pytest.raises(data.DataError, match="not the ones that their card describes"):
        data.load_images("digits", "train")
    images.all_digits.cache_clear()


def test_who_changes_an_image_changes_no_other_cell():
    data.load_images("digits", "train").images[:] = 0
    assert data.load_images("digits", "train").images.max() == 16
    for name in LARGE:
        data.load_images(name, "train").images[:] = 0
        assert data.load_images(name, "train").images.max() == 255


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: data.load_images("digit", "train"), "no set of images 'digit'"),
        (lambda: data.load_images("digits", "tests"), "no split 'tests'"),
        (lambda: data.load_images("few_digits", "validation"), "Cross-validate"),
        (lambda: data.load_images("new_animals", "validation"), "Cross-validate"),
        (lambda: data.load("digits", "train"), "load_images"),
        (lambda: data.held_out("digits"), "load_images"),
        (lambda: data.held_out_images("surnames"), "no set of images"),
    ],
)
def test_mistakes_are_answered_in_words(ask, words):
    with pytest.raises(data.DataError, match=words):
        ask()


def test_no_label_of_a_held_out_image_is_handed_out(handed_out):
    name, folder, kept = handed_out
    asked = records(folder / f"{name}.heldout.jsonl")
    assert all(record.keys() == {"image"} for record in asked)
    assert len(asked) == len(kept.labels) == 2 * sum(kept.perturbed)
    given = {str(r["image"]) for path in folder.glob("*.jsonl") if "heldout" not in path.name for r in records(path)}
    assert not given & {str(record["image"]) for record in asked}


def test_half_of_what_is_asked_is_noisy_and_never_in_a_table(small):
    name, folder, kept = small
    digits = load_digits()
    known = {str(image.astype(int).tolist()): label for image, label in zip(digits.data, digits.target, strict=True)}
    for record, label, changed in zip(
        records(folder / f"{name}.heldout.jsonl"), kept.labels, kept.perturbed, strict=True
    ):
        assert known.get(str(record["image"])) == (None if changed else label)
        assert all(0 <= pixel <= 16 for pixel in record["image"])


def test_grading_reads_the_handed_out_files_and_nothing_else(small, monkeypatch):
    name, folder, kept = small
    public = data.load_images(name, "train").images
    monkeypatch.setenv("COURSE_GRADED_DATA", str(folder))
    monkeypatch.setattr("sklearn.datasets.load_digits", lambda: 1 / 0)
    images.all_digits.cache_clear()
    train = data.load_images(name, "train")
    assert [record["label"] for record in records(folder / f"{name}.train.jsonl")] == train.labels.tolist()
    assert not np.array_equal(train.images, public)
    held_out = check.held_out(name)
    assert (held_out.shape, held_out.dtype) == ((len(kept.labels), 64), np.float32)
    with pytest.raises(data.DataError, match="stay with the grader"):
        data.load_images(name, "test")
    images.all_digits.cache_clear()


def test_half_of_the_larger_images_are_shifted_and_never_in_a_table(large, monkeypatch):
    name, folder, kept = large
    pictures, labels = images.READERS[name]()
    known = {image.tobytes(): label for image, label in zip(pictures, labels, strict=True)}
    monkeypatch.setenv("COURSE_GRADED_DATA", str(folder))
    monkeypatch.setenv("COURSE_DATA", "/nowhere")
    held_out = check.held_out(name)
    assert (held_out.shape, held_out.dtype) == ((len(kept.labels), 28, 28), np.float32)
    assert (held_out.min(), held_out.max()) == (0, 255)
    for image, label, changed in zip(held_out, kept.labels, kept.perturbed, strict=True):
        assert known.get(image.tobytes()) == (None if changed else label)
    train = data.load_images(name, "train")
    assert all(known[image.tobytes()] == label for image, label in zip(train.images, train.labels, strict=True))
    with pytest.raises(data.DataError, match="stay with the grader"):
        data.load_images(name, "test")


def test_shifting_moves_by_two_pixels_and_hardly_changes_the_ink():
    image, rng = data.load_images("animals", "train").images[0], np.random.default_rng(0)
    moves, seen = {(2, 0), (-2, 0), (0, 2), (0, -2)}, set()
    for _ in range(60):
        changed = images.shifted(image, rng)
        (move,) = (m for m in moves if np.abs(changed - np.roll(image, m, (0, 1)))[2:-2, 2:-2].max() <= 8)
        seen.add(move)
    assert seen == moves


def test_the_same_secret_writes_the_same_files_and_another_writes_others(handed_out, tmp_path):
    name, folder, kept = handed_out
    assert data.write_graded_images(name, SECRET_SEED, tmp_path / "again") == kept
    assert data.write_graded_images(name, SECRET_SEED + 1, tmp_path / "other") != kept
    for path in folder.glob("*.jsonl"):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_pixels_without_ink_stay_empty():
    image = data.load_images("digits", "train").images[0]
    changed = images.noisy(image, np.random.default_rng(0))
    assert (changed[image == 0] == 0).all()
    assert set(np.unique(changed - image)) == {-1, 0, 1}


@pytest.mark.slow
@pytest.mark.parametrize("scaling", [FunctionTransformer(lambda pixels: pixels / 16), StandardScaler()])
def test_an_honest_model_hardly_notices_the_noise(scaling):  # of the small images
    train, test, rng = data.load_images("digits", "train"), data.load_images("digits", "test"), np.random.default_rng(0)
    model = make_pipeline(scaling, LogisticRegression(max_iter=2000)).fit(train.images, train.labels)
    changed = np.stack([images.noisy(image, rng) for image in test.images])
    assert model.score(test.images, test.labels) - model.score(changed, test.labels) < 0.03


def test_the_file_that_the_sandbox_masks_is_there():
    own = Path(sklearn.__file__).resolve().parent.joinpath(*data.DIGITS_FILE)
    assert own in [Path(path).resolve() for path in masked_files()]
    assert own.read_bytes()[:2] == b"\x1f\x8b"
