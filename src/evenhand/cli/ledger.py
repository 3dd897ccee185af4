"""ledger: is the log whole and unchanged, and a copy of it for somebody outside."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import drill
from evenhand.cli.running import Stop, console, register_ready

ledger = typer.Typer(help="The tamper-evident log.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    drill.add_to(ledger)
    app.add_typer(ledger, name="ledger")


@ledger.callback()
def _group() -> None:
    """The tamper-evident log."""


@ledger.command()
def verify(
    since: Annotated[Path | None, typer.Option(help="A checkpoint that somebody noted before.")] = None,
) -> None:
    """Check every entry of the log and every hash, and say what is wrong, entry by entry."""
    from evenhand.ledger import checkpoint, note
    from evenhand.ledger.verify import verify as check

    try:
        noted = [checkpoint.parse(note.parse(since.read_text("utf-8")).text)] if since else []
    except (OSError, ValueError) as error:
        raise Stop(f"{since} cannot be used: {error}") from error
    with register_ready():
        from evenhand.register import publishing, signing
        from evenhand.register.actions import accounts
        from evenhand.register.actions import ledger as actions
        from evenhand.register.reads.ledger import StoredLog

        publishing.keep_up()
        verdict = check(StoredLog(), key=signing.verifier_key(), since=noted)
        actions.note_verified(ok=verdict.ok, entries=verdict.entries, by=accounts.software())
        for sentence in (*verdict.holds, *verdict.faults):
            console.print(sentence, markup=False)
        if not verdict.ok:
            raise Stop("The ledger does not hold.")
        console.print(f"{verdict.entries} entries. Every entry is whole, in its place and unchanged.")


@ledger.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write it; a folder written before is brought up to date.")],
    use: Annotated[str, typer.Option(help="What it is for: a use of the log that the law allows.")],
) -> None:
    """Write the log to a folder that anybody can check with a bare Python, Go or openssl. It holds no name."""
    with register_ready():
        from evenhand.register import publishing, signing
        from evenhand.register.actions import accounts
        from evenhand.register.actions import ledger as actions

        publishing.keep_up()
        try:
            size = actions.export(folder=folder, use=use, by=accounts.software())
        except (LookupError, OSError, publishing.NotOurs) as error:
            raise Stop(str(error)) from error
        console.print(f"{size} entries are in {folder}. Its README.txt says how to check them.", markup=False)
        console.print(f"The log's key, to be published elsewhere: {signing.verifier_key()}", markup=False)


@ledger.command("add-witness")
def add_witness(
    url: Annotated[str, typer.Argument(help="Where the witness is asked, such as https://w1.example.org.")],
    key: Annotated[str, typer.Argument(help="Its verifier key, as it says it itself.")],
) -> None:
    """Have another body sign the log's checkpoints, so that the log's past cannot be changed without its knowing."""
    with register_ready():
        from evenhand.register import signing
        from evenhand.register.actions import accounts
        from evenhand.register.actions import ledger as actions

        try:
            name = actions.add_witness(url=url, key=key, by=accounts.software())
        except ValueError as error:
            raise Stop(str(error)) from error
        console.print(f"The witness {name} is asked as long as the pages are served.", markup=False)
        console.print(f"It must know this log's key: {signing.verifier_key()}", markup=False)


@ledger.command()
def status() -> None:
    """How many entries the log has, how many wait for their place, who outside has seen it, and what is wrong."""
    with register_ready():
        from evenhand.register import signing
        from evenhand.register.reads import ledger as reads

        found = reads.status()
        console.print(f"{signing.origin()}: {found.size} entries.", markup=False)
        for sentence in found.sentences():
            console.print(sentence, markup=False)
        if found.alarms:
            raise Stop("Something is wrong with the log.")
