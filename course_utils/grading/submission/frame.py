"""The released notebook with a student's cells in it, and answers that stand elsewhere than in their own cells.

An answer counts wherever it stands. Where its own cell is missing or still the released stub, and another cell defines
its names,

- the stub goes, so that it cannot take the place of the student's own;
- a cell above the test cell stays where it is, but goes below the first code cell, which imports what all need;
- a cell below the test cell goes up to the answer's place, with the added cells between that define what it uses.

Nothing is gained by that: a student may hand in these cells in this order. The test cells are none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.notebooks import grade_id, is_answer, is_test
from course_utils.grading.submission.answers import Answers, beyond, bound, used

DELETED = "# This answer cell was deleted."
ELSEWHERE = "# The answer is in another cell."


@dataclass(eq=False)
class Entry:
    """A cell of the rebuilt notebook: the released one with number `number`, or one that the student added."""

    kind: str
    source: str
    number: int | None = None


class Frame:
    """The cells of the rebuilt notebook in order."""

    def __init__(self, released: Sequence[NotebookNode], answers: Answers, entries: list[Entry]) -> None:
        self.cells = released
        self.answers = answers
        self.entries = entries

    def place_answers(self, deleted: set[int]) -> dict[int, str]:
        """Put answers that stand elsewhere where they count, and take away the stubs that would come after them.

        Parameters
        ----------
        deleted
            The numbers of the answer cells that the submission does not have.

        Returns
        -------
        dict of int to str
            Where the answer of a cell was found, in words, if that was not the cell itself.
        """
        found: dict[int, dict[str, Entry]] = {}
        left_open = {number: names for number in self.answers.names if (names := self._left_open(number))}
        defining = self._defining(set().union(*left_open.values()))
        for number, names in left_open.items():
            candidates = {name: [entry for entry in defining if name in defining[entry]] for name in sorted(names)}
            found[number] = {name: self._chosen(theirs, number) for name, theirs in candidates.items() if theirs}
        where = {number: self._where(entries.values()) for number, entries in found.items() if entries}
        for number, entries in found.items():
            for entry in entries.values():
                self._bring(entry, number)
        unanswered = {name for number, names in left_open.items() for name in names - found[number].keys()}
        self._cut_stubs(unanswered, deleted)
        return where

    def _left_open(self, number: int) -> set[str]:
        return self.answers.left_open(number, self._own(number).source)

    def _defining(self, names: set[str]) -> dict[Entry, set[str]]:
        """Return the cells in which the student defines some of the answers' names, with these."""
        if not names:
            return {}
        found = {
            entry: self.answers.defined(entry.source) & names for entry in self.entries if self._is_students(entry)
        }
        return {entry: theirs for entry, theirs in found.items() if theirs}

    def _is_students(self, entry: Entry) -> bool:
        is_changed = entry.number is None or entry.source != self.cells[entry.number]["source"]
        return entry.kind == "code" and is_changed

    def _chosen(self, entries: list[Entry], number: int) -> Entry:
        """Return the definition that counts: the last above the answer's test cell, else the last one."""
        test = self._test_below(number)
        above = [entry for entry in entries if self.entries.index(entry) < test]
        return (above or entries)[-1]

    def _test_below(self, number: int) -> int:
        """Return where the first test cell below an answer stands."""
        places = enumerate(self.entries)
        return next((place for place, entry in places if self._is_test(entry) and (entry.number or 0) > number), 10**9)

    def _is_test(self, entry: Entry) -> bool:
        return entry.number is not None and is_test(self.cells[entry.number])

    def _bring(self, entry: Entry, number: int) -> None:
        """Move an entry that defines an answer, if it must: up to the answer's place, or down below the imports."""
        place = self.entries.index(entry)
        if place > self._test_below(number):
            start = self.entries.index(self._own(number)) + 1
            moved = [*self._needs(entry, self.entries[start:place]), entry]
            self.entries[start:start] = [self._taken(each) for each in moved]
        elif entry.number is None and place < (below := self._first_code()):
            self.entries.insert(below, self._taken(entry))

    def _needs(self, entry: Entry, between: list[Entry]) -> list[Entry]:
        """Return the student's entries among those above that define what an entry uses, and what these use."""
        wanted = used(entry.source)
        needed: list[Entry] = []
        for above in reversed([each for each in between if each.kind == "code" and each.number is None]):
            if bound(above.source) & wanted:
                wanted |= used(above.source)
                needed.insert(0, above)
        return needed

    def _taken(self, entry: Entry) -> Entry:
        """Take an entry out, and return it; of a released cell, what the student wrote into it."""
        if entry.number is None:
            self.entries.remove(entry)
            return entry
        released = self.cells[entry.number]
        taken = Entry("code", beyond(entry.source, released["source"]))
        entry.source = ELSEWHERE if is_answer(released) else released["source"]
        return taken

    def _first_code(self) -> int:
        """Return the place of the first released code cell."""
        places = enumerate(self.entries)
        return next(place for place, entry in places if entry.number is not None and entry.kind == "code")

    def _cut_stubs(self, unanswered: set[str], deleted: set[int]) -> None:
        """Take away the stubs of the names that are answered somewhere, and those of cells that were deleted."""
        answered = self.answers.stubs.keys() - unanswered
        for entry in self.entries:
            is_gone = entry.number in deleted
            names = answered | self.answers.names.get(entry.number or -1, set()) if is_gone else answered
            if entry.kind == "code" and (entry.number is None or is_answer(self.cells[entry.number])):
                source = self.answers.without_stubs(entry.source, names)
                if entry.source.strip() and not source.strip():
                    source = DELETED if is_gone else ELSEWHERE
                entry.source = source

    def _own(self, number: int) -> Entry:
        return next(entry for entry in self.entries if entry.number == number)

    def _where(self, entries: Iterable[Entry]) -> str:
        return " and ".join(dict.fromkeys(map(self._place_of, entries)))

    def _place_of(self, entry: Entry) -> str:
        """Say where an entry stands."""
        if entry.number is not None:
            return f"in the cell {name_of(self.cells[entry.number], entry.number)!r}"
        above = self.entries[: self.entries.index(entry)]
        number = next((each.number for each in reversed(above) if each.number is not None), None)
        return "in the first cell" if number is None else f"below the cell {name_of(self.cells[number], number)!r}"


def name_of(cell: NotebookNode, number: int) -> str:
    """Return what a released cell is called: nbgrader's name, else its id, else its number."""
    return str(grade_id(cell) or cell.get("id") or number + 1)
