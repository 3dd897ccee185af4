"""Every read of personal data leaves exactly one entry in the ledger, under its own name."""

import inspect
import pkgutil
from datetime import date, timedelta

import pytest
import steps

from evenhand.casework.erasure import GROUNDS
from evenhand.register import clock, sequencer
from evenhand.register import reads as room
from evenhand.register.actions import audit as audit_actions
from evenhand.register.actions import disputes as dispute_actions
from evenhand.register.actions import emergency as emergency_actions
from evenhand.register.actions import erasure as erasure_actions
from evenhand.register.actions import scoring
from evenhand.register.models import (
    AuditQuestion,
    Entry,
    HeldMatch,
    LedgerLeaf,
    Load,
    OutgoingLetter,
    QuarantinedRow,
)
from evenhand.register.reads import (
    audit,
    clocks,
    disputes,
    emergency,
    entry_review,
    erasures,
    explained,
    held,
    lists,
    nomination,
    outgoing,
    overseen,
    own,
    person,
    quarantine,
    receipts,
    sample,
    search,
    support,
)

AS = "prevent-violence"


@pytest.fixture
def county(register, load, tmp_path):
    """A proposal, a held record and a row in quarantine."""
    who = steps.eligible(register, tmp_path)
    number = steps.propose(register, who)
    load("people", {**steps.record("P2"), "family_name": "Braxabyp1"}, {"reference": "P3", "born_on": "never"})
    scoring.score_everybody(by=register.account("register"), as_at=date(2026, 11, 23))
    return who, number


def looks(register, who, number, tmp_path):
    """Every read that shows something of somebody, by the name it must have in the ledger."""
    analyst, reviewer = register.account("analyst"), register.account("reviewer")
    records, software = register.account("records"), register.account("register")
    dpo = register.account("dpo")
    sequencer.integrate()
    placed = LedgerLeaf.objects.using("auditor").filter(entry__subject=who).latest("position")
    with clock.set_to(clock.now() + timedelta(weeks=1)):
        audit_actions.sample(by=software)
    asked = steps.seen(lambda: AuditQuestion.objects.defer("answer").first().pk)
    waiting = steps.seen(lambda: HeldMatch.objects.get().pk)
    row = steps.seen(lambda: QuarantinedRow.objects.get())
    why = "A man with a knife is at the door of their flat."
    opened = emergency_actions.open_record(person=who, reason=why, by=records).pk
    erasure = erasure_actions.propose(
        person=who, ground=next(iter(GROUNDS)), reason="Sent by mistake, and their source agrees.", purpose=AS, by=dpo
    )
    today, helps = clock.today(), {"purpose": AS, "by": register.account("coordinator")}
    listed, entry, open_one, letter = disputing(register, tmp_path)
    draft = {"cited": None, "reasons": "", "child_welfare": "", "purpose": AS, "by": analyst}
    return {
        person.page: ("person:consulted", {"person": who, "reason": "Look", "purpose": AS, "by": analyst}),
        search.find: ("person:searched", {"words": "Brax", "reason": "Look", "purpose": AS, "by": analyst}),
        lists.home: ("work:listed", {"purpose": AS, "by": analyst}),
        lists.register: ("register:listed", {"number": 1, "purpose": AS, "by": reviewer}),
        held.waiting: ("identity:held_consulted", {"purpose": AS, "by": records}),
        held.one: ("identity:held_consulted", {"held_id": waiting, "purpose": AS, "by": records}),
        quarantine.page: ("quarantine:listed", {"number": 1, "by": records}),
        quarantine.rows: ("quarantine:listed", {"number": 1, "purpose": AS, "by": software}),
        quarantine.one: ("quarantine:consulted", {"row_id": row.pk, "by": records}),
        quarantine.file_of: ("quarantine:exported", {"row_id": row.pk, "by": records}),
        quarantine.whole: ("quarantine:consulted", {"row_id": row.pk, "purpose": AS, "by": software}),
        quarantine.as_file: ("quarantine:exported", {"row_id": row.pk, "purpose": AS, "by": software}),
        quarantine.export: ("quarantine:exported", {"row_id": row.pk, "path": tmp_path / "out.csv", "by": software}),
        nomination.draft: ("nomination:drafted", {"person": who, **draft}),
        nomination.waiting: ("work:listed", {"nomination_id": number, "by": reviewer}),
        nomination.for_review: (
            "nomination:consulted",
            {"nomination_id": number, "person": who, "purpose": AS, "by": reviewer},
        ),
        explained.score: ("score:explained", {"person": str(who), "reason": "Look", "by": software}),
        audit.questions: ("audit:listed", {"settled": False, "number": 1, "by": dpo}),
        audit.question: ("audit:question_read", {"number": asked, "by": dpo}),
        audit.watched: ("audit:listed", {"number": 1, "by": dpo}),
        search.in_an_emergency: ("person:searched", {"words": "Brax", "reason": "Look", "by": records}),
        emergency.record: ("emergency:consulted", {"use": opened, "by": records}),
        emergency.to_review: ("emergency:review_read", {"use": opened, "purpose": AS, "by": dpo}),
        support.home: ("support:listed", {"number": 1, **helps}),
        support.going_on: ("support:listed", {"number": 1, **helps}),
        support.find: ("support:searched", {"words": "Av Brax", "born_on": today, "reason": "Look", **helps}),
        support.page: ("support:consulted", {"person": who, **helps}),
        entry_review.for_review: (
            "entry:consulted",
            {"entry": entry, "person": listed, "purpose": AS, "by": reviewer},
        ),
        clocks.figures: ("clocks:listed", {"purpose": AS, "by": dpo}),
        disputes.listed: ("dispute:listed", {"number": 1, "purpose": AS, "by": dpo}),
        disputes.one: ("dispute:consulted", {"dispute": open_one, "person": listed, "purpose": AS, "by": dpo}),
        outgoing.waiting: ("dispute:listed", {"number": 1, "purpose": AS, "by": dpo}),
        outgoing.one: ("letter:read", {"letter": letter, "person": listed, "purpose": AS, "by": dpo}),
        erasures.listed: ("erasure:listed", {"purpose": AS, "by": dpo}),
        erasures.one: ("erasure:listed", {"erasure": erasure, "purpose": AS, "by": dpo}),
        sample.some_people: ("register:measured", {"count": 3, "by": software}),
        own.who_looked: ("person:saw_own_looks", {"person": who, "number": 1}),
        receipts.receipt: ("person:took_receipt", {"person": who, "position": placed.position}),
        overseen.who_looked: (
            "looks:consulted",
            {"person": who, "number": 1, "reason": "Look", "purpose": AS, "by": dpo},
        ),
        overseen.one: (
            "looks:consulted",
            {"person": who, "entry": placed.entry_id, "reason": "Look", "purpose": AS, "by": dpo},
        ),
    }


