"""Lines over months as plain SVG: each line has a dash of its own, so that it reads in black and white."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 70, 560, 30, 270
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "1 6", "16 6")


def lines_svg(
    name: str, title: str, months: Sequence[str], lines: Mapping[str, Sequence[float]], *, percent: bool = False
) -> str:
    """One `<svg>` element with a line for each name; `name` tells several pictures on one page apart.

    Everything that the lines show is also in the description, in words, for whoever does not see them.
    """
    unit = "%" if percent else ""
    top = max([value for line in lines.values() for value in line], default=0) or 1
    spoken = " ".join(
        f"{label}: {', '.join(f'{month} {_number(value, unit)}' for month, value in zip(months, line, strict=True))}."
        for label, line in lines.items()
    )
    drawn = "".join(_line(label, line, number, top, unit) for number, (label, line) in enumerate(lines.items()) if line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(spoken)}</desc><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f"{_frame(months, top, unit)}{drawn}</svg>"
    )


def _frame(months: Sequence[str], top: float, unit: str) -> str:
    shown = range(0, len(months), max(1, len(months) // 6))
    return (
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#0b0c0c"/>'
        f'<path d="M{LEFT} {TOP}H{RIGHT}" stroke="#b1b4b6"/>'
        f"{_text(LEFT - 8, TOP + 5, _number(top, unit), 'end')}{_text(LEFT - 8, BOTTOM + 5, _number(0, unit), 'end')}"
        + "".join(_text(_across(n, len(months)), BOTTOM + 24, months[n], "middle") for n in shown)
    )


def _line(label: str, values: Sequence[float], number: int, top: float, unit: str) -> str:
    points = [(_across(n, len(values)), _down(value, top)) for n, value in enumerate(values)]
    path = " ".join(f"{across},{down}" for across, down in points)
    dash = f' stroke-dasharray="{_DASHES[number % len(_DASHES)]}"' if number % len(_DASHES) else ""
    height = TOP + 10 + 40 * number
    said = f"{label}, {_number(values[-1], unit)} at the end"
    return (
        f'<polyline points="{path}" fill="none" stroke="#0b0c0c" stroke-width="2"{dash}/>'
        f'<path d="M{RIGHT + 14} {height - 5}h34" stroke="#0b0c0c" stroke-width="2"{dash}/>'
        f"{_text(RIGHT + 56, height, label, 'start')}{_text(RIGHT + 56, height + 16, said.split(', ', 1)[1], 'start')}"
    )


def _across(place: int, of: int) -> int:
    return LEFT + place * (RIGHT - LEFT) // max(1, of - 1)


def _down(value: float, top: float) -> int:
    return BOTTOM - round(value * (BOTTOM - TOP) / top)


def _number(value: float, unit: str) -> str:
    return f"{value:.1f}{unit}" if unit else f"{value:,.0f}"


def _text(across: int, down: int, words: str, anchor: str) -> str:
    return f'<text x="{across}" y="{down}" text-anchor="{anchor}" font-size="13" fill="#0b0c0c">{escape(words)}</text>'
