"""Whether the register is even-handed, as anybody may see it: rounded counts, alarms, and what was said of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.casework import coarse, evenness
from evenhand.casework.coarse import Line, StepTable
from evenhand.casework.evenness import Unanswered
from evenhand.register import standing
from evenhand.register.models import EvennessAlarm, EvennessDecision, Snapshot

BANDS = {"age": evenness.AGES, "time": evenness.TIMES}
SHOWN = 240  # the newest alarms, and the newest decisions: more than some months can raise


@dataclass(frozen=True, slots=True)
class Recorded:
    """One way of recording ethnicity: each step by group, and the register against residents."""

    basis: str
    says: str
    steps: tuple[StepTable, ...]
    residents: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What was published about groups last, and every alarm.

    `as_at` is the day on which the groups were counted, `published` that of the newest figures, with their `digest`:
    the groups stand since then. `late`: differences that went on unexplained, for which the register stands still.
    """

    as_at: date | None
    published: date | None
    digest: str
    recorded: tuple[Recorded, ...]
    bands: dict[str, dict[str, int | None]]
    residents: dict[str, Any]
    alarms: tuple[EvennessAlarm, ...]
    decisions: tuple[EvennessDecision, ...]
    late: tuple[Unanswered, ...]


def published() -> Shown:
    """Everything that is public about groups. It is about no person, and opens no door."""
    newest = Snapshot.objects.order_by("-as_at", "-pk").first()
    groups: dict[str, Any] = newest.figures.get("groups", {}) if newest else {}
    cells = groups.get("cells", {})
    residents = groups.get("residents", {})
    facts, policy = standing.facts()
    alarms = EvennessAlarm.objects.order_by("-as_at", "basis", "stage", "category").prefetch_related("answers")
    return Shown(
        as_at=date.fromisoformat(groups["as_at"]) if groups else None,
        published=newest.as_at if newest else None,
        digest=newest.digest if newest else "",
        recorded=tuple(_recorded(basis, cells[basis], residents) for basis in evenness.BASES if basis in cells),
        bands={name: _in_order(cells[name]["listed"], bands) for name, bands in BANDS.items() if name in cells},
        residents=residents,
        alarms=tuple(alarms[:SHOWN]),
        decisions=tuple(EvennessDecision.objects.order_by("-decided_at")[:SHOWN]),
        late=evenness.unexplained(facts.unanswered, policy),
    )


def _in_order(counts: dict[str, int | None], bands: Mapping[int, str]) -> dict[str, int | None]:
    """Bands from the lowest up: JSON keeps no order."""
    return {band: counts[band] for band in bands.values() if band in counts}


def _recorded(basis: str, stages: coarse.Stages, residents: dict[str, Any]) -> Recorded:
    against = coarse.against_residents(stages, residents.get("groups", {}))
    return Recorded(basis, evenness.BASES[basis], coarse.by_step(stages), against)
