"""Letters that the fonts of the PDF do not have. A file may be written in any script, and no report fails for it."""

import re
from collections.abc import Iterable
from typing import Any

import typst

TEMPLATE = b'#set document(title: "x", date: none)\n#sys.inputs.text'
ALWAYS_THERE = re.compile(r"[\t\n\r -~\u00a0-\u00ac\u00ae-\u00ff\u200b\u2212]")
REMARK = (
    "Some letters of the file are not in the fonts of this PDF and are shown by their code, such as (U+4E2D). The page "
    "and the JSON have them as they are."
)


def missing(texts: Iterable[str]) -> set[str]:
    """The letters of these texts that cannot be shown, found by trying."""
    doubtful = sorted({letter for text in texts for letter in ALWAYS_THERE.sub("", text)})
    return set(_missing(doubtful))


def beyond(texts: Iterable[str]) -> set[str]:
    """Every letter of these texts of which it is not known beforehand that it can be shown."""
    return {letter for text in texts for letter in ALWAYS_THERE.sub("", text)}


def coded(value: Any, letters: set[str]) -> Any:
    """The same texts with these letters as their codes."""
    if isinstance(value, dict):
        return {name: coded(one, letters) for name, one in value.items()}
    if isinstance(value, list):
        return [coded(one, letters) for one in value]
    if isinstance(value, str):
        return "".join(f"(U+{ord(one):04X})" if one in letters else one for one in value)
    return value


def texts_of(value: Any) -> list[str]:
    """Every text in this."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_of(one)]
    return [value] if isinstance(value, str) else []


def _missing(letters: list[str]) -> list[str]:
    """By halves, so that few attempts are needed where few are missing."""
    if not letters or _can_be_shown(letters):
        return []
    if len(letters) == 1:
        return letters
    middle = len(letters) // 2
    return _missing(letters[:middle]) + _missing(letters[middle:])


def _can_be_shown(letters: list[str]) -> bool:
    try:
        typst.compile(TEMPLATE, ignore_system_fonts=True, pdf_standards="ua-1", sys_inputs={"text": " ".join(letters)})
    except typst.TypstError:
        return False
    return True
