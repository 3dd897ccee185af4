"""load and quarantine: files in, nothing lost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from evenhand.cli.running import Stop, console, errors, register_ready
from evenhand.evidence.feeds.reading import UnusableFile, open_feed
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused

if TYPE_CHECKING:  # loaded with Django, once it is ready
    from evenhand.register.actions.load import Tally

quarantine = typer.Typer(help="The rows that could not be used.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command()(load)
    app.add_typer(quarantine, name="quarantine")


def load(
    files: Annotated[list[Path], typer.Argument(help="CSV, JSON Lines or Parquet files.", metavar="FEED...")],
    feed: Annotated[Feed | None, typer.Option(help="Which feed it is, where the columns do not tell.")] = None,
) -> None:
    """Load feeds. People are loaded before what refers to them, whatever the order given."""
    with register_ready():
        troubled = load_files(files, feed)
    if troubled:
        raise Stop(f"{troubled} of {len(files)} files could not be used at all.")


def load_files(files: list[Path], feed: Feed | None = None) -> int:
    """Load several files, print the tally, and give how many were unusable as a whole."""
    from evenhand.register.actions import accounts
    from evenhand.register.actions import load as loading
    from evenhand.register.governance import NotSetUp

    by, tallies, troubled = accounts.software(), [], 0
    with _bar() as bar:
        for path in sorted(files, key=lambda path: _order(path, feed)):
            task = bar.add_task(escape(path.name), total=None)

            def advance(done: int, of: int, task: TaskID = task) -> None:
                bar.update(task, completed=done, total=of)

            try:
                tallies.append(loading.load_file(path=path, by=by, feed=feed, progress=advance))
            except (UnusableFile, Refused) as trouble:
                troubled += 1
                bar.update(task, total=1, completed=0)
                where = "" if isinstance(trouble, UnusableFile) else f"{path.name}: "
                errors.print(f"Not loaded: {where}{trouble}", style="red")
            except (NotSetUp, loading.Uncounted) as trouble:
                raise Stop(str(trouble)) from trouble
    console.print(_table(tallies))
    for tally in tallies:
        for sentence in tally.consequences:
            console.print(f"{tally.file_name}: {sentence}", markup=False)
    return troubled


def _order(path: Path, feed: Feed | None) -> int:
    """People first, then in the order of the vocabulary; a file that cannot be opened is told so in its turn."""
    from evenhand.register import clock

    try:
        return list(Feed).index(open_feed(path, feed, today=clock.today()).feed)
    except (UnusableFile, Refused):
        return len(Feed)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _table(tallies: list["Tally"]) -> Table:
    table = Table("File", "Feed", "Rows", "Loaded", "Unchanged", "Quarantined", "Withheld", box=None, pad_edge=False)
    for one in tallies:
        counts = (str(count) for count in (one.seen, one.loaded, one.unchanged, one.quarantined, one.withheld))
        table.add_row(escape(one.file_name), one.feed, *counts)
    return table


@quarantine.command("list")
def list_quarantine(page: Annotated[int, typer.Option(help="Which page of 20.")] = 1) -> None:
    """Show which rows wait in quarantine, and in which columns they are wrong. What is in a row: quarantine show."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.reads import quarantine as reads

        shown = reads.rows(page, reads.PURPOSE, accounts.software())
        for row in shown.rows:
            wrong = ", ".join(dict.fromkeys(reason["column"] or "the whole row" for reason in row.reasons))
            console.print(f"[bold]{row.pk}[/bold]  {escape(row.load.file_name)} line {row.line}: {escape(wrong)}")
        console.print(f"Page {shown.number} of {shown.of}; {shown.total} rows wait.")


@quarantine.command("loads")
def list_loads() -> None:
    """Show every load with its counts, newest first."""
    with register_ready():
        from evenhand.register.reads import quarantine as reads

        table = Table(
            "Load", "File", "Feed", "Rows", "Loaded", "Unchanged", "Quarantined", "Withheld", box=None, pad_edge=False
        )
        for one in reads.tallies():
            counts = (str(count) for count in (one.rows_seen, one.loaded, one.unchanged, one.quarantined, one.withheld))
            table.add_row(str(one.pk), escape(one.file_name), one.feed, *counts)
        console.print(table)


@quarantine.command("show")
def show(row: Annotated[int, typer.Argument(help="The row, as `quarantine list` shows it.")]) -> None:
    """Show one row as it came, with every reason why it cannot be used."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.reads import quarantine as reads

        try:
            found = reads.whole(row, reads.PURPOSE, accounts.software())
        except LookupError as trouble:
            raise Stop(str(trouble)) from trouble
        console.print(found.raw, markup=False)
        for reason in found.reasons:
            promise = f" ({reason['safeguard']})" if reason["safeguard"] else ""
            console.print(f"    {reason['column'] or 'row'}: {reason['text']}{promise}", markup=False)


@quarantine.command("export")
def export(
    row: Annotated[int, typer.Argument(help="The row, as `quarantine list` shows it.")],
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Write one row to a file, under its header and marked, to be corrected there. There is no export of a list."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.reads import quarantine as reads

        try:
            reads.export(row_id=row, path=to, by=accounts.software())
        except (LookupError, OSError) as trouble:
            raise Stop(str(trouble)) from trouble
        console.print(f"Row {row} written to {to}. Correct it there, then: quarantine reload {row} {to}", markup=False)


@quarantine.command("reload")
def reload(
    of: Annotated[str, typer.Argument(help="The row that was exported; or a load, as `quarantine loads` shows it.")],
    file: Annotated[Path, typer.Argument(help="What was corrected: CSV, or JSON Lines for other formats.")],
) -> None:
    """Load a corrected row, or all that waits of a load as its source corrected it, and settle what waited."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.actions import quarantine as actions
        from evenhand.register.actions.load import StillUnusable, Uncounted

        try:
            tally = actions.reload(of=of, path=file, by=accounts.software())
        except (LookupError, OSError, UnusableFile, StillUnusable, Uncounted) as trouble:
            raise Stop(str(trouble)) from trouble
        console.print(_table([tally]))
        console.print(f"{tally.seen} rows that waited are settled.")
