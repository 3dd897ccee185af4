"""SG-13: the support route is a door of its own. Those who help see nothing of the register, nobody else sees it."""

from pathlib import Path
from uuid import UUID

import casefile
import planted
import psycopg
import pytest
import sidedoor
from sidedoor import Line

from evenhand.casework import support as rules
from evenhand.register.actions import support
from evenhand.register.acts import NotAllowed, act
from evenhand.register.models import Account, LedgerEntry
from evenhand.register.reads import lists, overseen, own, person, search
from evenhand.register.reads import support as reads
from evenhand.register.roles import NOBODY_SIGNS_IN_AS, ROLES, Permission
from evenhand.safeguards import Refused
from registered import Register

CONTRACT = "SG-13: only the support route reaches what became of help"
TABLES = ("register_supportreferral", "register_supportoffer", "register_supportplan", "register_supportcontact",
          "register_supportoutcome")  # fmt: skip
# What is known of people besides, and must not be seen from the support route.
OTHERS = ("register_person", "register_link", "register_sourcerecord", "register_identification", "register_event",
          "register_correctionrecord", "register_intelligence", "register_referral", "register_statusrecord",
          "register_listing", "register_nomination", "register_review", "register_entry", "register_scoretotal",
          "register_heldmatch", "register_quarantinedrow", "register_erasure")  # fmt: skip
OFFICERS = ("analyst", "reviewer", "inspector", "records", "owner", "dpo")
EVERY = pytest.mark.parametrize("table", TABLES)


def number(register: Register, username: str) -> str:
    """An account as the log names it."""
    with sidedoor.line(register) as line:
        return (
            f"account:{line.execute('SELECT id FROM register_account WHERE username = %s', [username]).fetchone()[0]}"
        )


def opened(line: Line, actor: str, opens: str, subject: UUID | None = None) -> None:
    sidedoor.open_access(line, opens, subject, actor=actor)


@EVERY
@pytest.mark.parametrize("opens", ["everything", "index", "log", "quarantine", "person"])
def test_no_door_of_the_register_opens_it(life: Register, table: str, opens: str) -> None:
    subject = sidedoor.person_of(life, "P1") if opens == "person" else None
    with sidedoor.line(life, opens=opens, subject=subject) as line:
        assert sidedoor.count(line, table) == 0


@EVERY
def test_its_own_door_opens_it_for_one_person_or_for_the_lists(life: Register, table: str) -> None:
    with sidedoor.line(life) as line:
        opened(line, number(life, "coordinator"), "support", sidedoor.person_of(life, "P1"))
        one = sidedoor.count(line, table)
    with sidedoor.line(life) as line:
        opened(line, number(life, "coordinator"), "support-index")
        assert sidedoor.count(line, table) == 2 * one > 0


@pytest.mark.parametrize("opens", ["support", "support-index"])
@pytest.mark.parametrize("table", OTHERS)
def test_nothing_of_the_register_is_behind_it(life: Register, table: str, opens: str) -> None:
    subject = sidedoor.person_of(life, "P1") if opens == "support" else None
    with sidedoor.line(life) as line:
        opened(line, number(life, "coordinator"), opens, subject)
        assert sidedoor.count(line, table) == 0


@pytest.mark.parametrize("opens", ["support", "support-index"])
@pytest.mark.parametrize("username", OFFICERS)
def test_the_database_lets_no_officer_begin_to_open_it(life: Register, username: str, opens: str) -> None:
    with sidedoor.stopped_by("sg_13_only_those_who_help"), sidedoor.line(life) as line:
        opened(line, number(life, username), opens, sidedoor.person_of(life, "P1"))


def test_the_database_lets_the_software_open_it_and_nobody_unknown(life: Register) -> None:
    with sidedoor.line(life) as line:
        opened(line, number(life, "register"), "support-index")
    with sidedoor.stopped_by("sg_13_only_those_who_help"), sidedoor.line(life) as line:
        opened(line, "account:9999", "support-index")


