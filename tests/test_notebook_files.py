"""What students hand in as a notebook: what can be read without doubt is read, the rest is refused in one sentence."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_utils.grading.course import notebook_files
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import read_submission

CODE = 'x = "a \\" b"  # é 中文\nprint({"metadata": [x]})\n\\\\'
BOMB = 49_000_000  # bytes


@pytest.fixture(params=["small", "large"])
def path(request, tmp_path, monkeypatch):
    """A path for a notebook that is read as a small file, or as a large one."""
    if request.param == "large":
        monkeypatch.setattr(notebook_files, "HARMLESS_BYTES", 0)
    return tmp_path / "work.ipynb"


def notebook(**settings):
    code = new_code_cell(CODE, id="code", metadata={"nbgrader": {"grade_id": "code", "points": 2}, "tags": ["]}"]})
    code.outputs = [new_output("stream", text='{"source": "]"}'), new_output("display_data", {"image/png": "iVBO"})]
    return new_notebook(cells=[new_markdown_cell("# Title", id="title"), code], metadata={"widgets": {"a": [{}]}})


def read(path, data):
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False, indent=1).encode())
    return read_submission(path)


TEXT = json.dumps(notebook(), ensure_ascii=False, indent=1)
READABLE = {
    "as it is": TEXT.encode(),
    "escaped": json.dumps(notebook()).encode(),
    "with a byte-order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "in UTF-16": TEXT.encode("utf-16"),
    "in UTF-16 without a mark": TEXT.encode("utf-16-be"),
    "in UTF-32": TEXT.encode("utf-32"),
    "with CRLF": TEXT.replace("\n", "\r\n").encode(),
    "with CRLF in the code": TEXT.replace("\\n", "\\r\\n").encode(),
    "compressed": gzip.compress(TEXT.encode()),
    "with blanks behind": TEXT.encode() + b" \r\n\t\n",
    "with zeros behind": TEXT.encode() + b"\0" * 5000,
    "with an output in another encoding": TEXT.encode().replace(b"iVBO", "größe".encode("cp1252")),
    "with a merge conflict in an output": TEXT.replace(
        '"iVBO"', '\n<<<<<<< HEAD\n"a"\n=======\n"b"\n>>>>>>> c\n'
    ).encode(),
}


@pytest.mark.parametrize("kind", READABLE)
def test_what_can_be_read_without_doubt_is_read(kind, path):
    found = read(path, READABLE[kind])
    assert [cell.source for cell in found.cells] == ["# Title", CODE]
    assert [cell.id for cell in found.cells] == ["title", "code"]


def test_nothing_but_texts_ids_and_nbgraders_metadata_is_kept(path):
    found = read(path, TEXT.encode())
    assert found.metadata == {}
    assert found.cells[1].metadata == {"nbgrader": {"grade_id": "code", "points": 2}}
    assert found.cells[1].outputs == []
    nbformat.validate(found)


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ({"cell_type": "code", "source": None}, ""),
        ({"cell_type": "code"}, ""),
        ({"cell_type": "code", "source": ["a\n", "b"], "metadata": None, "id": 7}, "a\nb"),
        ({"cell_type": "code", "source": "a", "metadata": ["nbgrader"]}, "a"),
        ({"cell_type": "code", "source": "a", "metadata": {"nbgrader": "no"}, "outputs": None}, "a"),
        ({"cell_type": "code", "source": "a", "metadata": {"nbgrader": {"grade_id": {"x": [1]}}}}, "a"),
        ({"cell_type": "code", "input": ["a\n", "b"], "outputs": [{}], "prompt_number": 3}, "a\nb"),
    ],
)
def test_cells_may_lack_what_does_not_count(cell, source, path):
    assert [each.source for each in read(path, {"nbformat": 4, "cells": [cell]}).cells] == [source]


def test_format_3_is_read(path):
    cells = [
        {"cell_type": "heading", "level": 1, "source": "Title"},
        {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y = 2"], "outputs": [], "collapsed": False},
    ]
    found = read(path, {"nbformat": 3, "metadata": {"name": ""}, "worksheets": [{"cells": cells, "metadata": {}}]})
    assert [(cell.cell_type, cell.source) for cell in found.cells] == [("markdown", "Title"), ("code", "x = 1\ny = 2")]


CONFLICT = TEXT.replace('   "source"', '<<<<<<< HEAD\n   "source"', 1) + "\n>>>>>>> 1a2b3c\n"
REFUSED = {
    "it is empty": b"",
    "it is empty, as after": b"\0" * 100,
    "it is a web page": b"\n<!DOCTYPE html><html></html>",
    "it holds Git's merge-conflict markers": CONFLICT.encode(),
    "it is a zip archive": b"PK\x03\x04",
    "it is a PDF": b"%PDF-1.7",
    "it is a pointer of Git LFS": b"version https://git-lfs.github.com/spec/v1\n",
    "it is a script": b"# %%\nimport torch",
    "it does not begin like one": b"import torch",
    "it is not in UTF-8": TEXT.encode("gbk", "replace"),
    "the file is damaged or was saved by another program, for it breaks off": TEXT.encode()[:-3],
    "the file is damaged or was saved by another program, for it breaks": TEXT.encode()[: TEXT.index("Title")],
    "the file is damaged or was saved by another program, for it": TEXT.encode("utf-16")[:-1],
    "it is a gzip file that breaks off": gzip.compress(TEXT.encode())[:-20],
    "it is a damaged gzip file": b"\x1f\x8b" + b"x" * 50,
    "more text follows after its end": TEXT.encode() * 2,
    "the file is damaged or was saved by another program; hand in a copy": TEXT.replace('"cells"', "cells", 1).encode(),
    "it has no list of cells": b'{"cells": {"a": 1}}',
    "its cell 2 is neither code nor text": b'{"cells": [{"cell_type": "code"}, {"source": "x"}]}',
    "its cell 1 is neither": b'{"cells": [3]}',
    "its cell 1 holds something else than text": b'{"cells": [{"cell_type": "code", "source": {"a": 1}}]}',
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_notebook_is_named_with_what_to_do(what, path):
    with pytest.raises(CourseError) as refusal:
        read(path, REFUSED[what])
    said = str(refusal.value)
    assert said.startswith(f"work.ipynb is not a notebook: {what}")
    assert (said.count("."), said[-1]) == (1 + said.count(".ipynb"), ".")
    assert ";" in said, "the remedy"


def test_a_folder_is_not_read(tmp_path):
    with pytest.raises(CourseError, match=r"cannot be read: Is a directory\."):
        read_submission(tmp_path)


def test_outputs_of_any_size_are_passed_over(tmp_path):
    content = notebook()
    content.cells[1].outputs[0].text = "loss 0.5\n" * 7_000_000
    assert [cell.source for cell in read(tmp_path / "work.ipynb", content).cells] == ["# Title", CODE]


def filled(place, unit):
    return TEXT.encode().replace(place, place + unit * (BOMB // len(unit)), 1)


BOMBS = {
    "objects in the notebook's metadata": filled(b'"widgets": {"a": [', b"{},"),
    "objects in a cell's metadata": filled(b'"tags": [', b"{},"),
    "lists in the outputs": filled(b'"outputs": [', b"[],"),
    "numbers and texts": filled(b'"tags": [', b'1.5,"",'),
    "nesting": b'{"metadata": ' + b"[" * (BOMB // 2) + b"]" * (BOMB // 2) + b', "cells": []}',
    "keys": filled(b'"metadata": {', b'"a":{},'),
    "cells": b'{"cells": [' + b"{}," * (BOMB // 3) + b"{}]}",
    "lines": b'{"cells": [{"cell_type": "code", "source": [' + b'"",' * (BOMB // 3) + b'""]}]}',
    "a text without end": b'{"cells": [{"cell_type": "code", "source": "' + b"\\n" * (BOMB // 2) + b'"}]}',
    "blanks": b'{"cells"' + b" " * BOMB + b": []}",
    "compressed": gzip.compress(filled(b'"tags": [', b"{},"), 1),
}
MEASURE = """
import resource, sys
from pathlib import Path
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.notebooks import read_submission

unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
try:
    read_submission(Path(sys.argv[1]))
except CourseError:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before) // 2**20)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="measures as Unix does")
@pytest.mark.parametrize("kind", BOMBS)
def test_no_file_takes_much_memory_or_time(kind, tmp_path):
    path = tmp_path / "work.ipynb"
    path.write_bytes(BOMBS[kind])
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) < 500
