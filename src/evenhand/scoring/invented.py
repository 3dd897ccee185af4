"""Invented events, as anybody may type them to see what points they would make. Nobody's record is involved."""

from collections.abc import Iterable, Mapping
from datetime import date

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.rows import Instrument

FIELDS = ("offence", "standing", "occurred_on")


class InventedError(ValueError):
    """What could not be understood, row by row; `problems` holds one sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


def from_invented(rows: Iterable[Mapping[str, str]], instrument: Instrument) -> tuple[ScoringEvent, ...]:
    """Events from rows of text with offence, standing and occurred_on; an empty row is passed over.

    Raises InventedError with every problem of every row, in words for the person who typed it.
    """
    events, problems = [], []
    for number, row in enumerate(rows, start=1):
        typed = {name: (row.get(name) or "").strip() for name in FIELDS}
        if not any(typed.values()):
            continue
        found = [f"Event {number}: {problem}" for problem in _problems(typed, instrument)]
        problems += found
        if not found:
            events.append(
                ScoringEvent(
                    str(number), typed["offence"], Standing(typed["standing"]), date.fromisoformat(typed["occurred_on"])
                )
            )
    if problems:
        raise InventedError(problems)
    return tuple(events)


def _problems(typed: Mapping[str, str], instrument: Instrument) -> list[str]:
    problems = []
    if typed["offence"] not in instrument.severities:
        problems.append(f"choose an offence from the list; {typed['offence'] or 'an empty code'} is not on it.")
    if typed["standing"] not in list(Standing):
        problems.append(f"choose how far it is established: {', '.join(Standing)}.")
    try:
        date.fromisoformat(typed["occurred_on"])
    except ValueError:
        problems.append("give the date as year-month-day, for example 2026-03-27.")
    return problems
