"""SG-22: no entry outlasts its absolute end, which the database holds too; only new proof puts it off."""

from datetime import date, timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts

from evenhand.casework import clocks, entry_status, policy
from evenhand.casework.statuses import EntryStatus
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
DAY = timedelta(days=1)
END = date(2028, 2, 29)


def later(reference: str, day: str) -> dict[str, str]:
    """What makes another event of one: its reference and its day."""
    return {"reference": reference, "occurred_on": day, "recorded_on": day}


@pytest.mark.parametrize(("day", "ends"), [(END - DAY, False), (END, True), (END + DAY, True)])
def test_refuses_to_keep_an_entry_from_its_last_day_on(day: date, ends: bool) -> None:
    facts = entry_facts(as_at=day, expires_on=END, review_by=day, zero_on=date(2030, 1, 1))
    if ends:
        with pytest.raises(Refused, match="SG-22: Its time was up on 2028-02-29"):
            entry_status.check_within_its_time(facts)
    else:
        entry_status.check_within_its_time(facts)
    assert entry_status.status_of(facts, POLICY) is (EntryStatus.ENDED if ends else EntryStatus.ACTIVE)


def test_what_was_done_as_a_child_ends_by_the_childs_period_also_later() -> None:
    born = date(2008, 6, 15)
    assert clocks.absolute_end(date(2026, 6, 14), born, POLICY) == date(2027, 12, 14)
    assert clocks.absolute_end(date(2026, 6, 15), born, POLICY) == date(2029, 6, 15)


def test_the_days_clocks_remove_what_is_at_its_end(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    assert entry.expires_on == date(2029, 2, 15)  # 36 months after the conviction of 15 February 2026
    end = casefile.TODAY + 30 * DAY
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET expires_on = %s", [end])
    with casefile.on(end - DAY):
        assert casefile.run_day(register) == {}
    with casefile.on(end):
        assert casefile.today_of(entry.person_id).status is EntryStatus.ENDED
        assert casefile.run_day(register) == {"ended SG-22": 1}
        assert casefile.today_of(entry.person_id) is None
        assert casefile.run_day(register) == {}


def test_an_inherited_entry_ends_after_six_months(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "listings", {"listed_on": "2026-01-01", "last_reviewed_on": "2026-10-01"})
    end = casefile.TODAY + timedelta(days=POLICY.number("inherited_days_max"))
    assert casefile.today_of(person).entry.expires_on == end
    with casefile.on(end - DAY):
        casefile.run_day(register)
        assert casefile.today_of(person) is not None
    with casefile.on(end):
        assert casefile.run_day(register)["ended SG-22"] == 1


def test_an_end_comes_sooner_where_the_last_proven_event_falls_away(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "events", {**casefile.events(count=1)[0], **later("LATER", "2026-09-01")})
    entry = casefile.enter(register, person)
    assert entry.expires_on == date(2029, 9, 1)
    register.load(tmp_path, "corrections", {"event_reference": "LATER"})
    assert casefile.today_of(person).entry.expires_on == date(2029, 2, 15)


def test_a_new_proven_event_puts_the_end_off_only_when_somebody_keeps_the_entry(
    register: Register, tmp_path: Path
) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(tmp_path, "events", {**casefile.events(count=1)[0], **later("NEW", "2026-11-01")})
    assert casefile.today_of(entry.person_id).entry.expires_on == date(2029, 2, 15)
    casefile.review_entry(register, entry)
    assert casefile.today_of(entry.person_id).entry.expires_on == date(2029, 11, 1)


@pytest.mark.parametrize(("day", "refused"), [("2029-02-15", False), ("2029-02-16", True)])
def test_the_database_takes_no_later_end(register: Register, tmp_path: Path, day: str, refused: bool) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        if refused:
            with sidedoor.stopped_by("sg_22_ends_in_time"), sidedoor.line(register, role, opens=opens) as line:
                line.execute("UPDATE register_entry SET expires_on = %s", [day])
        else:
            with sidedoor.line(register, role, opens=opens) as line:
                line.execute("UPDATE register_entry SET expires_on = %s", [day])
