"""year: a county lives a year with the register, day by day, and the months are counted."""

import os
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli.running import Stop, console, register_ready
from evenhand.synthetic.county import SMALLEST

PEOPLE, SEED, START = 3806, 2018, "2025-11-24"
PAGES = Path(__file__).resolve().parents[3] / "docs" / "year"


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command()(year)


def year(
    people: Annotated[int, typer.Option(help="How many people are on the inherited list.", min=SMALLEST)] = PEOPLE,
    seed: Annotated[int, typer.Option(help="The same seed gives the same year.")] = SEED,
    start: Annotated[str, typer.Option(help="The day on which the old list is taken over, yyyy-mm-dd.")] = START,
    write_docs: Annotated[bool, typer.Option("--write-docs", help="Write docs/year anew.")] = False,
) -> None:
    """Live a year of a fictional county in a home of its own, and show what became of the old list.

    The home is a temporary folder, or the one that EVENHAND_HOME names, where there must be no people yet.
    """
    from evenhand.cli.years import living, writing

    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="evenhand-year-")))
        if "EVENHAND_HOME" not in os.environ:
            folder.chmod(0o711)  # a server that root starts runs under another account
            os.environ["EVENHAND_HOME"] = str(folder / "home")
        until_the_end.enter_context(register_ready())
        _check_empty()
        lived = living.live(folder / "county", people, seed, date.fromisoformat(start), console.print)
        for line in writing.table(lived):
            console.print(line, markup=False)
        if write_docs:
            writing.write(PAGES, lived)
            console.print(f"Written: {PAGES}", markup=False)
    if lived.faults:
        raise Stop("The year did not end clean:\n" + "\n".join(lived.faults))
    console.print("The year ended clean: nothing overdue, nobody kept at zero, nobody dead, no child under 13.")


def _check_empty() -> None:
    from evenhand.register.actions import accounts

    if accounts.named("owner") is not None:
        raise Stop("There is a register in this home already; name an empty folder in EVENHAND_HOME.")
