"""The inherited list has the published shape, counted from the files alone."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from evenhand.evidence.sanity import age_on
from evenhand.synthetic import build
from evenhand.synthetic.chance import rounded
from evenhand.synthetic.settings import read_settings

AS_AT = date(2026, 11, 23)
TARGETS = {target["name"]: target for target in read_settings().county["target"]}


def expected(name, people=3806):
    return rounded(TARGETS[name]["share"] * people)


def listed_records(good_rows, whose):
    return [
        row
        for row in good_rows["people"]
        if row["source"] == "NMP-CRIME" and row["version"] == "1" and whose(row)["on_list"]
    ]


def unique(rows):
    return {row["reference"]: row for row in rows}.values()


def test_the_list_has_3806_people_of_whom_1522_have_no_score(county):
    assert county.listed == county.composition["listed"] == 3806
    assert county.composition["zero_score"] == 1522


def test_the_county_says_the_published_figures_of_itself(county):
    names = {name: name for name in ("zero_score", "never_serious", "black", "minority_ethnic", "under_25", "under_18")}
    names |= {"lowest_band": "band_green", "highest_band": "band_red"}
    for target, counted in names.items():
        assert county.composition[counted] == expected(target), target


def test_ages_in_the_files_are_as_published(good_rows, whose):
    ages = [age_on(date.fromisoformat(row["born_on"]), AS_AT) for row in unique(listed_records(good_rows, whose))]
    assert len(ages) == 3806
    assert min(ages) == TARGETS["youngest"]["years"]
    assert sum(age < 25 for age in ages) == expected("under_25")
    assert sum(age < 18 for age in ages) == expected("under_18")


def test_ethnic_groups_in_the_files_are_as_published(good_rows, whose):
    codes = [(row["ethnicity_basis"], row["ethnicity"]) for row in unique(listed_records(good_rows, whose))]
    black = {("officer", "3"), ("self", "B1"), ("self", "B2"), ("self", "B9")}
    white = {("officer", "1"), ("officer", "2"), ("self", "W1"), ("self", "W2"), ("self", "W9")}
    assert sum(code in black for code in codes) == expected("black")
    assert sum(code not in white for code in codes) == expected("minority_ethnic")
    assert sum(basis == "self" for basis, _ in codes) == rounded(Decimal("0.40") * 3806)


def test_bands_in_the_files_are_as_published(good_rows):
    bands = [row["band"] for row in good_rows["listings"]]
    assert (len(bands), bands.count("green"), bands.count("red")) == (
        3806,
        expected("lowest_band"),
        expected("highest_band"),
    )


def established_events(good_rows, whose):
    """Person number -> (offence, date) of events that a charge, caution, conviction or met test stands behind."""
    corrected = {row["event_reference"] for row in good_rows["corrections"]}
    found = defaultdict(list)
    for row in good_rows["events"]:
        settled = row["role"] == "convicted" or row["court_result"] == "pending" or row["evidential_test"] == "met"
        if settled and row["reference"] not in corrected:
            found[whose(row)["person"]].append((row["offence_code"], date.fromisoformat(row["occurred_on"])))
    return found


def test_four_in_ten_have_nothing_established_in_three_years(good_rows, whose):
    outside, window_opens = {"49", "9A"}, date(2023, 11, 23)
    scoring = {
        person
        for person, events in established_events(good_rows, whose).items()
        if any(offence not in outside and occurred_on >= window_opens for offence, occurred_on in events)
    }
    zero = [row for row in good_rows["listings"] if whose(row)["person"] not in scoring]
    assert len(zero) == expected("zero_score") == 1522


def test_no_score_turns_to_zero_or_comes_back_in_the_next_ninety_days(good_rows, whose):
    days_ago = [(AS_AT - on).days for events in established_events(good_rows, whose).values() for _, on in events]
    assert not [days for days in days_ago if 1000 < days < 1160]


def test_a_third_never_had_a_serious_offence_established(good_rows, whose):
    minor = {"49", "9A", "105A", "8L", "3B"}
    established = established_events(good_rows, whose)
    never = [
        row
        for row in good_rows["listings"]
        if all(offence in minor for offence, _ in established[whose(row)["person"]])
    ]
    assert len(never) == expected("never_serious")


def test_a_small_county_keeps_its_zero_share(tmp_path):
    composition = build(tmp_path, 100, as_at=AS_AT).composition
    assert (composition["listed"], composition["zero_score"], composition["under_25"]) == (100, 40, 75)


def test_every_target_says_where_it_is_from_and_whether_that_was_seen():
    assert all(target["source"] and isinstance(target["verified"], bool) for target in TARGETS.values())
    unverified = {name for name, target in TARGETS.items() if not target["verified"]}
    assert unverified == {"under_18", "highest_band"}


def test_the_shares_of_the_list_add_up_to_one():
    settings = read_settings()
    assert sum(story.share for story in settings.listed_stories()) == 1
    assert sum(band.share for band in settings.ages) == 1
    assert sum(group.on_list for group in settings.groups) == 1
