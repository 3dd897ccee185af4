"""SG-45: later proven violence is compared between groups, and never shown without what it cannot show."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evenhand import inspection
from evenhand.inspection import outcome_test, run
from evenhand.inspection.extract import Role
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.safeguards import Refused

MAPPING = Mapping(
    "A list",
    date(2026, 11, 26),
    {Role.PERSON: "ref"},
    (AttributeColumn("group", "group"),),
    (YesNoColumn("listed", "listed"),),
    YesNoColumn("violence was proven within a year", "proven"),
)


def inspected(folder: Path, proven: dict[str, int], listed: int = 200) -> Inspection:
    """So many people of each group were listed, and in so many of them violence was later proven."""
    rows = [
        f"{group}{n},{group},yes,{'yes' if n < number else 'no'}"
        for group, number in proven.items()
        for n in range(listed)
    ]
    file = folder / "list.csv"
    file.write_text("\n".join(["ref,group,listed,proven", *rows]) + "\n", encoding="utf-8")
    return run.inspect(file, MAPPING)


def test_a_group_in_which_listing_proved_right_less_often_is_named(tmp_path: Path) -> None:
    [found] = inspected(tmp_path, {"A": 120, "B": 60}).outcome_tests
    told = [one for one in found.sentences if '"B"' in one]
    assert "60 (30.0 %" in told[0]
    assert "less often than in those of everybody else, 0.50 times" in told[0]


def test_an_equal_bar_raises_nothing(tmp_path: Path) -> None:
    [found] = inspected(tmp_path, {"A": 100, "B": 96}).outcome_tests
    assert "differs no more than chance explains" in found.sentences[0]


def test_refuses_a_report_that_shows_the_figures_without_what_they_cannot_show(tmp_path: Path) -> None:
    found = inspected(tmp_path, {"A": 120, "B": 60})
    bare = replace(found, outcome_tests=tuple(replace(one, caveat="") for one in found.outcome_tests))
    with pytest.raises(Refused, match=r"SG-45.*does not say what it cannot show"):
        inspection.write(bare, tmp_path, "bare")
    assert not (tmp_path / "bare.html").exists()


def test_the_caveat_stands_in_every_form_of_the_report(tmp_path: Path) -> None:
    page, _, data = inspection.write(inspected(tmp_path, {"A": 120, "B": 60}), tmp_path, "whole")
    said = outcome_test.CAVEAT.split(". ")[2]
    assert said in page.read_text("utf-8")
    bar = next(one for one in json.loads(data.read_text("utf-8"))["sections"] if one["name"] == "bar")
    assert said in json.dumps(bar, ensure_ascii=False)
