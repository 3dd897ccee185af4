"""The evidence rule: which records of a person may carry an entry, and why the others may not (SG-09 to SG-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evenhand.casework.ages import months_before
from evenhand.casework.policy import Policy
from evenhand.evidence import grading
from evenhand.evidence.grading import IntelligenceFact
from evenhand.evidence.vocabulary import Role, Standing

PROVEN = frozenset({Standing.CONVICTED, Standing.CAUTIONED})
ESTABLISHED = PROVEN | {Standing.CHARGED, Standing.TEST_MET}

WHY_A_STANDING_DOES_NOT_COUNT = {
    Standing.OPEN: "Nothing has been decided about it yet.",
    Standing.NO_FURTHER_ACTION: "It ended in no further action.",
    Standing.ACQUITTED: "The person was acquitted, or the case was dropped.",
    Standing.CANCELLED: "The crime record was cancelled.",
    Standing.SUFFERED: "It is harm that this person suffered, and never counts against them (SG-13).",
    Standing.WITNESSED: "This person was a witness.",
}


@dataclass(frozen=True, slots=True)
class EventFact:
    """One event of one person, as far as the evidence rule may see it."""

    key: str
    offence: str
    role: Role
    standing: Standing
    occurred_on: date
    origin: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record that was cited, whether it counts towards the rule, and why not."""

    key: str
    counts: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rule makes of the cited records. Counts are of records; origins of the incidents behind them."""

    items: tuple[Item, ...]
    counting: int
    proven: int
    origins: int
    top_tier_proven: bool
    intelligence_corroborates: bool
    needed: int
    proven_needed: int

    @property
    def enough_events(self) -> bool:
        """Enough records, at least one of them proven; or one proven event of the top tier."""
        return self.top_tier_proven or (self.counting >= self.needed and self.proven >= self.proven_needed)

    @property
    def enough_origins(self) -> bool:
        """Enough separate incidents, however many bodies reported each."""
        return self.top_tier_proven or self.origins >= self.needed

    @property
    def met(self) -> bool:
        """Whether these records may carry an entry."""
        return self.enough_events and self.enough_origins


def rule(events: Sequence[EventFact], intelligence: Sequence[IntelligenceFact], policy: Policy, as_at: date) -> Ruling:
    """Apply the evidence rule to the cited records as at a date."""
    window_opens = months_before(as_at, policy.number("evidence_window_months"))
    event_items = [_event_item(event, policy, window_opens, as_at) for event in events]
    counting = [event for event, item in zip(events, event_items, strict=True) if item.counts]
    proven = [event for event in counting if event.standing in PROVEN]
    return Ruling(
        items=tuple(event_items) + tuple(_intelligence_item(item) for item in intelligence),
        counting=len(counting),
        proven=len(proven),
        origins=len({event.origin for event in counting}),
        top_tier_proven=any(event.offence in policy.words("top_tier_offences") for event in proven),
        intelligence_corroborates=grading.corroborated(list(intelligence)),
        needed=policy.number("qualifying_events_min"),
        proven_needed=policy.number("proven_events_min"),
    )


def _event_item(event: EventFact, policy: Policy, window_opens: date, as_at: date) -> Item:
    why_not = _why_an_event_does_not_count(event, policy, window_opens, as_at)
    return Item(event.key, counts=not why_not, why_not=why_not)


def _why_an_event_does_not_count(event: EventFact, policy: Policy, window_opens: date, as_at: date) -> str:
    if event.standing not in ESTABLISHED:
        return WHY_A_STANDING_DOES_NOT_COUNT[event.standing]
    if event.offence not in policy.words("qualifying_offences"):
        return "The offence is not one of serious violence."
    if event.occurred_on > as_at:
        return "It is dated later than this proposal."
    if event.occurred_on <= window_opens:
        return f"It is older than {policy.number('evidence_window_months')} months."
    return ""


def _intelligence_item(item: IntelligenceFact) -> Item:
    why_not = grading.why_not(item.grade) or "Intelligence can support a case but never carries it (SG-10)."
    return Item(item.key, counts=False, why_not=why_not)
