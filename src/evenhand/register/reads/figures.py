"""The public figures as at a day: size, zero share and bands, from what was stored, with its hash (SG-42)."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from evenhand.casework import evenness as rules
from evenhand.casework import governance as charter_rules
from evenhand.casework import support
from evenhand.casework.statuses import EntryStatus
from evenhand.register import clock, evenness, governance, groups, offers
from evenhand.register.acts import act
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, Entry, ScoreRun, Snapshot

_TOTALS = "SELECT person_id, band, caused FROM register_scoretotal WHERE run_id = %s"


def counted(as_at: date) -> dict[str, Any]:
    """Figures as at this day, from the last score run for it. Needs a door open on everything."""
    # The widest run: one that followed a correction scored only the people concerned.
    run = ScoreRun.objects.filter(as_at=as_at).order_by("-people", "-pk").first()
    known = _on_it()
    totals = _totals(run)
    bands = Counter(totals[one.entry.person_id][0] if one.entry.person_id in totals else "not scored" for one in known)
    origins, statuses = Counter(one.entry.origin for one in known), Counter(one.status for one in known)
    return {
        "as_at": as_at.isoformat(),
        "instrument": run.instrument_digest if run else "",
        "score_run": run.digest if run else "",
        "size": len(known),
        "decided": origins["decided"],
        "inherited": origins["inherited"],
        "restricted": statuses[EntryStatus.RESTRICTED],
        "overdue": sum(one.facts.is_overdue for one in known),
        "zero": sum(totals.get(one.entry.person_id, ("", None))[1] == 0 for one in known),
        "bands": dict(sorted(bands.items())),
        "offers": asdict(offers.counted(as_at)),
    }


def _on_it() -> list[EntryToday]:
    """Every entry that is not at its end."""
    return [one for one in standings(list(Entry.objects.all())) if one.status is not EntryStatus.ENDED]


def _totals(run: ScoreRun | None) -> dict[UUID, tuple[str, int]]:
    """Everybody's band and harm caused in a run."""
    if run is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, [run.pk])
        return {person: (band, caused) for person, band, caused in cursor.fetchall()}


def digest_of(figures: dict[str, Any]) -> str:
    """The hash of figures: the same figures always have the same one."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def publish(*, as_at: date, by: Account) -> Snapshot:
    """Count, and keep what was counted with its hash, for anybody to see.

    Raises ValueError for another day than this one: what an entry's status was on an earlier day is not kept.
    """
    if as_at != clock.today():
        raise ValueError(f"Figures are counted on the day that they are for, and today is {clock.today()}.")
    policy, of_day = governance.policy_in_force(), {"as_at": as_at.isoformat()}
    # In an act of its own: the role that counts by group sees only what is committed.
    with act("figures:counted", by=by, purpose="oversight", opens="everything", facts=of_day):
        figures = counted(as_at)
        charter_rules.check_public_figures(figures)
        support.check_counted(figures["offers"])
        evenness.note_eligible(as_at, policy)
    with act("figures:published", by=by, purpose="oversight", opens="everything", facts=of_day):
        counts = evenness.by_group(as_at)
        rules.check_compared(counts, governance.residents() is not None)
        figures["groups"] = groups.renewed(figures, counts, _on_it(), policy)
        evenness.forget_eligible()
        uneven = evenness.uneven(counts)
        rules.check_alarms_kept(set(uneven), evenness.raise_alarms(uneven, as_at, by))
        return Snapshot.objects.create(
            as_at=as_at, figures=figures, digest=digest_of(figures), published_at=clock.now()
        )


def published() -> list[Snapshot]:
    """Every publication, newest first."""
    return list(Snapshot.objects.order_by("-as_at", "-pk")[:24])
