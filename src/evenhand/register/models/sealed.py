"""Columns whose text is sealed before it is written."""

import json
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from django.db.models.query_utils import DeferredAttribute

from evenhand.register.keys import cipher, content
from evenhand.register.keys.content import NOBODY, Owner


class NotOpened(Exception):
    """Somebody reads a sealed text that was not opened. Not an AttributeError, which templates pass over."""


class _Guarded(DeferredAttribute):
    """Reading gives the text of a row that was opened, and says loudly where it was not."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, bytes | memoryview):
            raise NotOpened(f"{self.field} is sealed: call sealing.open_rows() on the row first.")
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class PersonalText(models.BinaryField):  # type: ignore[type-arg] # no generic at run time
    """Text sealed with the key of whose row it is. Written as sealing gives it; read after sealing.open_rows()."""

    descriptor_class = _Guarded

    def stored(self, row: models.Model) -> bytes:
        """What the row holds in this column, sealed."""
        return bytes(row.__dict__[self.attname])

    def is_sealed(self, row: models.Model) -> bool:
        """Whether the row was read (or made) with this column, and it was not opened yet."""
        return isinstance(row.__dict__.get(self.attname), bytes | memoryview)

    def set_opened(self, row: models.Model, text: str) -> None:
        """Let the row give its text from now on."""
        row.__dict__[self.attname] = text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002 - the framework's form
        """The sealed value. Raises TypeError for a text in the open, which must never reach the database."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, str):
            raise TypeError(f"{self} is not sealed: save the other columns by name, or seal it again.")
        return value


class SealedText(models.BinaryField):  # type: ignore[type-arg]
    """Text that belongs to no record and no person, sealed with the register's own key: a plain string in Python."""

    def from_db_value(self, value: bytes | None, *_: object) -> Any:
        """The text of a column as it was read. Raises CannotOpen."""
        return None if value is None else self.read(content.of_nobody().open_text(bytes(value), self._place()))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The value as it is written."""
        return super().get_db_prep_value(None if value is None else self.sealed(value), connection, prepared)

    def sealed(self, value: Any) -> bytes:
        """A value sealed, for statements that are not the framework's."""
        return content.of_nobody().seal_text(self.write(value), self._place())

    def get_lookup(self, lookup_name: str) -> Any:
        """No lookup but for null: the same text is never sealed to the same bytes."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def read(self, text: str) -> Any:
        """The value that a text stands for."""
        return text

    def write(self, value: Any) -> str:
        """The text that stands for a value."""
        return str(value)

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.attname} of {NOBODY}"


class SealedJSON(SealedText):
    """The same, for what can be said in JSON."""

    def read(self, text: str) -> Any:
        """The value that a text stands for."""
        return json.loads(text)

    def write(self, value: Any) -> str:
        """The text that stands for a value."""
        return json.dumps(value)


class Sealed(models.Model):
    """A row with personal texts. `sealed_for` says whose key they are sealed with (`record` or `person`, and which
    attribute gives the number); where a row is about nobody, the register's own."""

    sealed_for: ClassVar[tuple[str, str]]

    class Meta:
        abstract = True

    def owner(self) -> Owner:
        """Whose the texts of this row are."""
        kind, attribute = self.sealed_for
        number = attrgetter(attribute)(self)
        return NOBODY if number is None else Owner(kind, number)

    @classmethod
    def personal_texts(cls) -> list[PersonalText]:
        """The columns that are sealed."""
        return [field for field in cls._meta.concrete_fields if isinstance(field, PersonalText)]


def given(column: str) -> models.Q:
    """For constraints: a sealed text says something. Sealing adds 28 bytes to a text and none to an empty one."""
    return models.Q(GreaterThan(Length(column), cipher.ADDED))
