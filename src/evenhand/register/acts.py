"""Every act on the register goes through here: opened with its ledger entry, refused with one."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, transaction

from evenhand.casework import purposes
from evenhand.ledger.entry import Fact
from evenhand.register import governance, ledgering
from evenhand.register.models import Account
from evenhand.register.roles import ROLES, Permission, may
from evenhand.safeguards import Refused

_REFERENCE = re.compile(r"^sg_(\d\d)_")


class NotAllowed(Exception):
    """The account's role does not include this."""


@contextmanager
def act(
    event: str,
    *,
    by: Account,
    purpose: str,
    person: UUID | None = None,
    opens: str = "person",
    facts: Mapping[str, Fact] | None = None,
    reason: str = "",
) -> Iterator[None]:
    """One transaction with its one ledger entry, which also opens the door for it (SG-56, SG-66).

    Where a safeguard refuses, in a check or in the database, all is rolled back, the refusal gets an entry of its own,
    and `Refused` goes on to the caller.
    """
    try:
        with _database_refusals(), transaction.atomic(durable=True):
            if by.is_person and opens != "nothing":
                purposes.check_purpose(purpose, governance.policy_in_force())
            ledgering.write(event, by=by, purpose=purpose, person=person, opens=opens, facts=facts, reason=reason)
            yield
    except Refused as refusal:
        with transaction.atomic():
            ledgering.write(
                "safeguard:refused",
                by=by,
                purpose=purpose,
                person=person,
                facts={"safeguard": refusal.safeguard, "event": event},
            )
        raise


@contextmanager
def _database_refusals() -> Iterator[None]:
    """A constraint or trigger named for a promise refuses in the promise's name."""
    try:
        yield
    except DatabaseError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        named = _REFERENCE.match(getattr(diagnosis, "constraint_name", None) or "")
        if not named:
            raise
        raise Refused(f"SG-{named.group(1)}", "The database itself does not allow this.") from error


def check_may(by: Account, permission: Permission) -> None:
    """Raise NotAllowed, in a sentence, unless the account's role includes the permission."""
    if not (by.is_active and may(by.role, permission)):
        raise NotAllowed(f"Your role ({ROLES[by.role].name}) does not include this ({permission}).")
