"""Deciding somebody else's proposal: accept, decline or return, each with reasons."""

from dataclasses import replace
from uuid import UUID

from evenhand.casework import governance as charter_rules
from evenhand.casework import intent as intents
from evenhand.casework import nomination as nomination_rules
from evenhand.casework import review
from evenhand.casework.ages import age_on
from evenhand.casework.nomination import NominationFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import DECISION_LEADS_TO, Decision, NominationStatus
from evenhand.register import clock, facts, governance, ledgering, sealing
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Entry, Nomination, Review
from evenhand.register.roles import Permission

_EVENTS = {
    Decision.ACCEPT: "review:accepted",
    Decision.DECLINE: "review:declined",
    Decision.RETURN: "review:returned",
}
REPLACED = "Two people decided this case afresh; their entry takes the place of the inherited one."


def decide(
    *,
    nomination_id: UUID,
    person: UUID,
    decision: Decision,
    reasons: str,
    intent: str = intents.DEFAULT,
    why_disruption: str = "",
    purpose: str,
    by: Account,
) -> Entry | None:
    """Decide a proposal; the new entry where it was accepted. `person` is whom the proposal is about.

    Raises Refused, naming the promise, where this account may not decide it or not in these words; an accepted
    proposal is checked against the evidence once more, as it stands now. Raises LookupError where there is none.
    """
    check_may(by, Permission.REVIEW_DECIDE)
    told = {"nomination": str(nomination_id)}
    with act(_EVENTS[decision], by=by, purpose=purpose, person=person, facts=told, reason=reasons):
        nomination = Nomination.objects.select_for_update().filter(pk=nomination_id, person_id=person).first()
        if nomination is None:
            raise LookupError("There is no such proposal.")
        policy = governance.policy_in_force()
        known = _known(nomination)
        asked = _facts(nomination, known, decision, reasons, by, policy)
        review.check(replace(asked, intent=intent, why_disruption=why_disruption), policy)
        decided = Review.objects.create(
            nomination=nomination,
            proposer_id=nomination.proposer_id,
            reviewer=by,
            decision=decision,
            decided_at=clock.now(),
            intent=intent,
            **sealing.for_person(Review, person, reasons=reasons.strip(), why_disruption=why_disruption.strip()),
        )
        nomination.status = DECISION_LEADS_TO[decision]
        nomination.save(update_fields=["status"])
        return _open_entry(nomination, known, decided, policy, purpose) if decision is Decision.ACCEPT else None


def _known(nomination: Nomination) -> NominationFacts:
    """The case as it stands now: what was true when it was proposed may not be any more."""
    sealing.open_rows([nomination])
    return facts.nomination(
        nomination.person_id,
        cited=frozenset(nomination.cited),
        reasons=nomination.reasons,
        child_welfare=nomination.child_welfare,
        intent=nomination.intent,
        why_disruption=nomination.why_disruption,
    )


def _is_child(nomination: Nomination, known: NominationFacts, policy: Policy) -> bool:
    age = known.age if known.age is not None else age_on(nomination.born_on, clock.today())
    return age < policy.number("age_adult")


def _facts(
    nomination: Nomination, known: NominationFacts, decision: Decision, reasons: str, by: Account, policy: Policy
) -> review.ReviewFacts:
    return review.ReviewFacts(
        nomination_status=NominationStatus(nomination.status),
        proposer=nomination.proposer_id,
        reviewer=by.pk,
        reviewer_is_a_person=by.is_person,
        reviewer_is_inspector=by.is_inspector,
        subject_is_child=_is_child(nomination, known, policy),
        decision=decision,
        reasons=reasons,
    )


def _open_entry(nomination: Nomination, known: NominationFacts, decided: Review, policy: Policy, purpose: str) -> Entry:
    charter_rules.check_register_may_hold_anybody(governance.charter())
    nomination_rules.check(known, policy)
    today = clock.today()
    child, by = _is_child(nomination, known, policy), decided.reviewer
    _replace_inherited(nomination.person_id, by, purpose)
    entry = Entry.objects.create(
        person_id=nomination.person_id,
        origin="decided",
        nomination=nomination,
        review=decided,
        proposer_id=nomination.proposer_id,
        reviewer=by,
        status="active",
        area=nomination.area,
        born_on=max(known.born_on, default=nomination.born_on),
        opened_on=today,
        opened_at=clock.now(),
        review_by=review.review_due(today, child=child, policy=policy),
        expires_on=review.absolute_end(facts.last_proven_on(known), child=child, policy=policy),
    )
    ledgering.write("entry:opened", by=by, purpose=purpose, person=nomination.person_id, facts={"entry": str(entry.pk)})
    return entry


def _replace_inherited(person: UUID, by: Account, purpose: str) -> None:
    """Close the inherited entry, if there is one: a person has one entry at a time."""
    inherited = Entry.objects.filter(person_id=person, origin="inherited", closed_at=None)
    if inherited.update(status="closed", closed_at=clock.now(), why_closed=REPLACED):
        ledgering.write("entry:closed", by=by, purpose=purpose, person=person, facts={"why": "decided afresh"})
