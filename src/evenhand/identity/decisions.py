"""Whose record is this? First form: exact agreement on a strong identifier, and otherwise a person decides.

A decision joins a source's record to a person, or holds it. It is dated, gives its reason, and can be undone. Nothing
is guessed: a name and a birth date alone never join anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Identifier = tuple[str, str]  # the kind of identifier, and its value


@dataclass(frozen=True, slots=True)
class Details:
    """What one record says of who it is about."""

    name: str  # as `name_key` makes it
    born_on: date
    strong: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Known:
    """A person that the record might be about, with all that their own records say."""

    person: UUID
    birth_dates: frozenset[date]
    strong: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Join:
    """The record is this person's."""

    person: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Nobody known could be meant."""

    reason: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody must decide which of these people it is, if any."""

    people: tuple[UUID, ...]
    reason: str


Decision = Join | NewPerson | Hold

KINDS = {"pnc_id": "PNC identifier", "cro_number": "CRO number", "prison_number": "prison number"}


def name_key(given_names: str, family_name: str) -> str:
    """A name for comparing: lower case, first given name and family name, single spaces."""
    first = given_names.split()[:1]
    return " ".join([*first, *family_name.split()]).casefold()


def strong_identifiers(values: Mapping[str, str]) -> frozenset[Identifier]:
    """The strong identifiers among a record's values."""
    return frozenset((kind, values[kind].strip().upper()) for kind in KINDS if values.get(kind, "").strip())


def decide(details: Details, sharing: Iterable[Known], namesakes: Iterable[Known]) -> Decision:
    """Decide whose record it is.

    `sharing` are the people who have a strong identifier in common with it, `namesakes` those with the same name and
    birth date. Joined only to exactly one sharing person whom nothing contradicts; held where there is any doubt.
    """
    shared = sorted(sharing, key=lambda known: str(known.person))
    if len(shared) == 1:
        return _with_one(details, shared[0])
    if shared:
        return Hold(tuple(known.person for known in shared), "Its identifiers belong to more than one person.")
    alike = sorted({known.person for known in namesakes}, key=str)
    if alike:
        return Hold(tuple(alike), "Same name and birth date, and no identifier in common.")
    return NewPerson("No identifier in common with anybody, and nobody of this name and birth date.")


def _with_one(details: Details, known: Known) -> Decision:
    common = ", ".join(f"{KINDS[kind]} {value}" for kind, value in sorted(details.strong & known.strong))
    doubt = contradiction(details, known)
    if doubt:
        return Hold((known.person,), f"Same {common}, but {doubt}")
    return Join(known.person, f"Same {common}.")


def contradiction(details: Details, known: Known) -> str:
    """What speaks against the record being this person's, in words; empty where nothing does."""
    if details.born_on not in known.birth_dates:
        return f"born on {details.born_on}, and not on {' or '.join(str(day) for day in sorted(known.birth_dates))}."
    theirs = dict(sorted(known.strong))
    for kind, value in sorted(details.strong):
        if kind in theirs and (kind, value) not in known.strong:
            return f"a different {KINDS[kind]}."
    return ""
