"""SG-20: an overdue entry is set aside from the day after, by itself; one that nobody reviews at all ends."""

from datetime import date, timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts

from evenhand.casework import clocks, entry_status, policy
from evenhand.casework.statuses import EntryStatus, Outcome
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
DAY = timedelta(days=1)
DUE = date(2027, 2, 21)


@pytest.mark.parametrize(("day", "refused"), [(DUE - DAY, False), (DUE, False), (DUE + DAY, True)])
def test_refuses_to_use_an_entry_from_the_day_after_its_review_was_due(day: date, refused: bool) -> None:
    facts = entry_facts(as_at=day, review_by=DUE)
    if refused:
        with pytest.raises(Refused, match="SG-20: Its review was due by 2027-02-21"):
            entry_status.check_reviewed_in_time(facts)
    else:
        entry_status.check_reviewed_in_time(facts)
    assert entry_status.status_of(facts, POLICY) is (EntryStatus.RESTRICTED if refused else EntryStatus.ACTIVE)


def test_refuses_to_use_what_a_reviewer_set_aside() -> None:
    facts = entry_facts(restricted_on=casefile.TODAY)
    with pytest.raises(Refused, match="SG-20: A reviewer set it aside"):
        entry_status.check_not_set_aside(facts)
    with pytest.raises(Refused, match="SG-20: A reviewer set it aside"):
        entry_status.check_may_be_used(facts, POLICY)
    entry_status.check_may_be_used(entry_facts(), POLICY)


@pytest.mark.parametrize(("days", "ends"), [(89, False), (90, False), (91, True)])
def test_an_entry_that_nobody_reviews_for_another_period_ends(days: int, ends: bool) -> None:
    facts = entry_facts(as_at=DUE + timedelta(days=days), review_by=DUE, zero_on=date(2029, 1, 1))
    assert clocks.unreviewed_end(DUE, POLICY) == DUE + timedelta(days=90)
    if ends:
        with pytest.raises(Refused, match="SG-20: Its review was due by 2027-02-21, and nobody made it"):
            entry_status.check_somebody_reviews(facts, POLICY)
    else:
        entry_status.check_somebody_reviews(facts, POLICY)


def test_an_entry_is_set_aside_by_itself_said_once_and_back_in_use_by_a_review(
    register: Register, tmp_path: Path
) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    person, due = entry.person_id, entry.review_by
    for day, status in [
        (due - DAY, EntryStatus.ACTIVE),
        (due, EntryStatus.ACTIVE),
        (due + DAY, EntryStatus.RESTRICTED),
    ]:
        with casefile.on(day):
            assert casefile.today_of(person).status is status
            casefile.run_day(register)
    assert casefile.told("entry:restricted", person) == 1
    with casefile.on(due + timedelta(days=6)):
        assert casefile.run_day(register) == {}
    with casefile.on(due + timedelta(days=7)):
        assert casefile.run_day(register) == {"escalated": 1}
    with casefile.on(due + timedelta(days=8)):
        assert casefile.review_entry(register, entry) is Outcome.RETAIN
        back = casefile.today_of(person)
    assert (back.status, back.entry.review_by) == (EntryStatus.ACTIVE, due + timedelta(days=98))


def test_an_entry_that_nobody_reviews_is_taken_away_by_the_days_clocks(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    last = clocks.unreviewed_end(entry.review_by, POLICY)
    with casefile.on(last):
        casefile.run_day(register)
        assert casefile.today_of(entry.person_id).status is EntryStatus.RESTRICTED
    with casefile.on(last + DAY):
        assert casefile.today_of(entry.person_id).status is EntryStatus.ENDED
        assert casefile.run_day(register) == {"ended SG-20": 1}
        assert casefile.today_of(entry.person_id) is None


def test_what_a_reviewer_wants_corrected_is_set_aside_and_due_soon(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    assert casefile.review_entry(register, entry, Outcome.CORRECT) is Outcome.CORRECT
    today = casefile.today_of(entry.person_id)
    assert (today.status, today.entry.review_by) == (EntryStatus.RESTRICTED, casefile.TODAY + timedelta(days=28))
    assert casefile.told("recipients:to_be_told", entry.person_id) == 1


@pytest.mark.parametrize(("days", "refused"), [(90, False), (91, True)])
def test_the_database_takes_no_review_date_beyond_the_period(
    register: Register, tmp_path: Path, days: int, refused: bool
) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    later = casefile.TODAY + timedelta(days=days)
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.line(register, role, opens=opens) as line:
            line.execute("UPDATE register_entry SET review_by = %s", [casefile.TODAY])
        if refused:
            with sidedoor.stopped_by("sg_20_reviewed_in_time"), sidedoor.line(register, role, opens=opens) as line:
                line.execute("UPDATE register_entry SET review_by = %s", [later])
        else:
            with sidedoor.line(register, role, opens=opens) as line:
                line.execute("UPDATE register_entry SET review_by = %s", [later])


def test_a_child_is_reviewed_sooner(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on="2010-03-01"))
    assert entry.review_by == casefile.TODAY + timedelta(days=60)
    with sidedoor.stopped_by("sg_20_reviewed_in_time"), sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET review_by = review_by + 1")
