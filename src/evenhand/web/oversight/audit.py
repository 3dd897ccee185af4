"""Questions about look-ups, to be settled, and the records at which every look is asked about (SG-57)."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.register import clock, governance
from evenhand.register.actions import accounts, noting
from evenhand.register.actions import audit as audit_actions
from evenhand.register.acts import check_may
from evenhand.register.reads import audit
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.oversight.audit_forms import HINTS, SettleForm, WatchForm
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn


@require_safe
def questions(request: SignedIn) -> HttpResponse:
    """The questions that are not settled; with `?settled=1` those that are."""
    settled = request.GET.get("settled") == "1"
    page = audit.questions(settled=settled, number=page_number(request), by=request.user)
    context = {"page": page, "settled": settled, "notice": notices.take(request)}
    return render(request, "oversight/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedIn, question: int) -> HttpResponse:
    """One question, and the form to settle it."""
    check_may(request.user, Permission.AUDIT_SETTLE)
    form = SettleForm(request.POST) if request.method == "POST" else SettleForm()
    refusal = _settled(request, question, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, f"You settled question {question}.")
        return redirect("audit-questions")
    shown = audit.question(number=question, by=request.user)
    context = {"form": form, "asked": shown, "hints": HINTS, "refusal": refusal}
    return render(request, "oversight/question.html", context, status=403 if refusal else 200)


def _settled(request: SignedIn, question: int, form: SettleForm) -> Refused | None:
    """Settle it; the refusal where there is one."""
    try:
        audit_actions.settle(
            question=question, finding=form.cleaned_data["finding"], purpose=request.purpose, by=request.user
        )
    except Refused as refusal:
        return refusal
    return None


@require_safe
def watched(request: SignedIn) -> HttpResponse:
    """Whose records are noted, by their numbers."""
    page = audit.watched(number=page_number(request), by=request.user)
    return render(request, "oversight/watched.html", {"page": page, "why": noting.WHY, "notice": notices.take(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: SignedIn, person: UUID) -> HttpResponse:
    """Note that every look at a record is asked about."""
    check_may(request.user, Permission.AUDIT_WATCH)
    most = governance.policy_in_force().number("watch_days_max")
    form = WatchForm(most, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _noted(request, person, form):
        notices.leave(request, "Every such look is asked about from now on.")
        return redirect("audit-watched")
    return render(request, "oversight/watch.html", {"form": form, "person": person})


def _noted(request: SignedIn, person: UUID, form: WatchForm) -> bool:
    """Note it; whether there was such an account."""
    said = form.cleaned_data
    account = accounts.named(said["username"]) if said["username"] else None
    if said["username"] and account is None:
        form.add_error("username", f"There is no account {said['username']!r}.")
        return False
    noting.watch(
        person=person,
        why=said["why"],
        ends_on=clock.today() + timedelta(days=said["days"]),
        account=account,
        purpose=request.purpose,
        by=request.user,
    )
    return True


@require_POST
def end_watch(request: SignedIn, person: UUID, noted: int) -> HttpResponse:
    """Ask about looks at this record as about all others."""
    noting.end_watch(noted=noted, person=person, purpose=request.purpose, by=request.user)
    notices.leave(request, "Looks at this record are asked about as all others are.")
    return redirect("audit-watched")
