import copy
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from invented_instruments import document, instruments, severity, standing

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring import instrument

DEMONSTRATION = "demonstration-2026-11"
ROBBERY = 365_000


def _load(**changes: Any) -> instrument.Instrument:
    return instrument.from_document(document(**changes), "a test")


def test_the_packaged_instruments_are_all_sound_and_say_that_they_are_demonstrations() -> None:
    assert instrument.available()
    assert {instrument.load(name).status for name in instrument.available()} == {"demonstration"}


def test_the_id_of_a_packaged_instrument_is_the_name_of_its_file() -> None:
    assert [instrument.load(name).id for name in instrument.available()] == list(instrument.available())


def test_a_digest_is_the_same_for_the_same_facts_in_another_order() -> None:
    rows = document()["severity"]
    assert _load(severity=rows).digest == _load(severity=rows[::-1]).digest


@pytest.mark.parametrize("table", ["severity", "standing", "recency", "band"])
def test_a_digest_changes_with_any_changed_word(table: str) -> None:
    rows = copy.deepcopy(document()[table])
    rows[0]["title" if table == "severity" else "reason"] = "other words"
    assert _load(**{table: rows}).digest != _load().digest


def test_an_adopted_file_is_never_changed() -> None:
    """A changed file needs a new name and date; whoever edits this one must say so by editing this line as well."""
    assert instrument.load(DEMONSTRATION).digest == "5e06c68cda11541155d89d03d1d170c1543cf7fdaa4b90ab7adea814517477c5"


def test_every_subgroup_median_is_one_number() -> None:
    rows = instrument.load(DEMONSTRATION).severities.values()
    medians = {(row.subgroup, row.millidays) for row in rows if row.source.id == "cchi_2026_median"}
    assert len({subgroup for subgroup, _ in medians}) == len(medians)


def test_offences_found_by_police_activity_or_without_violence_are_known_and_worth_nothing() -> None:
    severities = instrument.load(DEMONSTRATION).severities
    assert {severities[code].millidays for code in ("92A", "92C", "92D", "92E", "46", "45", "49", "9A", "66")} == {0}


def test_nothing_unproven_by_itself_lifts_anybody_above_the_lowest_band() -> None:
    rule = instrument.load(DEMONSTRATION)
    weight = rule.standings[Standing.TEST_MET]
    assert weight.cap_millidays is not None
    most = weight.cap_millidays * weight.permille // 1000
    assert rule.band_for(most).name == "low"
    assert rule.band_for(ROBBERY).name == "medium"


