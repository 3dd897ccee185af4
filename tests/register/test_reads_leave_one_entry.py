"""Every read of personal data leaves exactly one entry in the ledger, under its own name."""

import inspect
import pkgutil
from datetime import date

import pytest
import steps

from evenhand.register import reads as room
from evenhand.register.actions import scoring
from evenhand.register.models import HeldMatch, Load, QuarantinedRow
from evenhand.register.reads import explained, held, lists, nomination, person, quarantine, search

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
    waiting = steps.seen(lambda: HeldMatch.objects.get().pk)
    row = steps.seen(lambda: QuarantinedRow.objects.get())
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
        quarantine.export: (
            "quarantine:exported",
            {"load_id": str(row.load_id), "path": tmp_path / "out.csv", "by": software},
        ),
        nomination.draft: ("nomination:drafted", {"person": who, **draft}),
        nomination.waiting: ("work:listed", {"nomination_id": number, "by": reviewer}),
        nomination.for_review: (
            "nomination:consulted",
            {"nomination_id": number, "person": who, "purpose": AS, "by": reviewer},
        ),
        explained.score: ("score:explained", {"person": str(who), "reason": "Look", "by": software}),
    }


# What shows nobody, is called behind an open door, or writes what it counted.
NOT_A_LOOK = {
    "figures.counted", "figures.digest_of", "figures.publish", "figures.published", "ledger.stored", "ledger.verified",
    "ledger.without_a_place", "looks.at", "people.area_of", "people.named", "person.gather", "person.score_of",
    "person.shown", "quarantine.tallies",
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
