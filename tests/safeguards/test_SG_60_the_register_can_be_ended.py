"""SG-60: closed for good, then for a time it only answers people, and then it is destroyed, with proof."""

import json
from datetime import date, timedelta
from pathlib import Path

import casefile
import governing
import pytest
import sidedoor

from evenhand.casework import closing, policy, register_state
from evenhand.casework.closing import ClosingFacts
from evenhand.casework.needs import Needs
from evenhand.casework.register_state import Fault, Standing, State
from evenhand.register import standing
from evenhand.register.actions import closing as actions
from evenhand.register.actions import letters
from evenhand.register.database import OWNER
from evenhand.register.models import Closure, LedgerCheckpoint, LedgerEntry, Paper, Person
from evenhand.register.reads import figures, overseen, own, search
from evenhand.safeguards import Refused
from registered import Register

FLOOR = policy.load()
TODAY = governing.TODAY
UNTIL = date(2027, 11, 23)
FACTS = ClosingFacts(TODAY, governing.REASONS)


def test_refuses_to_close_without_reasons_or_twice() -> None:
    closing.check_closing(FACTS, FLOOR)
    for facts, why in (
        (ClosingFacts(TODAY, "Enough."), "too short"),
        (ClosingFacts(TODAY, governing.REASONS, closed_on=TODAY), "closed on 23 November 2026 already"),
    ):
        with pytest.raises(Refused, match=rf"SG-60.*{why}"):
            closing.check_closing(facts, FLOOR)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_refuses_to_destroy_before_people_had_their_time(days: int) -> None:
    facts = ClosingFacts(UNTIL + timedelta(days=days), closed_on=TODAY, access_until=UNTIL)
    if days > 0:
        closing.check_destroying(facts)
        return
    with pytest.raises(Refused, match=r"SG-60.*until 23 November 2027"):
        closing.check_destroying(facts)


def test_refuses_to_destroy_what_is_not_closed_or_was_destroyed() -> None:
    with pytest.raises(Refused, match=r"SG-60.*is not closed"):
        closing.check_destroying(FACTS)
    late = UNTIL + timedelta(days=9)
    with pytest.raises(Refused, match=r"SG-60.*destroyed on 24 November 2027 already"):
        closing.check_destroying(ClosingFacts(late, "", TODAY, UNTIL, UNTIL + timedelta(days=1)))


def test_refuses_to_call_it_destroyed_while_anything_is_left() -> None:
    closing.check_nothing_left({"register_person": 0})
    with pytest.raises(Refused, match=r"SG-60.*register_link: 2"):
        closing.check_nothing_left({"register_person": 0, "register_link": 2})


def test_a_closed_register_does_nothing_but_answer() -> None:
    closed = Standing(State.ANSWERING_ONLY, (Fault("SG-60", "register", TODAY, "It was closed."),), {})
    register_state.check_not_closed(Needs.NOTHING, closed)
    for needs in (Needs.READING, Needs.WRITING):
        with pytest.raises(Refused, match=r"SG-60: It was closed"):
            register_state.check_not_closed(needs, closed)


def test_it_is_closed_for_good_and_the_log_says_so(peopled: Register) -> None:
    with casefile.refused(peopled, "SG-60", "too short"):
        actions.close(reasons="", by=peopled.account("owner"), approved_by=peopled.account("dpo"))
    closure = governing.close(peopled)
    assert (closure.closed_on, closure.access_until) == (TODAY, UNTIL)
    told = json.loads(LedgerEntry.objects.using("auditor").filter(event="register:closed").latest("pk").body)["facts"]
    assert told["access_until"] == "2027-11-23"
    with casefile.refused(peopled, "SG-60", "already"):
        governing.close(peopled)


def test_then_people_are_answered_and_nothing_else_is_done(peopled: Register, tmp_path: Path) -> None:
    person = casefile.person_of("P3")
    governing.close(peopled)
    assert standing.standing().state is State.ANSWERING_ONLY
    said = {"reason": "They asked.", "purpose": "answer-person", "by": peopled.account("dpo")}
    assert search.find(words="Braxabyp3", **said).people
    assert overseen.who_looked(person=person, number=1, **said).looks
    letters.hand_out(
        person=person, how_checked="In person, with a passport.", purpose="answer-person", by=peopled.account("dpo")
    )
    assert own.who_looked(person=person, number=1).looks
    figures.publish(as_at=TODAY, by=peopled.account("register"))
    for refused in (
        lambda: search.find(words="x", reason="A call.", purpose=casefile.PURPOSE, by=peopled.account("analyst")),
        lambda: peopled.load(tmp_path, "people", casefile.record("P8")),
        lambda: peopled.load(tmp_path, "status", {"person_reference": "P1", "reference": "S8"}),
        lambda: casefile.everything(peopled, person),
    ):
        with casefile.refused(peopled, "SG-60", "was closed on 23 November 2026"):
            refused()


