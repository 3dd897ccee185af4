"""From one extract to the next: size, zeros, stages, people, and a cut that raises a ratio is told whole."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.inspection import run
from evenhand.inspection.change import Change, compare
from evenhand.inspection.extract import Role
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.inspection.trouble import CannotInspect

FIRST, SECOND = date(2018, 5, 1), date(2024, 8, 1)
RESIDENTS = "attribute,group,people\nrace,Black,133000\nrace,White,599000\n"


def inspected(folder: Path, on: date, people: list[tuple[str, str, int]]) -> Inspection:
    """A list of (reference, group, score) as at a day."""
    file = folder / f"{on}.csv"
    rows = [f"{ref},{group},{score},{'yes' if score > 4 else 'no'}" for ref, group, score in people]
    file.write_text("\n".join(["ref,race,score,high", *rows]) + "\n", encoding="utf-8")
    residents = folder / "residents.csv"
    residents.write_text(RESIDENTS, encoding="utf-8")
    columns = {Role.PERSON: "ref", Role.SCORE: "score"}
    attributes = (AttributeColumn("race", "race", reference="White"),)
    stages = (YesNoColumn("high", "high", ("yes",)),)
    return run.inspect(file, Mapping("A list", on, columns, attributes, stages), benchmark=[residents])


@pytest.fixture
def cut(tmp_path: Path) -> Change:
    """A list that is cut to those with a score, which takes more of the White than of the Black in proportion."""
    black = [(f"B{n}", "Black", 0 if n < 300 else 5) for n in range(780)]
    white = [(f"W{n}", "White", 0 if n < 100 else 5) for n in range(130)]
    left = [one for one in (*black, *white) if one[2]] + [("N1", "Black", 3)]
    return compare([inspected(tmp_path, SECOND, left), inspected(tmp_path, FIRST, [*black, *white])])


def test_sizes_zeros_stages_and_people_are_counted(cut: Change) -> None:
    assert (cut.dates, cut.sizes, cut.zero) == ((FIRST, SECOND), (910, 511), (400, 0))
    assert cut.stages == {"high": (510, 510)}
    [moved] = cut.movements
    assert (moved.stayed, moved.joined, moved.left) == (510, 1, 400)
    assert "On 1 May 2018 the register held 910 people, on 1 August 2024 511." in cut.sentences
    assert "400 of them (44.0 %) had a score of zero then, 0 (0.0 %) at the end." in cut.sentences


def test_a_cut_that_raises_the_ratio_is_told_with_both_figures(cut: Change) -> None:
    [series] = [one for one in cut.series if one.stage == "listed"]
    place = series.groups.index(("Black",))
    assert series.ratio[1, place] > series.ratio[0, place] > 1
    assert series.counted[1, place] < series.counted[0, place]
    [told] = [one for one in cut.sentences if one.startswith("Black (listed")]
    assert "780 people on 1 May 2018, 481 on 1 August 2024" in told
    assert "Neither figure should be told without the other." in cut.sentences[-1]


def test_a_list_that_grows_is_not_called_cut(tmp_path: Path) -> None:
    small, large = [("A", "Black", 1)] * 1, [(f"A{n}", "Black", 1) for n in range(50)]
    change = compare([inspected(tmp_path, FIRST, small), inspected(tmp_path, SECOND, large)])
    assert not [one for one in change.sentences if "cut" in one]


def test_refuses_two_extracts_of_one_day(tmp_path: Path) -> None:
    one = inspected(tmp_path, FIRST, [("A", "Black", 1)])
    with pytest.raises(CannotInspect, match="as at the same day"):
        compare([one, one])


def test_groups_that_only_one_day_has_are_kept(tmp_path: Path) -> None:
    first = inspected(tmp_path, FIRST, [("A", "Black", 1), ("B", "White", 1)])
    second = inspected(tmp_path, SECOND, [("A", "Black", 1), ("C", "Asian", 1)])
    series = compare([first, second]).series[0]
    assert {("Black",), ("White",), ("Asian",)} <= set(series.groups)
