"""The last proven event of somebody and the end that follows from it. Needs everything open, or their door."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from evenhand.casework import clocks
from evenhand.casework.evidence_rule import PROVEN
from evenhand.register import facts, governance
from evenhand.register.models import Entry


def last_proven_on(person: UUID) -> date | None:
    """The day of the last event of which somebody was convicted, or for which they were cautioned, as it stands now."""
    policy = governance.policy_in_force()
    proven = [
        one.occurred_on
        for one in facts.events(person)
        if one.standing in PROVEN and one.offence in policy.words("qualifying_offences")
    ]
    return max(proven, default=None)


def bring_forward(people: Sequence[UUID]) -> None:
    """Have entries end sooner where a proven event came to nothing. What is learned anew puts no end off by itself."""
    policy = governance.policy_in_force()
    for entry in Entry.objects.filter(person_id__in=list(people), origin="decided"):
        proven = last_proven_on(entry.person_id)
        if proven is not None and proven < (entry.last_proven_on or proven):
            entry.last_proven_on = proven
            entry.expires_on = min(entry.expires_on, clocks.absolute_end(proven, entry.born_on, policy))
            entry.save(update_fields=["last_proven_on", "expires_on"])
