"""Text that does not say how its letters are stored: which readings of its bytes could be meant.

A name makes a good test. Read in a wrong encoding it falls apart: letters become signs, scripts are mixed inside a
word, capitals stand in the middle. Where several readings hold, the caller asks, and nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

ZIP_ENCODINGS = ("cp437", "cp850", "cp852", "cp866", "cp1252", "gbk", "big5", "cp932", "cp949")
FILE_ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman"),
    *("gbk", "big5", "cp932", "cp949"),
)

# The lead bytes of an encoding's everyday characters: names in one East Asian encoding can mostly be read in another,
# but then as characters that hardly anybody uses.
_EVERYDAY = {
    "gbk": range(0xB0, 0xD8),
    "big5": range(0xA4, 0xC7),
    "cp932": (*range(0x82, 0x84), *range(0x88, 0x99)),
    "cp949": range(0xB0, 0xC9),
}
_RARE = set("ƒªº")  # letters in name only
_TYPOGRAPHY = set("’‘“”–—\N{NO-BREAK SPACE}")


def readings(raw: bytes, encodings: tuple[str, ...]) -> dict[str, str]:
    """Return what `raw` can mean, by encoding: UTF-8 alone if it is that, else each reading that looks like words."""
    try:
        return {"utf-8": raw.decode("utf-8")}
    except UnicodeDecodeError:
        found = decodings(raw, encodings)
        return {each: text for each, text in found.items() if _is_everyday(text, each) and _is_words(text)}


def decodings(raw: bytes, encodings: tuple[str, ...]) -> dict[str, str]:
    """Return `raw` decoded in each of the encodings in which that can be done, whatever comes of it."""
    found = {}
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            found[encoding] = raw.decode(encoding)
    return found


def _is_everyday(text: str, encoding: str) -> bool:
    if encoding == "cp437" and any(_script(letter) == "GREEK" for letter in text if not letter.isascii()):
        return False  # it has a few for mathematics, and no others
    everyday = _EVERYDAY.get(encoding)
    return everyday is None or all(letter.isascii() or letter.encode(encoding)[0] in everyday for letter in text)


def _is_words(text: str) -> bool:
    """Tell whether all beyond ASCII are letters, in words that somebody could write."""
    if any(not (letter.isascii() or letter.isalpha() or letter in _TYPOGRAPHY) or letter in _RARE for letter in text):
        return False
    return all(map(_is_word, re.findall(r"[^\W\d_]+", text)))


def _is_word(word: str) -> bool:
    """Tell whether a word keeps to one script, has its capitals in front, and is not all accents."""
    scripts = {_script(letter) for letter in word}
    accented = sum(not letter.isascii() for letter in word)
    if len(scripts) > 1 or "ς" in word[:-1] or (scripts == {"LATIN"} and accented > max(2, len(word) / 2)):
        return False
    trios = zip(word, word[1:], word[2:], strict=False)
    inside = [(before, after, letter) for before, letter, after in trios if not letter.isascii()]
    ends_in_capital = len(word) > 1 and word[-2].islower() and word[-1].isupper() and not word[-1].isascii()
    return not ends_in_capital and not any(
        (letter.isupper() and (before.islower() or after.islower()))
        or (letter.islower() and before.isupper() and after.isupper())
        for before, after, letter in inside
    )


def _script(letter: str) -> str:
    """Return a letter's script, the first word of its name; the scripts of Japanese and Korean count as one."""
    script = unicodedata.name(letter, "?").split()[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "HANGUL") else script
