"""bench: how fast, as ratios to a bare limit and to a peer in the same run."""

from typing import Annotated

import typer

from evenhand.cli.running import Stop, console, register_ready

bench = typer.Typer(help="How fast, beside a bare limit and a peer in the same run.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.add_typer(bench, name="bench")


@bench.callback()
def _group() -> None:
    """How fast, beside a bare limit and a peer in the same run."""


@bench.command()
def score(
    people: Annotated[int, typer.Option(min=1)] = 1_000_000,
    events: Annotated[int, typer.Option(min=1)] = 10_000_000,
    repeats: Annotated[int, typer.Option(min=1)] = 9,
) -> None:
    """The scoring engine beside a bare scan-and-group-by, and beside pandas from Parquet."""
    from evenhand.scoring import bench as scoring_bench

    try:
        report = scoring_bench.run(people=people, events=events, repeats=repeats)
    except (RuntimeError, scoring_bench.DisagreementError) as trouble:
        raise Stop(str(trouble)) from trouble
    for line in report.lines():
        console.print(line, markup=False)


@bench.command()
def ledger(
    entries: Annotated[int, typer.Option(min=1000)] = 1_000_000,
    repeats: Annotated[int, typer.Option(min=1)] = 5,
    views: Annotated[bool, typer.Option(help="Also measure audited views, on this home's register.")] = True,
) -> None:
    """The log beside a bare loop of its hashes, beside pymerkle, and a view with its entry beside one without."""
    from evenhand.cli.benches import tree
    from evenhand.cli.benches import views as audited

    for line in tree.lines(entries, repeats):
        console.print(line, markup=False)
    if views:
        with register_ready():
            for line in audited.lines(repeats):
                console.print(line, markup=False)


@bench.command()
def inspect(
    rows: Annotated[
        int, typer.Option(min=1000, help="People in the list on which the peers are measured.")
    ] = 1_000_000,
    many_rows: Annotated[int, typer.Option(min=1000, help="People in the list of the whole audit.")] = 10_000_000,
    repeats: Annotated[int, typer.Option(min=1)] = 5,
    peers: Annotated[bool, typer.Option(help="Also measure fairlearn and aequitas.")] = True,
    peer_seconds: Annotated[float, typer.Option(min=1, help="Stop fairlearn after so many seconds.")] = 120,
) -> None:
    """An inspection beside one bare group-by of the same people, and beside fairlearn and aequitas."""
    from evenhand.cli.benches import fairness_peers, rates

    try:
        for line in rates.lines(rows, many_rows, repeats, peers, peer_seconds):
            console.print(line, markup=False)
    except (RuntimeError, fairness_peers.DisagreementError) as trouble:
        raise Stop(str(trouble)) from trouble


@bench.command()
def alarms(
    months: Annotated[int, typer.Option(min=100, help="How many months of each register are invented.")] = 2000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 2026,
) -> None:
    """How often the alarms of unequal treatment ring for nothing, and from what difference on they ring at all."""
    from evenhand.cli.benches import alarms as simulated

    for line in simulated.lines(months, seed):
        console.print(line, markup=False)
