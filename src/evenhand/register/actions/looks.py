"""Holding back from a person, for a time, one act on their record; and telling them sooner after all."""

from datetime import date
from uuid import UUID

from evenhand.casework import looks
from evenhand.casework.looks import DelayFacts
from evenhand.ledger.entry import Fact
from evenhand.register import clock, governance, ledgering
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, LedgerEntry, LookDelay
from evenhand.register.roles import Permission


def delay(
    *, entry: int, person: UUID, ground: str, reasons: str, ends_on: date, purpose: str, by: Account
) -> LookDelay:
    """Hold back one ledger entry from the person it concerns until `ends_on`, when it appears by itself.

    Raises Refused where this may not be held back, not by this account, not on this ground or not for so long;
    LookupError where there is no such entry about this person.
    """
    check_may(by, Permission.LOOK_DELAY)
    told: dict[str, Fact] = {"look": entry, "ground": ground, "ends_on": ends_on.isoformat()}
    with act("look:delayed", by=by, purpose=purpose, person=person, facts=told, reason=reasons):
        # Row security shows only entries about this person, or in which they are mentioned.
        about = LedgerEntry.objects.filter(pk=entry).first()
        if about is None:
            raise LookupError("There is no such entry about this person.")
        made_on = clock.today()
        facts = DelayFacts(about.event, ledgering.account_of(about.actor), by.pk, ground, reasons, made_on, ends_on)
        looks.check(facts, governance.policy_in_force())
        return LookDelay.objects.create(
            entry=about, person_id=person, ground=ground, authoriser=by, made_on=made_on, ends_on=ends_on
        )


def lift(*, entry: int, person: UUID, purpose: str, by: Account) -> None:
    """Tell the person now. Raises LookupError where this entry is not being held back from them."""
    check_may(by, Permission.LOOK_DELAY)
    with act("look:delay_lifted", by=by, purpose=purpose, person=person, facts={"look": entry}):
        running = LookDelay.objects.filter(entry=entry, person_id=person, ends_on__gt=clock.today(), lifted_at=None)
        if not running.update(lifted_at=clock.now(), lifted_by=by):
            raise LookupError("This entry is not being held back from them.")
