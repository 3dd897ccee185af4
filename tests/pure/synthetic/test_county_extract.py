"""The county's old list as an outsider is given it: the published shape, and every planted fault counted by hand."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from evenhand.inspection import run
from evenhand.inspection.finding import Finding
from evenhand.inspection.mapping_file import read_mapping
from evenhand.synthetic.extract import SMALLEST, CountyExtract, write_extract
from evenhand.synthetic.listed import other_year

AS_AT = date(2018, 5, 1)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> CountyExtract:
    """The extract of the whole county."""
    return write_extract(tmp_path_factory.mktemp("extract"), as_at=AS_AT)


@pytest.fixture(scope="module")
def rows(county: CountyExtract) -> list[dict[str, str]]:
    """Its rows, read by nothing of ours."""
    return read_rows(county.file)


@pytest.fixture(scope="module")
def findings(county: CountyExtract) -> dict[str, Finding]:
    """What the inspector finds in it, with the council's copy beside it."""
    mapping = read_mapping(county.mapping)
    found = run.inspect(county.file, mapping, benchmark=county.benchmarks, copy=(county.copy, mapping))
    return {one.check: one for one in found.findings}


def read_rows(path: Path) -> list[dict[str, str]]:
    """A CSV file as rows by heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """A day as the force writes it."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else None


def age(row: dict[str, str]) -> int:
    """Completed years as at the day."""
    born = day(row["DOB"])
    assert born is not None
    return AS_AT.year - born.year - ((AS_AT.month, AS_AT.day) < (born.month, born.day))


def test_the_published_composition_comes_back(rows: list[dict[str, str]]) -> None:
    assert len(rows) == 3806
    share = {
        "zero": sum(row["Harm score"] == "0" for row in rows),
        "black": sum(row["IC Code"] == "IC3" for row in rows),
        "minority": sum(row["IC Code"] not in ("IC1", "IC2") for row in rows),
        "under 25": sum(age(row) < 25 for row in rows),
        "lowest": sum(row["RAG"] == "Green" for row in rows),
    }
    published = {"zero": 0.40, "black": 0.78, "minority": 0.87, "under 25": 0.75, "lowest": 0.65}
    assert {name: round(number / 3806, 3) for name, number in share.items()} == published


def test_the_published_composition_holds_for_distinct_people_too(rows: list[dict[str, str]]) -> None:
    people = {
        row["Ref No"][1:]: row for row in reversed(rows)
    }.values()  # the first row of each; B00001 is N00001 again
    assert len(people) == 3806 - 26
    share = {
        "zero": sum(row["Harm score"] == "0" for row in people),
        "black": sum(row["IC Code"] == "IC3" for row in people),
        "minority": sum(row["IC Code"] not in ("IC1", "IC2") for row in people),
        "under 25": sum(age(row) < 25 for row in people),
        "lowest": sum(row["RAG"] == "Green" for row in people),
    }
    published = {"zero": 40, "black": 78, "minority": 87, "under 25": 75, "lowest": 65}
    assert {name: round(100 * number / len(people)) for name, number in share.items()} == published


def test_every_fault_is_found_and_counted_exactly(rows, findings: dict[str, Finding]) -> None:
    reviewed = [day(row["Last reviewed"]) or day(row["Date added"]) for row in rows]
    added = [day(row["Date added"]) for row in rows]
    references = Counter(row["Ref No"] for row in rows)
    counted = {
        "no-basis": sum(not row["Grounds"] for row in rows),
        "zero-harm": sum(row["Harm score"] == "0" for row in rows),
        "victim-listed-as-offender": sum(int(row["Times victim"]) > 0 == int(row["Violent events"]) for row in rows),
        "one-source-only": sum(int(row["Sources"]) < 2 for row in rows),
        "intelligence-only": sum(
            int(row["Intel logs"]) > 0 == int(row["Violent events"]) + int(row["Times victim"]) for row in rows
        ),
        "under-10": sum(age(row) < 10 for row in rows),
        "under-1": sum(age(row) < 1 for row in rows),
        "over-100": sum(age(row) > 100 for row in rows),
        "two-birth-dates": len({(row["Ref No"], row["DOB"]) for row in rows}) - len(references),
        "two-sexes": len({(row["Ref No"], row["Sex"]) for row in rows}) - len(references),
        "deceased": sum(bool(row["Date of death"]) for row in rows),
        "past-retention": sum(one is not None and one < date(2015, 5, 1) for one in added),
        "review-overdue": sum(one is not None and one < date(2017, 5, 1) for one in reviewed),
        "released-without-ground": sum(bool(row["Shared with"]) and not row["Sharing agreement"] for row in rows),
        "proxy": 0,
    }
    assert {name: findings[name].found for name in counted} == counted
    assert min(number for name, number in counted.items() if name != "proxy") > 0


