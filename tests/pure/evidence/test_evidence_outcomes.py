"""The standing of an event follows from its role, outcome, court result and correction, for every combination."""

from itertools import product

import pytest

from evenhand.evidence.outcomes import CourtResult, EvidentialTest, caution_outcomes, outcome_types, standing_of
from evenhand.evidence.vocabulary import Correction, Role, Standing

ACTING = (Role.SUSPECT, Role.CONVICTED)
HARMED = {Role.VICTIM: Standing.SUFFERED, Role.WITNESS: Standing.WITNESSED}
ALL = list(product(outcome_types(), [None, *CourtResult], [None, *EvidentialTest], [None, *Correction]))
ZERO = {Standing.NO_FURTHER_ACTION, Standing.ACQUITTED, Standing.CANCELLED}


def test_every_valid_combination_has_a_standing() -> None:
    for role, (outcome, court, test, correction) in product(Role, ALL):
        assert standing_of(role, outcome, court, test, correction) in Standing


def test_a_correction_takes_every_suspect_and_convicted_person_to_its_own_zero_standing() -> None:
    for role, (outcome, court, test, correction) in product(ACTING, ALL):
        if correction:
            standing = standing_of(role, outcome, court, test, correction)
            assert standing.value == correction.value
            assert standing in ZERO


def test_what_was_suffered_or_seen_is_removed_only_by_cancelling_the_crime() -> None:
    for role, (outcome, court, test, correction) in product(HARMED, ALL):
        expected = Standing.CANCELLED if correction is Correction.CANCELLED else HARMED[role]
        assert standing_of(role, outcome, court, test, correction) is expected
    assert standing_of(Role.VICTIM, None) is Standing.SUFFERED


@pytest.mark.parametrize(
    ("outcome", "court", "test", "standing"),
    [
        ("1", None, None, Standing.CHARGED),
        ("1", CourtResult.PENDING, None, Standing.CHARGED),
        ("1", CourtResult.CONVICTED, None, Standing.CONVICTED),
        ("1", CourtResult.ACQUITTED, EvidentialTest.MET, Standing.ACQUITTED),
        ("1", CourtResult.DISCONTINUED, EvidentialTest.MET, Standing.NO_FURTHER_ACTION),
        ("2", None, None, Standing.CAUTIONED),
        ("3", None, None, Standing.CAUTIONED),
        ("4", None, None, Standing.NO_FURTHER_ACTION),
        ("8", None, EvidentialTest.MET, Standing.NO_FURTHER_ACTION),
        ("16", None, EvidentialTest.MET, Standing.NO_FURTHER_ACTION),
        ("22", None, None, Standing.NO_FURTHER_ACTION),
        ("open", None, None, Standing.OPEN),
        ("open", None, EvidentialTest.NOT_MET, Standing.OPEN),
        ("open", None, EvidentialTest.MET, Standing.TEST_MET),
    ],
)
def test_a_suspect_stands_as_the_outcome_says(
    outcome: str, court: CourtResult | None, test: EvidentialTest | None, standing: Standing
) -> None:
    assert standing_of(Role.SUSPECT, outcome, court, test) is standing


def test_a_suspect_without_an_outcome_never_gets_one_by_default() -> None:
    with pytest.raises(KeyError):
        standing_of(Role.SUSPECT, None)
    with pytest.raises(KeyError):
        standing_of(Role.SUSPECT, "23")


def test_the_table_has_every_outcome_type_with_its_reason_and_says_what_was_checked() -> None:
    types = outcome_types()
    assert set(types) == {"open", *map(str, range(1, 23))}
    assert all(row.reason and row.source and row.title for row in types.values())
    assert {number for number, row in types.items() if row.standing is Standing.CAUTIONED} == caution_outcomes()
    assert {number for number, row in types.items() if row.verified} == {"open", "22"}
