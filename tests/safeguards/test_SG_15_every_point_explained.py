"""SG-15: both engines, the explanation, and the same again a year later: the same score to the last bit."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import casefile
import governing
import pytest
import sidedoor

from evenhand.register import clock, facts, governance, scores
from evenhand.register.actions import accounts, identity, load, scoring
from evenhand.register.acts import act
from evenhand.register.models import HeldMatch, Link, ScoreRun
from evenhand.register.reads import explained
from evenhand.scoring import engine
from evenhand.scoring.events import ScoringEvent
from evenhand.synthetic import build
from registered import Register

A_YEAR_LATER = casefile.NOON + timedelta(days=365)


@pytest.fixture
def county(register: Register, tmp_path: Path) -> Register:
    """A register with a small county in it."""
    by = register.account("register")
    for file in build(tmp_path / "county", 200, as_at=casefile.TODAY).files:
        load.load_file(path=file.path, by=by, feed=file.feed)
    return register


def by_the_reference_engine(people: list[UUID], known_at: object) -> list[tuple[int, int]]:
    """Everybody's totals by the slow, obvious engine, one person at a time."""
    instrument = governance.instrument_in_force()
    totals = []
    with act("score:computed", by=accounts.software(), purpose="scoring", opens="everything"):
        for person in people:
            known = [one for one in facts.events(person, known_at) if one.speaks]
            events = [ScoringEvent(one.key, one.offence, one.standing, one.occurred_on) for one in known]
            scored = engine.score(events, instrument, casefile.TODAY)
            totals.append((scored.caused_millipoints, scored.suffered_millipoints))
    return totals


def test_both_engines_and_a_run_a_year_later_give_the_same_bits(county: Register, tmp_path: Path) -> None:
    by = county.account("register")
    first = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    assert sum(total > 0 for total in first.caused) > 50
    assert by_the_reference_engine(first.people, first.run.known_at) == list(
        zip(first.caused, first.suffered, strict=True)
    )
    with clock.set_to(A_YEAR_LATER):
        governing.renew(county)
        _learn_a_lot(county, tmp_path)
        now = scoring.score_everybody(by=by, as_at=casefile.TODAY)
        again = scoring.score_everybody(by=by, as_at=casefile.TODAY, known_at=first.run.known_at)
        slowly = by_the_reference_engine(first.people, first.run.known_at)
    assert now.run.digest != first.run.digest  # what was learned does change what is known now
    assert again.people == first.people
    assert (again.caused, again.suffered, again.bands) == (first.caused, first.suffered, first.bands)
    assert (again.run.digest, again.run.instrument_digest) == (first.run.digest, first.run.instrument_digest)
    assert slowly == list(zip(again.caused, again.suffered, strict=True))


def _learn_a_lot(register: Register, folder: Path) -> None:
    """More events, later versions, corrections, new people, a settled identity and one taken back."""
    with sidedoor.line(register, opens="everything") as line:
        events = line.execute(
            "SELECT DISTINCT ON (e.source, e.reference) e.source, e.reference, e.version, r.reference, e.offence_code,"
            " e.occurred_on, e.origin FROM register_event e JOIN register_sourcerecord r ON r.id = e.about_id"
            " WHERE e.role <> 'victim' AND e.source = 'NMP-CRIME' ORDER BY e.source, e.reference, e.version DESC"
        ).fetchall()
    assert len(events) > 40
    fields = ("source", "reference", "version", "person_reference", "offence_code", "occurred_on", "origin")
    known = [dict(zip(fields, row, strict=True)) for row in events]
    later = [one | {"version": one["version"] + 1, "offence_code": "1"} for one in known[:20]]
    more = [one | {"reference": f"NEW-{number}", "origin": f"NEW-{number}"} for number, one in enumerate(known[:20])]
    register.load(folder, "events", *later, *more)
    register.load(folder, "corrections", *({"event_reference": one["reference"]} for one in known[20:40]))
    register.load(folder, "people", casefile.record("LATE"))
    by, purpose = register.account("records"), "resolve-identity"
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index"):
        held = HeldMatch.objects.filter(decided_at=None).order_by("id").first()
    assert held is not None
    person = identity.settle(held_id=held.pk, person=held.candidates[0], reason="Asked.", purpose=purpose, by=by)
    person = casefile.person_of(str(known[5]["person_reference"]))
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index"):
        link = Link.objects.get(
            record__reference=known[5]["person_reference"], record__source="NMP-CRIME", undone_at=None
        )
    identity.undo(link_id=link.pk, person=person, reason="Another person.", purpose=purpose, by=by)


def test_every_event_is_explained_and_the_points_add_up(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    told = explained.score(person=str(person), reason="They asked.", by=register.account("register"))
    assert len(told.events) == len(told.score.lines) == 3
    assert all(shown.line.rule for shown in told.events)
    assert sum(line.millipoints for line in told.score.lines) == told.score.caused_millipoints > 0
    assert told.score.instrument_digest == governance.instrument_in_force().digest
    assert told.score.calendar[-1].caused_millipoints == 0


@pytest.mark.parametrize("digest", ["", "latest", "A" * 64, "a" * 63])
def test_the_database_keeps_no_run_that_does_not_name_its_weights(life: Register, digest: str) -> None:
    with sidedoor.stopped_by("sg_15_run_can_be_repeated"), sidedoor.line(life, opens="everything") as line:
        sidedoor.copied(line, "register_scorerun", id=10**9, instrument_digest=digest)


def test_a_kept_score_cannot_be_changed_or_removed(life: Register) -> None:
    for table in ("register_scorerun", "register_scoretotal"):
        for attempt in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
            with sidedoor.forbidden(f"table {table}"), sidedoor.line(life, opens="everything") as line:
                line.execute(attempt)


def test_refuses_to_score_with_a_file_that_is_not_the_one_that_was_signed(register: Register, tmp_path: Path) -> None:
    casefile.eligible(register, tmp_path)
    with sidedoor.line(register) as line:
        sidedoor.copied(line, "register_instrumentadoption", id=10**9, digest="0" * 64)
    with pytest.raises(governance.NotSetUp, match="hash differs"):
        scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    assert not ScoreRun.objects.exists()
    assert not scores.any_computed()
