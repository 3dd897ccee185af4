"""SG-66: the database shows a personal row only to a connection that has committed, before, who looks, and why."""

import casefile
import looking
import psycopg
import pytest
import sidedoor
from django.db import connection
from psycopg import sql

from evenhand.register import sequencer
from evenhand.register.acts import NotAllowed, act
from evenhand.register.database import APPLICATION, AUDITOR, OWNER, STATISTICS
from evenhand.register.models import EligiblePerson, LedgerEntry
from evenhand.register.reads import person as person_reads
from evenhand.register.reads import search
from evenhand.safeguards import Refused
from registered import Register

_RECORDS = "(SELECT record_id FROM register_link WHERE person_id = %(person)s)"
# Every personal table: which of its rows are one person's; empty where no row is (a search cannot show it either).
OWN = {
    "register_person": "id = %(person)s",
    "register_link": "person_id = %(person)s",
    "register_sourcerecord": f"id IN {_RECORDS}",
    "register_identification": f"about_id IN {_RECORDS}",
    "register_heldmatch": "%(person)s = ANY (candidates)",
    "register_event": f"about_id IN {_RECORDS}",
    "register_correctionrecord": f"about_id IN {_RECORDS}",
    "register_intelligence": f"about_id IN {_RECORDS}",
    "register_referral": f"about_id IN {_RECORDS}",
    "register_statusrecord": f"about_id IN {_RECORDS}",
    "register_listing": f"about_id IN {_RECORDS}",
    "register_nomination": "person_id = %(person)s",
    "register_review": "nomination_id IN (SELECT id FROM register_nomination WHERE person_id = %(person)s)",
    "register_entry": "person_id = %(person)s",
    "register_entryreview": "person_id = %(person)s",
    "register_removal": "person_id = %(person)s",
    "register_dispute": "person_id = %(person)s",
    "register_outgoingletter": "person_id = %(person)s",
    "register_recipientnotice": "person_id = %(person)s",
    "register_scoretotal": "person_id = %(person)s",
    "register_ledgerparticulars": "person = %(person)s",
    "register_ledgermention": "person = %(person)s",
    "register_accessletter": "person_id = %(person)s",
    "register_lookdelay": "person_id = %(person)s",
    "register_auditquestion": "person_id = %(person)s",
    "register_watchedrecord": "person_id = %(person)s",
    "register_emergencyrecord": "person_id = %(person)s",
    "register_contentkey": f"person = %(person)s OR record_id IN {_RECORDS}",
    "register_erasure": "person = %(person)s",
    "register_quarantinedrow": "false",
}
LISTED = {
    "register_person", "register_link", "register_sourcerecord", "register_identification", "register_heldmatch",
    "register_nomination", "register_review", "register_entry", "register_contentkey", "register_erasure",
    "register_dispute", "register_outgoingletter",
}  # fmt: skip
LOG = {
    "register_ledgerparticulars", "register_ledgermention", "register_auditquestion", "register_watchedrecord",
    "register_contentkey",
}  # fmt: skip
# Behind a door of their own (SG-13), which has its own proof.
SUPPORT = (
    "register_supportreferral", "register_supportoffer", "register_supportplan", "register_supportcontact",
    "register_supportoutcome",
)  # fmt: skip
WRITE_ONLY = SUPPORT[0]
# Behind a door that is narrower still (SG-18), which has its own proof.
VOTES = "register_blindvote"
# Filled for the moments in which it is counted by group, and empty at all others.
COUNTED = "register_eligibleperson"
EVERY = pytest.mark.parametrize("table", OWN)


def _in_truth(register: Register, table: str, condition: str = "true", person: object = None) -> int:
    with sidedoor.line(register, OWNER) as line:
        statement = sql.SQL("SELECT count(*) FROM {} WHERE ").format(sql.Identifier(table)) + sql.SQL(condition)
        return line.execute(statement, {"person": person}).fetchone()[0]


@EVERY
def test_without_an_open_access_nothing_is_seen(life: Register, table: str) -> None:
    assert _in_truth(life, table) > 0
    with sidedoor.line(life) as line:
        assert sidedoor.count(line, table) == 0


def test_without_an_open_access_no_entry_of_the_log_is_seen(life: Register) -> None:
    assert _in_truth(life, "register_ledgerentry") > 0
    with sidedoor.line(life) as line:
        assert sidedoor.count(line, "register_ledgerentry") == 0


def test_with_one_person_open_the_entries_of_the_log_are_those_they_are_in(life: Register) -> None:
    person = sidedoor.person_of(life, "P1")
    theirs = set(looking.in_log(life, person))
    with sidedoor.line(life, opens="person", subject=person) as line:
        assert {number for (number,) in line.execute("SELECT id FROM register_ledgerentry")} == theirs
    assert 0 < len(theirs) < _in_truth(life, "register_ledgerentry")


