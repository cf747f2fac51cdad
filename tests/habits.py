"""What editors, platforms and students do to a notebook whose answers are all right. None of it may cost a point.

Each habit is a function on the notebook as it stands in the file (JSON, format 4.5, with the reference's answers) and
on the folder that it is handed in with. It changes the notebook, and may return other bytes to hand in for it.
"""

from __future__ import annotations

import ast
import gzip
import json
import textwrap
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

Notebook = dict[str, Any]
Cell = dict[str, Any]
Habit = Callable[[Notebook, Path], bytes | None]

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def as_bytes(notebook: Notebook) -> bytes:
    """Return the file that JupyterLab would save."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def settings(cell: Cell) -> dict[str, Any]:
    return cell["metadata"].get("nbgrader", {})


def answers(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if settings(cell).get("solution")]


def tests(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if settings(cell).get("grade")]


def place(notebook: Notebook, cell: Cell) -> int:
    return next(index for index, each in enumerate(notebook["cells"]) if each is cell)


def test_of(notebook: Notebook, answer: Cell) -> Cell:
    return next(cell for cell in notebook["cells"][place(notebook, answer) :] if settings(cell).get("grade"))


def imports(notebook: Notebook) -> Cell:
    return next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")


def fresh(source: str) -> Cell:
    return {**new_code_cell(source), "id": uuid.uuid4().hex[:8]}


def insert(notebook: Notebook, index: int, *sources: str) -> None:
    notebook["cells"][index:index] = map(fresh, sources)


def below_imports(notebook: Notebook, *sources: str) -> None:
    insert(notebook, place(notebook, imports(notebook)) + 1, *sources)


def definitions(source: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions that an answer defines at the top, with their names."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name, statement


# Files


def with_a_byte_order_mark(notebook: Notebook, folder: Path) -> bytes:
    return b"\xef\xbb\xbf" + as_bytes(notebook)


def with_windows_line_ends(notebook: Notebook, folder: Path) -> bytes:
    return as_bytes(notebook).replace(b"\n", b"\r\n")


def with_windows_line_ends_in_the_code(notebook: Notebook, folder: Path) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")


def in_utf16_by_powershell(notebook: Notebook, folder: Path) -> bytes:
    return as_bytes(notebook).decode().encode("utf-16")


def compressed_by_the_server(notebook: Notebook, folder: Path) -> bytes:
    return gzip.compress(as_bytes(notebook))


def on_one_line_and_escaped(notebook: Notebook, folder: Path) -> bytes:
    return json.dumps(notebook).encode("ascii")


def padded_with_zeros(notebook: Notebook, folder: Path) -> bytes:
    return as_bytes(notebook) + b"\0" * 4096


def in_format_3(notebook: Notebook, folder: Path) -> bytes:
    converted = nbformat.convert(nbformat.from_dict(notebook), 3)
    for cell in converted.worksheets[0].cells:
        cell.metadata = {}
    return nbformat.v3.writes_json(converted).encode()


def in_format_4_0(notebook: Notebook, folder: Path) -> None:
    notebook["nbformat_minor"] = 0
    without_ids(notebook)


# Editors and platforms


def without_ids(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell.pop("id", None)


def colab(notebook: Notebook, folder: Path) -> None:
    """Drops the cells' ids and writes metadata of its own."""
    notebook["metadata"] |= {"colab": {"provenance": [], "gpuType": "T4"}, "accelerator": "GPU"}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"abc": {"model_module": "x"}}}
    notebook["nbformat_minor"] = 0
    without_ids(notebook)
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] |= {"id": f"x{number}", "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "a"}
    insert(notebook, 0, "from google.colab import drive\ndrive.mount('/content/drive')")
    below_imports(notebook, "%cd /content/drive/MyDrive/course\n!pip install -q nosuchpackage\n!nvidia-smi")


def colab_mounted_in_the_imports(notebook: Notebook, folder: Path) -> None:
    imports(notebook)["source"] += "\n\ntry:\n    from google.colab import drive\nexcept ImportError:\n    drive = None"
    colab(notebook, folder)


def kaggle(notebook: Notebook, folder: Path) -> None:
    """Loses ids and nbgrader's metadata, and leaves its own first cell."""
    in_format_4_0(notebook, folder)
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"trusted": True, "_uuid": f"{number:040x}", "execution": {"shell.execute_reply": "x"}}
    notebook["metadata"] = {"kaggle": {"accelerator": "none", "dataSources": []}, "kernelspec": {"name": "python3"}}
    walk = "import os\nfor folder, _, names in os.walk('/kaggle/input'):\n    print(folder, names)"
    insert(notebook, 0, walk)


