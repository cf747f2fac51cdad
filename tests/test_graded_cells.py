"""How a test cell runs when graded: whatever the student's cells did, it finds what it needs, and the answers."""

from __future__ import annotations

import builtins
import os
import warnings

import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from course_utils.checks import graded_cells

IMPORTS = ["import math", "import torch", "from torch import Tensor"]


@pytest.fixture
def shell():
    """A kernel's shell in which test cells are prepared as when graded."""
    patched = dict(vars(builtins))
    shell = InteractiveShell.instance(user_ns={})
    graded_cells.begin(IMPORTS, {"rows = [1, 2, 3]\n": ["rows"]})
    yield shell
    InteractiveShell.clear_instance()
    vars(builtins).update(patched)


def seen(shell, source, borrowed=("answer",)):
    """Run a test cell that sets `seen`, and return that."""
    shell.user_ns["take_down"] = (values := []).append
    graded_cells.run(f"{source}\ntake_down(seen)", [*borrowed, "take_down"])
    return values[-1]


@pytest.mark.parametrize(
    "collision",
    [
        "list = [1]",
        "sum = 0; range = 5; len = None; print = 'p'",
        "math = 3.14; torch = 'a torch'; Tensor = int",
        "_ = 5; __name__ = 'student'; seen = 3; total = 7",
        "import builtins; builtins.sum = builtins.list = builtins.len = None",
        "del math, torch",
        "exec = eval = compile = __import__ = None",
        "from torch import *",
    ],
)
def test_a_students_names_mean_nothing_to_a_test_cell(shell, collision):
    shell.run_cell(f"def answer(x):\n    return x + 1\n\n\n{collision}")
    test = "total = math.floor(2.5) + sum(list(range(len('ab'))))\nseen = [total, answer(1), Tensor.__name__]"
    assert seen(shell, test) == [3, 2, "Tensor"]


def test_an_answer_goes_on_seeing_the_students_names(shell):
    shell.run_cell("scale = 10\ntorch = 'mine'\n\n\ndef helper(x):\n    return scale * x\n\n\n")
    shell.run_cell("def answer(x):\n    return helper(x), torch")
    assert seen(shell, "scale = 3\nseen = answer(2)") == (20, "mine")
    assert shell.user_ns["scale"] == 10


def test_test_cells_share_their_names_and_lend_them_to_cells_below(shell):
    shell.run_cell("def answer(x):\n    return x")
    graded_cells.run("path, width = 'model.pt', 3\n\n\ndef helper():\n    return answer(width)", ["answer"])
    shell.run_cell("def answer(x):\n    return -x\n\n\nwidth = 99\nused = path")
    assert shell.user_ns["used"] == "model.pt"
    assert seen(shell, "seen = helper()") == -3
    assert shell.user_ns["width"] == 99


def test_what_a_given_cell_defined_stays_for_the_tests(shell):
    shell.run_cell("rows = [1, 2, 3]\n")
    shell.run_cell("rows = None")
    assert seen(shell, "seen = rows", ["rows"]) == [1, 2, 3]
    assert shell.user_ns["rows"] is None


def test_the_imports_are_there_though_their_cell_failed(shell):
    shell.run_cell("import no_such_module\nimport math\nfrom collections import Counter as Count\nlimit = 3")
    shell.run_cell("def answer(x):\n    return math.floor(x) + torch.ones(1).item() + limit + len(Count('ab'))")
    assert seen(shell, "seen = answer(1.5)") == 7.0


def test_a_cell_that_failed_elsewhere_is_not_run_on(shell):
    shell.run_cell("first = 1\nraise ImportError('no')\nsecond = 2")
    shell.run_cell("1 / 0\nthird = 3")
    assert shell.user_ns["first"] == 1
    assert not shell.user_ns.keys() & {"second", "third"}


@pytest.mark.filterwarnings("ignore")
def test_the_state_of_libraries_is_as_at_the_start_and_then_the_students_again(shell, tmp_path):
    before = np.geterr(), list(warnings.filters), os.getcwd()
    (tmp_path / "gone").mkdir()
    try:
        os.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        torch.set_default_dtype(torch.float64)
        torch.set_default_device("meta")
        torch.set_grad_enabled(False)
        np.seterr(all="raise")
        warnings.simplefilter("error")
        test = (
            "import os, warnings\nimport numpy as np\nwarnings.warn('harmless')\nnp.zeros(1) / 0\n"
            "x = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"
            "seen = [str(x.dtype), str(x.device), x.grad.tolist(), bool(os.getcwd())]"
        )
        assert seen(shell, test) == ["torch.float32", "cpu", [1.0, 1.0], True]
        assert torch.get_default_dtype() == torch.float64
        assert torch.get_default_device().type == "meta"
        assert not torch.is_grad_enabled()
        assert np.geterr()["divide"] == "raise"
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
        torch.set_grad_enabled(True)
        np.seterr(**before[0])
        warnings.filters[:] = before[1]
        os.chdir(before[2])


def test_figures_are_drawn_without_a_screen(shell):
    import matplotlib as mpl

    before = mpl.get_backend()
    try:
        mpl.use("template")  # one of those that draw nowhere, as a window does on a machine without a screen
        assert seen(shell, "import matplotlib\nseen = matplotlib.get_backend()") == "agg"
    finally:
        mpl.use(before)


def test_a_device_that_is_not_there_is_no_reason_to_fail(shell):
    if torch.cuda.is_available():
        pytest.skip("this machine has the device")
    try:
        torch.set_default_device("cuda")
        assert seen(shell, "seen = str(torch.zeros(1).device)") == "cpu"
    finally:
        torch.set_default_device(None)


def test_a_control_runs_without_the_answers_and_shows_no_error(shell, capsys):
    shell.user_ns["answer"] = answer = len
    log = []
    shell.user_ns["log"] = log
    graded_cells.run_without("log.append(answer)\nanswer(1)", ["answer", "log"], ["answer", "unanswered"])
    assert capsys.readouterr().out == ""
    assert (log, shell.user_ns["answer"]) == ([None], answer)
    with pytest.raises(TypeError):
        graded_cells.run("answer(1)", ["answer"])


def test_what_a_control_defines_is_forgotten(shell):
    graded_cells.run_without("left_over = 1", [], ["answer"])
    with pytest.raises(NameError, match="left_over"):
        graded_cells.run("left_over", [])
    assert "left_over" not in shell.user_ns
