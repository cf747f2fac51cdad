"""What running a submission needs, and what the judge keeps: both derived from the grading key.

The kernel gets a seed for the checks' inputs and a folder with the training rows and the held-out texts. The labels of
these texts never leave the grader's memory.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from nbformat.notebooknode import NotebookNode

from course_utils import data
from course_utils.checks.verdicts import PUBLIC_SEED
from course_utils.grading.course.key import derive_seed, read_key
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import code_cells, is_test, read_notebook
from course_utils.grading.kernels.inputs import KernelInputs, Limits
from course_utils.grading.submission.names import Names, answer_names, names_of
from course_utils.grading.submission.reports import uses_checks


@dataclass(frozen=True)
class RunInputs(KernelInputs):
    """Everything that running a submission needs, apart from the submission.

    Attributes
    ----------
    fingerprint : str
        Changes with anything that the kernel gets.
    is_trusted : bool
        Whether the kernel is believed, as in a student's own check; else each test cell is also run as a control.
    answers : tuple of str
        What the answers define, and a control does without.
    names : Names
        What the names in the test cells stand for.
    with_stand_ins : bool
        Whether each test cell is also run on answers that do nothing: for the reference solution alone.
    """

    fingerprint: str
    is_trusted: bool
    answers: tuple[str, ...] = ()
    names: Names = field(default_factory=Names)
    with_stand_ins: bool = False

    def for_the_reference(self) -> RunInputs:
        """Return the inputs of a run that also tells which checks an answer passes that does nothing."""
        return replace(self, with_stand_ins=True, fingerprint=f"{self.fingerprint} with stand-ins")


@dataclass(frozen=True)
class AnswerKey:
    """What the judge knows of an assignment's held-out rows, and nothing that runs a student's code does.

    Attributes
    ----------
    assignment : str
    labels, perturbed : mapping of str to array of shape (num_rows,)
        Labels of the held-out rows and which of them were changed, by data set.
    """

    assignment: str
    labels: Mapping[str, np.ndarray] = field(default_factory=dict)
    perturbed: Mapping[str, np.ndarray] = field(default_factory=dict)


def graded_inputs(course: Course, assignment: str, folder: Path, attempt: int = 0) -> tuple[RunInputs, AnswerKey]:
    """Draw the inputs from the course's key, and write what the kernel may read into `folder`.

    Each `attempt` draws the checks' inputs from another seed.

    Raises
    ------
    CourseError
        If the data are absent or the assignment's settings are wrong.
    """
    key = read_key(course)
    seed = derive_seed(key, assignment, "inputs", *([str(attempt)] if attempt else []))
    split_seed = derive_seed(key, assignment, "split")
    master = course.master(assignment)
    return _inputs(master, assignment, folder, seed, split_seed, is_trusted=False)


def public_inputs(
    course: Course, assignment: str, folder: Path, released: Path | None = None
) -> tuple[RunInputs, AnswerKey]:
    """Draw the inputs that a student's own notebook uses: the same for everybody, and no secret.

    A student has the release alone, which may have another name; its settings are the same as the solution's.
    """
    master = course.master(assignment)
    source = master if master.exists() else released or course.released(assignment)
    return _inputs(source, assignment, folder, PUBLIC_SEED, data.PUBLIC_SEED, is_trusted=True)


def _inputs(
    source: Path, assignment: str, folder: Path, seed: int, split_seed: int, is_trusted: bool
) -> tuple[RunInputs, AnswerKey]:
    """Draw inputs as the settings in the notebook at `source` say."""
    notebook = read_notebook(source)
    settings, names = course_settings(notebook), names_of(notebook)
    answers = () if is_trusted else _answers(notebook, source)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.chmod(0o755)  # the kernel's own user reads it, whatever the grader's umask is
    labels, perturbed = {}, {}
    for name in settings.get("data_sets", []):
        try:
            held_out = data.kind_of(name).write_graded(name, split_seed, folder)
        except data.DataError as error:
            raise CourseError(str(error)) from None
        labels[name] = np.asarray(held_out.labels)
        perturbed[name] = np.asarray(held_out.perturbed)
    limits = limits_of(settings)
    fingerprint = _fingerprint(f"{seed} {limits} {answers} {names}", folder)
    return RunInputs(seed, folder, limits, fingerprint, is_trusted, answers, names), AnswerKey(
        assignment, labels, perturbed
    )


def _answers(notebook: NotebookNode, path: Path) -> tuple[str, ...]:
    """Return what a control does without; a notebook in which it would take nothing away is refused."""
    answers = answer_names(notebook)
    if not answers and any(is_test(cell) and uses_checks(cell) for cell in code_cells(notebook)):
        raise CourseError(
            f"{path.name}: no answer cell defines anything, so no check can be seen to fail without an answer. Let the "
            "cells that students fill in define the functions, classes or variables that the test cells use."
        )
    return answers


def course_settings(notebook: NotebookNode) -> dict[str, Any]:
    """Return the notebook's own settings: its data sets and limits."""
    settings = notebook.get("metadata", {}).get("course", {})
    return dict(settings) if isinstance(settings, dict) else {}


def limits_of(settings: Mapping[str, Any]) -> Limits:
    """Read the limits out of an assignment's settings."""
    try:
        return Limits(**settings.get("limits", {}))
    except TypeError:
        known = ", ".join(Limits.__dataclass_fields__)
        raise CourseError(f"The notebook's limits have an unknown entry. Known are: {known}.") from None


def _fingerprint(settings: str, folder: Path) -> str:
    digest = hashlib.sha256(settings.encode())
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
