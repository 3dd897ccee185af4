"""The words of the explanation, plain enough to be read without help. They compute nothing."""

from datetime import date

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.rows import RecencyStep, Severity, StandingWeight

STANDINGS = {
    Standing.CONVICTED: "found guilty by a court",
    Standing.CAUTIONED: "given a caution",
    Standing.CHARGED: "charged, and the court has not decided yet",
    Standing.TEST_MET: "named as a suspect with enough evidence to charge, but not charged",
    Standing.OPEN: "named as a suspect, and nothing decided",
    Standing.NO_FURTHER_ACTION: "the case was closed without charge",
    Standing.ACQUITTED: "found not guilty",
    Standing.CANCELLED: "it turned out that there was no crime",
    Standing.SUFFERED: "it was done to the person",
    Standing.WITNESSED: "the person saw it",
}


def day(on: date) -> str:
    """A date as people write it: 3 May 2026."""
    return f"{on.day} {on:%B %Y}"


def thousandths(number: int) -> str:
    """Thousandths as a decimal without useless zeros: 273750 is 273.75 and 5475000 is 5,475."""
    whole, rest = divmod(number, 1000)
    return f"{whole:,}" + (f".{rest:03}".rstrip("0") if rest else "")


def share(part: int, whole: int) -> str:
    """A share in percent, as short as it goes: 500000 of 1000000 is 50%."""
    return thousandths(part * 100 * 1000 // whole) + "%"


def rule(event: ScoringEvent, severity: Severity, weight: StandingWeight, step: RecencyStep | None, as_at: date) -> str:
    """The rule that made the points of one event, in one sentence."""
    if step is None:
        return f"Later than {day(as_at)}, the date of this score, so it does not count."
    if event.standing is Standing.WITNESSED:
        return "Seen, not done or suffered, so it counts in neither total."
    if weight.permille == 0:
        return f"Counts nothing: {STANDINGS[event.standing]}."
    if severity.millidays == 0:
        return severity.note
    return f"{_days(severity, weight)} x {share(weight.permille, 1000)} ({STANDINGS[event.standing]}) x {_left(step)}."


def _days(severity: Severity, weight: StandingWeight) -> str:
    cap = weight.cap_millidays
    if cap is not None and cap < severity.millidays:
        return f"{thousandths(cap)} days (the most that can count; the offence has {thousandths(severity.millidays)})"
    return f"{thousandths(severity.millidays)} days"


def _left(step: RecencyStep) -> str:
    if step.to_month is None:
        return f"{share(step.ppm, 1_000_000)} ({step.from_month} months or more ago)"
    return f"{share(step.ppm, 1_000_000)} (from {step.from_month} to {step.to_month} whole months ago)"
