"""Shared code: who is ranked first, what is taken out, and a page that nothing a student wrote can break."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom.students import keep_students
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.pages import similarity
from course_utils.grading.pages.similarity import (
    MAX_CODE,
    Comparison,
    Pair,
    Work,
    compare,
    fingerprint,
    side_by_side,
    write_similarity_page,
)
from course_utils.grading.pages.terminal import pairs_table
from course_utils.grading.platforms.roster import Student

LOOP = """
def softmax(x):
    rows = []
    for row in x:
        top = max(row.tolist())
        exps = [math.exp(value - top) for value in row.tolist()]
        rows.append([value / sum(exps) for value in exps])
    return torch.tensor(rows)
"""
RENAMED = "# written by me\n" + LOOP.replace("rows", "result").replace("top", "m").replace("exps", "parts")
OTHER = """
def softmax(x):
    shifted = x - torch.logsumexp(x, dim=1, keepdim=True)
    return torch.exp(shifted)
"""
LESSON = """
class Averager:
    def __init__(self, decay):
        self.decay, self.value = decay, None

    def update(self, value):
        self.value = value if self.value is None else self.decay * self.value + (1 - self.decay) * value
        return self.value
"""
HOSTILE = "</pre></mark><script>alert(1)</script><img src=x onerror=alert(2)>\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with its assignment released, and a lesson."""
    course = tiny_course(tmp_path / "course")
    released = read_notebook(course.master(ASSIGNMENT))
    for cell in released.cells:
        if "BEGIN SOLUTION" in cell.source:
            cell.source = f"def {cell.id}(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    course.released(ASSIGNMENT).parent.mkdir(parents=True)
    nbformat.write(released, course.released(ASSIGNMENT))
    (course.root / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell(LESSON)]), course.root / "notebooks" / "01.ipynb")
    return course


def test_answers_in_a_file_beside_the_notebook_are_compared(course):
    for student, name in (("ann", "answers.txt"), ("bob", "other.py")):
        submit(course, student, softmax=f"exec(open('{name}').read())")
        (course.submitted / student / ASSIGNMENT / name).write_text(LOOP)
    submit(course, "cleo", softmax=OTHER)
    comparison = compare(course, ASSIGNMENT)
    assert (comparison.pairs[0].first, comparison.pairs[0].second) == ("ann", "bob")
    assert comparison.pairs[0].similarity > 0.9 > comparison.pairs[1].similarity
    assert "the file answers.txt" in comparison.works["ann"].cells


def test_a_copy_with_other_names_and_comments_is_first(course):
    submit(course, "ann", softmax=LOOP)
    submit(course, "bob", softmax=OTHER)
    submit(course, "cat", softmax=SOFTMAX)
    submit(course, "dan", softmax=RENAMED)
    first, *others = compare(course, ASSIGNMENT).pairs
    assert (first.first, first.second, first.similarity) == ("ann", "dan", 1)
    assert max(pair.similarity for pair in others) < 0.5


def test_the_usual_likeness_holds_for_small_classes(course, capsys):
    """Of 100, 61 and 61% none is less than the median."""
    pairs = [Pair("ann", "bob", 1, 1), Pair("ann", "cat", 0.61, 0.61), Pair("bob", "cat", 0.61, 0.61)]
    works = {name: Work(name, {"softmax": LOOP}, frozenset()) for name in ("ann", "bob", "cat")}
    comparison = Comparison(works, pairs)
    Console(width=200).print(pairs_table(comparison, 3).caption)
    assert "Half of all 3 pairs are at most 61% alike." in capsys.readouterr().out
    page = write_similarity_page(course, ASSIGNMENT, comparison, 3).read_text(encoding="utf-8")
    assert "Half of the pairs are at most 61% alike" in page


def test_names_are_shown_beside_the_ids(course):
    for student in ("ann", "dan"):
        submit(course, student, softmax=LOOP)
    keep_students(course, [Student("ann", "Ann", "Lee"), Student("dan")])
    comparison = compare(course, ASSIGNMENT)
    page = write_similarity_page(course, ASSIGNMENT, comparison, 1).read_text(encoding="utf-8")
    assert BeautifulSoup(page, "html.parser").find(id="pair-1").get_text() == "Ann Lee (ann) and dan"


@pytest.mark.parametrize(
    "points",
    [
        pytest.param(10**400, id="huge"),
        pytest.param(-(10**400), id="-huge"),
        float("nan"),
        float("inf"),
        "1e999",
        [],
        {},
        None,
        True,
    ],
)
def test_points_that_are_no_number_stop_nothing(course, points):
    submit(course, "ann", softmax=LOOP)
    submit(course, "bob", softmax=OTHER)
    path = course.handed_in(ASSIGNMENT, "ann")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["points"] = points
            cell["metadata"]["nbgrader"]["checksum"] = "0" * 32
            cell["source"] += "\n# changed"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert {*compare(course, ASSIGNMENT).works} == {"ann", "bob"}


def test_what_was_given_counts_for_nothing(course):
    submit(course, "ann", softmax=LESSON + LOOP)
    submit(course, "bob", softmax=LESSON + OTHER)
    submit(course, "eve")
    comparison = compare(course, ASSIGNMENT)
    assert comparison.left_out == ["eve: no code of their own."]
    (course.root / "notebooks" / "01.ipynb").unlink()
    assert comparison.pairs[0].similarity < 0.4 < 0.6 < compare(course, ASSIGNMENT).pairs[0].similarity


