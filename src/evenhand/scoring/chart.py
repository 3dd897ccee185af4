"""A small picture of a score that falls to zero: plain SVG, no script and no style attribute."""

from collections.abc import Sequence
from html import escape

from evenhand.scoring.engine import Fall, Score
from evenhand.scoring.explain import fall_sentence, points
from evenhand.scoring.rows import Band
from evenhand.scoring.wording import day

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 70, 620, 20, 220


def falling_score_svg(scored: Score, bands: Sequence[Band], made_for: str = "") -> str:
    """The harm caused from the date of the score to the day nothing is left, as one `<svg>` element.

    `bands` are the instrument's: a line is drawn at each cut within sight. `made_for` says, in
    the picture's metadata, whom it was made for. All texts are escaped.
    """
    title = f"How the score falls if nothing more happens after {day(scored.as_at)}"
    spoken = " ".join(fall_sentence(fall) for fall in scored.calendar) or "Nothing is left."
    drawing = (
        _drawing(scored, bands) if scored.calendar else _text(WIDTH // 2, HEIGHT // 2, "Nothing is left", "middle")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="falling-score" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-labelledby="falling-score-title falling-score-desc">'
        f'<title id="falling-score-title">{escape(title)}</title>'
        f'<desc id="falling-score-desc">{escape(f"Today {points(scored.caused_millipoints)}. {spoken}")}</desc>'
        f"{f'<metadata>{escape(made_for)}</metadata>' if made_for else ''}{drawing}</svg>"
    )


def _drawing(scored: Score, bands: Sequence[Band]) -> str:
    today = Fall(scored.as_at, scored.caused_millipoints, scored.band)
    last = scored.calendar[-1].on
    top = scored.caused_millipoints

    def across(fall: Fall) -> int:
        return LEFT + (fall.on - scored.as_at).days * (RIGHT - LEFT) // (last - scored.as_at).days

    def down(millipoints: int) -> int:
        return BOTTOM - millipoints * (BOTTOM - TOP) // top

    stairs = f"M{LEFT} {down(top)}" + "".join(
        f"H{across(fall)}V{down(fall.caused_millipoints)}" for fall in scored.calendar
    )
    cuts = [band for band in bands if 0 < band.from_millipoints <= top and down(band.from_millipoints) < BOTTOM]
    return "".join(
        (
            *(_cut(band, down(band.from_millipoints)) for band in cuts),
            f'<path class="falling-score-area" d="{stairs}V{BOTTOM}H{LEFT}Z" fill="#5694ca" fill-opacity="0.25"/>',
            f'<path class="falling-score-line" d="{stairs}" fill="none" stroke="#1d70b8" stroke-width="3"/>',
            f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#505a5f"/>',
            _text(LEFT - 8, down(top) + 5, points(top).split()[0], "end"),
            _text(LEFT - 8, BOTTOM + 5, "0", "end"),
            _text(LEFT, BOTTOM + 22, day(today.on), "start"),
            _text(RIGHT, BOTTOM + 22, day(last), "end"),
        )
    )


def _cut(band: Band, height: int) -> str:
    return (
        f'<path d="M{LEFT} {height}H{RIGHT}" stroke="#505a5f" stroke-dasharray="4 4"/>'
        f"{_text(LEFT + 6, height - 5, band.name, 'start')}"
    )


def _text(across: int, down: int, words: str, anchor: str) -> str:
    return f'<text x="{across}" y="{down}" text-anchor="{anchor}" font-size="14" fill="#0b0c0c">{escape(words)}</text>'
