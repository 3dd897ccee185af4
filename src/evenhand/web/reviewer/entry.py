"""An entry whose review is due: everything recorded, what it rests on, and what the reviewer says of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.casework.statuses import Outcome
from evenhand.register.actions import entry_review
from evenhand.register.reads import entry_review as reads
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.officer.person import record
from evenhand.web.reviewer.entry_forms import HINTS, OutcomeForm
from evenhand.web.signed_in import SignedIn

VOTED = "Your vote is recorded. Somebody else must vote too."
SAID = {
    Outcome.RETAIN: "The entry is kept. The day of the next review is below.",
    Outcome.RESTRICT: "The entry is set aside. Nobody uses it, and the day of the next review is below.",
    Outcome.CORRECT: "The entry is set aside until what is wrong is put right at its source. "
    "It is due again on the day below.",
    Outcome.REMOVE: "The entry is removed: it is deleted with its proposal and its reviews. What is left is the day, "
    "so that nothing older brings the person back, and a letter to them that waits to be sent.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedIn, person: UUID, entry: UUID) -> HttpResponse:
    """The entry and the form."""
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm()
    if not form.is_bound or not form.is_valid():
        return _page(request, person, entry, form)
    try:
        stands = entry_review.review(
            entry_id=entry,
            person=person,
            outcome=Outcome(form.cleaned_data["outcome"]),
            reasons=form.cleaned_data["reasons"],
            child_welfare=form.cleaned_data["child_welfare"],
            purpose=request.purpose,
            by=request.user,
        )
    except Refused as refusal:
        return _page(request, person, entry, form, refusal)
    notices.leave(request, VOTED if stands is None else SAID[stands])
    return redirect("work") if stands is Outcome.REMOVE else redirect("entry-review", person=person, entry=entry)


def _page(
    request: SignedIn, person: UUID, entry: UUID, form: OutcomeForm, refusal: Refused | None = None
) -> HttpResponse:
    shown = reads.for_review(entry=entry, person=person, purpose=request.purpose, by=request.user)
    if not shown.is_child:
        del form.fields["child_welfare"]
    context = {
        "shown": shown,
        "entry": shown.standing.entry,
        "standing": shown.standing,
        "form": form,
        "refusal": refusal,
        "hints": HINTS,
        "notice": notices.take(request),
        **record(request, shown.page),
    }
    return render(request, "reviewer/entry.html", context, status=403 if refusal else 200)
