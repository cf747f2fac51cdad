"""The course's folders, its key, and the store of executions."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from tiny import tiny_course

from course_utils.grading.course.files import plain_files, too_much
from course_utils.grading.course.key import derive_seed, read_key
from course_utils.grading.course.layout import Course, CourseError, find_course
from course_utils.grading.course.notebooks import MAX_CELLS, read_notebook
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission import execution_cache as store_module
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.execution_cache import Store, cache_key
from course_utils.grading.submission.inputs import RunInputs, limits_of


def test_a_course_is_found_from_below(tmp_path):
    course = tiny_course(tmp_path / "course")
    assert find_course(course.solutions / "01_tiny") == course


def test_assignments_are_found_by_their_beginning(tmp_path):
    course = tiny_course(tmp_path / "course")
    (course.solutions / "02_more").mkdir()
    (course.solutions / "02_more" / "02_more.ipynb").touch()
    (course.solutions / "10_last").mkdir()
    (course.solutions / "10_last" / "10_last.ipynb").touch()
    for name in ("01", "1", "001", "01_", "01_TINY", "01_tiny"):
        assert course.find_assignment(name) == "01_tiny"
    with pytest.raises(CourseError, match="More than one assignment is called '0'"):
        course.find_assignment("0")


@pytest.fixture
def no_key(monkeypatch):
    monkeypatch.delenv("COURSE_KEY", raising=False)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path, no_key):
    course = Course(tmp_path)
    key = read_key(course)
    assert len(key) == 64
    assert read_key(course) == key
    assert stat.S_IMODE(course.key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"\n", b"\xff\xfe\x00"])
def test_a_key_that_is_no_text_is_refused(tmp_path, no_key, content):
    course = Course(tmp_path)
    course.classroom.mkdir()
    course.key_file.write_bytes(content)
    with pytest.raises(CourseError, match="is empty or damaged"):
        read_key(course)


def test_a_key_from_the_environment_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_KEY", "secret")
    assert read_key(Course(tmp_path)) == "secret"
    assert not Course(tmp_path).key_file.exists()


def test_seeds_differ_by_key_and_purpose():
    seeds = {derive_seed(key, *purpose) for key in ("a", "b") for purpose in (("x",), ("y",), ("x", "y"), ("xy",))}
    assert len(seeds) == 8
    assert all(seed.bit_length() <= 128 for seed in seeds)


def test_limits_come_from_the_assignment():
    assert limits_of({"limits": {"cell_seconds": 5}}) == replace(Limits(), cell_seconds=5)
    with pytest.raises(CourseError, match="unknown entry"):
        limits_of({"limits": {"seconds": 5}})


@pytest.fixture
def inputs(tmp_path):
    return RunInputs(1, tmp_path, Limits(), fingerprint="f", is_trusted=True)


@pytest.fixture
def counted(monkeypatch):
    """Replace execution by a counter."""
    runs = []

    def execute(notebook, files, inputs, isolation, server):
        runs.append(notebook)
        return Execution(notebook, seconds=1.5, isolation=isolation, reasons=["r"])

    monkeypatch.setattr(store_module, "execute", execute)
    return runs


def test_an_execution_is_stored_and_found(tmp_path, inputs, counted):
    notebook = new_notebook(cells=[new_code_cell("x = 1")])
    store = Store(tmp_path / "store", Isolation.NONE)
    first = store.execute(notebook, None, inputs)
    again = store.execute(notebook, None, inputs)
    assert len(counted) == 1
    assert again == first
    assert isinstance(again.isolation, Isolation)


def test_a_damaged_entry_is_executed_again(tmp_path, inputs, counted):
    notebook = new_notebook(cells=[new_code_cell("x = 1")])
    store = Store(tmp_path / "store", Isolation.NONE)
    store.execute(notebook, None, inputs)
    (entry,) = store.folder.iterdir()
    entry.write_text(entry.read_text(encoding="utf-8")[:50], encoding="utf-8")
    store.execute(notebook, None, inputs)
    store.execute(notebook, None, inputs)
    assert len(counted) == 2


def test_the_address_changes_with_everything_that_matters(tmp_path, inputs):
    notebook = new_notebook(cells=[new_code_cell("x = 1"), new_code_cell("y = 2")])
    files = tmp_path / "files"
    files.mkdir()
    (files / "helper.py").write_text("a = 1", encoding="utf-8")
    addresses = [
        cache_key(notebook, None, inputs),
        cache_key(notebook, files, inputs),
        cache_key(new_notebook(cells=[new_code_cell("x = 1y = 2")]), None, inputs),
        cache_key(new_notebook(cells=[new_code_cell("x = 1")]), None, inputs),
        cache_key(notebook, None, replace(inputs, fingerprint="g")),
    ]
    (files / "helper.py").write_text("a = 2", encoding="utf-8")
    addresses.append(cache_key(notebook, files, inputs))
    assert len(set(addresses)) == len(addresses)


def test_the_address_ignores_links_and_notebooks_beside(tmp_path, inputs):
    notebook = new_notebook(cells=[new_code_cell("x = 1")])
    files = tmp_path / "files"
    files.mkdir()
    empty = cache_key(notebook, files, inputs)
    (files / "work.ipynb").touch()
    (files / "link").symlink_to(Path("/etc/passwd"))
    assert cache_key(notebook, files, inputs) == empty


def test_a_notebook_of_a_hundred_thousand_cells_is_refused(tmp_path):
    path = tmp_path / "work.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell() for _ in range(MAX_CELLS)]), path)
    assert len(read_notebook(path).cells) == MAX_CELLS
    nbformat.write(new_notebook(cells=[new_code_cell() for _ in range(MAX_CELLS + 1)]), path)
    with pytest.raises(CourseError, match="has more than 2,000 cells"):
        read_notebook(path)


def test_what_goes_along_with_a_notebook(tmp_path):
    (tmp_path / ".ipython").mkdir()
    for name in ("helper.py", "data.csv", "copy.ipynb", ".hidden", ".ipython/startup.py"):
        (tmp_path / name).write_bytes(b"x" * 2**19)
    (tmp_path / "link").symlink_to("helper.py")
    files = plain_files(tmp_path)
    assert [path.name for path in files] == ["data.csv", "helper.py"]
    assert too_much(files, most_mb=1) == ""
    assert too_much([*files, tmp_path / ".hidden"], most_mb=1) == "they take more than 1 MB"
    assert too_much(files * 1001, most_mb=2000) == "there are more than 2,000"
