"""One submission through the phases sanitise, execute and judge: the single road that every way of grading takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.grading.course.calibration import above_all_seen, highest_seen
from course_utils.grading.course.files import hash_of_files
from course_utils.grading.course.layout import TIMESTAMP_FILE, Course, CourseError
from course_utils.grading.course.notebooks import (
    grade_id,
    graded_cells,
    headings,
    is_by_hand,
    points_of,
    read_notebook,
    read_submission,
    student_sources,
)
from course_utils.grading.course.records import NOT_GRADED, SubmissionResult, TaskResult
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels.fork_client import fork_server, optional_modules
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.begun import mark_begun
from course_utils.grading.submission.belonging import assignment_of, cell_names, names_in
from course_utils.grading.submission.beside import look_beside
from course_utils.grading.submission.bounded import bounded, make_ready
from course_utils.grading.submission.chosen_name import chosen_in
from course_utils.grading.submission.execute import Doubt
from course_utils.grading.submission.execution_cache import Store, cache_key, read_execution
from course_utils.grading.submission.inputs import AnswerKey, RunInputs, graded_inputs
from course_utils.grading.submission.judge import Reference, held_out_sets, judge
from course_utils.grading.submission.reference import ProvesNothing, record
from course_utils.grading.submission.sanitise import restore

SEEDS_TRIED = 5  # before an assignment counts as badly written


@dataclass(frozen=True)
class Submission:
    """What one student handed in, ready to run: made once, and carried through running, judging and saving.

    Attributes
    ----------
    student : str
    folder : Path
        Where it was handed in, with the files beside the notebook.
    notebook : NotebookNode
        The released notebook with the student's answers; nobody changes it.
    notes : tuple of str
        What had to be put right.
    """

    student: str
    folder: Path
    notebook: NotebookNode
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Ended:
    """How the run of a submission ended: `failure` says in words why there is nothing to judge."""

    student: str
    submission: Submission | None = None
    failure: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True)
class Judging:
    """What judging a submission needs, apart from what came out of its run."""

    released: Path
    key: AnswerKey
    reference: Reference
    highest: Mapping[str, float]


def judged(judging: Judging, submission: Submission, stored: Path) -> tuple[NotebookNode, SubmissionResult] | None:
    """Return the notebook with its points, and the result; None where no execution is stored."""
    execution = read_execution(stored, submission.notebook)
    if execution is None:
        return None
    reference, folder = judging.reference, submission.folder
    notebook, result = judge(execution, reference, judging.key, submission.student, folder)
    result.work, result.pseudonym = work_of(folder), chosen_in(submission.notebook) or ""
    beside = look_beside(folder, judging.released.parent, student_sources(submission.notebook))
    unusual = above_all_seen(result.accuracies, judging.highest, held_out_sets(reference))
    result.files = beside.files
    result.notes = [*submission.notes, *result.notes, *beside.notes, *unusual]
    released = read_notebook(judging.released)
    mark_begun(result.tasks, submission.notebook, released)
    titles = headings(released)
    for task in result.tasks:
        task.title = titles[task.id]  # whatever headings a student wrote
    return notebook, result


@dataclass(frozen=True)
class Grader:
    """What grading the submissions of one assignment needs; `prepared` makes it once for a class.

    `highest` is what calibration has seen at most of each accuracy (`course.calibration`).
    """

    course: Course
    inputs: RunInputs
    key: AnswerKey
    reference: Reference
    store: Store
    highest: Mapping[str, float] = field(default_factory=dict)

    @property
    def assignment(self) -> str:
        return self.key.assignment

    def open(self, student: str) -> Submission:
        """Phase 1, see `opened`."""
        return opened(self.course, self.assignment, student)

    def execute(self, submission: Submission, beside_others: bool = False, was_killed: bool = False) -> Doubt:
        """Phase 2: leave the executed notebook in the store, or return why its outcome is in doubt.

        For the parameters see `submission.execution_cache.Store.execute`.
        """
        execution = self.store.execute(
            submission.notebook, submission.folder, self.inputs, beside_others=beside_others, was_killed=was_killed
        )
        return execution.doubt

    def forget(self, submission: Submission) -> None:
        """Delete the stored execution of a submission, so that it is run again."""
        self.store.path(cache_key(submission.notebook, submission.folder, self.inputs)).unlink(missing_ok=True)

    def judge(self, submission: Submission) -> tuple[NotebookNode, SubmissionResult]:
        """Phase 3: return the notebook with its points, and the result; the execution comes from the store."""
        stored = self.store.path(cache_key(submission.notebook, submission.folder, self.inputs))
        outcome = bounded(judged, self._judging, submission, stored)
        if outcome is None:
            self.execute(submission)
            outcome = bounded(judged, self._judging, submission, stored)
        if outcome is None:
            raise CourseError("What came out of its run could not be read again. Grading again tries once more.")
        return outcome

    @property
    def _judging(self) -> Judging:
        return Judging(self.course.released(self.assignment), self.key, self.reference, self.highest)

    def not_graded(self, student: str, reason: str) -> SubmissionResult:
        """Return the result of a submission that could not be graded."""
        return not_graded(self.course, self.assignment, student, reason)


def not_graded(course: Course, assignment: str, student: str, reason: str) -> SubmissionResult:
    """Return the result of a submission that could not be graded."""
    released = read_notebook(course.released(assignment))
    titles = headings(released)
    tasks = [
        TaskResult(name, titles[name], 0.0, points_of(cell), manual=is_by_hand(cell))
        for name, cell in ((str(grade_id(cell)), cell) for cell in graded_cells(released))
    ]
    most = sum(task.max_points for task in tasks)
    work = work_of(course.handed_in(assignment, student).parent)
    return SubmissionResult(assignment, student, NOT_GRADED, 0.0, most, [reason], tasks=tasks, work=work)


def work_of(folder: Path) -> str:
    """Return a hash of what was handed in, whenever that was."""
    files = [path for path in sorted(folder.rglob("*")) if path != folder / TIMESTAMP_FILE]
    return hash_of_files(files, folder).hex()


def opened(course: Course, assignment: str, student: str) -> Submission:
    """Return what a student handed in, rebuilt on the release, as `restored` does, within bounds.

    Raises
    ------
    CourseError
        As `restored` does; and if that takes more time or memory than a submission may.
    """
    return bounded(restored, course, assignment, student)


def restored(course: Course, assignment: str, student: str) -> Submission:
    """Return what a student handed in, rebuilt on the release (`submission.sanitise.restore`).

    Raises
    ------
    CourseError
        If the file isn't a notebook, belongs to another assignment, or has something beside it that isn't a file.
    """
    path = course.handed_in(assignment, student)
    refuse_links(path.parent)
    submitted, released = read_submission(path), read_notebook(course.released(assignment))
    if names_in(submitted) - names_in(released):
        _refuse_anothers(submitted, course, assignment)
    notebook, notes = restore(submitted, released)
    return Submission(student, path.parent, notebook, tuple(notes))


def _refuse_anothers(submitted: NotebookNode, course: Course, assignment: str) -> None:
    if (found := assignment_of(submitted, cell_names(course), assignment)) != assignment:
        raise CourseError(f"This is the notebook of {found}, not of {assignment}.")


def refuse_links(folder: Path) -> None:
    """Raise CourseError if something in `folder` is not a plain file: a link is read with the reader's rights.

    nbgrader copies what is beside a notebook, through links, to where students get their feedback from.
    """
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            name = path.relative_to(folder.parent)
            raise CourseError(f"{name} is a link or a special file; take it out, or put the file itself in its place.")


@contextmanager
def prepared(
    course: Course, assignment: str, isolation: Isolation, server: Callable[[], str] | None = None
) -> Iterator[Grader]:
    """Prepare inputs and reference for one assignment; what kernels may read is deleted afterwards.

    `server` gives the socket of a fork server that is there already; else one is started when the first kernel is.
    """
    make_ready()
    with ExitStack() as stack:
        folder = stack.enter_context(scratch_folder("data"))

        def started() -> str:
            return stack.enter_context(fork_server(optional_modules(course.master(assignment))))()

        forks = isolation == Isolation.NAMESPACES
        store = Store(course.store / assignment, isolation, (server or started) if forks else str)
        yield _with_telling_inputs(course, assignment, Path(folder) / "data", store)


def _with_telling_inputs(course: Course, assignment: str, folder: Path, store: Store) -> Grader:
    """Return what grades, with inputs that tell right answers from copied ones.

    A number may be drawn by chance as the public seed draws it; then a check of it proves nothing, and the next seed
    is taken.
    """
    for attempt in range(SEEDS_TRIED):
        inputs, key = graded_inputs(course, assignment, folder, attempt)
        try:
            reference = record(course, inputs, key, store)
            return Grader(course, inputs, key, reference, store, highest_seen(course, assignment))
        except ProvesNothing as error:
            why = error
    raise why
