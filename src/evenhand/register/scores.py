"""Scores computed and kept: what the engines say of what the evidence tables knew at a moment."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection

from evenhand.evidence.outcomes import CourtResult, EvidentialTest, standing_of
from evenhand.evidence.vocabulary import Correction, Role, Standing
from evenhand.register import bulk, clock, governance
from evenhand.register.models import Account, ScoreRun, ScoreTotal
from evenhand.scoring import batch
from evenhand.scoring.rows import Instrument

# Sorted by person, so that each engine meets the rows of one person together.
_EVENTS = """
    SELECT person_id, offence_code, role, outcome_type, court_result, evidential_test, correction, occurred_on
    FROM events_known(%s, %s) WHERE speaks AND NOT frozen ORDER BY person_id
"""
_EVERYBODY = "SELECT id FROM register_person WHERE made_at <= %s AND (%s::uuid[] IS NULL OR id = ANY (%s)) ORDER BY id"


@dataclass(frozen=True, slots=True)
class Computed:
    """A run and its totals, in the order of the people's identifiers."""

    run: ScoreRun
    people: list[UUID]
    caused: list[int]
    suffered: list[int]
    bands: list[str]


def standing(role: str, outcome_type: str, court_result: str, evidential_test: str, correction: str | None) -> Standing:
    """The standing of an event as its table row holds it."""
    return standing_of(
        Role(role),
        outcome_type or None,
        CourtResult(court_result) if court_result else None,
        EvidentialTest(evidential_test) if evidential_test else None,
        Correction(correction) if correction else None,
    )


def any_computed() -> bool:
    """Whether anybody was ever scored."""
    return ScoreRun.objects.exists()


def compute(
    *, by: Account, as_at: date, known_at: datetime | None = None, people: Sequence[UUID] | None = None
) -> Computed:
    """Score everybody (or some people) as at a day, knowing what was known then, and keep the totals.

    Needs a door open on everything. Raises NotSetUp without an adopted instrument, and Refused (SG-16) where an
    offence has no weight.
    """
    instrument = governance.instrument_in_force()
    known_at = known_at or clock.now()
    everybody, caused, suffered, bands = totals(instrument, as_at, known_at, people)
    run = ScoreRun.objects.create(
        instrument_digest=instrument.digest,
        as_at=as_at,
        known_at=known_at,
        people=len(everybody),
        digest=digest_of(everybody, caused, suffered),
        computed_at=clock.now(),
        computed_by=by,
    )
    rows = [(run.pk, *total) for total in zip(everybody, caused, suffered, bands, strict=True)]
    bulk.insert(ScoreTotal, ["run_id", "person_id", "caused", "suffered", "band"], rows)
    return Computed(run, everybody, caused, suffered, bands)


def totals(
    instrument: Instrument, as_at: date, known_at: datetime, people: Sequence[UUID] | None
) -> tuple[list[UUID], list[int], list[int], list[str]]:
    """Everybody's two totals and band by the set-based engine; zero for whoever has no event."""
    asked = list(people) if people is not None else None
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY, [known_at, asked, asked])
        everybody = [person for (person,) in cursor.fetchall()]
        cursor.execute(_EVENTS, [known_at, asked])
        rows = cursor.fetchall()
    place = {person: index for index, person in enumerate(everybody)}
    caused, suffered = [0] * len(everybody), [0] * len(everybody)
    bands = [instrument.bands[0].name] * len(everybody)
    if rows:
        scored = batch.score_everybody(_columns(rows, place), instrument, as_at)
        for index, c, s, b in zip(
            scored.person.tolist(),
            scored.caused_millipoints.tolist(),
            scored.suffered_millipoints.tolist(),
            scored.band.tolist(),
            strict=True,
        ):
            caused[index], suffered[index], bands[index] = c, s, scored.bands[b]
    return everybody, caused, suffered, bands


def _columns(rows: Sequence[tuple[Any, ...]], place: dict[UUID, int]) -> dict[str, batch.Column]:
    """The four columns that the scorer may see, and nothing else (SG-14)."""
    return {
        "person": np.array([place[row[0]] for row in rows], dtype=np.int64),
        "offence": np.array([row[1] for row in rows]),
        "standing": np.array([standing(*row[2:7]).value for row in rows]),
        "occurred_on": np.array([row[7] for row in rows], dtype="datetime64[D]"),
    }


def digest_of(people: Sequence[UUID], caused: Sequence[int], suffered: Sequence[int]) -> str:
    """One hash over everybody's totals in the order of their identifiers: two runs are equal when it is."""
    digest = hashlib.sha256()
    for person, c, s in zip(people, caused, suffered, strict=True):
        digest.update(f"{person} {c} {s}\n".encode())
    return digest.hexdigest()
