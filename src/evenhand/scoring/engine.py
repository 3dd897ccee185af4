"""The reference engine: slow, obvious, and the meaning of the rule. Every faster engine must give the same bits.

points of one event = days x verification x recency, in whole millipoints, rounded half up for each event, so that the
points shown add up to the score to the last digit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused, upholds
from evenhand.scoring import months, wording
from evenhand.scoring.events import CAUSED, ScoringEvent, direction_of
from evenhand.scoring.rows import Instrument

# millidays x permille x ppm, brought back to millipoints.
SCALE = 1000 * 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One event in an explanation: every factor, the points they make, and the rule in a sentence.

    `severity_millidays` is what the offence has, `millidays` what of it can count under any cap. `months` is None for
    an event later than the date of the score. `direction` is None for an event that the person only witnessed.
    """

    key: str
    offence: str
    title: str
    standing: Standing
    occurred_on: date
    months: int | None
    severity_millidays: int
    millidays: int
    permille: int
    ppm: int
    millipoints: int
    direction: Direction | None
    rule: str


@dataclass(frozen=True, slots=True)
class Fall:
    """A date on which the harm caused falls by itself, and the total and band from that date on."""

    on: date
    caused_millipoints: int
    band: str


@dataclass(frozen=True, slots=True)
class Score:
    """Two totals that are never added, with everything they are made of.

    `calendar` holds each date on which the harm caused changes if nothing more happens; its last row is zero. It is
    empty where nothing is left already.
    """

    caused_millipoints: int
    suffered_millipoints: int
    band: str
    as_at: date
    instrument_id: str
    instrument_digest: str
    lines: tuple[Line, ...]
    calendar: tuple[Fall, ...]


def score(events: Iterable[ScoringEvent], instrument: Instrument, as_at: date) -> Score:
    """The score of one person's events as at a date, explained.

    Raises Refused: SG-16 where any offence has no row. Events after `as_at` are listed and count nothing.
    """
    known = sorted(events, key=lambda event: (event.occurred_on, event.key))
    check_known([event.offence for event in known], instrument)
    lines = tuple(_line(event, instrument, as_at) for event in known)
    check_directions(lines)
    caused = _total(lines, Direction.CAUSED)
    scored = Score(
        caused,
        _total(lines, Direction.SUFFERED),
        instrument.band_for(caused).name,
        as_at,
        instrument.id,
        instrument.digest,
        lines,
        _calendar(known, instrument, as_at, caused),
    )
    check_adds_up(scored)
    return scored


@upholds("SG-16")
def check_known(offences: Iterable[str], instrument: Instrument) -> None:
    """No weight row, no score: there is never a default. Names every unknown code at once."""
    unknown = sorted(set(offences) - set(instrument.severities))
    if unknown:
        raise Refused(
            "SG-16",
            f"The instrument {instrument.id} has no row for offence code {', '.join(unknown)}.",
            "Correct the code at its source, or adopt an instrument that has a row for it.",
        )


@upholds("SG-13")
def check_directions(lines: Sequence[Line]) -> None:
    """Harm suffered never enters harm caused: each line stands in the direction of its standing and nowhere else."""
    for line in lines:
        caused, suffered = line.direction is Direction.CAUSED, line.direction is Direction.SUFFERED
        if caused != (line.standing in CAUSED) or suffered != (line.standing is Standing.SUFFERED):
            raise Refused("SG-13", f"Event {line.key} is {line.standing} but was counted as {line.direction}.")


@upholds("SG-15")
def check_adds_up(scored: Score) -> None:
    """The points shown are the score: the lines of each direction sum to its total, exactly."""
    for direction, total in (
        (Direction.CAUSED, scored.caused_millipoints),
        (Direction.SUFFERED, scored.suffered_millipoints),
    ):
        if sum(line.millipoints for line in scored.lines if line.direction is direction) != total:
            raise Refused("SG-15", f"The lines of harm {direction} do not add up to the total of {total} millipoints.")


def zero_day(events: Iterable[ScoringEvent], instrument: Instrument) -> date | None:
    """The first day from which none of one person's events makes points of harm caused; None where none ever does.

    The day on which the calendar of the score comes to zero, worked out without it.
    """
    days = [_last_point(event, instrument) for event in events if event.standing in CAUSED]
    return max((day for day in days if day is not None), default=None)


def _last_point(event: ScoringEvent, instrument: Instrument) -> date | None:
    """The first day on which one event makes no points any more; None where it never makes any."""
    weight = instrument.standings[event.standing]
    severity = instrument.severities[event.offence].millidays
    millidays = severity if weight.cap_millidays is None else min(severity, weight.cap_millidays)
    left = [round_half_up(millidays * weight.permille * step.ppm) > 0 for step in instrument.recency]
    if not any(left):
        return None
    after = max(number for number, some in enumerate(left) if some) + 1
    return months.month_completes_on(event.occurred_on, instrument.recency[after].from_month)


def _line(event: ScoringEvent, instrument: Instrument, as_at: date) -> Line:
    severity = instrument.severities[event.offence]
    weight = instrument.standings[event.standing]
    cap = weight.cap_millidays
    millidays = severity.millidays if cap is None else min(severity.millidays, cap)
    age = None if event.occurred_on > as_at else months.completed_months(event.occurred_on, as_at)
    step = None if age is None else instrument.step_at(age)
    ppm = 0 if step is None else step.ppm
    return Line(
        event.key,
        event.offence,
        severity.title,
        event.standing,
        event.occurred_on,
        age,
        severity.millidays,
        millidays,
        weight.permille,
        ppm,
        round_half_up(millidays * weight.permille * ppm),
        direction_of(event.standing),
        wording.rule(event, severity, weight, step, as_at),
    )


def round_half_up(scaled: int) -> int:
    """Millidays x permille x ppm (0 or more) as whole millipoints, a half going up."""
    return (scaled + SCALE // 2) // SCALE


def _total(lines: Iterable[Line], direction: Direction) -> int:
    return sum(line.millipoints for line in lines if line.direction is direction)


def _calendar(events: Sequence[ScoringEvent], instrument: Instrument, as_at: date, caused: int) -> tuple[Fall, ...]:
    """Every later date on which the harm caused changes, were nothing more to happen."""
    counted = [event for event in events if event.occurred_on <= as_at and event.standing in CAUSED]
    steps = [step.from_month for step in instrument.recency]
    days = {months.month_completes_on(event.occurred_on, month) for event in counted for month in steps}
    falls = []
    for day in sorted(day for day in days if day > as_at):
        total = _total((_line(event, instrument, day) for event in counted), Direction.CAUSED)
        if total != caused:
            falls.append(Fall(day, total, instrument.band_for(total).name))
            caused = total
    return tuple(falls)