def test_what_was_planted_is_what_is_found(county: CountyExtract, findings: dict[str, Finding]) -> None:
    planted = county.planted
    assert findings["under-1"].found == planted["under_one"] == 4
    assert findings["under-10"].found == planted["under_one"] + planted["under_ten"]
    assert findings["over-100"].found == planted["century"]
    assert findings["two-birth-dates"].found == planted["other_birth_date"]
    assert findings["two-sexes"].found == planted["other_sex"]
    assert findings["duplicates"].found == planted["same_reference"] + planted["other_reference"]
    differ = [planted[name] for name in ("missing", "kept", "band", "birth_date")]
    assert findings["disagreement"].found == sum(differ)
    assert f"{differ[0]} are in this copy alone; {differ[1]} in the other alone" in findings["disagreement"].sentence
    assert f"{differ[2]} differ in band; {differ[3]} differ in born on" in findings["disagreement"].sentence


def test_the_same_arguments_give_the_same_bytes(county: CountyExtract, tmp_path: Path) -> None:
    again = write_extract(tmp_path, as_at=AS_AT)
    for name in ("file", "mapping", "copy", "clean", "clean_mapping"):
        assert getattr(again, name).read_bytes() == getattr(county, name).read_bytes(), name
    assert write_extract(tmp_path, seed=7, as_at=AS_AT).file.read_bytes() != county.file.read_bytes()


def test_a_small_county_has_every_fault_too(tmp_path: Path) -> None:
    small = write_extract(tmp_path, 300, as_at=AS_AT)
    assert min(small.planted.values()) == 1
    assert small.planted["same_reference"] == 3
    found = {one.check: one.found for one in run.inspect(small.file, small.mapping).findings}
    assert [name for name, number in found.items() if number == 0] == ["proxy"]


@pytest.mark.parametrize(
    ("written", "later", "then"),
    [
        ("03/02/1999", 1, "03/02/2000"),
        ("28/02/1996", -1, "28/02/1995"),
        ("29/02/1996", -1, "28/02/1995"),
        ("29/02/1996", 1, "28/02/1997"),
        ("29/02/1996", -4, "29/02/1992"),
        ("29/02/2000", -100, "28/02/1900"),
    ],
)
def test_a_birth_date_moved_by_years_is_a_day_there_is(written: str, later: int, then: str) -> None:
    assert other_year(written, later) == then
    assert day(then) is not None


def test_somebody_born_on_29_february_is_found_with_two_birth_dates(tmp_path: Path) -> None:
    moved = write_extract(tmp_path, seed=119, as_at=AS_AT)  # there one of them was born on that day
    assert any(row["DOB"] == "28/02/1995" for row in read_rows(moved.file))
    assert all(day(row["DOB"]) for path in (moved.file, moved.copy) for row in read_rows(path))
    found = {one.check: one.found for one in run.inspect(moved.file, moved.mapping).findings}
    assert found["two-birth-dates"] == moved.planted["other_birth_date"]


@pytest.mark.parametrize("seed", range(20))
def test_the_smallest_list_has_what_it_says_was_planted(tmp_path: Path, seed: int) -> None:
    small = write_extract(tmp_path, SMALLEST, seed, as_at=AS_AT)
    rows, copied = read_rows(small.file), read_rows(small.copy)
    ours, theirs = ({row["Ref No"]: row for row in reversed(part)} for part in (rows, copied))
    both = ours.keys() & theirs.keys()
    assert small.planted == {
        "under_one": sum(age(row) < 1 for row in rows),
        "under_ten": sum(1 <= age(row) < 10 for row in rows),
        "century": sum(age(row) > 100 for row in rows),
        "same_reference": len(rows) - len(ours),
        "other_birth_date": len({(row["Ref No"], row["DOB"]) for row in rows}) - len(ours),
        "other_sex": len({(row["Ref No"], row["Sex"]) for row in rows}) - len(ours),
        "other_reference": len(ours) - len({(row["Name"], row["DOB"]) for row in ours.values()}),
        "missing": len(ours.keys() - theirs.keys()),
        "kept": len(theirs.keys() - ours.keys()),
        "band": sum(ours[one]["RAG"] != theirs[one]["RAG"] for one in both),
        "birth_date": sum(ours[one]["DOB"] != theirs[one]["DOB"] for one in both),
    }


def test_a_list_too_small_for_every_fault_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="A list of 79 people is too small"):
        write_extract(tmp_path / "none", SMALLEST - 1, as_at=AS_AT)
    assert not (tmp_path / "none").exists()


def test_a_list_without_a_fault_gives_no_finding_and_no_difference(county: CountyExtract) -> None:
    found = run.inspect(county.clean, county.clean_mapping)
    assert [one.check for one in found.findings if one.is_fault] == []
    assert [one.check for one in found.findings if one.found is None] == ["disagreement"]
    assert min(float(p) for table in found.tables for p in table.adjusted if p == p) > 0.05
