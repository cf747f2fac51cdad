"""The phases as nbgrader preprocessors, so that `nbgrader autograde`, the formgrader's button and `course grade` agree.

`nbgrader_config.py` names them: `RestoreMaster` stands in for nbgrader's sanitising steps, since what it returns is the
release with answers in it, and `ExecuteAndJudge` for its own `Execute`. What comes after is nbgrader's.
"""

from __future__ import annotations

import atexit
import copy
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor
from traitlets.config import Config

from course_utils.grading.classroom.gradebook import completed, save_not_graded
from course_utils.grading.classroom.late import Lateness, LatePolicy, late_words
from course_utils.grading.course.files import hash_of_files
from course_utils.grading.course.layout import Course, CourseError, find_course
from course_utils.grading.course.notebooks import code_cells
from course_utils.grading.course.records import SubmissionResult, now, write_result
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.submission.grader import Grader, Submission, not_graded, opened, prepared

RESULT = "course_result"  # of the submission, among nbconvert's resources
VALIDATE_SECONDS = 600  # for one cell, when a student presses Validate; nbgrader's 30 are short for training
_stack = ExitStack()  # what nbgrader's own commands need lives as long as their process
atexit.register(_stack.close)
_prepared: dict[Path, tuple[bytes, Grader]] = {}  # by the release that they grade


@dataclass(frozen=True)
class _AtHand:
    """What `course grade` has made ready for nbgrader's steps."""

    grader: Grader
    submission: Submission
    origin: str


_at_hand: dict[Path, _AtHand] = {}  # by the folder that was handed in


@contextmanager
def grading_with(grader: Grader, submission: Submission, origin: str = "") -> Iterator[None]:
    """Let nbgrader's steps in this process judge and save a submission that is open and executed already.

    `origin` is a hash of what its points follow from, for the record.
    """
    place = submission.folder.resolve()
    _at_hand[place] = _AtHand(grader, submission, origin)
    try:
        yield
    finally:
        del _at_hand[place]


def _submission(names: Mapping[str, Any]) -> Submission:
    """Return the submission that is at hand, or open it for nbgrader's own commands.

    Raises
    ------
    CourseError
        If the submission cannot be opened.
    """
    at_hand = _known(names)
    return at_hand.submission if at_hand else opened(find_course(), names["assignment"], names["student"])


def _ready(names: Mapping[str, Any]) -> _AtHand:
    """Return what is at hand for a submission; for nbgrader's own commands the grader is prepared here."""
    return _known(names) or _AtHand(_grader(find_course(), names["assignment"]), _submission(names), "")


def _known(names: Mapping[str, Any]) -> _AtHand | None:
    return _at_hand.get(find_course().handed_in(names["assignment"], names["student"]).parent.resolve())


def _grader(course: Course, assignment: str) -> Grader:
    """Return what grades an assignment as it is now: the formgrader's process lives through many releases."""
    path = course.released(assignment)
    state = hash_of_files([path, course.master(assignment)], course.root)
    known, grader = _prepared.get(path, (b"", None))
    if grader is None or known != state or not grader.inputs.data_folder.exists():
        grader = _stack.enter_context(prepared(course, assignment, best_isolation()))
        _prepared[path] = (state, grader)
    return grader


def save_as_not_graded(course: Course, result: SubmissionResult) -> None:
    """Save the result of a submission that cannot be graded, in the gradebook and as a record."""
    result.graded_at = now()
    save_not_graded(course, result)
    write_result(course.results, result)


