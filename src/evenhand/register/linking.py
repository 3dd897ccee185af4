"""Joining new source records to people, a batch at a time, by the rules of identity/decisions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from evenhand.identity import decisions
from evenhand.identity.decisions import Details, Hold, Identifier, Join, Known, NewPerson
from evenhand.register import bulk, clock, sealing
from evenhand.register.keys import marks
from evenhand.register.models import Account, HeldMatch, Identification, Link, Person

BATCH = 5_000

_UNLINKED = """
    SELECT DISTINCT ON (i.about_id)
        i.id, i.about_id, i.given_names, i.family_name, i.born_on, i.pnc_id, i.cro_number, i.prison_number
    FROM register_identification i
    WHERE NOT EXISTS (SELECT 1 FROM register_link l WHERE l.record_id = i.about_id AND l.undone_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM register_heldmatch h WHERE h.record_id = i.about_id AND h.decided_at IS NULL)
    ORDER BY i.about_id, i.version DESC
"""
_LINKED = """
    SELECT i.id, i.about_id, i.given_names, i.family_name, i.born_on, i.pnc_id, i.cro_number, i.prison_number,
           l.person_id
    FROM register_identification i JOIN register_link l ON l.record_id = i.about_id AND l.undone_at IS NULL
    WHERE (i.born_on = ANY (%(born)s)
           OR EXISTS (SELECT 1 FROM unnest(i.identifiers) AS own (mark) WHERE own.mark = ANY (%(marks)s)))
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
    records = [(row.about_id, _details(row)) for row in _opened(_UNLINKED)]
    people = _candidates([details for _, details in records])
    counted = Linked()
    moment = clock.now()
    for start in range(0, len(records), BATCH):
        _link_batch(records[start : start + BATCH], people, by, moment, counted)
    return counted


def _opened(query: str, asked: dict[str, Any] | None = None) -> list[Any]:
    """The identifications that a query gives, opened, with whatever else it selects."""
    rows = list(Identification.objects.raw(query, asked))
    sealing.open_rows(rows)
    return rows


def _details(row: Identification) -> Details:
    strong = decisions.strong_identifiers({kind: getattr(row, kind) for kind in decisions.KINDS})
    return Details(decisions.name_key(row.given_names, row.family_name), row.born_on, strong)


def _candidates(wanted: list[Details]) -> _People:
    people = _People()
    if not wanted:
        return people
    asked = {
        "born": list({details.born_on for details in wanted}),
        "marks": marks.identifiers(*(value for details in wanted for _, value in details.strong)),
    }
    for row in _opened(_LINKED, asked):
        people.add(row.person_id, _details(row))
    return people


def _link_batch(
    records: list[tuple[int, Details]], people: _People, by: Account, moment: datetime, counted: Linked
) -> None:
    new: list[UUID] = []
    joined: list[tuple[int, UUID, str, str]] = []
    held: list[tuple[int, tuple[UUID, ...], str]] = []
    for record_id, details in records:
        match people.decide(details):
            case Join(person, reason):
                counted.joined += 1
                method = "exact"
            case NewPerson(reason):
                counted.new += 1
                method, person = "new", uuid4()
                new.append(person)
            case Hold(candidates, reason):
                counted.held += 1
                held.append((record_id, candidates, reason))
                continue
        people.add(person, details)
        joined.append((record_id, person, method, reason))
    bulk.insert(Person, ["id", "made_at"], [(person, moment) for person in new])
    _write_links(joined, by, moment)
    _write_held(held, moment)


def _write_links(joined: list[tuple[int, UUID, str, str]], by: Account, moment: datetime) -> None:
    texts = {record: {"reason": reason, "undone_reason": ""} for record, _, _, reason in joined}
    sealed = sealing.for_records(Link, texts)
    rows = [(record, person, method, by.pk, moment, *sealed[record].values()) for record, person, method, _ in joined]
    columns = ["record_id", "person_id", "method", "decided_by_id", "decided_at", "reason", "undone_reason"]
    bulk.insert(Link, columns, rows)


def _write_held(held: list[tuple[int, tuple[UUID, ...], str]], moment: datetime) -> None:
    sealed = sealing.for_records(HeldMatch, {record: {"reason": reason} for record, _, reason in held})
    rows = [(record, people, moment, sealed[record]["reason"]) for record, people, _ in held]
    bulk.insert(HeldMatch, ["record_id", "candidates", "held_at", "reason"], rows)
