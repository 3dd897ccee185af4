"""Ages and months, counted one way everywhere."""

from calendar import monthrange
from datetime import date


def age_on(born_on: date, day: date) -> int:
    """Completed years on `day`; somebody born on 29 February has a birthday on 1 March in other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def months_before(day: date, months: int) -> date:
    """The day `months` months before `day`, on the last day of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The day `months` months after `day`, on the last day of the month where there is no such day."""
    return months_before(day, -months)
