"""What was opened in an emergency: taken note of, and reviewed, by the supervisor or whoever watches over it all."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.register import clock
from evenhand.register.actions import emergency as actions
from evenhand.register.reads import emergency as reads
from evenhand.register.reads import emergency_uses
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.oversight.emergency_forms import HINTS, ReviewForm
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn


@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """All that nobody has reviewed; with `?reviewed=1` those that somebody has."""
    reviewed = request.GET.get("reviewed") == "1"
    page = emergency_uses.page(reviewed=reviewed, number=page_number(request), by=request.user)
    context = {"page": page, "reviewed": reviewed, "today": clock.today(), "notice": notices.take(request)}
    return render(request, "oversight/emergencies.html", context)


@require_POST
def acknowledge(request: SignedIn, use: int) -> HttpResponse:
    """Say that one knows of it."""
    actions.acknowledge(use=use, by=request.user)
    notices.leave(request, "You know of it. Review it when the time is over; it stays on this page until then.")
    return redirect("work")


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedIn, use: int) -> HttpResponse:
    """What was done and why, and the form to say what one finds."""
    form = ReviewForm(request.POST if request.method == "POST" else None)
    refusal = _reviewed(request, use, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, "You reviewed it. If their account was shut because of it, it is open again.")
        return redirect("emergency-uses" if actions.watches(request.user) else "work")
    shown = reads.to_review(use=use, purpose=request.purpose, by=request.user)
    context = {"form": form, "shown": shown, "hints": HINTS, "refusal": refusal, "today": clock.today()}
    return render(request, "oversight/emergency.html", context, status=403 if refusal else 200)


def _reviewed(request: SignedIn, use: int, form: ReviewForm) -> Refused | None:
    """Review it; the refusal where there is one."""
    try:
        actions.review(use=use, **form.cleaned_data, purpose=request.purpose, by=request.user)
    except Refused as refusal:
        return refusal
    return None
