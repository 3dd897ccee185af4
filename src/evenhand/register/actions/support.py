"""Referring somebody to support. What becomes of it is not shown to whoever referred them."""

from uuid import UUID

from evenhand.casework import support
from evenhand.register import clock, facts, sealing
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, SupportReferral
from evenhand.register.roles import Permission


def refer(*, person: UUID, reasons: str, purpose: str, by: Account) -> None:
    """Record that somebody might want help. It changes no score, no status and no clock."""
    check_may(by, Permission.SUPPORT_REFER)
    with act("support:referred", by=by, purpose=purpose, person=person, reason=reasons):
        support.check_referral(facts.died_on(person), reasons)
        sealed = sealing.for_person(SupportReferral, person, reasons=reasons.strip())
        SupportReferral.objects.create(person_id=person, made_by=by, made_at=clock.now(), **sealed)
