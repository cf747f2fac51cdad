"""How much of a notebook a page shows: laying out a megabyte of code or text takes minutes and gigabytes.

Highlighted code, Markdown, colours and many outputs cost most, so each has an allowance for the whole page. What is
beyond it is shown as it was typed, or cut; the page says so, and the file beside it has all. The notebooks
of the course use less than half of it.
"""

from __future__ import annotations

import re
from typing import Any

from nbconvert.filters.ansi import strip_ansi
from nbconvert.preprocessors.base import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from course_utils.grading.course.notebooks import is_test

MOST = {
    "code": 40_000,  # words, marks and spaces that are highlighted
    "markdown": 30_000,  # characters of text cells that are laid out
    "text": 600_000,  # characters in all, of cells and of what they printed
    "outputs": 400,
    "colours": 3000,  # codes that change a colour
}
COST_OF_MARK = 5  # characters: each of these is written as a code of its own
LONGEST_VERDICT = 20_000  # characters; a task has a line or two for each check
AS_TYPED = "\ue002"  # stands before a text that is not laid out: a code point of no meaning
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
CUT = "[The rest is too long for a page. It is in the notebook's file.]"


class PageBudget(Preprocessor):
    """Keeps a page short enough to be made in seconds, whatever the notebook holds."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as its page shows it."""
        self._left = dict(MOST)
        for cell in nb["cells"]:
            kind = "code" if cell["cell_type"] == "code" else "markdown"
            source = self._cut(cell["source"])
            cost = len(_PIECE.findall(source)) if kind == "code" else len(source)
            cell["source"] = source if self._take(kind, cost) else f"{AS_TYPED}{source}"
            if kind == "code":
                cell["outputs"] = self._outputs(cell)
        return nb, resources

    def _take(self, what: str, amount: int) -> bool:
        """Take an amount from an allowance, if there is so much left of it."""
        fits = amount <= self._left[what]
        self._left[what] -= amount if fits else 0
        return fits

    def _cut(self, text: str) -> str:
        """Return as much of a text as still fits on the page, and say where something is missing."""
        if self._take("text", len(text) + COST_OF_MARK * sum(map(text.count, "<>&\"'"))):
            return text
        kept = text[: self._left["text"] // (1 + COST_OF_MARK)]
        self._left["text"] = 0
        return f"{kept}\n{CUT}"

    def _outputs(self, cell: NotebookNode) -> list[NotebookNode]:
        """Return the outputs that fit; those of a test cell end in its verdict and points, which always stay."""
        outputs = cell.get("outputs", [])
        verdict = outputs[-2:] if is_test(cell) else []
        others = outputs[: len(outputs) - len(verdict)]
        fitting = others[: self._left["outputs"]]
        self._left["outputs"] -= len(fitting)
        for output in [*fitting, *(each for each in verdict if len(str(each)) > LONGEST_VERDICT)]:
            self._shorten(output)
        if len(fitting) < len(others):
            fitting.append(new_output("stream", name="stdout", text=f"\n{CUT}\n"))
        return [*fitting, *verdict]

    def _shorten(self, output: NotebookNode) -> None:
        if output["output_type"] == "stream":
            output["text"] = self._cut(self._coloured(output["text"]))
        elif output["output_type"] == "error":
            output["traceback"] = [self._cut(self._coloured("\n".join(output["traceback"])))]
        elif isinstance(text := output["data"].get("text/plain"), str):
            output["data"]["text/plain"] = self._cut(self._coloured(text))

    def _coloured(self, text: str) -> str:
        return text if self._take("colours", text.count("\x1b")) else strip_ansi(text)
