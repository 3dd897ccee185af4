"""What makes a look-up stand out: what an account declared of itself, and whose records are noted (SG-57)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from evenhand.register import clock, governance
from evenhand.register.acts import act, check_may
from evenhand.register.keys import marks
from evenhand.register.models import Account, AccountDeclaration, Person, WatchedRecord
from evenhand.register.roles import Permission

KINDS = ("surname", "postcode", "record")
# Why every look at a record is asked about. The last one goes with the account whose record it is.
WHY = {
    "in-the-news": "The case is in the news",
    "publicly-known": "The person is publicly known",
    "talked-about": "The person is talked about here",
    "own": "The record is an account holder's own or their family's",
}


def declare(*, declared: Mapping[str, Iterable[str]], by: Account) -> int:
    """Say which surnames, postcodes and records one must not look up, instead of what one said before; how many.

    Nothing of it can be read back: only a keyed digest of each is kept, made for this account alone.
    """
    found = {(kind, marks.declared(by.pk, kind, value)) for kind in KINDS for value in declared[kind] if value.strip()}
    with act("audit:declared", by=by, purpose="oversight", opens="nothing", facts={"count": len(found)}):
        AccountDeclaration.objects.filter(account=by, ended_at=None).update(ended_at=clock.now())
        AccountDeclaration.objects.bulk_create(
            AccountDeclaration(account=by, kind=kind, mark=mark, made_at=clock.now()) for kind, mark in sorted(found)
        )
    return len(found)


def watch(
    *, person: UUID, why: str, ends_on: date, purpose: str, by: Account, account: Account | None = None
) -> WatchedRecord:
    """Note that every look at this person is asked about; with an account, every look by that account.

    Raises ValueError for no such reason, an account without its reason or the other way about, or an end that is not
    within the policy's days; LookupError where there is no such person.
    """
    check_may(by, Permission.AUDIT_WATCH)
    latest = clock.today() + timedelta(days=governance.policy_in_force().number("watch_days_max"))
    if why not in WHY or (why == "own") != (account is not None):
        raise ValueError("Choose why; and name an account where, and only where, it is that account's own record.")
    if not clock.today() < ends_on <= latest:
        raise ValueError(f"Choose an end after today and not after {latest}.")
    with act("audit:watched", by=by, purpose=purpose, person=person, facts={"why": why}) as under_way:
        if not Person.objects.filter(pk=person).exists():
            raise LookupError("There is no such person.")
        noted = WatchedRecord.objects.create(
            person_id=person, account=account, why=why, made_by=by, made_on=clock.today(), ends_on=ends_on
        )
        under_way.facts["noted"] = noted.pk
        return noted


def end_watch(*, noted: int, person: UUID, purpose: str, by: Account) -> None:
    """Note that looks are asked about as all others are. Raises LookupError where nothing is noted."""
    check_may(by, Permission.AUDIT_WATCH)
    with act("audit:watch_ended", by=by, purpose=purpose, person=person, facts={"noted": noted}):
        if not WatchedRecord.objects.filter(pk=noted, person_id=person, ended_at=None).update(ended_at=clock.now()):
            raise LookupError("Nothing is noted about this person under that number.")
