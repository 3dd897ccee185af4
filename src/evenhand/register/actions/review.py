"""Deciding somebody else's proposal: accept, decline or return, each with reasons."""

from dataclasses import replace
from uuid import UUID

from evenhand.casework import clocks, review
from evenhand.casework import governance as charter_rules
from evenhand.casework import intent as intents
from evenhand.casework import nomination as nomination_rules
from evenhand.casework.ages import age_on
from evenhand.casework.entry_review import VOTES_ABOUT_A_CHILD
from evenhand.casework.nomination import NominationFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import DECISION_LEADS_TO, Decision, NominationStatus
from evenhand.ledger.entry import Fact
from evenhand.register import clock, facts, governance, ledgering, removing, sealing, votes, zero
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Entry, Nomination, Review
from evenhand.register.roles import Permission
from evenhand.register.votes import Vote

_EVENTS = {
    Decision.ACCEPT: "review:accepted",
    Decision.DECLINE: "review:declined",
    Decision.RETURN: "review:returned",
}


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

    About a child two people decide, neither seeing what the other says: the first only casts a vote, and of the two
    the milder stands. Raises Refused, naming the promise, where this account may not decide it or not in these words;
    an accepted proposal is checked against the evidence once more, as it stands now. Raises LookupError where there is
    none.
    """
    check_may(by, Permission.REVIEW_DECIDE)
    told: dict[str, Fact] = {"nomination": str(nomination_id)}
    with act("review:recorded", by=by, purpose=purpose, person=person, facts=told, reason=reasons):
        nomination = Nomination.objects.select_for_update().filter(pk=nomination_id, person_id=person).first()
        if nomination is None:
            raise LookupError("There is no such proposal.")
        policy = governance.policy_in_force()
        known = _known(nomination)
        child = _is_child(nomination, known, policy)
        asked = _facts(nomination, known, decision, reasons, by, policy)
        review.check(replace(asked, intent=intent, why_disruption=why_disruption), policy)
        vote = Vote(by, decision, reasons.strip(), intent=intent, why_disruption=why_disruption.strip())
        stands = _what_stands(nomination, vote, child=child)
        if stands is None:
            return None
        decided = _settle(nomination, stands, purpose, by)
        accepted = nomination.status == NominationStatus.ACCEPTED
        return _open_entry(nomination, known, decided, policy, purpose) if accepted else None


def _what_stands(nomination: Nomination, vote: Vote, *, child: bool) -> Vote | None:
    """What was decided; None while somebody else still has to vote about a child."""
    if not child:
        return vote
    votes.cast(nomination.pk, 0, nomination.person_id, vote)
    both = votes.read(nomination.pk, 0)
    if len(both) < VOTES_ABOUT_A_CHILD:
        return None
    milder = review.mildest([Decision(one.says) for one in both])
    alike = [one for one in both if one.says == milder]
    return next((one for one in alike if one.intent != intents.DISRUPT), alike[-1])


def _settle(nomination: Nomination, stands: Vote, purpose: str, by: Account) -> Review:
    decision, person = Decision(stands.says), nomination.person_id
    decided = Review.objects.create(
        nomination=nomination,
        proposer_id=nomination.proposer_id,
        reviewer=stands.voter,
        decision=decision,
        decided_at=clock.now(),
        intent=stands.intent,
        **sealing.for_person(Review, person, reasons=stands.reasons, why_disruption=stands.why_disruption),
    )
    nomination.status = DECISION_LEADS_TO[decision]
    nomination.save(update_fields=["status"])
    facts_told: dict[str, Fact] = {"nomination": str(nomination.pk)}
    ledgering.write(_EVENTS[decision], by=by, purpose=purpose, person=person, facts=facts_told)
    return decided


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
        voted=votes.voters(nomination.pk, 0),
    )


def _open_entry(nomination: Nomination, known: NominationFacts, decided: Review, policy: Policy, purpose: str) -> Entry:
    charter_rules.check_register_may_hold_anybody(governance.charter())
    nomination_rules.check(known, policy)
    today = clock.today()
    child, by = _is_child(nomination, known, policy), decided.reviewer
    _replace_inherited(nomination.person_id, by, purpose)
    proven_on, born_on = facts.last_proven_on(known), max(known.born_on, default=nomination.born_on)
    entry = Entry(
        person_id=nomination.person_id,
        origin="decided",
        nomination=nomination,
        review=decided,
        proposer_id=nomination.proposer_id,
        reviewer=by,
        area=nomination.area,
        born_on=born_on,
        opened_on=today,
        opened_at=clock.now(),
        review_by=clocks.review_due(today, child=child, policy=policy),
        last_proven_on=proven_on,
        expires_on=clocks.absolute_end(proven_on, born_on, policy),
    )
    zero.set_day(entry, zero.days([entry.person_id]).get(entry.person_id), policy)
    entry.save(force_insert=True)
    ledgering.write("entry:opened", by=by, purpose=purpose, person=nomination.person_id, facts={"entry": str(entry.pk)})
    return entry


def _replace_inherited(person: UUID, by: Account, purpose: str) -> None:
    """The inherited entry makes way for the one that two people decided: a person has one entry at a time."""
    for inherited in Entry.objects.filter(person_id=person, origin="inherited"):
        removing.remove(inherited, removing.REPLACED, by=by, purpose=purpose)
