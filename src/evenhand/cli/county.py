"""demo: a fictional county, through the front door like anybody's, and its pages."""

import csv
import json
import secrets
import shutil
import time
import tomllib
from datetime import date
from importlib.resources import files as package_files
from pathlib import Path
from typing import Annotated, Any

import typer

from evenhand.cli import county_papers, feeds, serving
from evenhand.cli.running import Stop, console, register_ready
from evenhand.register.database import DatabaseTrouble, Home
from evenhand.register.database.erase import erase
from evenhand.synthetic import build
from evenhand.synthetic.county import SMALLEST

ACCOUNTS: dict[str, dict[str, Any]] = {
    "owner": {"display_name": "Senior owner", "role": "owner"},
    "dpo": {"display_name": "Data protection officer", "role": "dpo"},
    "records": {"display_name": "Records officer", "role": "records"},
    "reviewer": {"display_name": "Inspector", "role": "reviewer", "area": "{area}", "is_inspector": True},
    # About a child two inspectors decide, and nobody keeps somebody twice running.
    "reviewer2": {"display_name": "Second inspector", "role": "reviewer", "area": "{area}", "is_inspector": True},
    "sergeant": {"display_name": "Sergeant", "role": "reviewer", "area": "{area}", "supervisor": "reviewer"},
    "analyst": {"display_name": "First analyst", "role": "analyst", "area": "{area}", "supervisor": "sergeant"},
    "coordinator": {"display_name": "Support coordinator", "role": "coordinator", "body": "Northmarch Council"},
}
PEOPLE = 3806  # as many as were on the list whose published shape the county has
LOOK_AT = {"proposable": "meets the evidence rule and is not on the register", "victim_only": "listed although they "
           "only ever suffered harm", "duplicate_held": "may be one person under two records"}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command()(demo)
    app.command()(code)


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw the county away and build it anew.")] = False,
    people: Annotated[
        int | None, typer.Option(help="How many people are on the inherited list; 3806 unless given.", min=SMALLEST)
    ] = None,
    port: Annotated[int, typer.Option(help="Where to serve the pages.")] = serving.PORT,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build and stop.")] = False,
) -> None:
    """Build a fictional county, load its feeds, score everybody and open the pages."""
    home = Home.find()
    if fresh:
        throw_away(home)
    with register_ready() as server:
        county = _built(home, people)
        if no_serve:
            _tell(home, county, f"http://127.0.0.1:{port} once you run ./eh serve")
        else:
            serving.serve_pages(server, port, lambda address: _tell(home, county, address))


def code(username: str) -> None:
    """Print the six-digit code of a demo account's second factor, as an authenticator would."""
    from django_otp.oath import TOTP

    accounts = _accounts(Home.find())
    if username not in accounts:
        raise Stop(f"The demo has no account {username!r}; it has {', '.join(accounts) or 'none yet'}.")
    totp = TOTP(bytes.fromhex(accounts[username]["second_factor"]))
    totp.time = time.time()
    console.print(f"{totp.token():06d}")


def throw_away(home: Home) -> None:
    """Remove the county: its database and its files. Refused while another run uses them."""
    try:
        erase(home)
    except DatabaseTrouble as trouble:
        raise Stop(str(trouble)) from trouble
    shutil.rmtree(_folder(home), ignore_errors=True)
    _kept(home).unlink(missing_ok=True)


def _folder(home: Home) -> Path:
    return home.path / "county"


def _built(home: Home, asked: int | None) -> dict[str, Any]:
    """The county, built and loaded; from where an earlier run left off, and at once where it was finished."""
    from evenhand.register.actions import accounts, scoring
    from evenhand.register.reads import figures

    notes = _folder(home) / "built.json"
    known = json.loads(notes.read_text("utf-8")) if notes.exists() else {}
    people = asked or known.get("people", PEOPLE)
    if known.get("people", people) != people:
        raise Stop(f"There is a county of {known['people']} people here already; --fresh builds another.")
    if known.get("finished"):
        return known
    console.print(f"Building the county of Northmarch: {people} people on an inherited list, all invented.")
    known = _write_county(home, people, known)
    _set_up(home, known["area"])
    if feeds.load_files([Path(file) for file in known["files"]]):
        raise Stop("The county's own files could not be loaded.")
    by = accounts.software()
    console.print("Scoring everybody.")
    scoring.score_everybody(by=by, as_at=_today())
    figures.publish(as_at=_today(), by=by)
    known["finished"] = True
    _note(home, known)
    return known


