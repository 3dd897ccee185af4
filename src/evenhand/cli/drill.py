"""ledger drill: tamper with a copy of the log in every way we can think of, and see who catches it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from evenhand.cli.running import Stop, console, register_ready

if TYPE_CHECKING:
    from evenhand.cli.catching import Scene

# Tiles of two levels, and enough entries for something to be before and after. More would only take longer.
MOST, FEWEST = 1_000, 40


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command()(drill)


def drill() -> None:
    """Tamper with a copy of the log in every way we can think of, and show who catches it. The log is left alone."""
    with register_ready(), tempfile.TemporaryDirectory() as place:
        missed = _rehearse(Path(place))
    console.print(
        "One thing nobody can catch: a change to entries that nobody outside has seen yet, which are those since the "
        "last checkpoint that a witness signed or that somebody noted."
    )
    if missed:
        raise Stop(f"Not caught by everybody who should have caught it: {'; '.join(missed)}.")


def _rehearse(place: Path) -> list[str]:
    from evenhand.cli import catching, tampering
    from evenhand.ledger.folder import Folder
    from evenhand.register import publishing
    from evenhand.register.actions import accounts
    from evenhand.register.actions import ledger as actions

    publishing.keep_up()
    actions.export(folder=place / "register", use="integrity", by=accounts.software())
    entries = [line.rstrip(b"\n") for line in Folder(place / "register").lines()][:MOST]
    added = [tampering.made_up(number) for number in range(100, 100 + FEWEST - len(entries))]
    console.print(
        f"The drill is on a copy of {len(entries)} of this log's entries"
        + (f", with {len(added)} made up so that there are enough" if added else "")
        + ". Its keys were made for it; the log's own key signs nothing here."
    )
    return _show(catching.set_up(place, [*entries, *added]))


def _show(scene: "Scene") -> list[str]:
    """Print who caught what; what was not caught by everybody who must."""
    table, missed = Table("What was done", "Caught by", box=None, pad_edge=False), []
    for says, must, caught in _tried(scene):
        table.add_row(says, ", ".join(caught) or "nobody")
        if not set(must) <= set(caught):
            missed.append(says)
    console.print(table)
    return missed


def _tried(scene: "Scene") -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    from evenhand.cli import catching, tampering

    wronged = catching.caught_by(scene, scene.copy.folder)
    if wronged:
        raise Stop(f"The honest copy was not believed by {', '.join(wronged)}, so the drill shows nothing.")
    for tried in tampering.TAMPERINGS:
        folder = tried.do(scene.copy, scene.place / "tampered")
        yield tried.says, tried.must, catching.caught_by(scene, folder)
        shutil.rmtree(folder)
    yield from catching.forged_receipts(scene)
