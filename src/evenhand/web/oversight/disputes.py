"""Deciding what people say is not right."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.register.actions import disputes as actions
from evenhand.register.reads import disputes as reads
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.oversight.dispute_forms import HINTS, FindingForm
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn

DECIDED = (
    "The dispute is decided. A letter to the person waits: the record stays set aside until some days after it went."
)


@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """What is still to be decided."""
    page = reads.listed(number=page_number(request), purpose=request.purpose, by=request.user)
    return render(request, "oversight/disputes.html", {"page": page, "notice": notices.take(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, person: UUID, dispute: UUID) -> HttpResponse:
    """One dispute, and the form to decide it."""
    form = FindingForm(request.POST) if request.method == "POST" else FindingForm()
    refusal = _decided(request, person, dispute, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, DECIDED)
        return redirect("disputes")
    shown = reads.one(dispute=dispute, person=person, purpose=request.purpose, by=request.user)
    context = {"shown": shown, "form": form, "hints": HINTS, "refusal": refusal}
    return render(request, "oversight/dispute.html", context, status=403 if refusal else 200)


def _decided(request: SignedIn, person: UUID, dispute: UUID, form: FindingForm) -> Refused | None:
    """Decide it; the refusal where there is one."""
    try:
        actions.decide(
            dispute_id=dispute,
            person=person,
            finding=form.cleaned_data["finding"],
            reasons=form.cleaned_data["reasons"],
            purpose=request.purpose,
            by=request.user,
        )
    except Refused as refusal:
        return refusal
    return None
