"""SG-12: exactly one role in every event, in the feed and in the table."""

from pathlib import Path

import casefile
import pytest
import sidedoor

from registered import Register


@pytest.mark.parametrize("role", ["", "associate", "suspect, victim"])
def test_an_event_without_exactly_one_role_goes_to_quarantine(register: Register, tmp_path: Path, role: str) -> None:
    casefile.known(register, tmp_path)
    tally = register.load(tmp_path, "events", casefile.events()[0], {"role": role})
    assert (tally.loaded, tally.quarantined) == (1, 1)
    assert casefile.why_quarantined() == ["SG-12"]


@pytest.mark.parametrize("role", ["", "associate", "Suspect", "both"])
def test_the_table_takes_no_other_role(life: Register, role: str) -> None:
    with sidedoor.stopped_by("sg_12_one_role"), sidedoor.line(life, opens="everything") as line:
        copied_event(line, role)


@pytest.mark.parametrize("role", ["suspect", "convicted", "victim", "witness"])
def test_the_table_takes_each_of_the_four(life: Register, role: str) -> None:
    with sidedoor.line(life, opens="everything") as line:
        copied_event(line, role)
        line.rollback()


def test_one_person_can_be_different_things_in_different_events(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    hurt = {"reference": "HURT", "role": "victim", "outcome_type": "", "court_result": ""}
    register.load(tmp_path, "events", hurt)
    from evenhand.register.reads import person as person_reads

    page = person_reads.page(person=person, reason="A call.", purpose=casefile.PURPOSE, by=register.account("analyst"))
    assert {shown.event.reference for shown in page.suffered} == {"HURT"}
    assert {shown.event.reference for shown in page.caused} == {"P1-E1", "P1-E2", "P1-E3"}


def copied_event(line: sidedoor.Line, role: str) -> None:
    sidedoor.copied(line, "register_event", id=10**9, reference="COPY", role=role)
