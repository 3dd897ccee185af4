"""Joining new source records to people, a batch at a time, by the rules of identity/decisions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection

from evenhand.identity import decisions
from evenhand.identity.decisions import Details, Hold, Identifier, Join, Known, NewPerson
from evenhand.register import clock
from evenhand.register.models import Account, HeldMatch, Link, Person

BATCH = 5_000

_UNLINKED = """
    SELECT DISTINCT ON (i.about_id)
        i.about_id, i.given_names, i.family_name, i.born_on, i.pnc_id, i.cro_number, i.prison_number
    FROM register_identification i
    WHERE NOT EXISTS (SELECT 1 FROM register_link l WHERE l.record_id = i.about_id AND l.undone_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM register_heldmatch h WHERE h.record_id = i.about_id AND h.decided_at IS NULL)
    ORDER BY i.about_id, i.version DESC
"""
_LINKED = """
    SELECT l.person_id, i.given_names, i.family_name, i.born_on, i.pnc_id, i.cro_number, i.prison_number
    FROM register_identification i JOIN register_link l ON l.record_id = i.about_id AND l.undone_at IS NULL
    WHERE (i.born_on = ANY (%(born)s) OR (i.pnc_id <> '' AND upper(i.pnc_id) = ANY (%(ids)s))
           OR (i.cro_number <> '' AND upper(i.cro_number) = ANY (%(ids)s))
           OR (i.prison_number <> '' AND upper(i.prison_number) = ANY (%(ids)s)))
      AND NOT EXISTS (SELECT 1 FROM register_identification n WHERE n.about_id = i.about_id AND n.version > i.version)
"""


@dataclass(slots=True)
class Linked:
    """How many records were joined, made a new person, or held."""

    joined: int = 0
    new: int = 0
    held: int = 0


@dataclass(slots=True)
class _People:
    """The people who could be meant, found by identifier and by name with birth date."""

    born: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    strong: dict[UUID, set[Identifier]] = field(default_factory=lambda: defaultdict(set))
    by_strong: dict[Identifier, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[tuple[str, date], set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def add(self, person: UUID, details: Details) -> None:
        self.born[person].add(details.born_on)
        self.strong[person] |= details.strong
        for identifier in details.strong:
            self.by_strong[identifier].add(person)
        self.by_name[details.name, details.born_on].add(person)

    def known(self, people: set[UUID]) -> list[Known]:
        return [Known(one, frozenset(self.born[one]), frozenset(self.strong[one])) for one in people]

    def decide(self, details: Details) -> decisions.Decision:
        sharing = set().union(*(self.by_strong.get(identifier, set()) for identifier in details.strong))
        namesakes = self.by_name.get((details.name, details.born_on), set())
        return decisions.decide(details, self.known(sharing), self.known(namesakes))


def link_new_records(by: Account) -> Linked:
    """Decide every source record that is neither linked nor held. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLINKED)
        rows = cursor.fetchall()
        records = [(row[0], _details(row)) for row in rows]
        people = _candidates([details for _, details in records])
    counted = Linked()
    moment = clock.now()
    for start in range(0, len(records), BATCH):
        _link_batch(records[start : start + BATCH], people, by, moment, counted)
    return counted


def _details(row: tuple[object, ...]) -> Details:
    _, given, family, born_on, pnc_id, cro_number, prison_number = row
    strong = decisions.strong_identifiers(
        {"pnc_id": str(pnc_id), "cro_number": str(cro_number), "prison_number": str(prison_number)}
    )
    assert isinstance(born_on, date)  # noqa: S101 - the column is NOT NULL date
    return Details(decisions.name_key(str(given), str(family)), born_on, strong)


def _candidates(wanted: list[Details]) -> _People:
    people = _People()
    if not wanted:
        return people
    asked: dict[str, list[date] | list[str]] = {
        "born": list({details.born_on for details in wanted}),
        "ids": list({value for details in wanted for _, value in details.strong}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINKED, asked)
        for row in cursor.fetchall():
            people.add(row[0], _details(row))
    return people


def _link_batch(
    records: list[tuple[int, Details]], people: _People, by: Account, moment: datetime, counted: Linked
) -> None:
    new, links, held = [], [], []
    for record_id, details in records:
        match people.decide(details):
            case Join(person, reason):
                counted.joined += 1
                method = "exact"
            case NewPerson(reason):
                counted.new += 1
                method, person = "new", uuid4()
                new.append(Person(id=person, made_at=moment))
            case Hold(candidates, reason):
                counted.held += 1
                held.append(HeldMatch(record_id=record_id, candidates=list(candidates), reason=reason, held_at=moment))
                continue
        people.add(person, details)
        links.append(
            Link(record_id=record_id, person_id=person, method=method, reason=reason, decided_by=by, decided_at=moment)
        )
    Person.objects.bulk_create(new)
    Link.objects.bulk_create(links)
    HeldMatch.objects.bulk_create(held)
