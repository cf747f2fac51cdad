"""What a test cell calls: the same in the student's notebook, where it answers, and when graded, where it reports."""

from __future__ import annotations

import importlib
import json
import random
import subprocess
import sys

import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from course_utils import check, data
from course_utils.checks.values import Raised, pack, unpack
from course_utils.checks.verdicts import MIME, Evidence, verdict


@pytest.fixture
def lab(tmp_path):
    """A student's notebook folder in which `recorded` values can be put."""

    def write(**values):
        importlib.reload(check)  # which notes the folder, and asks a shell that is there for the cells it runs
        reports = [
            {"kind": "value", "name": name, "value": pack(value), "rtol": 1e-4, "atol": 1e-5}
            for name, value in values.items()
        ]
        (tmp_path / check.RECORDED_FILE).write_text(json.dumps({"tasks": {"task": reports}}), encoding="utf-8")
        check.task("task", lesson="01, section 2")

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COURSE_SEED", raising=False)
        patch.chdir(tmp_path)
        yield write
    importlib.reload(check)  # for other tests


@pytest.fixture
def reported(monkeypatch):
    """A graded kernel; gives the list of reports that left it."""
    monkeypatch.setenv("COURSE_SEED", "12345")
    sent = []
    monkeypatch.setattr(check, "publish_display_data", lambda data: sent.append(data[MIME]))
    check.task("task", lesson="01, section 2")
    return sent


def test_inputs_depend_on_seed_and_task_alone(monkeypatch):
    def draw(seed, task):
        monkeypatch.setenv("COURSE_SEED", str(seed))
        check.task(task)
        return check.normal(3, 2), check.integers(0, 100, 5), check.permutation(6)

    first, again = draw(1, "a"), draw(1, "a")
    assert torch.equal(first[0], again[0])
    assert torch.equal(first[1], again[1])
    assert first[2] == again[2]
    assert not torch.equal(first[0], draw(2, "a")[0])
    assert not torch.equal(first[0], draw(1, "b")[0])
    draw(2**127, "a")  # the grader's seeds are this large


def test_inputs_have_shape_type_and_range():
    check.task("a")
    assert check.normal(3, 2).shape == (3, 2)
    assert check.normal(2).dtype == torch.float32
    numbers = check.integers(3, 7, 100)
    assert numbers.dtype == torch.int64
    assert set(numbers.tolist()) == {3, 4, 5, 6}
    assert sorted(check.permutation(5)) == [0, 1, 2, 3, 4]


def test_a_right_value_is_confirmed_in_one_line(lab, capsys):
    lab(mean=0.5)
    check.value("mean", 0.5)
    assert capsys.readouterr().out == "✓ mean\n"


def test_a_wrong_value_gets_words_hint_and_lesson_and_not_the_answer(lab):
    lab(mean=0.512345)
    with pytest.raises(check.CheckFailed) as failure:
        check.value("mean", lambda: 0.7, hint="divide by n")
    text = str(failure.value)
    assert "mean: found 0.7, which is too large" in text
    assert "Hint: divide by n" in text
    assert "lesson 01, section 2" in text
    assert "512" not in text


def test_an_error_in_the_students_code_keeps_its_traceback_and_gets_the_hint_in_the_lab(lab):
    def answer(n):
        return 1 / n

    lab(mean=0.5)
    with pytest.raises(check.CodeStopped) as stopped:
        check.value("mean", lambda: answer(0), hint="divide by n")
    shown = stopped.value._render_traceback_()
    text = "\n".join(shown)
    assert "return 1 / n" in text
    assert str(check.__file__) not in text, "the way through the checks tells a student nothing"
    assert shown[-3:] == [
        "✗ mean: the code stopped with ZeroDivisionError: division by zero",
        "  Hint: divide by n",
        "  Read again: lesson 01, section 2",
    ]


