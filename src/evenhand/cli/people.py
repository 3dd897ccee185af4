"""score and explain: what the numbers are, and what every one of them is made of."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from evenhand.cli.running import Stop, console, register_ready

if TYPE_CHECKING:  # reads are loaded with Django, once it is ready
    from evenhand.register.reads.explained import Explained


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command()(score)
    app.command()(explain)
    app.command("publish-figures")(publish_figures)


def score(
    as_at: Annotated[str, typer.Option(help="The day to score as at, yyyy-mm-dd; today unless given.")] = "",
    known_at: Annotated[str, typer.Option(help="What was known when: an ISO moment; now unless given.")] = "",
) -> None:
    """Score everybody as at a day. The same day and moment give the same scores for ever, to the bit."""
    day, moment = _day(as_at), _moment(known_at)
    with register_ready():
        from evenhand.register import clock
        from evenhand.register.actions import accounts, scoring
        from evenhand.register.governance import NotSetUp

        try:
            done = scoring.score_everybody(by=accounts.software(), as_at=day or clock.today(), known_at=moment)
        except NotSetUp as error:
            raise Stop(str(error)) from error
        console.print(f"{done.run.people} people scored as at {done.run.as_at}, knowing what was known at "
                      f"{done.run.known_at.isoformat()}.")  # fmt: skip
        counts = {band: done.bands.count(band) for band in sorted(set(done.bands))}
        console.print("; ".join(f"{band}: {count}" for band, count in counts.items()) + ".")
        console.print(f"Instrument {done.run.instrument_digest}")
        console.print(f"Scores     {done.run.digest}")


def publish_figures() -> None:
    """Score everybody as at today, count the register, and publish the figures with their hash."""
    with register_ready():
        from evenhand.register import clock
        from evenhand.register.actions import accounts, scoring
        from evenhand.register.governance import NotSetUp
        from evenhand.register.reads import figures

        by, today = accounts.software(), clock.today()
        try:
            scoring.score_everybody(by=by, as_at=today)
        except NotSetUp as error:
            raise Stop(str(error)) from error
        published = figures.publish(as_at=today, by=by)
        zero, size = published.figures["zero"], published.figures["size"]
        console.print(
            f"As at {today}: {size} people with an open entry, {zero} of them with no points for harm caused."
        )
        console.print(f"Figures {published.digest}")


def explain(
    person: Annotated[str, typer.Argument(help="The person's number, or SOURCE:REFERENCE of one of their records.")],
    reason: Annotated[str, typer.Option(help="Why you are looking; it is written to the ledger.", prompt=True)],
) -> None:
    """Print every point of one person's score, its rule and its source, and how the score falls to zero by itself."""
    with register_ready():
        from evenhand.register.actions import accounts
        from evenhand.register.governance import NotSetUp
        from evenhand.register.reads import explained

        try:
            found = explained.score(person=person, reason=reason, by=accounts.software())
        except (LookupError, ValueError, NotSetUp) as error:
            raise Stop(str(error)) from error
        console.print(_lines(found))
        console.print(_calendar(found))
        for sentence in found.sentences:
            console.print(sentence, markup=False)


def _lines(found: "Explained") -> Table:
    from evenhand.scoring.explain import points

    table = Table("Date", "Offence", "Standing", "Points", "Rule", "Source", box=None, pad_edge=False)
    for shown in found.events:
        made = points(shown.line.millipoints) if shown.line else "-"
        rule = shown.line.rule if shown.line else "Another report of an incident that is counted once already."
        event = shown.event
        source = f"{event.source} {event.reference} v{event.version}, {event.source_document}"
        table.add_row(str(event.occurred_on), shown.title, event.standing, made, rule, escape(source))
    return table


def _calendar(found: "Explained") -> Table:
    from evenhand.scoring.explain import points

    table = Table("If nothing more happens, from", "Harm caused", "Band", box=None, pad_edge=False)
    for fall in found.score.calendar:
        table.add_row(str(fall.on), points(fall.caused_millipoints), fall.band)
    return table


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Stop(f"{text!r} is not a day; write it as 2026-11-23.") from error


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Stop(f"{text!r} is not a moment; write it as 2026-11-23T09:30:00+00:00.") from error
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None
