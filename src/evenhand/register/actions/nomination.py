"""Proposing an entry. The casework decides whether it may be made; this writes what was decided."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID, uuid4

from evenhand.casework import governance as charter_rules
from evenhand.casework import intent as intents
from evenhand.casework import nomination
from evenhand.ledger.entry import Fact
from evenhand.register import clock, facts, governance, sealing, turns
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Nomination
from evenhand.register.reads import people
from evenhand.register.roles import Permission


def propose(
    *,
    person: UUID,
    cited: Iterable[str],
    reasons: str,
    child_welfare: str = "",
    intent: str = intents.DEFAULT,
    why_disruption: str = "",
    purpose: str,
    by: Account,
) -> UUID:
    """Propose an entry for a person, resting on the cited records; gives the nomination's number.

    `intent`: to support, to protect, or to disrupt, which needs reasons of its own (SG-36).

    Raises Refused, naming the promise, where anything stands against it.
    """
    check_may(by, Permission.NOMINATION_MAKE)
    number = uuid4()
    cited = frozenset(cited)
    told: dict[str, Fact] = {"nomination": str(number), "items": len(cited)}
    with act("nomination:made", by=by, purpose=purpose, person=person, facts=told, reason=reasons):
        charter_rules.check_register_may_hold_anybody(governance.charter())
        policy = governance.policy_in_force()
        meant = {"intent": intent, "why_disruption": why_disruption}
        known = facts.nomination(person, cited=cited, reasons=reasons, child_welfare=child_welfare, **meant)
        turns.take_to_propose(person)
        nomination.check(known, policy, already_proposed=facts.is_proposed(person))
        ruling = nomination.ruling(known, policy)
        Nomination.objects.create(
            id=number,
            person_id=person,
            proposer=by,
            made_at=clock.now(),
            area=people.area_of(person),
            born_on=known.born_on[0],
            last_proven_on=facts.last_proven_on(known),
            cited=sorted(known.cited),
            ruling=asdict(ruling) | {"met": ruling.met},
            intent=intent,
            **sealing.for_person(
                Nomination,
                person,
                reasons=reasons.strip(),
                child_welfare=child_welfare.strip(),
                why_disruption=why_disruption.strip(),
            ),
        )
    return number


def withdraw(*, nomination_id: UUID, person: UUID, purpose: str, by: Account) -> None:
    """Take back one's own proposal before anybody decided it. Raises LookupError where there is none to take back."""
    check_may(by, Permission.NOMINATION_MAKE)
    with act("nomination:withdrawn", by=by, purpose=purpose, person=person, facts={"nomination": str(nomination_id)}):
        taken_back = Nomination.objects.filter(pk=nomination_id, proposer=by, status="proposed")
        if not taken_back.update(status="withdrawn"):
            raise LookupError("There is no open proposal of yours with this number.")
