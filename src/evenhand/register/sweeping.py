"""After an erasure: what is dead in the database's files is cleared away, so that not even sealed remains are left."""

from collections.abc import Iterable

from django.db import DatabaseError, connections

# A key is only gone when no file holds it, so its table is written anew; the others are small enough to be, too.
_WRITTEN_ANEW = ("register_contentkey", "register_quarantinedrow")


def sweep(tables: Iterable[str]) -> str:
    """Clear the tables that were touched; "" or, where it could not be done, why, in a sentence.

    Runs as the owner of the tables, outside of any transaction.
    """
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'")
            for table in _WRITTEN_ANEW:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
            for table in sorted(set(tables) - set(_WRITTEN_ANEW)):
                cursor.execute(f"VACUUM (ANALYZE) {table}")
            cursor.execute("CHECKPOINT")
    except DatabaseError as error:
        return f"What was deleted could not be cleared from the database's files yet: {error}".strip()
    finally:
        connections["owner"].close()
    return ""
