"""The log, for anybody: how long it is, its newest checkpoint, its key, who outside has seen it, and what is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import signing
from evenhand.register.reads import ledger


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The page."""
    context = {"status": ledger.status(), "origin": signing.origin(), "key": str(signing.verifier_key())}
    return render(request, "public/log.html", context)


@require_safe
def checkpoint(_: HttpRequest) -> HttpResponse:
    """The newest checkpoint with every cosignature, as programs want it (C2SP tlog-checkpoint)."""
    return HttpResponse(ledger.newest_note(), content_type="text/plain; charset=utf-8")
