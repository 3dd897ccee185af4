"""Sealed texts: opened with their owner's key and no other, loud where nobody opened them, never written in plain."""

from uuid import uuid4

import pytest
import steps
from django.core.exceptions import FieldError
from django.db import connection

from evenhand.register import sealing
from evenhand.register.keys import content, marks
from evenhand.register.keys.cipher import CannotOpen, Key
from evenhand.register.models import Identification, Listing, Load, Nomination, QuarantinedRow
from evenhand.register.models.sealed import NotOpened


@pytest.fixture
def row(load):
    """A people record as it was read."""
    load("people", {"reference": "P1", "postcode": "AB1 2CD"}, steps.record("P2"))
    return steps.seen(lambda: Identification.objects.get(reference="P1"))


def open_it(row):
    with steps.everything_open():
        sealing.open_rows([row])


def test_a_text_that_nobody_opened_cannot_be_read(row):
    with pytest.raises(NotOpened, match="given_names"):
        _ = row.given_names
    assert not isinstance(NotOpened("x"), AttributeError)  # which a template would pass over


def test_an_opened_row_gives_its_texts_and_opening_it_twice_changes_nothing(row):
    open_it(row)
    open_it(row)
    assert (row.given_names, row.postcode, row.address_line) == ("Avric", "AB1 2CD", "")


def test_an_opened_row_cannot_be_saved_whole(row):
    open_it(row)
    with pytest.raises(TypeError, match="not sealed"):
        row.save()
    with pytest.raises(TypeError, match="not sealed"):
        Listing(basis="in plain").save()


def test_a_text_moved_to_another_record_or_column_does_not_open(row):
    other = steps.seen(lambda: Identification.objects.get(reference="P2"))
    moved = Identification(about_id=other.about_id, given_names=Identification.given_names.field.stored(row))
    turned = Identification(about_id=row.about_id, family_name=Identification.given_names.field.stored(row))
    for one in (moved, turned):
        with pytest.raises(CannotOpen):
            open_it(one)


def test_without_the_key_or_with_another_it_does_not_open(row):
    with pytest.raises(CannotOpen, match="no key"):
        sealing.open_rows([row])  # no door is open, so no key is there
    with pytest.raises(CannotOpen):
        sealing.open_row(row, Key.fresh())


def test_a_wrapped_key_is_its_owners_alone(row):
    with steps.everything_open(), connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM register_contentkey WHERE record_id = %s", [row.about_id])
        wrapped = cursor.fetchone()[0]
    assert content.unwrapped(content.Owner("record", row.about_id), wrapped)
    with pytest.raises(CannotOpen):
        content.unwrapped(content.Owner("record", row.about_id + 1), wrapped)


def test_a_person_has_one_key_and_it_needs_no_door(register):
    person = uuid4()
    assert content.of_person(person).secret == content.of_person(person).secret != content.of_person(uuid4()).secret


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_a_text_that_says_nothing_is_stored_as_nothing(register, text):
    assert sealing.for_person(Nomination, uuid4(), reasons=text, child_welfare="x")["reasons"] == b""


def test_the_same_text_is_never_sealed_to_the_same_bytes(register):
    person = uuid4()
    first, second = (sealing.for_person(Nomination, person, reasons="The same.") for _ in range(2))
    assert first != second


def test_what_belongs_to_nobody_is_sealed_and_read_without_opening(register, load):
    load("people", {"born_on": "never", "family_name": "Unmistakable"})
    row = steps.seen(QuarantinedRow.objects.get)
    assert ("Unmistakable" in row.raw, row.reasons[0]["column"]) == (True, "born_on")
    with register.engine.superuser(register.database) as line:
        [(raw, reasons, name)] = line.execute(
            "SELECT q.raw, q.reasons, l.file_name"
            " FROM register_quarantinedrow q JOIN register_load l ON l.id = q.load_id"
        )
    assert not any(word in stored for stored in (raw, reasons, name) for word in (b"Unmistakable", b"born", b"people"))


def test_nothing_is_looked_up_by_what_is_sealed_at_random(register):
    with pytest.raises(FieldError):
        Load.objects.filter(file_name="people-1.csv").exists()


def test_words_are_found_by_their_beginnings_and_identifiers_whole_in_any_case():
    named = marks.words("Zoë Ann", "O'Hara Smith-Jones")
    assert all(marks.word(word) in named for word in ("z", "ZO", "zoë", "an", "o'h", "smith-j"))
    assert not any(marks.word(word) in named for word in ("oë", "jones", "zoëx"))
    assert marks.identifier(" fx-1 ") in marks.identifiers("FX-1", "", " ")
    assert len(marks.identifiers("FX-1", "", " ")) == 1