def test_a_function_that_calls_itself_without_end_fills_no_page(lab):
    def even(n):
        return odd(n - 1)

    def odd(n):
        return even(n - 1)

    lab(mean=0.5)
    with pytest.raises(check.CodeStopped) as stopped:
        check.value("mean", lambda: even(0), hint="where does it end?")
    shown = stopped.value._render_traceback_()
    assert len(shown) < 120
    assert "calls in between are left out" in shown[0]
    assert shown[-2] == "  Hint: where does it end?"


def test_an_answer_that_is_not_begun_gets_no_traceback(lab):
    def answer():
        raise NotImplementedError

    lab(mean=0.5)
    with pytest.raises(check.CheckFailed, match="mean: nothing is written here yet"):
        check.value("mean", answer)


def test_the_message_alone_is_shown(lab):
    lab(mean=0.5)
    shell = InteractiveShell.instance()
    shell.user_ns["check"] = check
    try:
        result = shell.run_cell("check.value('mean', 3)")
        assert isinstance(result.error_in_exec, check.CheckFailed)
        assert result.error_in_exec._render_traceback_()[0].startswith("✗ mean")
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_missing_or_damaged_records_are_explained(lab, tmp_path, content):
    lab(mean=0.5)
    path = tmp_path / check.RECORDED_FILE
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with pytest.raises(check.CheckFailed, match=r"checks\.json"):
        check.value("mean", 0.5)


def test_a_changed_test_cell_is_explained(lab):
    lab(mean=0.5)
    with pytest.raises(check.CheckFailed, match="not part of this assignment"):
        check.value("median", 0.5)


def test_raises_needs_no_record(lab, capsys):
    lab()
    check.raises("bad shapes", ValueError, lambda: int("x"))
    assert "✓" in capsys.readouterr().out
    with pytest.raises(check.CheckFailed, match="nothing was raised"):
        check.raises("bad shapes", ValueError, lambda: 1)


def test_partial_accuracy_fails_in_the_lab_and_tells_the_share(lab):
    lab()
    labels = data.load_images("digits", "test").labels
    wrong = np.arange(len(labels)) < 0.3 * len(labels)
    with pytest.raises(check.CheckFailed, match="50% of the credit"):
        check.accuracy("held out", (labels + wrong) % 10, held_out="digits", floor=0.6, full=0.8)
    check.accuracy("held out", labels, held_out="digits", floor=0.6, full=0.8)


def test_bars_in_the_wrong_order_are_the_authors_mistake(lab):
    lab()
    with pytest.raises(ValueError, match=r"floor=0\.9 is above full=0\.8"):
        check.accuracy("held out", [0], held_out="d", floor=0.9, full=0.8)
    with pytest.raises(ValueError, match=r"floor=0\.1 is below full=0\.2"):
        check.error("predictions", [0.0], floor=0.1, full=0.2)


def test_code_can_be_asked_to_do_without_a_function():
    x = torch.ones(1, 2, 2)
    with check.without("softmax", "multi_head_attention_forward"):
        assert x.exp().sum() > 0
        with torch._C.DisableTorchFunction():
            torch.softmax(x, dim=0)
        for forbidden in (lambda: x.softmax(dim=0), lambda: torch.nn.MultiheadAttention(2, 1)(x, x, x)):
            with pytest.raises(RuntimeError, match="do without"):
                forbidden()
    torch.softmax(x, dim=0)


def test_when_graded_values_are_reported_and_nothing_is_judged(reported, capsys):
    check.value("mean", 0.5, rtol=1e-3, hint="h")
    assert capsys.readouterr().out == ""
    assert reported[0]["kind"] == "value"
    assert reported[0]["task"] == "task"
    assert unpack(reported[0]["value"]) == 0.5


def test_when_graded_an_error_is_reported_and_later_checks_still_run(reported):
    check.value("broken", lambda: 1 / 0)
    check.raises("no error", ValueError, lambda: 3)
    check.value("later", lambda: 2)
    values = [unpack(report["value"]) for report in reported]
    assert values == [Raised("ZeroDivisionError", "division by zero"), 3, 2]


def test_when_graded_a_value_that_cannot_be_sent_is_reported_as_such(reported):
    check.value("huge", lambda: torch.zeros(3_000_000))
    assert unpack(reported[0]["value"]).type_name == "BadValue"


