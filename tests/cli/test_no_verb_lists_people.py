"""No verb of `./eh` writes a list of names (SG-26): each is run on planted names, and shows or writes at most one."""

from pathlib import Path

import pytest
import typer

import world
from evenhand.cli.main import app
from evenhand.register import clock
from evenhand.register.models import Load, QuarantinedRow
from feedfiles import write_feed

KNOWN = ("Zorvanta", "Zorvantb", "Zorvantc")
# What is wrong with these rows is said in a reason that repeats the beginning of the name.
QUARANTINED = ("Zorvantx", "Zorvanty", "Zorvantz")
NAMES = (*KNOWN, *QUARANTINED)

# A feed of people as if it were somebody's list.
MAPPING = """
[register]
as_at = 2026-11-26
[columns]
person = "reference"
name = "family_name"
born_on = "born_on"
postcode = "postcode"
[[attribute]]
name = "ethnicity"
column = "ethnicity"
"""

NOT_RUN = {
    "demo": "builds an invented county; prints the references of three of its people and no name",
    "year": "lives a year of an invented county in a home of its own; prints counts",
    "code": "prints the code of a demo account",
    "serve": "serves the pages",
    "test": "runs the tests",
    "check": "checks the sources",
    "fix": "mends the sources",
    "docs": "writes documents from the sources",
    "safeguards": "prints the promises",
    "prove-safeguards": "runs the tests",
    "bench score": "measures on invented people",
    "bench alarms": "measures on invented months",
    "bench inspect": "measures on invented people",
    "bench ledger": "measures on invented entries",
    "restore": "takes a backup in; prints counts",
    "reopen": "lets people sign in again after a restore",
    "destroy-register": "a year after closing; prints counts",
    "ledger drill": "tampers with copies of the log, which holds no name",
    "ledger add-witness": "adds the key of another body's witness",
    "ledger witness serve": "another body's machine, without a register",
    "ledger witness show": "another body's machine, without a register",
}


def verbs() -> set[str]:
    """Every verb, with the name of its group before it."""
    return {" ".join(path) for path in _below(typer.main.get_command(app), ())}


def _below(group, path):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _below(command, (*path, name))
        else:
            yield (*path, name)


@pytest.fixture
def told(tmp_path):
    """Files to be given to verbs, in a folder of their own: name -> path."""
    folder = tmp_path / "given"
    people = [
        {"reference": f"P-{name}", "pnc_id": f"FX-{name}", "family_name": name, "given_names": f"Ann {name}"}
        for name in KNOWN
    ]
    wrong = [{"reference": f"P-{name}", "family_name": name * 30} for name in QUARANTINED]
    files = {
        "people": write_feed(folder, "people", (*people, *wrong)),
        "events": write_feed(folder, "events", tuple({"person_reference": one["reference"]} for one in people)),
        "listings": write_feed(folder, "listings", tuple({"person_reference": one["reference"]} for one in people)),
        "corrected": write_feed(folder, "people", tuple(wrong)),
        "charter": folder / "charter.toml",
        "policy": folder / "policy.toml",
        "paper": folder / "paper.toml",
        "residents": world.SOURCES / "synthetic" / "papers" / "residents.toml",
        "mapping": folder / "mapping.toml",
    }
    files["mapping"].write_text(MAPPING)
    files["paper"].write_text(world.paper_file("impact-assessment", clock.today()))
    files["charter"].write_text('purpose = "To help."')
    files["policy"].write_text("qualifying_events_min = 4")
    return files


def runs(told: dict[str, Path], out: Path) -> list[tuple[str, list[object]]]:
    """Each verb with its words, in an order in which they can be run."""
    signed = ["--by", "owner", "--approved-by", "dpo"]
    row = lambda: QuarantinedRow.objects.using("owner").order_by("pk").values_list("pk", flat=True)[1]  # noqa: E731
    load = lambda: Load.objects.get(feed="people").pk  # noqa: E731
    return [
        ("load", [told["people"], told["events"], told["listings"]]),
        ("score", []),
        ("publish-figures", []),
        ("explain", ["NMP-CRIME:P-Zorvanta", "--reason", "A test."]),
        ("quarantine list", []),
        ("quarantine loads", []),
        ("quarantine show", [row]),
        ("quarantine export", [row, out / "row.csv"]),
        ("quarantine reload", [row, out / "row.csv"]),
        ("quarantine reload", [load, told["corrected"]]),
        ("account", ["new", "--role", "analyst", "--name", "New"]),
        ("supervisor", ["new", "inspector"]),
        ("adopt-charter", [told["charter"], *signed]),
        ("adopt-paper", ["impact-assessment", told["paper"], *signed]),
        ("adopt-policy", [told["policy"], *signed]),
        ("adopt-benchmark", [told["residents"], *signed]),
        ("inspect", [told["people"], "--map", told["mapping"], "--out", out / "inspection"]),
        ("inspect", ["--own", "--out", out / "own"]),
        ("inspect", [told["people"], "--init", "--map", out / "proposed.toml"]),
        ("adopt-instrument", ["demonstration-2026-11", *signed]),
        ("audit-sample", []),
        ("day", []),
        ("ledger verify", []),
        ("ledger status", []),
        ("ledger export", [out / "ledger", "--use", "integrity"]),
        ("backup", [out / "backup"]),
        ("close-register", ["--reasons", "Another force takes over the work, with its own register.", *signed]),
    ]


def named(words: str) -> set[str]:
    """Whose planted names stand in a text."""
    return {name for name in NAMES if name.lower() in words.lower()}


def written(out: Path) -> dict[Path, str]:
    """What was written to files, by file."""
    return {path: path.read_bytes().decode("latin-1") for path in out.rglob("*") if path.is_file()}


def test_every_verb_is_run_here_or_says_why_not(told, tmp_path):
    assert {verb for verb, _ in runs(told, tmp_path)} | set(NOT_RUN) == verbs()


def test_no_verb_shows_or_writes_more_than_one_name(eh, told, tmp_path, monkeypatch):
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "a long enough password")
    out, most = tmp_path / "out", {}
    out.mkdir()
    for verb, given in runs(told, out):
        before = written(out)
        ran = eh(*verb.split(), *(one() if callable(one) else one for one in given))
        assert ran.code == 0 or verb == "quarantine reload", (verb, ran)
        new = [text for path, text in written(out).items() if before.get(path) != text]
        names = named(ran.out + ran.err) | set().union(*map(named, new))
        assert len(names) <= 1, (verb, names)
        most[verb] = max(most.get(verb, 0), len(names))
    assert {verb for verb, count in most.items() if count} == {
        "quarantine show", "quarantine export", "quarantine reload",
    }  # fmt: skip
