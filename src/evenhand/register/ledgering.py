"""Writing to the ledger: one entry for one act, in the act's own transaction. The sequencer gives it its position."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from evenhand.ledger import events, leaf_hash
from evenhand.ledger.entry import Entry, Fact, fresh_salt, instant, particulars_digest
from evenhand.ledger.mentions import mention_digest
from evenhand.register import bulk, clock, sealing
from evenhand.register.models import Access, Account, LedgerEntry, LedgerMention, LedgerParticulars

UNFINISHED = "access:unfinished"


def actor_of(account: Account) -> str:
    """An account as the ledger names it."""
    return f"account:{account.pk}"


def account_of(actor: str) -> int:
    """The number of the account that the ledger names so."""
    return int(actor.removeprefix("account:"))


def keep_particulars(text: str, person: UUID | None) -> str:
    """Keep free text beside the ledger, sealed, with a salt of its own; the digest that stands for it, "" for none."""
    if not text:
        return ""
    salt = fresh_salt()
    digest = particulars_digest(salt, text)
    kept = sealing.for_person(LedgerParticulars, person, salt=salt, text=text)
    LedgerParticulars(digest=digest, person=person, **kept).save(force_insert=True)
    return digest


def write(
    event: str,
    *,
    by: Account,
    purpose: str,
    person: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
    reason: str = "",
) -> int:
    """Write one entry in the running transaction and return its number. `reason` is free text and can be erased later.

    Raises ValueError for an event that is not on the ledger's closed list.
    """
    row = _row(event, actor_of(by), purpose, person, facts or {}, keep_particulars(reason, person))
    row.save(force_insert=True)
    return row.pk


def write_for(
    access: Access, event: str, facts: Mapping[str, Fact], shown: Iterable[UUID] = (), using: str = "default"
) -> int:
    """Write the one entry that ends an access, and return its number. `shown`: whom a list showed; the entry holds a
    salted digest of each, so that one of them can be told without the others being given away.

    An access of which nothing came is dated when it was begun, however late the sequencer finds it.
    """
    mentioned = [(person, fresh_salt()) for person in sorted(shown)]
    told = {**facts, "mentions": sorted(mention_digest(salt, str(person)) for person, salt in mentioned)}
    said, at = told if mentioned else facts, access.begun_at if event == UNFINISHED else clock.now()
    row = _row(event, access.actor, access.purpose, access.person, said, access.particulars_digest, at)
    row.access = access.pk
    row.save(force_insert=True, using=using)
    mentions = [(row.pk, person, access.actor, salt, at) for person, salt in mentioned]
    bulk.insert(LedgerMention, ["entry_id", "person", "actor", "salt", "at"], mentions)
    return row.pk


def write_many(
    event: str, *, by: Account, purpose: str, people: Sequence[UUID], facts: Mapping[str, Fact] | None = None
) -> None:
    """Write one entry for each of many people, as `write` would."""
    rows = [_row(event, actor_of(by), purpose, person, facts or {}, "") for person in people]
    LedgerEntry.objects.bulk_create(rows, batch_size=1000)


def _row(
    event: str,
    actor: str,
    purpose: str,
    person: UUID | None,
    facts: Mapping[str, Fact],
    digest: str,
    at: datetime | None = None,
) -> LedgerEntry:
    events.check_event(event)
    entry = Entry(
        event=event,
        at=instant(at or clock.now()),
        actor=actor,
        purpose=purpose,
        subject=str(person) if person else None,
        facts=dict(facts),
        particulars_digest=digest or None,
    )
    body = entry.body()
    return LedgerEntry(body=body.decode(), leaf_hash=leaf_hash(body), event=event, actor=actor, subject=person)
