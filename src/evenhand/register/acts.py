"""Every act on the register goes through here: begun with an access, ended with its one ledger entry."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, transaction

from evenhand.casework import log_use, purposes, support
from evenhand.ledger.entry import Fact
from evenhand.register import accesses, governance, ledgering, shown, standing
from evenhand.register.models import Account
from evenhand.register.roles import ROLES, Permission, may
from evenhand.safeguards import Refused

_REFERENCE = re.compile(r"^sg_(\d\d)_")


class NotAllowed(Exception):
    """The account's role does not include this."""


@dataclass(slots=True)
class Act:
    """An act while it is under way: what its ledger entry will say besides what was known when it began."""

    facts: dict[str, Fact]
    shown: set[UUID] = field(default_factory=set)
    number: int = 0  # of its access, where it has one

    def shows(self, people: Iterable[UUID]) -> None:
        """Note whom a list shows, so that each of them can see it. Too many are refused when the act ends (SG-26)."""
        self.shown.update(people)


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
    before: Callable[[], None] = lambda: None,
) -> Iterator[Act]:
    """One act: an access that is committed before anything is shown (SG-66), then one transaction, which ends with the
    act's one ledger entry (SG-56). `opens`: person, index, quarantine, log, everything, support, support-index (SG-13),
    or nothing, which needs none.
    `before`: a check that is made before there is an access, so that no door opens where it refuses.

    What the register's state does not allow (a paper out of date, say) is refused before all else.

    Where a safeguard refuses, in a check or in the database, the transaction is rolled back, the entry says so
    instead, and `Refused` goes on to the caller. Where anything else goes wrong, it says that nothing came of it.
    """
    under_way, access = Act(dict(facts or {})), None
    try:
        with _database_refusals():
            standing.check_allows(event, by, under_way.facts)
            before()
            if opens != "nothing":
                _check_purpose(by, purpose, opens)
                access = accesses.begin(event, by=by, purpose=purpose, person=person, opens=opens, reason=reason)
                under_way.number = access.pk
            with transaction.atomic(durable=True):
                if access:
                    accesses.use(access)
                yield under_way
                if access:
                    shown.check_few(by, under_way.shown)
                    accesses.end(access, event, under_way.facts, under_way.shown)
                else:
                    ledgering.write(event, by=by, purpose=purpose, person=person, facts=under_way.facts, reason=reason)
    except Refused as refusal:
        told: dict[str, Fact] = {"safeguard": refusal.safeguard, "event": event}
        if access:
            accesses.end_refused(access, told)
        else:
            with transaction.atomic(durable=True):
                ledgering.write("safeguard:refused", by=by, purpose=purpose, person=person, facts=told)
        raise
    except BaseException:
        if access:
            accesses.end_unfinished(access)
        raise


def _check_purpose(by: Account, purpose: str, opens: str) -> None:
    """The log has lawful uses of its own (SG-57), for software too; the support route a door of its own (SG-13)."""
    support.check_who_opens(opens, by.role)
    if opens == "log":
        log_use.check_use(purpose, governance.policy_in_force())
    elif by.is_person:
        purposes.check_purpose(purpose, governance.policy_in_force())


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
