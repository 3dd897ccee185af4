"""day: what the calendar asks for today, for whoever runs it from a timetable of their own."""

import typer

from evenhand.cli.running import console, register_ready


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command()(day)


def day() -> None:
    """Run the day's clocks: end what is at its end, say what is overdue, sample look-ups, publish monthly figures.

    A served register does this by itself. Twice, late or after weeks, the right thing is done once.
    """
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.actions import day as days

        done = days.whole(by=accounts.software())
        console.print(f"The clocks of {done.day} were run.")
        for what, count in done.counts.items():
            if count:
                console.print(f"  {what}: {count}", markup=False)
