"""The public figures as at a day: size, zero share and bands, from what was stored, with its hash (SG-42)."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import connection

from evenhand.casework import governance as charter_rules
from evenhand.casework import support
from evenhand.register import clock, offers
from evenhand.register.acts import act
from evenhand.register.models import Account, ScoreRun, Snapshot

_COUNTS = """
    SELECT e.origin, e.status, coalesce(t.band, 'not scored'), coalesce(t.caused = 0, false), count(*)
    FROM register_entry e LEFT JOIN register_scoretotal t ON t.person_id = e.person_id AND t.run_id = %(run)s
    WHERE e.opened_at <= %(moment)s AND (e.closed_at IS NULL OR e.closed_at > %(moment)s)
    GROUP BY 1, 2, 3, 4
"""


def counted(as_at: date, moment: datetime) -> dict[str, Any]:
    """Figures as at the end of a day, from the last score run for that day. Needs a door open on everything."""
    # The widest run: one that followed a correction scored only the people concerned.
    run = ScoreRun.objects.filter(as_at=as_at, computed_at__lte=moment).order_by("-people", "-pk").first()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"run": run.pk if run else None, "moment": moment})
        rows = cursor.fetchall()
    size = sum(count for *_, count in rows)
    bands: dict[str, int] = {}
    for _, _, band, _, count in rows:
        bands[band] = bands.get(band, 0) + count
    return {
        "as_at": as_at.isoformat(),
        "instrument": run.instrument_digest if run else "",
        "score_run": run.digest if run else "",
        "size": size,
        "decided": sum(count for origin, *_, count in rows if origin == "decided"),
        "inherited": sum(count for origin, *_, count in rows if origin == "inherited"),
        "restricted": sum(count for _, status, *_, count in rows if status == "restricted"),
        "zero": sum(count for *_, zero, count in rows if zero),
        "bands": bands,
        "offers": asdict(offers.counted(as_at)),
    }


def digest_of(figures: dict[str, Any]) -> str:
    """The hash of figures: the same figures always have the same one."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def publish(*, as_at: date, by: Account) -> Snapshot:
    """Count, and keep what was counted with its hash, for anybody to see.

    Raises ValueError for another day than this one: what an entry's status was on an earlier day is not kept.
    """
    if as_at != clock.today():
        raise ValueError(f"Figures are counted on the day that they are for, and today is {clock.today()}.")
    with act("figures:published", by=by, purpose="oversight", opens="everything", facts={"as_at": as_at.isoformat()}):
        figures = counted(as_at, clock.now())
        charter_rules.check_public_figures(figures)
        support.check_counted(figures["offers"])
        return Snapshot.objects.create(
            as_at=as_at, figures=figures, digest=digest_of(figures), published_at=clock.now()
        )


def published() -> list[Snapshot]:
    """Every publication, newest first."""
    return list(Snapshot.objects.order_by("-as_at", "-pk")[:24])
