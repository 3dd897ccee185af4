"""Working a case through the front door, a step at a time, and seeing exactly what a refusal leaves behind."""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from psycopg import sql

from evenhand.casework.statuses import Decision, Outcome
from evenhand.register import clock, entries
from evenhand.register.actions import (
    accounts,
    audit,
    day,
    disputes,
    emergency,
    entry_review,
    erasure,
    letters,
    looks,
    nomination,
    noting,
    review,
    scoring,
    support,
)
from evenhand.register.acts import act
from evenhand.register.entries import EntryToday
from evenhand.register.models import Entry, LedgerEntry, Link, OutgoingLetter, QuarantinedRow
from evenhand.register.reads import nomination as nomination_reads
from evenhand.register.reads import search
from evenhand.safeguards import Refused
from feedfiles import write_feed
from registered import Register

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PURPOSE = "prevent-violence"
REASONS = "Three incidents in seven months, the last with a knife, and nothing that would make a fourth less likely."
EMERGENCY = "A man with a knife is at the door of their flat."
WELFARE = "The school and the family were heard; an entry without help beside it would do harm, so help comes first."


def record(reference: str, **given: object) -> dict[str, object]:
    """A people record whose identifiers are its own, so that it is a person of its own."""
    return {"reference": reference, "pnc_id": f"FXP-{reference}", "family_name": f"Braxaby{reference.lower()}", **given}


def events(person: str = "P1", count: int = 3, **given: object) -> list[dict[str, object]]:
    """Events that carry an entry: each an incident of its own, the first proven and the others charged."""
    charged = {"role": "suspect", "court_result": "pending"}
    return [
        {
            "reference": f"{person}-E{number}",
            "person_reference": person,
            "occurred_on": f"2026-0{number + 1}-15",
            "recorded_on": f"2026-0{number + 1}-20",
            **(charged if number > 1 else {}),
            **given,
        }
        for number in range(1, count + 1)
    ]


def write(folder: Path, feed: str, *rows: dict[str, object]) -> Path:
    """A file of a feed, not loaded yet."""
    return write_feed(folder, feed, rows)


def known(register: Register, folder: Path, person: str = "P1", **given: object) -> UUID:
    """Somebody whom one source knows, with nothing but their details."""
    register.load(folder, "people", record(person, **given))
    return person_of(person)


def eligible(register: Register, folder: Path, person: str = "P1", **given: object) -> UUID:
    """Somebody against whom nothing stands in the way of a proposal."""
    number = known(register, folder, person, **given)
    register.load(folder, "events", *events(person))
    return number


def person_of(reference: str) -> UUID:
    """Whose a record of the crime system is."""
    with act("person:searched", by=accounts.software(), purpose=PURPOSE, opens="index"):
        return Link.objects.get(record__source="NMP-CRIME", record__reference=reference, undone_at=None).person_id


def everything(register: Register, person: UUID) -> frozenset[str]:
    """Every record of the person that a proposal can cite."""
    by = register.account("analyst")
    draft = nomination_reads.draft(person=person, cited=None, reasons="", child_welfare="", purpose=PURPOSE, by=by)
    return frozenset(draft.items)


def ruling(register: Register, person: UUID) -> object:
    """What the evidence rule says of a person, and all that stands against a proposal."""
    by = register.account("analyst")
    draft = nomination_reads.draft(person=person, cited=None, reasons="", child_welfare="", purpose=PURPOSE, by=by)
    return draft.ruling, draft.items, [str(one) for one in draft.refusals]


def propose(
    register: Register,
    person: UUID,
    cited: Iterable[str] | None = None,
    *,
    by: str = "analyst",
    reasons: str = REASONS,
    welfare: str = "",
    **meant: str,
) -> UUID:
    """Propose an entry, resting on every record of the person unless told otherwise."""
    return nomination.propose(
        person=person,
        cited=everything(register, person) if cited is None else cited,
        reasons=reasons,
        child_welfare=welfare,
        purpose=PURPOSE,
        by=register.account(by),
        **meant,
    )


def decide(
    register: Register,
    person: UUID,
    number: UUID,
    *,
    by: str = "reviewer",
    decision: Decision = Decision.ACCEPT,
    reasons: str = REASONS,
    **meant: str,
) -> Entry | None:
    """Decide a proposal."""
    return review.decide(
        nomination_id=number,
        person=person,
        decision=decision,
        reasons=reasons,
        purpose="review-entry",
        by=register.account(by),
        **meant,
    )


