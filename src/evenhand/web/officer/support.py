"""Referring somebody to support: the other door, which has nothing to do with the register."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register.actions import support as support_actions
from evenhand.register.acts import check_may
from evenhand.register.reads import person as person_reads
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.officer import visits
from evenhand.web.officer.forms import SupportForm
from evenhand.web.signed_in import SignedIn

REFERRED = (
    "The referral to support was recorded. It is an offer that they may decline. "
    "What becomes of it is not shown here, and it changes no score, no status and no date."
)


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: SignedIn, person: UUID) -> HttpResponse:
    """The form, for somebody whose record was opened for a reason."""
    check_may(request.user, Permission.SUPPORT_REFER)
    if not visits.reason(request, person):
        return redirect("person", person=person)
    form = SupportForm(request.POST) if request.method == "POST" else SupportForm()
    refusal = _referred(request, person, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, REFERRED)
        return redirect("person", person=person)
    return _page(request, person, form, refusal)


def _referred(request: SignedIn, person: UUID, form: SupportForm) -> Refused | None:
    """Record the referral; the refusal where there is one."""
    try:
        support_actions.refer(
            person=person, reasons=form.cleaned_data["reasons"], purpose=request.purpose, by=request.user
        )
    except Refused as refusal:
        return refusal
    return None


def _page(request: SignedIn, person: UUID, form: SupportForm, refusal: Refused | None) -> HttpResponse:
    why = visits.reason(request, person)
    page = person_reads.page(person=person, reason=why, purpose=request.purpose, by=request.user)
    context = {"form": form, "page": page, "refusal": refusal}
    return render(request, "officer/support.html", context, status=403 if refusal else 200)
