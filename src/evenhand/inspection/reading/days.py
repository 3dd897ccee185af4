"""Days in the styles that people write them in: one a column, found out by what is possible for all its values."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

EXCEL_BEGINS = date(1899, 12, 30)
SENTINELS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(9999, 12, 31)})
# A year of two digits from here on is of the last century.
PIVOT = 30
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]?([a-z]{3,9})[-/., ]*(\d{4}|\d{2})$", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"([a-z]{3,9})[. ](\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$", re.IGNORECASE)
_SERIAL = re.compile(r"([1-7]\d{4})(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Days:
    """What a column's distinct values mean: a day, or None for what is no day. `said`: how they were read."""

    meaning: Mapping[str, date | None]
    said: tuple[str, ...]


def read_days(values: Iterable[str], column: str, style: str = "") -> Days:
    """Read the distinct values of a column as days. `style`: day-first, month-first, or "" to find out."""
    texts = {value: _TIME.sub("", value.strip()) for value in values}
    day_first, said = _order(column, [match for text in texts.values() if (match := _NUMBERS.match(text))], style)
    serial = bool(texts) and all(_SERIAL.match(text) for text in texts.values())
    meaning = {value: _serial(text) if serial else _day(text, day_first) for value, text in texts.items()}
    if serial:
        said.append(f"Column {column} holds days as numbers of a spreadsheet, counted from 30 December 1899.")
    if any(_short_year(text) for text in texts.values()):
        said.append(f"Years of two digits in column {column} were read as 1930 to 2029.")
    return Days(meaning, tuple(said))


def _order(column: str, numbers: list[re.Match[str]], style: str) -> tuple[bool, list[str]]:
    """Whether the day stands before the month, and what there is to say about that."""
    if not numbers:
        return True, []
    if style:
        return style == "day-first", []
    day_first = sum(int(one[1]) > 12 for one in numbers)
    month_first = sum(int(one[2]) > 12 for one in numbers)
    if not day_first and not month_first:
        return True, [f"Whether day or month comes first in column {column} cannot be told; the day was taken to."]
    first = "day" if day_first >= month_first else "month"
    return first == "day", [f"Days in column {column} were read with the {first} first."]


def _short_year(text: str) -> bool:
    match = _NUMBERS.match(text) or _NAMED.match(text) or _NAMED_FIRST.match(text)
    return bool(match and len(match[3]) == 2)


def _day(text: str, day_first: bool) -> date | None:
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
        (_ISO, lambda one: date(int(one[1]), int(one[2]), int(one[3]))),
        (_COMPACT, lambda one: date(int(one[1]), int(one[2]), int(one[3]))),
        (_NUMBERS, lambda one: date(_year(one[3]), int(one[2 if day_first else 1]), int(one[1 if day_first else 2]))),
        (_NAMED, lambda one: date(_year(one[3]), _month(one[2]), int(one[1]))),
        (_NAMED_FIRST, lambda one: date(_year(one[3]), _month(one[1]), int(one[2]))),
    )
    for pattern, read in readers:
        if match := pattern.match(text):
            try:
                return read(match)
            except ValueError:
                return None
    return None


def _serial(text: str) -> date:
    return EXCEL_BEGINS + timedelta(days=int(float(text)))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < PIVOT else 1900)


def _month(name: str) -> int:
    """Raises ValueError for what is no month."""
    return MONTHS.index(name[:3].casefold()) + 1
