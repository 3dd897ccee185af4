"""The facts of an instrument: frozen rows, integers only.

Units: severity in millidays (1 day = 1,000), verification in thousandths (permille), recency in millionths (ppm),
points in millipoints (1 point = 1,000). One day at full weight is one point.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from evenhand.evidence.vocabulary import Standing


@dataclass(frozen=True, slots=True)
class Source:
    """Where a severity comes from, in which edition, and when that was last looked at."""

    id: str
    title: str
    edition: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Severity:
    """The days of one Home Office offence code. `verified`: value and subgroup were both seen in the source."""

    offence: str
    title: str
    subgroup: str
    millidays: int
    source: Source
    verified: bool
    note: str


@dataclass(frozen=True, slots=True)
class StandingWeight:
    """How much of the days counts for one standing; `cap_millidays` bounds the days before weighting."""

    standing: Standing
    permille: int
    cap_millidays: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class RecencyStep:
    """What is left of an event from one completed month to another, both included; the last step has no end."""

    from_month: int
    to_month: int | None
    ppm: int
    reason: str


@dataclass(frozen=True, slots=True)
class Band:
    """A name for a range of points caused, from `from_millipoints` up to the next band."""

    name: str
    from_millipoints: int
    reason: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One dated, immutable scoring rule. Get one with `instrument.load`, which checks it.

    `digest` is the SHA-256, in hex, of all its facts as canonical JSON: one rule, one digest, whatever its file's
    layout. Any changed word or number gives another digest.
    """

    id: str
    title: str
    edition: str
    dated: date
    status: str
    severities: Mapping[str, Severity]
    standings: Mapping[Standing, StandingWeight]
    recency: tuple[RecencyStep, ...]
    bands: tuple[Band, ...]
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(_canonical(self).encode()).hexdigest())

    @property
    def zero_month(self) -> int:
        """The completed month from which nothing is left."""
        return self.recency[-1].from_month

    def step_at(self, months: int) -> RecencyStep:
        """The recency step for a number of completed months (0 or more)."""
        return next(step for step in reversed(self.recency) if step.from_month <= months)

    def band_for(self, caused_millipoints: int) -> Band:
        """The band of a total of harm caused."""
        return next(band for band in reversed(self.bands) if band.from_millipoints <= caused_millipoints)

    @property
    def unverified(self) -> tuple[Severity, ...]:
        """The rows whose value nobody has checked against a source yet."""
        return tuple(row for row in self.severities.values() if not row.verified)


def _canonical(instrument: Instrument) -> str:
    def plain(rows: Iterable[Any], key: str) -> list[dict[str, Any]]:
        return sorted((asdict(row) for row in rows), key=lambda row: str(row[key]))

    facts = {
        "id": instrument.id,
        "title": instrument.title,
        "edition": instrument.edition,
        "dated": instrument.dated,
        "status": instrument.status,
        "severities": plain(instrument.severities.values(), "offence"),
        "standings": plain(instrument.standings.values(), "standing"),
        "recency": [asdict(step) for step in instrument.recency],
        "bands": [asdict(band) for band in instrument.bands],
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=date.isoformat)
