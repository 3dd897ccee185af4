"""The catalogue: every promise in plain words, with the law it comes from. A lawyer can open the files as they are."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STAGES = frozenset(
    {
        "evidence",
        "identity",
        "score",
        "nomination",
        "review",
        "entry",
        "sharing",
        "rights",
        "public",
        "ledger",
        "governance",
    }
)
KINDS = frozenset({"gate", "structure", "record", "notice", "clock", "measure"})
ID = re.compile(r"SG-\d{2}")


class CatalogueError(ValueError):
    """A file of the catalogue that cannot be used: which, what is wrong, and what is expected."""


@dataclass(frozen=True, slots=True)
class Law:
    """A source of a promise.

    `verified` is true where a copy of the source, or a named public report of what it says, has been seen.
    """

    instrument: str
    provision: str
    says: str
    url: str
    checked_on: date
    verified: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that is kept: what is promised, from which day, by whose post, and why.

    `still_to_come` says which part of the whole promise is not kept yet; empty when all of it is.
    """

    id: str
    title: str
    promise: str
    stage: str
    kind: str
    owner: str
    in_force_from: date
    still_to_come: str
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class NotYetKept:
    """A promise that is made and not yet kept: its reference is taken all the same."""

    id: str
    title: str
    promise: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All promises, in order of their references."""

    kept: tuple[Promise, ...]
    not_yet_kept: tuple[NotYetKept, ...]

    def promise(self, ref: str) -> Promise:
        """Return the kept promise with this reference. Raises KeyError when none is kept under it."""
        for promise in self.kept:
            if promise.id == ref:
                return promise
        raise KeyError(f"No promise is kept under {ref!r}.")


def read_catalogue(directory: Path) -> Catalogue:
    """Read `catalogue/*.toml` and `not_yet_kept.toml` below a directory.

    Raises CatalogueError, naming the file, when a file is not valid or a reference is used twice.
    """
    kept = [_promise(file) for file in sorted((directory / "catalogue").glob("*.toml"))]
    waiting = _not_yet_kept(directory / "not_yet_kept.toml")
    seen: set[str] = set()
    for ref in [promise.id for promise in kept] + [promise.id for promise in waiting]:
        if ref in seen:
            raise CatalogueError(f"{ref} is used twice: a reference belongs to one promise for ever.")
        seen.add(ref)
    return Catalogue(tuple(kept), tuple(sorted(waiting, key=lambda promise: promise.id)))


@cache
def load() -> Catalogue:
    """Return the project's own catalogue, read once. Raises CatalogueError."""
    return read_catalogue(HERE)


def promise(ref: str) -> Promise:
    """Return the kept promise with this reference ("SG-07"). Raises KeyError when none is kept under it."""
    return load().promise(ref)


def stale(promises: Catalogue, today: date) -> tuple[tuple[str, Law], ...]:
    """Return every law, with the reference of its promise, that was last checked more than twelve months ago."""
    a_year_ago = (today.year - 1, today.month, today.day)
    return tuple(
        (promise.id, law)
        for promise in promises.kept
        for law in promise.laws
        if (law.checked_on.year, law.checked_on.month, law.checked_on.day) < a_year_ago
    )


def _promise(file: Path) -> Promise:
    said = _read(file)
    laws = said.pop("law", None)
    if not isinstance(laws, list) or not laws:
        raise CatalogueError(f"{file.name}: a promise needs at least one [[law]].")
    said.setdefault("still_to_come", "")
    _check_fields(file, said, {name: kind for name, kind in Promise.__annotations__.items() if name != "laws"})
    promise = Promise(**said, laws=tuple(_law(file, law) for law in laws))
    _check_id(file, promise.id)
    if not file.stem.startswith(f"{promise.id}-"):
        raise CatalogueError(f"{file.name}: the name must start with {promise.id}-, the id inside.")
    if promise.stage not in STAGES or promise.kind not in KINDS:
        raise CatalogueError(f"{file.name}: stage must be one of {sorted(STAGES)}, kind one of {sorted(KINDS)}.")
    return promise


def _law(file: Path, said: dict[str, Any]) -> Law:
    _check_fields(file, said, Law.__annotations__, may_be_empty="url")
    law = Law(**said)
    if law.url and not law.url.startswith("https://"):
        raise CatalogueError(f"{file.name}: the url {law.url} must start with https:// or be empty.")
    return law


def _not_yet_kept(file: Path) -> list[NotYetKept]:
    promises = []
    for said in _read(file).get("promise", []):
        _check_fields(file, said, NotYetKept.__annotations__)
        _check_id(file, said["id"])
        promises.append(NotYetKept(**said))
    return promises


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{file.name} cannot be read: {error}") from None


def _check_fields(
    file: Path, said: dict[str, Any], wanted: Mapping[str, type], may_be_empty: str = "still_to_come"
) -> None:
    if not isinstance(said, dict):
        raise CatalogueError(f"{file.name}: expected a table of {', '.join(wanted)}.")
    if said.keys() != wanted.keys():
        raise CatalogueError(f"{file.name}: missing or unknown: {', '.join(sorted(said.keys() ^ wanted.keys()))}.")
    for name, kind in wanted.items():
        if type(said[name]) is not kind:
            raise CatalogueError(f"{file.name}: {name} must be {kind.__name__}.")
        if said[name] == "" and name != may_be_empty:
            raise CatalogueError(f"{file.name}: {name} is empty.")


def _check_id(file: Path, ref: str) -> None:
    if not ID.fullmatch(ref):
        raise CatalogueError(f"{file.name}: {ref!r} is not a reference such as SG-07.")
