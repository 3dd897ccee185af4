"""One person's page: opened for a reason, which the ledger gets at every look."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.evidence import grading
from evenhand.register import governance
from evenhand.register.acts import check_may
from evenhand.register.reads import person as person_reads
from evenhand.register.reads.person import PersonPage
from evenhand.register.roles import Permission, may
from evenhand.scoring import chart
from evenhand.scoring.wording import STANDINGS
from evenhand.web import marks, notices
from evenhand.web.officer import visits
from evenhand.web.officer.forms import ReasonForm
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedIn, person: UUID) -> HttpResponse:
    """Ask for the reason where none was given yet for this purpose; then show the record."""
    check_may(request.user, Permission.PERSON_CONSULT)
    if request.method == "POST":
        return _begin(request, person)
    reason = visits.reason(request, person)
    if not reason:
        return render(request, "officer/reason.html", {"form": ReasonForm(), "person": person})
    page = person_reads.page(person=person, reason=reason, purpose=request.purpose, by=request.user)
    context = {"reason": reason, "notice": notices.take(request), **record(request, page), **_may(request)}
    return render(request, "officer/person.html", context)


def _begin(request: SignedIn, person: UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "officer/reason.html", {"form": form, "person": person})
    visits.begin(request, person, form.cleaned_data["reason"])
    return redirect("person", person=person)


def record(request: SignedIn, page: PersonPage) -> dict[str, Any]:
    """What the templates need to show somebody's record, whoever looks at it."""
    instrument = governance.instrument_in_force()
    return {
        "page": page,
        "instrument": instrument,
        "chart": chart.falling_score_svg(page.score, instrument.bands, marks.mark(request)["made_for"]),
        "standings": STANDINGS,
        "meanings": grading.meanings,
        "age_adult": governance.policy_in_force().number("age_adult"),
    }


def _may(request: SignedIn) -> dict[str, bool]:
    role = request.user.role
    return {
        "may_propose": may(role, Permission.NOMINATION_MAKE),
        "may_refer": may(role, Permission.SUPPORT_REFER),
        "may_decide_identity": may(role, Permission.IDENTITY_DECIDE),
        "may_review": may(role, Permission.REVIEW_DECIDE),
        "may_review_entries": may(role, Permission.ENTRY_REVIEW),
        "may_dispute": may(role, Permission.DISPUTE_OPEN),
    }
