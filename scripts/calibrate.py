"""Calibrate an assignment's accuracy bar: who clears it, and by how much, under many grading keys.

    python scripts/calibrate.py 06 --keys 20 --students mean_pooling last_padded_state_in_the_model

Each key draws another split into training and held-out rows. Under every key the reference solution, the simulated
students that are named, and baselines without any network are measured on the rows that the grader asks about, by
accuracy or by what else the check measures. The table is written to docs/calibration/<assignment>.md; where an
assignment asks about several data sets, there is one table for each. The grader reads the highest accuracy in it
(`course_utils/grading/course/calibration.py`) and notes who is above it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.progress import track
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from course_utils import data
from course_utils.checks.values import pack
from course_utils.checks.verdicts import Evidence, accuracy_of
from course_utils.data.files import read_jsonl
from course_utils.data.images import pixels_of
from course_utils.grading.course.layout import Course, find_course
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.simulated.crowd import class_without_gradebook
from course_utils.grading.simulated.submissions import Student, fully_trained, read_student
from course_utils.grading.submission.grader import Grader, prepared
from course_utils.grading.submission.judge import accuracy_bars
from course_utils.metrics import METRICS

REFERENCE = "reference"
TEXT_BASELINES: Mapping[str, Any] = {
    "always the most frequent class": DummyClassifier(),
    "TF-IDF and logistic regression": make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)),
}
IMAGE_BASELINES: Mapping[str, Any] = {
    "always the most frequent class": DummyClassifier(),
    "logistic regression": LogisticRegression(max_iter=2000),
    "random forest": RandomForestClassifier(random_state=0),
    "nearest neighbour": KNeighborsClassifier(1),
}
# Thousands of images of 784 pixels: enough steps to stop improving on the held-out ones
LARGE_IMAGE_BASELINES: Mapping[str, Any] = {
    **IMAGE_BASELINES,
    "logistic regression": LogisticRegression(max_iter=60),
    "random forest": RandomForestClassifier(50, random_state=0),
}
# Words one-hot, and a hole counts as 0: what one gets without a look at the table
TABLE_BASELINES: Mapping[str, Any] = {
    "always the most frequent class": make_pipeline(DictVectorizer(), DummyClassifier()),
    "five neighbours, as the table is": make_pipeline(DictVectorizer(), KNeighborsClassifier(5)),
    "logistic regression, as the table is": make_pipeline(DictVectorizer(), LogisticRegression(max_iter=5000)),
}


def main() -> None:
    """Run the calibration and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment")
    parser.add_argument("--keys", type=int, default=20)
    parser.add_argument("--students", nargs="*", default=[])
    parser.add_argument("--no-baselines", action="store_true", help="where the task fixes the model")
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    accuracies: dict[tuple[str, str], list[float]] = defaultdict(list)  # by data set and model
    credits: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))  # by check and model
    checks: dict[str, list[str]] = {}
    bars: dict[str, tuple[float, float]] = {}
    path = repository.root / "docs" / "calibration" / f"{assignment}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="course-calibration-") as folder:
        students = _students(repository, assignment, arguments.students)
        course = class_without_gradebook(repository, Path(folder), assignment, students)
        for number in track(range(arguments.keys), description="keys"):
            os.environ["COURSE_KEY"] = f"calibration {number}"
            with prepared(course, assignment, best_isolation()) as grader:
                bars |= accuracy_bars(grader.reference)
                checks, metric = _checks(grader), _metric(grader)
                baselines = {} if arguments.no_baselines else _baselines(grader, metric)
                results = _results(grader, arguments.students)
                for name, accuracy in (baselines | _accuracies(results, checks)).items():
                    accuracies[name].append(accuracy)
                for check, model, credit in _credits(grader, results):
                    credits[check][model].append(credit)
            # After each key: a run that is interrupted leaves the table of those that it has done.
            tables = [
                _table(_of(accuracies, each), c[0], *bars[c[0]], METRICS[metric].title) for each, c in checks.items()
            ]
            tables += [_table_of_credits(check, found) for check, found in credits.items()]
            path.write_text("\n\n".join([f"# Calibration of {assignment}", *tables]) + "\n", encoding="utf-8")
    print(f"Written: {path}")


def _students(repository: Course, assignment: str, names: list[str]) -> list[Student]:
    """Return the reference and the students that are named, fully trained where training is not their point."""
    students = [read_student(repository, assignment, name) for name in (REFERENCE, *names)]
    return [fully_trained(repository, student) for student in students]


def _results(grader: Grader, students: list[str]) -> dict[str, SubmissionResult]:
    results = {}
    for name in (REFERENCE, *students):
        submission = grader.open(name)
        grader.execute(submission)
        _, results[name] = grader.judge(submission)
    return results


