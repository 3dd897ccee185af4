"""Ending the register: closing it, and destroying everything about anybody once its time to answer is over (SG-60)."""

import json
from dataclasses import dataclass

from django.db import connection

from evenhand.casework import closing
from evenhand.casework import governance as charter_rules
from evenhand.casework.closing import Certificate, ClosingFacts
from evenhand.casework.policy import Policy
from evenhand.ledger.entry import Fact, instant
from evenhand.register import clock, governance, publishing, standing, sweeping, turns
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Closure, LedgerCheckpoint
from evenhand.register.roles import Permission

PURPOSE = "oversight"


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was done, with its certificate for people and for machines. `trouble`: what is not done yet."""

    certificate: Certificate
    text: str
    json: str
    trouble: str


def close(*, reasons: str, by: Account, approved_by: Account) -> Closure:
    """Close the register for good: from now on it only answers the people whom it is about.

    Raises Refused (SG-60, SG-61), and NotAllowed where one of the two may not sign.
    """
    _check_signatures(by, approved_by)
    told: dict[str, Fact] = {"approved_by": approved_by.pk}
    with act("register:closed", by=by, purpose=PURPOSE, opens="nothing", facts=told) as under_way:
        charter_rules.check_signed_by_owner_and_officer(frozenset({by.role, approved_by.role}))
        turns.take()
        facts, policy = _facts(reasons)
        closing.check_closing(facts, policy)
        until = closing.access_until(facts.today, policy)
        under_way.facts |= {"closed_on": facts.today.isoformat(), "access_until": until.isoformat()}
        return Closure.objects.create(
            reasons=reasons.strip(),
            closed_on=facts.today,
            access_until=until,
            adopted_at=clock.now(),
            adopted_by=by,
            approved_by=approved_by,
        )


def destroy(*, by: Account, approved_by: Account) -> Destroyed:
    """Destroy everything that is kept of anybody, and make a certificate of it. Log, papers and figures stay.

    Raises Refused (SG-60, SG-61), and NotAllowed where one of the two may not sign.
    """
    _check_signatures(by, approved_by)
    # So that the certificate can name how far the log had come.
    publishing.keep_up()
    told: dict[str, Fact] = {"approved_by": approved_by.pk}
    with act("register:destroyed", by=by, purpose=PURPOSE, opens="everything", facts=told) as under_way:
        charter_rules.check_signed_by_owner_and_officer(frozenset({by.role, approved_by.role}))
        turns.take()
        closing.check_destroying(_facts()[0])
        rows = everybody()
        closing.check_nothing_left(left())
        certificate = _certificate(rows, by, approved_by)
        text, as_json = closing.as_text(certificate), closing.as_json(certificate)
        Closure.objects.filter(destroyed_at=None).update(
            destroyed_at=clock.now(),
            destroyed_by=by,
            destruction_approved_by=approved_by,
            certificate=json.loads(as_json),
            certificate_digest=closing.digest(text),
        )
        under_way.facts |= {
            "rows": [f"{table}: {count}" for table, count in sorted(rows.items()) if count],
            "certificate_sha256": closing.digest(text),
            "certificate_json_sha256": closing.digest(as_json),
            "ledger_size": certificate.ledger_size,
            "ledger_root": certificate.ledger_root,
        }
    publishing.keep_up()
    return Destroyed(certificate, text, as_json, sweeping.sweep(["register_load"]))


def everybody() -> dict[str, int]:
    """Destroy all rows about anybody; how many there were, by table. Only within an act of destroying the register."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT destroy_everybody()")
        counted: dict[str, int] = json.loads(cursor.fetchone()[0])
    return counted


def left() -> dict[str, int]:
    """How many rows about anybody there are, by table: numbers alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT of_table, held FROM personal_rows()")
        return dict(cursor.fetchall())


def _check_signatures(by: Account, approved_by: Account) -> None:
    check_may(by, Permission.REGISTER_CLOSE)
    check_may(approved_by, Permission.REGISTER_CLOSE)
    charter_rules.check_signed_by_two(by.pk, approved_by.pk)


def _facts(reasons: str = "") -> tuple[ClosingFacts, Policy]:
    known, policy = standing.facts()
    return ClosingFacts(known.today, reasons, known.closed_on, known.access_until, known.destroyed_on), policy


def _certificate(rows: dict[str, int], by: Account, approved_by: Account) -> Certificate:
    charter, closure = governance.charter(), Closure.objects.get()
    newest = LedgerCheckpoint.objects.order_by("-size").first()
    return Certificate(
        register=charter.name if charter else "",
        closed_on=closure.closed_on.isoformat(),
        access_until=closure.access_until.isoformat(),
        destroyed_at=instant(clock.now()),
        signed_by=(by.display_name, approved_by.display_name),
        rows=rows,
        ledger_size=newest.size if newest else 0,
        ledger_root=bytes(newest.root).hex() if newest else "",
    )
