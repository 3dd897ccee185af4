"""People who came onto the register some days ago, so that on the pages, whose clock nobody sets, something is due."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import world
from evenhand.casework.statuses import Decision
from evenhand.register import clock
from evenhand.register.actions import nomination, review
from evenhand.register.reads import nomination as nomination_reads
from evenhand.register.reads import search
from registered import Register

REASONS = "Three robberies since the spring, each with a knife and against somebody younger, the last in August."
WELFARE = "The school and the family were heard; an entry without help beside it would do harm, so help comes first."
MONTHS_BEFORE = (1, 3, 5)


def entered(
    register: Register, folder: Path, reference: str, days_ago: int, *, welfare: str = "", **about: object
) -> UUID:
    """Somebody whom two people put on the register so many days ago, a child where there is a word on their welfare."""
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        # The papers that the register needs were in order then too.
        world.adopt_papers(register.account("owner"), register.account("dpo"), clock.today())
        register.load(folder, "people", {"reference": reference, "pnc_id": f"FX-{reference}", **about})
        register.load(folder, "events", *_robberies(reference, clock.today()))
        person = _whose(register, reference)
        number = _proposed(register, person, welfare)
        for username in ("inspector2", "inspector3") if welfare else ("reviewer2",):
            review.decide(
                nomination_id=number,
                person=person,
                decision=Decision.ACCEPT,
                reasons=REASONS,
                purpose="review-entry",
                by=register.account(username),
            )
    return person


def _robberies(reference: str, today: date) -> list[dict[str, object]]:
    return [
        {
            "reference": f"{reference}-E{months}",
            "person_reference": reference,
            "occurred_on": today - timedelta(days=30 * months),
            "recorded_on": today - timedelta(days=30 * months - 1),
        }
        for months in MONTHS_BEFORE
    ]


def acquitted(register: Register, folder: Path, reference: str) -> None:
    """A court finds that they did none of it, so that nothing counts any more from today."""
    rows = [
        {
            "reference": f"{reference}-C{months}",
            "event_reference": f"{reference}-E{months}",
            "decided_on": clock.today(),
        }
        for months in MONTHS_BEFORE
    ]
    register.load(folder, "corrections", *rows)


def _whose(register: Register, reference: str) -> UUID:
    found = search.find(words=reference, reason="A test", purpose="oversight", by=register.account("analyst"))
    return found.people[0].id


def _proposed(register: Register, person: UUID, welfare: str) -> UUID:
    said = {
        "reasons": REASONS,
        "child_welfare": welfare,
        "purpose": "prevent-violence",
        "by": register.account("analyst"),
    }
    draft = nomination_reads.draft(person=person, cited=None, **said)
    return nomination.propose(person=person, cited=draft.cited, **said)
