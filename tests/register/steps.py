"""Steps that the stories here share: loading, looking up whose a record is, proposing, deciding, doing two at once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

from django.db import connections

from evenhand.casework.statuses import Decision
from evenhand.register import sealing
from evenhand.register.actions import accounts, nomination, review
from evenhand.register.acts import act
from evenhand.register.models import Entry, LedgerEntry, Link
from evenhand.register.reads import nomination as nomination_reads
from registered import Register

PURPOSE = "prevent-violence"
REASONS = "Three incidents in seven months, the last with a knife, and nothing that makes a fourth less likely."
WELFARE = "The school and the family were heard; an entry without help beside it would do harm, so help comes first."


def everything_open() -> Any:
    """A transaction that may read every table."""
    return act("score:computed", by=accounts.software(), purpose="scoring", opens="everything")


def seen(ask: Callable[[], Any]) -> Any:
    """What `ask` answers with every door open."""
    with everything_open():
        return ask()


def opened(ask: Callable[[], Any]) -> Any:
    """The same, of one row with sealed texts or several, which are then open."""
    with everything_open():
        found = ask()
        sealing.open_rows(found if isinstance(found, list) else [found])
    return found


def record(reference: str, **given: object) -> dict[str, object]:
    """A people record that shares nothing with another one."""
    return {"reference": reference, "pnc_id": f"FX-{reference}", "family_name": f"Braxaby{reference.lower()}", **given}


def three_events(person: str = "P1", count: int = 3) -> list[dict[str, object]]:
    """Events that carry an entry: each an incident of its own, the first proven and the others charged."""
    charged = {"role": "suspect", "court_result": "pending"}
    return [
        {
            "reference": f"{person}-E{number}",
            "person_reference": person,
            "occurred_on": f"2026-0{number + 1}-15",
            "recorded_on": f"2026-0{number + 1}-20",
            **(charged if number > 1 else {}),
        }
        for number in range(1, count + 1)
    ]


def eligible(register: Register, folder: Path, person: str = "P1", **given: object) -> UUID:
    """Somebody against whom nothing stands in the way of a proposal."""
    register.load(folder, "people", record(person, **given))
    register.load(folder, "events", *three_events(person))
    return whose(person)


def whose(reference: str, source: str = "NMP-CRIME") -> UUID:
    """The person whose record that is."""
    return seen(lambda: Link.objects.get(record__source=source, record__reference=reference, undone_at=None).person_id)


def propose(
    register: Register, person: UUID, *, by: str = "analyst", reasons: str = REASONS, welfare: str = ""
) -> UUID:
    """Propose an entry on all that counts."""
    account = register.account(by)
    draft = nomination_reads.draft(
        person=person, cited=None, reasons=reasons, child_welfare=welfare, purpose=PURPOSE, by=account
    )
    return nomination.propose(
        person=person, cited=draft.cited, reasons=reasons, child_welfare=welfare, purpose=PURPOSE, by=account
    )


def decide(
    register: Register, person: UUID, number: UUID, decision: Decision = Decision.ACCEPT, *, by: str = "reviewer"
) -> Entry | None:
    """Decide a proposal."""
    account = register.account(by)
    return review.decide(
        nomination_id=number, person=person, decision=decision, reasons=REASONS, purpose="review-entry", by=account
    )


def enter(register: Register, person: UUID) -> Entry:
    """Propose and accept."""
    entry = decide(register, person, propose(register, person))
    assert entry is not None
    return entry


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these in the same moment, each in a thread with connections of its own; what each gave, or raised."""
    together = Barrier(len(acts))

    def one(do: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return do()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(copy_context().run, one, do) for do in acts]]


def ledger_since(last: int) -> list[str]:
    """The names of the ledger's entries after this number, in order."""
    return list(LedgerEntry.objects.using("auditor").filter(pk__gt=last).order_by("pk").values_list("event", flat=True))


def last_entry() -> int:
    """The number of the newest ledger entry."""
    newest = LedgerEntry.objects.using("auditor").order_by("-pk").first()
    return newest.pk if newest else 0


def said(number: int) -> dict[str, Any]:
    """What the first ledger entry after this number says."""
    return json.loads(LedgerEntry.objects.using("auditor").filter(pk__gt=number).earliest("pk").body)
