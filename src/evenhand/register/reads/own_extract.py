"""Our own register for an inspector: rows without names, ethnicity or sex, and counts without people (SG-41).

The rows are in no order that anybody could follow back, and are meant for one inspection: whoever asks for them keeps
the report and nothing else (SG-26).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from evenhand.casework.ages import age_on
from evenhand.casework.evenness import Counts
from evenhand.register import clock, evenness, governance
from evenhand.register.acts import act
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, BenchmarkAdoption, Entry, ScoreRun, ScoreTotal

PURPOSE = "oversight"
HEADINGS = (
    *("age", "area", "score", "band", "caused", "suffered", "intelligence", "sources", "decided", "listed_on"),
    *("review_by", "keep_until", "died_on", "restricted"),
)
# Records that repeat another one's origin are one incident; what was learned of one source counts once.
_KNOWN = """
    SELECT e.person_id,
           count(DISTINCT k.origin) FILTER (WHERE k.role IN ('suspect', 'convicted')),
           count(DISTINCT k.origin) FILTER (WHERE k.role = 'victim'),
           count(DISTINCT k.source)
    FROM register_entry e JOIN events_known(%s) k ON k.person_id = e.person_id GROUP BY 1
"""
_INTELLIGENCE = """
    SELECT l.person_id, count(DISTINCT (i.source, i.reference)) FROM register_intelligence i
    JOIN register_link l ON l.record_id = i.about_id AND l.undone_at IS NULL
    WHERE l.person_id IN (SELECT person_id FROM register_entry) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class OwnExtract:
    """The register as at today. `rows` have `HEADINGS`; `counts` are people by way of recording, stage and group."""

    as_at: date
    rows: list[dict[str, Any]]
    counts: dict[str, Counts]
    residents: BenchmarkAdoption | None


def gathered(*, by: Account) -> OwnExtract:
    """Everything that one inspection of our own register needs, in an act of its own."""
    today, policy = clock.today(), governance.policy_in_force()
    with act("figures:counted", by=by, purpose=PURPOSE, opens="everything", facts={"as_at": today.isoformat()}):
        evenness.note_eligible(today, policy)
    with act("extract:inspected", by=by, purpose=PURPOSE, opens="everything", facts={"as_at": today.isoformat()}):
        counts = evenness.by_group(today)
        evenness.forget_eligible()
        rows = list(_rows(standings(list(Entry.objects.all()), policy)))
        random.SystemRandom().shuffle(rows)
        return OwnExtract(today, rows, counts, governance.residents())


def _rows(known: list[EntryToday]) -> Iterator[dict[str, Any]]:
    totals, events, reports = _totals(), _by_person(_KNOWN, clock.now()), _by_person(_INTELLIGENCE)
    for one in known:
        person, facts = one.entry.person_id, one.facts
        score, band = totals.get(person, ("", ""))
        caused, suffered, sources = events.get(person, (0, 0, 0))
        yield {
            "age": age_on(facts.born_on, facts.as_at),
            "area": one.entry.area,
            "score": score,
            "band": band,
            "caused": caused,
            "suffered": suffered,
            "intelligence": reports.get(person, (0,))[0],
            "sources": sources,
            "decided": "by two people" if one.entry.origin == "decided" else "",
            "listed_on": facts.opened_on,
            "review_by": facts.review_by,
            "keep_until": facts.expires_on,
            "died_on": facts.died_on or "",
            "restricted": "yes" if one.because else "no",
        }


def _totals() -> dict[UUID, tuple[Any, str]]:
    """Everybody's points of harm caused, and their band, from the last run over everybody."""
    run = ScoreRun.objects.order_by("-as_at", "-people", "-pk").first()
    if run is None:
        return {}
    known = ScoreTotal.objects.filter(run=run).values_list("person_id", "caused", "band")
    return {person: (caused / 1000, band) for person, caused, band in known}


def _by_person(query: str, *given: datetime) -> dict[UUID, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(given))
        return {person: tuple(numbers) for person, *numbers in cursor.fetchall()}
