"""What may be held back from a person, by whom and for how long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from evenhand.casework import looks, policy
from evenhand.ledger.events import EVENTS
from evenhand.safeguards import Refused

POLICY = policy.load()
MOST = POLICY.number("look_delay_days_max")
TODAY = date(2026, 11, 23)
FINE = looks.DelayFacts(
    event="person:consulted",
    looker=4,
    authoriser=2,
    ground="crime",
    reasons="An arrest is planned for Thursday, and this would tell of it.",
    made_on=TODAY,
    ends_on=TODAY + timedelta(days=7),
)


def refused(**changed: object) -> str:
    with pytest.raises(Refused) as caught:
        looks.check(replace(FINE, **changed), POLICY)
    assert caught.value.safeguard == "SG-65"
    return caught.value.because


@pytest.mark.parametrize("ground", looks.GROUNDS)
def test_allows_a_delay_on_each_ground_of_the_law(ground: str) -> None:
    looks.check(replace(FINE, ground=ground), POLICY)


def test_there_are_five_grounds() -> None:
    assert len(looks.GROUNDS) == 5


@pytest.mark.parametrize("ground", ["", "Crime", "embarrassing", "performance"])
def test_refuses_any_other_ground(ground: str) -> None:
    assert "not a ground" in refused(ground=ground)


def test_refuses_whoever_looked() -> None:
    assert "done by you" in refused(authoriser=FINE.looker)


@pytest.mark.parametrize("days", [1, 2, MOST - 1, MOST])
def test_allows_an_end_within_the_limit(days: int) -> None:
    looks.check(replace(FINE, ends_on=TODAY + timedelta(days=days)), POLICY)


@pytest.mark.parametrize("days", [-1, 0, MOST + 1, 10_000])
def test_refuses_an_end_that_is_past_or_too_far(days: int) -> None:
    assert "A delay made on" in refused(ends_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize("reasons", ["", " " * 60, "Because."])
def test_refuses_a_delay_without_reasons(reasons: str) -> None:
    assert "Say why" in refused(reasons=reasons)


@pytest.mark.parametrize("event", sorted(looks.NEVER_HELD_BACK))
def test_refuses_to_hide_what_happened_at_the_persons_own_door(event: str) -> None:
    assert "never held back" in refused(event=event)


def test_what_is_never_held_back_are_events_of_the_ledger() -> None:
    assert set(EVENTS) >= looks.NEVER_HELD_BACK
