"""Every notebook keeps the course's rules: form, outputs, figures, links, and what its code must not do.

nbval runs the notebooks and compares their outputs (pyproject.toml); here they are only read.
"""

from __future__ import annotations

import ast
import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from lessons import OLD_FORM
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MASTERS = sorted((ROOT / "solutions").glob("*/*.ipynb"))

MAX_CODE_LINES = 25
CELL_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RANDOM_ID = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]{4,})*")  # what Jupyter makes up for a cell without a name
TAGS = {"nbval-ignore-output", "raises-exception"}
OUTPUT_FORMATS = {"text/plain", "text/html"}  # figures are HTML: `plotting.show` gives them their alternative text
MACHINE = re.compile(re.escape(str(ROOT)) + r"|/home/|/root/|/tmp/|/Users/|[A-Z]:\\|site-packages|\r")
IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
REMOTE = re.compile(r"<(?:script|iframe|link|video|audio|embed|object)\b|\bsrc=[\"']?(?:https?:)?//", re.IGNORECASE)
MARKDOWN_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
HTML_LINK = re.compile(r"\b(?:href|src)=[\"']([^\"']+)", re.IGNORECASE)
FOLDED_ANSWER = re.compile(r"<details>\s*<summary>(.+?)</summary>(.*?)</details>", re.DOTALL)

OUTSIDE = {
    "installs a package": r"\b(pip|conda|mamba) install\b",
    "needs an account": r"\b(wandb|kaggle|huggingface_hub|google\.colab|getpass|api_key)\b",
    "fetches from the network": r"https?://|\burlopen\(|\burlretrieve\(|\brequests\.get\(|\bdownload=True",
}
DEPRECATED = {
    "the values of a tensor behind autograd's back": r"\b(weight|bias|grad|param|parameter|tensor)\.data\b|\)\.data\b",
    "Variable has done nothing since torch 0.4": r"\bVariable\(",
    "torchtext is no longer maintained": r"\btorchtext\b",
    "torch.cuda.amp became torch.amp": r"\btorch\.cuda\.amp\b",
    "the name ends in _ now": r"\binit\.\w*(uniform|normal|constant|zeros|ones)\(|\bclip_grad_(norm|value)\(",
    "size_average and reduce became reduction": r"\b(size_average|reduce)=",
    "NumPy removed the alias": r"\bnp\.(float|int|object|str)\b(?!_)",
    "pandas removed it": r"\.(iteritems|ix)\b",
}


@cache
def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def on(paths: list[Path]) -> Callable:
    """Run a test once for each of the notebooks."""
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def report(problems: Iterable[str]) -> None:
    problems = list(problems)
    assert not problems, "\n".join(problems)


def code_cells(path: Path) -> list[NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def prose_cells(path: Path) -> list[NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "markdown"]


def tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def headings(path: Path) -> list[tuple[int, str]]:
    """Return level and text of each heading, in order."""
    prose = "\n".join(cell.source for cell in prose_cells(path))
    prose = re.sub(r"^(```|~~~).*?^\1", "", prose, flags=re.DOTALL | re.MULTILINE)  # a comment in code is no heading
    return [(len(marks), text.strip()) for marks, text in re.findall(r"^(#+)\s+(.*)$", prose, re.MULTILINE)]


def texts(output: NotebookNode) -> Iterator[str]:
    """Yield all text of an output, without the bytes of its figures."""
    yield output.get("text", "")
    yield from output.get("traceback", [])
    for content in output.get("data", {}).values():
        yield re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "", content) if isinstance(content, str) else ""


def calls(source: str, name: str) -> list[ast.Call]:
    nodes = ast.walk(ast.parse(source))
    return [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == name]


def keywords(call: ast.Call) -> dict[str | None, str]:
    return {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}


# Form


@on(LESSONS + MASTERS)
def test_cell_ids_are_names_and_unique(path):
    counts = Counter(cell.get("id", "(none)") for cell in read(path).cells)
    report(f"{name}: {count} cells" for name, count in counts.items() if count > 1)
    report(name for name in counts if not CELL_ID.fullmatch(name) or RANDOM_ID.fullmatch(name))


