"""Who is owed an offer of help, and whose help goes on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework.support import KINDS
from evenhand.register.reads import support as reads
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn


@require_safe
def owed(request: SignedIn) -> HttpResponse:
    """Those who are owed an offer, soonest due first, and how many there are."""
    home = reads.home(number=page_number(request), purpose=request.purpose, by=request.user)
    context = {"page": home.page, "figures": home.figures, "notice": notices.take(request)}
    return render(request, "support/home.html", context)


@require_safe
def going_on(request: SignedIn) -> HttpResponse:
    """Offers that wait for an answer, and help that goes on."""
    page = reads.going_on(number=page_number(request), purpose=request.purpose, by=request.user)
    return render(request, "support/going_on.html", {"page": page, "kinds": KINDS})