@pytest.mark.parametrize("opens", ["support", "support-index"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_an_act_opens_it_for_those_who_help_alone(role: str, opens: str) -> None:
    rules.check_who_opens("person", role)
    if role in ("coordinator", "software"):
        rules.check_who_opens(opens, role)
        return
    with pytest.raises(Refused, match="SG-13"):
        rules.check_who_opens(opens, role)


@pytest.mark.parametrize("opens", ["support", "support-index"])
def test_an_act_of_an_officer_is_refused_before_it_begins(register: Register, tmp_path: Path, opens: str) -> None:
    person = casefile.known(register, tmp_path)
    with (
        casefile.refused(register, "SG-13", "for those who help"),
        act("support:consulted", by=register.account("analyst"), purpose="offer-support", person=person, opens=opens),
    ):
        pytest.fail("the door opened")


def test_an_officer_adds_a_referral_as_an_officer_and_of_whom_they_opened(life: Register) -> None:
    row = {"reasons": b"", "made_by_id": 1, "made_at": casefile.NOON, "source": "officer"}
    them, other = sidedoor.person_of(life, "P1"), sidedoor.person_of(life, "P3")
    for given in ({"person_id": other}, {"person_id": them, "source": "parent"}):
        wrong = {**row, **given, "id": "00000000-0000-4000-8000-00000000000a"}
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="violates row-level security"),
            sidedoor.line(life, opens="person", subject=them) as line,
        ):
            sidedoor.insert(line, "register_supportreferral", **wrong)


def test_only_the_coordinator_works_there_and_works_nowhere_else(register: Register, tmp_path: Path) -> None:
    them = casefile.known(register, tmp_path)
    assert [code for code, role in ROLES.items() if Permission.SUPPORT_WORK in role.may] == ["coordinator"]
    assert "coordinator" not in NOBODY_SIGNS_IN_AS
    helps = casefile.coordinator(register)
    for refused in (
        lambda: person.page(person=them, reason="A call.", **helps),
        lambda: search.find(words="Brax", reason="A call.", **helps),
        lambda: lists.register(number=1, **helps),
        lambda: support.refer(person=them, reasons="Hurt.", **helps),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert lists.home(**helps).overdue_total == 0
    for username in OFFICERS:
        with pytest.raises(NotAllowed):
            reads.page(person=them, purpose="offer-support", by=register.account(username))


def events_seen(looked: object) -> set[str]:
    return {one.look.event if hasattr(one, "look") else one.event for one in looked.looks}


def test_an_officer_does_not_see_in_the_log_what_became_of_it(register: Register, tmp_path: Path) -> None:
    them = casefile.known(register, tmp_path)
    support.refer(person=them, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))
    helps = casefile.coordinator(register)
    reads.home(number=1, **helps)
    reads.page(person=them, **helps)
    casefile.offered(register, them, answer="declined")
    with pytest.raises(Refused, match="SG-63"):
        support.make_offer(person=them, kind="money", how="call", offered_on=casefile.TODAY, **helps)
    for username in ("analyst", "reviewer"):
        page = person.page(person=them, reason="A call.", purpose="offer-support", by=register.account(username))
        assert {event for event in events_seen(page) if event.startswith("support:")} == {"support:referred"}
        assert "safeguard:refused" not in events_seen(page)
    everything = {"support:referred", "support:listed", "support:consulted", "support:offered", "support:answered",
                  "safeguard:refused"}  # fmt: skip
    assert events_seen(own.who_looked(person=them, number=1)) >= everything
    dpo = {"reason": "They asked.", "purpose": "answer-person", "by": register.account("dpo")}
    assert events_seen(overseen.who_looked(person=them, number=1, **dpo)) >= everything


