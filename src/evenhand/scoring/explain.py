"""A score in words that a fifteen-year-old can follow, and as rows for a table. Repeats the score, computes nothing."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.scoring.engine import Fall, Line, Score
from evenhand.scoring.rows import Instrument
from evenhand.scoring.wording import STANDINGS, day, share, thousandths


@dataclass(frozen=True, slots=True)
class Row:
    """One event for a table. All but `key`, `occurred_on` and `verified` are text, ready to be shown."""

    key: str
    occurred_on: date
    offence: str
    standing: str
    days: str
    verification: str
    recency: str
    points: str
    direction: str
    rule: str
    source: str
    verified: bool


def table(scored: Score, instrument: Instrument) -> tuple[Row, ...]:
    """One row for each event, in the order of the score. `instrument` must be the one it was scored with."""
    _check_same(scored, instrument)
    return tuple(_row(line, instrument) for line in scored.lines)


def sentences(scored: Score, instrument: Instrument) -> tuple[str, ...]:
    """The whole score in plain words: the two totals, each event, then how it falls to zero."""
    _check_same(scored, instrument)
    return (*_totals(scored), *(event_sentence(line) for line in scored.lines), *_calendar(scored))


def event_sentence(line: Line) -> str:
    """One event in plain words: what, when, how far established, how much is left, and the points."""
    opening = f"{line.title} on {day(line.occurred_on)}"
    if line.standing is Standing.SUFFERED:
        opening += ", done to this person"
    if line.millipoints == 0:
        return f"{opening}: 0 points. {line.rule}"
    return f"{opening}: {_worth(line)} {_left(line)} That makes {points(line.millipoints)} of harm {line.direction}."


def fall_sentence(fall: Fall) -> str:
    """One date of the calendar in plain words."""
    if fall.caused_millipoints == 0:
        return f"On {day(fall.on)} nothing is left: 0 points."
    return f"On {day(fall.on)} the score falls to {points(fall.caused_millipoints)}, which is in the band {fall.band}."


def points(millipoints: int) -> str:
    """Millipoints as text: 1 point, 182.5 points."""
    return f"{thousandths(millipoints)} point" + ("" if millipoints == 1000 else "s")


def _totals(scored: Score) -> tuple[str, ...]:
    return (
        f"On {day(scored.as_at)} the harm caused is {points(scored.caused_millipoints)}: band {scored.band}.",
        f"The harm suffered is {points(scored.suffered_millipoints)}. The two are kept apart and never added.",
    )


def _worth(line: Line) -> str:
    days = _days(line.severity_millidays)
    if line.standing is Standing.SUFFERED:
        return f"the rule gives it {days}."
    cap = "" if line.millidays == line.severity_millidays else f" At most {_days(line.millidays)} can count."
    part = "all of it counts" if line.permille == 1000 else f"only {share(line.permille, 1000)} of that counts"
    return f"{STANDINGS[line.standing]}. The rule gives it {days}.{cap} As it stands, {part}."


def _days(millidays: int) -> str:
    return f"{thousandths(millidays)} day" + ("" if millidays == 1000 else "s")


def _left(line: Line) -> str:
    ago = (
        "less than a month ago"
        if line.months == 0
        else f"{line.months} whole month{'s' if line.months != 1 else ''} ago"
    )
    left = "nothing has faded yet" if line.ppm == 1_000_000 else f"only {share(line.ppm, 1_000_000)} is left"
    return f"It happened {ago}, so {left}."


def _calendar(scored: Score) -> tuple[str, ...]:
    if not scored.calendar:
        return ("No harm caused is left to fall.",)
    return ("If nothing more happens, the score falls by itself.", *(fall_sentence(fall) for fall in scored.calendar))


def _row(line: Line, instrument: Instrument) -> Row:
    severity = instrument.severities[line.offence]
    return Row(
        line.key,
        line.occurred_on,
        f"{line.title} ({line.offence})",
        STANDINGS[line.standing],
        thousandths(line.millidays),
        share(line.permille, 1000),
        share(line.ppm, 1_000_000),
        thousandths(line.millipoints),
        {Direction.CAUSED: "caused", Direction.SUFFERED: "suffered", None: "neither"}[line.direction],
        line.rule,
        f"{severity.source.title}, edition {severity.source.edition}",
        severity.verified,
    )


def _check_same(scored: Score, instrument: Instrument) -> None:
    if scored.instrument_digest != instrument.digest:
        raise ValueError(
            f"This score was made with {scored.instrument_id} {scored.instrument_digest[:12]}, not {instrument.id}."
        )
