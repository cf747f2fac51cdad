"""Formulas in text cells as MathML, which browsers show by themselves: no script, and nothing to fetch.

What latex2mathml makes of a student's TeX is not trusted: it is read as XML and rebuilt from lists of elements and
attributes. A formula that cannot be converted is shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup, NavigableString
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

LONGEST = 2000  # characters; conversion takes a time that grows faster than the formula
_ELEMENTS = {"math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot"}
_ELEMENTS |= {"mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"}
_ATTRIBUTES = {"display", "mathvariant", "stretchy", "fence", "form", "separator", "accent", "largeop", "movablelimits"}
_ATTRIBUTES |= {"width", "height", "depth", "lspace", "rspace", "minsize", "maxsize", "linethickness", "notation"}
_ATTRIBUTES |= {"columnspacing", "rowspacing", "displaystyle", "scriptlevel"}
# Stands for a formula while the page is made: code points of no meaning. A student may type them, with any number.
_PLACE = re.compile("\ue000([0-9]{1,6})\ue001")


def mathml(tex: str, display: str = "inline") -> str | None:
    """Return a formula as MathML; None where it cannot be converted, or would be more than a formula.

    Parameters
    ----------
    tex
        The formula, without dollar signs. latex2mathml knows `aligned` by its other name, `split`.
    display
        "block" for a line of its own, or "inline".
    """
    if len(tex) > LONGEST:
        return None
    try:
        tree = ElementTree.fromstring(convert(tex.replace("{aligned}", "{split}"), display=display))
    except Exception:  # malformed TeX ends in exceptions of many kinds, inside latex2mathml or as malformed XML
        return None
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False) if _only_formula(tree) else None


def _only_formula(tree: Element) -> bool:
    """Take namespaces and unknown attributes away, and align columns; return whether all elements are MathML's."""
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
        if element.tag not in _ELEMENTS:
            return False
        align = element.get("columnalign")
        element.attrib = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
        if align in ("left", "right", "center"):
            element.set("style", f"text-align: {align}")  # Chromium leaves it to CSS
    return True


class Renderer(IPythonRenderer):
    """Makes HTML of Markdown, with a placeholder for each formula; `formulas` holds them as (TeX, display)."""

    def __init__(self) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.formulas: list[tuple[str, str]] = []

    def inline_math(self, body: str) -> str:
        """Leave a placeholder."""
        return self._keep(body, "inline")

    def block_math(self, body: str) -> str:
        """Leave a placeholder."""
        return self._keep(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """Leave a placeholder."""
        return self._keep(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Name a picture in place of showing it: pages fetch nothing, and its file may not have come along."""
        return f"(picture: {text or escape(url)})"

    def _keep(self, tex: str, display: str) -> str:
        self.formulas.append((tex, display))
        return f"\ue000{len(self.formulas) - 1}\ue001"


def render_markdown(source: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the HTML of a text cell with placeholders, and the formulas that they stand for."""
    renderer = Renderer()
    return MarkdownWithMath(renderer=renderer).render(source), renderer.formulas


def put_formulas(page: str, formulas: list[tuple[str, str]]) -> str:
    """Put formulas in place of their placeholders in the text of `page`, never inside a tag."""
    if not formulas:
        return page
    soup = BeautifulSoup(page, features="html.parser")
    for text in soup.find_all(string=_PLACE):
        text.replace_with(*_pieces(str(text), formulas))
    return str(soup)


def _pieces(text: str, formulas: list[tuple[str, str]]) -> Iterable[BeautifulSoup | NavigableString]:
    for number, piece in enumerate(_PLACE.split(text)):  # text and numbers in turn
        if number % 2 == 0:
            yield NavigableString(piece)
        elif int(piece) < len(formulas):
            tex, display = formulas[int(piece)]
            markup = mathml(tex, display)
            dollars = "$$" if display == "block" else "$"
            yield BeautifulSoup(markup, "html.parser") if markup else NavigableString(f"{dollars}{tex}{dollars}")
