"""Invented inspections for the tests of the report: a list with everything, one with hardly anything, a clean one."""

from datetime import date
from functools import cache
from typing import Any

import duckdb
import numpy as np

from evenhand.inspection import accuracy, benchmarks, cube, cutoffs, disparity, outcome_test
from evenhand.inspection.extract import Attribute, Extract, Role, Stage
from evenhand.inspection.finding import Finding
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.intervals import Interval, wilson
from evenhand.inspection.report.parts import Section
from evenhand.inspection.threshold_test import CAVEATS, ThresholdTest

ETHNICITY = ("White", "Mixed", "Asian", "Black", "Other", "not recorded")
AGES = ("under 18", "18 to 24", "25 and over")
ROLES = frozenset({Role.PERSON, Role.BORN_ON, Role.LISTED_ON, Role.SCORE, Role.BAND, Role.CAUSED, Role.ENDED_ON})
PEOPLE = 3_806

# Every number of an invented person comes from its row alone. `r(k)` is between 0 and 1.
INVENTED = """
CREATE MACRO r(row, k) AS (hash(row * 1000 + k) % 1000003) / 1000003.0;
CREATE TABLE people AS
WITH drawn AS (
    SELECT row, 1::BIGINT AS people, format('P{:05d}', row) AS person,
        CASE WHEN r(row, 1) < 0.78 THEN 'Black' WHEN r(row, 1) < 0.90 THEN 'White' WHEN r(row, 1) < 0.935 THEN 'Asian'
            WHEN r(row, 1) < 0.975 THEN 'Mixed' WHEN r(row, 1) < 0.9785 THEN 'Other'
            ELSE 'not recorded' END AS ethnicity,
        CASE WHEN r(row, 2) < 0.985 THEN 'male' ELSE 'female' END AS sex,
        12 + floor(30 * pow(r(row, 3), 1.7))::INTEGER AS years,
        (floor(70 * pow(r(row, 4), 1.4)))::INTEGER AS months, r(row, 5) AS luck, r(row, 6) AS later, r(row, 7) AS chance
    FROM range(1, 3807) AS t(row)
), scored AS (
    SELECT *, CASE WHEN luck < 0.4 THEN 0
        ELSE floor((luck - 0.4) * 180 + CASE WHEN ethnicity = 'Black' THEN 9 ELSE 0 END) END::DOUBLE AS score FROM drawn
)
SELECT row, people, person, sex::ENUM ('female', 'male') AS sex,
    ethnicity::ENUM ('White', 'Mixed', 'Asian', 'Black', 'Other', 'not recorded') AS ethnicity,
    (CASE WHEN years < 18 THEN 'under 18' WHEN years < 25 THEN '18 to 24' ELSE '25 and over' END)
        ::ENUM ('under 18', '18 to 24', '25 and over') AS age_band,
    (DATE '2017-10-12' - to_years(years) - to_days((row % 360)::INTEGER))::DATE AS born_on,
    CASE WHEN row % 97 = 0 THEN NULL
        ELSE (DATE '2017-10-12' - to_months(months) - to_days((row % 28)::INTEGER))::DATE END AS listed_on,
    CASE WHEN row % 50 = 0 THEN DATE '2017-09-01' END AS ended_on,
    score, CASE WHEN luck < 0.4 THEN 0 ELSE 1 + (row % 4) END::BIGINT AS caused,
    CASE WHEN score >= 60 THEN 'red' WHEN score >= 25 THEN 'amber' ELSE 'green' END AS band,
    score >= 25 AS proposed,
    CASE WHEN score >= 25 THEN score >= 45 OR (ethnicity = 'Black' AND chance < 0.6) OR chance < 0.05 END AS entered,
    later < 0.15 + score / 250 - CASE WHEN ethnicity = 'Black' THEN 0.08 ELSE 0 END AS outcome
FROM scored ORDER BY row
"""


