"""Searching for a person: with a reason, a few at a time."""

from dataclasses import dataclass

from django.db.models import Q

from evenhand.register import governance
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Identification, Link
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Found:
    """The first people found, and how many there are in all."""

    people: tuple[Named, ...]
    total: int

    @property
    def more(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.people)


def find(*, words: str, reason: str, purpose: str, by: Account) -> Found:
    """People whose names begin with every one of the words, or who have one of them as an identifier.

    Raises ValueError where no word or no reason was given. Only the first page is ever shown: a wider search is made
    narrower, not paged through.
    """
    check_may(by, Permission.PERSON_SEARCH)
    asked = words.split()
    if not asked:
        raise ValueError("Enter a name or an identifier.")
    if not reason.strip():
        raise ValueError("Say why you are looking for this person.")
    with act("person:searched", by=by, purpose=purpose, opens="index", reason=f"{reason.strip()} [searched: {words}]"):
        records = Identification.objects.filter(*(_matches(word) for word in asked)).values("about_id")
        linked = Link.objects.filter(record_id__in=records, undone_at=None)
        whole = linked.values_list("person_id", flat=True).distinct().order_by("person_id")
        limit = governance.policy_in_force().number("rows_per_page_max")
        shown = sorted(people.named(list(whole[:limit])).values(), key=lambda one: (one.name, one.born_on))
        return Found(tuple(shown), whole.count())


def _matches(word: str) -> Q:
    by_name = Q(family_name__istartswith=word) | Q(given_names__istartswith=word) | Q(given_names__icontains=f" {word}")
    by_number = Q(pnc_id__iexact=word) | Q(cro_number__iexact=word) | Q(prison_number__iexact=word)
    return by_name | by_number | Q(about__reference__iexact=word)
