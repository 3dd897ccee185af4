"""What must not be so at the end of a year, looked for on the pages that any officer can open."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from evenhand.cli.years.officers import Unit

if TYPE_CHECKING:  # reads are loaded with Django, once it is ready
    from evenhand.register.reads.lists import Listed


def check(unit: Unit) -> list[str]:
    """A sentence for everything that is wrong; empty where nothing is."""
    from evenhand.register import clock

    unit.moment = clock.now()
    return [sentence for shown in unit.everything() for sentence in wrong(shown, clock.today(), unit)]


def wrong(shown: "Listed", today: date, unit: Unit) -> Iterator[str]:
    """Everything that is wrong with one entry."""
    from evenhand.casework import clocks
    from evenhand.register import governance

    policy, facts = governance.policy_in_force(), shown.standing.facts
    if facts.is_overdue:
        yield f"An entry is overdue since {facts.review_by}."
    if facts.scores_zero and today > clocks.zero_review_due(facts.zero_on, facts.opened_on, policy):
        yield f"Somebody has had nothing that counts since {facts.zero_on}, and is still kept."
    if facts.died_on is not None:
        yield "Somebody who has died is listed."
    if shown.person.age < policy.number("age_min_for_entry"):
        yield f"A child of {shown.person.age} is listed."
    if facts.origin == "inherited" and today > facts.opened_on + timedelta(days=policy.number("inherited_days_max")):
        yield f"An inherited entry of {facts.opened_on} was never decided afresh."
    if facts.origin == "decided" and not _caused_harm(shown, unit):
        yield "Somebody was decided who only ever suffered harm."


def _caused_harm(shown: "Listed", unit: Unit) -> bool:
    from evenhand.register.reads import person

    said = {"reason": "The check at the end of the year.", "purpose": "review-entry"}
    return bool(person.page(person=shown.person.id, **said, by=unit.accounts["year-inspector-1"]).caused)