def enter(register: Register, person: UUID) -> Entry:
    """Propose and accept."""
    entry = decide(register, person, propose(register, person))
    assert entry is not None
    return entry


def enter_child(register: Register, person: UUID) -> Entry:
    """Propose a child, and have two inspectors accept."""
    number = propose(register, person, welfare=WELFARE)
    assert decide(register, person, number, by="inspector") is None
    entry = decide(register, person, number, by="inspector2")
    assert entry is not None
    return entry


def review_entry(
    register: Register,
    entry: Entry,
    outcome: Outcome = Outcome.RETAIN,
    *,
    by: str = "reviewer2",
    reasons: str = REASONS,
    welfare: str = "",
) -> Outcome | None:
    """Review an entry."""
    return entry_review.review(
        entry_id=entry.pk,
        person=entry.person_id,
        outcome=outcome,
        reasons=reasons,
        child_welfare=welfare,
        purpose="review-entry",
        by=register.account(by),
    )


def on(day: date) -> AbstractContextManager[None]:
    """Inside, it is noon of this day."""
    return clock.set_to(datetime.combine(day, time(12), UTC))


def today_of(person: UUID) -> EntryToday | None:
    """What somebody's entry is today; None where they have none."""
    with act("person:searched", by=accounts.software(), purpose=PURPOSE, opens="everything"):
        found = Entry.objects.filter(person_id=person).first()
        return entries.standing(found) if found else None


def run_day(register: Register) -> dict[str, int]:
    """Run the day's clocks; what they did."""
    return {what: count for what, count in day.run(by=register.account("register")).counts.items() if count}


def told(event: str, person: UUID) -> int:
    """How many entries of the ledger say that of somebody."""
    return LedgerEntry.objects.using("auditor").filter(event=event, subject=person).count()


def quarantined() -> list[QuarantinedRow]:
    """The rows in quarantine, in the order of their lines."""
    with act("quarantine:listed", by=accounts.software(), purpose=PURPOSE, opens="quarantine"):
        return list(QuarantinedRow.objects.order_by("load__loaded_at", "line"))


def why_quarantined() -> list[str]:
    """The promises for whose sake rows went to quarantine, one for each reason."""
    return [reason["safeguard"] for row in quarantined() for reason in row.reasons]


def live_a_little(register: Register, folder: Path) -> None:
    """One record of every feed and one of every act for each of two people, and one row that went to quarantine."""
    people = ("P1", "P3")
    register.load(folder, "people", *(record(one) for one in people), record("P9", born_on="not a date"))
    for one in people:
        register.load(folder, "events", *events(one, 4))
        register.load(folder, "corrections", {"reference": f"{one}-C", "event_reference": f"{one}-E4"})
        register.load(folder, "intelligence", {"reference": f"{one}-I", "person_reference": one})
        register.load(folder, "referrals", {"reference": f"{one}-R", "person_reference": one})
        register.load(folder, "status", {"reference": f"{one}-S", "person_reference": one, "status": "released"})
        review_a_little(register, person_of(one))
        register.load(folder, "listings", {"reference": f"{one}-L", "person_reference": one})
        support.refer(
            person=person_of(one), reasons="Asked for help.", purpose="offer-support", by=register.account("analyst")
        )
        search.find(words=f"Braxaby{one}", reason="A call.", purpose=PURPOSE, by=register.account("analyst"))
        said = {"person": person_of(one), "ground": "right", "reason": REASONS, "purpose": "oversight"}
        erasure.propose(**said, by=register.account("dpo"))
        answer(register, person_of(one))
        help_them(register, person_of(one))
        watch(register, person_of(one))
        emergency.open_record(person=person_of(one), reason=EMERGENCY, by=register.account("records"))
        # Of the same name and birth date, with no identifier: nobody can say yet whose record it is.
        register.load(folder, "people", record(f"{one}-TWIN", pnc_id="", family_name=f"Braxaby{one.lower()}"))
    # Somebody of an old list was decided afresh, and removed after that.
    gone = eligible(register, folder, "GONE")
    register.load(folder, "listings", {"reference": "GONE-L", "person_reference": "GONE"})
    review_entry(register, enter(register, gone), Outcome.REMOVE)
    scoring.score_everybody(by=register.account("register"), as_at=TODAY)
    with clock.set_to(NOON + timedelta(weeks=1)):
        audit.sample(by=register.account("register"))


