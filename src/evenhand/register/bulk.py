"""Many rows at once, under row security (which COPY does not support): one INSERT from arrays, a column each."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model
from psycopg import sql


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows, each with the values of `columns` (database names) in their order; arrays hold numbers."""
    if not rows:
        return
    known = {field.column: field.db_type(connection) or "" for field in model._meta.concrete_fields}
    types = [known[column].partition(" GENERATED")[0] for column in columns]
    names = list(map(sql.Identifier, columns))
    # Types and names are the models' own; every value is a parameter.
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM unnest({}) AS given ({})").format(
        sql.Identifier(model._meta.db_table),
        _listed(names),
        _listed([name + sql.SQL(_cast(kind)) for name, kind in zip(names, types, strict=True)]),
        _listed([sql.SQL("%s::{}[]").format(sql.SQL(_flat(kind))) for kind in types]),
        _listed(names),
    )
    arrays = [
        [_as_text(value) for value in values] if kind.endswith("[]") else list(values)
        for kind, values in zip(types, zip(*rows, strict=True), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays)


def _listed(parts: Sequence[sql.Composable]) -> sql.Composed:
    return sql.SQL(", ").join(parts)


# An array of arrays would be taken apart to its last member, so each inner one travels as text.
def _flat(kind: str) -> str:
    return "text" if kind.endswith("[]") else kind


def _cast(kind: str) -> str:
    return f"::{kind}" if kind.endswith("[]") else ""


def _as_text(members: Iterable[object]) -> str:
    return "{" + ",".join(map(str, members)) + "}"
