"""The words of tables/forbidden.toml, ready to be looked for in column names and in free text."""

import re
from dataclasses import dataclass
from functools import cache

from evenhand.evidence.tables import read_table

_ANYWHERE = 6  # letters from which a word is so telling that it is looked for inside longer names as well


@dataclass(frozen=True, slots=True)
class Found:
    """A word that was found, what kind of word it is, and why that kind stays out."""

    word: str
    kind: str
    reason: str


@cache
def _column_words(safeguard: str) -> tuple[tuple[str, Found], ...]:
    kinds = [kind for kind in read_table("forbidden")["kind"] if kind["safeguard"] == safeguard]
    return tuple((word, Found(word, kind["name"], kind["reason"])) for kind in kinds for word in kind["column"])


def in_column_name(name: str, safeguard: str) -> Found | None:
    """The first forbidden word of this promise in a column name, however it is cased or joined."""
    spaced = " ".join(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()))
    joined = spaced.replace(" ", "")
    for word, found in _column_words(safeguard):
        plain = word.replace(" ", "")
        if f" {word} " in f" {spaced} " or (len(plain) >= _ANYWHERE and plain in joined) or plain == joined:
            return found
    return None


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, Found]]:
    kinds = read_table("forbidden")["kind"]
    founds = {phrase: Found(phrase, kind["name"], kind["reason"]) for kind in kinds for phrase in kind["phrase"]}
    longest_first = sorted(founds, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"[\s_-]+") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), founds


# @name, but not the middle of an e-mail address.
_AT_NAME = re.compile(r"(?<![\w.@+-])@[A-Za-z0-9_][A-Za-z0-9_.]{1,29}")


def in_free_text(text: str) -> Found | None:
    """The first social-media handle or forbidden phrase in a free text."""
    if at_name := _AT_NAME.search(text):
        return Found(at_name[0], "social media", "A handle leads to posts and followers, not to violence.")
    pattern, founds = _phrases()
    if hit := pattern.search(text):
        return founds[re.sub(r"[\s_-]+", " ", hit[0].lower())]
    return None
