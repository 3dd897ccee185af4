"""The register as tests meet it: set up through its front door once, then a fresh copy for each test."""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from engine import Engine

SOURCES = Path(__file__).resolve().parent.parent / "src" / "evenhand"
PASSWORD = "correct horse battery"
# The key of everybody's second factor in tests (40 hexadecimal digits).
SECOND_FACTOR = "31" * 20

PEOPLE = {
    "owner": {"display_name": "Senior owner", "role": "owner"},
    "dpo": {"display_name": "Data protection officer", "role": "dpo"},
    "records": {"display_name": "Records officer", "role": "records"},
    "inspector": {"display_name": "Inspector, Ostmere", "role": "reviewer", "area": "OST", "is_inspector": True},
    # Two inspectors decide about a child, and two others keep them.
    **{
        f"inspector{n}": {
            "display_name": f"Inspector {n}, Ostmere",
            "role": "reviewer",
            "area": "OST",
            "is_inspector": True,
        }
        for n in (2, 3, 4)
    },
    "analyst": {"display_name": "Analyst, Ostmere", "role": "analyst", "area": "OST"},
    "analyst2": {"display_name": "Second analyst, Ostmere", "role": "analyst", "area": "OST"},
    "reviewer": {"display_name": "Reviewer, Ostmere", "role": "reviewer", "area": "OST"},
    "reviewer2": {"display_name": "Second reviewer, Ostmere", "role": "reviewer", "area": "OST"},
    "coordinator": {"display_name": "Support coordinator", "role": "coordinator", "body": "Northmarch Council"},
}
# The papers that a register needs at once, and a day from which they are in force on every day that tests set.
PAPERS = ("impact-assessment", "equality-analysis", "policy-document")
PAPERS_FROM = date(2026, 10, 26)
# Who is told when they open a record in an emergency. Of the others, those who watch over the register are.
SUPERVISORS = {"analyst": "inspector", "analyst2": "inspector", "reviewer": "inspector"}


def use(engine: Engine) -> None:
    """Point Django at the test server. Called before any test module that needs Django is imported."""
    os.environ["EVENHAND_HOME"] = str(engine.home.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.register.settings"
    os.environ["EVENHAND_DATABASE"] = engine.template(f"set_up_{sources_digest()}", build)
    import django

    django.setup()
    _digest_passwords_quickly()


@cache
def sources_digest(*also: Path) -> str:
    """What a template is built from, as a name: another source, another template. `also`: files beside these."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in also:
        digest.update(path.read_bytes())
    rooms = ("safeguards", "register", "casework", "scoring", "ledger", "evidence", "identity", "synthetic/papers")
    for room in rooms:
        for path in sorted((SOURCES / room).rglob("*")):
            if path.suffix in {".py", ".sql", ".toml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def build(database: str) -> None:
    """Migrate an empty database and set the register up in it: accounts, charter, papers. In its own process."""
    environment = os.environ | {"EVENHAND_DATABASE": database, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, __file__], env=environment, check=True)


def set_up() -> None:
    """Migrate, and adopt everything that a register needs before it may hold anybody."""
    import django

    django.setup()
    _digest_passwords_quickly()
    from django.core.management import call_command
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from evenhand.casework.governance import Charter
    from evenhand.register import clock
    from evenhand.register.actions import accounts, governance

    call_command("migrate", database="owner", verbosity=0, interactive=False)
    by = accounts.software()
    made = {}
    for username, described in PEOPLE.items():
        said = {"body": "Northmarch Police", "supervisor": made.get(SUPERVISORS.get(username)), **described}
        made[username] = accounts.make(username=username, password=PASSWORD, by=by, **said)
        TOTPDevice.objects.create(user=made[username], name="test", key=SECOND_FACTOR, confirmed=True)
    governance.adopt_charter(charter=charter(Charter), by=made["owner"], approved_by=made["dpo"])
    adopt_papers(made["owner"], made["dpo"], min(PAPERS_FROM, clock.today()))
    if clock.today() > PAPERS_FROM + timedelta(days=300):
        adopt_papers(made["owner"], made["dpo"], clock.today())
    governance.adopt_instrument(instrument_id="demonstration-2026-11", by=made["owner"], approved_by=made["dpo"])
    governance.adopt_benchmark(benchmark=residents(), by=made["owner"], approved_by=made["dpo"])


def residents():
    """How many people of each group live in the fictional county."""
    from evenhand.inspection import benchmarks

    return benchmarks.read(SOURCES / "synthetic" / "papers" / "residents.toml")


def paper(kind: str, in_force_from: date, review_by: date | None = None, **changed: str):
    """A whole paper of the fictional county, dated; good for a year unless told otherwise, with some parts changed."""
    from evenhand.casework import papers
    from evenhand.casework.ages import months_after

    content = tomllib.loads((SOURCES / "synthetic" / "papers" / f"{kind}.toml").read_text(encoding="utf-8"))
    said = {part: words for part, words in content.items() if part not in ("in_force_from", "review_by")} | changed
    return papers.made(papers.Kind(kind), said, in_force_from, review_by or months_after(in_force_from, 12))


def paper_file(kind: str, in_force_from: date, **changed: str) -> str:
    """The same as a TOML file for the verb; a part that is changed to nothing is left out."""
    whole = paper(kind, in_force_from)
    said = {part: words for part, words in (asdict(whole.content) | changed).items() if words}
    dates = f"in_force_from = {whole.in_force_from}\nreview_by = {whole.review_by}\n"
    return dates + "".join(f'{part} = """{words}"""\n' for part, words in said.items())


def adopt_papers(owner, dpo, day: date, kinds: Iterable[str] = PAPERS) -> None:
    """Adopt papers that are in force from a day on, so that a test can go on a year later."""
    from evenhand.register.actions import papers

    for kind in kinds:
        papers.adopt(paper=paper(kind, day), by=owner, approved_by=dpo)


def _digest_passwords_quickly() -> None:
    """In the same way as in use, only fewer times over: half a second for each signing in is meant for guessers."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    PBKDF2PasswordHasher.iterations = 1_000


def charter(make):
    """A whole charter for tests."""
    return make(
        name="Register of serious violence, Northmarch",
        purpose="To find who is most likely to be killed or to kill, and to get each of them help first.",
        legal_basis="Data Protection Act 2018 section 35(2)(b): necessary for a task of a competent authority.",
        senior_owner="Assistant Chief Constable (Crime), Northmarch Police",
        controller="The Chief Constable of Northmarch",
        data_protection_officer="Data protection officer, Northmarch Police",
        recipients="Nobody receives a list.",
        retention="36 months at the most, 18 for a child, from the last proven event.",
        rights="To be told, to see, to have corrected, to challenge.",
        complaints="Write to the data protection officer; then to the Information Commissioner.",
        criteria="Three events of serious violence in two years, one of them proven, from separate incidents.",
    )


@contextmanager
def fresh_database(engine: Engine, template: str) -> Iterator[str]:
    """A copy of the template, with every Django connection pointed at it."""
    from django.db import connections

    name = engine.clone(template)
    before = connections["default"].settings_dict["NAME"]
    _point(connections, name)
    try:
        yield name
    finally:
        _point(connections, before)
        engine.drop(name)
        shutil.rmtree(engine.home.path / "ledger" / name, ignore_errors=True)


def _point(connections, name: str) -> None:
    from django.conf import settings

    settings.LEDGER_FOLDER = settings.HOME.path / "ledger" / name
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


if __name__ == "__main__":
    set_up()
