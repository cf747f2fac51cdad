"""nbgrader's pages that show a student's notebook, with nothing in them that a browser would run or fetch.

Outputs are made harmless by the judge. What is left is text: nbconvert passes HTML in a text cell through to the page,
and its page fetches MathJax, which runs there. Formulas become MathML here, which needs neither.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from course_utils.grading.course.notebooks import is_test
from course_utils.grading.course.records import TaskResult
from course_utils.grading.pages.formulas import put_formulas, render_markdown
from course_utils.grading.pages.page_budget import AS_TYPED

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"  # no script, no request, whatever the page says
LONGEST_TEXT = 100_000  # characters of a text cell
MOST_TAGS = 500
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")  # files that are not beside the page
_TAGS = ["a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "hr", "i"]
_TAGS += ["kbd", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "summary", "sup"]
_TAGS += ["table", "tbody", "td", "th", "thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"]
# No class, id, name or style: the pages' own scripts and style sheets find their buttons by these, and Bootstrap has a
# class for whatever covers a page.
_ATTRIBUTES = {"a": ["href", "title"], "td": ["align"], "th": ["align"]}
_READABLE = """
a { color: #23527c; text-decoration: underline; }
div.nbgrader_cell .panel-heading a { color: white; }
div.nbgrader_cell .panel-heading { height: auto; overflow: hidden; }
li.late-penalty { color: #a94442; }
span[style*="rgb(95,135,135)"] { color: #406060 !important; }  /* a comment in IPython's tracebacks */
pre { background: white; white-space: pre-wrap; overflow-wrap: anywhere; }
"""  # contrast, and lines that break on a phone: what scrolls sideways cannot be reached by keyboard
_sanitiser = SanitizeHTML(tags=_TAGS, attributes=_ATTRIBUTES, strip=True)


def safe_markdown(source: str) -> str:
    """Return the HTML of a text cell, with the tags of a text only: no script, no picture, no style, no class, no id.

    What nobody writes is shown as it was typed: cleaning takes time that grows with the square of the open tags.
    """
    if source.startswith(AS_TYPED) or len(source) > LONGEST_TEXT or source.count("<") > MOST_TAGS:
        return f"<pre>{escape(source.removeprefix(AS_TYPED))}</pre>"
    page, formulas = render_markdown(source)
    return put_formulas(_sanitiser.sanitize_html_tags(page), formulas)


class Highlighter(Highlight2HTML):
    """Colours code, but for what `page_budget` leaves as it was typed."""

    def __call__(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        """Return the HTML of a code cell."""
        if source.startswith(AS_TYPED):
            return f'<div class="highlight"><pre>{escape(source.removeprefix(AS_TYPED))}</pre></div>'
        return str(super().__call__(source, language, metadata))


def _by_hand(cell: NotebookNode) -> str:
    """Say that a test cell's points were set by hand; empty where they are those that the checks gave."""
    judged, most = determine_grade(cell)
    points = cell["metadata"]["nbgrader"]["score"]  # nbgrader's `GetGrades` took it from the gradebook
    return TaskResult("", "", points, most, judged=judged).by_hand


class FeedbackExporter(HTMLExporter):
    """Makes the page that a student gets."""

    def _preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Let nbgrader enter the points; then say them in words: the number in an output was for nbgrader."""
        nb, resources = super()._preprocess(nb, resources)
        for cell in filter(is_test, nb["cells"]):
            by_hand = _by_hand(cell)
            cell["outputs"] = [output for output in cell["outputs"] if output["output_type"] != "execute_result"]
            cell["outputs"] += [new_output("display_data", data={"text/plain": by_hand})] if by_hand else []
        return nb, resources

    def from_notebook_node(  # type: ignore[override]  # as in nbconvert
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page, readable for everyone, without scripts and with a policy that forbids them."""
        page, resources = super().from_notebook_node(nb, resources, **options)
        soup = BeautifulSoup(page, features="html.parser")
        for tag in soup(["script", "link", "iframe", "object", "embed", "base", "form"]):
            tag.decompose()
        for style in soup("style"):
            style.string = _FONT.sub("", style.text)
        policy = soup.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": POLICY})
        assert soup.html is not None and soup.head is not None, "nbgrader's template has both"
        soup.head.insert(0, policy)
        soup.html["lang"] = "en"
        soup.head.append(soup.new_tag("style", string=_READABLE))
        for selector, landmark in (("#toc", "nav"), ("body > .container > .panel > .panel-heading", "header")):
            for part in soup.select(selector)[:1]:
                part.name = landmark
        return str(soup), resources
