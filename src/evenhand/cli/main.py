"""The `evenhand` command: every verb in one place."""

import sys

import typer

from evenhand.cli import (
    audit,
    backup,
    bench,
    county,
    day,
    ending,
    feeds,
    governance,
    inspect,
    ledger,
    people,
    quality,
    serving,
    witness,
    year,
)
from evenhand.cli.running import Stop, errors

app = typer.Typer(
    help="An accountable register of serious violence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rooms = (
    audit,
    county,
    day,
    serving,
    feeds,
    people,
    ledger,
    governance,
    ending,
    inspect,
    bench,
    quality,
    backup,
    witness,
    year,
)
for room in rooms:
    room.add_to(app)


def main() -> None:
    """Run a verb; a known trouble is one sentence and an exit code, never a stack of calls."""
    from evenhand.safeguards import Refused

    try:
        app()
    except Stop as stop:
        errors.print(str(stop), style="red")
        sys.exit(stop.code)
    except Refused as refusal:
        sentence = f"Refused by safeguard {refusal.safeguard}: {refusal.because} {refusal.instead}"
        errors.print(sentence.strip(), style="red")
        sys.exit(3)
    except KeyboardInterrupt:
        errors.print("Stopped.")
        sys.exit(130)
