"""Who is on a register: ages, time, sizes, bands, stages."""

from datetime import date

import numpy as np
import pytest
from inspection_extracts import extract_of

from evenhand.inspection import describe
from evenhand.inspection.extract import Attribute, Extract, Role, Stage

SEX = Attribute("sex", "sex", ("female", "male"))
COLUMNS = {
    "row": "BIGINT", "people": "BIGINT", "born_on": "DATE", "age": "DOUBLE", "listed_on": "DATE", "ended_on": "DATE",
    "score": "DOUBLE", "caused": "BIGINT", "band": "VARCHAR", "sex": "ENUM ('female', 'male')", "proposed": "BOOLEAN",
    "entered": "BOOLEAN",
}  # fmt: skip
ROWS = [
    # Born on the day: 18 today; and the day after: 17.
    (1, 1, date(2008, 11, 1), None, date(2026, 11, 1), None, 0.0, 0, "red", "male", True, True),
    (2, 1, date(2008, 11, 2), None, date(2026, 5, 2), None, 3.0, 2, "red", "male", True, False),
    (3, 1, None, 17.9, date(2026, 5, 1), None, None, None, None, "female", True, None),
    (4, 2, date(2027, 1, 1), None, date(2027, 1, 1), None, 0.0, 0, "green", "female", False, True),
    (5, 1, None, None, None, None, 1.0, 1, "green", "male", None, None),
    (6, 1, None, 500.0, date(2024, 11, 1), date(2025, 11, 1), 1.0, 1, "green", "male", True, True),
]
ROLES = (Role.BORN_ON, Role.AGE, Role.LISTED_ON, Role.ENDED_ON, Role.SCORE, Role.CAUSED, Role.BAND)


@pytest.fixture
def extract() -> Extract:
    return extract_of(
        COLUMNS, ROWS, [SEX], [Stage("proposed", "proposed"), Stage("entered", "entered", "proposed")], ROLES
    )


def test_ages_are_completed_years_from_the_birth_date_else_as_given(extract: Extract) -> None:
    ages = describe.ages(extract)
    assert ages is not None
    assert dict(zip(ages.values.tolist(), ages.people.tolist(), strict=True)) == {17: 2, 18: 1}
    assert (ages.unknown, ages.impossible) == (1, 3)
    assert (ages.median, ages.below(18), ages.known) == (17, 2, 3)


def test_every_known_age_is_in_one_band(extract: Extract) -> None:
    ages = describe.ages(extract)
    assert ages is not None
    assert ages.in_band.sum() == ages.known
    assert ages.in_band[ages.bands.index("14 to 17")] == 2
    assert ages.in_band[ages.bands.index("18 to 20")] == 1
    assert ages.bands[0] == "under 10"
    assert ages.bands[-1] == "50 and over"


def test_time_on_the_register_ends_with_the_entry_or_with_the_extract(extract: Extract) -> None:
    time = describe.time_on_register(extract)
    assert time is not None
    assert dict(zip(time.values.tolist(), time.people.tolist(), strict=True)) == {0: 1, 5: 1, 6: 1, 12: 1}
    assert (time.unknown, time.impossible) == (1, 2)


def test_sizes_count_people_not_rows(extract: Extract) -> None:
    sizes = describe.sizes(extract)
    assert (sizes.rows, sizes.people) == (6, 7)
    assert (sizes.scored, sizes.zero) == (6, 3)
    assert (sizes.told, sizes.harmless) == (6, 3)


def test_bands_are_given_the_largest_first(extract: Extract) -> None:
    assert describe.bands(extract) == (("green", 4), ("red", 2), ("not recorded", 1))


def test_the_funnel_counts_only_whom_the_file_speaks_of(extract: Extract) -> None:
    everybody, by_sex = describe.funnel(extract), describe.funnel(extract, "sex")
    assert everybody.counted.tolist() == [[4], [2]]
    assert everybody.of.tolist() == [[6], [3]]
    assert by_sex.counted.tolist() == [[1, 3], [0, 2]]
    assert by_sex.of.tolist() == [[3, 3], [0, 3]]
    assert np.array_equal(by_sex.of.sum(axis=1), everybody.of[:, 0])


def test_a_file_without_these_columns_has_none_of_it() -> None:
    bare = extract_of({"row": "BIGINT", "people": "BIGINT"}, [(1, 1)], [], [])
    found = describe.description(bare)
    assert (found.ages, found.months, found.bands, found.funnels) == (None, None, (), ())
    assert found.sizes == describe.Sizes(1, 1, 0, 0, 0, 0)


def test_nobody_of_known_age_has_no_median() -> None:
    ages = describe.ages(
        extract_of({"row": "BIGINT", "people": "BIGINT", "age": "DOUBLE"}, [(1, 1, None)], [], [], (Role.AGE,))
    )
    assert ages is not None
    assert np.isnan(ages.median)
    assert ages.unknown == 1
