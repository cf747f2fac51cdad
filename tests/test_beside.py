"""Files that were handed in beside a notebook: listed, shown and compared, and noted where source checks miss them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from course_utils.grading.course.records import GRADED, SubmissionResult, read_result, write_result
from course_utils.grading.pages.class_report import write_report, write_student_page
from course_utils.grading.submission.beside import CUT, MAX_LISTED, MAX_TEXT, MAX_TEXTS, look_beside
from course_utils.source.reading import read

HELPER = "import torch\n\n\ndef shortcut(x):\n    return torch.softmax(x, dim=1)\n"
HOSTILE = "</pre></details><script>alert(1)</script><img src=x onerror=alert(2)>\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "handed_in").mkdir()
    return tmp_path / "handed_in"


def described(folder: Path, source: str = "") -> dict[str, str]:
    return {file.name: file.kind for file in look_beside(folder, folder.parent / "released", [source]).files}


def notes(folder: Path, source: str) -> list[str]:
    return look_beside(folder, folder.parent / "released", [source]).notes


def test_each_file_is_listed_with_what_it_is(folder):
    (folder / "helpers.py").write_text(HELPER)
    (folder / "answers.txt").write_text(HELPER)
    (folder / "words.csv").write_text("good,bad\n1,2\n")
    (folder / "weights.pt").write_bytes(b"PK\0\1\2")
    assert described(folder, "from helpers import shortcut") == {
        "helpers.py": "imported by the notebook",
        "answers.txt": "code that the notebook does not import",
        "weights.pt": "not a text",
        "words.csv": "text",
    }


def test_what_was_released_and_the_time_of_handing_in_are_not_listed(folder):
    released = folder.parent / "released"
    released.mkdir()
    for name in ("checks.json", "data.csv"):
        (released / name).write_text("1")
        (folder / name).write_text("1")
    (folder / "data.csv").write_text("2")
    (folder / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC")
    assert list(described(folder)) == ["data.csv"]


@pytest.mark.parametrize(
    "source",
    [
        "exec(open('answers.txt').read())",
        "run = exec\nrun(text)",
        "list(map(exec, texts))",
        "found = [eval(text) for text in texts]",
        "def fetch(path):\n    import importlib.util as tools\n    return tools.spec_from_file_location('a', path)",
        "import runpy\nrunpy.run_path('answers.txt')",
        "%run -i answers.txt",
        "%load answers.txt",
        "!python answers.txt",
        "get_ipython().run_line_magic('run', name)",
        "getattr(__builtins__, 'ex' + 'ec')(text)",
        "import builtins\ngetattr(builtins, name)(text)",
        "def hidden():\n    exec('exec(text)')",
        "import pickle\nanswers = pickle.load(file)",
        "import torch\nmodel = torch.load('model.pt', weights_only=False)",
        "from pathlib import Path\ntext = Path('answers.txt').read_text()",
        "import sys\nsys.path.insert(0, 'deep')",
    ],
)
def test_code_that_source_checks_cannot_follow_is_noted(folder, source):
    (folder / "answers.txt").write_text(HELPER)
    [note] = notes(folder, source)
    assert "source checks cannot follow" in note


@pytest.mark.parametrize(
    "source",
    [
        "from helpers import shortcut",
        "import importlib\nhelpers = importlib.import_module('helpers')",
        "%run helpers.py",
        "exec('import helpers')",
        "import re, torch\nre.compile('x')\nmodel.eval()\ntorch.compile(model)",
        "import torch\nstate = torch.load('weights.pt', weights_only=True)",
        "!pip install einops",
        "words = open('words.csv').read().split(',')",
    ],
)
def test_an_honest_notebook_with_files_has_no_note(folder, source):
    (folder / "helpers.py").write_text(HELPER)
    (folder / "words.csv").write_text("good,bad\n")
    (folder / "weights.pt").write_bytes(b"PK\0\1")
    assert notes(folder, f"import helpers\n{source}") == []


def test_nothing_is_noted_where_nothing_came_along(folder):
    assert notes(folder, "exec(text)") == []


def test_many_and_long_files_are_cut(folder):
    for number in range(MAX_LISTED + 30):
        (folder / f"{number:03}.txt").write_text("x" * (MAX_TEXT + 10))
    files = look_beside(folder, folder.parent / "released", []).files
    assert len(files) == MAX_LISTED + 1
    assert (files[-1].name, files[-1].size) == ("30 more", 30 * (MAX_TEXT + 10))
    assert files[0].text == "x" * MAX_TEXT + CUT
    assert sum(len(file.text.removesuffix(CUT)) for file in files) == MAX_TEXTS


def test_pages_show_the_code_and_nothing_of_it_runs(folder, tmp_path):
    name = "a<script>b\N{RIGHT-TO-LEFT OVERRIDE}.py"
    (folder / name.replace("/", "")).write_text(f"import torch  # {HOSTILE}\n")
    result = SubmissionResult("01_tiny", "ann", GRADED, 1, 2)
    result.files = look_beside(folder, tmp_path, []).files
    write_result(tmp_path, result)
    result = read_result(tmp_path, "01_tiny", "ann")
    for path in (
        write_student_page(result, tmp_path / "student.html"),
        write_report("01_tiny", [result], tmp_path / "class.html"),
    ):
        text = path.read_text(encoding="utf-8")
        page = BeautifulSoup(text, "html.parser")
        [shown] = page.select("details.file pre")
        assert "import torch" in shown.text and "<script>alert(1)" in shown.text
        assert not [tag for tag in page.find_all(["script", "img"]) if "alert" in str(tag)]
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text


@pytest.mark.parametrize("name", ["torch.py", "torch/__init__.py", "math.py", "course_utils.py"])
def test_a_file_named_like_a_package_hides_no_forbidden_function(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("def softmax(x, dim):\n    return x\n")
    sources = ["import torch\nfrom torch import softmax\n\ndef answer(x):\n    return softmax(x, 1)"]
    assert read(sources, "answer", folder).use_of("softmax")


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("helpers.py", "from helpers import shortcut as answer"),
        ("own/helpers.py", "from own.helpers import shortcut as answer"),
        ("own/helpers.py", "import sys\nsys.path.append('own')\nfrom helpers import shortcut as answer"),
        ("a/b/helpers/__init__.py", "import os\nos.chdir('a/b')\nimport helpers\nanswer = helpers.shortcut"),
        ("helpers.py", "import importlib\nanswer = importlib.import_module('helpers').shortcut"),
        ("helpers.py", "%run helpers.py\nanswer = shortcut"),
    ],
)
def test_a_forbidden_function_in_an_own_module_counts_as_in_the_notebook(folder, place, source):
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(HELPER)
    use = read([source], "answer", folder).use_of("softmax")
    assert use is not None and use.is_sure and "of the module" in use.where
