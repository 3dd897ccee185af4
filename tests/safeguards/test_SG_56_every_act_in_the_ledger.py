"""SG-56: every act leaves its entry, and no entry can be changed or removed, by anybody, without it showing."""

from pathlib import Path

import casefile
import psycopg
import pytest
import sidedoor
from psycopg import sql

from evenhand.ledger import Entry, instant, leaf_hash
from evenhand.ledger.verify import verify
from evenhand.register import clock, sequencer
from evenhand.register.acts import act
from evenhand.register.database import APPLICATION, AUDITOR, OWNER, SEQUENCER, STATISTICS
from evenhand.register.models import LedgerEntry
from evenhand.register.reads.ledger import StoredLog, status
from registered import Register

TABLES = {
    "register_ledgerentry": "event",
    "register_ledgerleaf": "entry_id",
    "register_ledgertile": "root",
    "register_ledgercheckpoint": "note",
}
ATTEMPTS = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}
EVERY = pytest.mark.parametrize("table", TABLES)
HOW = pytest.mark.parametrize("how", ATTEMPTS)


def attempt(line: sidedoor.Line, how: str, table: str) -> None:
    line.execute(ATTEMPTS[how].format(table=table, column=TABLES[table]))


@EVERY
@HOW
@pytest.mark.parametrize("role", [APPLICATION, AUDITOR, SEQUENCER, STATISTICS])
def test_no_role_that_works_has_the_right_to(life: Register, role: str, how: str, table: str) -> None:
    with sidedoor.forbidden(f"table {table}"), sidedoor.line(life, role) as line:
        attempt(line, how, table)


@EVERY
@HOW
def test_not_even_their_owner_can(life: Register, how: str, table: str) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege, match=f"SG-56: the ledger is append-only: {how}"),
        sidedoor.line(life, OWNER) as line,
    ):
        attempt(line, how, table)


def test_the_application_cannot_write_the_moment_or_the_transaction_of_an_entry(life: Register) -> None:
    for column in ("xact", "recorded_at"):
        with sidedoor.forbidden("table register_ledgerentry"), sidedoor.line(life) as line:
            line.execute(
                sql.SQL(
                    "INSERT INTO register_ledgerentry (body, leaf_hash, event, actor, {}) "
                    "SELECT body, leaf_hash, event, actor, {} FROM register_ledgerentry LIMIT 1"
                ).format(sql.Identifier(column), sql.Identifier(column))
            )


def entry(line: sidedoor.Line, **changed: object) -> None:
    """Insert an entry about a person, as the application could, with something changed."""
    about = "00000000-0000-4000-8000-00000000000a"
    made = Entry(event="entry:closed", at=instant(clock.now()), actor="account:1", purpose="oversight", subject=about)
    body = made.body()
    row = {"body": body.decode(), "leaf_hash": leaf_hash(body), "event": made.event, "actor": made.actor}
    sidedoor.insert(line, "register_ledgerentry", **(row | {"subject": about} | changed))


@pytest.mark.parametrize("leaf", [b"", bytes(32), leaf_hash(b"something else")])
def test_the_hash_of_an_entry_is_of_what_it_says(life: Register, leaf: bytes) -> None:
    with sidedoor.stopped_by("sg_56_leaf_is_of_this_body"), sidedoor.line(life) as line:
        entry(line, leaf_hash=leaf)


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "person:searched"},
        {"actor": "account:999"},
        {"subject": "00000000-0000-4000-8000-000000000001"},
        {"subject": None},
    ],
    ids=str,
)
def test_no_entry_says_one_thing_and_opens_the_door_as_another(life: Register, changed: dict[str, object]) -> None:
    with sidedoor.stopped_by("sg_56_columns_say_what_the_body_says"), sidedoor.line(life) as line:
        entry(line, **changed)


def test_an_entry_that_is_true_to_its_columns_is_taken(life: Register) -> None:
    with sidedoor.line(life) as line:
        entry(line)
        line.rollback()


def test_the_log_verifies_and_a_changed_byte_shows(peopled: Register) -> None:
    sequencer.integrate()
    whole = verify(StoredLog())
    assert (whole.ok, whole.entries > 20, status().waiting) == (True, True, 0)
    with peopled.engine.superuser(peopled.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("ALTER TABLE register_ledgerentry DROP CONSTRAINT IF EXISTS sg_56_leaf_is_of_this_body")
        line.execute(
            "UPDATE register_ledgerentry SET body = replace(body, 'prevent', 'prevenT') WHERE body ~ 'prevent'"
        )
    assert not verify(StoredLog()).ok


@pytest.mark.parametrize("remove", ["DELETE FROM register_ledgerleaf WHERE position = 7",
                                    "DELETE FROM register_ledgerleaf WHERE position < 3"])  # fmt: skip
def test_a_removed_entry_shows(peopled: Register, remove: str) -> None:
    sequencer.integrate()
    with peopled.engine.superuser(peopled.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute(remove)
    assert not verify(StoredLog()).ok


def test_the_sequencer_sees_nobody_and_changes_nothing_else(life: Register) -> None:
    for table in ("register_person", "register_identification", "register_event", "register_ledgerparticulars"):
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(life, SEQUENCER) as line:
            sidedoor.count(line, table)


def test_the_application_cannot_give_an_entry_its_place_or_sign(life: Register) -> None:
    with sidedoor.forbidden("table register_ledgerleaf"), sidedoor.line(life) as line:
        line.execute("INSERT INTO register_ledgerleaf (position, entry_id) VALUES (999, 1)")
    with sidedoor.forbidden("table register_ledgercheckpoint"), sidedoor.line(life) as line:
        line.execute(
            "INSERT INTO register_ledgercheckpoint (size, root, peaks, note, made_at) VALUES (9,'','','',now())"
        )


def test_an_act_that_fails_leaves_nothing_but_an_entry_that_says_so(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    before, stored = LedgerEntry.objects.using("auditor").count(), casefile.stored(register)
    with (
        pytest.raises(RuntimeError),
        act("person:consulted", by=register.account("analyst"), purpose=casefile.PURPOSE, person=person),
    ):
        raise RuntimeError
    assert (LedgerEntry.objects.using("auditor").count(), casefile.stored(register)) == (before + 1, stored)
    assert LedgerEntry.objects.using("auditor").latest("pk").event == "access:unfinished"


def test_a_life_in_the_register_leaves_an_entry_for_every_act(peopled: Register) -> None:
    left = set(LedgerEntry.objects.using("auditor").values_list("event", flat=True))
    acts = {
        "feed:loaded", "correction:applied", "entry:inherited", "nomination:made", "review:accepted", "entry:opened",
        "support:referred", "score:computed", "charter:adopted", "instrument:adopted", "account:made",
    }  # fmt: skip
    assert acts <= left


def test_no_entry_holds_a_name_a_birth_date_or_a_reason(peopled: Register) -> None:
    bodies = "\n".join(LedgerEntry.objects.using("auditor").values_list("body", flat=True))
    assert "subject" in bodies
    for personal in ("Braxaby", "Avric", "1998-05-17", casefile.REASONS, "FXP-"):
        assert personal not in bodies
