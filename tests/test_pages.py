"""Text cells in nbgrader's pages: formulas are shown, and nothing that a browser would run gets through."""

from __future__ import annotations

import copy
import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from conftest import ROOT
from course_utils.grading.classroom.nbgrader_steps import configure
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.pages.formulas import LONGEST, mathml
from course_utils.grading.pages.page_budget import AS_TYPED, CUT, MOST, PageBudget
from course_utils.grading.pages.safe_html import LONGEST_TEXT, FeedbackExporter, Highlighter, safe_markdown


def test_formulas_become_mathml() -> None:
    page = BeautifulSoup(safe_markdown("$x_i$ and\n\n$$\\frac{a}{b}$$\n\n# Where $e^x$ grows"), "html.parser")
    assert [formula["display"] for formula in page("math")] == ["inline", "block", "inline"]
    aligned = BeautifulSoup(safe_markdown("$$\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}$$"), "html.parser")
    assert [cell.text for cell in aligned("mtd")] == ["a", "=b", "c", "=d"]
    assert [cell["style"] for cell in aligned("mtd")] == 2 * ["text-align: right", "text-align: left"]
    assert page.find("msub").text == "xi"
    assert page.find("mfrac").text == "ab"
    assert page.h1.find("msup").text == "ex"


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 6, "-1", "٣"])
def test_a_typed_placeholder_does_no_harm(number: str) -> None:
    page = safe_markdown(f"$x$ and \ue000{number}\ue001 and $y$")
    assert [formula.text for formula in BeautifulSoup(page, "html.parser")("math")] == ["x", "y"]


def test_dollars_in_code_stay_as_they_are() -> None:
    page = safe_markdown("`$x$`\n\n```\n$y$\n```\n")
    assert "<math" not in page
    assert "$x$" in page and "$y$" in page


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{</mtext></math><img src=x onerror=alert(1)>}",
        r"\text{<svg onload=alert(1)>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//example.org)}{x}",
        r"\class{a}{x}\id{b}{x}",
        r"\color{red\"onclick=alert(1)}{x}",
        r'\text{" onmouseover="alert(1)}',
    ],
)
def test_a_formula_brings_nothing_that_runs_or_fetches(tex: str) -> None:
    page = BeautifulSoup(safe_markdown(f"# ${tex}$\n\n[a link](#x) ${tex}$"), "html.parser")
    allowed = {"h1", "p", "a", "math", "mrow", "mi", "mo", "mn", "mtext", "mstyle"}
    assert {tag.name for tag in page.find_all(True)} <= allowed
    attributes = set(chain.from_iterable(tag.attrs for tag in page.find_all(True)))
    assert attributes <= {"href", "display", "stretchy"}
    assert [tag["href"] for tag in page("a")] == ["#x"]


OVERLAY = "modal-backdrop btn full-credit navbar-fixed-top"  # Bootstrap's, over the whole page; nbgrader's full points
ATTRIBUTES = f'class="{OVERLAY}" id="softmax_test" style="position:fixed" name="a" for="softmax_test" target="_top"'
ATTRIBUTES += ' data-toggle="modal" data-target="#b" role="button" tabindex="1" onclick="x()" slot="s" part="p" is="i"'


@pytest.mark.parametrize(
    "source",
    [
        f"<div {ATTRIBUTES}>over</div>",
        f"text <span {ATTRIBUTES.upper()}>over</span>",
        f"<p/{ATTRIBUTES.replace(' ', '/')}>over</p>",
        f"<details {ATTRIBUTES}><summary {ATTRIBUTES}>over</summary></details>",
        f"<table {ATTRIBUTES}><tr><td {ATTRIBUTES} align='left' colspan='9' width='9000'>over</td></tr></table>",
        f"<a {ATTRIBUTES} href='#x' download rel='opener' ping='https://example.org'>over</a>",
        f"<label {ATTRIBUTES}>over</label><button {ATTRIBUTES}>over</button><input {ATTRIBUTES}>",
        f"</div></div></div><div {ATTRIBUTES}>over</div>",
        f"# over <b {ATTRIBUTES}>more</b>",
        "# over {#softmax_test .full-credit}",
        "```full-credit\nover\n```",
        "```python\nover = 1\n```",
        f"![over](x){{ {ATTRIBUTES} }}",
        f"$\\class{{{OVERLAY}}}{{over}}$ and <math {ATTRIBUTES}><mi {ATTRIBUTES}>over</mi></math>",
        f"- [x] over\n\n| a |\n| :-: |\n| <i {ATTRIBUTES}>over</i> |\n",
    ],
)
def test_nothing_in_a_text_cell_can_pass_for_a_part_of_the_page(source: str) -> None:
    page = BeautifulSoup(safe_markdown(source), "html.parser")
    assert "over" in page.text
    assert set(chain.from_iterable(tag.attrs for tag in page.find_all(True))) <= {"href", "title", "align", "display"}
    assert not page.find_all(["label", "button", "input", "form", "style"])


@pytest.mark.parametrize("url", ["attachment:gone.png", "missing.png", "https://example.org/x.png"])
def test_a_picture_is_named_and_not_shown(url: str) -> None:
    page = BeautifulSoup(safe_markdown(f"before ![my *plot*]({url}) after ![]({url})"), "html.parser")
    assert page.text.strip() == f"before (picture: my plot) after (picture: {url})"
    assert not page.find_all("img")


def test_a_formula_in_an_attribute_stays_text() -> None:
    link = BeautifulSoup(safe_markdown('[a link](#x "$y$")'), "html.parser").a
    assert link is not None and link["href"] == "#x" and "<" not in link["title"]


