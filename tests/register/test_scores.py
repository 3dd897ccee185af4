"""Scores: the two engines agree, the same day and moment give the same digest, nobody is left out."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import steps

from evenhand.register import clock, facts
from evenhand.register.actions import scoring
from evenhand.register.models import ScoreTotal
from evenhand.register.reads import explained, figures
from evenhand.register.reads import person as person_reads

AS_AT = date(2026, 11, 23)


@pytest.fixture
def score(register):
    return lambda as_at=AS_AT, known_at=None: scoring.score_everybody(
        by=register.account("register"), as_at=as_at, known_at=known_at
    )


def test_people_without_events_score_zero_and_are_counted(load, score):
    load("people", steps.record("P1"), steps.record("P2"))
    load("events", {})
    done = score()
    assert done.run.people == 2
    assert sorted(zip(done.caused, done.bands, strict=True))[0] == (0, "none")
    assert max(done.caused) > 0


def test_nobody_at_all_can_be_scored(score):
    assert score().run.people == 0


def test_the_stored_total_is_what_the_reference_engine_says(register, load, tmp_path, score):
    person = steps.eligible(register, tmp_path)
    load("events", {"reference": "V1", "role": "victim", "outcome_type": "", "court_result": "", "offence_code": "8N"})
    score()
    kept = steps.seen(lambda: ScoreTotal.objects.get(person=person))
    said = steps.seen(lambda: person_reads.score_of(facts.events(person), AS_AT))
    assert (kept.caused, kept.suffered, kept.band) == (said.caused_millipoints, said.suffered_millipoints, said.band)
    assert kept.caused > 0 < kept.suffered


def test_the_same_day_and_moment_give_the_same_digest_a_year_later(register, load, tmp_path, score):
    with clock.set_to(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        steps.eligible(register, tmp_path)
        first = score()
    with clock.set_to(datetime(2027, 11, 23, 12, tzinfo=UTC)):
        load("corrections", {"event_reference": "P1-E1"})
        load("people", steps.record("P2"))
        load("events", {"reference": "X1", "person_reference": "P2"})
        again = score(known_at=first.run.known_at)
        assert score().run.digest != first.run.digest
    assert (again.run.digest, again.caused, again.people) == (first.run.digest, first.caused, first.people)


def test_a_score_falls_to_zero_by_itself(register, tmp_path, score):
    steps.eligible(register, tmp_path)
    totals = [score(AS_AT + timedelta(days=365 * years)).caused[0] for years in range(0, 12, 3)]
    assert totals == sorted(totals, reverse=True)
    assert (totals[0] > 0, totals[-1]) == (True, 0)


def test_figures_are_of_the_day_and_have_one_hash(register, load, score):
    by = register.account("register")
    with clock.set_to(datetime.combine(AS_AT, time(12), UTC)):
        load("people", steps.record("P1"), steps.record("P2"))
        load("events", {})
        load("listings", {"person_reference": "P1"}, {"person_reference": "P2"})
        score()
        first, second = (figures.publish(as_at=AS_AT, by=by) for _ in range(2))
    assert first.digest == second.digest == figures.digest_of(first.figures)
    assert (first.figures["size"], first.figures["zero"], first.figures["restricted"]) == (2, 1, 2)
    assert sum(first.figures["bands"].values()) == 2


def test_figures_as_at_a_moment_leave_out_what_came_later(register, load, tmp_path, score):
    with clock.set_to(datetime(2026, 11, 1, 12, tzinfo=UTC)):
        load("people", steps.record("P1"))
        load("listings", {})
    before = datetime(2026, 11, 2, tzinfo=UTC)
    load("status", {})
    with steps.everything_open():
        assert figures.counted(date(2026, 11, 1), before)["size"] == 1
        assert figures.counted(clock.today(), clock.now())["size"] == 0


def test_an_explanation_adds_up_to_the_score(register, tmp_path):
    steps.eligible(register, tmp_path)
    found = explained.score(person="NMP-CRIME:P1", reason="Asked by the person.", by=register.account("register"))
    assert sum(shown.line.millipoints for shown in found.events if shown.line) == found.score.caused_millipoints
    assert found.score.calendar[-1].caused_millipoints == 0


def test_nobody_unknown_is_explained(register, load):
    load("people", {"reference": "P1"}, {"reference": "P2"})
    by = register.account("register")
    for person, why in (
        ("00000000-0000-4000-8000-000000000000", "There is no person"),
        ("NMP-CRIME:P9", "There is no record"),
        ("NMP-CRIME:P2", "nobody has decided yet"),
        ("nonsense", "neither a person's number"),
    ):
        with pytest.raises(LookupError, match=why):
            explained.score(person=person, reason="A test.", by=by)
    with pytest.raises(ValueError, match="Say why"):
        explained.score(person="NMP-CRIME:P1", reason=" ", by=by)
