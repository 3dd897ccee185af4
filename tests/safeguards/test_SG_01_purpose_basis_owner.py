"""SG-01: no purpose, no legal basis or no senior owner, nobody on the register."""

from dataclasses import asdict, replace
from pathlib import Path

import casefile
import pytest
import sidedoor

import world
from evenhand.casework import governance
from evenhand.casework.governance import Charter
from evenhand.register.actions import governance as governance_actions
from evenhand.register.database import OWNER
from evenhand.register.models import Entry, Nomination
from evenhand.safeguards import Refused
from registered import Register

WHOLE = world.charter(Charter)
NEEDED = {
    "purpose": "a statement of its purpose",
    "legal_basis": "a legal basis",
    "senior_owner": "a named senior owner",
}
EACH = pytest.mark.parametrize("field", NEEDED)


def adopt(register: Register, **changed: str) -> None:
    governance_actions.adopt_charter(
        charter=replace(WHOLE, **changed), by=register.account("owner"), approved_by=register.account("dpo")
    )


@EACH
@pytest.mark.parametrize("empty", ["", "  \n"])
def test_refuses_a_charter_without_any_one_of_the_three(field: str, empty: str) -> None:
    with pytest.raises(Refused) as caught:
        governance.check_register_may_hold_anybody(replace(WHOLE, **{field: empty}))
    assert (caught.value.safeguard, caught.value.because) == ("SG-01", f"The register lacks {NEEDED[field]}.")


def test_refuses_a_register_without_a_charter_and_names_all_three() -> None:
    with pytest.raises(Refused) as caught:
        governance.check_register_may_hold_anybody(None)
    assert all(words in caught.value.because for words in NEEDED.values())


def test_allows_a_charter_that_has_the_three_and_nothing_else() -> None:
    governance.check_register_may_hold_anybody(Charter(purpose="p", legal_basis="l", senior_owner="o"))


@EACH
def test_refuses_a_proposal_while_one_is_missing(register: Register, tmp_path: Path, field: str) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    adopt(register, **{field: " "})
    with casefile.refused(register, "SG-01", NEEDED[field]):
        casefile.propose(register, person, cited)
    assert not Nomination.objects.exists()


def test_refuses_to_accept_what_was_proposed_before_it_went_missing(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    adopt(register, senior_owner="")
    with casefile.refused(register, "SG-01", "a named senior owner"):
        casefile.decide(register, person, number)
    adopt(register)
    assert casefile.decide(register, person, number) is not None


@EACH
def test_the_database_takes_no_entry_while_one_is_missing(register: Register, tmp_path: Path, field: str) -> None:
    person = casefile.eligible(register, tmp_path)
    entry = casefile.enter(register, person)
    with sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_entry")
        row = Entry._meta.concrete_fields
        values = {field.column: getattr(entry, field.attname) for field in row}
        sidedoor.insert(line, "register_entry", **values)
        line.rollback()
    adopt(register, **{field: "\t"})
    with sidedoor.stopped_by("sg_01_register_has_a_charter"), sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_entry")
        sidedoor.insert(line, "register_entry", **values)


def test_the_database_takes_no_entry_where_there_is_no_charter_at_all(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    entry = casefile.enter(register, person)
    values = {field.column: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    with sidedoor.stopped_by("sg_01_register_has_a_charter"), sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_charterversion")
        line.execute("DELETE FROM register_entry")
        sidedoor.insert(line, "register_entry", **values)


def test_every_version_of_the_charter_is_kept(register: Register) -> None:
    from evenhand.register.models import CharterVersion

    adopt(register, purpose="Another purpose.")
    kept = [version.content for version in CharterVersion.objects.order_by("id")]
    assert kept == [asdict(WHOLE), asdict(replace(WHOLE, purpose="Another purpose."))]
