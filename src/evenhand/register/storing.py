"""Usable rows into the tables of their feed, their personal texts sealed with their record's key."""

from collections.abc import Sequence

from evenhand.evidence.feeds.reading import Usable
from evenhand.evidence.feeds.specs import SPECS
from evenhand.evidence.vocabulary import Feed
from evenhand.register import bulk, intake, sealing
from evenhand.register.keys import content, marks
from evenhand.register.keys.content import Owner
from evenhand.register.models import Load
from evenhand.register.models.sealed import Sealed

# Where nothing was given, text is stored as empty; a date that was not given is stored as none.
_NO_DATE = "last_reviewed_on"


def store(feed: Feed, load: Load, taken: Sequence[tuple[Usable, int]]) -> None:
    """Store the rows that were taken in, each with the source record it is about. Needs a door open on everything."""
    if not taken:
        return
    model = intake.TABLES[feed]
    rows = [_values(feed, load, usable, about) for usable, about in taken]
    if issubclass(model, Sealed):
        _seal(model, rows)
    bulk.insert(model, list(rows[0]), [list(row.values()) for row in rows])


def _values(feed: Feed, load: Load, usable: Usable, about: int) -> dict[str, object]:
    """What a row's columns hold: what the file's row holds, less how it names its subject, and where it is from."""
    values = {name: _stored(name, getattr(usable.row, name)) for name in _columns(feed)}
    if feed is Feed.PEOPLE:
        values |= _marks(values)
    return values | {
        "digest": marks.content(usable.digest),
        "load_id": load.id,
        "line": usable.line,
        "learned_at": load.loaded_at,
        "about_id": about,
    }


def _columns(feed: Feed) -> list[str]:
    return [column.name for column in SPECS[feed].columns if not column.apart and column.name != "person_reference"]


def _stored(name: str, value: object) -> object:
    return "" if value is None and name != _NO_DATE else value


def _marks(values: dict[str, object]) -> dict[str, object]:
    """By what a people record can be found without its plain text."""
    names = (str(values[name]) for name in ("given_names", "family_name"))
    numbers = (str(values[name]) for name in ("reference", "pnc_id", "cro_number", "prison_number"))
    return {"words": marks.words(*names), "identifiers": marks.identifiers(*numbers)}


def _seal(model: type[Sealed], rows: Sequence[dict[str, object]]) -> None:
    owners = {row["about_id"]: Owner("record", row["about_id"]) for row in rows}
    known = content.of_records([owner.number for owner in owners.values()])
    names = [field.attname for field in model.personal_texts()]
    for row in rows:
        owner = owners[row["about_id"]]
        row |= sealing.sealed(model, owner, known[owner], {name: str(row[name]) for name in names})