def _write_county(home: Home, people: int, known: dict[str, Any]) -> dict[str, Any]:
    """Write the feeds as files; an interrupted build is written again for the same day, so to the same bytes."""
    as_at = date.fromisoformat(known["as_at"]) if "as_at" in known else _today()
    county = build(_folder(home), people, as_at=as_at)
    examples = {name: county.examples[name] for name in LOOK_AT if name in county.examples}
    known = {
        "people": people,
        "as_at": as_at.isoformat(),
        "files": [str(file.path) for file in county.files],
        "area": _area_of(county.files[0].path, examples["proposable"].reference),
        "look_at": {name: one.reference for name, one in examples.items()},
    }
    _note(home, known)
    return known


def _note(home: Home, known: dict[str, Any]) -> None:
    # A new file in the place of the old one: a build cut short leaves the one or the other whole.
    draft = _folder(home) / "built.new"
    draft.write_text(json.dumps(known), encoding="utf-8")
    draft.replace(_folder(home) / "built.json")


def _area_of(people_file: Path, reference: str) -> str:
    with people_file.open(encoding="utf-8", errors="replace", newline="") as file:
        return next(row["area"] for row in csv.DictReader(file) if row["reference"] == reference)


def _set_up(home: Home, area: str) -> None:
    """Accounts, charter, papers and instrument, by the same actions that any register is set up with."""
    from evenhand.casework.governance import Charter
    from evenhand.register import governance as in_force
    from evenhand.register.actions import accounts, governance

    known = _accounts(home)
    for username, described in ACCOUNTS.items():
        # What opens an account is kept before the account is made: a build cut short here can go on.
        if accounts.named(username) is None:
            known[username] = {"password": secrets.token_urlsafe(9), "second_factor": secrets.token_hex(20)}
            known[username]["name"] = described["display_name"]
            _keep(home, known)
            _make_account(username, known[username]["password"], {k: _in(area, v) for k, v in described.items()})
        _give_second_factor(username, known[username]["second_factor"])
    owner, dpo = accounts.named("owner"), accounts.named("dpo")
    if in_force.charter() is None and owner and dpo:
        written = package_files("evenhand.synthetic").joinpath("charter.toml").read_text(encoding="utf-8")
        governance.adopt_charter(charter=Charter(**tomllib.loads(written)), by=owner, approved_by=dpo)
    if owner and dpo:
        county_papers.adopt(owner, dpo)
    if not in_force.any_instrument() and owner and dpo:
        governance.adopt_instrument(instrument_id="demonstration-2026-11", by=owner, approved_by=dpo)


def _in(area: str, value: Any) -> Any:
    return value.format(area=area) if isinstance(value, str) else value


def _make_account(username: str, password: str, described: dict[str, Any]) -> None:
    from evenhand.register.actions import accounts

    supervisor = accounts.named(described.pop("supervisor", ""))
    said = {"body": "Northmarch Police", "supervisor": supervisor, "by": accounts.software(), **described}
    accounts.make(username=username, password=password, **said)


def _give_second_factor(username: str, key: str) -> None:
    from evenhand.register.actions import accounts

    account = accounts.named(username)
    if account and accounts.second_factor(account=account) is None:
        accounts.give_second_factor(account=account, key=key, by=accounts.software())


def _kept(home: Home) -> Path:
    return home.path / "demo-accounts.json"


def _accounts(home: Home) -> dict[str, dict[str, str]]:
    return json.loads(_kept(home).read_text("utf-8")) if _kept(home).exists() else {}


def _keep(home: Home, known: dict[str, dict[str, str]]) -> None:
    _kept(home).touch(mode=0o600)
    _kept(home).write_text(json.dumps(known, indent=1), encoding="utf-8")


def _today() -> date:
    from evenhand.register import clock

    return clock.today()


def _tell(home: Home, county: dict[str, Any], address: str) -> None:
    """Who to sign in as, and what to look at."""
    console.print(f"\n[bold]The county of Northmarch is ready: {address}[/bold]\n")
    for username, account in _accounts(home).items():
        console.print(f"  {username:<10} password {account['password']:<14} {account['name']}")
    console.print("\nEach has a second factor: ./eh code analyst prints the six digits of the analyst's.")
    console.print("\nThree people to look for, by a source's reference:")
    for name, whom in county["look_at"].items():
        console.print(f"  {whom}: {LOOK_AT[name]}")
    console.print("\nEverybody and everything in it is invented.\n")
