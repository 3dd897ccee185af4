"""Every named check: what it finds the day before, on the day and the day after, and what it says where it cannot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from evenhand.inspection import checks
from evenhand.inspection.checks.proxies import told
from evenhand.inspection.extract import Extract, Role
from evenhand.inspection.finding import Finding
from evenhand.inspection.mapping import AttributeColumn, Mapping
from evenhand.inspection.reading import read
from evenhand.safeguards import catalogue

AS_AT = date(2018, 5, 1)


@pytest.fixture
def listed(tmp_path: Path):
    """A function that makes a list of these rows and reads it: every heading is a role."""

    def make(headings: str, *rows: str, attributes: Sequence[str] = (), name: str = "list", **more) -> Extract:
        file = tmp_path / f"{name}.csv"
        # A column beside the others, since a blank line of a file of one column is no row.
        file.write_text("\n".join([f"{headings},beside", *(f"{row},x" for row in rows)]) + "\n", encoding="utf-8")
        names = [one for one in headings.split(",") if one in list(Role)]
        mapping = Mapping("A list", AS_AT, {Role(one): one for one in names}, **more)
        return read(file, replace(mapping, attributes=tuple(AttributeColumn(one, one) for one in attributes)))

    return make


def found(extract: Extract, check: str, other: Extract | None = None) -> Finding:
    """The finding of one check."""
    [one] = [one for one in checks.run(extract, other) if one.check == check]
    return one


TWICE = ["A,X,2000-01-01", "B,x,2000-01-01", "C,X,2000-01-02", "A,X,2000-01-01"]
CASES = [
    ("no-basis", "basis", ["seen", "", "n/a"], 2, (2, 3)),
    ("no-basis", "caused,suffered", ["0,0", "1,0", ",", "0,2"], 2, (1, 3)),
    ("zero-harm", "score", ["0", "0.0", "1", ""], 2, (1, 2)),
    ("zero-harm", "caused", ["0", "2", ""], 2, (1, 3)),
    ("victim-listed-as-offender", "suffered,caused", ["1,0", "1,1", "0,0", "2,"], 2, (1, 4)),
    ("victim-listed-as-offender", "suffered,caused,listed_as", ["1,0,Nominal", "1,0,Victim", "1,0,"], 2, (1, 3)),
    ("one-source-only", "sources", ["0", "1", "2", ""], 2, (1, 2)),
    ("intelligence-only", "intelligence,caused,suffered", ["1,0,0", "1,1,0", "1,0,1", "0,0,0", "3,,"], 2, (1, 5)),
    ("under-10", "born_on", ["2008-05-02", "2008-05-01", "2008-04-30", ""], 1, (1,)),
    ("under-10", "age", ["9.9", "10", ""], 1, (1,)),
    ("under-1", "born_on", ["2017-05-02", "2017-05-01", "2019-01-01"], 2, (1, 3)),
    ("over-100", "born_on", ["1917-05-01", "1917-05-02", "1918-05-01"], 1, (1,)),
    ("over-100", "age", ["100", "101"], 1, (2,)),
    ("two-birth-dates", "person,born_on", ["A,2000-01-01", "B,2000-01-01", "A,2000-01-02", "B,2000-01-01"], 1, (1, 3)),
    ("two-sexes", "name,sex", ["Ann,F", "Ann,M", "Bob,M", "Bob, m"], 1, (1, 2)),
    ("duplicates", "person", ["A", "B", "A", "A", ""], 2, (3, 4)),
    ("duplicates", "person,name,born_on", TWICE, 2, (2, 4)),
    ("deceased", "died_on", ["2018-04-30", "2018-05-01", "2018-05-02", ""], 2, (1, 2)),
    ("past-retention", "keep_until", ["2018-04-30", "2018-05-01", ""], 1, (1,)),
    ("review-overdue", "review_by", ["2018-04-30", "2018-05-01", ""], 1, (1,)),
    ("released-without-ground", "released_to,release_ground", ["Council,", "Council,ISA", ",", ",ISA"], 1, (1,)),
    ("ended-still-listed", "ended_on", ["2018-05-01", "2018-05-02", ""], 1, (1,)),
]  # fmt: skip


@pytest.mark.parametrize(("check", "headings", "rows", "number", "places"), CASES)
def test_finds_what_is_wrong_and_nothing_else(listed, check, headings, rows, number, places) -> None:
    one = found(listed(headings, *rows), check)
    assert (one.found, one.rows) == (number, places), one.sentence
    assert one.sentence.startswith(f"{number} of {one.of} ")
    assert one.interval is not None
    assert 0 < one.interval.low < one.interval.value < 1 or one.interval.value == 1
    assert one.is_fault


@pytest.mark.parametrize(("check", "headings", "rows", "number", "places"), CASES)
def test_says_nothing_of_a_list_of_the_others(listed, check, headings, rows, number, places) -> None:
    right = [row for place, row in enumerate(rows, start=1) if place not in places] or [rows[0]]
    one = found(listed(headings, *right), check)
    if len(right) + len(places) == len(rows):
        assert one.found == 0, one.sentence
        assert one.sentence.startswith(("None of", "There are no"))


def test_limits_of_the_mapping_count_in_months_and_days(listed) -> None:
    rows = ["2015-05-01,2017-05-01", "2015-04-30,2017-04-30", "2018-04-01,"]
    extract = listed("listed_on,reviewed_on", *rows, limits={"retention_months": 36, "review_days": 365})
    assert found(extract, "past-retention").rows == (2,)
    assert found(extract, "review-overdue").rows == (2,)
    assert "1 were never reviewed" in found(extract, "review-overdue").sentence
    silent = listed("listed_on,reviewed_on", *rows)
    assert found(silent, "past-retention").found is None
    assert "retention_months" in found(silent, "past-retention").sentence
    assert "review_days" in found(silent, "review-overdue").sentence


def test_more_is_said_where_the_file_has_it(listed) -> None:
    rows = ["0,2011-01-01,2018-01-01,2017-06-01", ",2000-01-01,2017-05-01,2017-06-01"]
    extract = listed("score,born_on,died_on,listed_on", *rows)
    assert "1 more have no score at all." in found(extract, "zero-harm").sentence
    assert (
        "1 of 1 people with a score (100.0 %, 95 % interval 20.7 % to 100.0 %) has a score"
        in found(extract, "zero-harm").sentence
    )
    assert "1 were listed after the day of their death" in found(extract, "deceased").sentence
    assert "1 were under ten on the day" in found(extract, "under-10").sentence


def test_what_cannot_be_checked_says_which_column_is_missing(listed) -> None:
    for one in checks.run(listed("person", "A", "B")):
        if one.check != "duplicates":
            assert one.found is None, one.check
            assert "mapped as" in one.sentence or "second copy" in one.sentence
    assert "no column of the file is mapped as died_on" in found(listed("person", "A"), "deceased").sentence


def test_counted_cells_are_weighted_or_not_checked(listed) -> None:
    extract = listed("score,people,person", "0,30,A", "5,70,A", count="people")
    zero, twice = found(extract, "zero-harm"), found(extract, "duplicates")
    assert (zero.found, zero.of) == (30, 100)
    assert twice.found is None
    assert "counted cells" in twice.sentence


def homes(listed, alike: bool, groups: str = "AB") -> Extract:
    """Two hundred people in four places; alike: each place has people of one group alone."""
    rows = [f"P{n},VZ{n % 4} 1CC,{groups[(n % 4) // 2 if alike else (n // 4) % 2]}" for n in range(200)]
    return listed("person,postcode,race", *rows, attributes=["race"])


def test_a_place_that_stands_in_for_a_group_is_found(listed) -> None:
    one = found(homes(listed, alike=True), "proxy")
    assert (one.found, one.of) == (200, 200)
    assert "Knowing the postcode district takes away" in one.sentence
    assert found(homes(listed, alike=False), "proxy").found == 0


def test_many_small_places_do_not_look_like_a_proxy_by_chance(listed) -> None:
    chance = np.random.default_rng(1)
    rows = [f"P{n},place {chance.integers(40)},{'AB'[chance.integers(2)]}" for n in range(400)]
    assert found(listed("person,area,race", *rows, attributes=["race"]), "proxy").found == 0


def test_chance_is_taken_off_what_a_column_tells() -> None:
    chance = np.random.default_rng(2)
    measured = [told(chance.multinomial(2000, np.full(60, 1 / 60)).reshape(20, 3).astype(float)) for _ in range(50)]
    assert np.mean(measured) < 0.005
    assert told(np.diag([50.0, 50.0])) > 0.99


def test_two_copies_are_compared_person_by_person(listed) -> None:
    ours = listed("person,band,born_on", "A,red,2000-01-01", "B,red,2000-01-01", "C,red,", "D,red,")
    theirs = listed("person,band,born_on", "A,red,2000-01-01", "B,amber,2001-01-01", "D,red,", "E,red,", name="copy")
    one = found(ours, "disagreement", theirs)
    assert (one.found, one.of, one.rows) == (3, 5, (2, 3))
    assert "1 are in this copy alone; 1 in the other alone; 1 differ in band; 1 differ in born on." in one.sentence
    assert found(ours, "disagreement", ours).found == 0
    assert found(ours, "disagreement").found is None
    other_day = replace(theirs, as_at=date(2018, 6, 1))
    assert "for good reasons" in found(ours, "disagreement", other_day).sentence


def test_every_promise_named_by_a_check_exists_and_every_check_has_its_own_name(listed) -> None:
    known = {one.id for one in (*catalogue.load().kept, *catalogue.load().not_yet_kept)}
    every = checks.run(listed("person", "A"))
    assert len({one.check for one in every}) == len(every) == 18
    assert {ref for one in every for ref in one.safeguards} <= known


def test_no_name_reference_or_address_is_in_a_sentence(listed) -> None:
    headings = "person,name,postcode,area,born_on,basis,listed_as,suffered,caused,race"
    rows = [f"SECRET{n},Zorvant{n % 3},VZ1 1CC,Zorvale,2000-01-0{n % 3 + 1},,,1,0,{'AB'[n % 2]}" for n in range(12)]
    said = " ".join(one.sentence for one in checks.run(listed(headings, *rows, attributes=["race"])))
    assert not [word for word in ("SECRET", "Zor", "VZ1", "1CC") if word in said]


def test_no_text_about_one_person_is_quoted(listed) -> None:
    rows = ["1,0,Resident"] * 30 + ['1,0,"Jane Roe, suspect"']
    said = found(listed("suffered,caused,listed_as", *rows), "victim-listed-as-offender").sentence
    assert "Taken to mean somebody who harms: 'Resident'." in said
    assert "Roe" not in said


def test_the_strongest_proxy_is_found_and_a_column_is_no_proxy_of_itself(listed) -> None:
    rows = [f"P{n},{'north' if n % 2 else 'south'},{'AB'[n % 2]}" for n in range(60)]
    one = found(listed("person,area,race", *rows, attributes=["race"]), "proxy")
    assert (one.found, one.of) == (60, 60)
    alone = [row.rsplit(",", 1)[0] for row in rows]
    assert found(listed("person,area", *alone, attributes=["area"]), "proxy").found is None


def test_where_nobody_has_a_value_nothing_is_said_to_be_clean(listed) -> None:
    extract = listed("person,born_on,sources", "A,,", "B,,")
    assert found(extract, "under-10").found is None
    assert found(extract, "one-source-only").found is None


def test_letters_and_words_for_a_sex_are_one(listed) -> None:
    assert found(listed("person,sex", "A,M", "A,Male", "B,F", "B,M"), "two-sexes").found == 1


def test_a_limit_holds_where_the_file_gives_no_day(listed) -> None:
    rows = [
        ",2015-04-30,,2017-04-30",
        "2019-01-01,2010-01-01,2019-01-01,2010-01-01",
        "2018-04-30,2018-01-01,,2018-01-01",
    ]
    limits = {"retention_months": 36, "review_days": 365}
    extract = listed("keep_until,listed_on,review_by,reviewed_on", *rows, limits=limits)
    assert found(extract, "past-retention").rows == (1, 3)
    assert found(extract, "review-overdue").rows == (1,)
