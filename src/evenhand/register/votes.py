"""The votes of two people about a child. The database shows neither the other's before both voted."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from evenhand.casework import intent as intents
from evenhand.register import clock, sealing
from evenhand.register.models import Account, BlindVote


@dataclass(frozen=True, slots=True)
class Vote:
    """What one of them says, and why."""

    voter: Account
    says: str
    reasons: str
    child_welfare: str = ""
    intent: str = intents.DEFAULT
    why_disruption: str = ""


def voters(case: UUID, in_round: int) -> frozenset[int]:
    """Who has voted: account numbers, and not what they said."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(votes_cast(%s, %s))", [case, in_round])
        return frozenset(number for (number,) in cursor.fetchall())


def cast(case: UUID, in_round: int, person: UUID, vote: Vote) -> None:
    """Cast a vote on a proposal (round 0) or an entry."""
    BlindVote.objects.create(
        case=case,
        person_id=person,
        round=in_round,
        voter=vote.voter,
        says=vote.says,
        intent=vote.intent,
        cast_at=clock.now(),
        **sealing.for_person(
            BlindVote,
            person,
            reasons=vote.reasons,
            child_welfare=vote.child_welfare,
            why_disruption=vote.why_disruption,
        ),
    )


def read(case: UUID, in_round: int) -> list[Vote]:
    """What was voted, the earliest first, as far as the account that looks may see it."""
    seen = list(BlindVote.objects.filter(case=case, round=in_round).select_related("voter").order_by("pk"))
    sealing.open_rows(seen)
    return [Vote(one.voter, one.says, one.reasons, one.child_welfare, one.intent, one.why_disruption) for one in seen]
