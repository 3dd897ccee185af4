"""Handing somebody a letter that opens their own page, taking it back, and coming in with it."""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from evenhand.ledger.entry import fresh_salt
from evenhand.register import clock, governance, letters
from evenhand.register.actions import accounts
from evenhand.register.acts import act, check_may
from evenhand.register.models import AccessLetter, Account, Person
from evenhand.register.roles import Permission

PURPOSE = "answer-person"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What stands on the letter. The key is nowhere else, and is never shown again."""

    reference: str
    key: str
    valid_until: date


def hand_out(*, person: UUID, how_checked: str, purpose: str, by: Account) -> HandedOut:
    """Make a letter for one person, whose earlier letter is void from now on. `how_checked`: how we know who they are.

    Raises ValueError where that is not said, LookupError where there is no such person.
    """
    check_may(by, Permission.LETTER_GIVE)
    if not how_checked.strip():
        raise ValueError("Say how you checked who they are.")
    handed = HandedOut(letters.fresh(letters.REFERENCE), letters.fresh(letters.KEY), _valid_until())
    with act("letter:handed_out", by=by, purpose=purpose, person=person, reason=how_checked):
        if not Person.objects.filter(pk=person).exists():
            raise LookupError("There is no such person.")
        _end(person, "replaced")
        salt = fresh_salt()
        AccessLetter.objects.create(
            reference=handed.reference,
            person_id=person,
            salt=salt,
            key_hash=letters.key_hash(salt, handed.key),
            made_by=by,
            made_at=clock.now(),
            valid_until=handed.valid_until,
        )
    return handed


def _valid_until() -> date:
    return clock.today() + timedelta(days=governance.policy_in_force().number("letter_days"))


def revoke(*, person: UUID, purpose: str, by: Account) -> None:
    """Make somebody's letter void at once. Raises LookupError where they have none."""
    check_may(by, Permission.LETTER_GIVE)
    with act("letter:revoked", by=by, purpose=purpose, person=person):
        if not _end(person, "revoked"):
            raise LookupError("This person has no letter.")


def _end(person: UUID, why: str) -> int:
    open_letters = AccessLetter.objects.filter(person_id=person, ended_at=None)
    return open_letters.update(ended_at=clock.now(), why_ended=why)


def come_in(*, reference: str, key: str) -> bool:
    """Whether this reference and this key open somebody's own page now. Every attempt at a real letter is written down,
    and after as many wrong keys as the policy allows the letter is void.
    """
    person = letters.whose(letters.tidy(reference))
    if person is None:
        letters.key_hash(fresh_salt(), key)  # so that nobody learns from the time it took
        return False
    with act("person:key_tried", by=accounts.software(), purpose=PURPOSE, person=person) as under_way:
        # Locked while it is tried, so that two attempts at once are counted as two.
        letter = AccessLetter.objects.select_for_update().filter(person_id=person, ended_at=None).first()
        is_right = letter is not None and _fits(letter, letters.tidy(key))
        under_way.facts["right"] = is_right
        if letter and not is_right:
            _count_wrong_key(letter)
    return is_right


def _fits(letter: AccessLetter, key: str) -> bool:
    return hmac.compare_digest(letters.key_hash(letter.salt, key), letter.key_hash)


def _count_wrong_key(letter: AccessLetter) -> None:
    letter.wrong_keys += 1
    if letter.wrong_keys >= governance.policy_in_force().number("letter_wrong_keys_max"):
        letter.ended_at, letter.why_ended = clock.now(), "locked"
    letter.save(update_fields=["wrong_keys", "ended_at", "why_ended"])
