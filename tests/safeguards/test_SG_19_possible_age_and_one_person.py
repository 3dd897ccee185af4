"""SG-19: dates that can be true, an identity that is settled, and one entry for one person."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import event, nomination_facts

from evenhand.casework import nomination
from evenhand.register.database import OWNER
from evenhand.register.models import Entry, Identification
from evenhand.safeguards import Refused
from registered import Register


def test_refuses_somebody_whose_birth_date_nobody_gives() -> None:
    with pytest.raises(Refused, match="SG-19: No source gives a date of birth"):
        nomination.check_dates_make_sense(nomination_facts(born_on=()))


def test_refuses_somebody_with_two_birth_dates_and_names_both() -> None:
    with pytest.raises(Refused, match="different birth dates: 1998-05-17 and 1998-05-18"):
        nomination.check_dates_make_sense(nomination_facts(born_on=(date(1998, 5, 18), date(1998, 5, 17))))


@pytest.mark.parametrize(
    ("occurred_on", "possible"), [("1998-05-16", False), ("1998-05-17", True), ("1998-05-18", True)]
)
def test_refuses_an_event_before_the_birth_to_the_day(occurred_on: str, possible: bool) -> None:
    facts = nomination_facts(events=(event(1, occurred_on=date.fromisoformat(occurred_on)), event(2)))
    if possible:
        nomination.check_dates_make_sense(facts)
    else:
        with pytest.raises(Refused, match="SG-19: Events before the person was born: event-1"):
            nomination.check_dates_make_sense(facts)


def test_refuses_somebody_whose_identity_is_in_doubt() -> None:
    with pytest.raises(Refused, match="SG-19: It is undecided whether another record"):
        nomination.check_identity_is_settled(replace(nomination_facts(), identity_in_doubt=True))
    nomination.check_identity_is_settled(nomination_facts())


def test_refuses_a_second_entry_beside_one_in_use() -> None:
    with pytest.raises(Refused, match="SG-19: This person already has an entry"):
        nomination.check_one_entry_at_a_time(replace(nomination_facts(), has_active_entry=True))
    nomination.check_one_entry_at_a_time(nomination_facts())


def test_refuses_to_propose_somebody_with_two_birth_dates(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "people", casefile.record("P1", version=2, born_on="1998-05-17", prison_number="FXN-1"))
    with sidedoor.line(register, OWNER) as line:
        sidedoor.copied(line, "register_sourcerecord", id=10**9, source="NMP-CUSTODY")
        sidedoor.copied(line, "register_link", id=10**9, record_id=10**9, reason=b"")
        changed = {"id": 10**9, "about_id": 10**9, "source": "NMP-CUSTODY", "born_on": "1998-05-18"}
        changed |= {text.attname: b"" for text in Identification.personal_texts()}
        sidedoor.copied(line, "register_identification", **changed)
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-19", "1998-05-17 and 1998-05-18"):
        casefile.propose(register, person, cited)


def test_refuses_to_propose_while_it_is_undecided_whose_a_record_is(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    register.load(tmp_path, "people", casefile.record("TWIN", family_name="Braxabyp1", pnc_id=""))
    with casefile.refused(register, "SG-19", "another record belongs to this person"):
        casefile.propose(register, person, cited)


def test_refuses_to_propose_somebody_who_has_an_entry(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    casefile.enter(register, person)
    with casefile.refused(register, "SG-19", "already has an entry in use"):
        casefile.propose(register, person, cited)


def test_what_cannot_be_goes_to_quarantine(register: Register, tmp_path: Path) -> None:
    born_late = casefile.record("P2", born_on="2026-11-24")
    assert register.load(tmp_path, "people", casefile.record("P1"), born_late).quarantined == 1
    assert register.load(tmp_path, "events", {"occurred_on": "1998-05-16", "role": "victim", "outcome_type": "",
                                              "court_result": ""}).quarantined == 1  # fmt: skip
    assert register.load(tmp_path, "status", {"effective_on": "1998-05-16"}).quarantined == 1
    assert casefile.why_quarantined() == ["SG-19"] * 3


@pytest.mark.parametrize("opened_at", ["2026-11-23 12:00+00", "2026-11-01 00:00+00", "2027-06-01 00:00+00"])
def test_the_database_takes_no_second_entry_that_overlaps(register: Register, tmp_path: Path, opened_at: str) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(tmp_path, "listings", {})
    with sidedoor.stopped_by("sg_19_one_entry_at_a_time"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_entry", **second(line, entry, opened_at))


def second(line: sidedoor.Line, entry: Entry, opened_at: str) -> dict[str, object]:
    """An inherited entry of the same person, which needs no proposal."""
    [(listing,)] = line.execute("SELECT id FROM register_listing").fetchall()
    values = {field.column: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    nobody = dict.fromkeys(["nomination_id", "review_id", "proposer_id", "reviewer_id"])
    return values | nobody | {
        "id": "00000000-0000-4000-8000-000000000001", "origin": "inherited",
        "listing_id": listing, "last_proven_on": None, "expires_on": entry.opened_on, "opened_at": opened_at,
    }  # fmt: skip