@EVERY
def test_with_one_person_open_their_rows_are_seen_and_nobody_elses(life: Register, table: str) -> None:
    person = sidedoor.person_of(life, "P1")
    own = _in_truth(life, table, OWN[table], person)
    with sidedoor.line(life, opens="person", subject=person) as line:
        assert sidedoor.count(line, table) == own < _in_truth(life, table)


@EVERY
def test_the_door_is_shut_once_the_entry_is_written(life: Register, table: str) -> None:
    with psycopg.connect(**life.engine.dsn(APPLICATION, life.database)) as line:
        number = sidedoor.open_access(line, "everything", sidedoor.person_of(life, "P1"))
        seen = sidedoor.count(line, table)
        sidedoor.end_access(line, number)
        assert (seen > 0, sidedoor.count(line, table)) == (True, 0)


@EVERY
def test_an_access_that_is_not_committed_opens_nothing(life: Register, table: str) -> None:
    """Or it could be rolled back, after a look, with nothing left of it."""
    with sidedoor.line(life) as line:
        sidedoor.begin_access(line, "everything")
        assert sidedoor.count(line, table) == 0


@EVERY
def test_an_access_is_for_what_begins_within_ten_seconds(life: Register, table: str) -> None:
    person = sidedoor.person_of(life, "P1")
    with psycopg.connect(**life.engine.dsn(APPLICATION, life.database)) as line:
        number = sidedoor.open_access(line, "person", person)
        with life.engine.superuser(life.database) as superuser:
            older = "UPDATE register_access SET recorded_at = recorded_at - interval '10 seconds' WHERE id = %s"
            superuser.execute(older, [number])
        assert sidedoor.count(line, table) == 0


def test_a_look_that_is_rolled_back_stays_in_the_log(peopled: Register) -> None:
    """Whoever holds the application's own password cannot look and undo the look."""
    with psycopg.connect(**peopled.engine.dsn(APPLICATION, peopled.database)) as line:
        number = sidedoor.open_access(line, "everything")
        assert sidedoor.count(line, "register_event") > 0
        line.rollback()
    with peopled.engine.superuser(peopled.database) as superuser:
        superuser.execute("UPDATE register_access SET recorded_at = recorded_at - interval '11 seconds'")
    sequencer.integrate()
    entry = LedgerEntry.objects.using("auditor").get(access=number)
    assert (entry.event, entry.actor) == ("access:unfinished", "account:1")


def test_an_access_cannot_be_changed_or_taken_away(life: Register) -> None:
    for attempt in ("UPDATE register_access SET actor = 'account:2'", "DELETE FROM register_access"):
        with sidedoor.forbidden("table register_access"), sidedoor.line(life, opens="everything") as line:
            line.execute(attempt)


@pytest.mark.parametrize("otherwise", [{"event": "work:listed"}, {"actor": "account:2"}, {"purpose": "offer-support"},
                                       {"subject": "00000000-0000-4000-8000-000000000001"}], ids=str)  # fmt: skip
def test_an_entry_that_says_something_else_does_not_end_it(life: Register, otherwise: dict[str, str]) -> None:
    with sidedoor.stopped_by("sg_66_entry_ends_its_access"), sidedoor.line(life) as line:
        sidedoor.end_access(line, sidedoor.open_access(line, "everything"), **otherwise)


def test_an_access_is_ended_once(life: Register) -> None:
    with sidedoor.stopped_by("sg_66_entry_ends_its_access"), sidedoor.line(life) as line:
        number = sidedoor.open_access(line, "everything")
        sidedoor.end_access(line, number)
        sidedoor.end_access(line, number)


@EVERY
def test_an_access_that_somebody_else_has_open_opens_nothing(life: Register, table: str) -> None:
    with sidedoor.line(life, opens="everything"), sidedoor.line(life) as other:
        assert sidedoor.count(other, table) == 0


@EVERY
@pytest.mark.parametrize("opens", ["index", "quarantine", "log"])
def test_each_access_opens_no_more_than_it_says(life: Register, table: str, opens: str) -> None:
    shown = {"index": LISTED, "quarantine": {"register_quarantinedrow"}, "log": LOG}[opens]
    with sidedoor.line(life, opens=opens) as line:
        assert (sidedoor.count(line, table) > 0) == (table in shown)


@EVERY
def test_neither_statistics_nor_the_auditor_can_read_it(life: Register, table: str) -> None:
    for role in (STATISTICS, AUDITOR):
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(life, role) as line:
            sidedoor.count(line, table)


