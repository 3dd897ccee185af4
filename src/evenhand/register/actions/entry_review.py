"""Reviewing an entry: retain, restrict, correct or remove it. About a child two people vote, and the milder stands."""

from datetime import timedelta
from uuid import UUID

from django.db import connection

from evenhand.casework import clocks, entry_review
from evenhand.casework.entry_review import EntryReviewFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Outcome
from evenhand.ledger.entry import Fact
from evenhand.register import clock, ends, entries, governance, removing, sealing, votes
from evenhand.register.acts import act, check_may
from evenhand.register.entries import EntryToday
from evenhand.register.models import Account, Entry, EntryReview
from evenhand.register.roles import Permission
from evenhand.register.votes import Vote

WHY_CORRECT = "What it rests on is to be put right at its source."


def review(
    *, entry_id: UUID, person: UUID, outcome: Outcome, reasons: str, child_welfare: str = "", purpose: str, by: Account
) -> Outcome | None:
    """Review one entry; what stands now, or None while somebody else still has to vote about a child.

    Raises Refused, naming the promise, where this account may not say this; LookupError where there is no such entry.
    """
    check_may(by, Permission.ENTRY_REVIEW)
    told: dict[str, Fact] = {"entry": str(entry_id)}
    with act("entry:reviewed", by=by, purpose=purpose, person=person, facts=told, reason=reasons) as under_way:
        entry = Entry.objects.select_for_update().filter(pk=entry_id, person_id=person).first()
        if entry is None:
            raise LookupError("There is no such entry: it may have been removed.")
        policy = governance.policy_in_force()
        known = facts_for(entries.standing(entry), outcome, reasons, child_welfare, by, policy)
        entry_review.check(known, policy)
        vote = Vote(by, outcome, reasons.strip(), child_welfare.strip())
        stands = _what_stands(entry, vote, is_child=known.is_child)
        if stands is None:
            return None
        under_way.facts["outcome"] = stands.says
        _carry_out(entry, stands, policy, purpose, by)
        return Outcome(stands.says)


def facts_for(
    shown: EntryToday, outcome: Outcome, reasons: str, child_welfare: str, by: Account, policy: Policy
) -> EntryReviewFacts:
    """An entry as the checks of a review see it. Needs the person's door open."""
    entry = shown.entry
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(decided_last(%s), '{}')", [entry.pk])
        decided_last = frozenset(cursor.fetchone()[0])
    return EntryReviewFacts(
        entry=shown.facts,
        is_child=clocks.is_child(entry.born_on, clock.today(), policy),
        reviewer=by.pk,
        reviewer_is_a_person=by.is_person,
        reviewer_is_inspector=by.is_inspector,
        decided_last=decided_last,
        voted=votes.voters(entry.pk, entry.round + 1),
        outcome=outcome,
        reasons=reasons,
        child_welfare=child_welfare,
    )


def _what_stands(entry: Entry, vote: Vote, *, is_child: bool) -> Vote | None:
    needed, in_round = entry_review.votes_needed(is_child), entry.round + 1
    if needed == 1:
        return vote
    votes.cast(entry.pk, in_round, entry.person_id, vote)
    cast = votes.read(entry.pk, in_round)
    if len(cast) < needed:
        return None
    milder = entry_review.mildest([Outcome(one.says) for one in cast])
    return next(one for one in reversed(cast) if one.says == milder)


def _carry_out(entry: Entry, stands: Vote, policy: Policy, purpose: str, by: Account) -> None:
    outcome = Outcome(stands.says)
    if outcome is Outcome.REMOVE:
        removing.remove(entry, "review", by=by, purpose=purpose)
        return
    today, person = clock.today(), entry.person_id
    EntryReview.objects.create(
        entry=entry,
        person_id=person,
        round=entry.round + 1,
        reviewer=stands.voter,
        outcome=outcome,
        decided_on=today,
        decided_at=clock.now(),
        **sealing.for_person(EntryReview, person, reasons=stands.reasons, child_welfare=stands.child_welfare),
    )
    entry.round += 1
    _set_dates(entry, outcome, policy)
    entry.save(
        update_fields=[
            *("round", "restricted_on", "review_by", "review_reason", "last_proven_on", "expires_on"),
        ]
    )
    if outcome is Outcome.CORRECT:
        removing.tell_recipients(person, "corrected", by=by, purpose=purpose)


def _set_dates(entry: Entry, outcome: Outcome, policy: Policy) -> None:
    """When it is due again, and, where it is kept, the end that follows from what is proven now."""
    today = clock.today()
    due = clocks.review_due(today, child=clocks.is_child(entry.born_on, today, policy), policy=policy)
    entry.restricted_on, entry.review_reason = None if outcome is Outcome.RETAIN else today, ""
    if outcome is Outcome.CORRECT:
        due = min(due, today + timedelta(days=policy.number("correction_days")))
        entry.review_reason = WHY_CORRECT
    entry.review_by = min(due, clocks.zero_review_due(entry.zero_on, entry.opened_on, policy))
    proven = ends.last_proven_on(entry.person_id) if outcome is Outcome.RETAIN else None
    if proven is not None:
        entry.last_proven_on = proven
        entry.expires_on = clocks.absolute_end(proven, entry.born_on, policy)