@pytest.mark.parametrize("tex", [r"\sqrt[", r"\left(", "{" * 900, "x" * (LONGEST + 1), r"\begin{matrix}"])
def test_what_is_no_formula_is_shown_as_typed(tex: str) -> None:
    assert mathml(tex) is None
    assert BeautifulSoup(safe_markdown(f"a ${tex}$ b"), "html.parser").text.strip() == f"a ${tex}$ b"


@pytest.mark.parametrize("source", ["<div>" * 20_000, "*" * (LONGEST_TEXT + 1), "<script>" * 501])
def test_a_text_that_would_take_long_is_shown_as_typed(source: str) -> None:
    page = BeautifulSoup(safe_markdown(source), "html.parser")
    assert page.find_all(True) == [page.pre]
    assert page.text == source


# A page's budget


def code(source: str, *outputs: NotebookNode, **nbgrader: Any) -> NotebookNode:
    return new_code_cell(source, outputs=list(outputs), metadata={"nbgrader": nbgrader} if nbgrader else {})


def within_budget(*cells: NotebookNode) -> NotebookNode:
    page, _ = PageBudget().preprocess(NotebookNode(cells=[copy.deepcopy(cell) for cell in cells]), {})
    return page


PRINTED = new_output("stream", text="\x1b[31mred\x1b[0m <b>" * 30_000)
LONG_ERROR = new_output("error", ename="E", evalue="e", traceback=["\x1b[31m<x>\x1b[0m"] * 100_000)
SHOWN = new_output("display_data", data={"text/plain": "x"})


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([code("x+" * 500_000)], id="code in one line"),
        pytest.param([code("x = 1\n" * 5000)] * 40, id="code in many cells"),
        pytest.param([new_markdown_cell("| a | b |\n| - | - |\n" + "| x | y |\n" * 9000)] * 5, id="tables"),
        pytest.param([code("1", PRINTED)] * 10, id="colours"),
        pytest.param([code("1", LONG_ERROR)] * 4, id="an error's lines"),
        pytest.param([code("1", *[SHOWN] * 2000)] * 2, id="outputs"),
        pytest.param([code("<" * 300_000), code("'" * 300_000)], id="marks that HTML writes in another way"),
        pytest.param([code("1", PRINTED, LONG_ERROR, grade=True, solution=False)] * 5, id="outputs of test cells"),
    ],
)
def test_what_a_page_lays_out_has_an_end(cells: list[NotebookNode]) -> None:
    page = within_budget(*cells)
    sources = [cell["source"] for cell in page["cells"] if not cell["source"].startswith(AS_TYPED)]
    outputs = [str(output) for cell in page["cells"] for output in cell.get("outputs", [])]
    assert len("".join(sources)) < 150_000
    assert len("".join(outputs)) + len(str(page)) < 3_000_000
    assert sum(text.count("x1b") for text in outputs) <= MOST["colours"]
    assert len(outputs) <= MOST["outputs"] + 2 * len(cells)


def test_a_notebook_of_the_course_is_shown_as_it_is() -> None:
    for path in ROOT.glob("solutions/*/*.ipynb"):
        notebook = read_notebook(path)
        assert within_budget(*notebook["cells"])["cells"] == notebook["cells"]


def test_a_page_says_what_is_cut_and_keeps_the_points() -> None:
    points = new_output("execute_result", data={"text/plain": "2.0"}, execution_count=1)
    verdict = new_output("display_data", data={"text/plain": "✓ all"})
    test = code("check.task('x')", *[SHOWN] * 3000, verdict, points, grade=True, solution=False)
    first, last = within_budget(code("y" * 700_000), test)["cells"]
    assert first["source"].endswith(CUT) and len(first["source"]) > 50_000
    assert [output.get("text", "").strip() for output in last["outputs"]][-3] == CUT
    assert last["outputs"][-2:] == [verdict, points]


def test_both_of_nbgraders_pages_have_a_budget(tmp_path: Path) -> None:
    config = Config()
    configure(config, tmp_path)
    for exporter in (HTMLExporter(config=config), FeedbackExporter(config=config)):
        page, _ = exporter.from_notebook_node(
            new_notebook(cells=[code("x+" * 30_000), new_markdown_cell("x" * 40_000)])
        )
        assert page.count("<span") < 1000 and "x+" * 30_000 in page and "<pre>" + "x" * 40_000 in page


def test_what_is_not_laid_out_is_shown_as_typed() -> None:
    """Without a highlighter's or Markdown's tags, and without its own mark."""
    for page in (Highlighter()(f"{AS_TYPED}<b> = 1"), safe_markdown(f"{AS_TYPED}# <b> = 1")):
        soup = BeautifulSoup(page, "html.parser")
        assert soup.text.removeprefix("# ") == "<b> = 1" and {tag.name for tag in soup(True)} <= {"div", "pre"}
    assert BeautifulSoup(Highlighter()("b = 1"), "html.parser").find("span") is not None


def test_every_formula_of_the_assignments_can_be_shown() -> None:
    shown = 0
    for path in ROOT.glob("assignments/*/*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for cell in (cell for cell in cells if cell["cell_type"] == "markdown"):
            page = BeautifulSoup(safe_markdown("".join(cell["source"])), "html.parser")
            shown += len(page("math"))
            for tag in page(["code", "pre"]):
                tag.decompose()
            assert not re.search(r"\$[^$]+\$", page.text), f"{path.name}: a formula is shown as typed"
    assert shown > 0
