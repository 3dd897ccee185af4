"""May this person be proposed for an entry, by this account, on this evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from evenhand.casework import dispute, evidence_rule, intent, removal
from evenhand.casework.ages import age_on
from evenhand.casework.evidence_rule import EventFact, Ruling
from evenhand.casework.policy import Policy
from evenhand.evidence.grading import IntelligenceFact
from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused, upholds

SUPPORT_INSTEAD = "Refer them to support instead: an offer of help that they may decline."


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """What is known of a person when somebody proposes an entry. `cited` are the keys that the proposal rests on."""

    as_at: date
    born_on: tuple[date, ...]  # every birth date that a source gives
    died_on: date | None
    events: tuple[EventFact, ...]  # all the person's events, cited or not
    intelligence: tuple[IntelligenceFact, ...]
    cited: frozenset[str]
    identity_in_doubt: bool
    has_active_entry: bool
    reasons: str
    child_welfare: str
    intent: str = intent.DEFAULT
    why_disruption: str = ""
    disputed_since: date | None = None
    removed_on: date | None = None  # when the person was taken off the register the last time

    @property
    def cited_events(self) -> tuple[EventFact, ...]:
        """The events that the proposal rests on."""
        return tuple(event for event in self.events if event.key in self.cited)

    @property
    def cited_intelligence(self) -> tuple[IntelligenceFact, ...]:
        """The intelligence items that the proposal mentions in support."""
        return tuple(item for item in self.intelligence if item.key in self.cited)

    @property
    def age(self) -> int | None:
        """Age by the latest birth date given (the youngest the person may be); None where no source gives one."""
        return age_on(max(self.born_on), self.as_at) if self.born_on else None


def ruling(facts: NominationFacts, policy: Policy) -> Ruling:
    """The evidence rule applied to what was cited."""
    return evidence_rule.rule(facts.cited_events, facts.cited_intelligence, policy, facts.as_at)


@upholds("SG-25")
def check_alive(facts: NominationFacts) -> None:
    """Nobody who has died is listed."""
    if facts.died_on is not None:
        raise Refused("SG-25", f"A source recorded on {facts.died_on} that this person has died.")


@upholds("SG-19")
def check_dates_make_sense(facts: NominationFacts) -> None:
    """One birth date, earlier than every event."""
    if not facts.born_on:
        raise Refused("SG-19", "No source gives a date of birth.", "Find it out, and have it loaded, first.")
    if len(set(facts.born_on)) > 1:
        given = " and ".join(str(day) for day in sorted(set(facts.born_on)))
        raise Refused("SG-19", f"The sources give different birth dates: {given}.", "Have the wrong one corrected.")
    early = [event.key for event in facts.events if event.occurred_on < facts.born_on[0]]
    if early:
        raise Refused("SG-19", f"Events before the person was born: {', '.join(early)}.", "They are another person's.")


@upholds("SG-19")
def check_identity_is_settled(facts: NominationFacts) -> None:
    """Nobody is listed while it is undecided whether these records are one person's."""
    if facts.identity_in_doubt:
        raise Refused(
            "SG-19",
            "It is undecided whether another record belongs to this person or to somebody else.",
            "Decide it on the identity page first.",
        )


@upholds("SG-18")
def check_age(facts: NominationFacts, policy: Policy) -> None:
    """Under ten never, ten to twelve only the support route, a child only with a statement on their welfare."""
    age = facts.age
    if age is None:
        return  # SG-19 refuses it
    if age < policy.number("age_min_for_entry"):
        raise Refused("SG-18", f"This is a child of {age}.", SUPPORT_INSTEAD)
    short = len(facts.child_welfare.strip()) < policy.number("reasons_min_characters")
    if age < policy.number("age_adult") and short:
        raise Refused(
            "SG-18",
            f"This is a child of {age}: say what an entry would mean for their welfare and why it is still needed "
            f"(at least {policy.number('reasons_min_characters')} characters).",
        )


@upholds("SG-13")
def check_harm_caused(facts: NominationFacts) -> None:
    """Somebody who only suffered harm cannot be listed."""
    caused = [event for event in facts.events if direction_of(event.standing) is Direction.CAUSED]
    if facts.events and not caused:
        raise Refused("SG-13", "Every record of this person is of harm that they suffered or saw.", SUPPORT_INSTEAD)


@upholds("SG-10")
def check_not_on_intelligence_alone(facts: NominationFacts) -> None:
    """Intelligence alone never qualifies, however much of it there is."""
    if facts.cited_intelligence and not facts.cited_events:
        count = len(facts.cited_intelligence)
        raise Refused("SG-10", f"The proposal rests on intelligence alone ({count} items, no event).", SUPPORT_INSTEAD)


