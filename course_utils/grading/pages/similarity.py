"""Which submissions share code: every pair compared by `copydetect`, the most alike shown side by side.

Code is compared without names, comments, strings and spaces, by the runs of characters that are left. Files with code
that were handed in beside the notebook are compared along with it. What students were given is taken out: the released
notebook and the lessons. A high share is a reason to look, and no more than that.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, groupby
from pathlib import Path

import numpy as np
from copydetect import CodeFingerprint, compare_files
from copydetect.defaults import NOISE_THRESHOLD
from nbformat.notebooknode import NotebookNode

from course_utils.grading.classroom.students import names
from course_utils.grading.course.foreign import printable
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_test, read_notebook, student_sources
from course_utils.grading.course.words import called
from course_utils.grading.pages.class_report import write_page
from course_utils.grading.submission.beside import holds_code, own_files, text_of
from course_utils.grading.submission.grader import opened

MAX_CODE = 100_000  # characters of one submission, which take a second; a long assignment has ten thousand
_WINDOW = 1  # all fingerprints and not a selection: hashes differ from run to run, and the ranking must not


@dataclass(frozen=True)
class Work:
    """What one student wrote, the changed cells and the files beside them, and the fingerprints of what was given.

    `given` are the fingerprints that are taken out.
    """

    student: str
    cells: dict[str, str]
    given: frozenset[int]

    @property
    def text(self) -> str:
        return "".join(f"{source}\n" for source in self.cells.values())

    def fingerprint(self) -> CodeFingerprint:
        """Return the library's fingerprint of the text, with what was given taken out of it."""
        found = fingerprint(self.text)
        found.hashes = {int(each) for each in found.hashes} - self.given
        found.hash_idx = {each: places for each, places in found.hash_idx.items() if int(each) in found.hashes}
        return found

    @cached_property
    def kept_fingerprint(self) -> CodeFingerprint:
        """The same, made once for a work that is shown in several pairs."""
        return self.fingerprint()


@dataclass(frozen=True)
class Pair:
    """Two students, and the share of each one's own code that is in the other's too, from 0 to 1."""

    first: str
    second: str
    share_of_first: float
    share_of_second: float

    @property
    def similarity(self) -> float:
        """The mean of both shares."""
        return (self.share_of_first + self.share_of_second) / 2


@dataclass(frozen=True)
class Block:
    """Lines of code that are all in the other's work too, or all not."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Comparison:
    """All pairs of a class, the most alike first; the works by student; and who is left out, with the reason."""

    works: dict[str, Work] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The similarity that half of the pairs do not exceed: what is usual for this assignment."""
        return statistics.median(pair.similarity for pair in self.pairs)


def compare(course: Course, assignment: str) -> Comparison:
    """Compare every pair of submissions of an assignment.

    Raises
    ------
    CourseError
        If there are not two submissions to compare.
    """
    released = read_notebook(course.released(assignment))
    given = _given(course, released)
    comparison = Comparison()
    marks: dict[str, set[int]] = {}
    for student in course.students(assignment):
        try:
            work = _work(course, assignment, student, released, given)
            marks[student] = work.fingerprint().hashes
        except CourseError as error:
            comparison.left_out.append(f"{student}: {error}")
            continue
        if marks[student]:
            comparison.works[student] = work
        else:
            comparison.left_out.append(f"{student}: no code of their own.")
    for first, second in combinations(comparison.works, 2):
        common = len(marks[first] & marks[second])
        comparison.pairs.append(Pair(first, second, common / len(marks[first]), common / len(marks[second])))
    if not comparison.pairs:
        raise CourseError(f"There are not two submissions of {assignment} with code to compare.")
    comparison.pairs.sort(key=lambda pair: (-pair.similarity, pair.first, pair.second))
    return comparison


