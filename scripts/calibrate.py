"""Calibrate an assignment's accuracy bar: who clears it, and by how much, under many grading keys.

    python scripts/calibrate.py 06 --keys 20 --students mean_pooling last_padded_state_in_the_model

Each key draws another split into training and held-out texts. Under every key the reference solution, the simulated
students that are named, and two baselines without any network go through the real grading path. The table is written to
docs/calibration/<assignment>.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from rich.progress import track
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from course_utils.grading.course import Course, find_course
from course_utils.grading.inputs import Inputs
from course_utils.grading.kernels import best_isolation
from course_utils.grading.simulated import fully_trained, hand_in, read_student
from course_utils.grading.submission import Grader, prepared
from course_utils.values import pack
from course_utils.verdicts import Evidence, accuracy_of

MAJORITY, WORD_COUNTS, REFERENCE = "always the most frequent class", "TF-IDF and logistic regression", "reference"


def main() -> None:
    """Run the calibration and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assignment")
    parser.add_argument("--keys", type=int, default=20)
    parser.add_argument("--students", nargs="*", default=[])
    arguments = parser.parse_args()
    repository = find_course()
    assignment = repository.find_assignment(arguments.assignment)
    accuracies: dict[str, list[float]] = defaultdict(list)
    bars: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(prefix="course-calibration-") as folder:
        course = _scratch(repository, Path(folder), assignment, arguments.students)
        for number in track(range(arguments.keys), description="keys"):
            os.environ["COURSE_KEY"] = f"calibration {number}"
            with prepared(course, assignment, best_isolation()) as grader:
                bars |= _bars(grader)
                for name, accuracy in _measure(grader, arguments.students).items():
                    accuracies[name].append(accuracy)
    path = repository.root / "docs" / "calibration" / f"{assignment}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(assignment, accuracies, bars), encoding="utf-8")
    print(f"Written: {path}")


def _scratch(repository: Course, folder: Path, assignment: str, students: list[str]) -> Course:
    """Make a class in which each simulated student has handed in."""
    for name in ("solutions", "assignments"):
        (folder / name).symlink_to(repository.root / name)
    course = Course(folder)
    for name in (REFERENCE, *students):
        student = fully_trained(read_student(repository, assignment, name))
        hand_in(course, student, course.submitted / name / assignment)
    return course


def _measure(grader: Grader, students: list[str]) -> dict[str, float]:
    measured = _baselines(grader.inputs)
    for name in (REFERENCE, *students):
        grader.execute(name)
        _, result = grader.judge(name)
        measured[name] = next(iter(result.accuracies.values()), 0.0)
    return measured


def _bars(grader: Grader) -> dict[str, tuple[float, float]]:
    checks = [check for checks in grader.reference.values() for check in checks if check["kind"] == "accuracy"]
    return {check["name"]: (check["floor"], check["full"]) for check in checks}


def _baselines(inputs: Inputs) -> dict[str, float]:
    """Measure two models without a network on the rows that a student's kernel gets."""
    (name,) = inputs.labels
    rows = [json.loads(line) for line in (inputs.data_folder / f"{name}.train.jsonl").open(encoding="utf-8")]
    held_out = inputs.data_folder / f"{name}.heldout.jsonl"
    asked = [json.loads(line)["text"] for line in held_out.open(encoding="utf-8")]
    texts = [row["text"] for row in rows]
    labels = [row["label"] for row in rows]
    words = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)).fit(texts, labels)
    evidence, reference = Evidence(inputs.labels, inputs.perturbed), {"held_out": name}

    def accuracy(predictions: list[int]) -> float:
        found = accuracy_of({"value": pack(predictions)}, reference, evidence)
        assert found is not None
        return found

    most_frequent = Counter(labels).most_common(1)[0][0]
    return {MAJORITY: accuracy([most_frequent] * len(asked)), WORD_COUNTS: accuracy(words.predict(asked).tolist())}


def _page(assignment: str, accuracies: dict[str, list[float]], bars: dict[str, tuple[float, float]]) -> str:
    ((check, (floor, full)),) = bars.items()
    number = len(accuracies[REFERENCE])
    lines = [
        f"# Calibration of {assignment}",
        "",
        f"Made by `scripts/calibrate.py`: accuracy of the check *{check}* under {number} grading keys, each with",
        f"another split into training and held-out texts. No credit up to {floor:.2f}, full credit from {full:.2f}.",
        "A model can clear the bar and still be wrong; what accuracy cannot show, other test cells look for.",
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
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
