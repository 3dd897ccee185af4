"""SG-64: whoever was erased since a backup is erased again before anybody can sign in."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import casefile
import pytest
import sidedoor
from django.conf import settings
from django.db import connections
from django.test import Client

import bytesearch
import world
from evenhand.ledger.folder import Folder
from evenhand.ledger.verify import verify
from evenhand.register import in_use, publishing, signing
from evenhand.register.actions import accounts, backing_up, erasure, identity, restoring
from evenhand.register.acts import act
from evenhand.register.backups import dumping, elsewhere, file
from evenhand.register.database import APPLICATION, OWNER, databases, dsn, prepare
from evenhand.register.models import HeldMatch, LedgerAlarm, LedgerLeaf, Link, Person, QuarantinedRow, SourceRecord
from evenhand.safeguards import Refused
from registered import Register

WAYS_IN = ("/sign-in", "/sign-in/code", "/mine/enter")
BORN = "1931-03-07"
SESSION = {"session_key": "a-key", "session_data": "data", "expire_date": "2099-01-01"}


def back_up(register: Register, folder: Path) -> Path:
    backing_up.back_up(path=folder / "kept", home=register.engine.home, by=accounts.software())
    publishing.keep_up()
    return folder / "kept"


def restore(register: Register, path: Path, **given: str) -> restoring.Restored:
    return restoring.restore(server=register.engine.server, path=path, **given)


def erase(register: Register, person: UUID) -> None:
    """One proposes, another signs."""
    decided = {"person": person, "purpose": "oversight"}
    number = erasure.propose(ground="right", reason=casefile.REASONS, by=register.account("dpo"), **decided)
    assert erasure.sign(erasure=number, by=register.account("owner"), **decided).trouble == ""
    publishing.keep_up()


def seen(model) -> list:
    """The rows of a table, with every door open."""
    with act("score:computed", by=accounts.software(), purpose="scoring", opens="everything"):
        return list(model.objects.all())


def unlike_any_other() -> str:
    """A name that nobody else has, nor had in an earlier run."""
    return "Q" + secrets.token_hex(6).translate(str.maketrans("0123456789", "ghijklmnop"))


# The front door -------------------------------------------------------------------------------------------------------


def test_not_a_byte_of_somebody_erased_is_back_after_an_older_backup(register: Register, tmp_path: Path) -> None:
    name, road = unlike_any_other(), unlike_any_other()
    known = {"family_name": name, "address_line": f"1 {road}", "born_on": BORN}
    person = casefile.known(register, tmp_path, "P1", **known)
    other = casefile.known(register, tmp_path, "P2")
    kept = back_up(register, tmp_path)
    assert bytesearch.in_database(register, [BORN])  # so that not finding it says something
    erase(register, person)
    done = restore(register, kept)
    assert (done.erased_again, done.in_use) == (1, True)
    assert [one.pk for one in seen(Person)] == [other]
    assert bytesearch.found(register, [name, road, BORN], kept) == []
    assert verify(Folder(settings.LEDGER_FOLDER), key=signing.verifier_key()).ok
    in_use.check_in_use()


def test_a_record_that_was_taken_for_somebody_elses_when_the_backup_was_made_is_erased_too(
    register: Register, tmp_path: Path
) -> None:
    person = casefile.known(register, tmp_path, "P1", pnc_id="FX-SHARED")
    register.load(tmp_path, "people", casefile.record("P9", pnc_id="FX-SHARED", born_on="1971-01-01"))
    kept = back_up(register, tmp_path)  # in which it is held, and nobody's yet
    [held] = seen(HeldMatch)
    decided = {"reason": "The same face.", "purpose": "resolve-identity", "by": register.account("records")}
    identity.settle(held_id=held.pk, person=person, **decided)
    erase(register, person)
    assert restore(register, kept).erased_again == 1
    assert seen(SourceRecord) == seen(Person) == seen(HeldMatch) == seen(Link) == []


def test_a_row_about_them_that_waits_in_quarantine_in_the_backup_goes_too(register: Register, tmp_path: Path) -> None:
    register.load(tmp_path, "people", casefile.record("P1", born_on="7th of March"), casefile.record("P2", version="x"))
    kept = back_up(register, tmp_path)
    erase(register, casefile.known(register, tmp_path, "P1"))
    restore(register, kept)
    [row] = seen(QuarantinedRow)
    assert "P2" in row.raw


def test_whoever_was_erased_does_not_come_in_again_with_the_next_file(register: Register, tmp_path: Path) -> None:
    kept = back_up(register, tmp_path)  # of a time when nobody was known
    erase(register, casefile.known(register, tmp_path, "P1"))
    restore(register, kept)
    register.load(tmp_path, "people", casefile.record("P1"), casefile.record("P2"))
    assert [one.reference for one in seen(SourceRecord)] == ["P2"]


def test_a_second_restore_of_the_same_backup_erases_them_again_once(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path, "P1")
    kept = back_up(register, tmp_path)
    erase(register, person)
    assert [restore(register, kept).erased_again for _ in range(2)] == [1, 1]
    assert seen(Person) == []
    later = back_up(register, tmp_path / "..")
    assert restore(register, later).erased_again == 0
    later.unlink()


def test_the_log_says_that_they_were_erased_and_erased_again_where_it_ended(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path, "P1")
    kept = back_up(register, tmp_path)
    erase(register, person)
    before = list(Folder(settings.LEDGER_FOLDER).lines())
    restore(register, kept)
    assert list(Folder(settings.LEDGER_FOLDER).lines())[: len(before)] == before
    by_position = LedgerLeaf.objects.using("auditor").order_by("position")
    events = list(by_position.values_list("entry__event", flat=True))
    assert events[len(before) :] == ["person:erased", "register:restored"]
    assert sorted(by_position.values_list("position", flat=True)) == list(range(len(before) + 2))


def test_nobody_can_sign_in_before_the_replay(register: Register, tmp_path: Path) -> None:
    shut(register)
    for address in WAYS_IN:
        page = Client(SERVER_NAME="localhost").get(address)
        assert (page.status_code, "SG-64" in page.content.decode()) == (503, True), address
    browser = Client(SERVER_NAME="localhost")
    entered = browser.post("/sign-in", {"username": "analyst", "password": world.PASSWORD})
    assert (entered.status_code, "SG-64" in entered.content.decode()) == (503, True)
    assert "sessionid" not in browser.cookies


def test_the_public_pages_stay_open_meanwhile(register: Register) -> None:
    shut(register)
    assert Client(SERVER_NAME="localhost").get("/about").status_code == 200


def test_people_can_sign_in_afterwards(register: Register, tmp_path: Path) -> None:
    restore(register, back_up(register, tmp_path))
    browser = Client(SERVER_NAME="localhost")
    assert browser.get("/sign-in").status_code == 200
    entered = browser.post("/sign-in", {"username": "analyst", "password": world.PASSWORD})
    assert (entered.status_code, entered.headers["Location"]) == (302, "/sign-in/code")


def test_without_the_ledger_it_stays_shut_until_the_data_protection_officer_named_who_was_erased(
    register: Register, tmp_path: Path
) -> None:
    person = casefile.known(register, tmp_path, "P1")
    kept = back_up(register, tmp_path)
    erase(register, person)
    shutil.move(settings.LEDGER_FOLDER, tmp_path / "lost")
    with register.engine.superuser() as line:
        databases.drop(line, register.database)
    assert not restore(register, kept, ledger_lost="The machine burnt.").in_use
    with pytest.raises(Refused, match="SG-64"):
        in_use.check_in_use()
    restoring.reopen(by=register.account("dpo"), reason="One letter is on file.", erased=[person])
    assert seen(Person) == []
    in_use.check_in_use()


def test_an_older_database_that_was_put_back_by_hand_is_shut(register: Register) -> None:
    publishing.keep_up()
    with aside(register) as older:
        accounts.choose_purpose(account=register.account("analyst"), purpose=casefile.PURPOSE)
        publishing.keep_up()
        in_use.check_in_use()
        with elsewhere.pointed_at(older):
            with pytest.raises(Refused, match="SG-64: This database is older than its ledger"):
                in_use.check_in_use()
            before = LedgerLeaf.objects.using("auditor").count()
            publishing.keep_up()
            assert LedgerLeaf.objects.using("auditor").count() == before
            assert LedgerAlarm.objects.filter(says__contains="was set back").exists()


# The side door --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [APPLICATION, OWNER])
def test_no_session_can_begin_or_go_on_before_the_replay(register: Register, role: str) -> None:
    with sidedoor.line(register, role) as line:
        sidedoor.insert(line, "django_session", **SESSION)
    shut(register)
    with sidedoor.stopped_by("sg_64_shut_until_in_use"), sidedoor.line(register, role) as line:
        sidedoor.insert(line, "django_session", **(SESSION | {"session_key": "another"}))
    with sidedoor.stopped_by("sg_64_shut_until_in_use"), sidedoor.line(register, role) as line:
        line.execute("UPDATE django_session SET session_data = 'more'")


@pytest.mark.parametrize("role", [APPLICATION, OWNER])
def test_nothing_but_its_own_act_puts_a_register_into_use(register: Register, role: str) -> None:
    shut(register)
    with sidedoor.stopped_by("sg_64_put_into_use_by_an_act"), sidedoor.line(register, role) as line:
        sidedoor.insert(line, "register_inuse", id=1, since="2026-11-23")
    with (
        sidedoor.stopped_by("sg_64_put_into_use_by_an_act"),
        sidedoor.line(register, APPLICATION, opens="everything") as line,
    ):
        sidedoor.insert(line, "register_inuse", id=1, since="2026-11-23")


def test_whatever_is_made_from_a_backup_in_another_way_is_shut(register: Register, tmp_path: Path) -> None:
    kept, home = back_up(register, tmp_path), register.engine.home
    by_hand = f"{register.database}_by_hand"
    prepare(register.engine.server, by_hand)
    try:
        dump = file.read(kept, home.secret("master_key"))
        dumping.restore(dumping.program("pg_restore", 17), dsn(home, OWNER, by_hand), dump)
        made = Register(register.engine, by_hand)
        with sidedoor.stopped_by("sg_64_shut_until_in_use"), sidedoor.line(made, OWNER) as line:
            sidedoor.insert(line, "django_session", **SESSION)
    finally:
        register.engine.drop(by_hand)


def shut(register: Register) -> None:
    """Leave the register as a backup leaves it."""
    with register.engine.superuser(register.database) as line:
        line.execute("DELETE FROM register_inuse")


@contextmanager
def aside(register: Register) -> Iterator[str]:
    """A copy of the register's database as it is now."""
    connections.close_all()
    older = register.engine.clone(register.database)
    try:
        yield older
    finally:
        register.engine.drop(older)
