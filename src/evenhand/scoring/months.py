"""Completed months between two dates, the one notion of age that the rule knows."""

from datetime import date


def completed_months(since: date, until: date) -> int:
    """Whole months from `since` to `until`; a month is complete on the same day of the next month.

    Where the next month has no such day, it is complete on the first of the month after: from 31 January, 28 February
    is 0 completed months and 1 March is 1. Negative where `until` comes first.
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    return months if until.day >= since.day else months - 1


def month_completes_on(since: date, months: int) -> date:
    """The first day on which that many months from `since` are complete: `completed_months` turned round."""
    year, month0 = divmod(since.year * 12 + since.month - 1 + months, 12)
    try:
        return date(year, month0 + 1, since.day)
    except ValueError:  # that month has no such day
        year, month0 = divmod(year * 12 + month0 + 1, 12)
        return date(year, month0 + 1, 1)
