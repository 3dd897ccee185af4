"""Numbers as a reader sees them. A number that does not exist is "no figure", and nothing is ever "-0.0"."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from evenhand.inspection.report.parts import Cell

NO_FIGURE = "no figure"
FEW = "fewer than 5"
SMALLEST_P = 0.001


def count(number: float) -> str:
    """With commas: 8,799,725."""
    return _written(number, lambda n: _fixed(n, 0))


def counted(number: float) -> str:
    """People of a group; NaN, in a report for publication, is fewer than five."""
    return FEW if math.isnan(number) else count(number)


def percent(share: float | None) -> str:
    """A share of one as per cent with one decimal: 78.0 %."""
    if share is None:
        return NO_FIGURE
    return _written(100 * share, lambda n: f"{_fixed(n, 1)} %")


def ratio(number: float) -> str:
    """With two decimals: 11.58."""
    return _written(number, lambda n: _fixed(n, 2))


def per10k(rate: float) -> str:
    """A rate of one as people per 10,000, with one decimal: 25.5."""
    return _written(10_000 * rate, lambda n: _fixed(n, 1))


def points(difference: float) -> str:
    """A difference of two shares in points of per cent, with its sign: +12.3."""
    return _written(100 * difference, _signed)


def points10k(difference: float) -> str:
    """A difference of two rates per 10,000, with its sign: +25.5."""
    return _written(10_000 * difference, _signed)


def p(number: float) -> str:
    """A p-value with three decimals; below 0.001 only that."""
    return _written(number, lambda n: "below 0.001" if n < SMALLEST_P else f"{n:.3f}")


KINDS: dict[str, Callable[[float], str]] = {
    "count": count,
    "percent": percent,
    "ratio": ratio,
    "per10k": per10k,
    "points": points,
    "points10k": points10k,
    "p": p,
}


def cell(value: Cell, kind: str) -> str:
    """A cell of a table, as its column writes it. Text stays as it is."""
    if isinstance(value, str):
        return value
    if value is None:
        return NO_FIGURE
    return KINDS.get(kind, str)(value)


def with_interval(kind: str, value: float, low: float, high: float) -> str:
    """A value with its interval: 11.58 (10.16 to 13.21). Without bounds the value alone."""
    write = KINDS[kind]
    if math.isnan(value) or (math.isnan(low) and math.isnan(high)):
        return write(value)
    upper = "no limit" if math.isinf(high) else write(high).removesuffix(" %")
    return f"{write(value)} ({write(low).removesuffix(' %')} to {upper})"


def people(number: float) -> str:
    """1 person, 2 people."""
    return "1 person" if number == 1 else f"{count(number)} people"


def plural(number: int, one: str, many: str = "") -> str:
    """1 check, 2 checks."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[Any], last: str = "and") -> str:
    """a, b and c."""
    texts = [str(name) for name in names]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {last} {texts[-1]}" if texts else ""


def _written(number: float, write: Callable[[float], str]) -> str:
    if math.isnan(number):
        return NO_FIGURE
    return "without limit" if math.isinf(number) else write(number)


def _fixed(number: float, decimals: int) -> str:
    text = f"{number:,.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text


def _signed(number: float) -> str:
    text = _fixed(number, 1)
    return text if text.startswith("-") or not text.strip("0.") else f"+{text}"
