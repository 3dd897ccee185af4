"""Ages and months are counted one way, leap days and month ends included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.casework.ages import age_on, months_after, months_before

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2013, 11, 23), date(2026, 11, 22), 12),
        (date(2013, 11, 23), date(2026, 11, 23), 13),
        (date(2013, 11, 23), date(2026, 11, 24), 13),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
    ],
)
def test_a_year_is_completed_on_the_birthday(born_on, day, age):
    assert age_on(born_on, day) == age


def test_a_month_that_has_no_such_day_ends_on_its_last():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)


@given(days, st.integers(0, 60))
def test_going_back_and_forth_never_gains_a_day(day, months):
    assert months_after(months_before(day, months), months) <= day
    assert months_after(months_before(day, months), months) >= day - timedelta(days=3)
