"""SG-26: nobody is shown more than a few people at a time, nor many in an hour, by whatever lists and searches."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import casefile
import psycopg
import pytest
import sidedoor
from psycopg.types.json import Jsonb

from evenhand.casework import listing, policy
from evenhand.ledger import instant, leaf_hash
from evenhand.ledger.entry import Entry
from evenhand.register import clock
from evenhand.register.actions import governance
from evenhand.register.acts import act
from evenhand.register.database import APPLICATION, OWNER
from evenhand.register.models import LedgerEntry
from evenhand.register.reads import held, lists, quarantine, search
from evenhand.safeguards import Refused
from registered import Register

FLOOR = policy.load()
MINUTE = timedelta(minutes=1)
LETTERS = "abcde"


@pytest.mark.parametrize(("people", "refused"), [(19, False), (20, False), (21, True)])
def test_refuses_one_answer_beyond_twenty_people(people: int, refused: bool) -> None:
    if not refused:
        listing.check_answer(people, FLOOR)
        return
    with pytest.raises(Refused, match="SG-26") as refusal:
        listing.check_answer(people, FLOOR)
    assert "show 21 people at once, and 20 is the most" in refusal.value.because


@pytest.mark.parametrize(
    ("already", "new", "refused"),
    [(0, 20, False), (40, 20, False), (41, 20, True), (60, 0, False), (60, 1, True), (61, 0, True)],
)
def test_refuses_beyond_sixty_different_people_within_the_hour(already: int, new: int, refused: bool) -> None:
    if not refused:
        listing.check_shown(already, new, FLOOR)
        return
    with pytest.raises(Refused, match="SG-26") as refusal:
        listing.check_shown(already, new, FLOOR)
    assert f"shown you {already} people within 60 minutes" in refusal.value.because


@pytest.fixture
def county(register: Register, tmp_path: Path) -> Register:
    """A hundred people on an inherited list, twenty of a name."""
    people = [
        casefile.record(f"P{letter}{number}", given_names=f"Ann{number}", family_name=f"Vant{letter}")
        for letter in LETTERS
        for number in range(20)
    ]
    register.load(tmp_path, "people", *people)
    register.load(tmp_path, "listings", *({"person_reference": one["reference"]} for one in people))
    return register


def page(register: Register, number: int, by: str = "analyst") -> set[UUID]:
    """Whom a page of the register shows."""
    shown = lists.register(number=number, purpose=casefile.PURPOSE, by=register.account(by))
    return {one.person.id for one in shown.page.rows}


def found(register: Register, words: str, by: str = "analyst") -> set[UUID]:
    """Whom a search shows."""
    answer = search.find(words=words, reason="A call.", purpose=casefile.PURPOSE, by=register.account(by))
    return {one.id for one in answer.people}


def last_event() -> str:
    return LedgerEntry.objects.using("auditor").latest("pk").event


def test_the_fourth_page_of_a_walk_is_refused(county: Register) -> None:
    seen = [page(county, number) for number in (1, 2, 3)]
    assert (len(set().union(*seen)), [len(one) for one in seen]) == (60, [20, 20, 20])
    with casefile.refused(county, "SG-26", "shown you 60 people within 60 minutes. This would show you 20 more"):
        page(county, 4)
    assert page(county, 2) == seen[1]
    assert len(page(county, 4, "analyst2")) == 20


def test_many_searches_come_to_the_same_end(county: Register) -> None:
    for letter in "abc":
        assert len(found(county, f"vant{letter}")) == 20
    with pytest.raises(Refused, match="SG-26"):
        found(county, "vantd")
    assert last_event() == "safeguard:refused"
    assert len(found(county, "vanta")) == 20


def test_lists_and_searches_count_together_and_the_work_that_is_due_with_them(county: Register) -> None:
    with clock.set_to(casefile.NOON + timedelta(days=1)):
        due = lists.home(purpose=casefile.PURPOSE, by=county.account("reviewer"))
        assert (len(due.overdue), due.overdue_total) == (20, 100)
        own = {one.person.id for one in due.overdue}
        assert page(county, 1, "reviewer") == own
        assert len(own | page(county, 2, "reviewer") | page(county, 3, "reviewer")) == 60
        with pytest.raises(Refused, match="SG-26"):
            found(county, "vante", "reviewer")
        assert lists.home(purpose=casefile.PURPOSE, by=county.account("reviewer")).overdue == due.overdue


@pytest.mark.parametrize(("after", "refused"), [(59 * MINUTE, True), (60 * MINUTE, False), (61 * MINUTE, False)])
def test_the_next_hour_works_again(county: Register, after: timedelta, refused: bool) -> None:
    for number in (1, 2, 3):
        page(county, number)
    with clock.set_to(casefile.NOON + after):
        if refused:
            with pytest.raises(Refused, match="SG-26"):
                page(county, 4)
        else:
            assert len(page(county, 4)) == 20


def test_the_twenty_first_is_never_shown(county: Register) -> None:
    answer = search.find(words="vant", reason="A call.", purpose=casefile.PURPOSE, by=county.account("analyst"))
    assert (len(answer.people), answer.total) == (20, 100)
    shown = lists.register(number=1, purpose=casefile.PURPOSE, by=county.account("analyst")).page
    assert (len(shown.rows), shown.number, shown.of, shown.total) == (20, 1, 5, 100)
    with (
        casefile.refused(county, "SG-26", "This would show 21 people at once"),
        act("work:listed", by=county.account("analyst"), purpose=casefile.PURPOSE, opens="index") as under_way,
    ):
        under_way.shows(uuid4() for _ in range(21))


def test_a_place_may_be_stricter(county: Register) -> None:
    owner, dpo = county.account("owner"), county.account("dpo")
    tighter = {"rows_per_page_max": 5, "people_shown_max": 8}
    governance.adopt_local_policy(settings=tighter, by=owner, approved_by=dpo)
    assert len(page(county, 1)) == 5
    with casefile.refused(county, "SG-26", "shown you 5 people within 60 minutes. This would show you 5 more, and 8"):
        page(county, 2)


def test_rows_in_quarantine_count_as_people(register: Register, tmp_path: Path) -> None:
    by = register.account("records")
    register.load(tmp_path, "people", *({"born_on": "not a date"} for _ in range(70)))
    seen = [quarantine.page(number=number, by=by).rows for number in (1, 2, 3)]
    with casefile.refused(register, "SG-26", "shown you 60 people"):
        quarantine.page(number=4, by=by)
    assert quarantine.one(row_id=seen[0][0].pk, by=by).raw
    unseen = max(row.pk for rows in seen for row in rows) + 1
    for look in (quarantine.one, quarantine.file_of):
        with casefile.refused(register, "SG-26", "shown you 60 people within 60 minutes. This would show you 1 more"):
            look(row_id=unseen, by=by)


def test_records_that_are_held_count_as_people(register: Register, tmp_path: Path) -> None:
    names = [f"Vant{number}" for number in range(21)]
    register.load(tmp_path, "people", *(casefile.record(f"P{name}", family_name=name) for name in names))
    twins = [casefile.record(f"{name}-TWIN", pnc_id="", family_name=name) for name in names]
    register.load(tmp_path, "people", *twins)
    owner, dpo, by = (register.account(name) for name in ("owner", "dpo", "records"))
    first = held.waiting(number=1, purpose="resolve-identity", by=by)
    assert (len(first.rows), first.number, first.of, first.total) == (20, 1, 2, 21)
    governance.adopt_local_policy(settings={"people_shown_max": 20}, by=owner, approved_by=dpo)
    with casefile.refused(register, "SG-26", "shown you 20 people within 60 minutes. This would show you 1 more"):
        held.waiting(number=2, purpose="resolve-identity", by=by)


def test_the_database_has_the_floor_of_the_policy(register: Register) -> None:
    with sidedoor.line(register, OWNER) as line:
        kept = line.execute("SELECT name, value, tighter FROM register_policyfloor").fetchall()
    assert {"rows_per_page_max", "people_shown_max", "people_shown_minutes"} <= {name for name, *_ in kept}
    assert kept == [(name, FLOOR.number(name), FLOOR.settings[name].tighter) for name, *_ in kept]


def show(
    line: sidedoor.Line, people: Iterable[UUID], at: datetime = casefile.NOON, wrong: Mapping[str, object] | None = None
) -> None:
    """Go past every action: an access, its entry, and mentions in it as the application would write them.

    Not committed: that is done when the line is closed.
    """
    number = sidedoor.open_access(line, "index")
    entry = Entry(event="person:consulted", at=instant(at), actor="account:1", purpose="oversight")
    body = entry.body()
    told = {"event": entry.event, "actor": entry.actor, "subject": None, "access": number}
    sidedoor.insert(line, "register_ledgerentry", body=body.decode(), leaf_hash=leaf_hash(body), **told)
    [(written,)] = line.execute("SELECT id FROM register_ledgerentry WHERE access = %s", [number]).fetchall()
    mention = {"entry_id": written, "actor": "account:1", "at": at, "salt": "0" * 32, **(wrong or {})}
    line.cursor().executemany(
        "INSERT INTO register_ledgermention (entry_id, actor, at, salt, person)"
        " VALUES (%(entry_id)s, %(actor)s, %(at)s, %(salt)s, %(person)s)",
        [{**mention, "person": person} for person in people],
    )


def some(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]


def test_the_database_refuses_the_twenty_first_of_one_answer(register: Register) -> None:
    with sidedoor.line(register) as line:
        show(line, some(20))
    with sidedoor.stopped_by("sg_26_a_few_people_at_a_time"), sidedoor.line(register) as line:
        show(line, some(21))


@pytest.mark.parametrize(("minutes", "refused"), [(0, True), (59, True), (60, False), (61, False)])
def test_the_database_refuses_the_sixty_first_within_the_hour(register: Register, minutes: int, refused: bool) -> None:
    with sidedoor.line(register) as line:
        again = some(20)
        for people in (again, again, some(20), some(20)):
            show(line, people)
            line.commit()
    later = casefile.NOON + minutes * MINUTE
    if refused:
        with sidedoor.stopped_by("sg_26_a_few_people_at_a_time"), sidedoor.line(register) as line:
            show(line, some(1), later)
    else:
        with sidedoor.line(register) as line:
            show(line, some(1), later)


def test_what_one_session_is_being_shown_another_waits_for(register: Register) -> None:
    """Or two at once could each be shown what only one of them may be."""
    with sidedoor.line(register) as first:
        show(first, some(20))
        with sidedoor.line(register) as second:
            second.execute("SET lock_timeout = '100ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                show(second, some(1))
    with sidedoor.line(register) as second:
        show(second, some(1))


def test_the_database_goes_by_what_this_place_has_tightened_and_by_nothing_looser(register: Register) -> None:
    adopted = {"adopted_at": casefile.NOON, "adopted_by_id": register.account("owner").pk}
    adopted["approved_by_id"] = register.account("dpo").pk
    with sidedoor.line(register) as line:
        sidedoor.insert(line, "register_localpolicy", settings=Jsonb({"people_shown_max": 5}), **adopted)
        line.commit()
        show(line, some(5))
    with sidedoor.stopped_by("sg_26_a_few_people_at_a_time"), sidedoor.line(register) as line:
        show(line, some(1))
    looser = {"people_shown_max": 1000, "rows_per_page_max": 1000, "people_shown_minutes": 1}
    with sidedoor.line(register) as line:
        sidedoor.insert(line, "register_localpolicy", settings=Jsonb(looser), **adopted)
        line.commit()
        for count in (20, 20, 15):
            show(line, some(count), casefile.NOON + 30 * MINUTE)
            line.commit()
    for count in (21, 1):
        with sidedoor.stopped_by("sg_26_a_few_people_at_a_time"), sidedoor.line(register) as line:
            show(line, some(count), casefile.NOON + 59 * MINUTE)


@pytest.mark.parametrize("wrong", [{"actor": "account:2"}, {"at": casefile.NOON - 61 * MINUTE}], ids=str)
def test_a_mention_says_who_was_shown_it_and_when_as_its_entry_does(
    register: Register, wrong: dict[str, object]
) -> None:
    with sidedoor.stopped_by("sg_26_mention_says_what_its_entry_says"), sidedoor.line(register) as line:
        show(line, some(1), wrong=wrong)


def test_the_floor_and_what_was_counted_cannot_be_changed_by_the_application(register: Register) -> None:
    for attempt, table in (
        ("UPDATE register_policyfloor SET value = 1000", "register_policyfloor"),
        ("UPDATE register_ledgermention SET at = now()", "register_ledgermention"),
        ("DELETE FROM register_ledgermention", "register_ledgermention"),
    ):
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(register, APPLICATION, opens="index") as line:
            line.execute(attempt)
