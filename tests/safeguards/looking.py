"""Looks at somebody's record by anybody, what the log says of them, and what the person is shown."""

import contextlib
import json
import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import casefile
import sidedoor

from evenhand.register import clock
from evenhand.register.actions import letters, looks, support
from evenhand.register.database import OWNER
from evenhand.register.models import LedgerEntry, LookDelay
from evenhand.register.reads import explained, lists, nomination, overseen, own, person, search
from evenhand.register.reads.looks import Look
from evenhand.safeguards import Refused
from registered import Register

REASONS = "An arrest is planned for the end of the week, and this line would tell of it."
_IN_LOG = """
    SELECT id, event FROM register_ledgerentry WHERE subject = %(person)s
    UNION SELECT e.id, e.event FROM register_ledgermention m JOIN register_ledgerentry e ON e.id = m.entry_id
    WHERE m.person = %(person)s
"""


def in_log(register: Register, whose: UUID) -> dict[int, str]:
    """Every entry about somebody or in which they are mentioned, as the owner of the tables finds them."""
    with sidedoor.line(register, OWNER) as line:
        return dict(line.execute(_IN_LOG, {"person": whose}).fetchall())


def shown(whose: UUID) -> dict[int, Look]:
    """Everything that the person sees on every page of both of their lists."""
    found: dict[int, Look] = {}
    for visits in (False, True):
        number, of = 1, 1
        while number <= of:
            page = own.who_looked(person=whose, number=number, visits=visits)
            found |= {look.number: look for look in page.looks}
            number, of = number + 1, page.page.of
    return found


def missing(register: Register, whose: UUID) -> set[int]:
    """What is in the log and not shown; whatever is shown must be in the log."""
    before = in_log(register, whose)
    told = shown(whose)
    after = in_log(register, whose)
    assert set(told) <= set(after)
    assert {after[number] for number in set(after) - set(before)} <= {"person:saw_own_looks"}
    return set(before) - set(told)


def look(register: Register, whose: UUID, by: str = "analyst") -> int:
    """Somebody opens the record; the number of the entry."""
    before = set(in_log(register, whose))
    person.page(person=whose, reason="A call.", purpose=casefile.PURPOSE, by=register.account(by))
    [number] = set(in_log(register, whose)) - before
    return number


def delay(register: Register, whose: UUID, entry: int, days: int = 7, by: str = "dpo", **given: str) -> LookDelay:
    """Hold an entry back for so many days."""
    said = {"ground": "crime", "reasons": REASONS, "purpose": "oversight", **given}
    ends_on = clock.today() + timedelta(days=days)
    return looks.delay(entry=entry, person=whose, ends_on=ends_on, by=register.account(by), **said)


def oversee(register: Register, whose: UUID) -> None:
    """The data protection officer looks at who looked."""
    by = register.account("dpo")
    overseen.who_looked(person=whose, number=1, reason="They asked.", purpose="answer-person", by=by)


def facts_of(number: int) -> dict[str, object]:
    """The facts of one entry."""
    return dict(json.loads(LedgerEntry.objects.using("auditor").get(pk=number).body)["facts"])


def anything(register: Register, chance: random.Random, whose: UUID) -> None:
    """One act of any kind by anybody, on this person or on a list with them in it."""
    acts = _acts(register, chance, whose)
    with contextlib.suppress(Refused, LookupError):  # it is in the log all the same
        acts[chance.choice(sorted(acts))]()


def _acts(register: Register, chance: random.Random, whose: UUID) -> dict[str, Callable[[], object]]:
    officer, dpo = register.account(chance.choice(["analyst", "analyst2", "reviewer"])), register.account("dpo")
    analyst, software = register.account("analyst"), register.account("register")
    purpose = {"purpose": chance.choice(["prevent-violence", "offer-support", "sentencing"]), "by": officer}
    why = {"person": whose, "reason": "A call.", "purpose": "oversight", "by": dpo}
    drafted = {"cited": None, "reasons": "", "child_welfare": "", "purpose": casefile.PURPOSE, "by": analyst}
    return {
        "opens": lambda: person.page(person=whose, reason="A call.", **purpose),
        "searches": lambda: search.find(words="Brax", reason="A call.", **purpose),
        "lists": lambda: lists.register(number=1, **purpose),
        "what is due": lambda: lists.home(**purpose),
        "drafts": lambda: nomination.draft(person=whose, **drafted),
        "explains": lambda: explained.score(person=str(whose), reason="They asked.", by=software),
        "refers": lambda: support.refer(person=whose, reasons="Asked for help.", **purpose),
        "oversees": lambda: overseen.who_looked(number=1, **why),
        "hands a letter": lambda: letters.hand_out(person=whose, how_checked="Passport.", purpose="oversight", by=dpo),
        "is looked at": lambda: own.who_looked(person=whose, number=1),
    }
