"""The look-ups of a week, as the log has them, and what has to be known of account and person to judge what stands out.

Needs a door open on everything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from evenhand.casework.sampling import LookUp
from evenhand.ledger.events import EVENTS, Category
from evenhand.register import sealing
from evenhand.register.keys import marks
from evenhand.register.models import Account, AccountDeclaration, Identification, Link, Person, WatchedRecord
from evenhand.register.versions import current

HERE = ZoneInfo("Europe/London")
# Looking at a question is no look-up of its own, and what is done in an emergency is reviewed one by one.
_ASKED_ABOUT_ELSEWHERE = ("audit:", "emergency:")
# Beginning a proposal shows the record too.
LOOKS = frozenset(
    name for name, event in EVENTS.items()
    if event.category is Category.CONSULTATION and not name.startswith(_ASKED_ABOUT_ELSEWHERE)
) | {"nomination:drafted"}  # fmt: skip

# What was begun and cut short may have been seen.
_UNFINISHED = "access:unfinished"

# What people with an account saw of somebody. A search counts for everybody whom it showed.
_LOOKED = """
    WITH looked AS MATERIALIZED (
        SELECT e.id, a.id AS account, e.subject, e.event, (e.body::jsonb ->> 'at')::timestamptz AS at
        FROM register_ledgerentry e JOIN register_account a ON e.actor = 'account:' || a.id AND a.is_person
        WHERE CASE e.event WHEN %(unfinished)s THEN e.body::jsonb -> 'facts' ->> 'event' ELSE e.event END
              = ANY (%(looks)s)
    ), seen AS (
        SELECT id, account, subject AS person, at, 1 AS among FROM looked WHERE subject IS NOT NULL
        UNION ALL
        SELECT l.id, l.account, m.person, l.at, count(*) OVER (PARTITION BY l.id)
        FROM looked l JOIN register_ledgermention m ON m.entry_id = l.id
        WHERE l.event IN ('person:searched', 'support:searched')
    ) SELECT * FROM seen WHERE at >= %(since)s AND at < %(until)s ORDER BY at, id, person
"""


@dataclass(slots=True)
class Known:
    """What the current records say of a person: the area of the newest, and every surname, postcode and reference."""

    area: str = ""
    surnames: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)


def bounds(week: date) -> tuple[datetime, datetime]:
    """When the week that begins on this Monday begins and ends, as clocks show it here."""
    return (
        datetime.combine(week, time.min, HERE),
        datetime.combine(week + timedelta(weeks=1), time.min, HERE),
    )


def of_week(week: date) -> list[LookUp]:
    """Every look-up of the week. Of somebody who was erased since, nothing is left to ask about."""
    since, until = bounds(week)
    with connection.cursor() as cursor:
        cursor.execute(_LOOKED, {"looks": sorted(LOOKS), "unfinished": _UNFINISHED, "since": since, "until": until})
        rows = cursor.fetchall()
    people = known({person for _, _, person, _, _ in rows})
    accounts = Account.objects.in_bulk({account for _, account, *_ in rows})
    personal = _Personal(accounts.values(), people)
    return [
        LookUp(
            entry=entry,
            account=account,
            account_area=accounts[account].area,
            person=str(person),
            person_area=people[person].area,
            at=at.astimezone(HERE),
            among=among,
            knows=personal.signals(account, person, at.astimezone(HERE)),
        )
        for entry, account, person, at, among in rows
        if person in people
    ]


def known(people: Collection[UUID]) -> dict[UUID, Known]:
    """What is known of these people, of those that there still are."""
    found = {person: Known() for person in Person.objects.filter(pk__in=people).values_list("pk", flat=True)}
    links = Link.objects.filter(person_id__in=people, undone_at=None).values_list("record_id", "person_id")
    person_of = dict(links)
    records = current(Identification.objects.filter(about_id__in=list(person_of)).order_by("learned_at", "id"))
    sealing.open_rows(records)
    for one in records:
        person = found[person_of[one.about_id]]
        person.area = one.area
        person.surnames.add(one.family_name)
        person.postcodes.add(one.postcode)
        person.references |= {
            one.reference, f"{one.source}:{one.reference}", one.pnc_id, one.cro_number, one.prison_number,
        }  # fmt: skip
    return found


class _Personal:
    """What ties an account to a person: what it declared, its own surname, and whose records are noted."""

    def __init__(self, accounts: Iterable[Account], people: dict[UUID, Known]) -> None:
        self._people = people
        self._surnames = {account.pk: surname_of(account) for account in accounts}
        self._declared: dict[tuple[int, str], list[AccountDeclaration]] = defaultdict(list)
        for one in AccountDeclaration.objects.filter(account_id__in=list(self._surnames)):
            self._declared[one.account_id, one.kind].append(one)
        self._noted: dict[UUID, list[WatchedRecord]] = defaultdict(list)
        for noted in WatchedRecord.objects.filter(person_id__in=list(people)):
            self._noted[noted.person_id].append(noted)

    def signals(self, account: int, person: UUID, at: datetime) -> frozenset[str]:
        """Of the signals of sampling.SIGNALS those that only the register can know."""
        known = self._people[person]
        noted = {one.account_id for one in self._noted[person] if _is_noted(one, at)}
        surnames = {_letters(name) for name in known.surnames}
        tells = {
            "own-record": account in noted or self._has_declared(account, "record", known.references, at),
            "same-surname": self._surnames[account] in surnames
            or self._has_declared(account, "surname", known.surnames, at),
            "same-address": self._has_declared(account, "postcode", known.postcodes, at),
            "draws-curiosity": None in noted,
        }
        return frozenset(signal for signal, is_so in tells.items() if is_so)

    def _has_declared(self, account: int, kind: str, values: Iterable[str], at: datetime) -> bool:
        theirs = {bytes(one.mark) for one in self._declared[account, kind] if not one.ended_at or at < one.ended_at}
        return any(marks.declared(account, kind, value) in theirs for value in values if value and theirs)


def _is_noted(one: WatchedRecord, at: datetime) -> bool:
    """What was noted afterwards counts too, until its end."""
    return at.date() <= one.ends_on and not (one.ended_at and one.ended_at <= at)


def surname_of(account: Account) -> str:
    """The last word of an account's name, before a comma, in letters alone."""
    words = account.display_name.partition(",")[0].split()
    return _letters(words[-1]) if words else ""


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
