"""Whose records are these: joined on exact identifiers, held in any doubt, decided by a person, and undone."""

from datetime import UTC, datetime

import pytest
import steps
from django.db import connection

from evenhand.register import clock, facts, scores
from evenhand.register.actions import identity, scoring
from evenhand.register.acts import NotAllowed, act
from evenhand.register.models import Entry, HeldMatch, Link, Person
from evenhand.register.reads import held, lists
from evenhand.register.reads import person as person_reads

NUMBERED = {"reference": "P1", "pnc_id": "FX-1"}
OTHER = {"source": "NMP-CUSTODY", "reference": "C1"}


def one_person():
    return steps.seen(Person.objects.count) == 1


def waiting():
    return steps.opened(lambda: HeldMatch.objects.get(decided_at=None))


def settle(register, person, reason="Same photograph in both files."):
    by = register.account("records")
    return identity.settle(held_id=waiting().pk, person=person, reason=reason, purpose="resolve-identity", by=by)


def undo(register, reference="C1", source="NMP-CUSTODY"):
    person = steps.whose(reference, source)
    link = steps.seen(lambda: Link.objects.get(record__reference=reference, undone_at=None))
    by = register.account("records")
    identity.undo(link_id=link.pk, person=person, reason="Two brothers.", purpose="resolve-identity", by=by)


@pytest.mark.parametrize("kind", ["pnc_id", "cro_number", "prison_number"])
def test_the_same_identifier_joins_two_records(load, kind):
    load("people", {"reference": "P1", kind: "FX-1"})
    load("people", {**OTHER, kind: "fx-1", "given_names": "Aveline"})
    assert one_person()
    assert steps.whose("P1") == steps.whose("C1", "NMP-CUSTODY")


def test_two_records_of_one_file_are_joined_too(load):
    load("people", NUMBERED, {**NUMBERED, "reference": "P2"})
    assert one_person()


def test_another_birth_date_holds_a_record_of_the_same_identifier(load):
    load("people", NUMBERED)
    load("people", {**NUMBERED, **OTHER, "born_on": "1997-05-17"})
    assert "but born on 1997-05-17" in waiting().reason
    assert one_person()


def test_another_second_identifier_holds_a_record_of_the_same_first_one(load):
    load("people", {**NUMBERED, "cro_number": "FX-CRO-1"})
    load("people", {**NUMBERED, **OTHER, "cro_number": "FX-CRO-2"})
    assert "a different CRO number" in waiting().reason


def test_a_name_and_a_birth_date_join_nobody(load):
    load("people", {"reference": "P1"})
    load("people", OTHER)
    assert "Same name and birth date" in waiting().reason
    assert waiting().candidates == [steps.whose("P1")]


def test_an_identifier_that_its_source_has_taken_back_joins_nobody(load):
    load("people", {**NUMBERED, "family_name": "Toomsel"})
    load("people", {**NUMBERED, "family_name": "Toomsel", "pnc_id": "FX-2", "version": 2})
    load("people", {**OTHER, "pnc_id": "FX-1"})
    assert steps.whose("P1") != steps.whose("C1", "NMP-CUSTODY")


@pytest.fixture
def doubt(load):
    """Two records that may be one person's, the second of them held, each with one event."""
    load("people", {"reference": "P1"})
    load("events", {"person_reference": "P1"})
    load("people", OTHER)
    load("events", {"source": "NMP-CUSTODY", "person_reference": "C1", "reference": "CE1"})
    return steps.whose("P1")


def points(person):
    return steps.seen(lambda: person_reads.score_of(facts.events(person), clock.today()).caused_millipoints)


def test_a_held_record_is_nobodys_until_it_is_settled(register, doubt):
    one = points(doubt)
    assert settle(register, doubt) == doubt
    assert points(doubt) == 2 * one
    assert steps.seen(HeldMatch.objects.filter(decided_at=None).count) == 0


def test_a_held_record_can_be_a_new_persons(register, doubt):
    new = settle(register, None)
    assert new != doubt
    assert points(new) == points(doubt)


def test_a_decision_names_who_made_it_when_and_why(register, doubt):
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with clock.set_to(moment):
        settle(register, doubt)
    link = steps.opened(lambda: Link.objects.select_related("decided_by").get(record__reference="C1"))
    assert (link.decided_by.username, link.decided_at, link.reason) == (
        "records",
        moment,
        "Same photograph in both files.",
    )


