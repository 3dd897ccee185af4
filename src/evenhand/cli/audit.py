"""audit-sample: which look-ups of a week are asked about."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.cli.running import Stop, console, register_ready

if TYPE_CHECKING:  # loaded with Django, once it is ready
    from evenhand.register.actions.audit import AuditSample


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("audit-sample")(audit_sample)


def audit_sample(
    week: Annotated[str, typer.Option(help="One week, such as 2026-W47; otherwise every week without a sample.")] = "",
) -> None:
    """Draw the sample of look-ups that are asked about, once a week. Whoever looked sees the questions after this."""
    monday = _monday(week)
    with register_ready():
        from evenhand.register.actions import accounts, audit

        try:
            samples = audit.sample(by=accounts.software(), week=monday)
        except ValueError as error:
            raise Stop(str(error)) from error
        for sample in samples:
            _show(sample)
        if not samples:
            console.print("Nothing to draw: every week that is over has its sample.")


def _show(sample: "AuditSample") -> None:
    console.print(
        f"Week of {sample.week}: {sample.look_ups} look-ups, in {sample.signalled} something stood out; "
        f"{sample.asked} are asked about."
    )
    if sample.left_out:
        console.print(f"{sample.left_out} more stood out in accounts that have enough to answer.")
    console.print(f"Drawn by the tree of {sample.size} entries, root {sample.root}")


def _monday(week: str) -> date | None:
    try:
        return datetime.strptime(f"{week}-1", "%G-W%V-%u").date() if week else None  # noqa: DTZ007 - a day, no moment
    except ValueError as error:
        raise Stop(f"{week!r} is not a week; write it as 2026-W47.") from error