def deepnote(notebook: Notebook, folder: Path) -> None:
    """Replaces ids and metadata, and adds a text of its own."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"{number:032x}"
        cell["metadata"] = {
            "cell_id": cell["id"],
            "deepnote_cell_type": cell["cell_type"],
            "deepnote_to_be_reexecuted": 1,
        }
    notebook["metadata"] = {"deepnote": {}, "orig_nbformat": 2}
    notebook["cells"].append(
        new_markdown_cell("<a style='text-decoration:none' href='https://deepnote.com'>Created</a>")
    )


def jetbrains(notebook: Notebook, folder: Path) -> None:
    """Drops ids; metadata of cells become its own."""
    notebook["nbformat_minor"] = 1
    without_ids(notebook)
    for cell in notebook["cells"]:
        cell["metadata"] = {"collapsed": False, "pycharm": {"name": "#%%\n", "is_executing": False}}


def vs_code(notebook: Notebook, folder: Path) -> None:
    """Gives every cell a new id and loses nbgrader's metadata of cells that were changed."""
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"{number:08x}"
        if settings(cell).get("solution"):
            cell["metadata"] = {"vscode": {"languageId": "python"}}
    notebook["metadata"] = {"language_info": {"name": "python", "version": "3.12.1"}, "vscode": {"interpreter": {}}}


def jupytext(notebook: Notebook, folder: Path) -> None:
    """Went through a script with `# %%`: texts stay, outputs, ids and nbgrader's metadata do not."""
    jetbrains(notebook, folder)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell["source"] = cell["source"].strip("\n")
    notebook["metadata"] = {"jupytext": {"cell_metadata_filter": "-all"}}


def databricks(notebook: Notebook, folder: Path) -> None:
    """Loses ids; each cell's metadata become a block of its own."""
    in_format_4_0(notebook, folder)
    for cell in notebook["cells"]:
        cell["metadata"] = {"application/vnd.databricks.v1+cell": {"title": "", "nuid": str(uuid.uuid4())}}


def metadata_lost_and_ids_kept(notebook: Notebook, folder: Path) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def metadata_and_sources_as_no_editor_should(notebook: Notebook, folder: Path) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        if not settings(cell):
            cell["metadata"] = None
    notebook["cells"].append({"cell_type": "code", "source": None})
    del notebook["metadata"]


def kernel_of_another_name(notebook: Notebook, folder: Path) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "torch-env", "display_name": "my torch", "language": "python"}
    notebook["metadata"]["language_info"] = {"name": "python", "version": "2.7.18"}


def hidden_and_skipped(notebook: Notebook, folder: Path) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": ["skip-execution", "raises-exception", "remove_cell"], "collapsed": True}
        cell["metadata"] |= {"jupyter": {"source_hidden": True, "outputs_hidden": True}, "editable": False}


def large_outputs(notebook: Notebook, folder: Path) -> None:
    text = {"output_type": "stream", "name": "stdout", "text": "loss 0.5\n" * 1_000_000}
    for cell in answers(notebook)[:3]:
        cell["outputs"], cell["execution_count"] = [text], 7


