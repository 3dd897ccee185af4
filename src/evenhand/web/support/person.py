"""One person's support, and the letter that tells them of an offer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework.support import ANSWERS, KINDS, OUTCOMES, SOURCES, WAYS
from evenhand.register import governance
from evenhand.register.reads import support as reads
from evenhand.web import notices
from evenhand.web.signed_in import SignedIn
from evenhand.web.support.wording import IN_A_LETTER


@require_safe
def show(request: SignedIn, person: UUID) -> HttpResponse:
    """Everything that those who help know of them."""
    page = reads.page(person=person, purpose=request.purpose, by=request.user)
    words = {"kinds": KINDS, "ways": WAYS, "answers": ANSWERS, "outcomes": OUTCOMES, "sources": SOURCES}
    return render(request, "support/person.html", {"page": page, "notice": notices.take(request), **words})


@require_safe
def letter(request: SignedIn, person: UUID, offer: UUID) -> HttpResponse:
    """The offer in plain words, to be printed or read out."""
    page = reads.page(person=person, purpose=request.purpose, by=request.user)
    offered = next((one for one in page.offers if one.pk == offer), None)
    if offered is None:
        raise LookupError("There is no such offer.")
    context = {
        "page": page,
        "offered": IN_A_LETTER[offered.kind],
        "charter": governance.charter(),
        "helper": request.user,
    }
    return render(request, "support/letter.html", context)
