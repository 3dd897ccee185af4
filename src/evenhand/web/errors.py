"""The pages for what is not allowed, not there, or gone wrong. A refusal says which promise it keeps."""

import logging

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.register.acts import NotAllowed
from evenhand.register.governance import NotSetUp
from evenhand.safeguards import Refused
from evenhand.web.addresses import came_from

_log = logging.getLogger(__name__)


def page_for(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of an exception that says something to the reader; None for any other, which is a fault."""
    if isinstance(exception, Refused):
        return refused(request, exception)
    if isinstance(exception, NotAllowed):
        return sentence(request, 403, "You cannot do this", str(exception))
    if isinstance(exception, NotSetUp):
        return sentence(request, 503, "The register is not set up yet", str(exception))
    # A KeyError or an IndexError is a LookupError too, but it is a fault of ours and must be seen as one.
    if type(exception) is LookupError:
        return sentence(request, 404, "This is not here", str(exception))
    if isinstance(exception, ObjectDoesNotExist):
        return sentence(request, 404, "This is not here", "There is nothing under this address.")
    return None


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A safeguard said no: the promise it keeps, why, what to do instead, and its law."""
    status = 503 if refusal.safeguard in {"SG-47", "SG-64"} else 403
    return render(request, "errors/refused.html", {"refusal": refusal, "back": came_from(request)}, status=status)


def sentence(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """A page that says one thing."""
    return render(request, "errors/sentence.html", {"title": title, "words": words}, status=status)


def bad_request(request: HttpRequest, **_: object) -> HttpResponse:
    """Django's page for a request that it does not understand."""
    return sentence(request, 400, "This request could not be understood", "Go back and try again.")


def not_allowed(request: HttpRequest, **_: object) -> HttpResponse:
    """Django's page for a request that it does not allow."""
    return sentence(request, 403, "You cannot do this", "Your account is not allowed to do this.")


def not_found(request: HttpRequest, **_: object) -> HttpResponse:
    """Django's page for an address that leads nowhere."""
    return sentence(
        request, 404, "Page not found", "If you typed the address, check it. If you pasted it, check that it is whole."
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a form without a valid token: most often one that was open for too long."""
    _log.info("form refused: %s", reason)
    return sentence(
        request,
        403,
        "This form could not be sent",
        "It was open for too long, or you signed in again since. Nothing was saved. "
        "Go back, load the page again, and send it.",
    )


def fault(_: HttpRequest) -> HttpResponse:
    """Something broke. Made without the account, the session or the database, since any of them may be what broke."""
    return render(HttpRequest(), "errors/fault.html", status=500)
