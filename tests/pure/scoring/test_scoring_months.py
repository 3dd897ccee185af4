from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.scoring.months import completed_months, month_completes_on


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2026, 3, 15), date(2026, 4, 14), 0),
        (date(2026, 3, 15), date(2026, 4, 15), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2026, 5, 5), date(2026, 5, 5), 0),
        (date(2026, 5, 5), date(2026, 5, 4), -1),
    ],
)
def test_a_month_is_complete_on_the_same_day_or_the_first_after(since: date, until: date, months: int) -> None:
    assert completed_months(since, until) == months


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_a_month_completes_on_its_day_and_not_the_day_before(since: date, months: int) -> None:
    on = month_completes_on(since, months)
    assert completed_months(since, on) == months
    assert completed_months(since, on - timedelta(days=1)) == months - 1
