"""The calendar of an entry says what its status will be: the day before, the day, the day after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from evenhand.casework import entry_status
from evenhand.casework import policy as policies
from evenhand.casework.calendar import Dated, calendar
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.statuses import EntryStatus

POLICY = policies.load()
DAY = timedelta(days=1)
ADULT = EntryFacts(
    as_at=date(2026, 12, 1),
    origin="decided",
    born_on=date(1998, 5, 17),
    opened_on=date(2026, 11, 23),
    review_by=date(2027, 2, 21),
    expires_on=date(2029, 8, 31),
    zero_on=date(2029, 9, 30),
)
INHERITED = replace(ADULT, origin="inherited", expires_on=date(2027, 5, 25))
REVIEW, LATE, UNREVIEWED = "Review", "A late review is shown to oversight", "End without a review"
ZERO, LAST_LOOK, END = "Nothing counts any more", "Last look, because nothing counts", "The end"


def of(facts: EntryFacts, *falls: tuple[date, str]) -> dict[str, date]:
    """Each day by its title."""
    return {one.title: one.on for one in calendar(facts, falls, POLICY)}


def status(facts: EntryFacts, on: date) -> EntryStatus:
    return entry_status.status_of(replace(facts, as_at=on), POLICY)


def around(facts: EntryFacts, day: date) -> list[EntryStatus]:
    """The day before, the day, the day after."""
    return [status(facts, day + shift * DAY) for shift in (-1, 0, 1)]


def test_every_day_of_an_adults_entry_in_order_with_its_promise() -> None:
    shown = calendar(ADULT, [(date(2028, 5, 1), "From this day on it is half.")], POLICY)
    assert [(one.on, one.title, one.safeguard) for one in shown] == [
        (date(2027, 2, 21), REVIEW, "SG-20"),
        (date(2027, 2, 28), LATE, "SG-20"),
        (date(2027, 5, 23), UNREVIEWED, "SG-20"),
        (date(2028, 5, 1), "The score falls", ""),
        (date(2029, 8, 31), END, "SG-22"),
    ]


def test_the_review_is_in_time_on_its_day_and_overdue_on_the_next() -> None:
    day = of(ADULT)[REVIEW]
    assert around(ADULT, day) == [EntryStatus.ACTIVE, EntryStatus.ACTIVE, EntryStatus.RESTRICTED]


def test_an_entry_that_nobody_reviews_ends_on_the_day_that_is_shown() -> None:
    day = of(ADULT)[UNREVIEWED]
    assert around(ADULT, day) == [EntryStatus.RESTRICTED, EntryStatus.ENDED, EntryStatus.ENDED]


def test_an_entry_ends_on_the_day_that_is_shown_as_its_end() -> None:
    reviewed = replace(ADULT, review_by=date(2029, 11, 1))
    day = of(reviewed)[END]
    assert around(reviewed, day) == [EntryStatus.ACTIVE, EntryStatus.ENDED, EntryStatus.ENDED]


def test_the_day_after_the_last_look_an_entry_of_which_nothing_counts_ends() -> None:
    zero = replace(ADULT, zero_on=date(2027, 1, 4), review_by=date(2027, 1, 11))
    shown = of(zero)
    assert shown[LAST_LOOK] == date(2027, 1, 11) == shown[ZERO] + 7 * DAY
    assert around(zero, shown[LAST_LOOK]) == [EntryStatus.ACTIVE, EntryStatus.ACTIVE, EntryStatus.ENDED]


def test_where_nothing_counts_from_the_first_day_the_last_look_is_counted_from_the_opening() -> None:
    zero = replace(ADULT, zero_on=date(2026, 1, 4))
    assert of(zero)[LAST_LOOK] == ADULT.opened_on + 7 * DAY


def test_an_inherited_entry_does_not_end_by_a_missing_review_but_by_its_own_end() -> None:
    assert UNREVIEWED not in of(INHERITED)
    day = of(INHERITED)[END]
    assert around(INHERITED, day) == [EntryStatus.RESTRICTED, EntryStatus.ENDED, EntryStatus.ENDED]
    assert "decided it afresh" in calendar(INHERITED, [], POLICY)[-1].says


def test_nothing_is_shown_after_the_end_and_no_fall_that_has_been() -> None:
    falls = [(ADULT.as_at, "gone"), (ADULT.as_at + DAY, "to come"), (ADULT.expires_on + DAY, "too late")]
    shown = calendar(replace(ADULT, review_by=ADULT.expires_on), falls, POLICY)
    assert [one.says for one in shown if one.title == "The score falls"] == ["to come"]
    assert max(one.on for one in shown) == ADULT.expires_on
    assert LATE not in of(replace(ADULT, review_by=ADULT.expires_on))


def test_a_day_that_has_gone_by_stays() -> None:
    assert of(replace(ADULT, as_at=date(2027, 3, 1))) == of(ADULT)


@pytest.mark.parametrize(
    ("born_on", "opened_on", "shown_on"),
    [
        (date(2010, 2, 3), date(2026, 11, 23), date(2028, 2, 3)),
        (date(2010, 2, 3), date(2028, 2, 2), date(2028, 2, 3)),
        (date(2010, 2, 3), date(2028, 2, 3), None),
        (date(2010, 2, 3), date(2028, 2, 4), None),
        (date(2012, 2, 29), date(2026, 11, 23), date(2030, 3, 1)),
    ],
    ids=["a child", "the day before", "the day", "the day after", "born on 29 February"],
)
def test_coming_of_age_is_shown_for_whom_was_a_child_when_the_entry_was_made(
    born_on: date, opened_on: date, shown_on: date | None
) -> None:
    child = replace(ADULT, born_on=born_on, opened_on=opened_on, expires_on=date(2031, 1, 1))
    assert of(child).get("The person turns 18") == shown_on


def test_what_changes_at_eighteen_is_said_in_numbers() -> None:
    [said] = [one for one in calendar(replace(ADULT, born_on=date(2010, 2, 3)), [], POLICY) if "18" in one.title]
    assert "one reviewer decides, and not two inspectors" in said.says
    assert "within 90 days, no longer 60" in said.says
    assert said.safeguard == "SG-18"


def test_every_sentence_is_one_that_can_be_read_aloud() -> None:
    whole: tuple[Dated, ...] = calendar(replace(ADULT, born_on=date(2010, 2, 3)), [], POLICY)
    assert all(
        one.says.endswith(".") and len(sentence.split()) < 35 for one in whole for sentence in one.says.split(". ")
    )
