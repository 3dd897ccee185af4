"""A receipt verifies offline, is given to the person concerned alone, and gives nobody else away."""

import json
from dataclasses import replace

import pytest
import steps

from evenhand.ledger import receipt_check
from evenhand.ledger.receipt import Receipt, parse
from evenhand.register import sequencer, signing
from evenhand.register.models import LedgerEntry, LedgerLeaf
from evenhand.register.reads import own, person, receipts, search


@pytest.fixture
def two(register, tmp_path):
    """Two people with a look at the first, and a search that shows both."""
    one, other = steps.eligible(register, tmp_path, "P1"), steps.eligible(register, tmp_path, "P2")
    by = register.account("analyst")
    person.page(person=one, reason="A call.", purpose=steps.PURPOSE, by=by)
    search.find(words="Brax", reason="About P2.", purpose=steps.PURPOSE, by=by)
    sequencer.integrate()
    return one, other


def position_of(event: str) -> int:
    """Where the newest entry of this event stands."""
    return LedgerLeaf.objects.using("auditor").filter(entry__event=event).latest("position").position


def holds(receipt: Receipt) -> bool:
    """Whether it verifies as a file that somebody was given, under the key published elsewhere."""
    return receipt_check.check(parse(json.dumps(receipt.as_json())), key=signing.verifier_key()).ok


def test_every_line_has_a_receipt_that_verifies(two):
    lines = own.who_looked(person=two[0], number=1).looks
    assert len(lines) == 2
    for line in lines:
        made = receipts.receipt(person=two[0], position=line.position)
        assert made.position == line.position
        assert holds(made)


def test_a_receipt_with_anything_changed_does_not_verify(two):
    made = receipts.receipt(person=two[0], position=position_of("person:consulted"))
    assert not holds(replace(made, body=made.body.replace("prevent-violence", "offer-support")))
    assert not holds(replace(made, position=made.position - 1))
    assert not holds(replace(made, proof=made.proof[1:]))


def test_a_receipt_for_a_list_shows_that_they_were_in_it_and_not_who_else(two):
    position = position_of("person:searched")
    for whose, other in (two, two[::-1]):
        made = receipts.receipt(person=whose, position=position)
        assert (made.opening.person, holds(made)) == (str(whose), True)
        assert str(other) not in json.dumps(made.as_json())
    assert not holds(replace(made, opening=replace(made.opening, person=str(two[0]))))


def test_nobody_gets_the_receipt_of_what_was_done_with_somebody_else(two):
    with pytest.raises(LookupError, match="no line with this number"):
        receipts.receipt(person=two[1], position=position_of("person:consulted"))


@pytest.mark.parametrize("position", [10**6, 10**30])
def test_there_is_none_for_a_position_that_is_not_there(two, position):
    with pytest.raises(LookupError, match="no line with this number"):
        receipts.receipt(person=two[0], position=position)


def test_taking_one_is_one_entry_about_the_person(two):
    before = steps.last_entry()
    receipts.receipt(person=two[0], position=position_of("person:consulted"))
    assert steps.ledger_since(before) == ["person:took_receipt"]
    assert LedgerEntry.objects.using("auditor").latest("pk").subject == two[0]


def test_proofs_go_through_whole_tiles(two, register):
    by = register.account("analyst")
    for _ in range(300):
        search.find(words="NMP-1", reason="Fill the log.", purpose=steps.PURPOSE, by=by)
    first = position_of("person:consulted")
    sequencer.integrate()
    person.page(person=two[0], reason="A call.", purpose=steps.PURPOSE, by=by)
    sequencer.integrate()
    assert position_of("person:consulted") > 300
    for position in (first, position_of("person:consulted")):
        assert holds(receipts.receipt(person=two[0], position=position))
