"""The catalogue holds all sixty-six promises, each in one place, each with its law."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.safeguards.catalogue import HERE, KINDS, STAGES, CatalogueError, load, promise, read_catalogue, stale

ALL = {f"SG-{number:02}" for number in range(1, 67)}
FILES = sorted((HERE / "catalogue").glob("*"))
GOOD = """\
id = "SG-99"
title = "A title"
promise = "A promise."
stage = "entry"
kind = "gate"
owner = "Senior owner"
in_force_from = 2026-11-23

[[law]]
instrument = "An Act"
provision = "section 1"
says = "Something must be so."
url = ""
checked_on = 2026-11-23
verified = false
"""
WAITING = """\
[[promise]]
id = "SG-98"
title = "Another title"
promise = "Another promise."
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "SG-99-a-title.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "not_yet_kept.toml").write_text(WAITING, encoding="utf-8")
    return tmp_path


def change(shelf: Path, old: str, new: str) -> None:
    file = shelf / "catalogue" / "SG-99-a-title.toml"
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_kept_and_not_yet_kept_are_the_sixty_six() -> None:
    kept = [promise.id for promise in load().kept]
    waiting = [promise.id for promise in load().not_yet_kept]
    assert len(kept) + len(waiting) == 66
    assert set(kept) | set(waiting) == ALL
    assert kept == sorted(kept)


def test_every_file_is_one_promise_and_is_named_after_it() -> None:
    assert {file.suffix for file in FILES} == {".toml"}
    assert [file.name[:5] for file in FILES] == [promise.id for promise in load().kept]


def test_every_title_is_its_own_and_every_promise_is_whole_sentences() -> None:
    everything = [*load().kept, *load().not_yet_kept]
    assert len({promise.title for promise in everything}) == 66
    for said in everything:
        assert not said.title.endswith("."), said.id
        assert said.promise.endswith("."), said.id
        assert len(said.promise) < 340, said.id


def test_every_stage_and_kind_is_a_known_word() -> None:
    for said in load().kept:
        assert said.stage in STAGES
        assert said.kind in KINDS


def test_our_own_policy_is_never_given_out_as_law() -> None:
    for said in load().kept:
        assert any(law.instrument != "evenhand policy" for law in said.laws), said.id
        assert all(law.url == "" for law in said.laws if law.instrument == "evenhand policy"), said.id


def test_no_citation_is_older_than_twelve_months_a_year_on() -> None:
    assert stale(load(), date(2027, 11, 23)) == ()


def test_every_citation_is_stale_a_year_and_a_day_on() -> None:
    assert len(stale(load(), date(2027, 11, 27))) == sum(len(promise.laws) for promise in load().kept)


@pytest.mark.parametrize(("today", "is_stale"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
def test_a_leap_day_is_stale_on_the_first_of_march(shelf: Path, today: date, is_stale: bool) -> None:
    change(shelf, "checked_on = 2026-11-23", "checked_on = 2024-02-29")
    assert bool(stale(read_catalogue(shelf), today)) is is_stale


def test_a_promise_is_found_by_its_reference() -> None:
    assert promise("SG-06").title == "Two people decide, and say why"


def test_refuses_a_reference_that_is_not_kept() -> None:
    with pytest.raises(KeyError, match="SG-48"):
        promise("SG-48")


def test_reads_a_good_catalogue(shelf: Path) -> None:
    read = read_catalogue(shelf)
    assert [said.id for said in read.kept] == ["SG-99"]
    assert [said.id for said in read.not_yet_kept] == ["SG-98"]
    assert read.promise("SG-99").still_to_come == ""
    assert read.promise("SG-99").laws[0].checked_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "A title"\n', "", "missing or unknown: title"),
        ('kind = "gate"', 'kind = "gate"\nweight = 3', "missing or unknown: weight"),
        ('kind = "gate"', 'kind = "wall"', "kind one of"),
        ('stage = "entry"', 'stage = "exit"', "stage must be one of"),
        ('owner = "Senior owner"', 'owner = ""', "owner is empty"),
        ("in_force_from = 2026-11-23", 'in_force_from = "2026-11-23"', "in_force_from must be date"),
        ("in_force_from = 2026-11-23", "in_force_from = 2026-11-23T10:00:00Z", "in_force_from must be date"),
        ('id = "SG-99"', 'id = "SG-9"', "not a reference such as SG-07"),
        ('id = "SG-99"', 'id = "SG-97"', "the name must start with SG-97-"),
        ("verified = false", 'verified = "no"', "verified must be bool"),
        ('says = "Something must be so."', 'says = ""', "says is empty"),
        ('url = ""', 'url = "http://example.org"', "must start with https://"),
        ('url = ""\n', "", "missing or unknown: url"),
        (GOOD[GOOD.index("[[law]]") :], "", "at least one"),
        (GOOD[GOOD.index("[[law]]") :], "law = [1]", "expected a table"),
        ("[[law]]", "[[law", "cannot be read"),
    ],
)
def test_refuses_a_file_that_is_not_valid_and_names_it(shelf: Path, old: str, new: str, said: str) -> None:
    change(shelf, old, new)
    with pytest.raises(CatalogueError, match=said) as refused:
        read_catalogue(shelf)
    assert str(refused.value).startswith("SG-99-a-title.toml")


def test_refuses_a_reference_that_is_used_twice(shelf: Path) -> None:
    (shelf / "catalogue" / "SG-99-again.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match="SG-99 is used twice"):
        read_catalogue(shelf)


def test_refuses_a_promise_that_is_both_kept_and_not_yet_kept(shelf: Path) -> None:
    (shelf / "not_yet_kept.toml").write_text(WAITING.replace("SG-98", "SG-99"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="SG-99 is used twice"):
        read_catalogue(shelf)


def test_refuses_a_list_of_waiting_promises_that_is_not_there(shelf: Path) -> None:
    (shelf / "not_yet_kept.toml").unlink()
    with pytest.raises(CatalogueError, match=r"not_yet_kept\.toml cannot be read"):
        read_catalogue(shelf)