def test_unverified_rows_can_be_counted() -> None:
    rows = [severity("1", "1"), severity("2", "1", verified=False)]
    assert [row.offence for row in _load(severity=rows).unverified] == ["2"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"severity": [severity("1", 273.75)]}, "273.75 must be a whole number or a text"),  # type: ignore[arg-type]
        ({"severity": [severity("1", "1.2345")]}, "at most three decimals"),
        ({"severity": [severity("1", True)]}, "must be a whole number"),
        ({"severity": [severity("1", "-1")]}, "must be a whole number"),
        ({"severity": [severity("1", "1"), severity("1", "2")]}, "severity 1 is there twice"),
        ({"severity": [severity("1", "0")]}, "worth nothing must say why"),
        ({"severity": [severity("1", "1", source="nowhere")]}, "source nowhere is not described"),
        ({"severity": [severity("1", "1", colour="red")]}, "unknown field colour"),
        ({"severity": [severity("1", "1", verified="yes")]}, "verified must be bool"),
        ({"severity": [severity("1", "100000.001")]}, "more than 100000 days"),
        ({"severity": [{"offence": "1"}]}, "days is missing"),
        ({"severity": []}, "no severity row"),
        ({"standing": [standing(Standing.CHARGED)]}, "standing convicted has no row"),
        ({"standing": [*document()["standing"], standing(Standing.OPEN)]}, "standing open is there twice"),
        ({"standing": [standing(one) | {"permille": 1} for one in Standing]}, "standing acquitted: must be worth"),
        ({"standing": [standing(one, 1001) for one in Standing]}, "permille must be from 0 to 1000"),
        ({"standing": [standing(one, True) for one in Standing]}, "permille must be int"),
        ({"standing": [standing(one) | {"standing": "rumoured"} for one in Standing]}, "'rumoured' is not a valid"),
        ({"standing": [standing(one) | {"reason": ""} for one in Standing]}, "a reason is missing"),
        ({"recency": []}, "no recency step"),
        ({"recency": [{"from_month": 1, "ppm": 0, "reason": ""}]}, "begin at month 0"),
        ({"recency": [{"from_month": 0, "ppm": 5, "reason": ""}]}, "must end at 0 ppm"),
        ({"recency": [{"from_month": 0, "to_month": 9, "ppm": 0, "reason": ""}]}, "must end at 0 ppm"),
        (
            {
                "recency": [
                    {"from_month": 0, "to_month": 9, "ppm": 9, "reason": ""},
                    {"from_month": 11, "ppm": 0, "reason": ""},
                ]
            },
            "a gap or an overlap between months 0 and 11",
        ),
        (
            {
                "recency": [
                    {"from_month": 0, "to_month": 9, "ppm": 0, "reason": ""},
                    {"from_month": 10, "ppm": 9, "reason": ""},
                ]
            },
            "may never rise",
        ),
        ({"recency": [{"from_month": 0, "to_month": 9, "ppm": 1_000_001, "reason": ""}]}, "from 0 to 1000000 ppm"),
        ({"band": []}, "first band must begin at 0"),
        ({"band": [{"name": "low", "from_points": "1", "reason": ""}]}, "first band must begin at 0"),
        ({"band": [{"name": one, "from_points": "0", "reason": ""} for one in "ab"]}, "in rising order"),
        ({"band": [{"name": "a", "from_points": one, "reason": ""} for one in "01"]}, "two bands have the same name"),
        ({"instrument": {"id": "x"}}, "is missing"),
        ({"instrument": document()["instrument"] | {"dated": "2026"}}, "dated must be date"),
    ],
)
def test_refuses_an_unsound_instrument_and_says_what_is_wrong(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(instrument.InstrumentError) as refused:
        _load(**changes)
    assert any(problem in line for line in refused.value.problems), refused.value.problems


def test_names_every_problem_at_once() -> None:
    with pytest.raises(instrument.InstrumentError) as refused:
        _load(band=[], recency=[])
    assert len(refused.value.problems) == 2


def test_refuses_text_that_is_not_toml() -> None:
    with pytest.raises(instrument.InstrumentError, match=r"mine\.toml cannot be used.*\n- it is not TOML"):
        instrument.load_text("= nothing", where="mine.toml")


def test_refuses_a_float_in_a_file() -> None:
    file = resources.files("evenhand.scoring") / "instruments" / f"{DEMONSTRATION}.toml"
    text = file.read_text(encoding="utf-8").replace('days = "273.75"', "days = 273.75")
    with pytest.raises(instrument.InstrumentError, match=r"273\.75 must be a whole number or a text"):
        instrument.load_text(text)


def test_names_the_instruments_there_are_where_one_is_unknown() -> None:
    with pytest.raises(instrument.InstrumentError, match=DEMONSTRATION):
        instrument.load("another")


def test_no_number_in_a_packaged_file_is_a_float() -> None:
    file = resources.files("evenhand.scoring") / "instruments" / f"{DEMONSTRATION}.toml"
    floats: list[str] = []
    tomllib.loads(file.read_text(encoding="utf-8"), parse_float=floats.append)
    assert floats == []


def test_sources_are_looked_at_within_the_life_of_the_edition() -> None:
    rule = instrument.load(DEMONSTRATION)
    assert all(date(2026, 1, 1) <= row.source.checked_on <= rule.dated for row in rule.severities.values())


@given(instruments())
def test_a_random_instrument_is_sound_and_ends_at_zero(rule: instrument.Instrument) -> None:
    assert rule.step_at(rule.zero_month + 500).ppm == 0
    assert rule.band_for(0) == rule.bands[0]
