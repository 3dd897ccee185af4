"""The rule that makes points: every row of it, and a place to try it on invented events. Nothing typed here is kept."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from evenhand.register import clock, governance
from evenhand.scoring import chart, engine, explain, invented
from evenhand.scoring.rows import Instrument
from evenhand.scoring.wording import STANDINGS
from evenhand.web.public.forms import InventedForm

EVENTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of invented events, as a table, a picture and words."""

    score: engine.Score
    rows: tuple[explain.Row, ...]
    words: tuple[str, ...]
    picture: SafeString


@require_safe
def instrument(request: HttpRequest) -> HttpResponse:
    """The instrument in force, and the points of whatever events the address carries."""
    rule = governance.instrument_in_force()
    asked = "try" in request.GET
    forms = [InventedForm(rule, number, request.GET if asked else None) for number in range(1, EVENTS + 1)]
    policy = governance.policy_in_force()
    tried = [form for form in forms if form.is_valid()]
    told = {
        "instrument": rule,
        "forms": forms,
        "has_errors": asked and len(tried) < EVENTS,
        "outcome": _outcome([form.row() for form in tried], rule, clock.today()) if len(tried) == EVENTS else None,
        "more": any(form.has_changed() for form in forms[1:]),
        "worth": [row for row in rule.severities.values() if row.millidays],
        "worthless": [row for row in rule.severities.values() if not row.millidays],
        "sources": {row.source.id: row.source for row in rule.severities.values()}.values(),
        "counting": policy.words("qualifying_offences"),
        "gravest": policy.words("top_tier_offences"),
        "standings": STANDINGS,
        "today": clock.today(),
    }
    return render(request, "public/instrument.html", told)


def _outcome(rows: list[dict[str, str]], rule: Instrument, as_at: date) -> Outcome:
    scored = engine.score(invented.from_invented(rows, rule), rule, as_at)
    picture = mark_safe(chart.falling_score_svg(scored, rule.bands))  # noqa: S308 - every text in it is escaped there
    return Outcome(scored, explain.table(scored, rule), explain.sentences(scored, rule), picture)
