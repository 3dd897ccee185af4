"""SG-63: whoever is on the register or was referred is offered help in time, and saying no never counts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import casefile
import planted
import pytest
import sidedoor
from psycopg.types.json import Jsonb

from evenhand.casework import policy, support
from evenhand.register import clock, offers
from evenhand.register.actions import scoring
from evenhand.register.actions import support as actions
from evenhand.register.database import OWNER
from evenhand.register.models import Snapshot
from evenhand.register.reads import figures
from evenhand.register.reads import support as reads
from evenhand.safeguards import Refused
from registered import Register

TODAY = casefile.TODAY
DAY = timedelta(days=1)
POLICY = policy.load()
CONTRACT = "SG-63: nothing that decides can see an answer"
NONE = {"due": 0, "overdue": 0, "made": 0, "accepted": 0, "declined": 0, "completed": 0}


def on(day: date) -> AbstractContextManager[None]:
    return clock.set_to(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def owed(register: Register) -> dict[UUID, tuple[date, bool]]:
    home = reads.home(number=1, **casefile.coordinator(register))
    return {one.person.id: (one.due_on, one.overdue) for one in home.page.rows}


@pytest.mark.parametrize(("starts", "made", "since"), [
    ((), (), None),
    ((TODAY,), (), TODAY),
    ((TODAY, TODAY - DAY), (), TODAY - DAY),
    ((TODAY,), (TODAY - DAY,), TODAY),
    ((TODAY,), (TODAY,), None),
    ((TODAY,), (TODAY + DAY,), None),
    ((TODAY - 9 * DAY, TODAY), (TODAY - 5 * DAY,), TODAY),
    ((TODAY - 9 * DAY, TODAY), (TODAY - 5 * DAY, TODAY), None),
])  # fmt: skip
def test_an_offer_is_owed_since_the_first_day_after_which_none_was_made(
    starts: tuple[date, ...], made: tuple[date, ...], since: date | None
) -> None:
    assert support.owed_since(starts, made) == since


@pytest.mark.parametrize(("days", "overdue"), [(27, False), (28, False), (29, True)])
def test_it_is_overdue_the_day_after_the_twenty_eighth(days: int, overdue: bool) -> None:
    assert support.due_on(TODAY, POLICY) == TODAY + 28 * DAY
    assert support.is_overdue(TODAY, TODAY + days * DAY, POLICY) == overdue


@pytest.mark.parametrize(("days", "overdue"), [(27, 0), (28, 0), (29, 1)])
def test_an_entry_without_an_offer_is_counted_in_the_public_figures(
    register: Register, tmp_path: Path, days: int, overdue: int
) -> None:
    person = casefile.enter(register, casefile.eligible(register, tmp_path)).person_id
    with on(TODAY + days * DAY):
        assert owed(register) == {person: (TODAY + 28 * DAY, bool(overdue))}
        published = figures.publish(as_at=clock.today(), by=register.account("dpo"))
    assert published.figures["offers"] == {**NONE, "due": 1, "overdue": overdue}


def test_an_inherited_entry_a_referral_and_a_partners_concern_count_each(register: Register, tmp_path: Path) -> None:
    listed, referred = casefile.known(register, tmp_path, "P1"), casefile.known(register, tmp_path, "P2")
    concerned, other = casefile.known(register, tmp_path, "P3"), casefile.known(register, tmp_path, "P4")
    assert (owed(register), other in owed(register)) == ({}, False)
    with on(TODAY + DAY):
        register.load(tmp_path, "listings", {"person_reference": "P1"})
    with on(TODAY + 2 * DAY):
        actions.refer(person=referred, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))
    with on(TODAY + 3 * DAY):
        register.load(tmp_path, "referrals", {"person_reference": "P3", "made_on": "2026-03-01"})
    assert {person: due for person, (due, _) in owed(register).items()} == {
        listed: TODAY + 29 * DAY, referred: TODAY + 30 * DAY, concerned: TODAY + 31 * DAY,
    }  # fmt: skip


def test_the_database_and_the_rule_agree(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    starts = (TODAY, TODAY + 5 * DAY)
    for day in starts:
        with on(day):
            actions.refer(person=person, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))
    made: list[date] = []
    for day in (None, TODAY - DAY, TODAY, TODAY + 4 * DAY, TODAY + 5 * DAY):
        if day:
            with on(TODAY + 9 * DAY):
                casefile.offered(register, person, day)
            made.append(day)
        since = support.owed_since(starts, tuple(made))
        expected = {person: (support.due_on(since, POLICY), False)} if since else {}
        assert owed(register) == expected, day


def test_nobody_who_died_or_was_taken_off_is_owed_one(register: Register, tmp_path: Path) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    person = casefile.known(register, tmp_path, "P2")
    actions.refer(person=person, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))
    assert len(owed(register)) == 2
    register.load(tmp_path, "status", {}, {"reference": "S2", "person_reference": "P2"})
    assert owed(register) == {}


def walks(register: Register, person: UUID) -> dict[str, Callable[[], object]]:
    """Every way in which an offer can go."""
    helps = {"person": person, **casefile.coordinator(register)}
    return {
        "none": lambda: casefile.offered(register, person),
        "accepted": lambda: casefile.offered(register, person, answer="accepted"),
        "declined": lambda: casefile.offered(register, person, answer="declined"),
        "ended early": lambda: actions.record_outcome(
            offer=casefile.offered(register, person, answer="accepted"),
            outcome="ended-early", ended_on=TODAY, note="Left.", **helps,
        ),
        "all of it": lambda: casefile.help_them(register, person),
    }  # fmt: skip


@pytest.mark.parametrize("answer", ["none", "accepted", "declined", "ended early", "all of it"])
def test_whatever_they_say_no_score_no_entry_no_rule_and_no_clock_changes(
    register: Register, tmp_path: Path, answer: str
) -> None:
    person = casefile.eligible(register, tmp_path)
    casefile.enter(register, person)
    other = casefile.eligible(register, tmp_path, "P2")
    ruling = casefile.ruling(register, other)
    scored, stored = scoring.score_everybody(by=register.account("register"), as_at=TODAY), casefile.stored(register)
    for one in (person, other):
        walks(register, one)[answer]()
    changed = {table for table, digest in casefile.stored(register).items() if digest != stored[table]}
    assert {table for table in changed if not table.startswith("register_support")} == set()
    again = scoring.score_everybody(by=register.account("register"), as_at=TODAY)
    assert (again.caused, again.suffered, again.bands) == (scored.caused, scored.suffered, scored.bands)
    assert casefile.ruling(register, other) == ruling


@pytest.mark.parametrize("answer", ["", "accepted", "declined"])
def test_an_offer_meets_it_whatever_the_answer(register: Register, tmp_path: Path, answer: str) -> None:
    person = casefile.enter(register, casefile.eligible(register, tmp_path)).person_id
    casefile.offered(register, person, answer=answer)
    assert owed(register) == {}
    said = {answer: 1} if answer else {}
    assert offers.counted(TODAY) == offers.Offers(**{**NONE, "made": 1, **said})


@pytest.mark.parametrize("given", [{"kind": "money"}, {"how": "rumour"}, {"offered_on": TODAY + DAY}], ids=str)
def test_refuses_what_is_no_offer_yet(register: Register, tmp_path: Path, given: dict[str, object]) -> None:
    person = casefile.known(register, tmp_path)
    said = {"kind": "mentor", "how": "call", "offered_on": TODAY, **given}
    with casefile.refused(register, "SG-63"):
        actions.make_offer(person=person, **said, **casefile.coordinator(register))
    with pytest.raises(Refused, match="SG-63"):
        support.check_offer_was_made(support.Offer(**said), TODAY)
    support.check_offer_was_made(support.Offer("mentor", "call", TODAY), TODAY)
    support.check_offer_was_made(support.Offer("mentor", "call", TODAY - DAY), TODAY)


@pytest.mark.parametrize(("answer", "day", "allowed"), [
    ("accepted", TODAY - 2 * DAY, False), ("accepted", TODAY - DAY, True), ("declined", TODAY, True),
    ("declined", TODAY + DAY, False), ("perhaps", TODAY, False), ("", TODAY, False),
])  # fmt: skip
def test_an_answer_is_yes_or_no_given_after_the_offer(
    register: Register, tmp_path: Path, answer: str, day: date, allowed: bool
) -> None:
    person = casefile.known(register, tmp_path)
    number = casefile.offered(register, person, TODAY - DAY)
    said = {"offer": number, "person": person, "answer": answer, "answered_on": day}
    if allowed:
        actions.record_answer(**said, **casefile.coordinator(register))
        [offer] = reads.page(person=person, **casefile.coordinator(register)).offers
        assert (offer.answer, offer.answered_on) == (answer, day)
    else:
        with casefile.refused(register, "SG-63"):
            actions.record_answer(**said, **casefile.coordinator(register))


@pytest.mark.parametrize("wrong", [
    {"answer": "perhaps"}, {"answer": "declined", "answered_on": None}, {"answer": ""},
    {"answered_on": TODAY - DAY},
], ids=str)  # fmt: skip
def test_the_database_keeps_no_other_answer(life: Register, wrong: dict[str, object]) -> None:
    with sidedoor.stopped_by("sg_63_answer_has_its_day"), sidedoor.line(life, OWNER) as line:
        sidedoor.copied(line, "register_supportoffer", id="00000000-0000-4000-8000-000000000001", **wrong)


def test_figures_without_offers_are_not_published() -> None:
    support.check_counted(NONE)
    for missing in NONE:
        with pytest.raises(Refused, match="SG-63"):
            support.check_counted({name: count for name, count in NONE.items() if name != missing})
    for wrong in ({"overdue": 1}, {"accepted": 1}, {"made": 1, "accepted": 1, "declined": 1}):
        with pytest.raises(Refused, match="SG-63"):
            support.check_counted({**NONE, **wrong})


def test_wrong_figures_are_refused_and_nothing_is_published(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "counted", lambda _: offers.Offers(**{**NONE, "overdue": 1}))
    with casefile.refused(register, "SG-63", "do not come to one another"):
        figures.publish(as_at=TODAY, by=register.account("dpo"))
    assert not Snapshot.objects.exists()


def test_the_database_keeps_no_figures_without_offers(life: Register) -> None:
    row = {"as_at": TODAY, "digest": "x", "published_at": casefile.NOON}
    for counted in ({}, {"offers": {}}, {"offers": {"due": 1}}):
        with sidedoor.stopped_by("sg_63_figures_count_offers"), sidedoor.line(life, OWNER) as line:
            sidedoor.insert(line, "register_snapshot", figures=Jsonb(counted), **row)


def test_the_database_keeps_figures_with_offers(register: Register) -> None:
    with sidedoor.line(register, OWNER) as line:
        row = {"as_at": TODAY, "digest": "x", "published_at": casefile.NOON}
        sidedoor.insert(line, "register_snapshot", figures=Jsonb({"offers": NONE}), **row)


DECIDES = ("register.facts", "register.actions.review", "register.actions.nomination", "register.scores", "web.officer")


@pytest.mark.parametrize("module", DECIDES)
def test_no_module_that_decides_can_read_an_answer(tmp_path: Path, module: str) -> None:
    said = planted.checked(tmp_path, CONTRACT, {f"evenhand.{module}": "evenhand.register.reads.support"})
    assert f"{CONTRACT} BROKEN" in said, said


def test_the_contract_is_kept_as_it_is(tmp_path: Path) -> None:
    said = planted.checked(tmp_path, CONTRACT, {})
    assert "BROKEN" not in said, said