def _accuracies(
    results: Mapping[str, SubmissionResult], checks: Mapping[str, list[str]]
) -> dict[tuple[str, str], float]:
    """Return each student's accuracy on each data set: of several checks, that of the one that went worst."""
    return {
        (data_set, name): min(result.accuracies.get(check, 0.0) for check in names)
        for name, result in results.items()
        for data_set, names in checks.items()
    }


def _credits(grader: Grader, results: Mapping[str, SubmissionResult]) -> Iterator[tuple[str, str, float]]:
    """Yield each check of an error, each student, and what the student was credited for it."""
    errors = {check["name"] for checks in grader.reference.values() for check in checks if check["kind"] == "error"}
    for name, result in results.items():
        for check in (check for task in result.tasks for check in task.checks if check.name in errors):
            yield check.name, name, check.credit


def _table_of_credits(check: str, found: Mapping[str, list[float]]) -> str:
    lines = [f"The credit of the check *{check}*, under the same keys:", ""]
    lines += ["| model | lowest | median | highest |", "| --- | --- | --- | --- |"]
    for name, credit in sorted(found.items(), key=lambda item: statistics.median(item[1])):
        low, middle, high = min(credit), statistics.median(credit), max(credit)
        lines.append(f"| {name.replace('_', ' ')} | {low:.2f} | {middle:.2f} | {high:.2f} |")
    return "\n".join(lines)


def _checks(grader: Grader) -> dict[str, list[str]]:
    """Return the names of the accuracy checks on each held-out set; those on one set have the same bars."""
    found: dict[str, list[str]] = defaultdict(list)
    for check in (check for checks in grader.reference.values() for check in checks if check["kind"] == "accuracy"):
        found[check["held_out"]].append(check["name"])
    return found


def _of(accuracies: Mapping[tuple[str, str], list[float]], data_set: str) -> dict[str, list[float]]:
    return {model: found for (each, model), found in accuracies.items() if each == data_set}


def _metric(grader: Grader) -> str:
    """Return what the assignment's check measures."""
    checks = [check for checks in grader.reference.values() for check in checks if check["kind"] == "accuracy"]
    return checks[0].get("metric", "accuracy")


def _baselines(grader: Grader, metric: str) -> dict[tuple[str, str], float]:
    """Measure models without a network on the rows that a student's kernel gets."""
    evidence, accuracies = Evidence(grader.key.labels, grader.key.perturbed), {}
    for name in grader.key.labels:
        models, features = _kind(name)
        paths = (grader.inputs.data_folder / f"{name}.{part}.jsonl" for part in ("train", "heldout"))
        train, asked = (list(read_jsonl(path.read_bytes())) for path in paths)
        for model_name, model in models.items():
            model.fit(features(train), [row["label"] for row in train])
            predictions = model.predict(features(asked))
            found = accuracy_of({"value": pack(predictions)}, {"held_out": name, "metric": metric}, evidence)
            accuracies[name, model_name] = found or 0.0
    return accuracies


def _kind(name: str) -> tuple[Mapping[str, Any], Callable[[list[dict[str, Any]]], Any]]:
    """Return the baselines for a data set, and what they learn from of its rows."""
    if name in data.TABLE_CARDS:
        return TABLE_BASELINES, lambda rows: [{key: row[key] or 0.0 for key in row if key != "label"} for row in rows]
    if name in data.IMAGE_CARDS and name.endswith("digits"):
        return IMAGE_BASELINES, lambda rows: [row["image"] for row in rows]
    if name in data.IMAGE_CARDS:
        return LARGE_IMAGE_BASELINES, lambda rows: pixels_of(rows).reshape(len(rows), -1) / 255
    return TEXT_BASELINES, lambda rows: [row["text"] for row in rows]


def _table(accuracies: Mapping[str, list[float]], check: str, floor: float, full: float, measure: str) -> str:
    number = len(accuracies[REFERENCE])
    lines = [
        f"Made by `scripts/calibrate.py`: {measure} of the check *{check}* under {number} grading keys, each with",
        f"another split into training and held-out rows. No credit up to {floor:.2f}, full credit from {full:.2f}.",
        f"A model can clear the bar and still be wrong; what {measure} cannot show, other test cells look for.",
        "",
        "| model | lowest | median | highest | full credit | no credit |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in sorted(accuracies.items(), key=lambda item: statistics.median(item[1])):
        cleared, missed = sum(a >= full for a in found), sum(a <= floor for a in found)
        low, middle, high = min(found), statistics.median(found), max(found)
        label = name.replace("_", " ")
        lines.append(
            f"| {label} | {low:.3f} | {middle:.3f} | {high:.3f} | {cleared} of {number} | {missed} of {number} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
