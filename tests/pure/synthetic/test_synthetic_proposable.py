"""An analyst has somebody to propose, and somebody who falls short in each of the ways."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from evenhand.synthetic.settings import read_settings

AS_AT = date(2026, 11, 23)
QUALIFYING, TOP = {"8N", "34B"}, {"2", "5D"}
FALLS_SHORT = [story.name for story in read_settings().unlisted_stories() if story.falls_short]


@pytest.fixture(scope="module")
def evidence(good_rows, whose):
    """Story -> one tuple for each person: (qualifying, proven, origins) of the last 23 months."""
    corrected = {row["event_reference"] for row in good_rows["corrections"]}
    opens = (AS_AT - timedelta(days=700)).isoformat()
    events = defaultdict(list)
    for row in good_rows["events"]:
        settled = row["role"] == "convicted" or row["court_result"] == "pending" or row["evidential_test"] == "met"
        violent = row["offence_code"] in QUALIFYING | TOP
        if settled and violent and row["reference"] not in corrected and row["occurred_on"] >= opens:
            events[whose(row)["person"]].append(row)
    found = defaultdict(dict)
    for record in map(whose, good_rows["people"]):
        rows = events[record["person"]]
        proven = sum(row["role"] == "convicted" for row in rows)
        found[record["story"]][record["person"]] = (len(rows), proven, len({row["origin"] for row in rows}))
    return {story: list(people.values()) for story, people in found.items()}


def meets(events, proven, origins):
    return events >= 3 and proven >= 1 and origins >= 3


def test_at_least_fifty_unlisted_adults_can_be_proposed(county, evidence):
    assert all(meets(*counts) for counts in evidence["proposable"])
    assert len(evidence["proposable"]) == county.planted["proposable"] >= 50


@pytest.mark.parametrize("story", FALLS_SHORT)
def test_at_least_twenty_fall_short_in_each_way(county, evidence, story):
    assert len(evidence[story]) == county.planted[story] >= 20


@pytest.mark.parametrize(
    "story",
    ["suspect_only", "two_events", "unlisted_intelligence_only", "suffered_only", "one_origin", "cleared_since"],
)
def test_falls_short_by_the_evidence(evidence, story):
    assert not any(meets(*counts) for counts in evidence[story])


@pytest.mark.parametrize("story", ["under_13", "unlisted_deceased", "child_proposable", "identity_in_doubt"])
def test_meets_the_rule_and_something_else_stands_in_the_way(evidence, story):
    assert all(meets(*counts) for counts in evidence[story])


def test_the_ways_are_what_they_say(evidence, good_rows, whose):
    assert set(evidence["suspect_only"]) == {(3, 0, 3)}
    assert set(evidence["two_events"]) == {(2, 2, 2)}
    assert set(evidence["one_origin"]) == {(4, 2, 2)}
    assert set(evidence["cleared_since"]) == {(2, 0, 2)}
    reports = Counter(whose(row)["person"] for row in good_rows["intelligence"])
    spoken_of = [r["person"] for r in map(whose, good_rows["people"]) if r["story"] == "unlisted_intelligence_only"]
    assert {reports[person] for person in spoken_of} == {5}


def test_nobody_off_the_list_who_can_be_proposed_has_a_top_offence(good_rows, whose):
    unlisted = [row for row in good_rows["events"] if not whose(row)["on_list"] and row["role"] == "convicted"]
    assert unlisted
    assert not {row["offence_code"] for row in unlisted} & TOP


def test_those_who_can_be_proposed_are_alive_adult_and_one_record(good_rows, whose):
    dead = {whose(row)["person"] for row in good_rows["status"] if row["status"] == "died"}
    records = Counter(whose(row)["person"] for row in good_rows["people"])
    for row in good_rows["people"]:
        if whose(row)["story"] == "proposable":
            assert row["born_on"] < "2008-11-23"
            assert whose(row)["person"] not in dead
            assert records[whose(row)["person"]] == 1


def test_children_are_as_young_as_their_story_says(good_rows, whose):
    born = defaultdict(set)
    for row in good_rows["people"]:
        born[whose(row)["story"]].add(row["born_on"])
    assert min(born["under_13"]) > "2013-11-23"
    assert min(born["child_proposable"]) > "2008-11-23"
    assert max(born["child_proposable"]) <= "2012-11-23"