@cache
def whole() -> Inspection:
    """A list that has every column there is, and something wrong with it."""
    connection = duckdb.connect()
    connection.execute(INVENTED)
    extract = Extract(
        connection=connection, title="the invented list of Middlemarch", as_at=date(2017, 10, 12), rows=PEOPLE,
        people=PEOPLE, roles=ROLES,
        attributes=(
            Attribute("ethnicity", "ethnicity", ETHNICITY, "officer", "White"),
            Attribute("sex", "sex", ("female", "male")),
            Attribute("age", "age_band", AGES),
        ),
        stages=(Stage("proposed", "proposed"), Stage("entered", "entered", "proposed")), has_outcome=True,
        outcome_says="convicted of a violent offence within two years", limits={"retention_months": 24},
        assumed=(
            "The file is taken to be Windows-1252, because it is not UTF-8.",
            "Dates are taken to be day-first, because 1,204 of them cannot be month-first.",
            'The second column "score" is called "score (2)" and is not used.',
        ),
        fingerprint="9f2c" * 16, mapping_fingerprint="01ab" * 16,
    )  # fmt: skip
    against = (benchmarks.load("london-2011"), benchmarks.load("london-2021"))
    tables = disparity.tables(cube.build(extract), against)
    return Inspection(
        extract=extract,
        benchmarks=against,
        findings=FINDINGS,
        tables=tables,
        comparisons=disparity.comparisons(tables),
        cutoffs=cutoffs.over_all(extract),
        error_rates=accuracy.error_rates(extract),
        calibration=accuracy.calibration(extract),
        outcome_tests=outcome_test.test(extract),
        threshold_tests=(THRESHOLD, NOT_USABLE),
        change=Section("change", "Change over time", ("Between 12 April and 12 October 2017, 181 people came.",)),
        said=("The threshold test was made for 1 of 3 characteristics.",),
    )


@cache
def bare() -> Inspection:
    """A list of nothing but rows."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE people AS SELECT range + 1 AS row, 1::BIGINT AS people FROM range(7)")
    extract = Extract(
        connection=connection, title="a list", as_at=date(2026, 11, 1), rows=7, people=7, roles=frozenset(),
        attributes=(),
        stages=(), has_outcome=False, outcome_says="", limits={}, assumed=(), fingerprint="ab" * 32,
        mapping_fingerprint="cd" * 32,
    )  # fmt: skip
    return Inspection(extract=extract, findings=(FINDINGS[-1],))


def an_interval(found: int, of: int) -> Interval:
    low, high = wilson(found, of)
    return Interval(found / of, float(low), float(high))


FINDINGS = (
    Finding("zero_harm", "Nobody harmed", "1,522 of 3,806 people have no event in which they caused harm.", 1522,
            PEOPLE, an_interval(1522, PEOPLE), tuple(range(3, 60, 2)), ("SG-09", "SG-21"),
            ("Data Protection Act 2018, section 37 (adequate, relevant, not excessive)",)),
    Finding("dead", "Dead people", "3 of 3,806 people had died before the day of the extract.", 3, PEOPLE,
            an_interval(3, PEOPLE), (17, 911, 2040), ("SG-25",), ("Data Protection Act 2018, section 38",)),
    Finding("suffered", "Held for harm suffered", "41 people are held who only suffered harm.", 41, PEOPLE,
            None, (4, 8), ("SG-13",), ()),
    Finding("twice", "One person twice", "No reference occurs twice.", 0, PEOPLE, safeguards=("SG-19",)),
    Finding("no_basis", "No basis for being listed", "The file has no column of the basis, so this could not be "
            "checked: name one in the mapping.", None, 0, safeguards=("SG-01",)),
)  # fmt: skip


def _floats(*values: float) -> Any:
    return np.array(values, np.float64)


_GROUPS = ("White", "Black", "Other")
THRESHOLD = ThresholdTest(
    "ethnicity", "entered", "area", _GROUPS, "White", _floats(0.31, 0.19, np.nan), _floats(0.26, 0.17, np.nan),
    _floats(0.37, 0.22, np.nan), _floats(0, -0.12, np.nan), _floats(0, -0.18, np.nan), _floats(0, -0.06, np.nan),
    _floats(np.nan, 0.998, np.nan), 4_000, 1.003, True, "",
    ("As the model sees it, the bar for the group Black was lower than that of White: difference -12 points.",),
    CAVEATS,
)  # fmt: skip
_NONE = _floats(np.nan, np.nan)
NOT_USABLE = ThresholdTest(
    "sex", "entered", "area", ("female", "male"), "", *(_NONE,) * 7, 0, np.nan, False,
    "Too few women were proposed to say anything about the bar.", (), CAVEATS[:1],
)  # fmt: skip