@upholds("SG-09")
def check_evidence_rule(ruled: Ruling) -> None:
    """Enough violence events in the window, at least one of them proven; or one proven event of the top tier."""
    if not ruled.enough_events:
        raise Refused(
            "SG-09",
            f"{ruled.counting} of the cited records count and {ruled.proven} of them are proven; "
            f"{ruled.needed} must count, {ruled.proven_needed} of them proven, or one proven event of the top tier.",
            SUPPORT_INSTEAD,
        )


@upholds("SG-11")
def check_independent_origins(ruled: Ruling) -> None:
    """Reports of one incident count once, however many bodies made them."""
    if ruled.enough_events and not ruled.enough_origins:
        raise Refused(
            "SG-11",
            f"The {ruled.counting} records that count go back to {ruled.origins} separate incidents; "
            f"{ruled.needed} are needed.",
            SUPPORT_INSTEAD,
        )


@upholds("SG-06")
def check_reasons(facts: NominationFacts, policy: Policy) -> None:
    """Reasons in words, and at least one record that they rest on."""
    least = policy.number("reasons_min_characters")
    if len(facts.reasons.strip()) < least:
        raise Refused("SG-06", f"Reasons of at least {least} characters are needed, in your own words.")
    if not facts.cited:
        raise Refused("SG-06", "No record was chosen.", "Tick the records that the proposal rests on.")


@upholds("SG-36")
def check_help_comes_first(facts: NominationFacts, policy: Policy) -> None:
    """It is proposed to support or to protect, or says why disruption is necessary and in proportion."""
    why_not = intent.why_not(facts.intent, facts.why_disruption, policy.number("reasons_min_characters"))
    if why_not:
        raise Refused("SG-36", why_not, "Propose it to support or to protect instead.")


@upholds("SG-19")
def check_one_entry_at_a_time(facts: NominationFacts) -> None:
    """A person has one entry at the most."""
    if facts.has_active_entry:
        raise Refused("SG-19", "This person already has an entry in use.", "Review that entry.")


@upholds("SG-06")
def check_not_proposed_already(already_proposed: bool) -> None:
    """A person is proposed once at a time."""
    if already_proposed:
        raise Refused(
            "SG-06", "A proposal about this person is waiting to be decided.", "Wait for it, or have it taken back."
        )


def refusals(facts: NominationFacts, policy: Policy, *, already_proposed: bool = False) -> tuple[Refused, ...]:
    """Everything that stands against the proposal, so that a proposer is told all of it at once.

    `already_proposed`: another proposal about the same person waits.
    """
    checks = _checks(facts, policy, already_proposed)
    return tuple(refusal for refusal in (_attempt(check) for check in checks) if refusal)


def check(facts: NominationFacts, policy: Policy, *, already_proposed: bool = False) -> None:
    """Refuse the proposal for the first thing that stands against it."""
    for each in _checks(facts, policy, already_proposed):
        each()


def _checks(facts: NominationFacts, policy: Policy, already_proposed: bool) -> tuple[Callable[[], None], ...]:
    ruled = ruling(facts, policy)
    # Looked up by name at the call, so that a test run can silence any one of them.
    return (
        lambda: check_alive(facts),
        lambda: check_harm_caused(facts),
        lambda: check_age(facts, policy),
        lambda: check_dates_make_sense(facts),
        lambda: check_identity_is_settled(facts),
        lambda: check_one_entry_at_a_time(facts),
        lambda: check_not_proposed_already(already_proposed),
        lambda: dispute.check_not_disputed_now(facts.disputed_since),
        lambda: removal.check_something_new(facts.removed_on, [event.occurred_on for event in facts.cited_events]),
        lambda: check_not_on_intelligence_alone(facts),
        lambda: check_evidence_rule(ruled),
        lambda: check_independent_origins(ruled),
        lambda: check_reasons(facts, policy),
        lambda: check_help_comes_first(facts, policy),
    )


def _attempt(check: Callable[[], None]) -> Refused | None:
    try:
        check()
    except Refused as refusal:
        return refusal
    return None


def direction_of(standing: Standing) -> Direction | None:
    """Which of the two totals an event belongs to; None for what a person only saw."""
    if standing is Standing.WITNESSED:
        return None
    return Direction.SUFFERED if standing is Standing.SUFFERED else Direction.CAUSED


def cited_by_default(events: Sequence[EventFact], policy: Policy, as_at: date) -> frozenset[str]:
    """The events that count: what a page ticks to begin with."""
    ruled = evidence_rule.rule(events, (), policy, as_at)
    return frozenset(item.key for item in ruled.items if item.counts)
