"""The record, as long as it is open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.evidence.vocabulary import Direction
from evenhand.register import clock
from evenhand.register.reads import emergency as reads
from evenhand.register.reads import emergency_uses
from evenhand.scoring.wording import STANDINGS
from evenhand.web.signed_in import SignedIn


@require_safe
def show(request: SignedIn, use: int) -> HttpResponse:
    """One look at it. Once the time is over the page says so, and nothing is looked at."""
    opened = emergency_uses.one(use=use, by=request.user)
    if opened and opened.until <= clock.now():
        return render(request, "emergency/over.html", {"use": opened}, status=403)
    page = reads.record(use=use, by=request.user)
    happened = [
        ("Harm caused", "caused", [one for one in page.events if one.direction is Direction.CAUSED]),
        ("Harm suffered", "suffered", [one for one in page.events if one.direction is Direction.SUFFERED]),
        ("Seen as a witness", "seen", [one for one in page.events if one.direction is None]),
    ]
    return render(request, "emergency/record.html", {"page": page, "happened": happened, "standings": STANDINGS})
