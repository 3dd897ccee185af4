"""Opening a record in an emergency: who, why, for how long, and who reviews it by when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from evenhand.casework import emergency, policy
from evenhand.casework.emergency import Opening, Use
from evenhand.safeguards import Refused

POLICY = policy.load()
NIGHT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LEAST = POLICY.number("emergency_reason_min_characters")
MOST = POLICY.number("emergency_unreviewed_max")
ENOUGH = POLICY.number("reasons_min_characters")
FINE = Opening(is_person=True, reason="x" * LEAST, unreviewed=MOST - 1)
USE = Use(account=4, supervisor=7, until=NIGHT + timedelta(hours=3), reviewed=False)


def because(check, *given: object) -> str:
    with pytest.raises(Refused) as caught:
        check(*given)
    assert caught.value.safeguard == "SG-66"
    return caught.value.because


def test_it_is_open_for_three_hours_and_reviewed_within_a_week() -> None:
    assert emergency.until(NIGHT, POLICY) == NIGHT + timedelta(hours=3)
    assert emergency.review_by(TODAY, POLICY) == date(2026, 11, 30)


def test_allows_a_person_with_a_reason_and_room_for_one_more() -> None:
    emergency.check_opening(FINE, POLICY)


def test_refuses_software() -> None:
    assert "signed in" in because(emergency.check_opening, replace(FINE, is_person=False), POLICY)


@pytest.mark.parametrize("reason", ["", "x" * (LEAST - 1), " " * LEAST, f"{'x' * (LEAST - 1)}   "])
def test_refuses_a_reason_that_says_nothing(reason: str) -> None:
    assert f"at least {LEAST} characters" in because(emergency.check_opening, replace(FINE, reason=reason), POLICY)


@pytest.mark.parametrize("unreviewed", [MOST, MOST + 1])
def test_refuses_one_more_than_may_be_unreviewed(unreviewed: int) -> None:
    assert f"{MOST} is the most" in because(emergency.check_opening, replace(FINE, unreviewed=unreviewed), POLICY)


def test_it_is_open_until_the_moment_and_not_at_it() -> None:
    emergency.check_still_open(USE, USE.until - timedelta(microseconds=1))
    assert "is over" in because(emergency.check_still_open, USE, USE.until)


@pytest.mark.parametrize(("by", "watches"), [(7, False), (7, True), (9, True)])
def test_allows_the_supervisor_and_those_who_watch_to_review(by: int, watches: bool) -> None:
    emergency.check_may_review(USE, by, watches)


@pytest.mark.parametrize("watches", [False, True])
def test_refuses_whoever_opened_it_to_review_it(watches: bool) -> None:
    assert "yourself" in because(emergency.check_may_review, USE, USE.account, watches)


@pytest.mark.parametrize("supervisor", [7, None])
def test_refuses_anybody_else_to_review_it(supervisor: int | None) -> None:
    assert "supervisor" in because(emergency.check_may_review, replace(USE, supervisor=supervisor), 9, False)


def review(use: Use = USE, finding: str = "justified", reasons: str = "x" * ENOUGH, now: datetime = USE.until) -> None:
    emergency.check_review(use, finding, reasons, now, POLICY)


@pytest.mark.parametrize("finding", emergency.FINDINGS)
def test_allows_each_finding_from_the_moment_it_is_over(finding: str) -> None:
    review(finding=finding)


def test_refuses_a_review_while_it_is_open() -> None:
    assert "still open" in because(lambda: review(now=USE.until - timedelta(microseconds=1)))


def test_refuses_a_second_review() -> None:
    assert "already" in because(lambda: review(use=replace(USE, reviewed=True)))


@pytest.mark.parametrize("finding", ["", "Justified", "so-so"])
def test_refuses_any_other_finding(finding: str) -> None:
    assert "can be found" in because(lambda: review(finding=finding))


def test_refuses_a_review_without_reasons() -> None:
    assert "Say why" in because(lambda: review(reasons="x" * (ENOUGH - 1)))


def test_nobody_supervises_themselves() -> None:
    emergency.check_supervisor(4, 7)
    emergency.check_supervisor(4, None)
    assert "themselves" in because(emergency.check_supervisor, 4, 4)


@pytest.mark.parametrize("due", [[], [TODAY], [TODAY + timedelta(days=1)], [TODAY, TODAY + timedelta(days=6)]])
def test_an_account_is_open_while_every_review_is_in_time(due: list[date]) -> None:
    assert not emergency.is_suspended(due, TODAY)
    emergency.check_not_suspended(due, TODAY)


@pytest.mark.parametrize("due", [[date(2026, 11, 22)], [TODAY, date(2026, 11, 22)], [date(2025, 1, 1)]])
def test_an_account_is_shut_from_the_day_after(due: list[date]) -> None:
    assert emergency.is_suspended(due, TODAY)
    assert str(min(due)) in because(emergency.check_not_suspended, due, TODAY)
