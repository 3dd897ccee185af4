"""Whether entries end and are looked at: the dead, retention, reviews, and those taken off who are still there."""

from evenhand.inspection.checks import law
from evenhand.inspection.checks.counting import Check, Found, Missing, day, one, tally
from evenhand.inspection.extract import Extract, Role


def deceased(extract: Extract) -> Found:
    """Dead as at the day; and how many of them were listed after their death."""
    more = ""
    if Role.LISTED_ON in extract.roles:
        after = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE listed_on > died_on")
        more = f"{after:,} were listed after the day of their death." if after else ""
    return tally(extract, f"died_on <= {day(extract)}", "are dead", more=more)


def past_retention(extract: Extract) -> Found | Missing:
    """Kept beyond the day that is set; where none is, beyond the months that the mapping gives."""
    months = extract.limits.get("retention_months")
    until = [Role.KEEP_UNTIL.value] if Role.KEEP_UNTIL in extract.roles else []
    if months is not None and Role.LISTED_ON in extract.roles:
        until.append(f"listed_on + INTERVAL {months} MONTH")
    if not until:
        return Missing(
            "The file has no day until which somebody is kept, and the mapping no retention_months under [limits]."
        )
    listed = f"have been on it for more than {months} months"
    return _late(extract, until, "were to be gone by now" if Role.KEEP_UNTIL in extract.roles else listed)


def review_overdue(extract: Extract) -> Found | Missing:
    """Not looked at in time; and how many never were."""
    more = ""
    if Role.REVIEWED_ON in extract.roles:
        never = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE reviewed_on IS NULL")
        more = f"{never:,} were never reviewed." if never else ""
    days = extract.limits.get("review_days")
    due = [Role.REVIEW_BY.value] if Role.REVIEW_BY in extract.roles else []
    looked = [role for role in (Role.REVIEWED_ON, Role.LISTED_ON) if role in extract.roles]
    if days is not None and looked:
        due.append(f"coalesce({', '.join(looked)}) + INTERVAL {days} DAY")
    if not due:
        return Missing("The file has no day by which a review is due, and the mapping no review_days under [limits].")
    reviewed = f"were not reviewed for more than {days} days"
    return _late(extract, due, "are overdue for a review" if Role.REVIEW_BY in extract.roles else reviewed, more)


def _late(extract: Extract, days: list[str], what: str, more: str = "") -> Found:
    """Of whom the first of these days that is given has gone by."""
    last = f"coalesce({', '.join(days)})"
    return tally(extract, f"{last} < {day(extract)}", what, f"{last} IS NOT NULL", more=more)


def ended(extract: Extract) -> Found:
    """Taken off, and still there."""
    return tally(extract, f"ended_on <= {day(extract)}", "were taken off and are still in the file")


CHECKS = (
    Check("deceased", "Deceased", ((Role.DIED_ON,),), deceased, ("SG-25",), (law.ACCURATE,)),
    Check(
        "past-retention",
        "Kept too long",
        ((Role.KEEP_UNTIL, Role.LISTED_ON),),
        past_retention,
        ("SG-22",),
        (law.NO_LONGER, law.NO_RETENTION),
    ),
    Check(
        "review-overdue",
        "Review overdue",
        ((Role.REVIEW_BY, Role.REVIEWED_ON, Role.LISTED_ON),),
        review_overdue,
        ("SG-20",),
        (law.REVIEWED,),
    ),
    Check("ended-still-listed", "Taken off and still there", ((Role.ENDED_ON,),), ended, ("SG-24",), (law.NO_LONGER,)),
)
