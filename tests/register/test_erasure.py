"""Erasing somebody: nothing of them is left anywhere, the log still stands, and nobody else is touched (SG-64)."""

from pathlib import Path

import erasable
import psycopg
import pytest
import steps
from django.db import connection

import bytesearch
from evenhand.ledger import root
from evenhand.register import sealing, sequencer, visits
from evenhand.register.actions import erasure, quarantine
from evenhand.register.actions import load as loading
from evenhand.register.acts import NotAllowed, act
from evenhand.register.database import APPLICATION
from evenhand.register.models import (
    ErasedRecord,
    LedgerCheckpoint,
    LedgerEntry,
    LedgerParticulars,
    Load,
    Person,
    QuarantinedRow,
)
from evenhand.register.reads import erasures as reads
from evenhand.register.reads import person as person_reads


@pytest.fixture
def person(register, tmp_path):
    """Somebody of whom everything is held, and another one beside them."""
    steps.enter(register, steps.eligible(register, tmp_path, "P2"))
    return erasable.live(register, tmp_path)


def leaves(register):
    with register.engine.superuser(register.database) as line:
        found = line.execute(
            "SELECT e.leaf_hash FROM register_ledgerleaf l JOIN register_ledgerentry e ON e.id = l.entry_id"
            " ORDER BY l.position"
        )
        return [bytes(leaf) for (leaf,) in found]


def test_not_a_byte_is_readable_before_and_none_is_left_after(register, person):
    assert bytesearch.found(register, erasable.WORDS) == []
    done = erasable.erase(register, person)
    assert done.trouble == ""
    assert bytesearch.found(register, [*erasable.WORDS, erasable.BORN]) == []


def test_the_keys_are_in_no_file_of_the_tables_any_more(register, person):
    with register.engine.superuser(register.database) as line:
        of_theirs = [
            bytes(wrapped)
            for (wrapped,) in line.execute(
                "SELECT wrapped FROM register_contentkey WHERE person = %(who)s"
                " OR record_id IN (SELECT record_id FROM register_link WHERE person_id = %(who)s)",
                {"who": person},
            )
        ]
        line.execute("CHECKPOINT")
        tables = Path(line.execute("SHOW data_directory").fetchone()[0]) / "base"
    assert (len(of_theirs), all(in_a_file(tables, key) for key in of_theirs)) == (4, True)
    erasable.erase(register, person)
    assert not any(in_a_file(tables, key) for key in of_theirs)


