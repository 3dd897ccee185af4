"""Many rows at once, under row security (which COPY does not support): one INSERT from arrays, a column each."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
from psycopg import sql


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows, each with the values of `columns` (database names) in their order."""
    if not rows:
        return
    types = {field.column: field.db_type(connection) or "" for field in model._meta.concrete_fields}
    # Types and names are the models' own; every value is a parameter.
    arrays = sql.SQL(", ").join(
        sql.SQL("%s::{}[]").format(sql.SQL(types[column].partition(" GENERATED")[0])) for column in columns
    )
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns)), arrays
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(values) for values in zip(*rows, strict=True)])
