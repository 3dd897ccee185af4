"""ledger: is the log whole and unchanged?"""

import typer

from evenhand.cli.running import Stop, console, register_ready

ledger = typer.Typer(help="The tamper-evident log.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.add_typer(ledger, name="ledger")


@ledger.callback()
def _group() -> None:
    """The tamper-evident log."""


@ledger.command()
def verify() -> None:
    """Check every entry and every link of the chain, and say what is wrong, entry by entry."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.reads import ledger as reads

        verdict = reads.verified(by=accounts.software())
        console.print(f"{verdict.count} entries; the last link is {verdict.head.hex()}.")
        waiting = reads.without_a_place()
        if waiting > 1:
            console.print(f"{waiting} entries are waiting for their place in the chain.")
        for fault in verdict.faults:
            console.print(fault, markup=False)
        if not verdict.ok:
            raise Stop("The ledger does not hold.")
        console.print("Every entry is whole, in its place and unchanged.")