def in_a_file(folder, content):
    return any(content in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_birth_date_is_found_before(register, person):
    """So that not finding it afterwards says something."""
    assert any("register_identification" in place for place in bytesearch.found(register, [erasable.BORN]))


def test_the_ledger_has_the_same_root_at_its_old_size_and_says_what_was_done(register, person):
    sequencer.integrate()
    before = LedgerCheckpoint.objects.using("sequencer").latest("size")
    done = erasable.erase(register, person)
    sequencer.integrate()
    assert root(leaves(register)[: before.size]) == bytes(before.root)
    assert root(leaves(register)) == bytes(LedgerCheckpoint.objects.using("sequencer").latest("size").root)
    entry = LedgerEntry.objects.using("auditor").get(pk=done.entry)
    assert (entry.event, entry.subject) == ("person:erased", person)
    assert (done.rows["register_identification"], done.rows["register_event"]) == (4, 4)
    assert done.rows["register_quarantinedrow"] == len(erasable.REFUSED)


def test_every_row_that_leads_to_them_is_gone_and_every_other_row_is_as_it_was(register, tmp_path):
    steps.enter(register, steps.eligible(register, tmp_path, "P2"))
    before = snapshot(register)
    person = erasable.live(register, tmp_path)
    erasable.erase(register, person)
    after = snapshot(register)
    gone = {table: rows - after[table] for table, rows in before.items() if rows - after[table]}
    assert gone == {}
    with register.engine.superuser(register.database) as line:
        for table, column in person_columns(line):
            where = f"{column} = %s" if column != "candidates" else f"%s = ANY ({column})"
            left = line.execute(f"SELECT count(*) FROM {table} WHERE {where}", [person]).fetchone()[0]
            assert bool(left) == (table in {"register_ledgerentry", "register_erasure"}), table


def snapshot(register):
    """Every row of every table."""
    with register.engine.superuser(register.database) as line:
        tables = line.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'register\\_%'")
        return {
            name: {row for (row,) in line.execute(f"SELECT t::text FROM {name} t")} for (name,) in tables.fetchall()
        }


def person_columns(line):
    """Every column of every table that holds people's numbers, as the database itself knows them."""
    return line.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name LIKE 'register\\_%' AND (udt_name IN ('uuid', '_uuid') AND"
        " column_name IN ('person', 'person_id', 'subject', 'candidates')) ORDER BY 1, 2"
    ).fetchall()


def test_no_table_about_people_is_forgotten(register):
    """Found from the foreign keys and the names of columns, so that a new table cannot be."""
    with register.engine.superuser(register.database) as line:
        about_people = line.execute(
            """
            WITH RECURSIVE leads AS (
                SELECT unnest(ARRAY['register_person', 'register_sourcerecord']::regclass[]) AS of_table
                UNION SELECT k.conrelid::regclass FROM pg_constraint k JOIN leads l ON k.confrelid = l.of_table
                WHERE k.contype = 'f'
            ) SELECT c.relname FROM leads JOIN pg_class c ON c.oid = leads.of_table
            UNION SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name IN ('person', 'person_id', 'record_id') AND udt_name <> 'bool'
            """
        ).fetchall()
        [(erases,)] = line.execute("SELECT prosrc FROM pg_proc WHERE proname = 'erase_person'").fetchall()
    forgotten = {name for (name,) in about_people if f"'{name}'" not in erases}
    # What is being done now, ended by its entry; the decision to erase them, of which the reason goes.
    assert forgotten == {"register_access", "register_erasure"}


def test_they_do_not_come_back_with_the_next_file(register, tmp_path, person):
    erasable.erase(register, person)
    people = steps.seen(Person.objects.count)
    tallies = erasable.load(register, tmp_path)
    about = [*erasable.FEEDS, *erasable.REFUSED]
    kept = {tally.quarantined for tally, (_, row) in zip(tallies, about, strict=True) if row["reference"] != "Q7"}
    assert ([tally.withheld for tally in tallies].count(1), kept) == (len(about) - 1, {0})
    assert (erasable.is_found(register), steps.seen(Person.objects.count)) == (0, people)
    assert all(load.withheld + load.loaded + load.quarantined == load.rows_seen for load in Load.objects.all()[:50])


def test_a_corrected_row_that_turns_out_to_be_about_them_is_left_out_and_settled(register, load, person):
    erasable.erase(register, person)
    load("people", steps.record("P6", version="first"))
    [row] = steps.seen(lambda: list(QuarantinedRow.objects.filter(settled_at=None)))
    corrected = row.raw.replace("P6", "Q1").replace("first", "3")
    tally = quarantine.correct(row_id=row.pk, corrected=corrected, by=register.account("records"))
    assert (tally.withheld, tally.loaded, erasable.is_found(register)) == (1, 0, 0)
    assert steps.seen(QuarantinedRow.objects.filter(settled_at=None).count) == 0


def test_a_reference_that_was_never_erased_is_not_left_out(register, load, tmp_path, person):
    erasable.erase(register, person)
    tally = load("people", steps.record("P3"))
    assert (tally.loaded, tally.withheld) == (1, 0)


def test_a_file_that_has_their_name_in_its_own_loses_it(register, tmp_path, person):
    loading.load_file(path=erasable.named_file(register, tmp_path), by=register.account("register"))
    assert any(erasable.FAMILY in load.file_name for load in Load.objects.all())
    erasable.erase(register, person)
    assert not any(erasable.FAMILY in load.file_name for load in Load.objects.all())


def test_reasons_of_searches_that_name_them_go_and_others_stay(register, person):
    def kept():
        rows = steps.opened(lambda: list(LedgerParticulars.objects.filter(person=None)))
        return [row.text for row in rows if "call" in row.text]

    from evenhand.register.reads import search

    search.find(words="Braxabyp2", reason="Another call.", purpose=steps.PURPOSE, by=register.account("analyst"))
    assert sorted(kept()) == [f"A call about {erasable.NAME}.", "Another call."]
    erasable.erase(register, person)
    assert kept() == ["Another call."]


def test_their_page_is_gone_and_no_visit_is_left(register, person):
    erasable.erase(register, person)
    assert visits.reason(person=person, purpose=steps.PURPOSE, session="s" * 32) == ""
    with pytest.raises(LookupError):
        person_reads.page(person=person, reason="A call.", purpose=steps.PURPOSE, by=register.account("analyst"))


def test_nobody_signs_what_they_proposed_and_software_signs_nothing(register, person):
    number, dpo = erasable.propose(register, person), register.account("dpo")
    with pytest.raises(ValueError, match="somebody else must sign"):
        erasure.sign(erasure=number, person=person, purpose="oversight", by=dpo)
    with pytest.raises(NotAllowed):
        erasure.sign(erasure=number, person=person, purpose="oversight", by=register.account("analyst"))
    with pytest.raises(NotAllowed):
        erasure.propose(
            person=person, ground="right", reason="x" * 99, purpose="oversight", by=register.account("owner")
        )
    assert erasable.is_found(register) == 1


@pytest.mark.parametrize(("ground", "reason"), [("curiosity", "x" * 99), ("right", "Asked."), ("right", " " * 99)])
def test_a_proposal_needs_a_ground_and_a_reason(register, person, ground, reason):
    with pytest.raises(ValueError, match=r"grounds|Say why"):
        erasure.propose(person=person, ground=ground, reason=reason, purpose="oversight", by=register.account("dpo"))


def test_a_proposal_is_made_once_shown_with_its_reason_and_can_be_taken_back(register, person):
    number, owner = erasable.propose(register, person), register.account("owner")
    with pytest.raises(ValueError, match="proposed already"):
        erasable.propose(register, person)
    shown = reads.one(erasure=number, purpose="oversight", by=owner)
    assert (erasable.NAME in shown.erasure.reason, shown.person.id) == (True, person)
    erasure.withdraw(erasure=number, person=person, purpose="oversight", by=owner)
    with pytest.raises(LookupError):
        erasure.sign(erasure=number, person=person, purpose="oversight", by=owner)
    assert reads.listed(purpose="oversight", by=owner).total == 0


def test_the_list_shows_what_was_done_with_its_entry(register, person):
    done = erasable.erase(register, person)
    [shown] = reads.listed(purpose="oversight", by=register.account("dpo")).done
    sealing.open_rows([shown.erasure])
    assert (shown.erasure.person, shown.entry, shown.erasure.reason) == (person, done.entry, "")


def test_the_database_erases_nobody_without_an_act_that_says_so(register, person):
    erase = "SELECT erase_person(%s, '{}', '{}', '{}', '{}', '{}')"
    with (
        psycopg.connect(**register.engine.dsn(APPLICATION, register.database)) as line,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="Nobody began"),
    ):
        line.execute(erase, [person])
    other = steps.whose("P2")
    with (
        pytest.raises(Exception, match="Nobody began"),
        act("person:erased", by=register.account("register"), purpose="oversight", person=other, opens="everything"),
        connection.cursor() as cursor,
    ):
        cursor.execute(erase, [person])
    assert erasable.is_found(register) == 1


def test_erasing_again_after_a_restore_knows_their_records_by_the_marks(register, person):
    marks = {bytes(mark) for mark in ErasedRecord.objects.values_list("mark", flat=True)}
    assert b"m" * 32 not in marks
    done = erasure.erase_again(
        person=person, by=register.account("register"), purpose="bringing-back", marks=[b"m" * 32], because_of=7
    )
    assert done.rows["register_person"] == 1
    assert b"m" * 32 in {bytes(mark) for mark in ErasedRecord.objects.values_list("mark", flat=True)}


def test_a_row_in_quarantine_about_somebody_else_stays(register, load, person):
    load("people", steps.record("P4", born_on="never"))
    erasable.erase(register, person)
    assert [row.raw.split(",")[1] for row in steps.seen(lambda: list(QuarantinedRow.objects.all()))] == ["P4"]
