"""Entries inherited from an older list: restricted from the first moment, until two people decide each afresh."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.casework import clocks, entry_status
from evenhand.casework.policy import Policy
from evenhand.register import clock, entries, erased, governance, ledgering, removing, zero
from evenhand.register.models import Account, Entry

# The oldest row of a person speaks; further rows of the same person are duplicates on the list itself.
_PENDING = """
    SELECT DISTINCT ON (l.person_id) li.id, l.person_id, li.area, li.listed_on, li.last_reviewed_on,
        (SELECT max(i.born_on) FROM register_identification i WHERE i.about_id = li.about_id),
        (SELECT min(d.died_on) FROM deaths_known() d WHERE d.person_id = l.person_id),
        EXISTS (SELECT 1 FROM register_removal r WHERE r.person_id = l.person_id)
    FROM register_listing li JOIN register_link l ON l.record_id = li.about_id AND l.undone_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.person_id = l.person_id)
      AND NOT EXISTS (SELECT 1 FROM register_listing n
                      WHERE (n.source, n.reference) = (li.source, li.reference) AND n.version > li.version)
    ORDER BY l.person_id, li.listed_on, li.id
"""
# What the list says of somebody who is not taken over goes at once: it would be a list of former members.
_FORGET = "SELECT forget_listings(%s::uuid[], %s::bytea[])"
_WHY_NOT = {"SG-18": "are under the lowest age", "SG-24": "were removed here before", "SG-25": "have died"}


@dataclass(frozen=True, slots=True)
class Pending:
    """A listed person for whom there is no entry yet."""

    listing_id: int
    person: UUID
    area: str
    listed_on: date
    last_reviewed_on: date | None
    born_on: date
    died_on: date | None
    was_removed: bool


def inherit(by: Account) -> tuple[str, ...]:
    """Make an entry for every listed person who has none; it is restricted, because nobody decided it here.

    Nobody is taken over who has died, is under the lowest age or was removed here before. Needs everything open.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PENDING)
        pending = [Pending(*row) for row in cursor.fetchall()]
    if not pending:
        return ()
    policy = governance.policy_in_force()
    left_out = {one.person: why for one in pending if (why := _why_not(one, policy))}
    _leave_out(left_out, by)
    taken = [one for one in pending if one.person not in left_out]
    zero_days = zero.days([one.person for one in taken]) if taken else {}
    Entry.objects.bulk_create([_entry(one, zero_days.get(one.person), policy) for one in taken], batch_size=1000)
    ledgering.write_many("entry:inherited", by=by, purpose="loading", people=[one.person for one in taken])
    return (f"{len(taken)} inherited entries, all restricted until two people decide each afresh.", *_said(left_out))


def let_go(record_id: int, by: Account) -> None:
    """Take away the inherited entry that rests on a record which is not that person's any more; everything open."""
    for entry in Entry.objects.filter(origin="inherited", listing__about_id=record_id):
        removing.remove(entry, removing.NOT_THEIRS, by=by, purpose="resolve-identity")


def _why_not(one: Pending, policy: Policy) -> str:
    """The promise for whose sake somebody is not taken over; empty where they are."""
    if one.was_removed:
        return "SG-24"
    facts = entries.facts_of(_entry(one, None, policy), one.died_on)
    return next((each.safeguard for each in entry_status.endings(facts, policy) if each.safeguard in _WHY_NOT), "")


def _leave_out(people: Mapping[UUID, str], by: Account) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(people), erased.of_listings(list(people))])
    for why in sorted(set(people.values())):
        concerned = [person for person, reason in people.items() if reason == why]
        told = {"safeguard": why}
        ledgering.write_many("entry:not_taken_over", by=by, purpose="loading", people=concerned, facts=told)


def _said(left_out: Mapping[UUID, str]) -> tuple[str, ...]:
    counts = Counter(left_out.values())
    return tuple(
        f"{counts[why]} people of the old list {words}, and were not taken over ({why})."
        for why, words in _WHY_NOT.items()
        if counts[why]
    )


def _entry(one: Pending, zero_on: date | None, policy: Policy) -> Entry:
    today = clock.today()
    child = clocks.is_child(one.born_on, today, policy)
    entry = Entry(
        person_id=one.person,
        origin="inherited",
        listing_id=one.listing_id,
        area=one.area,
        born_on=one.born_on,
        opened_on=today,
        opened_at=clock.now(),
        review_by=clocks.review_due(one.last_reviewed_on or one.listed_on, child=child, policy=policy),
        expires_on=clocks.inherited_end(today, policy),
    )
    zero.set_day(entry, zero_on, policy)
    return entry
