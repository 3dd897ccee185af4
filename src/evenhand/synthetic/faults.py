"""How a row goes bad: a column set to something wrong, or the raw line damaged."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from evenhand.synthetic.settings import Fault


def _stray_quote(line: str) -> str:
    """A quotation mark that opens and never closes: it must cost its own line and no other."""
    return line.replace(",", ',"', 1)


def _wrong_encoding(line: str) -> str:
    """The single byte E9, which is no UTF-8; files are written so that it comes out as that byte."""
    return line.replace("BAD-", "BAD-\udce9", 1)


def _nested_value(line: str) -> str:
    return line.replace('"version": "1"', '"version": {"number": 1}', 1)


DAMAGE: Mapping[str, Callable[[str], str]] = {
    "stray_quote": _stray_quote,
    "wrong_encoding": _wrong_encoding,
    "too_few_fields": lambda line: line.rsplit(",", 3)[0],
    "too_many_fields": lambda line: line + ",surplus",
    "nul_byte": lambda line: line.replace("BAD-", "BAD-\0", 1),
    "broken_json": lambda line: line[: len(line) // 2],
    "nested_value": _nested_value,
}


def spoil(values: Mapping[str, str], fault: Fault, number: int, as_at: date) -> dict[str, str]:
    """A copy of a good row under a reference of its own, with the fault's columns set. Keys are column names."""
    days = {
        "future": (as_at + timedelta(days=400)).isoformat(),
        "long_ago": (as_at - timedelta(days=130 * 366)).isoformat(),
    }
    wrong = {column: text.format(**days) for column, text in fault.columns.items()}
    return {**values, "reference": f"BAD-{number:06d}", "version": "1", **wrong}


def damage(line: str, fault: Fault) -> str:
    """The raw line with the fault's damage; unchanged where the fault is in a column."""
    return DAMAGE[fault.line](line) if fault.line else line
