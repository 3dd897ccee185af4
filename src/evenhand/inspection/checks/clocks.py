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
    """Kept beyond the day that is set, or beyond the months that the mapping says."""
    if Role.KEEP_UNTIL in extract.roles:
        return tally(extract, f"keep_until < {day(extract)}", "were to be gone by now", "keep_until IS NOT NULL")
    months = extract.limits.get("retention_months")
    if months is None:
        return Missing(
            "The file has no day until which somebody is kept, and the mapping no retention_months under [limits]."
        )
    kept = f"listed_on < {day(extract)} - INTERVAL {months} MONTH"
    return tally(extract, kept, f"have been on it for more than {months} months", "listed_on IS NOT NULL")


def review_overdue(extract: Extract) -> Found | Missing:
    """Not looked at in time; and how many never were."""
    more = ""
    if Role.REVIEWED_ON in extract.roles:
        never = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE reviewed_on IS NULL")
        more = f"{never:,} were never reviewed." if never else ""
    if Role.REVIEW_BY in extract.roles:
        late = f"review_by < {day(extract)}"
        return tally(extract, late, "are overdue for a review", "review_by IS NOT NULL", more=more)
    days = extract.limits.get("review_days")
    if days is None:
        return Missing("The file has no day by which a review is due, and the mapping no review_days under [limits].")
    looked = [role for role in (Role.REVIEWED_ON, Role.LISTED_ON) if role in extract.roles]
    last = f"coalesce({', '.join(looked)})"
    late = f"{last} < {day(extract)} - INTERVAL {days} DAY"
    return tally(extract, late, f"were not reviewed for more than {days} days", f"{last} IS NOT NULL", more=more)


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