def write_similarity_page(course: Course, assignment: str, comparison: Comparison, top: int) -> Path:
    """Write the page with the `top` most similar pairs side by side, and return its path."""
    shown = [pair for pair in comparison.pairs[:top] if pair.similarity > 0]
    works, known = comparison.works, names(course)
    return write_page(
        course.reports / f"{assignment}-similarity.html",
        "similarity.html",
        assignment=assignment,
        comparison=comparison,
        called={student: printable(called(student, known.get(student, ""))) for student in works},
        left_out=printable(comparison.left_out),
        shown=[(pair, list(side_by_side(works[pair.first], works[pair.second]))) for pair in shown],
    )


def side_by_side(first: Work, second: Work) -> Iterator[tuple[str, list[Block], list[Block]]]:
    """Yield cell by cell what two students wrote, in blocks of lines that are shared or not."""
    _, _, slices = compare_files(first.kept_fingerprint, second.kept_fingerprint)
    left, right = (_blocks(work, _shared(work, each)) for work, each in zip((first, second), slices, strict=True))
    for cell in dict.fromkeys([*first.cells, *second.cells]):
        yield cell, left.get(cell, []), right.get(cell, [])


def fingerprint(text: str) -> CodeFingerprint:
    """Return the fingerprints of Python code, and where they are."""
    found = CodeFingerprint("", NOISE_THRESHOLD, _WINDOW, language="python", fp=io.StringIO(text))
    # copydetect 0.5.0 forgets, at the name of a class, how many characters went before it.
    found.offsets[:, 1] = np.maximum.accumulate(found.offsets[:, 1])
    return found


def _given(course: Course, released: NotebookNode) -> frozenset[int]:
    """Return the fingerprints of what every student was given."""
    lessons = [read_notebook(path) for path in sorted((course.root / "notebooks").glob("*.ipynb"))]
    texts = ("\n".join(student_sources(notebook)) for notebook in (released, *lessons))
    return frozenset(int(each) for text in texts for each in fingerprint(text).hashes)


def _work(course: Course, assignment: str, student: str, released: NotebookNode, given: frozenset[int]) -> Work:
    submission = opened(course, assignment, student)
    unchanged = {cell["source"] for cell in code_cells(released)}
    cells = {
        grade_id(cell) or str(cell.get("id")): _plain(cell["source"])
        for cell in code_cells(submission.notebook)
        if not is_test(cell) and cell["source"] not in unchanged and cell["source"].strip()
    }
    cells |= _files(submission.folder, course.released(assignment).parent)
    if sum(map(len, cells.values())) > MAX_CODE:
        raise CourseError(f"more than {MAX_CODE:,} characters of code.")
    return Work(student, cells, given)


def _files(folder: Path, released: Path) -> dict[str, str]:
    """Return the code that was handed in beside a notebook, by the files' names; data that many share is left out."""
    found: dict[str, str] = {}
    for path in own_files(folder, released):
        text = text_of(path, MAX_CODE)
        if text and holds_code(path, text):
            found[printable(f"the file {path.relative_to(folder)}")] = _plain(text)
        if sum(map(len, found.values())) > MAX_CODE:
            break  # no more is compared
    return found


def _plain(source: str) -> str:
    """Return code that can stand on a page, in which nothing is left that the library's parser would take away."""
    return printable("\n".join(source.splitlines())).strip("\n\ufeff")


def _shared(work: Work, slices: np.ndarray) -> set[int]:
    """Return the numbers of the lines of a work that are in slices of its text."""
    ends = [place for place, character in enumerate(work.text) if character == "\n"]
    bounds = np.searchsorted(ends, np.asarray(slices).reshape(2, -1).T - (0, 1))
    return {line for first, last in bounds for line in range(first, last + 1)}


def _blocks(work: Work, shared: set[int]) -> dict[str, list[Block]]:
    """Cut a work's cells into blocks of lines."""
    blocks, number = {}, 0
    for cell, source in work.cells.items():
        lines = [(number + offset in shared, f"{line}\n") for offset, line in enumerate(source.split("\n"))]
        number += len(lines)
        blocks[cell] = [
            Block("".join(line for _, line in group), is_shared)
            for is_shared, group in groupby(lines, key=lambda entry: entry[0])
        ]
    return blocks
