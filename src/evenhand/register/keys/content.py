"""The key of each source record and of each person, kept wrapped; erasing the key erases what it sealed.

What a feed says is sealed with its record's key, because a record can turn out to be somebody else's. What was decided
and typed here is sealed with the person's. What is about nobody we know of is sealed with the register's own.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from evenhand.register.keys import master
from evenhand.register.keys.cipher import Key


class Owner(NamedTuple):
    """Whose a sealed text is: a `record` by its number, a `person` by theirs, or `nobody`."""

    kind: str
    number: Any

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


NOBODY = Owner("nobody", "")
_KNOWN = """
    SELECT 'record', record_id, NULL::uuid, wrapped FROM register_contentkey WHERE record_id = ANY (%s)
    UNION ALL SELECT 'person', NULL, person, wrapped FROM register_contentkey WHERE person = ANY (%s)
"""
_NEW = """
    INSERT INTO register_contentkey (record_id, wrapped) SELECT * FROM unnest(%s::bigint[], %s::bytea[])
"""


@cache
def of_nobody() -> Key:
    """The register's own key, for what belongs to no record and no person."""
    return Key(master.subkey("content of nobody"))


@cache
def _wrapping() -> Key:
    return Key(master.subkey("wrapping keys"))


def of(owners: Iterable[Owner]) -> dict[Owner, Key]:
    """The keys of these owners, as far as there are any. Needs their doors open."""
    wanted = set(owners)
    found = {NOBODY: of_nobody()} if NOBODY in wanted else {}
    records = [owner.number for owner in wanted if owner.kind == "record"]
    people = [owner.number for owner in wanted if owner.kind == "person"]
    if records or people:
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, [records, people])
            for kind, record, person, wrapped in cursor.fetchall():
                owner = Owner(kind, record if person is None else person)
                found[owner] = unwrapped(owner, wrapped)
    return found


def of_records(records: Collection[int]) -> dict[Owner, Key]:
    """The keys of source records, made where a record has none yet. Needs a door open on everything."""
    owners = {Owner("record", number) for number in records}
    known = of(owners)
    new = {owner: Key.fresh() for owner in owners - known.keys()}
    if new:
        wrapped = [_wrapped(owner, key) for owner, key in new.items()]
        with connection.cursor() as cursor:
            cursor.execute(_NEW, [[owner.number for owner in new], wrapped])
    return known | new


def of_person(person: UUID) -> Key:
    """The key of a person, made where they have none yet.

    Needs no door: the reason for a look is kept before the look is allowed. What the key opens is behind the door.
    """
    owner = Owner("person", person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_of_person(%s, %s)", [person, _wrapped(owner, Key.fresh())])
        return unwrapped(owner, cursor.fetchone()[0])


def unwrapped(owner: Owner, wrapped: bytes) -> Key:
    """A key as the table keeps it, made usable. Raises CannotOpen where it is not of this home or not this owner's."""
    return Key(_wrapping().open(bytes(wrapped), str(owner)))


def _wrapped(owner: Owner, key: Key) -> bytes:
    return _wrapping().seal(key.secret, str(owner))
