"""What was closed, or destroyed, since a backup stays so when the backup is brought back: the log says so."""

import json
from datetime import date
from typing import Any

from django.db import connections

from evenhand.ledger.entry import Fact
from evenhand.register import clock, ledgering
from evenhand.register.actions import closing
from evenhand.register.acts import act
from evenhand.register.models import Account, Closure

PURPOSE = "bringing-back"
REASONS = "Closed since the backup that was brought back; the reasons are not in the log."
_NEWEST = "SELECT body FROM register_ledgerentry WHERE event = %s ORDER BY id LIMIT 1"


def end_again(*, by: Account) -> None:
    """Close, and destroy, again what the log says was closed or destroyed and what is not so in the backup."""
    closed, destroyed = _said("register:closed"), _said("register:destroyed")
    if closed and not Closure.objects.exists():
        _close(closed)
    if destroyed and Closure.objects.filter(destroyed_at=None).exists():
        _destroy(destroyed, by)


def _said(event: str) -> dict[str, Any] | None:
    with connections["auditor"].cursor() as cursor:
        cursor.execute(_NEWEST, [event])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else None


def _signed(said: dict[str, Any]) -> tuple[int, int]:
    return ledgering.account_of(said["actor"]), said["facts"]["approved_by"]


def _close(said: dict[str, Any]) -> None:
    by, approved_by = _signed(said)
    Closure.objects.create(
        reasons=REASONS,
        closed_on=date.fromisoformat(said["facts"]["closed_on"]),
        access_until=date.fromisoformat(said["facts"]["access_until"]),
        adopted_at=said["at"],
        adopted_by_id=by,
        approved_by_id=approved_by,
    )


def _destroy(said: dict[str, Any], by: Account) -> None:
    signed, approved_by = _signed(said)
    told: dict[str, Fact] = {"again": True, "approved_by": approved_by}
    with act("register:destroyed", by=by, purpose=PURPOSE, opens="everything", facts=told) as under_way:
        rows = closing.everybody()
        under_way.facts["rows"] = [f"{table}: {count}" for table, count in sorted(rows.items()) if count]
        Closure.objects.update(
            destroyed_at=clock.now(),
            destroyed_by_id=signed,
            destruction_approved_by_id=approved_by,
            certificate_digest=said["facts"].get("certificate_sha256", ""),
        )
