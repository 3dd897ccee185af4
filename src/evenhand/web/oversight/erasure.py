"""Erasing somebody: proposing it, and the second signature, after which it is done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.casework.erasure import GROUNDS
from evenhand.register.actions import erasure as actions
from evenhand.register.acts import check_may
from evenhand.register.reads import erasures as reads
from evenhand.register.roles import Permission
from evenhand.web import notices
from evenhand.web.oversight.erasure_forms import ProposeForm, SignForm
from evenhand.web.signed_in import SignedIn


@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """What waits to be signed, and what was done."""
    found = reads.listed(purpose=request.purpose, by=request.user)
    context = {"erasures": found, "grounds": GROUNDS, "notice": notices.take(request)}
    return render(request, "oversight/erasures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedIn, person: UUID) -> HttpResponse:
    """Propose to erase somebody."""
    check_may(request.user, Permission.ERASURE_PROPOSE)
    form = ProposeForm(request.POST) if request.method == "POST" else ProposeForm()
    if form.is_bound and form.is_valid():
        try:
            actions.propose(
                person=person,
                ground=form.cleaned_data["ground"],
                reason=form.cleaned_data["reason"],
                purpose=request.purpose,
                by=request.user,
            )
        except ValueError as error:
            form.add_error("reason", str(error))
        else:
            notices.leave(request, "It is proposed, and waits for somebody else to sign it. Nothing is erased yet.")
            return redirect("erasures")
    return render(request, "oversight/erase.html", {"form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, erasure: UUID) -> HttpResponse:
    """One proposal, and the form to sign it. Once signed, it is done."""
    form = SignForm(request.POST) if request.method == "POST" else SignForm()
    proposed = reads.one(erasure=erasure, purpose=request.purpose, by=request.user)
    if form.is_bound and form.is_valid():
        try:
            done = actions.sign(
                erasure=erasure, person=proposed.erasure.person, purpose=request.purpose, by=request.user
            )
        except ValueError as error:
            form.add_error("sure", str(error))
        else:
            return render(request, "oversight/erased.html", {"done": done, "rows": sum(done.rows.values())})
    context = {"proposed": proposed, "form": form, "ground": GROUNDS[proposed.erasure.ground]}
    return render(request, "oversight/erasure.html", context)


@require_POST
def withdraw(request: SignedIn, erasure: UUID) -> HttpResponse:
    """Turn a proposal down, or take it back."""
    proposed = reads.one(erasure=erasure, purpose=request.purpose, by=request.user)
    actions.withdraw(erasure=erasure, person=proposed.erasure.person, purpose=request.purpose, by=request.user)
    notices.leave(request, "The proposal is taken back. Nothing was erased.")
    return redirect("erasures")
