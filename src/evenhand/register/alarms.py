"""What is wrong with the log: kept where the pages and the verbs show it, until it is well again."""

from evenhand.register import clock
from evenhand.register.models import LedgerAlarm

_ROLE = "sequencer"


def ring(kind: str, says: str) -> None:
    """Keep an alarm of this kind, in a sentence; one that rings already stays as old as it is."""
    moment = clock.now()
    told = {"says": says, "last_at": moment}
    LedgerAlarm.objects.using(_ROLE).update_or_create(
        kind=kind, defaults=told, create_defaults=told | {"first_at": moment}
    )


def clear(kind: str) -> None:
    """It is well again."""
    LedgerAlarm.objects.using(_ROLE).filter(kind=kind).delete()
