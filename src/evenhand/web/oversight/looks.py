"""Answering a person about who looked: the look-ups by name, the letter for their own page, and what is held back."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.register import clock, governance
from evenhand.register.actions import letters
from evenhand.register.actions import looks as look_actions
from evenhand.register.acts import check_may
from evenhand.register.reads import overseen
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.officer import visits
from evenhand.web.oversight.looks_forms import DelayForm, HandOutForm, SeeForm
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def looked(request: SignedIn, person: UUID) -> HttpResponse:
    """Ask for the reason where none was given yet for this purpose; then show who looked."""
    check_may(request.user, Permission.LOOKS_SEE)
    form = SeeForm(request.POST) if request.method == "POST" else SeeForm()
    if form.is_bound and form.is_valid():
        visits.begin(request, person, form.cleaned_data["reason"])
        return redirect("overseen", person=person)
    reason = visits.reason(request, person)
    if form.is_bound or not reason:
        return render(request, "oversight/reason.html", {"form": form, "person": person})
    seen = overseen.who_looked(
        person=person, number=page_number(request), reason=reason, purpose=request.purpose, by=request.user
    )
    context = {"seen": seen, "reason": reason, "today": clock.today(), "notice": notices.take(request)}
    return render(request, "oversight/looks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedIn, person: UUID) -> HttpResponse:
    """Make a letter and show it, once."""
    check_may(request.user, Permission.LETTER_GIVE)
    form = HandOutForm(request.POST) if request.method == "POST" else HandOutForm()
    handed = None
    if form.is_bound and form.is_valid():
        how = form.cleaned_data["how_checked"]
        handed = letters.hand_out(person=person, how_checked=how, purpose=request.purpose, by=request.user)
    address = request.build_absolute_uri(reverse("mine"))
    return render(
        request, "oversight/letter.html", {"form": form, "person": person, "handed": handed, "address": address}
    )


@require_POST
def revoke(request: SignedIn, person: UUID) -> HttpResponse:
    """Make somebody's letter void."""
    letters.revoke(person=person, purpose=request.purpose, by=request.user)
    notices.leave(request, "The letter is void. It opens nothing any more.")
    return redirect("overseen", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: SignedIn, person: UUID, entry: int) -> HttpResponse:
    """Hold one line back from the person."""
    check_may(request.user, Permission.LOOK_DELAY)
    reason = visits.reason(request, person)
    if not reason:
        return redirect("overseen", person=person)
    most = governance.policy_in_force().number("look_delay_days_max")
    form = DelayForm(most, request.POST if request.method == "POST" else None)
    refusal = _held_back(request, person, entry, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, "The person is told of this only later. The line will appear on its day by itself.")
        return redirect("overseen", person=person)
    shown = overseen.one(person=person, entry=entry, reason=reason, purpose=request.purpose, by=request.user)
    context = {"form": form, "person": person, "shown": shown, "refusal": refusal}
    return render(request, "oversight/delay.html", context, status=403 if refusal else 200)


def _held_back(request: SignedIn, person: UUID, entry: int, form: DelayForm) -> Refused | None:
    """Hold it back; the refusal where there is one."""
    try:
        look_actions.delay(
            entry=entry,
            person=person,
            ground=form.cleaned_data["ground"],
            reasons=form.cleaned_data["reasons"],
            ends_on=clock.today() + timedelta(days=form.cleaned_data["days"]),
            purpose=request.purpose,
            by=request.user,
        )
    except Refused as refusal:
        return refusal
    return None


@require_POST
def lift(request: SignedIn, person: UUID, entry: int) -> HttpResponse:
    """Tell the person now."""
    look_actions.lift(entry=entry, person=person, purpose=request.purpose, by=request.user)
    notices.leave(request, "The person sees this line now.")
    return redirect("overseen", person=person)