def test_a_referral_to_support_cannot_be_written_without_an_open_access(life: Register) -> None:
    with sidedoor.line(life, OWNER) as line:
        person, made_by = line.execute("SELECT person_id, made_by_id FROM register_supportreferral").fetchone()
    row = {"person_id": person, "reasons": "x", "made_by_id": made_by, "made_at": casefile.NOON, "source": "officer"}
    with sidedoor.line(life, opens="person", subject=person) as line:
        sidedoor.insert(line, WRITE_ONLY, id="00000000-0000-4000-8000-000000000001", **row)
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="violates row-level security"),
        sidedoor.line(life) as line,
    ):
        sidedoor.insert(line, WRITE_ONLY, id="00000000-0000-4000-8000-000000000002", **row)


def test_every_table_that_leads_to_a_person_has_the_door(life: Register) -> None:
    """Found from the foreign keys, so that a new table cannot be forgotten."""
    with sidedoor.line(life, OWNER) as line:
        personal = line.execute(
            """
            WITH RECURSIVE leads AS (
                SELECT unnest(ARRAY['register_person', 'register_sourcerecord', 'register_quarantinedrow',
                                    'register_ledgerparticulars', 'register_ledgermention',
                                    'register_erasure']::regclass[]) AS of_table
                UNION SELECT k.conrelid::regclass FROM pg_constraint k JOIN leads l ON k.confrelid = l.of_table
                WHERE k.contype = 'f'
            ) SELECT c.relname, c.relrowsecurity FROM leads JOIN pg_class c ON c.oid = leads.of_table
            """
        ).fetchall()
    assert dict(personal) == dict.fromkeys([*OWN, *SUPPORT, VOTES, COUNTED], True)


def test_who_meets_the_rule_of_evidence_is_seen_only_while_everything_is_open(peopled: Register) -> None:
    counting = {"by": peopled.account("register"), "purpose": "oversight", "opens": "everything"}
    with act("figures:counted", **counting), connection.cursor() as cursor:
        cursor.execute("SELECT note_eligible(ARRAY(SELECT id FROM register_person LIMIT 1))")
        assert EligiblePerson.objects.count() == 1
    assert not EligiblePerson.objects.exists()
    with act("figures:counted", **counting):
        assert EligiblePerson.objects.count() == 1


def test_the_application_cannot_take_the_door_away(life: Register) -> None:
    attempts = (
        "ALTER TABLE register_event DISABLE ROW LEVEL SECURITY",
        "DROP POLICY sg_66_door ON register_event",
        f"SET ROLE {OWNER}",
        "CREATE OR REPLACE FUNCTION door_opens(scope text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE POLICY mine ON register_event USING (true)",
        "SET row_security = off; SELECT count(*) FROM register_event",
    )
    for attempt in attempts:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), sidedoor.line(life) as line:
            line.execute(attempt)


def test_a_page_opened_for_a_reason_leaves_one_entry_with_who_whom_and_what_for(peopled: Register) -> None:
    person, by = casefile.person_of("P1"), peopled.account("analyst")
    before = LedgerEntry.objects.using("auditor").count()
    page = person_reads.page(person=person, reason="A call last night.", purpose=casefile.PURPOSE, by=by)
    assert page.events
    assert LedgerEntry.objects.using("auditor").count() == before + 1
    entry = LedgerEntry.objects.using("auditor").order_by("-pk").first()
    assert (entry.event, entry.actor, entry.subject) == ("person:consulted", f"account:{by.pk}", person)
    assert f'"purpose":"{casefile.PURPOSE}"' in entry.body


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_page_is_not_opened_without_a_reason(peopled: Register, reason: str) -> None:
    person, by = casefile.person_of("P1"), peopled.account("analyst")
    before = LedgerEntry.objects.using("auditor").count()
    with pytest.raises(ValueError, match="Say why"):
        person_reads.page(person=person, reason=reason, purpose=casefile.PURPOSE, by=by)
    with pytest.raises(ValueError, match="Say why"):
        search.find(words="Braxabyp1", reason=reason, purpose=casefile.PURPOSE, by=by)
    assert LedgerEntry.objects.using("auditor").count() == before


@pytest.mark.parametrize("purpose", ["", "sentencing", "eviction"])
def test_a_record_is_opened_for_a_purpose_of_the_policy_and_no_other(peopled: Register, purpose: str) -> None:
    person, by = casefile.person_of("P1"), peopled.account("analyst")
    with pytest.raises(Refused) as refusal:
        person_reads.page(person=person, reason="A call.", purpose=purpose, by=by)
    assert refusal.value.safeguard == "SG-66"
    assert (
        LedgerEntry.objects.using("auditor").order_by("-pk").values_list("event", flat=True)[0] == "safeguard:refused"
    )


def test_an_account_without_the_role_sees_nobody(peopled: Register) -> None:
    with pytest.raises(NotAllowed):
        person_reads.page(
            person=casefile.person_of("P1"), reason="A call.", purpose="oversight", by=peopled.account("dpo")
        )
