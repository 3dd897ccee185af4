"""bench: how fast, as ratios to a bare limit and to a peer in the same run."""

from typing import Annotated

import typer

from evenhand.cli.running import Stop, console

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
