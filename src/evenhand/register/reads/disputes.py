"""What people say is not right: what is still to be decided, and one of them with what is on the register."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.register import paging, sealing
from evenhand.register.acts import act, check_may
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, Dispute, Entry
from evenhand.register.paging import Page
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Listed:
    """A dispute in the list, without what the person says. `person` is None where no record is theirs any more."""

    dispute: Dispute
    person: Named | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A dispute with what the person says, and what they have on the register."""

    dispute: Dispute
    person: Named | None
    entries: tuple[EntryToday, ...]

    @property
    def decided(self) -> bool:
        """Whether somebody has decided it."""
        return self.dispute.decided_at is not None


def listed(*, number: int, purpose: str, by: Account) -> Page[Listed]:
    """One page of the disputes that nobody has decided yet, the oldest first."""
    check_may(by, Permission.DISPUTE_DECIDE)
    with act("dispute:listed", by=by, purpose=purpose, opens="index", facts={"page": number}) as under_way:
        waiting = Dispute.objects.filter(decided_at=None).select_related("opened_by").order_by("opened_at", "id")
        page = paging.page_of(waiting, number)
        under_way.shows(one.person_id for one in page.rows)
        names = people.named([one.person_id for one in page.rows])
        return page.showing(Listed(one, names.get(one.person_id)) for one in page.rows)


def one(*, dispute: UUID, person: UUID, purpose: str, by: Account) -> Opened:
    """One dispute, decided or not. Raises LookupError where there is none."""
    check_may(by, Permission.DISPUTE_DECIDE)
    with act("dispute:consulted", by=by, purpose=purpose, person=person, facts={"dispute": str(dispute)}):
        found = Dispute.objects.select_related("opened_by", "decided_by").filter(pk=dispute, person_id=person).first()
        if found is None:
            raise LookupError("There is no such dispute.")
        sealing.open_rows([found])
        kept = Entry.objects.filter(person_id=person).select_related("proposer", "reviewer")
        return Opened(found, people.named([person]).get(person), tuple(standings(list(kept))))
