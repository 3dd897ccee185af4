"""What stands against each outcome before a word is written: all of it at once, and never the words themselves."""

from dataclasses import replace
from datetime import date

from evenhand.casework import policy
from evenhand.casework.entry_review import EntryReviewFacts
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.outlook import outlook
from evenhand.casework.statuses import Outcome

POLICY = policy.load()
ENTRY = EntryFacts(
    as_at=date(2026, 12, 1),
    origin="decided",
    born_on=date(1998, 5, 17),
    opened_on=date(2026, 11, 23),
    review_by=date(2027, 2, 21),
    expires_on=date(2029, 8, 31),
    zero_on=date(2029, 9, 30),
)
FACTS = EntryReviewFacts(
    entry=ENTRY,
    is_child=False,
    reviewer=3,
    reviewer_is_a_person=True,
    reviewer_is_inspector=False,
    decided_last=frozenset({1}),
    voted=frozenset(),
    outcome=Outcome.RETAIN,
    reasons="",
    child_welfare="",
)


def against(facts: EntryReviewFacts) -> dict[Outcome, list[str]]:
    return {outcome: [one.safeguard for one in found] for outcome, found in outlook(facts, POLICY).items()}


def test_nothing_stands_against_a_fresh_pair_of_eyes() -> None:
    assert against(FACTS) == {outcome: [] for outcome in Outcome}


def test_whoever_decided_last_can_only_remove() -> None:
    found = against(replace(FACTS, decided_last=frozenset({1, 3})))
    assert found == {outcome: ["SG-23"] for outcome in Outcome} | {Outcome.REMOVE: []}


def test_everything_that_stands_against_it_is_named_at_once() -> None:
    entry = replace(ENTRY, origin="inherited", zero_on=ENTRY.as_at, disputed_since=ENTRY.as_at)
    found = against(replace(FACTS, entry=entry, decided_last=frozenset({3})))
    assert found[Outcome.RETAIN] == ["SG-06", "SG-23", "SG-21", "SG-53"]
    assert found[Outcome.RESTRICT] == ["SG-06", "SG-23", "SG-21"]
    assert found[Outcome.CORRECT] == ["SG-06", "SG-23"]
    assert found[Outcome.REMOVE] == []


def test_a_child_is_for_inspectors_whatever_is_said() -> None:
    assert against(replace(FACTS, is_child=True)) == {outcome: ["SG-18"] for outcome in Outcome}
    assert against(replace(FACTS, is_child=True, reviewer_is_inspector=True))[Outcome.RETAIN] == []


def test_whoever_has_voted_has_said_it() -> None:
    voted = replace(FACTS, is_child=True, reviewer_is_inspector=True, voted=frozenset({3}))
    assert against(voted) == {outcome: ["SG-18"] for outcome in Outcome}


def test_what_is_at_its_end_can_only_be_removed() -> None:
    ended = replace(FACTS, entry=replace(ENTRY, expires_on=ENTRY.as_at))
    assert against(ended) == {
        Outcome.RETAIN: ["SG-22"], Outcome.RESTRICT: ["SG-22"], Outcome.CORRECT: ["SG-22"], Outcome.REMOVE: [],
    }  # fmt: skip
