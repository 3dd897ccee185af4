"""account, charter, paper, instrument, policy: setting a register up, each thing signed by two people."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evenhand.casework import papers
from evenhand.casework.ages import written
from evenhand.casework.papers import Kind
from evenhand.cli.running import Stop, console, register_ready

if TYPE_CHECKING:  # loaded with Django, once it is ready
    from evenhand.register.actions.accounts import Account

By = Annotated[str, typer.Option("--by", help="The account of the senior owner.")]
Approved = Annotated[str, typer.Option("--approved-by", help="The account of whoever signs second.")]


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("account")(account)
    app.command("supervisor")(supervisor)
    app.command("adopt-charter")(adopt_charter)
    app.command("adopt-paper")(adopt_paper)
    app.command("adopt-instrument")(adopt_instrument)
    app.command("adopt-policy")(adopt_policy)
    app.command("adopt-benchmark")(adopt_benchmark)


def account(
    username: str,
    role: Annotated[str, typer.Option(help="analyst, reviewer, records, owner or dpo.")],
    name: Annotated[str, typer.Option(help="How they are shown on the pages.")],
    area: Annotated[str, typer.Option(help="The code of their area.")] = "",
    unit: str = "",
    body: str = "",
    inspector: Annotated[bool, typer.Option(help="Of inspector rank or above.")] = False,
    supervisor: Annotated[
        str, typer.Option(help="The account that is told when this one opens a record in an emergency.")
    ] = "",
) -> None:
    """Make an account. The password is asked for; the second factor is set up at the first sign-in."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with register_ready():
        from evenhand.register.actions import accounts

        try:
            accounts.make(
                username=username, display_name=name, role=role, password=password, area=area, unit=unit, body=body,
                is_inspector=inspector, supervisor=account_named(supervisor) if supervisor else None,
                by=accounts.software(),
            )  # fmt: skip
        except ValueError as error:
            raise Stop(str(error)) from error
        console.print(f"{username} can sign in.", markup=False)


def supervisor(
    username: str,
    by_account: Annotated[str, typer.Argument(metavar="SUPERVISOR", help='An account; "" for nobody.')],
) -> None:
    """Say who is told when an account opens a record in an emergency, and reviews that. The account itself cannot."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.safeguards import Refused

        told = account_named(by_account) if by_account else None
        try:
            accounts.set_supervisor(account=account_named(username), supervisor=told, by=accounts.software())
        except (ValueError, Refused) as error:
            raise Stop(str(error)) from error
        who = told.username if told else "Whoever watches over the register"
        console.print(f"{who} is told when {username} opens a record in an emergency.", markup=False)


def adopt_charter(file: Path, by: By, approved_by: Approved) -> None:
    """Adopt the charter in a TOML file: what the register is for, on what basis, who answers for it."""
    from evenhand.casework.governance import Charter

    content = _toml(file)
    names = [field.name for field in fields(Charter)]
    for name, value in content.items():
        if name not in names:
            raise Stop(f"{file}: a charter says nothing called {name!r}; it says {', '.join(names)}.")
        if not isinstance(value, str):
            raise Stop(f"{file}: {name} must be a text in quotes.")
    charter = Charter(**content)
    with signing():
        from evenhand.register.actions import governance

        governance.adopt_charter(charter=charter, by=account_named(by), approved_by=account_named(approved_by))
        console.print("The charter is adopted.")


def adopt_paper(kind: Kind, file: Path, by: By, approved_by: Approved) -> None:
    """Adopt a paper that the register must have, from a TOML file with its parts, in_force_from and review_by."""
    content = _toml(file)
    dates = [content.pop(name, None) for name in ("in_force_from", "review_by")]
    if not all(type(one) is date for one in dates):
        raise Stop(f"{file} must say in_force_from and review_by, each a date such as 2026-11-23 without quotes.")
    try:
        paper = papers.made(kind, content, *dates)
    except ValueError as fault:
        raise Stop(f"{file}: {fault}") from fault
    with signing():
        from evenhand.register.actions import papers as adopting

        adopting.adopt(paper=paper, by=account_named(by), approved_by=account_named(approved_by))
        console.print(f"The {papers.NAMES[kind]} is adopted. It is good until {written(paper.review_by)}.")


def adopt_instrument(instrument: str, by: By, approved_by: Approved) -> None:
    """Adopt an instrument that comes with evenhand. Scores computed from now on use it."""
    with signing():
        from evenhand.register.actions import governance
        from evenhand.scoring.instrument import InstrumentError

        try:
            governance.adopt_instrument(
                instrument_id=instrument, by=account_named(by), approved_by=account_named(approved_by)
            )
        except InstrumentError as error:
            raise Stop(str(error)) from error
        console.print(f"{instrument} is adopted.", markup=False)


def adopt_policy(file: Path, by: By, approved_by: Approved) -> None:
    """Adopt local settings from a TOML file of `name = value`. They may only tighten the policy."""
    content = _toml(file)
    with signing():
        from evenhand.register.actions import governance

        governance.adopt_local_policy(settings=content, by=account_named(by), approved_by=account_named(approved_by))
        console.print("The local settings are adopted.")


def adopt_benchmark(file: Path, by: By, approved_by: Approved) -> None:
    """Adopt a source of how many people of each ethnic group live here, from a TOML file with source and dated."""
    from evenhand.inspection import benchmarks
    from evenhand.inspection.trouble import CannotInspect

    try:
        benchmark = benchmarks.read(file)
    except CannotInspect as trouble:
        raise Stop(str(trouble)) from trouble
    with signing():
        from evenhand.register.actions import governance

        governance.adopt_benchmark(benchmark=benchmark, by=account_named(by), approved_by=account_named(approved_by))
        console.print(f"{benchmark.title} is adopted.", markup=False)


@contextmanager
def signing() -> Iterator[None]:
    """The register, ready; a signature that somebody may not give is one sentence."""
    with register_ready():
        from evenhand.register.acts import NotAllowed

        try:
            yield
        except NotAllowed as refusal:
            raise Stop(f"Not adopted, because of one of the two who sign: {refusal}") from refusal


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Stop(f"{file} cannot be read: {error}") from error


def account_named(username: str) -> "Account":
    """The account of that name. Stops with a sentence where there is none."""
    from evenhand.register.actions import accounts

    found = accounts.named(username)
    if found is None:
        raise Stop(f"There is no account {username!r}.")
    return found
