"""Ages and months, counted one way everywhere."""

from calendar import monthrange
from datetime import date

from evenhand.evidence.sanity import age_on

__all__ = ["age_on", "months_after", "months_before", "written"]


def months_before(day: date, months: int) -> date:
    """The day `months` months before `day`, on the last day of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The day `months` months after `day`, on the last day of the month where there is no such day."""
    return months_before(day, -months)


def written(day: date) -> str:
    """A date as people write it: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"
