"""How the text of one field becomes a value. Each reader returns the value or raises ValueError with a sentence."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

Read = Callable[[str], Any]
Words = TypeVar("Words", bound=StrEnum)

# Longest values the register can show and store; nothing real comes near them.
LONGEST_SHORT = 200
LONGEST_FREE = 20_000


def shown(text: str) -> str:
    """A value as it may stand in a reason: quoted, cut to forty characters."""
    return f"'{text}'" if len(text) <= 40 else f"'{text[:40]}...'"


def short(text: str) -> str:
    """A name, a reference or a code, at most 200 characters."""
    if len(text) > LONGEST_SHORT:
        raise ValueError(f"This is longer than {LONGEST_SHORT} characters: {shown(text)}.")
    return text


def free(text: str) -> str:
    """Free text, at most 20,000 characters."""
    if len(text) > LONGEST_FREE:
        raise ValueError(f"This is longer than {LONGEST_FREE} characters.")
    return text


def day(text: str) -> date:
    """A date written yyyy-mm-dd; the other ISO forms are refused, because people read them differently."""
    if len(text) == 10 and text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"A date is written yyyy-mm-dd and must exist, for example 2024-02-29; this is {shown(text)}.")


def version(text: str) -> int:
    """A whole number from 1, at most six digits."""
    if text.isascii() and text.isdigit() and len(text) <= 6 and text[0] != "0":
        return int(text)
    raise ValueError(f"A version is a whole number from 1, without leading zeros; this is {shown(text)}.")


def choice(words: type[Words]) -> Callable[[str], Words]:
    """A reader of one of the words of an enumeration."""
    by_text = {word.value: word for word in words}
    return one_of(by_text)


def one_of(by_text: dict[str, Any]) -> Read:
    """A reader of one of the keys of a table, giving its value."""

    def read(text: str) -> Any:
        if text in by_text:
            return by_text[text]
        raise ValueError(f"This must be one of {', '.join(by_text)}; this is {shown(text)}.")

    return read
