"""Entries inherited from an older list: restricted from the first moment, until two people decide each afresh."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.casework import review
from evenhand.casework.ages import age_on
from evenhand.casework.policy import Policy
from evenhand.register import clock, governance, ledgering
from evenhand.register.models import Account, Entry

WHY = "Inherited from an older list and not yet decided here. It confers nothing."
NOT_THEIRS = "The row of the old list turned out not to be about this person."
# The oldest row of a person speaks; further rows of the same person are duplicates on the list itself.
_PENDING = """
    SELECT DISTINCT ON (l.person_id) li.id, l.person_id, li.area, li.listed_on, li.last_reviewed_on,
        (SELECT max(i.born_on) FROM register_identification i WHERE i.about_id = li.about_id),
        l.person_id IN (SELECT person_id FROM deaths_known())
    FROM register_listing li JOIN register_link l ON l.record_id = li.about_id AND l.undone_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.person_id = l.person_id)
      AND NOT EXISTS (SELECT 1 FROM register_listing n
                      WHERE (n.source, n.reference) = (li.source, li.reference) AND n.version > li.version)
    ORDER BY l.person_id, li.listed_on, li.id
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """A listed person for whom there is no entry yet."""

    listing_id: int
    person: UUID
    area: str
    listed_on: date
    last_reviewed_on: date | None
    born_on: date
    has_died: bool


def inherit(by: Account) -> tuple[str, ...]:
    """Make a restricted entry for every listed person who has none. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_PENDING)
        pending = [Pending(*row) for row in cursor.fetchall()]
    if not pending:
        return ()
    policy = governance.policy_in_force()
    Entry.objects.bulk_create([_entry(one, policy) for one in pending], batch_size=1000)
    ledgering.write_many("entry:inherited", by=by, purpose="loading", people=[one.person for one in pending])
    dead = sum(one.has_died for one in pending)
    return (f"{len(pending)} inherited entries, all restricted; {dead} of them closed because the person has died.",)


def let_go(record_id: int, by: Account) -> None:
    """Close the inherited entry that rests on a record which is not that person's any more. Needs everything open."""
    entries = Entry.objects.filter(origin="inherited", closed_at=None, listing__about_id=record_id)
    people = list(entries.values_list("person_id", flat=True))
    entries.update(status="closed", closed_at=clock.now(), why_closed=NOT_THEIRS)
    ledgering.write_many(
        "entry:closed", by=by, purpose="resolve-identity", people=people, facts={"why": "listing is not theirs"}
    )


def _entry(one: Pending, policy: Policy) -> Entry:
    now, today = clock.now(), clock.today()
    child = age_on(one.born_on, today) < policy.number("age_adult")
    return Entry(
        person_id=one.person,
        origin="inherited",
        listing_id=one.listing_id,
        status="closed" if one.has_died else "restricted",
        why_restricted=WHY,
        area=one.area,
        born_on=one.born_on,
        opened_on=today,
        opened_at=now,
        review_by=review.review_due(one.last_reviewed_on or one.listed_on, child=child, policy=policy),
        expires_on=review.absolute_end(today, child=child, policy=policy),
        closed_at=now if one.has_died else None,
        why_closed="A source recorded that the person has died." if one.has_died else "",
    )
