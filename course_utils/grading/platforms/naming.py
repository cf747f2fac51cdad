"""Student ids where there is no list of students: from the names that stand in the download alone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress

from course_utils.grading.platforms.bundles import Bundle, is_notebook
from course_utils.grading.platforms.roster import Owner, Refused, derive_id, shown
from course_utils.grading.platforms.tables import MOODLE
from course_utils.grading.platforms.untrusted_files import MAX_STUDENT_ARCHIVE


def ids_from_names(bundles: list[Bundle], notes: list[str]) -> Callable[[Owner], list[str]]:
    """Return what makes ids of the names in a download; what it assumes about them is added to `notes`."""
    team_of = _teams(bundles)
    numbers: dict[str, set[str]] = defaultdict(set)
    for bundle in bundles:
        numbers[bundle.owner.name].add(bundle.owner.number)
    for name, theirs in numbers.items():
        if len(theirs - {""}) > 1 and not any(Owner(name, number).is_anonymous for number in theirs):
            notes.append(_about_namesakes(name, theirs - {""}))
    if hidden := [bundle.owner for bundle in bundles if bundle.owner.is_anonymous]:
        notes.append(
            f"The platform hides the names: the ids are made of its numbers, such as {_hidden(hidden[0])}. "
            "A list of students with these numbers (--students) gives others."
        )
    if team_of and not any("-" in _member(owner, team_of) for owner in team_of):
        members = "; ".join(sorted({f"{team}: {_members(team, team_of)}" for team in team_of.values()}))
        notes.append(f"The names begin with those of teams ({shown(members)}), which are left out of the ids.")

    def find(owner: Owner) -> list[str]:
        name = _member(owner, team_of) if owner in team_of else owner.name
        if owner in team_of and "-" in name and not owner.is_anonymous:
            raise Refused(
                "begins with a team's name, and where that ends is in doubt: provide a list of students (--students)"
            )
        if owner.is_anonymous:
            return [_hidden(owner)]
        return [derive_id(f"{name} {owner.number}" if len(numbers[owner.name] - {""}) > 1 else name)]

    return find


def _about_namesakes(name: str, numbers: set[str]) -> str:
    with suppress(Refused):  # a name of which no id can be made is refused when its turn comes
        ids = ", ".join(sorted(derive_id(f"{name} {number}") for number in numbers))
        return (
            f"The platform has several students called {shown(name)}: here they are {ids}. A list of students "
            "(--students), such as the platform's own, gives them ids that stay."
        )
    return f"The platform has several students called {shown(name)}."


def _hidden(owner: Owner) -> str:
    """Return the id of somebody whose name the platform hides, behind the team's perhaps."""
    return derive_id(f"{owner.name.rpartition('-')[2]} {owner.number}")


def _teams(bundles: list[Bundle]) -> dict[Owner, str]:
    """Return each owner's team where Moodle puts it before the name: then several have the very same files.

    Moodle gives every member a folder, "Team-Full Name_12345_…", with what the team handed in.
    """
    owners = {bundle.owner for bundle in bundles if bundle.owner.platform == MOODLE}
    if not owners or not all("-" in owner.name for owner in owners):
        return {}
    work: dict[Owner, set[bytes]] = defaultdict(set)
    for bundle in bundles:
        with suppress(Refused):
            files = [bundle.archive] if bundle.archive else [file for file in bundle.files if is_notebook(file)]
            work[bundle.owner] |= {hashlib.sha256(file.read(MAX_STUDENT_ARCHIVE)).digest() for file in files}
    shared = {
        (first.name.partition("-")[0], first)
        for first in owners
        for other in owners - {first}
        if first.name.partition("-")[0] == other.name.partition("-")[0] and work[first] == work[other] != set()
    }
    return {owner: owner.name.partition("-")[0] for owner in owners} if shared else {}


def _member(owner: Owner, team_of: dict[Owner, str]) -> str:
    return owner.name.removeprefix(f"{team_of[owner]}-")


def _members(team: str, team_of: dict[Owner, str]) -> str:
    return ", ".join(sorted(_member(owner, team_of) for owner in team_of if team_of[owner] == team))


def possibly_one(students: set[str]) -> list[str]:
    """Warn of ids of which one is the other's email: without a list nobody knows whether they are one student."""
    pairs = [(each.partition("@")[0], each) for each in sorted(students) if "@" in each]
    return [
        f"{account} and {email} may be one student: provide a list of students (--students) that has both."
        for account, email in pairs
        if account in students
    ]
