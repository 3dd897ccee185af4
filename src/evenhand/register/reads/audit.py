"""Questions about look-ups, as whoever looked and whoever watches over the register see them (SG-57).

None of it names whoever was looked at: the person's number leads to their record by an ordinary look alone.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from evenhand.casework import log_use, sampling
from evenhand.ledger.entry import Fact
from evenhand.ledger.events import EVENTS
from evenhand.register import clock, paging, sealing
from evenhand.register.actions import audit
from evenhand.register.acts import act, check_may
from evenhand.register.models import (
    Account,
    AccountDeclaration,
    AuditQuestion,
    AuditSample,
    LedgerEntry,
    LedgerParticulars,
    WatchedRecord,
)
from evenhand.register.paging import Page
from evenhand.register.roles import Permission

USE = log_use.SELF_MONITORING


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for its answer."""

    number: int
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How many questions there are by stage (asked, overdue, answered, settled), by signal and by finding; the newest
    sample, and the weeks that have none."""

    stages: dict[str, int]
    signals: dict[str, int]
    findings: dict[str, int]
    newest: AuditSample | None
    not_drawn: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A look-up that is asked about: the log's entry of it in words, and what was typed for it."""

    row: AuditQuestion
    at: datetime
    says: str
    purpose: str
    reason: str
    signals: tuple[str, ...]
    own: bool
    overdue: bool

    @property
    def waits(self) -> bool:
        """Whether nobody has answered or settled it."""
        return self.row.answered_at is None and not self.row.finding

    @property
    def can_be_settled(self) -> bool:
        """Whether somebody else may say what they make of it."""
        return not self.row.finding and (self.row.answered_at is not None or self.overdue)


def open_questions(by: Account) -> tuple[Open, ...]:
    """What is asked of an account: numbers and days, and nothing of whom it is about, so it needs no look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, due_on FROM audit_open_questions(%s)", [by.pk])
        return tuple(Open(number, due_on, due_on < clock.today()) for number, due_on in cursor.fetchall())


def figures() -> Figures:
    """Counts alone."""
    counted: dict[str, dict[str, int]] = {"stage": {}, "signal": {}, "finding": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, value, questions FROM audit_counts(%s)", [clock.today()])
        for kind, value, questions in cursor.fetchall():
            counted[kind][value] = questions
    newest = AuditSample.objects.order_by("-week").first()
    due = sampling.weeks_due(newest.week if newest else None, clock.today())
    return Figures(counted["stage"], counted["signal"], counted["finding"], newest, due)


def questions(*, settled: bool, number: int, by: Account) -> Page[Question]:
    """One page of the questions that are settled, newest first, or that are not, those that can be first."""
    check_may(by, Permission.AUDIT_SETTLE)
    with act("audit:listed", by=by, purpose=USE, opens="log"):
        page = paging.page_of(_in_order(settled), number)
        entries = LedgerEntry.objects.in_bulk([row.entry_id for row in page.rows])
        return page.showing(_question(row, entries[row.entry_id], "", by) for row in page.rows)


def _in_order(settled: bool) -> QuerySet[AuditQuestion]:
    rows = AuditQuestion.objects.select_related("account", "found_by").defer("answer")
    if settled:
        return rows.exclude(finding="").order_by("-found_at", "-pk")
    return rows.filter(finding="").order_by(F("answered_at").asc(nulls_last=True), "due_on", "pk")


def question(*, number: int, by: Account) -> Question:
    """One question, for whoever looked or for whoever may settle it. Raises LookupError for anybody else."""
    account, person, look = audit.whose(number)
    if account != by.pk:
        check_may(by, Permission.AUDIT_SETTLE)
    facts: dict[str, Fact] = {"question": number, "look": look}
    with act("audit:question_read", by=by, purpose=USE, person=person, opens="log", facts=facts):
        row = AuditQuestion.objects.select_related("account", "found_by").get(pk=number)
        sealing.open_rows([row])
        entry = LedgerEntry.objects.get(pk=row.entry_id)
        return _question(row, entry, _typed(entry), by)


def _typed(entry: LedgerEntry) -> str:
    """The reason that was typed for an act; empty where none was, or where it was erased."""
    digest = json.loads(entry.body)["particulars_digest"]
    kept = list(LedgerParticulars.objects.filter(digest=digest or ""))
    sealing.open_rows(kept)
    return kept[0].text if kept else ""


def _question(row: AuditQuestion, entry: LedgerEntry, reason: str, by: Account) -> Question:
    body = json.loads(entry.body)
    return Question(
        row=row,
        at=datetime.fromisoformat(body["at"]),
        says=EVENTS[entry.event].says,
        purpose=body["purpose"],
        reason=reason,
        signals=tuple(sampling.SIGNALS[signal] for signal in row.signals),
        own=row.account_id == by.pk,
        overdue=row.answered_at is None and row.due_on < clock.today(),
    )


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody whose record is noted, by their number."""

    row: WatchedRecord
    person: UUID


def watched(*, number: int, by: Account) -> Page[Noted]:
    """One page of whose records are noted now, those that end soonest first."""
    check_may(by, Permission.AUDIT_WATCH)
    with act("audit:listed", by=by, purpose=USE, opens="log"):
        rows = WatchedRecord.objects.filter(ended_at=None, ends_on__gte=clock.today())
        page = paging.page_of(rows.select_related("account", "made_by").order_by("ends_on", "pk"), number)
        return page.showing(Noted(row, row.person_id) for row in page.rows)


def declared(by: Account) -> int:
    """How many surnames, postcodes and records an account has declared. What they are cannot be read."""
    return AccountDeclaration.objects.filter(account=by, ended_at=None).count()
