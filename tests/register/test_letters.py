"""The letter that opens somebody's own page: one at a time, for some days, and void after some wrong keys."""

from datetime import timedelta

import pytest
import steps

from evenhand.casework import policy
from evenhand.register import clock, letters
from evenhand.register.actions import letters as letter_actions
from evenhand.register.acts import NotAllowed
from evenhand.register.models import AccessLetter, LedgerParticulars

DAYS = policy.load().number("letter_days")
MOST_WRONG = policy.load().number("letter_wrong_keys_max")


@pytest.fixture
def whose(register, tmp_path):
    """Somebody known."""
    return steps.eligible(register, tmp_path)


def handed(register, whose, by="dpo", how="In person, with a passport."):
    """A letter for them."""
    return letter_actions.hand_out(person=whose, how_checked=how, purpose="answer-person", by=register.account(by))


def opens(letter, key=""):
    """Whether the letter, or its reference with another key, opens their page."""
    return letter_actions.come_in(reference=letter.reference, key=key or letter.key)


def test_the_right_key_opens_the_page_of_the_right_person(register, whose):
    letter = handed(register, whose)
    assert opens(letter)
    assert letters.whose(letter.reference) == whose


def test_spaces_dashes_and_small_letters_do_not_matter(register, whose):
    letter = handed(register, whose)
    typed = "-".join(letters.in_groups(letter.key).split()).lower()
    assert letter_actions.come_in(reference=f" {letters.in_groups(letter.reference)} ", key=typed)


def test_of_the_key_nothing_is_kept_but_a_slow_hash_with_a_salt_of_its_own(register, whose):
    one, two = handed(register, whose), handed(register, whose)
    rows = steps.seen(lambda: list(AccessLetter.objects.order_by("pk").values()))
    assert len({row["salt"] for row in rows}) == len({row["key_hash"] for row in rows}) == 2
    assert not {one.key, two.key} & {str(value) for row in rows for value in row.values()}
    assert (len(one.key), len(one.reference)) == (letters.KEY, letters.REFERENCE)


def test_every_attempt_at_a_real_letter_is_one_entry_about_the_person(register, whose):
    letter = handed(register, whose)
    before = steps.last_entry()
    assert not opens(letter, "BBBBB" * 4)
    assert steps.said(before)["facts"] == {"right": False}
    assert steps.said(before)["subject"] == str(whose)
    assert opens(letter)
    assert steps.ledger_since(before) == ["person:key_tried", "person:key_tried"]


def test_an_unknown_reference_opens_nothing_and_is_not_in_the_log(register, whose):
    before = steps.last_entry()
    assert not letter_actions.come_in(reference="BBBBBBBB", key="B" * 20)
    assert steps.ledger_since(before) == []


def test_after_too_many_wrong_keys_the_right_one_opens_nothing_either(register, whose):
    letter = handed(register, whose)
    for _ in range(MOST_WRONG - 1):
        assert not opens(letter, "B" * 20)
    assert opens(letter)
    assert not opens(letter, "B" * 20)
    before = steps.last_entry()
    assert not opens(letter)
    assert steps.ledger_since(before) == []
    assert letters.whose(letter.reference) is None


def test_wrong_keys_at_the_same_moment_are_all_counted(register, whose):
    letter = handed(register, whose)
    steps.at_once(*[lambda: opens(letter, "B" * 20)] * MOST_WRONG)
    assert not opens(letter)


def test_a_new_letter_makes_the_earlier_one_void(register, whose):
    first, second = handed(register, whose), handed(register, whose)
    assert not opens(first)
    assert opens(second)


def test_a_letter_that_is_revoked_opens_nothing(register, whose):
    letter, dpo = handed(register, whose), register.account("dpo")
    letter_actions.revoke(person=whose, purpose="answer-person", by=dpo)
    assert not opens(letter)
    with pytest.raises(LookupError, match="no letter"):
        letter_actions.revoke(person=whose, purpose="answer-person", by=dpo)


def test_a_letter_opens_until_its_day_and_not_after(register, whose):
    letter = handed(register, whose)
    now = clock.now()
    for days, open_then in ((DAYS - 1, True), (DAYS, True), (DAYS + 1, False)):
        with clock.set_to(now + timedelta(days=days)):
            assert opens(letter) is open_then


@pytest.mark.parametrize("username", ["analyst", "reviewer", "records", "owner"])
def test_only_the_data_protection_officer_hands_one_out(register, whose, username):
    with pytest.raises(NotAllowed):
        handed(register, whose, by=username)


def test_none_is_handed_out_without_saying_how_it_is_known_who_they_are(register, whose):
    before = steps.last_entry()
    with pytest.raises(ValueError, match="how you checked"):
        handed(register, whose, how=" ")
    assert steps.ledger_since(before) == []
    handed(register, whose)
    assert steps.seen(lambda: LedgerParticulars.objects.filter(person=whose).exists())


def test_there_is_none_for_somebody_who_is_not_there(register):
    with pytest.raises(LookupError, match="no such person"):
        handed(register, "00000000-0000-4000-8000-000000000001")
