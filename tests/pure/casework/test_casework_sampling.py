"""Which look-ups of a week are asked about: each signal exactly, the limits to the minute, and the same again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.casework import policy, sampling
from evenhand.casework.sampling import LookUp, Work

POLICY = policy.load()
HERE = ZoneInfo("Europe/London")
# A Wednesday.
NOON = datetime(2026, 11, 18, 12, tzinfo=HERE)
MARGIN = timedelta(days=POLICY.number("audit_work_margin_days"))
LOOK = LookUp(entry=1, account=4, account_area="OST", person="p", person_area="OST", at=NOON)
DUE = Work("p", NOON, None, area="OST")
SEED = sampling.seed_of(date(2026, 11, 16), bytes(32))


def found(work: tuple[Work, ...] = (DUE,), **changed: object) -> tuple[str, ...]:
    return sampling.signals(replace(LOOK, **changed), work, POLICY)


def test_nothing_stands_out_in_a_look_at_ones_own_area_by_day_when_work_was_due() -> None:
    assert found() == ()


@pytest.mark.parametrize("signal", ["own-record", "same-surname", "same-address", "draws-curiosity"])
def test_what_the_register_knows_stands_out(signal: str) -> None:
    assert found(knows=frozenset({signal})) == (signal,)
    assert found(knows=frozenset({signal}), among=20) == (signal,)


def test_another_area_stands_out() -> None:
    assert found(person_area="WES", work=(Work("p", NOON, None, account=4),)) == ("other-area",)


def test_an_account_of_all_areas_has_no_other_area() -> None:
    assert found(account_area="", work=(Work("p", NOON, None),)) == ()


@pytest.mark.parametrize(
    ("at", "stands_out"),
    [
        (datetime(2026, 11, 18, 6, 59, tzinfo=HERE), True),
        (datetime(2026, 11, 18, 7, 0, tzinfo=HERE), False),
        (datetime(2026, 11, 18, 18, 59, tzinfo=HERE), False),
        (datetime(2026, 11, 18, 19, 0, tzinfo=HERE), True),
        (datetime(2026, 11, 20, 12, 0, tzinfo=HERE), False),
        (datetime(2026, 11, 21, 12, 0, tzinfo=HERE), True),
        (datetime(2026, 11, 22, 12, 0, tzinfo=HERE), True),
    ],
)
def test_out_of_hours_begins_and_ends_to_the_minute(at: datetime, stands_out: bool) -> None:
    assert found(at=at) == (("out-of-hours",) if stands_out else ())


@pytest.mark.parametrize(
    ("work", "explained"),
    [
        (Work("p", NOON, NOON, account=4), True),
        (Work("p", NOON, NOON, account=5), False),
        (Work("p", NOON, NOON, area="OST"), True),
        (Work("p", NOON, NOON, area="WES"), False),
        (Work("p", NOON, NOON), True),
        (Work("q", NOON, NOON), False),
        (Work("p", NOON + MARGIN, None, area="OST"), True),
        (Work("p", NOON + MARGIN + timedelta(seconds=1), None, area="OST"), False),
        (Work("p", NOON - 2 * MARGIN, NOON - MARGIN, area="OST"), True),
        (Work("p", NOON - 2 * MARGIN, NOON - MARGIN - timedelta(seconds=1), area="OST"), False),
        (Work("p", NOON - timedelta(days=400), None, area="OST"), True),
    ],
)
def test_work_that_was_due_explains_a_look(work: Work, explained: bool) -> None:
    assert found((work,)) == (() if explained else ("no-work-due",))


def test_somebody_shown_beside_others_was_not_chosen() -> None:
    assert found((), person_area="WES", among=2) == ()
    assert found((), person_area="WES", among=1) == ("other-area", "no-work-due")
    assert found((), among=2, at=NOON.replace(hour=23)) == ("out-of-hours",)


def clean(count: int, account: int = 4) -> list[LookUp]:
    """Look-ups of as many people in which nothing stands out."""
    return [replace(LOOK, entry=n, account=account, person=f"p{n}") for n in range(count)]


def due_on(looks: list[LookUp]) -> list[Work]:
    return [Work(one.person, NOON, None) for one in looks]


def test_a_clean_week_has_only_its_share_by_chance() -> None:
    looks = clean(200)
    drawn = sampling.draw(looks, due_on(looks), SEED, POLICY)
    assert len(drawn.asked) == 10  # 5 % of 200
    assert {one.signals for one in drawn.asked} == {()}
    assert (drawn.look_ups, drawn.signalled, drawn.left_out) == (200, 0, 0)


@pytest.mark.parametrize(("looked", "asked"), [(0, 0), (3, 3), (5, 5), (6, 5), (100, 5), (101, 6)])
def test_a_quiet_week_has_its_minimum(looked: int, asked: int) -> None:
    looks = clean(looked)
    assert len(sampling.draw(looks, due_on(looks), SEED, POLICY).asked) == asked


def test_what_stands_out_counts_towards_the_minimum() -> None:
    looks = clean(6)
    odd = [replace(looks[0], entry=90 + n, person=f"o{n}", knows=frozenset({"draws-curiosity"})) for n in range(4)]
    drawn = sampling.draw([*looks, *odd], due_on([*looks, *odd]), SEED, POLICY)
    assert [len(one.signals) for one in drawn.asked].count(1) == 4
    assert len(drawn.asked) == 5


def test_every_look_in_which_something_stands_out_is_asked_about_up_to_a_number_for_each_account() -> None:
    most = POLICY.number("audit_questions_per_account_max")
    looks = [one for account in (4, 5) for one in clean(most + account, account)]
    looks[0] = replace(looks[0], knows=frozenset({"own-record"}))
    drawn = sampling.draw(looks, [], SEED, POLICY)
    accounts = [one.look.account for one in drawn.asked]
    assert (accounts.count(4), accounts.count(5)) == (most, most)
    assert ("own-record", "no-work-due") in [one.signals for one in drawn.asked]
    assert (drawn.signalled, drawn.left_out) == (2 * most + 9, 9)


def test_what_one_account_saw_of_one_person_in_one_day_is_one_look_up() -> None:
    looks = [
        replace(LOOK, entry=1, at=NOON),
        replace(LOOK, entry=2, at=NOON.replace(hour=22), knows=frozenset({"same-surname"})),
        replace(LOOK, entry=3, at=NOON + timedelta(days=1)),
    ]
    drawn = sampling.draw(looks, [DUE], SEED, POLICY)
    assert [(one.look.entry, one.signals) for one in drawn.asked] == [(1, ("same-surname", "out-of-hours")), (3, ())]


@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_the_same_looks_and_seed_give_the_same_sample_in_whatever_order(random, count: int) -> None:
    looks = clean(count)
    work = due_on(looks[: count // 2])
    drawn = sampling.draw(looks, work, SEED, POLICY)
    random.shuffle(looks)
    random.shuffle(work)
    assert sampling.draw(looks, work, SEED, POLICY) == drawn


def test_another_root_draws_others() -> None:
    looks = clean(200)
    seeds = [sampling.seed_of(date(2026, 11, 16), bytes([n] * 32)) for n in range(20)]
    drawn = {tuple(one.look.entry for one in sampling.draw(looks, due_on(looks), seed, POLICY).asked) for seed in seeds}
    assert len(drawn) == 20


def test_chance_leaves_nobody_out_for_good() -> None:
    looks = clean(100)
    seeds = [sampling.seed_of(date(2026, 11, 16), n.to_bytes(32)) for n in range(300)]
    drawn = {one.look.entry for seed in seeds for one in sampling.draw(looks, due_on(looks), seed, POLICY).asked}
    assert len(drawn) == 100


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        (None, date(2026, 11, 23), [date(2026, 11, 16)]),
        (None, date(2026, 11, 29), [date(2026, 11, 16)]),
        (date(2026, 11, 16), date(2026, 11, 29), []),
        (date(2026, 11, 16), date(2026, 11, 30), [date(2026, 11, 23)]),
        (date(2026, 11, 2), date(2026, 11, 30), [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]),
        (date(2026, 11, 23), date(2026, 11, 23), []),
    ],
)
def test_a_week_is_due_once_it_is_over(last: date | None, today: date, due: list[date]) -> None:
    assert list(sampling.weeks_due(last, today)) == due


def test_a_summer_evening_is_told_by_the_clock_here() -> None:
    at = datetime(2026, 7, 15, 18, 30, tzinfo=UTC).astimezone(HERE)
    assert found((Work("p", at, None),), at=at) == ("out-of-hours",)
