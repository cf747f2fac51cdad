"""Simulated students whose answers compute nothing; each assignment's crowd has them."""

from __future__ import annotations

import ast
import json

from conftest import ROOT
from course_utils.checks.verdicts import CURVES, Report
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import code_cells, grade_id, is_answer, is_test, read_notebook
from course_utils.grading.simulated.submissions import Student

WAYS = {
    "nothing": "return None",
    "the_input": "return given[0]",
    "zeros": "return library_of(given[0]).zeros_like(given[0])",
    "ones": "return library_of(given[0]).ones_like(given[0])",
    "one_more": "return given[0] + 1",
    "random_numbers": "return library_of(given[0]).asarray(torch.rand(given[0].shape))",
    "an_error": "raise ValueError",
    "recorded_values": "return next(RECORDED)",  # what the released file has of this task's checks, in their order
}
HEAD = """import numpy as np
import torch
from course_utils.checks.values import unpack

def library_of(value):
    return np if isinstance(value, np.ndarray) else torch
"""
INVENTED = {name: [0.9, 0.7, 0.5] if "loss" in name else [0.5, 0.7, 0.9] for name in CURVES}
MODELS = "model = vocabulary = review_model = name_model = network = denoiser"
UNTRAINED = f"{MODELS} = lambda *given: given[0]\nhistory = {INVENTED}"


def students_who_do_nothing(assignment: str) -> list[Student]:
    """Return a student for each way to do nothing: the released notebook with a stub for each answer."""
    released = Course(ROOT).released(assignment)
    recorded = json.loads(released.with_name("checks.json").read_text(encoding="utf-8"))["tasks"]
    cells, waiting = {}, []
    for cell in code_cells(read_notebook(released)):
        name = str(grade_id(cell))
        if is_answer(cell):
            waiting.append((name, cell["source"]))
        elif is_test(cell):
            cells.update({answer: (source, recorded.get(name, [])) for answer, source in waiting})
            waiting = []
    return [
        Student(
            f"does_nothing_but_{way}",
            assignment,
            base="blank",
            cells={name: stub(source, way, reports) for name, (source, reports) in cells.items()},
            expected={"all": (0, 0)},
        )
        for way in WAYS
    ]


def stub(source: str, way: str, recorded: list[Report]) -> str:
    """Return an answer cell whose functions do nothing; where it trains, it makes its results up."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    if not functions:
        return UNTRAINED
    for function in functions:
        function.body = ast.parse(_body(function, way)).body
    for place, node in enumerate(tree.body):
        if isinstance(node, ast.Raise):  # outside of functions: here something is to be trained
            tree.body[place : place + 1] = ast.parse(UNTRAINED).body
    values = [report["value"] for report in recorded if report["value"] is not None]
    head = f"{HEAD}\nRECORDED = iter([unpack(each) for each in {values!r}])"
    return f"{head}\n\n\n{ast.unparse(tree)}"


def _body(function: ast.FunctionDef, way: str) -> str:
    if function.name == "__init__":
        return "super().__init__()"
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named += [each for each in (function.args.vararg, function.args.kwarg) if each]
    return f"given = [{', '.join(each.arg for each in named if each.arg != 'self')}]\n{WAYS[way]}"
