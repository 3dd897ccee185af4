"""SG-29: whoever is cleared has no points for it from that transaction on, and their entry is up for review."""

from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor

from evenhand.register.actions import load, scoring
from evenhand.register.database import OWNER
from evenhand.register.models import LedgerEntry
from registered import Register

EACH = pytest.mark.parametrize("correction", ["acquitted", "no_further_action", "cancelled"])


def totals(register: Register) -> list[tuple[object, ...]]:
    """The caused points of each kept score, oldest first."""
    with sidedoor.line(register, opens="everything") as line:
        return line.execute("SELECT caused FROM register_scoretotal ORDER BY run_id").fetchall()


@EACH
def test_the_points_are_gone_in_the_transaction_that_learns_of_it(
    register: Register, tmp_path: Path, correction: str
) -> None:
    casefile.known(register, tmp_path)
    register.load(tmp_path, "events", *casefile.events(count=1))
    scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    [(before,)] = totals(register)
    assert before > 0
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1", "correction": correction})
    assert totals(register) == [(before,), (0,)]


@EACH
def test_a_proven_event_that_was_corrected_carries_no_proposal(
    register: Register, tmp_path: Path, correction: str
) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1", "correction": correction})
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-09", "2 of the cited records count and 0 of them are proven"):
        casefile.propose(register, person, cited)


@EACH
def test_the_entry_is_up_for_review_today(register: Register, tmp_path: Path, correction: str) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    assert entry.review_by > casefile.TODAY
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1", "correction": correction})
    with sidedoor.line(register, opens="everything") as line:
        rows = line.execute("SELECT review_by, review_reason FROM register_entry").fetchall()
    assert rows == [(casefile.TODAY, "The outcome of an event changed.")]
    assert LedgerEntry.objects.using("auditor").filter(event="entry:review_due", subject=entry.person_id).count() == 1


def test_a_correction_of_a_story_passed_on_clears_the_whole_incident(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    [once] = casefile.events(count=1)
    again = {**once, "reference": "AGAIN", "recorded_on": "2026-10-01"}
    register.load(tmp_path, "events", {**once, "origin": "INC-1"}, {**again, "origin": "INC-1"})
    register.load(tmp_path, "corrections", {"event_reference": "AGAIN"})
    assert scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY).caused == [0]


def test_somebody_elses_points_stay(register: Register, tmp_path: Path) -> None:
    casefile.eligible(register, tmp_path)
    other = casefile.enter(register, casefile.eligible(register, tmp_path, "P2"))
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1"})
    scored = scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    assert scored.caused[scored.people.index(other.person_id)] > 0
    other.refresh_from_db(using="owner")
    assert other.review_by > casefile.TODAY


@pytest.fixture
def listed(register: Register, tmp_path: Path) -> Register:
    """A register with an entry whose review is far off, and a correction of another event in it already."""
    entry = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "events", casefile.events(count=4)[3])
    register.load(tmp_path, "corrections", {"event_reference": "P1-E4"})
    casefile.enter(register, entry)
    return register


@pytest.mark.parametrize("review_by", ["2026-11-24", "2027-02-21"])
def test_the_database_keeps_no_correction_that_leaves_the_review_far_off(listed: Register, review_by: str) -> None:
    with sidedoor.line(listed, OWNER) as line:
        line.execute("UPDATE register_entry SET review_by = %s", [review_by])
    with sidedoor.stopped_by("sg_29_cleared_calls_for_review"), sidedoor.line(listed, opens="everything") as line:
        sidedoor.copied(line, "register_correctionrecord", id=10**9, reference="COPY", learned_at=casefile.NOON)


def test_the_database_keeps_it_where_the_review_is_due_by_the_end_of_the_transaction(listed: Register) -> None:
    with sidedoor.line(listed, opens="everything") as line:
        sidedoor.copied(line, "register_correctionrecord", id=10**9, reference="COPY", learned_at=casefile.NOON)
        line.execute("UPDATE register_entry SET review_by = %s", [date(2026, 11, 23)])


def test_a_load_that_forgets_the_review_is_refused_whole(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if somebody had taken the consequence out of the code."""
    from evenhand.register import corrections

    casefile.enter(register, casefile.eligible(register, tmp_path))
    monkeypatch.setattr(corrections, "reconsider", lambda *_: 0)
    path = casefile.write(tmp_path, "corrections", {"event_reference": "P1-E1"})
    with casefile.refused(register, "SG-29", "The database itself"):
        load.load_file(path=path, by=register.account("register"))


def test_that_whoever_was_told_has_to_be_told_is_noted(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1"})
    with sidedoor.line(register, OWNER) as line:
        rows = line.execute("SELECT person_id, what, happened_on FROM register_recipientnotice").fetchall()
    assert rows == [(entry.person_id, "corrected", casefile.TODAY)]
    assert casefile.told("recipients:to_be_told", entry.person_id) == 1
