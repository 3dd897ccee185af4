"""Searching for a person: with a reason, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from evenhand.casework import emergency
from evenhand.register import governance
from evenhand.register.acts import Act, act, check_may
from evenhand.register.keys import marks
from evenhand.register.models import Account, Link
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Found:
    """The first people found, and how many there are in all."""

    people: tuple[Named, ...]
    total: int

    @property
    def more(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.people)


def find(*, words: str, reason: str, purpose: str, by: Account) -> Found:
    """People whose names begin with every one of the words, or who have one of them as an identifier.

    Raises ValueError where no word or no reason was given. Only the first page is ever shown: a wider search is made
    narrower, not paged through.
    """
    check_may(by, Permission.PERSON_SEARCH)
    asked = _asked(words, reason)
    with act("person:searched", by=by, purpose=purpose, opens="index", reason=reason) as under_way:
        return _found(asked, "rows_per_page_max", under_way)


def in_an_emergency(*, words: str, reason: str, by: Account) -> Found:
    """The same for anybody on duty, whatever their role, who is about to open somebody's record in an emergency.

    It is a search like any other: whom it shows is noted and counted, and whoever searched may be asked about it.
    """
    asked = _asked(words, reason)
    with act(
        "person:searched",
        by=by,
        purpose=emergency.PURPOSE,
        opens="index",
        facts={"in_an_emergency": True},
        reason=reason,
        before=lambda: emergency.check_is_a_person(by.is_person),
    ) as under_way:
        return _found(asked, "emergency_found_max", under_way)


def _asked(words: str, reason: str) -> list[str]:
    asked = words.split()
    if not asked:
        raise ValueError("Enter a name or an identifier.")
    if not reason.strip():
        raise ValueError("Say why you are looking for this person.")
    return asked


def _found(asked: Sequence[str], at_most: str, under_way: Act) -> Found:
    """`at_most`: the number of the policy that says how many are shown."""
    linked = Link.objects.filter(record_id__in=_records_of(asked), undone_at=None)
    whole = linked.values_list("person_id", flat=True).distinct().order_by("person_id")
    limit = governance.policy_in_force().number(at_most)
    shown = sorted(people.named(list(whole[:limit])).values(), key=lambda one: (one.name, one.born_on))
    under_way.shows(one.id for one in shown)
    return Found(tuple(shown), whole.count())


def _records_of(words: Sequence[str]) -> list[int]:
    """The records in which each word begins a word of the names, or is an identifier: found by their keyed digests."""
    every = " AND ".join(["id IN (SELECT marked(%s, %s))"] * len(words))
    asked = [[mark] for word in words for mark in (marks.word(word), marks.identifier(word))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT about_id FROM register_identification WHERE {every}", asked)  # noqa: S608 - ours
        return [record for (record,) in cursor.fetchall()]
