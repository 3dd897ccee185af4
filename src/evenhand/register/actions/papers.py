"""Adopting a paper that the register must have: signed by its senior owner and its data protection officer."""

from dataclasses import asdict

from evenhand.casework import governance as charter_rules
from evenhand.casework import papers, register_state
from evenhand.casework.papers import Paper
from evenhand.ledger.entry import Fact
from evenhand.register import clock, standing
from evenhand.register.actions import governance
from evenhand.register.acts import act
from evenhand.register.models import Account
from evenhand.register.models import Paper as Kept


def adopt(*, paper: Paper, by: Account, approved_by: Account) -> None:
    """Keep a new version of a paper; the newest of its kind that is in force counts.

    Raises Refused, in the name of the promise that the paper serves, where it is not whole or asks to be good for too
    long, and NotAllowed where one of the two may not sign.
    """
    governance.check_signatures(by, approved_by)
    told: dict[str, Fact] = {"approved_by": approved_by.pk, "kind": paper.kind.value}
    told |= {"in_force_from": paper.in_force_from.isoformat(), "review_by": paper.review_by.isoformat()}
    with act("paper:adopted", by=by, purpose=governance.PURPOSE, opens="nothing", facts=told):
        charter_rules.check_signed_by_owner_and_officer(frozenset({by.role, approved_by.role}))
        facts, policy = standing.facts()
        papers.check(paper, policy, facts.today)
        register_state.check_may_still_be_justified(paper, register_state.standing(facts, policy))
        Kept.objects.create(
            kind=paper.kind,
            content=asdict(paper.content),
            in_force_from=paper.in_force_from,
            review_by=paper.review_by,
            adopted_at=clock.now(),
            adopted_by=by,
            approved_by=approved_by,
        )