def test_modules_are_values_not_functions(reported):
    check.value("module", torch.nn.Linear(1, 1))
    assert unpack(reported[0]["value"]).type_name == "Linear"


@pytest.fixture
def shell():
    """IPython's shell, as in a student's notebook; `lab` comes after it."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_source_checks_see_the_cells_that_were_run(lab, shell, capsys):
    lab()
    shell.run_cell("def total(x):\n    return sum(x)", store_history=False)
    check.source("no loop", "total", calls=["sum"])
    assert "✓" in capsys.readouterr().out
    with pytest.raises(check.CheckFailed, match="uses 'sum'"):
        check.source("by hand", "total", forbids=["sum"])


def test_a_name_that_is_put_together_is_found_while_it_runs(lab, shell):
    lab()
    shell.run_cell("import torch\ndef hidden(x):\n    return getattr(torch, str('soft') + 'max')(x, 0)")
    shell.run_cell("def written_out(x):\n    return x.exp() / x.exp().sum()")
    hidden, written_out = (shell.user_ns[name] for name in ("hidden", "written_out"))
    check.source("by hand", "written_out", forbids=["softmax"], run=lambda: written_out(torch.ones(3)))
    check.source("not run", "hidden", forbids=["softmax"])
    with pytest.raises(check.CheckFailed, match=r"uses 'softmax'.*your code called it"):
        check.source("by hand", "hidden", forbids=["softmax"], run=lambda: hidden(torch.ones(3)))


def test_a_loop_that_cannot_be_read_is_found_by_its_steps(lab, shell):
    lab()
    shell.run_cell("import torch\ndef hidden(x):\n    exec(str('fo') + 'r y in x: y + 1', {'x': x})")
    runs = {name: lambda n=n: shell.user_ns["hidden"](torch.ones(n)) for name, n in (("run", 3), ("run_on_more", 1003))}
    check.source("few items", "hidden", forbids=["for"], run=runs["run"])
    with pytest.raises(check.CheckFailed, match="there is a loop in it"):
        check.source("no loop", "hidden", forbids=["for"], **runs)


def test_what_torchscript_calls_is_not_seen_so_nobody_may_call_it(lab, shell):
    lab()
    shell.run_cell("import torch\nunit = torch.jit.CompilationUnit('def exp(x):\\n    return torch.exp(x)\\n')")
    shell.run_cell("scripted = unit.exp\ndef f(x):\n    return scripted(x)")
    with pytest.raises(check.CheckFailed, match=r"do without torch\.jit"):
        check.source("by hand", "f", forbids=["softmax"], run=lambda: shell.user_ns["f"](torch.ones(3)))


def test_modules_beside_the_notebook_are_read(lab, shell, tmp_path, monkeypatch):
    lab()
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "my_helpers.py").write_text("import torch\ndef mine(x):\n    return torch.softmax(x, 0)\n")
    shell.run_cell("from my_helpers import mine")
    with pytest.raises(check.CheckFailed, match="line 3 of the module my_helpers"):
        check.source("by hand", "mine", forbids=["softmax"])


def test_test_cells_are_not_the_students_code(lab, shell):
    lab()
    shell.run_cell("def mine(x):\n    return x.exp()")
    shell.run_cell("from course_utils import check\ncheck.task('a')\ndef mine(x):\n    return softmax(x)")
    check.source("by hand", "mine", forbids=["softmax"])


def test_a_graded_trace_is_judged_outside_the_kernel(reported):
    exec(compile("import torch\ndef f(x): return getattr(torch, K)(x, 0)\nK = 'softmax'", "cell", "exec"), globals())
    check.source("by hand", "f", forbids=["softmax"], run=lambda: f(torch.ones(3)))  # noqa: F821
    evidence = Evidence(sources=["import torch\ndef f(x, k): return getattr(torch, k)(x, 0)"])
    assert verdict(reported[0], reported[0] | {"value": None}, evidence).credit == 0
    silent = reported[0] | {"value": pack({})}
    assert verdict(silent, silent, evidence).credit == 1


@pytest.mark.parametrize("value", [None, 3, [1], {"softmax": {"x": 1}}, {"other": "softmax"}])
def test_a_trace_that_a_kernel_made_up_frees_nobody(value):
    report = {"kind": "source", "definition": "f", "value": pack(value), "forbids": ["softmax"], "calls": []}
    evidence = Evidence(sources=["import torch\ndef f(x): return torch.softmax(x, 0)"])
    assert verdict(report, report, evidence).credit == 0


@pytest.fixture
def notebook(lab, shell):
    shell.user_ns["check"] = check
    lab(mean=0.5)
    return shell


@pytest.mark.parametrize(
    ("taken", "test", "said"),
    [
        ("list = [1]; sum = 0", "check.value('mean', lambda: list('ab'))", "has a 'list' and a 'sum' of its own"),
        ("list = [1]", "list('ab')", "has a 'list' of its own"),
        ("check = 3", "check.value('mean', 0.5)", "uses the name 'check' for something of its own"),
    ],
)
def test_a_name_that_gets_in_a_test_cells_way_is_named_in_the_lab(notebook, capsys, taken, test, said):
    notebook.run_cell(taken)
    notebook.run_cell(f"check.task('task')\n{test}" if taken != "check = 3" else f"{test}  # check.task('task')")
    printed = capsys.readouterr()
    assert said in printed.out + printed.err


IN_A_CELL = """
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell("from course_utils import check")
shell.run_cell("check.task('task')\\ncheck.value('inverse', lambda: 1 / 0)")
"""


def test_no_name_is_blamed_for_an_error_where_the_package_was_imported_in_a_cell(tmp_path):
    """While a cell runs, IPython adds names to Python's; the notebook has these, too, but as other objects."""
    done = subprocess.run([sys.executable, "-c", IN_A_CELL], cwd=tmp_path, capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert "ZeroDivisionError" in said
    assert "of its own" not in said


def test_no_name_is_blamed_for_a_wrong_value(notebook, capsys):
    notebook.run_cell("check.task('task')\ncheck.value('mean', 3)")
    assert "of its own" not in capsys.readouterr().out


def draws():
    return [torch.rand(1).item(), float(np.random.rand()), random.random()]


def test_every_function_starts_from_the_same_random_numbers(reported):
    torch.manual_seed(5)
    following = torch.rand(3)
    for seed in (5, 6):
        torch.manual_seed(seed)
        np.random.seed(seed)
        random.seed(seed)
        check.value("a draw", draws)
    check.value("another draw", draws)
    first, again, other = [unpack(report["value"]) for report in reported]
    assert first == again
    assert first != other
    torch.manual_seed(5)
    check.value("a draw", draws)
    assert torch.equal(torch.rand(3), following), "the notebook's own numbers go on as if nothing was drawn"


def test_two_calls_in_one_check_can_start_alike(reported):
    def twice():
        pairs = []
        for _ in range(2):
            check.seed()
            pairs.append(torch.rand(2).tolist())
        return pairs[0] == pairs[1]

    check.value("twice", twice)
    assert unpack(reported[0]["value"]) is True


class BadLine(ValueError):
    pass


def refuse(error):
    raise error


@pytest.mark.parametrize(
    ("asked", "raised", "counts"),
    [
        (ValueError, BadLine("line 3"), True),
        (OSError, FileNotFoundError("gone"), True),
        (ValueError, Exception("no"), False),
        (BadLine, ValueError("no"), False),
        (RuntimeError, NotImplementedError(), False),
        (RuntimeError, RecursionError("too deep"), False),
        (RecursionError, RecursionError("too deep"), True),
        (Exception, KeyError("k"), True),
    ],
)
def test_an_exception_derived_from_the_one_asked_for_counts(reported, asked, raised, counts):
    check.raises("refused", asked, lambda: refuse(raised))
    [report] = reported
    reference = {**report, "value": pack(Raised(asked.__name__, ""))}
    assert (verdict(report, reference, Evidence()).credit == 1) is counts
