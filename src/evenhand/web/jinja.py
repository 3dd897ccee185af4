"""The templates' environment: where templates come from, and how a date or points are written."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from evenhand.casework.evenness import in_words
from evenhand.casework.policy import shown
from evenhand.register.letters import in_groups
from evenhand.safeguards import catalogue
from evenhand.safeguards.catalogue import NotYetKept, Promise
from evenhand.scoring import explain, wording
from evenhand.web import assets, fields
from evenhand.web.wording import (
    area,
    count,
    dispute_finding,
    emergency_finding,
    entry_status,
    evenness_alarm,
    evenness_verdict,
    finding,
    outcome,
    purpose,
    role,
)

_HERE = ZoneInfo("Europe/London")
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def environment(**options: Any) -> Environment:
    """Make the environment for Django: our own templates first, the design system's components below their name."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    # The design system's components read parameters that nobody gave them.
    made = Environment(**{**options, "undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    made.globals.update(
        static=static,
        url=url,
        assets_there=assets.there,
        form_summary=fields.summary,
        field_kind=fields.kind,
        field_parameters=fields.parameters,
    )
    made.filters.update(
        day=day,
        moment=moment,
        dated=dated,
        clock_time=clock_time,
        points=explain.points,
        thousandths=wording.thousandths,
        share=wording.share,
        setting=shown,
        promise=promise,
        purpose=purpose,
        role=role,
        area=area,
        finding=finding,
        emergency_finding=emergency_finding,
        entry_status=entry_status,
        dispute_finding=dispute_finding,
        evenness_alarm=evenness_alarm,
        evenness_late=in_words,
        evenness_verdict=evenness_verdict,
        outcome=outcome,
        count_of=count,
        letters=in_groups,
    )
    return made


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name. Raises NoReverseMatch where there is none."""
    return reverse(name, args=args, kwargs=kwargs)


def day(on: date | datetime | str | None) -> str:
    """A date as people write it, 23 November 2026; a moment gives the day it was here. Nothing for None."""
    if not on:
        return ""
    if isinstance(on, str):
        on = date.fromisoformat(on)
    if isinstance(on, datetime):
        on = on.astimezone(_HERE)
    return wording.day(on)


def dated(words: str) -> str:
    """A sentence with its dates as people write them: 2026-11-23 becomes 23 November 2026."""
    return _DATE.sub(lambda found: day(found[0]), words)


def moment(at: datetime | None) -> str:
    """A moment as people write it: 23 November 2026 at 09:33. Nothing for None."""
    return f"{day(at)} at {clock_time(at)}" if at else ""


def clock_time(at: datetime) -> str:
    """What the clocks show at a moment: 09:33."""
    return f"{at.astimezone(_HERE):%H:%M}"


def promise(ref: str) -> Promise | NotYetKept | None:
    """The promise with that reference, kept or not yet; None where there is none."""
    promises = catalogue.load()
    made: tuple[Promise | NotYetKept, ...] = (*promises.kept, *promises.not_yet_kept)
    return next((one for one in made if one.id == ref), None)
