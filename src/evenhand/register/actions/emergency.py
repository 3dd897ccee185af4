"""Opening one person's record in an emergency, taking note of it, and reviewing it (SG-66)."""

from uuid import UUID

from django.db import connection

from evenhand.casework import emergency
from evenhand.casework.emergency import PURPOSE, Opening, Use
from evenhand.register import clock, governance, sealing
from evenhand.register.actions import suspension
from evenhand.register.acts import act
from evenhand.register.models import Account, EmergencyRecord, EmergencyUse, Person
from evenhand.register.roles import Permission, may


def open_record(*, person: UUID, reason: str, by: Account) -> EmergencyUse:
    """Open one person's record for some hours, whatever the role of the account. It shows nothing yet.

    The supervisor, or whoever watches over the register, is told by the same transaction. Raises Refused for software,
    without a reason, or with too many that nobody has reviewed; LookupError where there is no such person.
    """
    policy = governance.policy_in_force()
    with act("emergency:opened", by=by, purpose=PURPOSE, person=person, reason=reason) as under_way:
        # Locked, so that two at once are counted as two.
        account = Account.objects.select_for_update().get(pk=by.pk)
        emergency.check_opening(Opening(by.is_person, reason, _unreviewed(account)), policy)
        if not Person.objects.filter(pk=person).exists():
            raise LookupError("There is no such person.")
        now = clock.now()
        use = EmergencyUse.objects.create(
            account=account,
            supervisor=told(account),
            opened_at=now,
            until=emergency.until(now, policy),
            review_by=emergency.review_by(clock.today(), policy),
        )
        sealed = sealing.for_person(EmergencyRecord, person, reason=reason.strip())
        EmergencyRecord.objects.create(use=use, person_id=person, **sealed)
        under_way.facts |= {"emergency": use.pk, "until": use.until.isoformat()}
        return use


def _unreviewed(account: Account) -> int:
    return EmergencyUse.objects.filter(account=account, finding="").count()


def told(account: Account) -> Account | None:
    """Who is told of an emergency: the supervisor who can sign in; None: whoever watches over the register."""
    supervisor = account.supervisor
    return supervisor if supervisor and supervisor.is_active else None


def acknowledge(*, use: int, by: Account) -> None:
    """Say that one knows of it. Raises Refused for an account that it is not for, LookupError for no such use."""
    row = _use(use)
    with act("emergency:acknowledged", by=by, purpose=PURPOSE, opens="nothing", facts={"emergency": use}):
        emergency.check_may_review(facts_of(row), by.pk, watches(by))
        waiting = EmergencyUse.objects.filter(pk=use, acknowledged_at=None, finding="")
        waiting.update(acknowledged_at=clock.now(), acknowledged_by=by)


def review(*, use: int, finding: str, reasons: str, purpose: str, by: Account) -> None:
    """Say whether it was justified. What follows from it is for people, but for the account, which is open again.

    Raises Refused to whoever opened the record, to anybody else whom it is not for, before the time is over, a second
    time, or without reasons; LookupError for no such use.
    """
    account_id, person = _use(use).account_id, whose(use)
    with act(
        "emergency:reviewed",
        by=by,
        purpose=purpose,
        person=person,
        opens="person" if person else "nothing",  # once they are erased there is no record, and still a use to review
        facts={"emergency": use, "finding": finding},
        reason=reasons,
    ):
        # Locked, so that of two reviews at once the second one sees the first.
        account = Account.objects.select_for_update().get(pk=account_id)
        known = facts_of(_use(use))
        emergency.check_may_review(known, by.pk, watches(by))
        emergency.check_review(known, finding, reasons, clock.now(), governance.policy_in_force())
        EmergencyUse.objects.filter(pk=use).update(finding=finding, reviewed_by=by, reviewed_at=clock.now())
        if person:
            sealed = sealing.for_person(EmergencyRecord, person, found_because=reasons.strip())
            EmergencyRecord.objects.filter(pk=use).update(**sealed)
        suspension.end(account, by=by, purpose=purpose)


def _use(number: int) -> EmergencyUse:
    found = EmergencyUse.objects.filter(pk=number).first()
    if found is None:
        raise LookupError("Nothing was opened under this number.")
    return found


def whose(use: int) -> UUID | None:
    """Whose record was opened: a number, for the act that opens their door; None once they are erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT emergency_person(%s)", [use])
        person: UUID | None = cursor.fetchone()[0]
        return person


def watches(by: Account) -> bool:
    """Whether an account reviews what anybody opened, and not only those whom it supervises."""
    return may(by.role, Permission.EMERGENCY_REVIEW)


def facts_of(row: EmergencyUse) -> Use:
    """One use as the casework wants it."""
    return Use(row.account_id, row.supervisor_id, row.until, row.finding != "")
