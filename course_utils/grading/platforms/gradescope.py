"""Whose submissions an export from Gradescope holds: it names folders by number, and the students in a file of its own.

The file is YAML as Ruby writes it. Only the few lines that name students are read, and nothing in it is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from course_utils.grading.platforms.roster import Owner

METADATA = "submission_metadata.yml"
MAX_METADATA_BYTES = 50_000_000
_SUBMISSION = re.compile(r"^(submission_(\d+)):\s*$", re.MULTILINE)
_SUBMITTERS = re.compile(r"^  :submitters:\n((?:  - .*\n(?:    .*\n)*)+)", re.MULTILINE)
_WAYS = [re.compile(rf"^    :{key}: *(.+?) *$", re.MULTILINE) for key in ("email", "sid", "name")]


def owners(metadata: str, is_known: Callable[[str], bool] | None) -> dict[str, list[Owner]]:
    """Return the owners of each submission's folder: a student, or the members of a group.

    `is_known` tells whether a name is in the list of students, where there is one.
    """
    parts = _SUBMISSION.split(metadata)
    return {
        folder: [Owner(name, number) for name in _names(block, is_known or bool)]
        for folder, number, block in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


def _names(block: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return for each submitter what is known of email, number and name, or else the first of them."""
    match = _SUBMITTERS.search(block)
    people = re.split(r"^  - ", match[1], flags=re.MULTILINE)[1:] if match else []
    told = [[found[1].strip("'\"") for way in _WAYS if (found := way.search(f"    {person}"))] for person in people]
    return [next(filter(is_known, names), names[0]) for names in told if names]
