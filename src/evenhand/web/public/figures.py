"""The figures: how many people the register holds, and how many of them for nothing that still counts (SG-42)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import governance
from evenhand.register.reads import figures as published_figures
from evenhand.web.public.shares import Publication


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every publication, newest first, each with the hash of what was counted."""
    least = governance.policy_in_force().number("offers_shown_from")
    publications = [Publication.of(snapshot, least) for snapshot in published_figures.published()]
    return render(request, "public/figures.html", {"publications": publications})
