"""The verbs: what they say, and one clear sentence with an exit code where something is wrong."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import click
import pytest
import typer

import faults
import world
from evenhand.cli.main import app
from evenhand.evidence.feeds import reading
from evenhand.evidence.vocabulary import Feed
from evenhand.register import clock
from evenhand.register.acts import act
from evenhand.register.models import Account, LedgerEntry, Load, QuarantinedRow
from feedfiles import write_feed


def every_verb(group, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group) or hasattr(command, "commands"):
            yield from every_verb(command, (*path, name))


VERBS = list(every_verb(typer.main.get_command(app)))


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_says_what_it_does(verb):
    from typer.testing import CliRunner

    said = CliRunner().invoke(app, [*verb, "--help"])
    assert said.exit_code == 0
    assert "Usage" in said.output


def waiting():
    from evenhand.register.actions import accounts

    with act("quarantine:listed", by=accounts.software(), purpose="correct-record", opens="quarantine"):
        return list(QuarantinedRow.objects.filter(settled_at=None).order_by("pk"))


def test_loading_prints_the_tally_and_what_followed(eh, tmp_path):
    path = write_feed(tmp_path, "people", ({}, {"born_on": "never"}))
    ran = eh("load", path)
    assert ran.code == 0
    assert "1 new people" in ran.out
    rows = [line.split() for line in ran.out.splitlines() if line.startswith(path.name)]
    assert [path.name, "people", "2", "1", "0", "1", "0"] in rows


def test_files_are_loaded_in_the_order_that_works(eh, tmp_path):
    events, people = write_feed(tmp_path, "events", ({},)), write_feed(tmp_path, "people", ({},))
    assert eh("load", events, people).code == 0
    assert {load.feed: load.loaded for load in Load.objects.all()} == {"people": 1, "events": 1}


def test_one_fault_of_every_kind_is_conserved_through_the_verb(eh, tmp_path):
    with clock.set_to(datetime(2026, 11, 1, 12, tzinfo=UTC)):
        paths = faults.one_of_every_fault(tmp_path)
        assert eh("load", *paths).code == 0
    loads = {load.file_name: load for load in Load.objects.all()}
    assert len(loads) == len(paths)
    for path in paths:
        load = loads[path.name]
        assert load.quarantined == len(faults.expected(path)), path.name
        assert load.rows_seen == load.loaded + load.unchanged + load.quarantined
        assert load.rows_seen == reading.independent_count(path, reading.Format(load.file_format))
    assert len(waiting()) == sum(load.quarantined for load in loads.values())


UNUSABLE = {
    "empty.csv": b"",
    "no-such.csv": None,
    "[-red]odd[name].csv": b"",
    "x.parquet": b"PAR1 nothing",
    "x.csv": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file_is_one_sentence_an_exit_code_and_a_ledger_entry(eh, tmp_path, name):
    path = tmp_path / name
    if UNUSABLE[name] is not None:
        path.write_bytes(UNUSABLE[name])
    ran = eh("load", path)
    assert ran.code == 1
    told, summary = ran.err.strip().splitlines()
    assert told.startswith(f"Not loaded: {path.name}: ")
    assert told.count(path.name) == 1
    assert summary == "1 of 1 files could not be used at all."
    assert LedgerEntry.objects.using("auditor").filter(event="feed:refused").count() == 1
    assert not Load.objects.exists()


def test_a_good_file_is_loaded_beside_an_unusable_one(eh, tmp_path):
    good, bad = write_feed(tmp_path, "people", ({},)), tmp_path / "bad.csv"
    bad.write_bytes(b"")
    ran = eh("load", bad, good)
    assert (ran.code, Load.objects.get().loaded) == (1, 1)
    assert "1 of 2 files" in ran.err


def test_a_forbidden_column_is_refused_with_its_promise(eh, tmp_path):
    ran = eh("load", write_feed(tmp_path, "people", ({"instagram": "@invented"},)))
    assert ran.code == 1
    assert "SG-07" in ran.err


def test_quarantine_is_listed_exported_corrected_and_loaded_again(eh, tmp_path):
    eh("load", write_feed(tmp_path, "people", ({}, {"born_on": "17/05/1998", "given_names": "Perdor [x]"})))
    listed = eh("quarantine", "list")
    assert "line 3: born_on" in listed.out
    assert "1 rows wait" in listed.out
    assert str(Load.objects.get().pk) in eh("quarantine", "loads").out
    row = str(waiting()[0].pk)
    shown = eh("quarantine", "show", row)
    assert "born_on: A date is written yyyy-mm-dd" in shown.out
    assert "Perdor [x]" in shown.out
    out = tmp_path / "out.csv"
    assert eh("quarantine", "export", row, out).code == 0
    still = eh("quarantine", "reload", row, out)
    assert (still.code, len(waiting())) == (1, 1)
    assert "yyyy-mm-dd" in still.err
    out.write_text(out.read_text().replace("17/05/1998", "1998-05-17"))
    assert eh("quarantine", "reload", row, out).code == 0
    assert waiting() == []


@pytest.mark.parametrize("words", [("show", 9), ("export", 9, "x.csv"), ("reload", 9, "x.csv"), ("reload", "x", "x")])
def test_a_row_or_load_that_is_not_there_is_one_sentence(eh, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    ran = eh("quarantine", *words)
    assert not (tmp_path / "x.csv").exists()
    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1


def test_scores_are_printed_with_their_digests(eh, tmp_path):
    eh("load", write_feed(tmp_path, "people", ({},)), write_feed(tmp_path, "events", ({},)))
    first, second = (eh("score", "--as-at", "2026-11-23", "--known-at", "2099-01-01") for _ in range(2))
    assert "1 people scored as at 2026-11-23" in first.out
    assert first.out == second.out


@pytest.mark.parametrize("words", [("--as-at", "yesterday"), ("--known-at", "noon")])
def test_a_day_that_is_none_is_one_sentence(eh, words):
    ran = eh("score", *words)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "write it as 2026-11-23" in ran.err


def test_a_score_is_explained_to_the_last_point(eh, tmp_path):
    people = write_feed(tmp_path, "people", ({"reference": "P1"}, {"reference": "P2"}))
    eh("load", people, write_feed(tmp_path, "events", ({"source_document": "FX [DOC]"},)))
    ran = eh("explain", "NMP-CRIME:P1", "--reason", "Asked by the person.")
    assert ran.code == 0
    assert "FX [DOC]" in ran.out
    assert "If nothing more happens" in ran.out
    for whom, why in (
        ("NMP-CRIME:P9", "There is no record P9"),
        ("NMP-CRIME:P2", "nobody has decided yet"),
        ("00000000-0000-4000-8000-000000000000", "There is no person"),
        ("somebody", "neither a person's number"),
    ):
        ran = eh("explain", whom, "--reason", "A test.")
        assert (ran.code, ran.err.count("\n"), why in ran.err) == (1, 1, True), ran


def test_an_account_is_made_and_a_wrong_one_is_told(eh, monkeypatch):
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "a long enough password")
    assert eh("account", "new", "--role", "analyst", "--name", "New", "--area", "OST").code == 0
    assert Account.objects.get(username="new").area == "OST"
    assert "already" in eh("account", "new", "--role", "analyst", "--name", "New").err
    ran = eh("account", "other", "--role", "king", "--name", "New")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "There is no role 'king'" in ran.err


def test_an_account_has_a_supervisor_who_is_somebody_else(eh, monkeypatch):
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "a long enough password")
    ran = eh("account", "new", "--role", "analyst", "--name", "New", "--supervisor", "inspector")
    assert (ran.code, Account.objects.get(username="new").supervisor.username) == (0, "inspector")
    assert "reviewer is told when new opens a record in an emergency" in eh("supervisor", "new", "reviewer").out
    assert "Nobody supervises themselves" in eh("supervisor", "new", "new").err
    assert "There is no account 'somebody'" in eh("supervisor", "new", "somebody").err
    assert Account.objects.get(username="new").supervisor.username == "reviewer"
    assert "Whoever watches over the register is told" in eh("supervisor", "new", "").out
    assert Account.objects.get(username="new").supervisor is None


SIGNED = ("--by", "owner", "--approved-by", "dpo")


@pytest.mark.parametrize(
    ("verb", "content", "signed", "code", "why"),
    [
        ("adopt-charter", 'purpose = "x"', ("--by", "owner", "--approved-by", "owner"), 3, "Two people must sign"),
        ("adopt-charter", 'purpose = "x"', ("--by", "analyst", "--approved-by", "dpo"), 1, "does not include this"),
        (
            "adopt-charter",
            'purpose = "x"',
            ("--by", "nobody", "--approved-by", "dpo"),
            1,
            "There is no account 'nobody'",
        ),
        ("adopt-charter", "purpose = 1", SIGNED, 1, "purpose must be a text"),
        ("adopt-charter", 'motto = "x"', SIGNED, 1, "a charter says nothing called 'motto'"),
        ("adopt-charter", "not toml", SIGNED, 1, "cannot be read"),
        ("adopt-policy", "proven_events_min = 0", SIGNED, 3, "would loosen it"),
        ("adopt-policy", "no_such_setting = 1", SIGNED, 3, "There is no setting"),
        ("adopt-policy", "proven_events_min = 2", ("--by", "owner", "--approved-by", "owner"), 3, "Two people"),
    ],
)
def test_an_adoption_is_refused_in_one_sentence(eh, tmp_path, verb, content, signed, code, why):
    file = tmp_path / "given.toml"
    file.write_text(content)
    ran = eh(verb, file, *signed)
    assert (ran.code, why in ran.err) == (code, True), ran
    assert len(ran.err.strip().splitlines()) == 1


IMPACT = "impact-assessment"


@pytest.mark.parametrize(
    ("kind", "content", "signed", "code", "why"),
    [
        (IMPACT, "not toml", SIGNED, 1, "cannot be read"),
        (IMPACT, 'risks = "x"', SIGNED, 1, "must say in_force_from and review_by"),
        (IMPACT, 'in_force_from = "2026-11-23"\nreview_by = 2027-01-01', SIGNED, 1, "without quotes"),
        (IMPACT, {"risks": ""}, SIGNED, 1, "lacks the part 'risks'"),
        (IMPACT, {"risks": " "}, SIGNED, 3, "says nothing about: risks"),
        ("equality-analysis", {}, SIGNED, 1, "has no part called 'description'"),
        (IMPACT, {}, ("--by", "owner", "--approved-by", "owner"), 3, "Two people must sign"),
        (IMPACT, {}, ("--by", "analyst", "--approved-by", "dpo"), 1, "does not include this"),
    ],
)
def test_a_bad_paper_is_refused_in_one_sentence(eh, tmp_path, kind, content, signed, code, why):
    file = tmp_path / "given.toml"
    file.write_text(content if isinstance(content, str) else world.paper_file(IMPACT, clock.today(), **content))
    ran = eh("adopt-paper", kind, file, *signed)
    assert (ran.code, why in ran.err) == (code, True), ran
    assert len(ran.err.strip().splitlines()) == 1


def test_a_register_is_closed_and_after_its_time_destroyed_with_a_certificate(eh, register, tmp_path):
    eh("load", write_feed(tmp_path, "people", ({},)))
    said = ("--reasons", "Another force takes over the work, with its own register.", *SIGNED)
    assert "It answers people until" in eh("close-register", *said).out
    early = eh("destroy-register", "--yes", *SIGNED)
    assert (early.code, "People can ask" in early.err) == (3, True)
    with clock.set_to(clock.now() + timedelta(days=367)):
        nowhere = eh("destroy-register", "--yes", "--certificate", tmp_path / "no", *SIGNED)
        assert (nowhere.code, "There is no folder" in nowhere.err) == (1, True)
        done = eh("destroy-register", "--yes", "--certificate", tmp_path, *SIGNED)
    assert done.code == 0, done
    text = (tmp_path / "destruction-certificate.txt").read_text()
    assert "CERTIFICATE OF DESTRUCTION" in text
    assert "register_person: 1" in text
    told = json.loads(LedgerEntry.objects.using("auditor").latest("pk").body)["facts"]
    for ending, fact in ((".txt", "certificate_sha256"), (".json", "certificate_json_sha256")):
        assert sha256((tmp_path / f"destruction-certificate{ending}").read_bytes()).hexdigest() == told[fact]


def test_adoptions_that_may_be_made_are_made(eh, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text("qualifying_events_min = 4")
    assert eh("adopt-policy", file, *SIGNED).code == 0
    assert eh("adopt-instrument", "demonstration-2026-11", *SIGNED).code == 0
    paper = tmp_path / "paper.toml"
    paper.write_text(world.paper_file(IMPACT, clock.today()))
    assert "The impact assessment is adopted" in eh("adopt-paper", IMPACT, paper, *SIGNED).out
    unknown = eh("adopt-instrument", "no-such", *SIGNED)
    assert (unknown.code, "there is no such instrument" in unknown.err) == (1, True)


def test_the_ledger_is_verified_and_tampering_is_said(eh, register, tmp_path):
    eh("load", write_feed(tmp_path, "people", ({},)))
    assert "Every entry is whole" in eh("ledger", "verify").out
    with register.engine.superuser(register.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("DELETE FROM register_ledgerleaf WHERE position = 3")
    ran = eh("ledger", "verify")
    assert ran.code == 1
    assert "Position 3: an entry is missing here." in ran.out
    assert "The ledger does not hold." in ran.err


def test_feeds_that_only_their_name_tells_apart_can_be_named(eh, tmp_path):
    path = write_feed(tmp_path, "people", ({},))
    assert eh("load", "--feed", Feed.PEOPLE.value, path).code == 0


def test_data_of_another_version_are_left_alone_with_one_sentence(eh, register):
    with register.engine.superuser(register.database) as line:
        line.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('register', '0001_initial', now())")
    ran = eh("ledger", "status")
    assert ran.code == 1
    assert "another version" in ran.err
    assert "--fresh" in ran.err
