"""How many people of each group are at each stage, and the alarms where a stage falls on one of them differently."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from math import isfinite
from uuid import UUID

from django.db import connection, connections

from evenhand.casework import evenness, evidence_rule
from evenhand.casework.evenness import STEPS, Counts
from evenhand.casework.evidence_rule import EventFact
from evenhand.casework.policy import Policy
from evenhand.evidence.tables import read_table
from evenhand.evidence.vocabulary import Role
from evenhand.inspection import alarms, disclosure
from evenhand.inspection.alarms import Alarm, GroupCount
from evenhand.inspection.extract import NOT_RECORDED
from evenhand.ledger.entry import Fact
from evenhand.register import clock, ledgering, scores
from evenhand.register.models import Account, EvennessAlarm, Snapshot

UNSAID = "Not stated"
Key = tuple[str, str, str]  # way of recording, step, group
_EVENTS = """
    SELECT person_id, id, role, outcome_type, court_result, evidential_test, correction, offence_code, occurred_on,
           origin
    FROM events_known(%s) ORDER BY person_id, id
"""
_COUNTS = "SELECT stage, ethnicity_basis, ethnicity, people FROM equality.by_stage(%s)"


def note_eligible(as_at: date, policy: Policy) -> None:
    """Note who meets the rule of evidence, so that they can be counted. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [clock.now()])
        known = groupby(cursor.fetchall(), key=lambda row: row[0])
        met = [person for person, rows in known if _meets(rows, as_at, policy)]
    _note(met)


def forget_eligible() -> None:
    """Empty that list again."""
    _note([])


def by_group(as_at: date) -> dict[str, Counts]:
    """Exact counts by way of recording, stage and group. They go into rounding and alarms, and on no page."""
    groups = {basis: _groups(basis) for basis in evenness.BASES}
    counted = {
        basis: {stage: Counter(dict.fromkeys([*sorted(set(known.values()) - {UNSAID}), UNSAID], 0)) for stage in
                evenness.COUNTED}
        for basis, known in groups.items()
    }  # fmt: skip
    with connections["statistics"].cursor() as cursor:
        cursor.execute(_COUNTS, [as_at])
        for stage, basis, code, people in cursor.fetchall():
            counted[basis][stage][groups[basis].get(code, UNSAID)] += people
    return {basis: {stage: dict(by) for stage, by in stages.items()} for basis, stages in counted.items()}


def uneven(counts: Mapping[str, Counts]) -> dict[Key, Alarm]:
    """What has to be looked into, by way of recording, step and group."""
    return {
        (basis, one.stage, one.group): one
        for basis, stages in counts.items()
        for one in alarms.raised(compared(stages))
    }


def raise_alarms(raised: Mapping[Key, Alarm], as_at: date, by: Account) -> set[Key]:
    """Keep an alarm for everything that has to be looked into, once a month; what is kept of this month."""
    month = as_at.replace(day=1)
    kept = _alarms(month, as_at)
    before = _alarms_before(month)
    fresh = [_alarm(one, key, as_at, before.get(key)) for key, one in raised.items() if key not in kept]
    for alarm in EvennessAlarm.objects.bulk_create(fresh):
        told: dict[str, Fact] = {"alarm": alarm.pk, "stage": alarm.stage, "periods": alarm.periods}
        ledgering.write("evenness:alarmed", by=by, purpose="oversight", facts=told)
    return set(_alarms(month, as_at))


def compared(stages: Counts) -> list[GroupCount]:
    """Each step's counts as the inspection compares them."""
    return [
        GroupCount(
            step.stage,
            " or ".join(step.of),
            NOT_RECORDED if group == UNSAID else group,
            stages[step.stage][group],
            sum(stages[one][group] for one in step.of),
        )
        for step in STEPS
        for group in stages[step.stage]
    ]


def _meets(rows: object, as_at: date, policy: Policy) -> bool:
    events = [
        EventFact(str(number), offence, Role(role), scores.standing(role, *said), occurred_on, origin)
        for _, number, role, *said, offence, occurred_on, origin in rows  # type: ignore[attr-defined]
    ]
    return evidence_rule.rule(events, (), policy, as_at).met


def _note(people: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT note_eligible(%s::uuid[])", [people])


def _groups(basis: str) -> dict[str, str]:
    return {one["code"]: one["group"] for one in read_table("ethnicity")[basis]["code"]}


def _alarms(first: date, last: date) -> dict[Key, EvennessAlarm]:
    known = EvennessAlarm.objects.filter(as_at__gte=first, as_at__lte=last)
    return {(one.basis, one.stage, one.category): one for one in known}


def _alarms_before(month: date) -> dict[Key, EvennessAlarm]:
    """The alarms of the last month before this one for which figures were counted."""
    last = Snapshot.objects.filter(as_at__lt=month).order_by("-as_at").first()
    return _alarms(last.as_at.replace(day=1), last.as_at) if last else {}


def _alarm(one: Alarm, key: Key, as_at: date, before: EvennessAlarm | None) -> EvennessAlarm:
    return EvennessAlarm(
        as_at=as_at,
        raised_at=clock.now(),
        basis=key[0],
        stage=one.stage,
        among=one.among,
        category=one.group,
        people=disclosure.rounded(one.of),
        ratio=_coarse(one.ratio),
        low=_coarse(one.low),
        high=_coarse(one.high),
        adjusted=float(f"{one.adjusted:.1g}"),
        first_as_at=before.first_as_at if before else as_at,
        periods=before.periods + 1 if before else 1,
    )


def _coarse(number: float) -> float | None:
    return round(number, 1) if isfinite(number) else None
