"""The fictional county, through the front door: the shape it was given comes back, and every planted fault is found."""

import json
from collections import Counter

import psycopg
import pytest

from evenhand.register import clock
from evenhand.register.actions import load, scoring
from evenhand.register.database import STATISTICS
from evenhand.register.entries import standings
from evenhand.register.models import Entry, HeldMatch, LedgerEntry, QuarantinedRow, ScoreTotal
from evenhand.register.reads import figures
from evenhand.synthetic import build

PEOPLE = 500


@pytest.fixture
def county(register, tmp_path):
    built = build(tmp_path / "county", PEOPLE, as_at=clock.today())
    by = register.account("register")
    tallies = {file.path.name: load.load_file(path=file.path, by=by) for file in built.files}
    return built, tallies


def opened(by, event="score:computed"):
    from evenhand.register.acts import act

    return act(event, by=by, purpose="scoring", opens="everything")


def test_every_planted_row_is_quarantined_and_no_other(county):
    built, tallies = county
    for file in built.files:
        tally = tallies[file.path.name]
        assert tally.quarantined == file.bad, file.path.name
        assert tally.seen == file.rows + file.bad == tally.loaded + tally.unchanged + tally.quarantined


def test_the_starting_condition_has_the_published_shape_and_its_faults(register, county):
    built, _ = county
    by = register.account("register")
    scoring.score_everybody(by=by, as_at=clock.today())
    published = figures.publish(as_at=clock.today(), by=by)
    with opened(by):
        entries = {entry.person_id: entry for entry in Entry.objects.all()}
        zero = set(ScoreTotal.objects.filter(caused=0).values_list("person_id", flat=True))
        held = HeldMatch.objects.filter(decided_at=None).count()
        bodies = LedgerEntry.objects.filter(event="entry:not_taken_over").values_list("body", flat=True)
        not_taken_over = Counter(json.loads(body)["facts"]["safeguard"] for body in bodies)
        statuses = {each.status for each in standings(list(entries.values()))}
    assert not_taken_over["SG-25"] == built.planted["deceased"]
    assert set(not_taken_over) <= {"SG-18", "SG-25"}
    assert len(entries) == PEOPLE - not_taken_over.total()
    assert statuses == {"restricted"}
    assert built.composition["zero_score"] == round(PEOPLE * 0.4)
    assert 0 < len(zero & set(entries)) <= built.composition["zero_score"]
    assert published.figures["size"] == len(entries)
    assert held > 0


def test_its_ethnic_composition_comes_back_only_through_the_statistics_role(register, county):
    built, _ = county
    with psycopg.connect(**register.engine.dsn(STATISTICS, register.database)) as statistics:
        rows = statistics.execute("SELECT * FROM equality.composition()").fetchall()
        assert sum(count for *_, count in rows) >= PEOPLE - built.planted["deceased"]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            statistics.execute("SELECT * FROM equality.characteristics")


def test_loading_it_twice_changes_nothing(register, county):
    built, tallies = county
    by = register.account("register")
    for file in built.files:
        again = load.load_file(path=file.path, by=by)
        before = tallies[file.path.name]
        # What an old list says of somebody who was not taken over is gone, and is left out when it comes again.
        assert (again.loaded, again.unchanged + again.withheld) == (0, before.loaded + before.unchanged), file.path.name


def test_the_truth_file_agrees_with_what_was_quarantined(register, county):
    built, _ = county
    truth = json.loads((built.folder / "truth.json").read_text(encoding="utf-8"))
    with opened(register.account("register")):
        found = {(row.load.file_name, row.line) for row in QuarantinedRow.objects.select_related("load")}
    assert found == {(bad["file"], bad["line"]) for bad in truth["bad_rows"]}
