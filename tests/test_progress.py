"""A student's own progress: remembered on the way, forgotten when a task is run again, and never in the way."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils import check
from course_utils.checks import progress
from course_utils.checks.values import pack


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress"))
    return tmp_path / "progress"


@pytest.fixture
def assignment(tmp_path: Path) -> Iterator[None]:
    """An assignment's folder, 06, whose task holds the checks `one` and `two`; both expect 1."""
    path = tmp_path / "06"
    path.mkdir()
    reports = [{"kind": "value", "name": name, "value": pack(1), "rtol": 0, "atol": 0} for name in ("one", "two")]
    (path / check.RECORDED_FILE).write_text(json.dumps({"tasks": {"task": reports}}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path)
        patch.delenv("COURSE_SEED", raising=False)
        importlib.reload(check)  # it takes the folder in which it was imported for the notebook's
        yield
    importlib.reload(check)


def run_test_cell(one: int, two: int) -> None:
    check.task("task")
    check.value("one", one)
    check.value("two", two)


def test_checks_that_pass_are_remembered(assignment: None) -> None:
    run_test_cell(1, 1)
    assert progress.read("06") == {"task": ["one", "two"]}


def test_what_passed_before_is_forgotten_when_the_task_is_run_again(assignment: None) -> None:
    run_test_cell(1, 1)
    with pytest.raises(check.CheckFailed):
        run_test_cell(1, 5)
    assert progress.read("06") == {"task": ["one"]}


def test_nothing_is_remembered_when_graded(
    assignment: None, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_SEED", "1")
    monkeypatch.setattr(check, "publish_display_data", lambda data: None)
    run_test_cell(1, 1)
    assert not folder.exists()


@pytest.mark.parametrize("content", ["", "[1, 2]", '{"task": 3}', "\0"])
def test_a_damaged_file_counts_as_no_progress_and_is_replaced(folder: Path, content: str) -> None:
    folder.mkdir()
    (folder / "06.json").write_text(content, encoding="utf-8")
    assert progress.read("06") == {}
    progress.passed("06", "task", "one")
    assert progress.read("06") == {"task": ["one"]}


def test_a_folder_that_cannot_be_written_does_not_fail_a_check(assignment: None, folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    run_test_cell(1, 1)
    assert progress.read("06") == {}


def test_others_cannot_read_it(folder: Path) -> None:
    progress.passed("06", "task", "one")
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "06.json").stat().st_mode & 0o077 == 0
