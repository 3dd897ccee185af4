"""Every planted fault of the list is there, as often as the county says, counted from the files alone."""

from collections import Counter, defaultdict
from datetime import date, timedelta

AS_AT = date(2026, 11, 23)


def by_person(rows, whose):
    found = defaultdict(list)
    for row in rows:
        found[whose(row)["person"]].append(row)
    return found


def listed(good_rows, whose):
    return {whose(row)["person"]: row for row in good_rows["listings"]}


def test_deceased_people_were_listed_after_their_death(county, good_rows, whose):
    rows = listed(good_rows, whose)
    died = {whose(row)["person"]: row["effective_on"] for row in good_rows["status"] if row["status"] == "died"}
    dead_when_listed = [person for person, row in rows.items() if person in died and died[person] < row["listed_on"]]
    assert len(dead_when_listed) == county.planted["deceased"] == len(rows.keys() & died.keys()) == 11


def test_victims_are_listed_with_nothing_but_harm_suffered(county, good_rows, whose):
    events = by_person(good_rows["events"], whose)
    only_harmed = [
        person
        for person in listed(good_rows, whose)
        if events[person] and {row["role"] for row in events[person]} <= {"victim", "witness"}
    ]
    assert len(only_harmed) == county.planted["victim_only"] == 228


def test_entries_without_basis_have_no_record_of_any_kind(county, good_rows, whose):
    known = by_person(good_rows["events"] + good_rows["intelligence"], whose)
    without = [person for person, row in listed(good_rows, whose).items() if not known[person]]
    assert len(without) == county.planted["no_basis"] == 190
    assert all(listed(good_rows, whose)[person]["basis"] == "" for person in without)


def test_some_are_listed_on_intelligence_alone(county, good_rows, whose):
    events, reports = by_person(good_rows["events"], whose), by_person(good_rows["intelligence"], whose)
    alone = [person for person in listed(good_rows, whose) if reports[person] and not events[person]]
    assert len(alone) == county.planted["intelligence_only"]


def test_some_reports_all_go_back_to_one_origin(county, good_rows, whose):
    reports = by_person(good_rows["intelligence"], whose).values()
    circular = [rows for rows in reports if len(rows) > 1 and len({row["origin"] for row in rows}) == 1]
    assert len(circular) == county.planted["circular_reporting"] > 0


def test_stale_entries_were_not_looked_at_for_more_than_a_year(county, good_rows):
    reviewed = [row["last_reviewed_on"] for row in good_rows["listings"]]
    a_year_ago = (AS_AT - timedelta(days=366)).isoformat()
    assert sum(bool(day) and day < a_year_ago for day in reviewed) == county.planted["stale_review"] > 1000
    assert reviewed.count("") == county.planted["never_reviewed"] > 100


def test_joined_duplicates_share_a_strong_identifier(county, good_rows):
    kinds = ("pnc_id", "cro_number", "prison_number")
    others = [row for row in good_rows["people"] if row["source"] != "NMP-CRIME"]
    crime = {row[kind] for row in good_rows["people"] if row["source"] == "NMP-CRIME" for kind in kinds} - {""}
    joined = [row for row in others if any(row[kind] in crime for kind in kinds)]
    assert len(joined) == county.planted["duplicate_joined"] > 1000


def test_held_duplicates_share_only_name_and_birth_date(county, good_rows, whose):
    crime = {whose(row)["person"]: row for row in good_rows["people"] if row["source"] == "NMP-CRIME"}
    held = [row for row in good_rows["people"] if row["source"] != "NMP-CRIME" and not row["pnc_id"]]
    held = [row for row in held if whose(row)["person"] in crime]
    assert len(held) == county.planted["duplicate_held"] > 50
    for row in held:
        assert row["source"] == "NMC-COUNCIL"
        assert not row["cro_number"] + row["prison_number"]
        same = crime[whose(row)["person"]]
        assert all(row[column] == same[column] for column in ("given_names", "family_name", "born_on"))


def test_repeats_by_another_body_have_the_origin_of_what_they_repeat(county, good_rows, whose):
    events = by_person(good_rows["events"], whose)
    repeats = [row for row in good_rows["events"] if row["source"] == "NMC-SAFETY"]
    assert len(repeats) == county.planted["re_reported_event"] > 0
    for repeat in repeats:
        same = [row for row in events[whose(repeat)["person"]] if row["origin"] == repeat["origin"]]
        assert Counter(row["source"] for row in same) == {"NMP-CRIME": 1, "NMC-SAFETY": 1}


def test_corrections_later_versions_and_repeated_rows_are_counted(county, good_rows):
    corrections = Counter(f"corrected_{row['correction']}" for row in good_rows["corrections"])
    assert corrections == {name: county.planted[name] for name in corrections}
    assert len(corrections) == 3
    records = Counter((row["source"], row["reference"], row["version"]) for row in good_rows["people"])
    assert sum(count == 2 for count in records.values()) == county.planted["repeated_row"] > 0
    assert sum(version == "2" for _, _, version in records) == county.planted["later_version"] > 0


def test_custody_and_release_are_counted(county, good_rows):
    statuses = Counter(row["status"] for row in good_rows["status"])
    assert statuses == {name: county.planted[name] for name in ("in_custody", "released", "died")}


def test_every_planted_kind_of_person_has_an_example_in_the_files(county, good_rows, whose):
    records = {(row["source"], row["reference"]) for row in good_rows["people"]}
    for name, example in county.examples.items():
        assert (example.source, example.reference) in records, name
    stories = {record["story"] for record in map(whose, good_rows["people"])}
    assert stories <= county.examples.keys()