@on(LESSONS)
def test_cells_were_run_once_from_top_to_bottom(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@on(LESSONS)
def test_code_cells_are_short(path):
    lengths = {cell.id: len(cell.source.splitlines()) for cell in code_cells(path)}
    report(f"{name}: {length} lines" for name, length in lengths.items() if length > MAX_CODE_LINES)


@on(LESSONS + MASTERS)
def test_headings_are_in_order(path):
    found = headings(path)
    assert [level for level, _ in found].count(1) == 1, "one title"
    assert found[0][0] == 1, "the title comes first"
    report(text for (above, _), (level, text) in pairwise(found) if level > above + 1)


@on(LESSONS)
def test_opens_with_aims_needs_and_time(path):
    opening = read(path).cells[0].source
    assert opening.startswith(f"# {path.stem[:2]} · ")
    report(f"missing: {part}" for part in ("**After this lesson you can**", "**You need**") if part not in opening)
    seconds = read(path).metadata.get("course", {}).get("seconds")
    assert seconds, "the notebook's metadata lacks course.seconds"
    assert f"**Time:** about {seconds} seconds " in opening, f"the metadata say {seconds} seconds"


@on(LESSONS)
def test_closes_with_summary_questions_and_what_to_do_next(path):
    *_, summary, questions, last = (text for _, text in headings(path))
    assert (summary, questions) == ("Summary", "Questions")
    assert last == ("Try it yourself" if path.stem.startswith(OLD_FORM) else "Next")
    (questions,) = [cell.source for cell in prose_cells(path) if cell.source.startswith("## Questions")]
    answers = FOLDED_ANSWER.findall(questions)
    assert len(answers) >= 3
    assert len(answers) == questions.count("<details") == questions.count("</details>")
    report(f"no answer: {question}" for question, answer in answers if not answer.strip())


@on(LESSONS)
def test_predictions_are_left_to_the_reader(path):
    asked = [(cell.id, keywords(call)) for cell in code_cells(path) for call in calls(cell.source, "quiz.predict")]
    assert asked, "no prediction in this lesson"
    report(f"{name}: guess={given.get('guess')}" for name, given in asked if given.get("guess") != "...")


# Outputs


@on(LESSONS + MASTERS)
def test_errors_are_intended(path):
    """Where an error is announced there is one: a cell that no longer fails would show nothing."""
    executed = [cell for cell in code_cells(path) if cell.execution_count]
    failed = {cell.id for cell in executed for output in cell.outputs if output.output_type == "error"}
    assert failed == {cell.id for cell in executed if "raises-exception" in tags(cell)}


@on(LESSONS + MASTERS)
def test_nothing_was_written_to_stderr(path):
    report(cell.id for cell in code_cells(path) for output in cell.outputs if output.get("name") == "stderr")


@on(LESSONS)
def test_outputs_are_text_or_figures_of_plotting_show(path):
    found = [(cell.id, kind) for cell in code_cells(path) for output in cell.outputs for kind in output.get("data", {})]
    report(f"{name}: {kind}" for name, kind in found if kind not in OUTPUT_FORMATS)


@on(LESSONS + MASTERS)
def test_figures_have_alternative_text(path):
    images = [(cell.id, image) for cell in code_cells(path) for image in IMAGE.findall(shown_html(cell))]
    alts = [(name, re.search(r'\balt="([^"]*)"', image)) for name, image in images]
    report(name for name, alt in alts if not alt or not html.unescape(alt[1]).strip())


def shown_html(cell: NotebookNode) -> str:
    return "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)


@on(LESSONS + MASTERS)
def test_outputs_show_no_machine(path):
    """No paths of the computer that ran the notebook, and no progress bar drawn over itself."""
    found = [(cell.id, text) for cell in code_cells(path) for output in cell.outputs for text in texts(output)]
    report(f"{name}: {MACHINE.search(text)[0]!r}" for name, text in found if MACHINE.search(text))


@on(LESSONS)
def test_outputs_that_may_differ_are_asserted(path):
    """Where nbval does not compare, the cell, or one of the next two code cells, asserts what must hold."""
    cells = code_cells(path)
    trees = [ast.parse(cell.source) for cell in cells]
    checking = {name for tree in trees for name in asserting_functions(tree)}
    asserted = [asserts(tree, checking) for tree in trees]
    ignored = [index for index, cell in enumerate(cells) if cell.outputs and "nbval-ignore-output" in tags(cell)]
    report(cells[index].id for index in ignored if not any(asserted[index : index + 3]))


def asserting_functions(tree: ast.AST) -> list[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [function.name for function in functions if asserts(function, set())]


def asserts(tree: ast.AST, checking: set[str]) -> bool:
    """Say whether the code asserts something, itself or by calling one of the functions that do."""
    nodes = list(ast.walk(tree))
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    return any(isinstance(node, ast.Assert) for node in nodes) or bool(called & checking)


@on(LESSONS + MASTERS)
def test_tags_are_known(path):
    """A cell that nbval skips would be a cell that nobody checks."""
    report(f"{cell.id}: {tags(cell) - TAGS}" for cell in read(path).cells if tags(cell) - TAGS)
    report(cell.id for cell in code_cells(path) if "NBVAL_" in cell.source)


# Links and images


@on(LESSONS + MASTERS)
def test_links_resolve(path):
    links = [(cell, target) for cell in prose_cells(path) for target in targets(cell)]
    report(f"{cell.id}: {target}" for cell, target in links if not resolves(target, path, cell))


def targets(cell: NotebookNode) -> list[str]:
    return [target for _, _, target in MARKDOWN_LINK.findall(cell.source)] + HTML_LINK.findall(cell.source)


def resolves(target: str, path: Path, cell: NotebookNode) -> bool:
    if target.startswith("attachment:"):
        return target.removeprefix("attachment:") in cell.get("attachments", {})
    if target.startswith("#"):
        return unquote(target[1:]) in {text.replace(" ", "-") for _, text in headings(path)}  # as JupyterLab names them
    parts = urlsplit(target)
    return parts.scheme in ("http", "https") or (not parts.scheme and (path.parent / unquote(parts.path)).exists())


@on(LESSONS + MASTERS)
def test_pictures_in_prose_are_local_and_described(path):
    found = [(cell.id, *link) for cell in prose_cells(path) for link in MARKDOWN_LINK.findall(cell.source)]
    pictures = [(name, alt, target) for name, mark, alt, target in found if mark]
    report(f"{name}: {target}" for name, alt, target in pictures if not alt.strip() or urlsplit(target).netloc)


@on(LESSONS + MASTERS)
def test_nothing_is_loaded_from_elsewhere(path):
    shown = {cell.id: cell.source for cell in prose_cells(path)} | {
        cell.id: shown_html(cell) for cell in code_cells(path)
    }
    report(f"{name}: {REMOTE.search(text)[0]}" for name, text in shown.items() if REMOTE.search(text))


# Code


@on(LESSONS + MASTERS)
def test_code_is_plain_python(path):
    """No `!` and no `%`: what is typed here works in a file too, and nothing is installed in passing."""
    report(cell.id for cell in code_cells(path) if not is_python(cell.source))


def is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


@on(LESSONS + MASTERS)
def test_no_installs_accounts_or_downloads(path):
    report(matches(OUTSIDE, code_cells(path)))
    report(cell.id for cell in prose_cells(path) if re.search(OUTSIDE["installs a package"], cell.source))


@on(LESSONS + MASTERS)
def test_nothing_deprecated(path):
    report(matches(DEPRECATED, code_cells(path)))


def matches(patterns: dict[str, str], cells: list[NotebookNode]) -> list[str]:
    found = [(cell, why) for cell in cells for why, pattern in patterns.items() if re.search(pattern, cell.source)]
    return [f"{cell.id}: {why}" for cell, why in found]


@on(LESSONS + MASTERS)
def test_loading_says_whether_it_trusts_the_file(path):
    """A lesson may show what an unsafe load does, but then it says so: `weights_only=False`."""
    loads = [(cell.id, keywords(call)) for cell in code_cells(path) for call in calls(cell.source, "torch.load")]
    report(name for name, given in loads if "weights_only" not in given)
