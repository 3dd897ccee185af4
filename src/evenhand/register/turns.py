"""Taking turns: whoever changes whose records are whose waits until the one before has finished.

Two loads at once would each find nobody of a name, and make one person twice.
"""

from uuid import UUID

from django.db import connection

_IDENTITY, _PROPOSING = 6, 7


def take() -> None:
    """Wait for the turn, and keep it until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_IDENTITY])


def take_to_propose(person: UUID) -> None:
    """Wait for the turn to propose this person, and keep it until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_PROPOSING, str(person)])