def test_padding_a_copy_keeps_it_ahead_of_what_is_not_one(course):
    padding = "".join(
        f"\ndef unused_{n}(a):\n    return [a ** {n}, {{'k': a}}, a @ a.T, not a, a[{n}:]]" for n in range(4)
    )
    submit(course, "ann", softmax=LOOP)
    submit(course, "bob", softmax=OTHER)
    submit(course, "dan", softmax=LOOP + padding)
    first = compare(course, ASSIGNMENT).pairs[0]
    assert (first.first, first.second, first.share_of_first) == ("ann", "dan", 1)
    assert first.share_of_second < 1


@pytest.mark.slow
def test_the_ranking_is_the_same_in_every_process(course):
    for number in range(6):
        submit(
            course,
            f"student-{number}",
            softmax=LOOP.replace("- top", f"- top * {number} + x.mean().item() ** {number}"),
        )
    script = (
        "from pathlib import Path; from course_utils.grading.course.layout import Course; "
        "from course_utils.grading.pages.similarity import compare; "
        f"print([vars(pair) for pair in compare(Course(Path({str(course.root)!r})), {ASSIGNMENT!r}).pairs])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_the_shared_lines_are_marked_and_no_others(course):
    unshared = "def double(x):\n    return {'value': x << 1}['value'] if x else 0"
    submit(course, "ann", softmax=LOOP, double=unshared)
    submit(course, "dan", softmax="class Own:\n    limit, rate = 3, [0.5] * 4\n" + RENAMED.strip())
    works = compare(course, ASSIGNMENT).works
    cells = {cell: (left, right) for cell, left, right in side_by_side(works["ann"], works["dan"])}
    left, right = cells["softmax"]
    assert [(block.text, block.shared) for block in left] == [(LOOP.strip() + "\n", True)]
    own, copied = right
    assert own.text.startswith("class Own:\n    limit") and not own.shared
    assert copied.text == RENAMED.partition("\n")[2].strip() + "\n" and copied.shared
    assert [block.shared for block in cells["double"][0]] == [False] and cells["double"][1] == []


def test_the_page_says_that_it_is_no_verdict_and_holds_no_students_markup(course):
    submit(course, "ann", softmax=f"'''{HOSTILE}'''\n{LOOP}")
    submit(course, "dan", softmax=f"# {HOSTILE}\n{RENAMED}")
    path = write_similarity_page(course, ASSIGNMENT, compare(course, ASSIGNMENT), 10)
    text = path.read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert "A reason to look, not a verdict." in page.get_text()
    assert not page.find_all(["script", "img", "link", "iframe"]) and "default-src 'none'" in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert HOSTILE[:-1] in page.get_text()
    assert "\n    rows = []\n" in page.find("mark").get_text()
    assert not [tag for tag in page.find_all(src=True) + page.find_all(href=True) if not tag["href"].startswith("#")]


def test_what_cannot_be_compared_is_named_and_stops_nobody(course):
    submit(course, "ann", softmax=LOOP)
    submit(course, "dan", softmax=RENAMED)
    submit(course, "eve", softmax=f"x = {'1 + ' * (MAX_CODE // 4)}1")
    (course.submitted / "fay" / ASSIGNMENT).mkdir(parents=True)
    submit(course, "gil", softmax="\ufeff\n\r\n\t'unfinished")
    comparison = compare(course, ASSIGNMENT)
    assert comparison.left_out[0] == "eve: more than 100,000 characters of code."
    assert comparison.left_out[1] == "fay: 01_tiny.ipynb is missing."
    assert {"ann", "dan"} <= comparison.works.keys()


def test_what_lies_behind_a_link_is_not_read(course, tmp_path):
    for student in ("ann", "dan", "eve"):
        submit(course, student, softmax=LOOP)
    (course.submitted / "eve" / ASSIGNMENT / "notes.txt").symlink_to(tmp_path)
    assert "is a link" in compare(course, ASSIGNMENT).left_out[0]


def test_places_in_the_code_never_run_backwards():
    offsets = fingerprint("some_name = other_name\n\nclass LongNameOfAClass:\n    attribute = some_name\n").offsets
    assert sorted(offsets[:, 1]) == list(offsets[:, 1])


def test_a_work_in_many_pairs_is_taken_apart_once(course, monkeypatch):
    for student in ("ann", "bob", "cat", "dan"):
        submit(course, student, softmax=LOOP)
    comparison, taken_apart = compare(course, ASSIGNMENT), []
    monkeypatch.setattr(similarity, "fingerprint", lambda text: taken_apart.append(text) or fingerprint(text))
    write_similarity_page(course, ASSIGNMENT, comparison, 10)
    assert len(taken_apart) == 4


def test_one_submission_alone_is_a_mistake(course):
    submit(course, "ann", softmax=LOOP)
    with pytest.raises(CourseError, match="There are not two submissions of 01_tiny with code to compare"):
        compare(course, ASSIGNMENT)


def test_the_command_prints_the_ranking(course, monkeypatch):
    submit(course, "ann", softmax=LOOP)
    submit(course, "dan", softmax=RENAMED)
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, ["similarity", "01", "--top", "1"])
    assert result.exit_code == 0, result.output
    assert "100%" in result.output and "A reason to look, not a verdict." in result.output
    assert (course.reports / "01_tiny-similarity.html").exists()
