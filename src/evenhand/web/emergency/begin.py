"""What will happen, whom somebody looks for, and opening the record."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register import governance
from evenhand.register.actions import emergency as actions
from evenhand.register.reads import emergency_uses
from evenhand.register.reads import search as search_reads
from evenhand.register.roles import Permission, may
from evenhand.web.emergency.forms import ReasonForm, SearchForm
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedIn) -> HttpResponse:
    """What will happen, said before it does; the search; and under it who was found."""
    form = SearchForm(_least(), request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        found = search_reads.in_an_emergency(
            words=form.cleaned_data["words"], reason=form.cleaned_data["reason"], by=request.user
        )
    return render(request, "emergency/begin.html", {"form": form, "found": found, **_what_happens(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: SignedIn, person: UUID) -> HttpResponse:
    """Open one person's record, and show it; without a reason, ask for one."""
    form = ReasonForm(_least(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        use = actions.open_record(person=person, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("emergency-record", use=use.pk)
    return render(request, "emergency/reason.html", {"form": form, "person": person, **_what_happens(request)})


def _least() -> int:
    return governance.policy_in_force().number("emergency_reason_min_characters")


def _what_happens(request: SignedIn) -> dict[str, Any]:
    """What the pages say before anything is opened, and what is open already."""
    policy = governance.policy_in_force()
    return {
        "hours": policy.number("emergency_hours"),
        "days": policy.number("emergency_review_days"),
        "told": emergency_uses.told(request.user),
        "open_now": emergency_uses.open_now(request.user),
        "usual_way": may(request.user.role, Permission.PERSON_CONSULT),
    }
