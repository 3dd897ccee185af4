"""Letters that wait to be sent: the list, one of them to be printed, and the word that it has gone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from evenhand.register import clock, governance
from evenhand.register.actions import disputes as actions
from evenhand.register.reads import outgoing as reads
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn

KINDS = {"removed": "Taken off the register", "dispute-decided": "What was decided of a dispute"}
SENT = "It is noted that the letter has gone out today."


@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """What waits, the oldest first."""
    page = reads.waiting(number=page_number(request), purpose=request.purpose, by=request.user)
    context = {"page": page, "kinds": KINDS, "notice": notices.take(request)}
    return render(request, "oversight/outgoing.html", context)


@require_safe
def one(request: SignedIn, person: UUID, letter: UUID) -> HttpResponse:
    """One letter. Its words are made here, and kept nowhere."""
    written = reads.one(letter=letter, person=person, purpose=request.purpose, by=request.user)
    context = {"written": written, "charter": governance.charter(), "today": clock.today(), "kinds": KINDS}
    return render(request, "oversight/outgoing_letter.html", context)


@require_POST
def sent(request: SignedIn, person: UUID, letter: UUID) -> HttpResponse:
    """Note that it has gone out."""
    actions.send(letter_id=letter, person=person, purpose=request.purpose, by=request.user)
    notices.leave(request, SENT)
    return redirect("outgoing")
