"""Sealing the texts of a row before it is written, and opening rows that were read.

Personal content is sealed before it reaches the database, so that no plain text of it is ever on the disk.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from evenhand.register.keys import content
from evenhand.register.keys.cipher import CannotOpen, Key
from evenhand.register.keys.content import NOBODY, Owner
from evenhand.register.models.sealed import Sealed


def for_person(model: type[Sealed], person: UUID | None, **texts: str) -> dict[str, bytes]:
    """The columns of a row about a person, sealed with their key; about nobody, with the register's own."""
    if person is None:
        return sealed(model, NOBODY, content.of_nobody(), texts)
    return sealed(model, Owner("person", person), content.of_person(person), texts)


def for_record(model: type[Sealed], record: int, **texts: str) -> dict[str, bytes]:
    """The columns of a row about a source record, sealed with its key. Needs a door open on everything."""
    return for_records(model, {record: texts})[record]


def for_records(model: type[Sealed], texts: Mapping[int, Mapping[str, str]]) -> dict[int, dict[str, bytes]]:
    """The columns of many rows, one for each source record. Needs a door open on everything."""
    known = content.of_records(texts.keys())
    owners = {record: Owner("record", record) for record in texts}
    return {record: sealed(model, owner, known[owner], texts[record]) for record, owner in owners.items()}


def sealed(model: type[Sealed], owner: Owner, key: Key, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Texts by column, sealed for the row of one owner. A blank one is stored as nothing, as constraints expect."""
    return {
        name: key.seal_text(text if text.strip() else "", _place(model, name, owner)) for name, text in texts.items()
    }


def open_rows(*groups: Iterable[Sealed | None]) -> None:
    """Open the personal texts of rows, in place, with one query for all their keys. Needs their owners' doors open.

    Raises CannotOpen where a key is gone or a text is not what was sealed for this row.
    """
    rows = [(row, row.owner()) for group in groups for row in group if row is not None]
    known = content.of(owner for _, owner in rows)
    for row, owner in rows:
        open_row(row, known.get(owner))


def open_row(row: Sealed, key: Key | None) -> None:
    """Open the personal texts of one row with its owner's key. Raises CannotOpen."""
    owner = row.owner()
    for field in row.personal_texts():
        if field.is_sealed(row):
            field.set_opened(row, _opened(field.stored(row), _place(type(row), field.attname, owner), key))


def _opened(stored: bytes, place: str, key: Key | None) -> str:
    if not stored:
        return ""
    if key is None:
        raise CannotOpen(f"There is no key for {place}: it was erased, or no door is open on it.")
    return key.open_text(stored, place)


def _place(model: type[Sealed], column: str, owner: Owner) -> str:
    return f"{model._meta.db_table}.{column} of {owner}"
