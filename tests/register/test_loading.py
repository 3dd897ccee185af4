"""Loading: nothing is lost, nothing is taken in twice, and the newest version speaks."""

import pytest
import steps

from evenhand.register import facts
from evenhand.register.models import Event, Identification, QuarantinedRow
from evenhand.register.reads import people
from registered import Register


def counts(tally):
    return tally.loaded, tally.unchanged, tally.quarantined


def reasons():
    return steps.seen(
        lambda: [reason["text"] for row in QuarantinedRow.objects.order_by("pk") for reason in row.reasons]
    )


def test_a_file_loaded_twice_changes_nothing(load):
    assert counts(load("people", {}, {"given_names": "Perdor"})) == (2, 0, 0)
    assert counts(load("people", {}, {"given_names": "Perdor"})) == (0, 2, 0)


def test_a_later_version_speaks_and_the_earlier_stays(load):
    load("people", {"family_name": "Braxaby"})
    load("people", {"family_name": "Toomsel", "version": 2})
    assert steps.seen(lambda: people.named([steps_person()])[steps_person()].name) == "Avric Toomsel"
    both = steps.opened(lambda: list(Identification.objects.order_by("version")))
    assert [(one.version, one.family_name) for one in both] == [(1, "Braxaby"), (2, "Toomsel")]


def steps_person():
    from evenhand.register.models import Person

    return Person.objects.get().pk


def test_an_earlier_version_that_comes_late_does_not_speak(load):
    load("people", {})
    load("events", {"version": 2, "offence_code": "8N"})
    load("events", {"version": 1, "offence_code": "34B"})
    [event] = steps.seen(lambda: facts.events(steps_person()))
    assert (event.version, event.offence) == (2, "8N")
    assert steps.seen(Event.objects.count) == 2


def test_the_same_version_with_other_content_is_quarantined(load):
    load("people", {})
    assert counts(load("people", {"family_name": "Toomsel"})) == (0, 0, 1)
    assert "says something else" in reasons()[0]
    assert steps.opened(Identification.objects.get).family_name == "Braxaby"


def test_two_versions_in_one_file_are_both_taken_in(load):
    tally = load("people", {"reference": "P1"}, {"reference": "P1", "version": 2, "family_name": "Toomsel"})
    assert counts(tally) == (2, 0, 0)


def test_a_row_twice_in_one_file_is_taken_in_once(load):
    assert counts(load("people", {"reference": "P1"}, {"reference": "P1"})) == (1, 1, 0)


def test_an_event_of_somebody_unknown_waits_until_the_person_is_loaded(load):
    assert counts(load("events", {})) == (0, 0, 1)
    assert "has sent no person 'P1'" in reasons()[0]
    load("people", {})
    assert counts(load("events", {})) == (1, 0, 0)


def test_a_correction_of_an_unknown_event_waits_until_the_event_is_loaded(load):
    load("people", {})
    assert counts(load("corrections", {})) == (0, 0, 1)
    assert "has sent no event 'E1'" in reasons()[0]
    load("events", {})
    assert counts(load("corrections", {})) == (1, 0, 0)


def test_a_person_whose_only_row_is_in_quarantine_is_not_known(load):
    load("people", {"ethnicity": "nonsense", "ethnicity_basis": "self"})
    assert counts(load("events", {})) == (0, 0, 1)


def test_a_later_version_about_somebody_else_is_quarantined(load):
    load("people", steps.record("P1"), steps.record("P2"))
    load("events", {"person_reference": "P1"})
    assert counts(load("events", {"person_reference": "P2", "version": 2})) == (0, 0, 1)
    assert "are about somebody else" in reasons()[0]
    assert len(events_of("P1")) == 1


def events_of(reference):
    person = steps.whose(reference)
    return steps.seen(lambda: facts.events(person))


@pytest.mark.parametrize(
    ("feed", "column", "longest"),
    [("people", "source", 40), ("people", "area", 20), ("people", "postcode", 10), ("events", "origin", 80)],
)
def test_a_value_that_no_table_can_hold_is_quarantined_and_not_an_error(load, feed, column, longest):
    if feed == "events":
        load("people", {})
    assert counts(load(feed, {column: "x" * (longest + 1)})) == (0, 0, 1)
    assert f"{longest + 1} characters long and may be {longest}" in reasons()[0]
    assert counts(load(feed, {column: "x" * longest} if column != "source" else {})) == (1, 0, 0)


def test_ages_are_judged_by_the_newest_birth_date(load):
    load("people", {"born_on": "2020-05-17"})
    assert counts(load("events", {})) == (0, 0, 1)
    load("people", {"born_on": "2002-05-17", "version": 2})
    assert counts(load("events", {})) == (1, 0, 0)


def test_two_loads_at_once_find_one_person_of_one_identifier(register: Register, tmp_path):
    rows = [{"source": source, "reference": f"R{n}", "pnc_id": f"FX-{n}", "family_name": f"Toomsel{n}"}
            for source in ("NMP-CRIME", "NMP-CUSTODY") for n in range(40)]  # fmt: skip
    first, second = steps.at_once(
        lambda: register.load(tmp_path / "a", "people", *rows[:40]),
        lambda: register.load(tmp_path / "b", "people", *rows[40:]),
    )
    assert (first.loaded, second.loaded) == (40, 40)
    from evenhand.register.models import Link, Person

    assert steps.seen(lambda: (Person.objects.count(), Link.objects.count())) == (40, 80)


def test_two_loads_of_one_file_at_once_take_it_in_once(register: Register, tmp_path):
    tallies = steps.at_once(
        lambda: register.load(tmp_path / "a", "people", {}, {"given_names": "Perdor"}),
        lambda: register.load(tmp_path / "b", "people", {}, {"given_names": "Perdor"}),
    )
    assert sorted(counts(tally) for tally in tallies) == [(0, 2, 0), (2, 0, 0)]
