"""Letters that wait to be sent, and one of them with all that its words are made of when it is read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evenhand.casework import dispute, removal
from evenhand.casework.policy import Policy
from evenhand.register import clock, facts, governance, paging, sealing
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Identification, OutgoingLetter, Removal
from evenhand.register.paging import Page
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission
from evenhand.register.versions import current


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter in the list. `person` is None where no record is theirs any more."""

    letter: OutgoingLetter
    person: Named | None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, to whom, and what it is about: the removal and until when its day is kept, or the dispute.

    `usable_on`: the first day on which a disputed record can be used again, if the letter goes out today.
    """

    letter: OutgoingLetter
    to: Identification | None
    removal: Removal | None
    forgotten_on: date | None
    usable_on: date | None

    @property
    def waits(self) -> bool:
        """Whether it has neither gone out nor been stopped."""
        return self.letter.sent_on is None and self.letter.stopped_on is None


def waiting(*, number: int, purpose: str, by: Account) -> Page[Listed]:
    """One page of the letters that wait, the oldest first."""
    check_may(by, Permission.LETTER_SEND)
    with act("dispute:listed", by=by, purpose=purpose, opens="index", facts={"page": number}) as under_way:
        rows = OutgoingLetter.objects.filter(sent_on=None, stopped_on=None).order_by("queued_on", "id")
        page = paging.page_of(rows, number)
        under_way.shows(one.person_id for one in page.rows)
        names = people.named([one.person_id for one in page.rows])
        return page.showing(Listed(one, names.get(one.person_id)) for one in page.rows)


def one(*, letter: UUID, person: UUID, purpose: str, by: Account) -> Written:
    """One letter to a person. Raises LookupError where there is none."""
    check_may(by, Permission.LETTER_SEND)
    with act("letter:read", by=by, purpose=purpose, person=person, facts={"letter": str(letter)}):
        found = OutgoingLetter.objects.select_related("dispute").filter(pk=letter, person_id=person).first()
        if found is None:
            raise LookupError("There is no such letter.")
        sealing.open_rows([found.dispute])
        return _written(found, governance.policy_in_force())


def _written(letter: OutgoingLetter, policy: Policy) -> Written:
    """With the newest removal before the letter, where it is about one and its day is still kept."""
    removals = Removal.objects.filter(person_id=letter.person_id, removed_on__lte=letter.queued_on)
    about = removals.order_by("-removed_on", "-pk").first() if letter.kind == "removed" else None
    return Written(
        letter=letter,
        to=_newest(letter.person_id),
        removal=about,
        forgotten_on=removal.forgotten_on(about.removed_on, policy) if about else None,
        usable_on=dispute.lifts_on(clock.today(), policy),
    )


def _newest(person: UUID) -> Identification | None:
    """What the newest record says of their name and where they live."""
    known = current(Identification.objects.filter(about_id__in=facts.records_of(person)).order_by("learned_at", "id"))
    sealing.open_rows(known[-1:])
    return known[-1] if known else None