@pytest.mark.parametrize("table", ["register_ledgerentry", "register_ledgermention"])
def test_the_database_hides_those_lines_from_officers(register: Register, tmp_path: Path, table: str) -> None:
    them = casefile.known(register, tmp_path)
    before: dict[str, int] = {}
    for username in ("analyst", "coordinator"):
        with sidedoor.line(register) as line:
            opened(line, number(register, username), "person", them)
            before[username] = sidedoor.count(line, table)
    support.refer(person=them, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))
    for _ in range(2):
        reads.home(number=1, **casefile.coordinator(register))
        reads.page(person=them, **casefile.coordinator(register))
    seen = {}
    for username in ("analyst", "records", "dpo"):
        with sidedoor.line(register) as line:
            opened(line, number(register, username), "person", them)
            seen[username] = sidedoor.count(line, table) - before["analyst"]
    own_referral = 1 if table == "register_ledgerentry" else 0
    helped = 4 if table == "register_ledgerentry" else 2
    assert seen == {"analyst": own_referral, "records": own_referral, "dpo": own_referral + helped}


def test_what_they_said_is_in_no_entry_of_the_log(register: Register, tmp_path: Path) -> None:
    them = casefile.known(register, tmp_path)
    casefile.offered(register, them, answer="declined")
    casefile.offered(register, them, answer="accepted")
    bodies = LedgerEntry.objects.using("auditor").filter(event="support:answered").values_list("body", flat=True)
    assert len(bodies) == 2
    assert [body for body in bodies if "declined" in body or "accepted" in body] == []


def test_those_who_help_see_name_birth_date_and_address_and_a_partners_concern(
    register: Register, tmp_path: Path
) -> None:
    them = casefile.known(register, tmp_path, given_names="Avric", address_line="9 Quellgate", postcode="QX97ZZ")
    register.load(tmp_path, "referrals", {"concern": "He is afraid.", "made_on": "2026-03-01"})
    page = reads.page(person=them, **casefile.coordinator(register))
    assert (page.person.name, page.person.address) == ("Avric Braxabyp1", "9 Quellgate, QX97ZZ")
    assert [(one.concern, str(one.made_on)) for one in page.concerns] == [("He is afraid.", "2026-03-01")]
    [listed] = reads.home(number=1, **casefile.coordinator(register)).page.rows
    assert (listed.person.name, listed.person.address) == ("Avric Braxabyp1", "")


def test_a_search_shows_only_who_has_the_whole_name_and_the_birth_date(register: Register, tmp_path: Path) -> None:
    people = [casefile.record(f"P{n}", given_names="Avric", family_name=f"Braxaby Sor{n}", born_on="1991-03-29")
              for n in range(1, 6)]  # fmt: skip
    register.load(tmp_path, "people", *people, casefile.record("P9", given_names="Avric", born_on="1991-03-30"))
    why = {"reason": "Their mother rang.", **casefile.coordinator(register)}
    born = casefile.TODAY.replace(year=1991, month=3, day=29)
    found = reads.find(words="Avric Braxaby", born_on=born, **why)
    assert (len(found.people), found.total) == (3, 5)
    assert reads.find(words="Avric Braxaby", born_on=born.replace(day=28), **why).total == 0
    assert reads.find(words="avric sor2", born_on=born, **why).total == 1
    assert reads.find(words="Avri Braxa", born_on=born, **why).total == 0
    assert reads.find(words="Avric Other", born_on=born, **why).total == 0
    for wrong in ({"words": "Avric"}, {"reason": " "}):
        with pytest.raises(ValueError):
            reads.find(**{"words": "Avric Braxaby", "born_on": born, **why, **wrong})


def test_no_support_for_nobody(register: Register) -> None:
    with pytest.raises(LookupError):
        reads.page(person=UUID(int=7), **casefile.coordinator(register))


@pytest.mark.parametrize("module", ["register.reads.person", "register.scores", "register.actions.review",
                                    "register.actions.nomination", "register.facts"])  # fmt: skip
def test_no_other_module_can_reach_the_tables(tmp_path: Path, module: str) -> None:
    said = planted.checked(tmp_path, CONTRACT, {f"evenhand.{module}": "evenhand.register.models.support"})
    assert f"{CONTRACT} BROKEN" in said, said


def test_the_other_models_do_not_give_them_on() -> None:
    from evenhand.register import models

    assert [name for name in models.__all__ if name.startswith("Support")] == []
    assert Account in {getattr(models, name) for name in models.__all__}
    assert not hasattr(models, "SupportOffer")
