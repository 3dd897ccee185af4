"""One person's score, explained, for the command line."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evenhand.register import clock, facts, governance
from evenhand.register.acts import act
from evenhand.register.models import Account, Link, Person
from evenhand.register.reads import person as person_reads
from evenhand.register.reads.person import EventShown
from evenhand.scoring import explain
from evenhand.scoring.engine import Score

PURPOSE = "answer-person"


@dataclass(frozen=True, slots=True)
class Explained:
    """The score, its events with their points, and the whole in words."""

    score: Score
    events: tuple[EventShown, ...]
    sentences: tuple[str, ...]


def score(*, person: str, reason: str, by: Account, as_at: date | None = None) -> Explained:
    """Explain a person's score; `person` is their number, or SOURCE:REFERENCE of a record of theirs.

    Raises LookupError where there is no such person, ValueError where no reason is given.
    """
    if not reason.strip():
        raise ValueError("Say why you are looking at this person's score.")
    whose = _whose(person, by)
    with act("score:explained", by=by, purpose=PURPOSE, person=whose, reason=reason):
        if not Person.objects.filter(pk=whose).exists():
            raise LookupError(f"There is no person {whose}.")
        known = facts.events(whose)
        scored = person_reads.score_of(known, as_at or clock.today())
        return Explained(
            scored, person_reads.shown(known, scored), explain.sentences(scored, governance.instrument_in_force())
        )


def _whose(person: str, by: Account) -> UUID:
    source, colon, reference = person.partition(":")
    if not colon:
        try:
            return UUID(person)
        except ValueError as error:
            raise LookupError(f"{person!r} is neither a person's number nor SOURCE:REFERENCE.") from error
    with act("person:searched", by=by, purpose=PURPOSE, opens="index"):
        linked = Link.objects.filter(record__source=source, record__reference=reference, undone_at=None)
        found = linked.values_list("person_id", flat=True).first()
    if found is None:
        raise LookupError(f"There is no record {reference} of {source}, or nobody has decided yet whose it is.")
    return found
