"""backup, restore: the register in one encrypted file, and back from it with every erasure since done again."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated
from uuid import UUID

import typer

from evenhand.cli.running import Stop, console, errors, register_ready
from evenhand.register.database import AnyServer, DatabaseTrouble, Home, choose


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command()(backup)
    app.command()(restore)
    app.command()(reopen)


def backup(file: Path) -> None:
    """Write everything in the register to one encrypted file. Work can go on meanwhile."""
    with register_ready() as server:
        from evenhand.register.actions import accounts, backing_up

        try:
            done = backing_up.back_up(path=file.absolute(), home=server.home, by=accounts.software())
        except OSError as error:
            raise Stop(f"{file} could not be written ({error.strerror}). Nothing is left of it.") from error
        console.print(f"{file}: the register with the {done.head.ledger_size} entries of its ledger.", markup=False)
        console.print(f"SHA-256 {done.digest}")
        console.print(
            f"Nobody can read it without {server.home.path / 'secrets'}: keep a copy of that file, and of the ledger "
            f"in {server.home.path / 'ledger'}, somewhere else, and not beside the backup.",
            markup=False,
        )


def restore(
    file: Path,
    ledger: Annotated[
        Path | None, typer.Option(help="The newest copy of the ledger; unless given, the one beside the data.")
    ] = None,
    ledger_lost: Annotated[
        str, typer.Option(help="Why there is no newer copy of the ledger. Nobody can sign in then until `reopen`.")
    ] = "",
) -> None:
    """Bring the register back from a backup. What was erased since is erased again before anybody can sign in."""
    home = Home.find()
    with _alone(home, file) as server:
        from evenhand.register.actions import restoring

        done = restoring.restore(server=server, path=file, ledger=ledger, ledger_lost=ledger_lost, say=errors.print)
        console.print(f"The register is back as it was on {done.head.made_at}.")
        console.print(f"{done.erased_again} people who were erased since were erased again.")
        if done.brought_forward:
            first, last = done.head.ledger_size, done.head.ledger_size + done.brought_forward - 1
            console.print(
                f"The ledger goes on where it was. What its entries {first} to {last} say was done since the backup is "
                "not in the data any more: load those files again, and do again what people decided."
            )
        if not done.in_use:
            console.print(
                "The ledger since the backup is lost: who was erased since is not known here, and a witness outside "
                "will raise the alarm. Nobody can sign in until the data protection officer says so: ./eh reopen."
            )


def reopen(
    by: Annotated[str, typer.Option("--by", help="The account of the data protection officer.")],
    reason: Annotated[str, typer.Option(help="How the erasures since the backup were found and done again.")],
    erase: Annotated[
        list[UUID] | None, typer.Option(help="Somebody erased since the backup, by the number on their receipt.")
    ] = None,
) -> None:
    """Let people sign in after a restore whose ledger was lost. Those named are erased again first."""
    with register_ready():
        from evenhand.register.actions import accounts, restoring
        from evenhand.register.acts import NotAllowed

        account = accounts.named(by)
        if account is None:
            raise Stop(f"There is no account {by!r}.")
        try:
            restoring.reopen(by=account, reason=reason, erased=erase or ())
        except (NotAllowed, ValueError) as refusal:
            raise Stop(str(refusal)) from refusal
        console.print("People can sign in.")


@contextmanager
def _alone(home: Home, file: Path) -> Iterator[AnyServer]:
    """The database server with no other run on it, and the framework ready; no register need be there yet."""
    from evenhand.register.backups.file import check_fits

    signal.signal(signal.SIGTERM, _end)
    try:
        # Before there is a server: one that is made now would have other passwords than the secrets still to come.
        check_fits(file, home)
        with choose(home, say=errors.print, alone=True) as server:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.register.settings")
            import django

            django.setup()
            yield server
            from django.db import connections

            connections.close_all()
    except DatabaseTrouble as trouble:
        raise Stop(str(trouble)) from trouble


def _end(signum: int, _: FrameType | None) -> None:
    sys.exit(128 + signum)
