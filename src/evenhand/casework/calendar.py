"""The calendar of an entry: every day on which something about it changes by itself, in words anybody can follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.casework import clocks
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.policy import Policy

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, what it is for the entry, a sentence about it, and the promise behind it (none for a falling score)."""

    on: date
    title: str
    says: str
    safeguard: str = ""


def calendar(facts: EntryFacts, falls: Iterable[tuple[date, str]], policy: Policy) -> tuple[Dated, ...]:
    """Every day that matters, the earliest first, and none after the absolute end. `falls`: when the score falls, and
    the words for it.

    A day that has gone by stays as long as what began on it is still so, such as a review that is overdue.
    """
    found = (
        *_review(facts, policy),
        *(Dated(on, "The score falls", words) for on, words in falls if on > facts.as_at),
        *_zero(facts, policy),
        *_adult(facts, policy),
        _end(facts),
    )
    return tuple(sorted((one for one in found if one.on <= facts.expires_on), key=lambda one: one.on))


def _review(facts: EntryFacts, policy: Policy) -> Iterator[Dated]:
    yield Dated(
        facts.review_by,
        "Review",
        "The last day for the next review. From the day after, nobody may use this entry until somebody reviews it.",
        "SG-20",
    )
    yield Dated(
        clocks.escalates_on(facts.review_by, policy),
        "A late review is shown to oversight",
        "If nobody has reviewed it by then, those who answer for the register see that the review is late.",
        "SG-20",
    )
    if facts.origin == "decided":
        yield Dated(
            clocks.unreviewed_end(facts.review_by, policy) + DAY,
            "End without a review",
            "If nobody has reviewed it before this day, the entry ends and is taken away.",
            "SG-20",
        )


def _zero(facts: EntryFacts, policy: Policy) -> Iterator[Dated]:
    yield Dated(
        facts.zero_on,
        "Nothing counts any more",
        "From this day on, nothing that is recorded counts any more, unless something new is recorded. "
        "Somebody then has to look at whether to remove the entry.",
        "SG-21",
    )
    yield Dated(
        clocks.zero_review_due(facts.zero_on, facts.opened_on, policy),
        "Last look, because nothing counts",
        "The last day for that look. If still nothing counts the day after, the entry ends and is taken away.",
        "SG-21",
    )


def _adult(facts: EntryFacts, policy: Policy) -> Iterator[Dated]:
    """For whom was a child when the entry was made."""
    on = clocks.adult_on(facts.born_on, policy)
    if on <= facts.opened_on:
        return
    child, adult = policy.number("review_days_child"), policy.number("review_days_adult")
    yield Dated(
        on,
        f"The person turns {policy.number('age_adult')}",
        f"From this day on one reviewer decides, and not two inspectors, and after a review the next one is due within "
        f"{adult} days, no longer {child}. The day on which the entry ends stays the same.",
        "SG-18",
    )


def _end(facts: EntryFacts) -> Dated:
    if facts.origin == "inherited":
        says = "An entry from an older list ends on this day, unless two people have decided it afresh before."
    else:
        says = "The entry ends on this day whatever happens, and is taken away, unless something new is proven before."
    return Dated(facts.expires_on, "The end", says, "SG-22")
