"""Some people's numbers, for measuring: nothing about them."""

from uuid import UUID

from evenhand.register.acts import act
from evenhand.register.models import Account, Person


def some_people(*, by: Account, count: int) -> list[UUID]:
    """The numbers of the first so many people."""
    with act("register:measured", by=by, purpose="measuring", opens="index"):
        return list(Person.objects.order_by("id").values_list("id", flat=True)[:count])
