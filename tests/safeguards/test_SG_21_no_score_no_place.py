"""SG-21: where nothing counts any more a review is due within seven days, nobody can keep the entry, and it ends."""

from datetime import date, timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts, entry_review_facts

from evenhand.casework import entry_review, entry_status, policy
from evenhand.casework.statuses import EntryStatus, Outcome
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
DAY = timedelta(days=1)
ZERO = date(2027, 3, 15)


@pytest.mark.parametrize(("day", "ends"), [(ZERO + 6 * DAY, False), (ZERO + 7 * DAY, False), (ZERO + 8 * DAY, True)])
def test_refuses_to_keep_an_entry_at_zero_beyond_the_review(day: date, ends: bool) -> None:
    facts = entry_facts(as_at=day, zero_on=ZERO, review_by=ZERO + 7 * DAY)
    if ends:
        with pytest.raises(Refused, match="SG-21: Nothing recorded has counted since 2027-03-15"):
            entry_status.check_something_counts(facts, POLICY)
    else:
        entry_status.check_something_counts(facts, POLICY)


@pytest.mark.parametrize(("day", "refused"), [(ZERO - DAY, False), (ZERO, True), (ZERO + DAY, True)])
@pytest.mark.parametrize("outcome", [Outcome.RETAIN, Outcome.RESTRICT])
def test_refuses_to_retain_or_restrict_where_nothing_counts(day: date, refused: bool, outcome: Outcome) -> None:
    facts = entry_review_facts(entry=entry_facts(as_at=day, zero_on=ZERO), outcome=outcome)
    if refused:
        with pytest.raises(Refused, match="SG-21"):
            entry_review.check_something_counts(facts)
    else:
        entry_review.check_something_counts(facts)


def test_allows_to_remove_or_to_correct_where_nothing_counts() -> None:
    for outcome in (Outcome.REMOVE, Outcome.CORRECT):
        entry_review.check_something_counts(
            entry_review_facts(entry=entry_facts(zero_on=casefile.TODAY), outcome=outcome)
        )


def test_the_calendar_of_an_entry_at_zero(register: Register, tmp_path: Path) -> None:
    """Until nothing counts: proposed for removal on the day, refused to be kept, gone after a week."""
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    person, zero = entry.person_id, casefile.TODAY + timedelta(days=30)
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET zero_on = %s, review_by = %s", [zero, zero + 7 * DAY])
    with casefile.on(zero - DAY):
        assert casefile.run_day(register) == {}
    with casefile.on(zero):
        assert casefile.run_day(register) == {"zero": 1}
        assert casefile.told("entry:removal_proposed", person) == 1
        with casefile.refused(register, "SG-21", "so they cannot be kept"):
            casefile.review_entry(register, entry)
    with casefile.on(zero + 7 * DAY):
        assert casefile.run_day(register) == {}
        assert casefile.today_of(person).status is EntryStatus.ACTIVE
    with casefile.on(zero + 8 * DAY):
        assert casefile.run_day(register) == {"ended SG-21": 1}
        assert casefile.today_of(person) is None


def test_an_entry_is_due_a_week_after_the_day_on_which_nothing_counts(register: Register, tmp_path: Path) -> None:
    """Kept in time by one after the other, until the day is nearer than the next period."""
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET zero_on = %s", [casefile.TODAY + timedelta(days=100)])
    with casefile.on(entry.review_by):
        casefile.review_entry(register, entry)
    assert casefile.today_of(entry.person_id).entry.review_by == casefile.TODAY + timedelta(days=107)


def test_inherited_people_of_whom_nothing_counts_are_gone_after_a_week(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "listings", {"listed_on": "2024-03-01"})
    with casefile.on(casefile.TODAY + 7 * DAY):
        casefile.run_day(register)
        assert casefile.today_of(person).status is EntryStatus.RESTRICTED
    with casefile.on(casefile.TODAY + 8 * DAY):
        assert casefile.run_day(register) == {"ended SG-21": 1}
        assert casefile.today_of(person) is None


def test_a_cancelled_crime_that_leaves_nothing_calls_for_removal_the_same_minute(
    register: Register, tmp_path: Path
) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(
        tmp_path,
        "corrections",
        *({"reference": f"C{n}", "event_reference": f"P1-E{n}", "correction": "cancelled"} for n in (1, 2, 3)),
    )
    today = casefile.today_of(entry.person_id)
    assert (today.entry.zero_on, today.entry.review_by) == (casefile.TODAY, casefile.TODAY)
    with casefile.refused(register, "SG-21"):
        casefile.review_entry(register, entry)


@pytest.mark.parametrize(("days", "refused"), [(7, False), (8, True)])
def test_the_database_takes_no_review_later_than_a_week_after_zero(
    register: Register, tmp_path: Path, days: int, refused: bool
) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET review_by = %s", [casefile.TODAY])
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        statement = "UPDATE register_entry SET zero_on = %s, review_by = %s"
        dates = [casefile.TODAY, casefile.TODAY + timedelta(days=days)]
        if refused:
            with sidedoor.stopped_by("sg_21_zero_calls_for_review"), sidedoor.line(register, role, opens=opens) as line:
                line.execute(statement, dates)
        else:
            with sidedoor.line(register, role, opens=opens) as line:
                line.execute(statement, dates)


@pytest.mark.parametrize("outcome", ["retain", "restrict"])
def test_the_database_keeps_no_review_that_keeps_somebody_at_zero(
    register: Register, tmp_path: Path, outcome: str
) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.review_entry(register, entry)
    changed = {"id": 10**9, "round": 2, "outcome": outcome, "reviewer_id": register.account("inspector").pk}
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET zero_on = %s, review_by = %s", [casefile.TODAY, casefile.TODAY])
    with sidedoor.stopped_by("sg_21_zero_is_not_kept"), sidedoor.line(register, opens="everything") as line:
        sidedoor.copied(line, "register_entryreview", **changed)
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET zero_on = %s", [casefile.TODAY + DAY])
    with sidedoor.line(register, opens="everything") as line:
        sidedoor.copied(line, "register_entryreview", **changed)
