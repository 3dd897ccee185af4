"""The support route: referring somebody, offering help, and noting what becomes of it. None of it counts for anything.

What becomes of a referral is not shown to whoever referred somebody: only those who help open this door (SG-13).
"""

from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.casework import support
from evenhand.register import clock, facts, sealing
from evenhand.register.acts import Act, act, check_may
from evenhand.register.models import Account
from evenhand.register.models.support import (
    SupportContact,
    SupportOffer,
    SupportOutcome,
    SupportPlan,
    SupportReferral,
)
from evenhand.register.roles import Permission

OFFICER = "officer"


def refer(*, person: UUID, reasons: str, source: str = OFFICER, purpose: str, by: Account) -> None:
    """Record that somebody might want help, or that help was asked for. It changes no score, no status and no clock.

    `source`: an officer refers whoever's record they opened; those who help note what a partner, the person or a
    parent asked them for. Raises ValueError for any other source, or where no reason is given.
    """
    if source == OFFICER:
        _refer_as_officer(person, reasons, purpose, by)
        return
    if source not in support.SOURCES:
        raise ValueError("Say who asked for help.")
    with _helping("support:asked", person, purpose, by):
        support.check_referral(died_on(), reasons)
        _refer(person, reasons, source, by)


def _refer_as_officer(person: UUID, reasons: str, purpose: str, by: Account) -> None:
    check_may(by, Permission.SUPPORT_REFER)
    with act("support:referred", by=by, purpose=purpose, person=person, reason=reasons):
        support.check_referral(facts.died_on(person), reasons)
        _refer(person, reasons, OFFICER, by)


def _refer(person: UUID, reasons: str, source: str, by: Account) -> None:
    sealed = sealing.for_person(SupportReferral, person, reasons=reasons.strip())
    SupportReferral.objects.create(person_id=person, made_by=by, made_at=clock.now(), source=source, **sealed)


def make_offer(*, person: UUID, kind: str, how: str, offered_on: date, purpose: str, by: Account) -> UUID:
    """Note that somebody was offered help, on a day until today; gives the offer's number.

    Raises Refused where they have died (SG-25), or where nothing was offered yet (SG-63).
    """
    with _helping("support:offered", person, purpose, by):
        support.check_offer(died_on(), support.Offer(kind, how, offered_on), clock.today())
        made = SupportOffer.objects.create(
            person_id=person, made_by=by, made_at=clock.now(), kind=kind, how=how, offered_on=offered_on
        )
        return made.pk


def record_answer(*, offer: UUID, person: UUID, answer: str, answered_on: date, purpose: str, by: Account) -> None:
    """Note what they said to an offer. Nothing follows from it, and the ledger does not say which it was.

    Raises LookupError where there is no such offer, or where they have answered it already.
    """
    with _helping("support:answered", person, purpose, by):
        made = SupportOffer.objects.select_for_update().filter(pk=offer, person_id=person, answer="").first()
        if made is None:
            raise LookupError("There is no such offer that waits for an answer.")
        support.check_answer(support.Answer(answer, made.offered_on, answered_on), clock.today())
        made.answer, made.answered_on = answer, answered_on
        made.save(update_fields=["answer", "answered_on"])


def write_plan(*, person: UUID, plan: str, purpose: str, by: Account) -> None:
    """Write down what was agreed with them. Earlier plans are kept. Raises ValueError for an empty one."""
    _check_says_something(plan)
    with _helping("support:planned", person, purpose, by):
        sealed = sealing.for_person(SupportPlan, person, plan=plan.strip())
        SupportPlan.objects.create(person_id=person, made_by=by, made_at=clock.now(), **sealed)


def record_contact(*, person: UUID, contact_on: date, kind: str, note: str, purpose: str, by: Account) -> None:
    """Note that somebody was in touch with them, on a day until today.

    Raises Refused where they have died (SG-25), ValueError for another kind of contact, or another day.
    """
    if kind not in support.WAYS:
        raise ValueError("Say how you were in touch.")
    _check_is_over(contact_on)
    with _helping("support:contacted", person, purpose, by):
        support.check_alive_to_be_helped(died_on())
        sealed = sealing.for_person(SupportContact, person, note=note.strip())
        SupportContact.objects.create(
            person_id=person, made_by=by, made_at=clock.now(), contact_on=contact_on, kind=kind, **sealed
        )


def record_outcome(
    *, offer: UUID, person: UUID, outcome: str, ended_on: date, note: str = "", purpose: str, by: Account
) -> None:
    """Note how help that they had accepted came to its end, on a day until today.

    Raises LookupError where there is no such help, or where it has ended already; ValueError for another outcome.
    """
    if outcome not in support.OUTCOMES:
        raise ValueError("Say how it came to its end.")
    _check_is_over(ended_on)
    with _helping("support:ended", person, purpose, by):
        running = SupportOffer.objects.select_for_update().filter(pk=offer, person_id=person, answer="accepted")
        if running.first() is None or SupportOutcome.objects.filter(offer=offer).exists():
            raise LookupError("There is no such help that goes on.")
        sealed = sealing.for_person(SupportOutcome, person, note=note.strip())
        SupportOutcome.objects.create(
            person_id=person, made_by=by, made_at=clock.now(), offer_id=offer, outcome=outcome, ended_on=ended_on,
            **sealed,
        )  # fmt: skip


def died_on() -> date | None:
    """When the person whose support route is open died, where a source says so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT support_died_on()")
        day: date | None = cursor.fetchone()[0]
        return day


def _helping(event: str, person: UUID, purpose: str, by: Account) -> AbstractContextManager[Act]:
    """One act of somebody who helps, behind the door of the support route."""
    check_may(by, Permission.SUPPORT_WORK)
    return act(event, by=by, purpose=purpose, person=person, opens="support")


def _check_says_something(text: str) -> None:
    if not text.strip():
        raise ValueError("Write down what was agreed.")


def _check_is_over(day: date) -> None:
    if day > clock.today():
        raise ValueError("This day is still to come.")
