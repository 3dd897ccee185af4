"""The only thing a scorer can see of an event: which offence, how far established, and when (SG-14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused, upholds

# What a table of events may hold, and nothing else.
COLUMNS = ("person", "offence", "standing", "occurred_on")

# What a person is said to have done. A victim or a witness has done nothing.
CAUSED = frozenset(Standing) - {Standing.SUFFERED, Standing.WITNESSED}
# Standings that are worth exactly nothing under every instrument.
UNPROVEN = frozenset(
    {Standing.OPEN, Standing.NO_FURTHER_ACTION, Standing.ACQUITTED, Standing.CANCELLED, Standing.WITNESSED}
)


@dataclass(frozen=True, slots=True)
class ScoringEvent:
    """One event of one person. `key` names the event in the explanation and has no part in the points."""

    key: str
    offence: str
    standing: Standing
    occurred_on: date

    def __post_init__(self) -> None:
        if isinstance(self.occurred_on, datetime) or not isinstance(self.occurred_on, date):
            raise TypeError(f"event {self.key}: occurred_on must be a date without a time, not {self.occurred_on!r}")


def direction_of(standing: Standing) -> Direction | None:
    """Harm caused or harm suffered; None for a witness, who did neither."""
    if standing in CAUSED:
        return Direction.CAUSED
    return Direction.SUFFERED if standing is Standing.SUFFERED else None


@upholds("SG-14")
def check_inputs(columns: Iterable[str]) -> None:
    """A score is made of events, weights and dates only: no other column may come near it."""
    other = sorted(set(columns) - set(COLUMNS))
    if other:
        raise Refused(
            "SG-14",
            f"A score may not see {', '.join(other)}.",
            f"Give it only {', '.join(COLUMNS)}.",
        )