class SubmissionExporter(NotebookExporter):
    """nbgrader's way to read and write notebooks, but what was handed in is read by `RestoreMaster` alone."""

    def from_file(
        self, file_stream: Any, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook in a file, as the preprocessors made it; nbformat would build all that is in it."""
        if Path(file_stream.name).resolve().is_relative_to(find_course().submitted):
            return self.from_notebook_node(new_notebook(), resources, **options)
        return super().from_file(file_stream, resources, **options)


class RestoreMaster(NbGraderPreprocessor):
    """Phase 1: rebuild the submission on the released notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the released notebook with the student's answers; what cannot be read is saved as not graded."""
        names = resources["nbgrader"]
        try:
            return copy.deepcopy(_submission(names).notebook), resources
        except CourseError as error:
            course = find_course()
            save_as_not_graded(course, not_graded(course, names["assignment"], names["student"], str(error)))
            raise


class ExecuteAndJudge(NbGraderPreprocessor):
    """Phases 2 and 3."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the judged notebook; nbgrader reads the points off its test cells."""
        ready = _ready(resources["nbgrader"])
        judged, result = ready.grader.judge(ready.submission)
        result.graded_at, result.origin = now(), ready.origin
        outputs = {cell["id"]: cell for cell in code_cells(judged)}
        for cell in code_cells(nb):
            if cell.get("id") in outputs:
                cell["outputs"] = outputs[cell["id"]]["outputs"]
                cell["execution_count"] = outputs[cell["id"]]["execution_count"]
        return nb, {**resources, RESULT: result}


class CompleteSubmission(NbGraderPreprocessor):
    """Makes a place for the points of a student who had an extension before there was a submission."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it came."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            completed(gradebook, names["assignment"], names["student"])
        return nb, resources


class TakeLatePenalty(AssignLatePenalties):
    """nbgrader's step for late submissions; what it takes off goes into the result, too."""

    def init_plugin(self) -> None:
        """Make the policy, and tell it the two moments: nbgrader gives it no more than the seconds between them."""
        super().init_plugin()
        if isinstance(self.plugin_inst, LatePolicy):
            with Gradebook(self.db_url) as gradebook:
                submission = gradebook.find_submission(self.assignment_id, self.student_id)
                self.plugin_inst.lateness = lateness_of(submission, self.plugin_inst)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it came."""
        nb, resources = super().preprocess(nb, resources)
        policy = self.plugin_inst
        if isinstance(policy, LatePolicy) and policy.penalty and policy.lateness:
            result = resources[RESULT]
            result.late_penalty = round(policy.penalty, 4)
            result.late_by, result.late_share = policy.lateness.words(), policy.share_of(policy.lateness)
            result.late = late_words(result.late_by, result.late_share, result.late_penalty)
        return nb, resources


class WriteRecord(NbGraderPreprocessor):
    """The last step: the record of the result, once all that it says is in the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it came."""
        write_result(find_course().results, resources[RESULT])
        return nb, resources


def lateness_of(submission: Any, policy: LatePolicy) -> Lateness | None:
    """Return when a submission of the gradebook was due and handed in; None where either is not known."""
    if submission.timestamp is None or submission.duedate is None:
        return None
    return Lateness(policy.here(submission.duedate), policy.here(submission.timestamp))


def configure(config: Config, root: Path) -> None:
    """Set nbgrader's folders below `root` and put the phases in their places; `nbgrader_config.py` calls this."""
    from nbgrader import preprocessors as steps

    course = Course(root.resolve())
    course.make_classroom()  # SQLite makes the gradebook, but no folder for it
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "assignments"
    config.CourseDirectory.submitted_directory = "classroom/submitted"
    config.CourseDirectory.autograded_directory = "classroom/autograded"
    config.CourseDirectory.feedback_directory = "classroom/feedback"
    config.CourseDirectory.db_url = f"sqlite:///{course.gradebook}"
    if server := os.environ.get("COURSE_DB_URL"):
        config.CourseDirectory.db_url = server
        config.CourseDirectory.course_id = "default_course"  # nbgrader's default is in no table, which SQLite allows
    config.Exchange.assignment_dir = str(course.assignments)  # what students fetch is kept with all assignments
    config.Execute.timeout = VALIDATE_SECONDS
    config.GenerateFeedback.exporter_class = "course_utils.grading.pages.safe_html.FeedbackExporter"
    config.TemplateExporter.filters = {
        "markdown2html": "course_utils.grading.pages.safe_html.safe_markdown",
        "highlight_code": "course_utils.grading.pages.safe_html.Highlighter",
    }
    config.HTMLExporter.preprocessors = ["course_utils.grading.pages.page_budget.PageBudget"]
    config.AssignLatePenalties.plugin_class = "course_utils.grading.classroom.late.LatePolicy"
    config.Autograde.exporter_class = "course_utils.grading.classroom.nbgrader_steps.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [RestoreMaster]
    config.Autograde.autograde_preprocessors = [
        ExecuteAndJudge,
        steps.IgnorePattern,
        steps.LimitOutput,
        CompleteSubmission,
        steps.SaveAutoGrades,
        TakeLatePenalty,
        WriteRecord,
    ]
    config.NotebookExporter.optimistic_validation = True  # once, and not after each of these steps