def disputing(register, tmp_path):
    """Somebody of an old list with their entry, what they dispute for a second time, and the letter about the first."""
    register.load(tmp_path, "people", steps.record("P9"))
    register.load(tmp_path, "listings", {"reference": "L9", "person_reference": "P9"})
    who, dpo = steps.whose("P9"), register.account("dpo")
    said = {"person": who, "purpose": AS, "by": dpo}
    first = dispute_actions.open_for(what="I was never there.", **said)
    dispute_actions.decide(dispute_id=first, finding="partly", reasons=steps.REASONS, **said)
    second = dispute_actions.open_for(what="Nor was I on the day after.", **said)
    entry, letter = steps.seen(lambda: (Entry.objects.get(person_id=who).pk, OutgoingLetter.objects.get().pk))
    return who, entry, second, letter


# What shows nobody, is called behind an open door, or writes what it counted.
NOT_A_LOOK = {
    "audit.declared", "audit.figures", "audit.open_questions", "composition.by_group", "emergency_uses.figures",
    "emergency_uses.one", "emergency_uses.open_now", "emergency_uses.page", "emergency_uses.to_acknowledge",
    "emergency_uses.to_review", "emergency_uses.told", "figures.counted", "figures.digest_of",
    "evenness.published", "figures.publish", "figures.published", "ledger.bodies", "ledger.hourly",
    "ledger.newest_note", "ledger.status", "own_extract.gathered",
    "ledger.with_cosignatures", "looks.at", "looks.everything",
    "looks.held_back", "looks.looks", "looks.named", "looks.page", "looks.to_be_told", "overseen.held_back_now",
    "papers.shown", "people.area_of", "people.named", "person.gather", "person.score_of", "person.shown",
    "quarantine.tallies", "receipts.verifier_key",
}  # fmt: skip


def test_each_read_leaves_one_entry_under_its_name(register, county, tmp_path):
    for read, (event, given) in looks(register, *county, tmp_path).items():
        before = steps.last_entry()
        read(**given)
        assert steps.ledger_since(before) == [event], read


def test_no_read_is_missing_here(register, county, tmp_path):
    walked = {f"{one.__module__.rpartition('.')[2]}.{one.__name__}" for one in looks(register, *county, tmp_path)}
    assert walked | NOT_A_LOOK == set(public_reads())


def public_reads():
    for found in pkgutil.iter_modules(room.__path__):
        module = __import__(f"{room.__name__}.{found.name}", fromlist=["_"])
        for name, what in inspect.getmembers(module, inspect.isfunction):
            if what.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}"


def test_a_look_by_a_records_reference_is_a_search_and_a_look(register, county):
    before = steps.last_entry()
    explained.score(person="NMP-CRIME:P1", reason="Look", by=register.account("register"))
    assert steps.ledger_since(before) == ["person:searched", "score:explained"]


def test_the_counts_of_loads_show_nobody_and_need_no_entry(register, county):
    before = steps.last_entry()
    assert len(quarantine.tallies()) == Load.objects.count() == 3
    assert steps.ledger_since(before) == []