def review_a_little(register: Register, person: UUID) -> None:
    """An entry that was reviewed, and a dispute of it that was decided, with the letter that went out to say so."""
    entry = enter(register, person)
    review_entry(register, entry, Outcome.RESTRICT)
    said = {"person": person, "purpose": "correct-record"}
    number = disputes.open_for(what=f"{REASONS} I was not there.", by=register.account("analyst"), **said)
    disputes.decide(dispute_id=number, finding="not-right", reasons=REASONS, by=register.account("dpo"), **said)
    with act("dispute:consulted", by=register.account("dpo"), **said):
        letter = OutgoingLetter.objects.get(person_id=person).pk
    disputes.send(letter_id=letter, by=register.account("dpo"), **said)


def answer(register: Register, person: UUID) -> None:
    """The person gets a letter, and one look is held back from them and told after all."""
    said = {"person": person, "purpose": "answer-person", "by": register.account("dpo")}
    letters.hand_out(how_checked="In person, with a passport.", **said)
    entry = LedgerEntry.objects.using("auditor").filter(subject=person, event="nomination:made").latest("pk").pk
    looks.delay(entry=entry, ground="crime", reasons=REASONS, ends_on=TODAY + timedelta(days=1), **said)
    looks.lift(entry=entry, **said)


def coordinator(register: Register) -> dict[str, object]:
    """Whoever helps, and what for."""
    return {"purpose": "offer-support", "by": register.account("coordinator")}


def offered(register: Register, person: UUID, on: date = TODAY, answer: str = "", answered_on: date = TODAY) -> UUID:
    """Somebody is offered a mentor on a day, and answers where an answer is given."""
    helps = {"person": person, **coordinator(register)}
    number = support.make_offer(kind="mentor", how="meeting", offered_on=on, **helps)
    if answer:
        support.record_answer(offer=number, answer=answer, answered_on=answered_on, **helps)
    return number


def help_them(register: Register, person: UUID) -> None:
    """One act of every kind of help."""
    helps = {"person": person, **coordinator(register)}
    support.refer(reasons="Rang and asked for help.", source="person", **helps)
    number = offered(register, person, answer="accepted")
    support.write_plan(plan="To meet on Mondays.", **helps)
    support.record_contact(contact_on=TODAY, kind="call", note="They are well.", **helps)
    support.record_outcome(offer=number, outcome="completed", ended_on=TODAY, note="All done.", **helps)


def watch(register: Register, person: UUID) -> None:
    """Every look at the person is asked about for a day."""
    dpo, tomorrow = register.account("dpo"), TODAY + timedelta(days=1)
    noting.watch(person=person, why="in-the-news", ends_on=tomorrow, purpose="oversight", by=dpo)


@contextmanager
def refused(register: Register, safeguard: str, because: str = "") -> Iterator[None]:
    """Inside, a safeguard refuses in these words; nothing is left behind but one entry that says so."""
    before, last = stored(register), LedgerEntry.objects.using("auditor").order_by("-pk").first()
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.safeguard, because in caught.value.because) == (safeguard, True), caught.value
    assert stored(register) == before
    [entry] = LedgerEntry.objects.using("auditor").filter(pk__gt=last.pk if last else 0)
    assert entry.event == "safeguard:refused"
    assert json.loads(entry.body)["facts"]["safeguard"] == safeguard


# A person's key is made when somebody first writes of them, whatever then becomes of it.
_TABLES = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND (table_schema = 'equality' OR table_name LIKE 'register\\_%')
      AND table_name NOT LIKE 'register\\_ledger%' AND table_name <> 'register_contentkey'
"""


def stored(register: Register) -> dict[str, str]:
    """A digest of every table's rows, but for the ledger's own."""
    found = {}
    with register.engine.superuser(register.database) as line:
        for schema, table in line.execute(_TABLES).fetchall():
            statement = sql.SQL("SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t")
            found[table] = line.execute(statement.format(sql.Identifier(schema, table))).fetchone()[0]
    return found
