"""SG-12: every event names exactly one role of the person, and one that its outcome bears out."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Reason, Unusable, Usable, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, good, write


def reasons(folder: Path, **changes: str) -> tuple[Reason, ...]:
    [record] = open_feed(write(folder / "events.csv", [good(Feed.EVENTS, **changes)]), today=TODAY)
    return record.reasons if isinstance(record, Unusable) else ()


@pytest.mark.parametrize("role", ["", "suspect;victim", "suspect, victim", "Suspect", "offender", "associate"])
def test_refuses_an_event_without_exactly_one_role(tmp_path: Path, role: str) -> None:
    assert [(reason.column, reason.safeguard) for reason in reasons(tmp_path, role=role)] == [("role", "SG-12")]


@pytest.mark.parametrize(
    ("role", "outcome", "court"),
    [
        ("convicted", "1", "pending"),
        ("convicted", "open", ""),
        ("convicted", "4", ""),
        ("convicted", "1", "acquitted"),
        ("convicted", "3", "acquitted"),
        ("suspect", "1", "convicted"),
        ("victim", "", "convicted"),
        ("witness", "1", "acquitted"),
    ],
)
def test_refuses_a_role_that_the_outcome_contradicts(tmp_path: Path, role: str, outcome: str, court: str) -> None:
    found = reasons(tmp_path, role=role, outcome_type=outcome, court_result=court)
    assert [(reason.column, reason.safeguard) for reason in found] == [("role", "SG-12")]


@pytest.mark.parametrize(
    ("role", "outcome", "court"),
    [
        ("convicted", "1", "convicted"),
        ("convicted", "4", "convicted"),
        ("convicted", "2", ""),
        ("convicted", "3", ""),
        ("suspect", "1", "pending"),
        ("suspect", "1", "acquitted"),
        ("suspect", "open", ""),
        ("victim", "", ""),
        ("victim", "18", ""),
        ("witness", "", ""),
    ],
)
def test_allows_a_role_that_the_outcome_bears_out(tmp_path: Path, role: str, outcome: str, court: str) -> None:
    assert reasons(tmp_path, role=role, outcome_type=outcome, court_result=court) == ()


def test_a_person_may_have_several_roles_in_several_records(tmp_path: Path) -> None:
    rows = [good(Feed.EVENTS, 1), good(Feed.EVENTS, 2, role="victim", court_result="")]
    records = list(open_feed(write(tmp_path / "events.csv", rows), today=TODAY))
    assert all(isinstance(record, Usable) for record in records)
