"""SG-56: every act leaves its entry, and no entry can be changed or removed, by anybody, without it showing."""

from pathlib import Path

import casefile
import psycopg
import pytest
import sidedoor
from psycopg import sql

from evenhand.ledger.chain import leaf_hash
from evenhand.ledger.verify import verify
from evenhand.register import ledgering
from evenhand.register.acts import act
from evenhand.register.database import APPLICATION, AUDITOR, OWNER, STATISTICS
from evenhand.register.models import LedgerEntry
from evenhand.register.reads import ledger
from registered import Register

TABLES = ("register_ledgerentry", "register_ledgerleaf")
ATTEMPTS = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}
EVERY = pytest.mark.parametrize("table", TABLES)
HOW = pytest.mark.parametrize("how", ATTEMPTS)


def attempt(line: sidedoor.Line, how: str, table: str) -> None:
    column = "event" if table == "register_ledgerentry" else "chain_hash"
    line.execute(ATTEMPTS[how].format(table=table, column=column))


@EVERY
@HOW
@pytest.mark.parametrize("role", [APPLICATION, AUDITOR, STATISTICS])
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
                    "INSERT INTO register_ledgerentry (body, leaf_hash, event, actor, opens, {}) "
                    "SELECT body, leaf_hash, event, actor, opens, {} FROM register_ledgerentry LIMIT 1"
                ).format(sql.Identifier(column), sql.Identifier(column))
            )


def entry(line: sidedoor.Line, **changed: object) -> None:
    """Insert a copy of an entry about a person, as the application could, with something changed."""
    columns = ("body", "leaf_hash", "event", "actor", "subject", "opens")
    row = line.execute(
        f"SELECT {', '.join(columns)} FROM register_ledgerentry WHERE subject IS NOT NULL ORDER BY id LIMIT 1"
    ).fetchone()
    sidedoor.insert(line, "register_ledgerentry", **(dict(zip(columns, row, strict=True)) | changed))


@pytest.mark.parametrize("leaf", [b"", bytes(32), leaf_hash(b"something else")])
def test_the_hash_of_an_entry_is_of_what_it_says(life: Register, leaf: bytes) -> None:
    with sidedoor.stopped_by("sg_56_leaf_is_of_this_body"), sidedoor.line(life) as line:
        entry(line, leaf_hash=leaf)


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "person:searched", "opens": "everything"},
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


def test_the_chain_verifies_and_a_changed_byte_shows(peopled: Register) -> None:
    ledgering.sequence()
    whole = verify(ledger.stored())
    assert (whole.ok, whole.count > 20, ledger.without_a_place()) == (True, True, 0)
    with peopled.engine.superuser(peopled.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("ALTER TABLE register_ledgerentry DROP CONSTRAINT IF EXISTS sg_56_leaf_is_of_this_body")
        line.execute(
            "UPDATE register_ledgerentry SET body = replace(body, 'prevent', 'prevenT') WHERE body ~ 'prevent'"
        )
    assert not verify(ledger.stored()).ok


@pytest.mark.parametrize("remove", ["DELETE FROM register_ledgerleaf WHERE position = 7",
                                    "DELETE FROM register_ledgerleaf WHERE position < 3"])  # fmt: skip
def test_a_removed_entry_shows(peopled: Register, remove: str) -> None:
    ledgering.sequence()
    with peopled.engine.superuser(peopled.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute(remove)
    assert not verify(ledger.stored()).ok


def test_an_act_that_fails_leaves_neither_itself_nor_an_entry(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    before, stored = LedgerEntry.objects.count(), casefile.stored(register)
    with (
        pytest.raises(RuntimeError),
        act("person:consulted", by=register.account("analyst"), purpose=casefile.PURPOSE, person=person),
    ):
        raise RuntimeError
    assert (LedgerEntry.objects.count(), casefile.stored(register)) == (before, stored)


def test_a_life_in_the_register_leaves_an_entry_for_every_act(peopled: Register) -> None:
    left = set(LedgerEntry.objects.values_list("event", flat=True))
    acts = {
        "feed:loaded", "correction:applied", "entry:inherited", "nomination:made", "review:accepted", "entry:opened",
        "support:referred", "score:computed", "charter:adopted", "instrument:adopted", "account:made",
    }  # fmt: skip
    assert acts <= left


def test_no_entry_holds_a_name_a_birth_date_or_a_reason(peopled: Register) -> None:
    bodies = "\n".join(LedgerEntry.objects.values_list("body", flat=True))
    assert "subject" in bodies
    for personal in ("Braxaby", "Avric", "1998-05-17", casefile.REASONS, "FXP-"):
        assert personal not in bodies
