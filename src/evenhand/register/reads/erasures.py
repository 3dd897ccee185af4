"""Who is proposed to be erased and waits for a signature, and what became of the proposals before."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.register import governance, sealing
from evenhand.register.actions.erasure import EVENT
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Erasure, LedgerEntry
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that waits to be signed, and whom it is about."""

    erasure: Erasure
    person: Named | None


@dataclass(frozen=True, slots=True)
class Done:
    """An erasure that was done, and the number of its entry in the ledger."""

    erasure: Erasure
    entry: int | None


@dataclass(frozen=True, slots=True)
class Erasures:
    """The first proposals that wait, oldest first, how many wait in all, and the newest erasures that were done."""

    waiting: tuple[Proposed, ...]
    total: int
    done: tuple[Done, ...]


def listed(*, purpose: str, by: Account) -> Erasures:
    """What waits to be signed, and what was done."""
    check_may(by, Permission.ERASURE_SIGN)
    limit = governance.policy_in_force().number("rows_per_page_max")
    with act("erasure:listed", by=by, purpose=purpose, opens="index") as under_way:
        every = Erasure.objects.select_related("proposed_by", "signed_by")
        waiting = every.filter(signed_at=None, withdrawn_at=None).order_by("proposed_at")
        first = list(waiting[:limit])
        names = people.named([one.person for one in first])
        under_way.shows(names)
        done = list(every.exclude(signed_at=None).order_by("-signed_at")[:limit])
        return Erasures(
            tuple(Proposed(one, names.get(one.person)) for one in first), waiting.count(), _with_entries(done)
        )


def _with_entries(done: list[Erasure]) -> tuple[Done, ...]:
    entries = LedgerEntry.objects.using("auditor").filter(event=EVENT, subject__in=[one.person for one in done])
    # The first one is the erasure; later ones did it again after a restore.
    number_of = dict(entries.order_by("-pk").values_list("subject", "pk"))
    return tuple(Done(one, number_of.get(one.person)) for one in done)


def one(*, erasure: UUID, purpose: str, by: Account) -> Proposed:
    """One proposal that waits, with its reason. Raises LookupError where there is none."""
    check_may(by, Permission.ERASURE_SIGN)
    with act("erasure:listed", by=by, purpose=purpose, opens="index", facts={"erasure": str(erasure)}) as under_way:
        waiting = Erasure.objects.select_related("proposed_by").filter(signed_at=None, withdrawn_at=None)
        proposed = waiting.filter(pk=erasure).first()
        if proposed is None:
            raise LookupError("There is no proposal to erase somebody under this number that waits to be signed.")
        sealing.open_rows([proposed])
        names = people.named([proposed.person])
        under_way.shows(names)
        return Proposed(proposed, names.get(proposed.person))
