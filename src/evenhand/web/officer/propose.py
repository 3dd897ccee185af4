"""Proposing an entry: everything that stands against it is said before it is sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.casework.intent import DEFAULT
from evenhand.register.actions import nomination as nomination_actions
from evenhand.register.acts import check_may
from evenhand.register.reads import nomination as nomination_reads
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused
from evenhand.scoring.wording import STANDINGS
from evenhand.web import notices
from evenhand.web.officer import visits
from evenhand.web.officer.forms import ProposeForm
from evenhand.web.signed_in import SignedIn

MADE = "Your proposal was made. Somebody else has to decide it; nothing follows from it until they have."
TAKEN_BACK = "Your proposal was taken back."


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedIn, person: UUID) -> HttpResponse:
    """The draft, checked again as often as somebody likes, until it is sent. It shows the record, for a reason."""
    check_may(request.user, Permission.NOMINATION_MAKE)
    if not visits.reason(request, person):
        return redirect("person", person=person)
    form = ProposeForm(request.POST) if request.method == "POST" else ProposeForm()
    if not form.is_bound or not form.is_valid():
        return _draft(request, person, form)
    if request.POST.get("act") != "send":
        return _draft(request, person, form, checked=True)
    try:
        _send(request, person, form)
    except Refused as refusal:
        return _draft(request, person, form, checked=True, refusal=refusal)
    notices.leave(request, MADE)
    return redirect("person", person=person)


def _send(request: SignedIn, person: UUID, form: ProposeForm) -> None:
    nomination_actions.propose(
        person=person,
        cited=request.POST.getlist("cited"),
        reasons=form.cleaned_data["reasons"],
        child_welfare=form.cleaned_data["child_welfare"],
        intent=form.cleaned_data["intent"] or DEFAULT,
        why_disruption=form.cleaned_data["why_disruption"],
        purpose=request.purpose,
        by=request.user,
    )


def _draft(
    request: SignedIn, person: UUID, form: ProposeForm, *, checked: bool = False, refusal: Refused | None = None
) -> HttpResponse:
    written = form.cleaned_data if form.is_bound and form.is_valid() else {}
    draft = nomination_reads.draft(
        person=person,
        cited=frozenset(request.POST.getlist("cited")) if form.is_bound else None,
        reasons=written.get("reasons", ""),
        child_welfare=written.get("child_welfare", ""),
        intent=written.get("intent") or DEFAULT,
        why_disruption=written.get("why_disruption", ""),
        purpose=request.purpose,
        by=request.user,
    )
    context = {
        "draft": draft,
        "page": draft.page,
        "form": form,
        "checked": checked,
        "refusal": refusal,
        "standings": STANDINGS,
    }
    return render(request, "officer/propose.html", context, status=403 if refusal else 200)


@require_POST
def withdraw(request: SignedIn, person: UUID, nomination: UUID) -> HttpResponse:
    """Take back one's own proposal."""
    nomination_actions.withdraw(nomination_id=nomination, person=person, purpose=request.purpose, by=request.user)
    notices.leave(request, TAKEN_BACK)
    return redirect("person", person=person)