def test_a_record_is_settled_once_even_by_two_at_once(register, doubt):
    number, by = waiting().pk, register.account("records")
    given = {"held_id": number, "reason": "Seen.", "purpose": "resolve-identity", "by": by}
    first, second = steps.at_once(
        lambda: identity.settle(person=doubt, **given), lambda: identity.settle(person=None, **given)
    )
    assert {type(first), type(second)} == {type(doubt), LookupError}
    assert steps.seen(Link.objects.count) == 2


def test_nobody_but_a_candidate_and_not_without_a_reason(register, load, doubt):
    load("people", steps.record("P7"))
    with pytest.raises(ValueError, match="not one of the people"):
        settle(register, steps.whose("P7"))
    with pytest.raises(ValueError, match="how you know"):
        settle(register, doubt, "  ")
    by = register.account("reviewer")
    with pytest.raises(NotAllowed):
        identity.settle(held_id=waiting().pk, person=doubt, reason="Seen.", purpose="resolve-identity", by=by)
    assert waiting().decided_at is None


def test_undoing_holds_the_record_again_and_its_events_leave_the_score_at_once(register, doubt):
    one = points(doubt)
    settle(register, doubt)
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())
    undo(register)
    assert points(doubt) == one
    assert waiting().candidates == [doubt]
    assert "Two brothers." in waiting().reason
    latest = steps.seen(lambda: scores.ScoreTotal.objects.filter(person=doubt).latest("pk").caused)
    assert latest == one


def test_what_was_known_before_an_undoing_can_still_be_scored(register, doubt):
    settle(register, doubt)
    both, moment = points(doubt), clock.now()
    undo(register)
    known = steps.seen(lambda: facts.events(doubt, moment))
    assert steps.seen(lambda: person_reads.score_of(known, clock.today()).caused_millipoints) == both


def test_undoing_calls_for_a_review_of_an_open_entry(register, tmp_path, load):
    person = steps.eligible(register, tmp_path)
    load("people", {**steps.record("P1"), **OTHER})
    entry = steps.enter(register, person)
    undo(register)
    found = steps.seen(lambda: Entry.objects.get(pk=entry.pk))
    assert (found.review_by, "not to be this person's" in found.review_reason) == (clock.today(), True)


def test_an_undone_decision_cannot_be_undone_again(register, doubt):
    settle(register, doubt)
    link = steps.seen(lambda: Link.objects.get(record__reference="C1"))
    undo(register)
    by = register.account("records")
    with pytest.raises(LookupError):
        identity.undo(link_id=link.pk, person=doubt, reason="Again.", purpose="resolve-identity", by=by)


def test_the_door_follows_the_links(register, doubt):
    def records_behind_the_door(person):
        by = register.account("analyst")
        opened = act("person:consulted", by=by, purpose=steps.PURPOSE, person=person)
        with opened, connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(door_records())")
            return cursor.fetchone()[0]

    assert records_behind_the_door(doubt) == 1
    settle(register, doubt)
    assert records_behind_the_door(doubt) == 2
    undo(register)
    assert records_behind_the_door(doubt) == 1


def test_a_listing_moves_with_its_record(register, load):
    load("people", {"reference": "P1"}, {**OTHER, "given_names": "Averil", "pnc_id": "FX-9"})
    load("listings", {"source": "NMP-CUSTODY", "person_reference": "C1"})
    before = steps.whose("C1", "NMP-CUSTODY")
    undo(register)
    assert not steps.seen(lambda: Entry.objects.filter(person=before).exists())
    after = settle(register, None)
    assert steps.seen(lambda: Entry.objects.get(person=after).origin) == "inherited"


def test_lists_still_open_when_a_listed_person_has_no_record_left(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    steps.enter(register, person)
    undo(register, "P1", "NMP-CRIME")
    page = lists.register(number=1, purpose="review-entry", by=register.account("reviewer"))
    assert [row.person.name for row in page.page.rows] == [lists.NAMELESS]
    with pytest.raises(LookupError, match="no such person"):
        person_reads.page(person=person, reason="Look", purpose=steps.PURPOSE, by=register.account("analyst"))


def test_the_held_page_shows_the_record_and_whose_it_might_be(register, doubt):
    shown = held.one(held_id=waiting().pk, purpose="resolve-identity", by=register.account("records"))
    assert (shown.record.source, [one.person for one in shown.candidates]) == ("NMP-CUSTODY", [doubt])
