"""How many people are owed an offer of help, and how many offers were made: counts, and nobody (SG-63)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from evenhand.casework import support
from evenhand.register import governance


@dataclass(frozen=True, slots=True)
class Offers:
    """`due` counts everybody who is owed an offer, `overdue` those of them whose time has gone by."""

    due: int
    overdue: int
    made: int
    accepted: int
    declined: int
    completed: int


def counted(today: date) -> Offers:
    """The counts as they are now. Needs no door: nobody is in them."""
    policy = governance.policy_in_force()
    with connection.cursor() as cursor:
        cursor.execute("SELECT since, people FROM support_owed_by_day()")
        owed = cursor.fetchall()
        cursor.execute("SELECT what, offers FROM support_offer_counts()")
        made = dict(cursor.fetchall())
    return Offers(
        due=sum(people for _, people in owed),
        overdue=sum(people for since, people in owed if support.is_overdue(since, today, policy)),
        **made,
    )
