"""What calibration has seen: the pages in `docs/calibration/`, which `scripts/calibrate.py` writes, read back.

An accuracy above all that any model has reached there is a reason to look, and costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from course_utils.grading.course.layout import Course

_TABLE = re.compile(r"check\s+\*([^*|]+)\*[^|]*\n\| model \|[^\n]*\| full credit \|[^\n]*\n((?:\|[^\n]*\n?)+)")
_HIGHEST = 4  # the column, after the empty piece before the first bar
_ROUNDING = 0.0005  # the tables have three digits


def highest_seen(course: Course, assignment: str) -> dict[str, float]:
    """Return the highest accuracy that any model had under any key, by the name of its check."""
    path = course.root / "docs" / "calibration" / f"{assignment}.md"
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    return {
        " ".join(check.split()): max(float(row.split("|")[_HIGHEST]) for row in rows.splitlines()[1:])
        for check, rows in _TABLE.findall(page)
    }


def above_all_seen(
    accuracies: Mapping[str, float], highest: Mapping[str, float], data_sets: Mapping[str, str]
) -> list[str]:
    """Say which accuracies are above all that calibration has seen.

    All arguments are by the checks' names. Of several checks on one data set the one that went worst is compared, as
    in calibration.
    """
    notes = []
    for check, most in highest.items():
        alike = [name for name, data_set in data_sets.items() if data_set == data_sets.get(check)]
        accuracy = min((accuracies.get(name, 0.0) for name in alike), default=0.0)
        if accuracy > most + _ROUNDING:
            notes.append(f"{accuracy:.3f} on {check}: calibration has seen {most:.3f} at most; ask how it was reached")
    return notes
