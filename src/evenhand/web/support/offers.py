"""Offering help, and noting what was said to it and how it ended."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.register.actions import support
from evenhand.register.acts import check_may
from evenhand.register.roles import Permission
from evenhand.web.signed_in import SignedIn
from evenhand.web.support.asking import ask
from evenhand.web.support.forms import AnswerForm, OfferForm, OutcomeForm

FREE = "They may say no. They need give no reason, and it changes nothing for them."


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: SignedIn, person: UUID) -> HttpResponse:
    """Note an offer that was made."""

    def do(said: dict[str, Any]) -> str:
        support.make_offer(person=person, **said, purpose=request.purpose, by=request.user)
        return "The offer is noted. Under Offers there is a letter that tells them of it in plain words."

    return ask(request, person, OfferForm, "Note an offer of help", do, lead=FREE)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, person: UUID, offer: UUID) -> HttpResponse:
    """Note what they said. Where they said no, a page says that this never counts."""
    said_no = []

    def do(said: dict[str, Any]) -> str:
        support.record_answer(offer=offer, person=person, **said, purpose=request.purpose, by=request.user)
        said_no.append(said["answer"] == "declined")
        return "Their answer is noted."

    response = ask(request, person, AnswerForm, "Note what they said", do, lead=FREE)
    return redirect("support-declined", person=person) if any(said_no) else response


@require_safe
def declined(request: SignedIn, person: UUID) -> HttpResponse:
    """That saying no counts for nothing."""
    check_may(request.user, Permission.SUPPORT_WORK)
    return render(request, "support/declined.html", {"person": person})


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: SignedIn, person: UUID, offer: UUID) -> HttpResponse:
    """Note how help came to its end."""

    def do(said: dict[str, Any]) -> str:
        support.record_outcome(offer=offer, person=person, **said, purpose=request.purpose, by=request.user)
        return "It is noted how the help came to its end."

    return ask(request, person, OutcomeForm, "Note how help came to its end", do)
