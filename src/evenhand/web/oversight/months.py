"""The register's own months: its size and its zero share, from the figures that were published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import governance
from evenhand.register.acts import check_may
from evenhand.register.plot import lines_svg
from evenhand.register.reads import figures
from evenhand.register.roles import Permission
from evenhand.web.public.shares import Publication
from evenhand.web.signed_in import SignedIn


@require_safe
def months(request: SignedIn) -> HttpResponse:
    """The last publication of each month, oldest first, as a table and a picture. Nobody is named in it."""
    check_may(request.user, Permission.CLOCKS_SEE)
    least = governance.policy_in_force().number("offers_shown_from")
    newest_first = [Publication.of(snapshot, least) for snapshot in figures.published()]
    shown = list({(one.as_at.year, one.as_at.month): one for one in reversed(newest_first)}.values())
    lines = {
        "Entries": [one.size for one in shown],
        "Inherited": [one.inherited for one in shown],
        "Decided here": [one.decided for one in shown],
        "Scoring zero": [one.zero for one in shown],
    }
    drawn = lines_svg(
        "months", "People on the register, month by month", [f"{one.as_at:%b %Y}" for one in shown], lines
    )
    return render(request, "oversight/months.html", {"months": shown, "chart": drawn})
