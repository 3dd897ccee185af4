"""What a proposer is told before submitting, and what a reviewer sees before deciding."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.casework import intent as intents
from evenhand.casework import nomination
from evenhand.casework.entry_review import votes_needed
from evenhand.casework.evidence_rule import Ruling, rule
from evenhand.casework.policy import Policy
from evenhand.register import facts, governance, sealing, votes
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Nomination
from evenhand.register.reads import person as person_reads
from evenhand.register.reads.person import PersonPage
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it is made: whether the rule is met by what is cited, and all that stands against it."""

    page: PersonPage
    cited: frozenset[str]
    items: dict[str, str]  # every record of the person, and why it does not count (empty: it does)
    ruling: Ruling
    refusals: tuple[Refused, ...]
    is_child: bool
    policy: Policy


@dataclass(frozen=True, slots=True)
class ForReview:
    """A proposal as its reviewer sees it, with the evidence as it stands now.

    `votes`: how many have voted, where it is about a child; `voted`: whether this account has.
    """

    nomination: Nomination
    page: PersonPage
    items: dict[str, str]
    ruling: Ruling
    refusals: tuple[Refused, ...]
    is_child: bool
    votes: int
    voted: bool

    @property
    def votes_needed(self) -> int:
        """How many people have to say something."""
        return votes_needed(self.is_child)


def draft(
    *,
    person: UUID,
    cited: frozenset[str] | None,
    reasons: str,
    child_welfare: str,
    intent: str = intents.DEFAULT,
    why_disruption: str = "",
    purpose: str,
    by: Account,
) -> Draft:
    """A proposal to be. Where nothing was chosen yet, the records that count are chosen."""
    check_may(by, Permission.NOMINATION_MAKE)
    with act("nomination:drafted", by=by, purpose=purpose, person=person):
        policy = governance.policy_in_force()
        known = facts.nomination(person, cited=frozenset(), reasons=reasons, child_welfare=child_welfare)
        chosen = nomination.cited_by_default(known.events, policy, known.as_at) if cited is None else cited
        meant = {"intent": intent, "why_disruption": why_disruption}
        known = facts.nomination(person, cited=chosen, reasons=reasons, child_welfare=child_welfare, **meant)
        return Draft(
            page=person_reads.gather(person),
            cited=chosen,
            items=_items(known, policy),
            ruling=nomination.ruling(known, policy),
            refusals=nomination.refusals(known, policy, already_proposed=facts.is_proposed(person)),
            is_child=known.age is not None and known.age < policy.number("age_adult"),
            policy=policy,
        )


def _items(known: nomination.NominationFacts, policy: Policy) -> dict[str, str]:
    whole = rule(known.events, known.intelligence, policy, known.as_at)
    return {item.key: item.why_not for item in whole.items}


def waiting(*, nomination_id: UUID, by: Account) -> UUID:
    """Whom a proposal is about, so that a page can open their door. Raises LookupError where there is none."""
    check_may(by, Permission.REVIEW_DECIDE)
    with act("work:listed", by=by, purpose="review-entry", opens="index"):
        person = Nomination.objects.filter(pk=nomination_id).values_list("person_id", flat=True).first()
    if person is None:
        raise LookupError("There is no such proposal.")
    return person


def for_review(*, nomination_id: UUID, person: UUID, purpose: str, by: Account) -> ForReview:
    """A proposal about a person, for whoever is to decide it. Raises LookupError where there is none."""
    check_may(by, Permission.REVIEW_DECIDE)
    told = {"nomination": str(nomination_id)}
    with act("nomination:consulted", by=by, purpose=purpose, person=person, facts=told):
        proposed = (
            Nomination.objects.select_related("proposer", "review__reviewer")
            .filter(pk=nomination_id, person_id=person)
            .first()
        )
        if proposed is None:
            raise LookupError("There is no such proposal.")
        sealing.open_rows([proposed, getattr(proposed, "review", None)])
        policy = governance.policy_in_force()
        known = facts.nomination(
            person,
            cited=frozenset(proposed.cited),
            reasons=proposed.reasons,
            child_welfare=proposed.child_welfare,
            intent=proposed.intent,
            why_disruption=proposed.why_disruption,
        )
        voted = votes.voters(proposed.pk, 0)
        return ForReview(
            nomination=proposed,
            page=person_reads.gather(person),
            items=_items(known, policy),
            ruling=nomination.ruling(known, policy),
            refusals=nomination.refusals(known, policy) if proposed.status == "proposed" else (),
            is_child=(known.age or 0) < policy.number("age_adult"),
            votes=len(voted),
            voted=by.pk in voted,
        )
