"""A report for publication has no exact count in it, in no form."""

import json
import re
from dataclasses import replace
from typing import Any

import inspected_lists
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.inspection.describe import description
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.report import document
from evenhand.inspection.report.build import sections
from evenhand.inspection.report.published import for_publication, rounded
from evenhand.inspection.report.seen import Seen

WHOLE = inspected_lists.whole()
EXACT = Seen(WHOLE, description(WHOLE.extract))
PUBLIC = for_publication(EXACT)
COUNTS = ("counted", "of", "people", "in_band", "found", "listed", "negatives", "false_positives", "positives",
          "false_negatives", "selected", "true_positives")  # fmt: skip


def as_json(inspection: Inspection) -> Any:
    """The JSON of a report for publication."""
    return json.loads(json.dumps(document.full(inspection, sections(inspection, publish=True), publish=True)))


def counts(part: Any, key: str = "") -> list[float]:
    """Every number below a key that names counts."""
    if isinstance(part, dict):
        return [number for name, value in part.items() for number in counts(value, name)]
    if isinstance(part, list):
        return [number for value in part for number in counts(value, key)]
    return [part] if key in COUNTS and isinstance(part, int | float) else []


@given(count=st.integers(0, 10**7))
def test_a_count_is_rounded_to_five_or_hidden(count: int) -> None:
    shown = float(rounded(count))
    assert np.isnan(shown) if count < 5 else (shown % 5 == 0 and abs(shown - count) <= 2)


def test_every_count_of_a_group_is_a_multiple_of_five() -> None:
    made = as_json(WHOLE)
    data = [section.get("data", {}) for section in made["sections"] if section["name"] != "origin"]
    residents = {people for one in WHOLE.benchmarks for groups in one.people.values() for people in groups.values()}
    found = [number for number in counts(data) if number not in residents]
    assert len(found) > 500
    assert all(number % 5 == 0 for number in found)


def test_pictures_show_rounded_numbers_too() -> None:
    for section in sections(WHOLE, publish=True):
        for plot in section.plots:
            rows = plot.spec["data"]["values"]
            assert all(row["people"] % 5 == 0 for row in rows if "people" in row)


def test_rates_are_worked_out_from_the_rounded_counts() -> None:
    for exact, public in zip(
        (t for t in WHOLE.tables if len(t.attributes) == 1), PUBLIC.inspection.tables, strict=True
    ):
        known = ~np.isnan(public.counted) & (np.nan_to_num(public.of) > 0)
        assert np.allclose(public.rate[known], public.counted[known] / public.of[known])
        assert np.isnan(public.rate[np.isnan(public.counted)]).all()
        assert np.array_equal(np.isnan(public.counted), exact.counted < 5)


def test_there_are_no_intersections_and_no_places_of_rows() -> None:
    made = as_json(WHOLE)
    assert all(len(table.attributes) == 1 for table in PUBLIC.inspection.tables)
    said = json.dumps(made)
    assert "Rows of the file" not in said
    assert '"rows": [17, 911' not in said
    assert all(not one["rows"] for section in made["sections"] for one in section.get("data", {}).get("findings", []))


def test_small_findings_say_only_that_they_are_small() -> None:
    said = json.dumps(as_json(WHOLE))
    assert "Found for fewer than 5 of 3,805." in said
    assert "3 of 3,806" not in said
    assert "3,806" not in said
    assert not re.search(r"(?<![\d.])3806(?!\d)", said)


def test_warnings_that_a_reader_needs_stay() -> None:
    said = json.dumps(as_json(WHOLE))
    assert "these are different things, and the comparison mixes them" in said
    assert "unverified: not compared with their source" in said
    assert "Not for publication" not in said
    assert as_json(WHOLE)["notice"] == ""


def test_nobody_can_tell_nobody_from_a_few() -> None:
    """Two lists that differ in one person below five have one report."""
    table = next(t for t in WHOLE.tables if t.attributes == ("sex",))
    for few in (0, 4):
        counted = np.array([few, *table.counted[1:]])
        changed = replace(WHOLE, tables=(replace(table, counted=counted),))
        public = for_publication(replace(EXACT, inspection=changed)).inspection.tables[0]
        assert np.isnan(public.counted[0])
        assert np.isnan(public.share[0])
        assert public.share[1] == 1


@pytest.mark.parametrize("name", ["error_rates", "calibration", "outcome_tests"])
def test_what_rests_on_an_outcome_is_rounded_too(name: str) -> None:
    found = counts([document._for_json({f: getattr(one, f) for f in one.__dataclass_fields__})
                    for one in getattr(PUBLIC.inspection, name)])  # fmt: skip
    assert found
    assert all(number % 5 == 0 for number in found if not np.isnan(number))


def test_cut_offs_have_no_exact_rate() -> None:
    for one in PUBLIC.inspection.cutoffs:
        assert one.false_positive is one.false_negative is one.found_share is None
        assert (np.nan_to_num(one.counted) % 5 == 0).all()


def test_a_bare_list_can_be_published() -> None:
    assert next(iter(sections(inspected_lists.bare(), publish=True))).name == "short"
