"""The day's clocks: what ends today is taken away, what is overdue is said once. Run twice, late or after weeks, the
same comes of it: every step looks at what is so today, and notes for which day it has spoken.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from evenhand.casework import clocks, dispute, removal
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import EntryStatus
from evenhand.ledger.entry import Fact
from evenhand.register import clock, deaths, entries, governance, ledgering, removing
from evenhand.register.actions import audit, scoring
from evenhand.register.acts import act
from evenhand.register.entries import EntryToday
from evenhand.register.models import Account, DayRun, Dispute, Entry, Removal, Snapshot
from evenhand.register.reads import figures

PURPOSE = "the-days-clocks"
# Of two numbers of an advisory lock: two runs at once would say everything twice.
_TURN = 20


@dataclass(slots=True)
class Day:
    """What the clocks did on one day, in numbers."""

    day: date
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, number: int) -> None:
        """Count so many of something."""
        self.counts[what] = self.counts.get(what, 0) + number


def whole(*, by: Account) -> Day:
    """All that a day needs: the clocks, the sample of every week that is over, and once a month scores and figures."""
    done = run(by=by)
    done.add("weeks sampled", len(audit.sample(by=by)))
    today = clock.today()
    if not Snapshot.objects.filter(as_at__gte=today.replace(day=1)).exists() and governance.any_instrument():
        scoring.score_everybody(by=by, as_at=today)
        figures.publish(as_at=today, by=by)
        done.add("figures published", 1)
    return done


def run(*, by: Account) -> Day:
    """Run today's clocks for everybody, in one act. Another run on the same day finds nothing left to do."""
    with act("day:run", by=by, purpose=PURPOSE, opens="everything") as under_way:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_TURN])
        done, policy = Day(clock.today()), governance.policy_in_force()
        deaths.close_entries_of_the_dead(by)
        open_ones = _end(entries.standings(list(Entry.objects.order_by("pk")), policy), done, by)
        for clock_of in _CLOCKS:
            _say(clock_of, open_ones, policy, done, by)
        _lift_disputes(policy, done, by)
        _forget_removals(policy, done, by)
        under_way.facts |= done.counts
        _keep(done)
    return done


def _end(known: Iterable[EntryToday], done: Day, by: Account) -> list[EntryToday]:
    """Take away every entry that is at its end; the others."""
    left = []
    for one in known:
        if one.status is not EntryStatus.ENDED:
            left.append(one)
            continue
        why = one.because[0].safeguard
        removing.remove(one.entry, why, by=by, purpose=PURPOSE)
        done.add(f"ended {why}", 1)
    return left


def _overdue(one: EntryToday, _: Policy) -> date | None:
    return one.facts.review_by if one.facts.is_overdue else None


def _escalated(one: EntryToday, policy: Policy) -> date | None:
    due = one.facts.review_by
    return due if one.facts.as_at >= clocks.escalates_on(due, policy) else None


def _zero(one: EntryToday, _: Policy) -> date | None:
    return one.facts.zero_on if one.facts.scores_zero else None


def _adult(one: EntryToday, policy: Policy) -> date | None:
    """For whom a child was put on the register and has come of age since."""
    of_age = clocks.adult_on(one.facts.born_on, policy)
    return of_age if one.facts.opened_on < of_age <= one.facts.as_at else None


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is said once of an entry: `since` gives the day from which it is so, None while it is not."""

    what: str
    event: str
    safeguard: str
    since: Callable[[EntryToday, Policy], date | None]


_CLOCKS = (
    Clock("overdue", "entry:restricted", "SG-20", _overdue),
    Clock("escalated", "entry:escalated", "SG-20", _escalated),
    Clock("zero", "entry:removal_proposed", "SG-21", _zero),
    Clock("adult", "entry:turned_eighteen", "SG-18", _adult),
)


def _say(clock_of: Clock, open_ones: Sequence[EntryToday], policy: Policy, done: Day, by: Account) -> None:
    """Say once for each entry, and for each day from which it is so, that it is so."""
    fresh, what = [], clock_of.what
    for one in open_ones:
        day = clock_of.since(one, policy)
        if day is not None and one.entry.noted.get(what) != day.isoformat():
            one.entry.noted = one.entry.noted | {what: day.isoformat()}
            fresh.append(one.entry)
    Entry.objects.bulk_update(fresh, ["noted"], batch_size=500)
    people = [entry.person_id for entry in fresh]
    told: dict[str, Fact] = {"safeguard": clock_of.safeguard}
    ledgering.write_many(clock_of.event, by=by, purpose=PURPOSE, people=people, facts=told)
    done.add(what, len(fresh))


def _lift_disputes(policy: Policy, done: Day, by: Account) -> None:
    """Say that a record can be used again, when the days after the letter have gone by."""
    decided = Dispute.objects.filter(told_on__isnull=False, lift_noted=False)
    lifted = [one for one in decided if not dispute.is_open(one.told_on, clock.today(), policy)]
    Dispute.objects.filter(pk__in=[one.pk for one in lifted]).update(lift_noted=True)
    people = [one.person_id for one in lifted]
    ledgering.write_many("dispute:lifted", by=by, purpose=PURPOSE, people=people)
    done.add("disputes lifted", len(lifted))


def _forget_removals(policy: Policy, done: Day, by: Account) -> None:
    today = clock.today()
    old = [one for one in Removal.objects.all() if removal.forgotten_on(one.removed_on, policy) <= today]
    with connection.cursor() as cursor:
        for one in old:
            cursor.execute("SELECT forget_removal(%s, %s)", [one.pk, today])
    people = [one.person_id for one in old]
    ledgering.write_many("removal:forgotten", by=by, purpose=PURPOSE, people=people)
    done.add("removals forgotten", len(old))


def _keep(done: Day) -> None:
    """Keep what the day's runs did, in numbers. A run that found nothing leaves what was kept as it is."""
    kept = DayRun.objects.filter(day=done.day).first()
    if kept is None:
        DayRun.objects.create(day=done.day, ran_at=clock.now(), counts=done.counts)
    elif any(done.counts.values()):
        both = {what: kept.counts.get(what, 0) + done.counts.get(what, 0) for what in {*kept.counts, *done.counts}}
        DayRun.objects.filter(pk=kept.pk).update(ran_at=clock.now(), counts=both)
