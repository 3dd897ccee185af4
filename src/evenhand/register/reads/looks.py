"""Who has looked at a person's record, when, and for what: straight from the ledger (SG-65)."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.ledger.events import EVENTS
from evenhand.register.models import Account, LedgerEntry

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One act that touched a person's record."""

    at: datetime
    who: str
    role: str
    body: str
    says: str
    purpose: str
    position: int | None


def at(person: UUID) -> tuple[Look, ...]:
    """The newest acts on a person's record. Needs their door open."""
    entries = list(LedgerEntry.objects.filter(subject=person).select_related("leaf").order_by("-pk")[:SHOWN])
    numbers = {int(entry.actor.removeprefix("account:")) for entry in entries}
    accounts = Account.objects.in_bulk(numbers)
    return tuple(_look(entry, accounts[int(entry.actor.removeprefix("account:"))]) for entry in entries)


def _look(entry: LedgerEntry, account: Account) -> Look:
    body = json.loads(entry.body)
    leaf = getattr(entry, "leaf", None)
    return Look(
        at=datetime.fromisoformat(body["at"]),
        who=account.display_name,
        role=account.role,
        body=account.body,
        says=EVENTS[entry.event].says,
        purpose=body["purpose"],
        position=leaf.position if leaf else None,
    )