@pytest.mark.parametrize("days", [0, 1])
def test_it_is_destroyed_after_its_time_with_a_certificate(peopled: Register, days: int) -> None:
    governing.close(peopled)
    figures.publish(as_at=TODAY, by=peopled.account("register"))
    people = sidedoor_count(peopled, "register_person")
    with governing.on(UNTIL + timedelta(days=days)):
        if days == 0:
            with casefile.refused(peopled, "SG-60", "until 23 November 2027"):
                governing.destroy(peopled)
            return
        done = governing.destroy(peopled)
        assert standing.standing().state is State.DESTROYED
        with casefile.refused(peopled, "SG-60", "destroyed on 24 November 2027 already"):
            governing.destroy(peopled)
    assert (people, done.certificate.rows["register_person"], done.trouble) == (3, 3, "")
    assert set(actions.left().values()) == {0}
    kept = LedgerEntry.objects.using("auditor").filter(event="register:destroyed").latest("pk")
    told = json.loads(kept.body)["facts"]
    assert told["certificate_sha256"] == closing.digest(done.text) == Closure.objects.get().certificate_digest
    assert told["certificate_json_sha256"] == closing.digest(done.json)
    at = LedgerCheckpoint.objects.get(size=done.certificate.ledger_size)
    assert bytes(at.root).hex() == told["ledger_root"] in done.text
    assert json.loads(done.json)["rows"] == done.certificate.rows
    assert Paper.objects.count() == 3
    assert figures.published()


def sidedoor_count(register: Register, table: str) -> int:
    with sidedoor.line(register, OWNER) as line:
        return sidedoor.count(line, table)


def test_no_byte_of_anybody_is_left_in_any_table(peopled: Register) -> None:
    governing.close(peopled)
    with governing.on(UNTIL + timedelta(days=1)):
        governing.destroy(peopled)
    with peopled.engine.superuser(peopled.database) as line:
        tables = line.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text"
            " IN ('public', 'equality')"
        ).fetchall()
        for (table,) in tables:
            [(said,)] = line.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t").fetchall()
            assert "braxaby" not in said.lower(), table
            assert "NMP-CRIME" not in said, table


def test_what_is_left_behind_undoes_the_whole_of_it(peopled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    governing.close(peopled)
    monkeypatch.setattr(actions, "everybody", lambda: {})
    with (
        governing.on(UNTIL + timedelta(days=1)),
        casefile.refused(peopled, "SG-60", "nothing was destroyed"),
    ):
        governing.destroy(peopled)
    assert sidedoor_count(peopled, "register_person") == 3


def test_the_database_destroys_nobody_for_whoever_did_not_begin_it(peopled: Register) -> None:
    governing.close(peopled)
    with sidedoor.forbidden_by("Nobody began to destroy"), sidedoor.line(peopled, opens="everything") as line:
        line.execute("SELECT destroy_everybody()")


def test_the_database_takes_nobody_and_nothing_in_after_closing(peopled: Register) -> None:
    governing.load_again(peopled, TODAY)
    governing.entry_again(peopled)
    governing.close(peopled)
    for feed in ("events", "status"):
        with sidedoor.stopped_by("sg_60_closed_takes_nothing_in"):
            governing.load_again(peopled, TODAY, feed)
    with sidedoor.stopped_by("sg_60_closed_holds_nobody_new"):
        governing.entry_again(peopled)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE register_closure SET access_until = access_until - 300",
        "UPDATE register_closure SET destroyed_at = '2027-11-23 12:00Z', destroyed_by_id = adopted_by_id,"
        " destruction_approved_by_id = approved_by_id",
        "UPDATE register_closure SET destroyed_at = '2027-11-24 12:00Z', destroyed_by_id = adopted_by_id,"
        " destruction_approved_by_id = approved_by_id",
    ],
    ids=["sooner", "on the last day", "with somebody left"],
)
def test_the_database_lets_nobody_call_it_destroyed_before_it_is(peopled: Register, attempt: str) -> None:
    governing.close(peopled)
    with sidedoor.stopped_by("sg_60_destroyed_in_its_time"), sidedoor.line(peopled, OWNER) as line:
        line.execute(attempt)


def test_the_database_wants_two_signatures_under_a_destruction(register: Register) -> None:
    governing.close(register)
    told = "UPDATE register_closure SET destroyed_at = '2027-11-24 12:00Z', destroyed_by_id = adopted_by_id"
    for second in ("NULL", "adopted_by_id"):
        with sidedoor.stopped_by("sg_60_destruction_signed_by_two"), sidedoor.line(register, OWNER) as line:
            line.execute("DELETE FROM django_session")
            line.execute("DELETE FROM register_contentkey")
            line.execute("DELETE FROM register_ledgerparticulars")
            line.execute(f"{told}, destruction_approved_by_id = {second}")


@pytest.mark.parametrize("attempt", ["DELETE FROM register_closure", "TRUNCATE register_closure"])
def test_what_was_closed_stays_closed(register: Register, attempt: str) -> None:
    governing.close(register)
    with sidedoor.stopped_by("sg_60_a_closure_stays"), sidedoor.line(register, OWNER) as line:
        line.execute(attempt)
    with sidedoor.forbidden("table register_closure"), sidedoor.line(register) as line:
        line.execute(attempt)


def test_every_table_about_people_is_among_those_destroyed(peopled: Register) -> None:
    """Whatever says whose it is, in whatever words, is destroyed too; but for the log, and what is under way."""
    with sidedoor.line(peopled, OWNER) as line:
        destroyed = {table for (table,) in line.execute("SELECT of_table FROM personal_rows()").fetchall()}
        [(erases,)] = line.execute("SELECT prosrc FROM pg_proc WHERE proname = 'erase_person'").fetchall()
    erased_one_by_one = {word.strip("'") for word in erases.replace(",", " ").split() if word.startswith("'register_")}
    assert {table for table in erased_one_by_one if table.startswith("register_")} <= destroyed
    assert {"register_erasure", "register_erasedrecord", "equality.characteristics", "django_session"} <= destroyed
    assert not {table for table in destroyed if "ledgerentry" in table or "paper" in table or "snapshot" in table}
    assert Person.objects.count() == 0  # no door is open
