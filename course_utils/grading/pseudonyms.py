"""What students are called on a leaderboard: by a name of their own choice, or by one that the grading key gives.

A chosen name is foreign text that everybody will read. It is read off the notebook and never run, and reduced to
letters and digits. It must not be anybody's real name or id; where two look alike, both get an addition.
"""

from __future__ import annotations

import ast
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

from nbformat.notebooknode import NotebookNode

from course_utils.cells import parse_cell
from course_utils.grading.course import Course
from course_utils.grading.gradebook import known_students
from course_utils.grading.key import derive_seed, read_key
from course_utils.grading.notebooks import student_sources
from course_utils.grading.results import SubmissionResult

VARIABLE = "pseudonym"
LONGEST = 24  # letters
_SHORTEST_PART = 3  # of a real name or an id: a shorter one is in many words
_LONG = 6  # such a one may not stand anywhere
_BETWEEN = " -'"
_UNSEEN = "\u115f\u1160"  # letters by Unicode's table, and blank on every screen
# Letters and digits that look like a Latin one, or like another of these; lower case, without accents
_LOOK_ALIKES = str.maketrans(
    "01ı" + "авекмнорстухіјѕһԁԛԝӏьз" + "αβγεηικνορτυχω",
    "oll" + "abekmhopctyxljshdqwlbs" + "abyenlkvoptuxw",
)
_ADJECTIVES = [
    "Amber",
    "Azure",
    "Bold",
    "Brave",
    "Bright",
    "Brisk",
    "Calm",
    "Clever",
    "Coral",
    "Crimson",
    "Daring",
    "Deep",
    "Eager",
    "Early",
    "Fair",
    "Fond",
    "Gentle",
    "Golden",
    "Grand",
    "Green",
    "Happy",
    "Hardy",
    "Ivory",
    "Jolly",
    "Keen",
    "Kind",
    "Late",
    "Light",
    "Lively",
    "Loyal",
    "Lucky",
    "Merry",
    "Mild",
    "Misty",
    "Noble",
    "Olive",
    "Patient",
    "Plucky",
    "Proud",
    "Quick",
    "Quiet",
    "Rapid",
    "Rosy",
    "Royal",
    "Sage",
    "Scarlet",
    "Serene",
    "Shy",
    "Silent",
    "Silver",
    "Sleek",
    "Smart",
    "Steady",
    "Still",
    "Sunny",
    "Swift",
    "Teal",
    "Tidy",
    "Tranquil",
    "Upbeat",
    "Velvet",
    "Warm",
    "Wild",
    "Wise",
]
_ANIMALS = [
    "Adder",
    "Badger",
    "Beaver",
    "Bison",
    "Bittern",
    "Bunting",
    "Carp",
    "Crane",
    "Cricket",
    "Curlew",
    "Dolphin",
    "Dormouse",
    "Dragonfly",
    "Eagle",
    "Egret",
    "Elk",
    "Falcon",
    "Ferret",
    "Finch",
    "Fox",
    "Gecko",
    "Gull",
    "Hamster",
    "Hare",
    "Hawk",
    "Hedgehog",
    "Heron",
    "Ibex",
    "Jackdaw",
    "Jay",
    "Kestrel",
    "Kingfisher",
    "Lapwing",
    "Lark",
    "Lizard",
    "Lynx",
    "Marmot",
    "Marten",
    "Mole",
    "Moth",
    "Newt",
    "Orca",
    "Osprey",
    "Otter",
    "Owl",
    "Pelican",
    "Perch",
    "Pike",
    "Plover",
    "Puffin",
    "Rabbit",
    "Raven",
    "Robin",
    "Salmon",
    "Seal",
    "Shrew",
    "Snipe",
    "Sparrow",
    "Stork",
    "Swan",
    "Tern",
    "Toad",
    "Trout",
    "Viper",
]


def chosen_in(notebook: NotebookNode) -> str | None:
    """Return the text that the student's cells give to the variable `pseudonym` last; None where there is none."""
    chosen = None
    for source in student_sources(notebook):
        for statement in parse_cell(source).body if VARIABLE in source else ():
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
            if any(isinstance(target, ast.Name) and target.id == VARIABLE for target in targets):
                value = getattr(getattr(statement, "value", None), "value", None)
                chosen = value[:1000] if isinstance(value, str) else chosen
    return chosen


def readable(text: str) -> str:
    """Return what of a chosen name is shown: letters, digits and single spaces; empty where no letter is left."""
    letters = (_BETWEEN[0] if char.isspace() else char for char in unicodedata.normalize("NFKC", text))
    kept = "".join(char for char in letters if char in _BETWEEN or _is_shown(char))
    name = " ".join(kept.split())[:LONGEST].strip(_BETWEEN)
    return name if any(map(str.isalpha, name)) else ""


def _is_shown(char: str) -> bool:
    return unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lo", "Nd"} and char not in _UNSEEN


def look_of(text: str) -> str:
    """Return a text in which everything that looks alike is the same: case, accents, look-alikes, what is between."""
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
    return plain.translate(_LOOK_ALIKES).replace("i", "l").replace("rn", "m").replace("vv", "w")


def pseudonyms(course: Course, assignment: str, results: Iterable[SubmissionResult]) -> dict[str, str]:
    """Return what each student is called on an assignment's leaderboard, by id; no two look alike."""
    results = sorted(results, key=lambda result: result.student)
    people = _looks_of_people({result.student: "" for result in results} | known_students(course))
    derived = _derived(read_key(course), assignment, [result.student for result in results], people)
    chosen = {result.student: readable(result.pseudonym) for result in results}
    taken = {look_of(name) for name in derived.values()} | people
    chosen = {student: name for student, name in chosen.items() if name and not _shows_any(name, taken)}
    alike = Counter(map(look_of, chosen.values()))
    unique = {
        student: name if alike[look_of(name)] == 1 else f"{name} · {derived[student]}"
        for student, name in chosen.items()
    }
    return derived | unique


def _derived(key: str, assignment: str, students: Iterable[str], people: set[str]) -> dict[str, str]:
    """Return a name for each student that nobody without the key can tell, another one for each assignment.

    A class may have a Robin.
    """
    given: dict[str, str] = {}
    for student in students:
        for attempt in count():
            seed = derive_seed(key, assignment, VARIABLE, student, str(attempt))
            name = f"{_ADJECTIVES[seed % 64]} {_ANIMALS[seed // 64 % 64]}" + (f" {attempt}" if attempt > 9 else "")
            if name not in given.values() and not _shows_any(name, people):
                given[student] = name
                break
    return given


def _looks_of_people(names: Mapping[str, str]) -> set[str]:
    """Return what the ids and names of a class look like, whole and each word of them."""
    texts = [text for student, name in names.items() for text in (student, name, *_words(student), *_words(name))]
    return {look for look in map(look_of, texts) if len(look) >= _SHORTEST_PART}


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _shows_any(name: str, taken: set[str]) -> bool:
    """Whether a name is, or holds as words of its own, what is taken; a long one may stand anywhere in it."""
    words = [look_of(word) for word in _words(name)]
    whole = look_of(name)
    if whole in taken or any(word in taken for word in words):
        return True
    return any(len(each) >= _LONG and each in whole for each in taken)
