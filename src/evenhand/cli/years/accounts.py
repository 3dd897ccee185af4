"""Who works in the county for a year, and what the register needs before it may hold anybody."""

import secrets
import tomllib
from importlib.resources import files
from typing import Any

from evenhand.cli import county_papers

ANALYSTS = ("year-analyst-1", "year-analyst-2", "year-analyst-3")
INSPECTORS = ("year-inspector-1", "year-inspector-2", "year-inspector-3", "year-inspector-4")
REVIEWERS = ("year-reviewer-1", "year-reviewer-2")
OFFICERS = (*ANALYSTS, *INSPECTORS, *REVIEWERS)


def set_up() -> dict[str, Any]:
    """The accounts of the year by name, made where they are missing, with charter, papers and instrument adopted.

    Officers have no area, so that they work everywhere. Nobody can sign in: the passwords are thrown away.
    """
    from evenhand.casework.governance import Charter
    from evenhand.register import governance as in_force
    from evenhand.register.actions import accounts, governance

    for name in ("owner", "dpo", *OFFICERS):
        if accounts.named(name) is None:
            _make(name)
    known: dict[str, Any] = {name: accounts.named(name) for name in ("owner", "dpo", *OFFICERS)}
    two: dict[str, Any] = {"by": known["owner"], "approved_by": known["dpo"]}
    if in_force.charter() is None:
        written = files("evenhand.synthetic").joinpath("charter.toml").read_text(encoding="utf-8")
        governance.adopt_charter(charter=Charter(**tomllib.loads(written)), **two)
    county_papers.adopt(known["owner"], known["dpo"])
    if not in_force.any_instrument():
        governance.adopt_instrument(instrument_id="demonstration-2026-11", **two)
    return {**known, "register": accounts.software()}


def _make(name: str) -> None:
    from evenhand.register.actions import accounts

    role = "analyst" if name in ANALYSTS else "reviewer" if name in OFFICERS else name
    accounts.make(
        username=name,
        display_name=name.removeprefix("year-").replace("-", " ").capitalize(),
        role=role,
        password=secrets.token_urlsafe(18),
        body="Northmarch Police",
        is_inspector=name in INSPECTORS,
        by=accounts.software(),
    )