def invalid_outputs(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        cell["outputs"] = [{"output_type": "pyout"}, None, {"output_type": "stream", "text": {"a": 1}}]
    for cell in tests(notebook):
        cell["outputs"] = "none"


def picture_pasted(notebook: Notebook, folder: Path) -> None:
    sketch = new_markdown_cell("my sketch\n\n![image.png](attachment:image.png)")
    notebook["cells"].insert(5, sketch | {"attachments": {"image.png": {"image/png": PIXEL}}})
    text = next(cell for cell in notebook["cells"][6:] if cell["cell_type"] == "markdown")
    text["source"] += "\n\n![lost.png](attachment:lost.png)"


# Cells


def each_answer_retyped_in_a_fresh_cell(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        notebook["cells"][place(notebook, cell)] = fresh(cell["source"])


def everything_retyped_in_a_new_notebook(notebook: Notebook, folder: Path) -> None:
    notebook["cells"] = [fresh(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def answers_alone_in_a_new_notebook(notebook: Notebook, folder: Path) -> None:
    notebook["cells"] = [fresh(cell["source"]) for cell in (imports(notebook), *answers(notebook))]


def all_answers_in_one_cell_at_the_top(notebook: Notebook, folder: Path) -> None:
    sources = [cell["source"] for cell in answers(notebook)]
    notebook["cells"] = [cell for cell in notebook["cells"] if not settings(cell).get("solution")]
    below_imports(notebook, "\n\n\n".join(sources))


def answers_in_the_imports_cell(notebook: Notebook, folder: Path) -> None:
    imports(notebook)["source"] += "\n\n\n" + "\n\n\n".join(cell["source"] for cell in answers(notebook))
    notebook["cells"] = [cell for cell in notebook["cells"] if not settings(cell).get("solution")]


def joined_with_the_test_cells(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        below = test_of(notebook, cell)
        below["source"] = f"{cell['source']}\n\n\n{below['source']}"
        notebook["cells"].remove(cell)


def answers_below_the_test_cells(notebook: Notebook, folder: Path) -> None:
    """Each in cells of its own: an import, a helper, and the answer, which needs both."""
    for cell in answers(notebook):
        below = place(notebook, test_of(notebook, cell)) + 1
        insert(
            notebook, below, "import math as m", "def helper(x):\n    return m.sqrt(x)", f"helper(4)\n{cell['source']}"
        )
        notebook["cells"].remove(cell)


def answers_at_the_end(notebook: Notebook, folder: Path) -> None:
    insert(notebook, len(notebook["cells"]), *(cell["source"] for cell in answers(notebook)))
    notebook["cells"] = [cell for cell in notebook["cells"] if not settings(cell).get("solution")]


def answers_above_cells_that_stay_unanswered(notebook: Notebook, folder: Path) -> None:
    _left_unanswered(notebook, below=0)


def answers_below_cells_that_stay_unanswered(notebook: Notebook, folder: Path) -> None:
    _left_unanswered(notebook, below=1)


def _left_unanswered(notebook: Notebook, below: int) -> None:
    for cell in answers(notebook):
        insert(notebook, place(notebook, cell) + below, cell["source"])
        cell["source"] = cell["metadata"]["released"]


def copied_cells(notebook: Notebook, folder: Path) -> None:
    notebook["cells"] = [copy for cell in notebook["cells"] for copy in (cell, {**cell, "id": uuid.uuid4().hex[:8]})]


def copied_stubs_below(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        copy = {**cell, "id": uuid.uuid4().hex[:8], "source": cell["metadata"]["released"]}
        notebook["cells"].insert(place(notebook, cell) + 1, copy)


def cells_in_reverse(notebook: Notebook, folder: Path) -> None:
    notebook["cells"].reverse()


def texts_and_tests_deleted(notebook: Notebook, folder: Path) -> None:
    notebook["cells"] = [imports(notebook), *answers(notebook)]


def formatted_by_a_tool(notebook: Notebook, folder: Path) -> None:
    """Every code cell, without ids and metadata: no text is as it was."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = ast.unparse(ast.parse(cell["source"]))
    jetbrains(notebook, folder)


def answers_as_text_cells(notebook: Notebook, folder: Path) -> None:
    """Pressed `m` by mistake, in a cell that has nbgrader's name."""
    cell = answers(notebook)[0]
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def empty_and_raw_cells_between(notebook: Notebook, folder: Path) -> None:
    cells = []
    for cell in notebook["cells"]:
        cells += [cell, fresh(""), fresh("# nothing yet"), {**new_raw_cell("note to self"), "id": uuid.uuid4().hex[:8]}]
    notebook["cells"] = cells


# Style


def without_hints_and_docstrings(notebook: Notebook, folder: Path) -> None:
    class Bare(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
            node.returns = None
            for argument in ast.walk(node.args):
                if isinstance(argument, ast.arg):
                    argument.annotation = None
            if ast.get_docstring(node) is not None and len(node.body) > 1:
                del node.body[0]
            return self.generic_visit(node)

    for cell in answers(notebook):
        cell["source"] = ast.unparse(Bare().visit(ast.parse(cell["source"])))


def comments_and_names_in_chinese(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        code = (
            cell["source"].replace("\n", "  # 注释：这里很重要 🙂\n", 1)
            if '"""' not in cell["source"]
            else cell["source"]
        )
        cell["source"] = f"# 第一题 · für Ümläute\n{code}\n\n\nönskan, 张量 = 1, 'ß'"


def noise(notebook: Notebook, folder: Path) -> None:
    talk = "import sys, warnings\nwarnings.warn('harmless')\nprint('noise', file=sys.stderr)\nprint('epoch', 1)\n"
    for cell in answers(notebook):
        cell["source"] = f"{talk}{cell['source']}\nprint('done'); 20.0"


def magics(notebook: Notebook, folder: Path) -> None:
    below_imports(
        notebook, "%matplotlib inline\n%load_ext autoreload\n%autoreload 2", "!pip install -q torch", "%cd /content"
    )
    for cell in answers(notebook)[::2]:
        cell["source"] = f"%%time\n{cell['source']}"
    for cell in answers(notebook)[1::2]:
        cell["source"] = f"%config InlineBackend.figure_format = 'retina'\n{cell['source']}\nprint?"


def plots_and_scratch(notebook: Notebook, folder: Path) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()"
    for cell in answers(notebook):
        insert(notebook, place(notebook, cell) + 1, plot, "1 / 0", "this is no Python", "x = y = _ = 3")


def tabs_and_one_liners(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        cell["source"] = cell["source"].replace("    ", "\t") + "\n\nif True: pass; done = 1"


def tried_out_below_main(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        cell["source"] += "\n\n\nif __name__ == '__main__':\n    print('tried out')\n# raise NotImplementedError()"


def own_seeds_and_threads(notebook: Notebook, folder: Path) -> None:
    below_imports(notebook, "import random\nrandom.seed(0)\ntorch.manual_seed(0)\ntorch.set_num_threads(1)")


def work_in_another_folder(notebook: Notebook, folder: Path) -> None:
    below_imports(notebook, "import os, tempfile\nos.chdir(tempfile.mkdtemp())")


def default_dtype(notebook: Notebook, folder: Path) -> None:
    insert(notebook, len(notebook["cells"]) - 1, "torch.set_default_dtype(torch.float64)")


def warnings_as_errors(notebook: Notebook, folder: Path) -> None:
    below_imports(notebook, "import warnings\nwarnings.simplefilter('ignore')\ntorch.set_printoptions(precision=2)")


def names_that_collide(notebook: Notebook, folder: Path) -> None:
    """Scratch below the answers, which need none of these names."""
    insert(
        notebook, place(notebook, tests(notebook)[-2]), "sum = 0", "str = 'text'; id = 7; data = abs = sorted = None"
    )


def check_is_another_name(notebook: Notebook, folder: Path) -> None:
    below_imports(notebook, "check = 3", "_points = _labels = _x = 1")


def pandas_that_is_not_installed(notebook: Notebook, folder: Path) -> None:
    imports(notebook)["source"] = "import pandas as pd\n" + imports(notebook)["source"]


def seaborn_in_a_cell_of_its_own(notebook: Notebook, folder: Path) -> None:
    below_imports(notebook, "import seaborn as sns\nsns.set_theme()")


def imports_deleted(notebook: Notebook, folder: Path) -> None:
    notebook["cells"].remove(imports(notebook))


def imports_of_ones_own(notebook: Notebook, folder: Path) -> None:
    cell = imports(notebook)
    cell["source"] = f"import torch as t\nfrom torch.nn import *\n{cell['source']}\nfrom math import *\nimport math"


def helpers_beside(notebook: Notebook, folder: Path) -> None:
    """One answer comes from a module that is handed in with the notebook."""
    cell = answers(notebook)[0]
    (folder / "my_answers.py").write_text(f"{imports(notebook)['source']}\n\n\n{cell['source']}\n", encoding="utf-8")
    [(name, _)] = definitions(cell["source"])
    cell["source"] = f"from my_answers import {name}"


def package_beside_and_star_import(notebook: Notebook, folder: Path) -> None:
    (folder / "utils").mkdir()
    (folder / "utils" / "__init__.py").write_text("", encoding="utf-8")
    cell = answers(notebook)[0]
    text = f"{imports(notebook)['source']}\n\n\n{cell['source']}\n"
    (folder / "utils" / "mine.py").write_text(text, encoding="utf-8")
    imports(notebook)["source"] += "\nfrom utils.mine import *"
    notebook["cells"].remove(cell)


def decorated(notebook: Notebook, folder: Path) -> None:
    below_imports(
        notebook, "import functools\n\n\ndef log(f):\n    return functools.wraps(f)(lambda *a, **k: f(*a, **k))"
    )
    for cell in answers(notebook):
        if cell["source"].startswith("def "):
            cell["source"] = f"@log\n{cell['source']}"


def in_a_branch(notebook: Notebook, folder: Path) -> None:
    for cell in answers(notebook):
        cell["source"] = f"if True:\n{textwrap.indent(cell['source'], '    ')}"


FILES: list[Habit] = [
    *(with_a_byte_order_mark, with_windows_line_ends, with_windows_line_ends_in_the_code, in_utf16_by_powershell),
    *(compressed_by_the_server, on_one_line_and_escaped, padded_with_zeros, in_format_3, in_format_4_0),
]
EDITORS: list[Habit] = [
    *(colab, colab_mounted_in_the_imports, kaggle, deepnote, jetbrains, vs_code, jupytext, databricks),
    *(metadata_lost_and_ids_kept, metadata_and_sources_as_no_editor_should, kernel_of_another_name),
    *(hidden_and_skipped, large_outputs, invalid_outputs, picture_pasted),
]
CELLS: list[Habit] = [
    *(each_answer_retyped_in_a_fresh_cell, everything_retyped_in_a_new_notebook, answers_alone_in_a_new_notebook),
    *(all_answers_in_one_cell_at_the_top, answers_in_the_imports_cell, joined_with_the_test_cells),
    *(answers_below_the_test_cells, answers_at_the_end, answers_above_cells_that_stay_unanswered),
    *(answers_below_cells_that_stay_unanswered, copied_cells, copied_stubs_below, cells_in_reverse),
    *(texts_and_tests_deleted, formatted_by_a_tool, answers_as_text_cells, empty_and_raw_cells_between),
]
STYLE: list[Habit] = [
    *(without_hints_and_docstrings, comments_and_names_in_chinese, noise, magics, plots_and_scratch),
    *(tabs_and_one_liners, tried_out_below_main, own_seeds_and_threads, work_in_another_folder, default_dtype),
    *(warnings_as_errors, names_that_collide, check_is_another_name, pandas_that_is_not_installed),
    *(seaborn_in_a_cell_of_its_own, imports_deleted, imports_of_ones_own, helpers_beside),
    *(package_beside_and_star_import, decorated, in_a_branch),
]
