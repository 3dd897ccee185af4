"""The README promises only what is there."""

import re

from checkout import CHECKOUT, links, text

from evenhand.safeguards import catalogue
from evenhand.scoring import instrument

SCREENSHOTS = CHECKOUT / "docs" / "screenshots"


def test_every_command_is_a_verb() -> None:
    import typer.main

    from evenhand.cli.main import app

    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    papers = text("README.md") + text("TESTING.md") + text("MAP.md")
    asked = set(re.findall(r"\./eh ([a-z][a-z-]*)", papers))
    assert {"demo", "test"} <= asked
    assert asked - set(verbs) == set()


def test_every_screenshot_exists_and_none_is_unused() -> None:
    shown = {link.removeprefix("docs/screenshots/") for link in links(text("README.md")) if "screenshots/" in link}
    assert len(shown) == 5
    assert {path.name for path in SCREENSHOTS.glob("*")} == shown


def test_counts_are_the_counts() -> None:
    """What the README says of unverified weights and of promises kept is so."""
    readme = " ".join(text("README.md").split())
    rows = list(instrument.load("demonstration-2026-11").severities.values())
    unverified = sum(not row.verified for row in rows)
    promises = catalogue.load()
    assert f"{unverified} of the {len(rows)} weights are unverified" in readme
    kept, waiting = len(promises.kept), len(promises.not_yet_kept)
    assert f"{kept} of the {kept + waiting} promises are kept now" in readme
