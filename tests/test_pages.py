"""Text cells in nbgrader's pages: formulas are shown, and nothing that a browser would run gets through."""

from __future__ import annotations

import json
import re
from itertools import chain

import pytest
from bs4 import BeautifulSoup

from conftest import ROOT
from course_utils.grading.pages.formulas import LONGEST, mathml
from course_utils.grading.pages.safe_html import LONGEST_TEXT, safe_markdown


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
