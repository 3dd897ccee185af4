"""Somebody else's proposal, with its evidence as it stands now, and the decision on it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.casework.intent import DEFAULT, INTENTS
from evenhand.casework.statuses import Decision
from evenhand.register.actions import review
from evenhand.register.reads import nomination as nomination_reads
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.officer.person import record
from evenhand.web.reviewer.forms import HINTS, DecisionForm
from evenhand.web.signed_in import SignedIn

# What became of a proposal, said once it is shown again: about a child it need not be what one of two people said.
SAID = "You said what you make of the proposal."
DECIDED = {
    "proposed": "Your vote is recorded. Somebody else must vote too.",
    "accepted": "The proposal is accepted. The entry is in use from now on.",
    "declined": "The proposal is declined. No entry was made.",
    "returned": "The proposal is returned. Whoever made it sees the reasons.",
}


@require_safe
def find(request: SignedIn, nomination: UUID) -> HttpResponse:
    """Lead from a proposal's number to its page, whose address says whose record it opens."""
    person = nomination_reads.waiting(nomination_id=nomination, by=request.user)
    return redirect("decide", person=person, nomination=nomination)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, person: UUID, nomination: UUID) -> HttpResponse:
    """The proposal and the form."""
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm()
    if not form.is_bound or not form.is_valid():
        return _page(request, person, nomination, form)
    decision = Decision(form.cleaned_data["decision"])
    try:
        review.decide(
            nomination_id=nomination,
            person=person,
            decision=decision,
            reasons=form.cleaned_data["reasons"],
            intent=form.cleaned_data["intent"] or DEFAULT,
            why_disruption=form.cleaned_data["why_disruption"],
            purpose=request.purpose,
            by=request.user,
        )
    except Refused as refusal:
        return _page(request, person, nomination, form, refusal)
    notices.leave(request, SAID)
    return redirect("decide", person=person, nomination=nomination)


def _page(
    request: SignedIn, person: UUID, nomination: UUID, form: DecisionForm, refusal: Refused | None = None
) -> HttpResponse:
    proposed = nomination_reads.for_review(
        nomination_id=nomination, person=person, purpose=request.purpose, by=request.user
    )
    context = {
        "proposed": proposed,
        "nomination": proposed.nomination,
        "form": form,
        "refusal": refusal,
        "hints": HINTS,
        "intents": INTENTS,
        "own": proposed.nomination.proposer_id == request.user.pk,
        "notice": _notice(notices.take(request), proposed.nomination.status),
        **record(request, proposed.page),
    }
    return render(request, "reviewer/nomination.html", context, status=403 if refusal else 200)


def _notice(left: str, status: str) -> str:
    return DECIDED.get(status, left) if left == SAID else left
