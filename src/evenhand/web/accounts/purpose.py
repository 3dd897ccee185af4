"""The third step: what for. Every look at a record is written down under it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register import governance
from evenhand.register.actions import accounts
from evenhand.web.accounts.forms import PurposeForm
from evenhand.web.signed_in import SignedIn

FIRST_PAGE = "/work"


@require_http_methods(["GET", "POST"])
def choose(request: SignedIn) -> HttpResponse:
    """Ask what somebody came to do; the policy says which purposes there are."""
    purposes = governance.policy_in_force().words("purposes")
    form = PurposeForm(purposes, request.POST or None, initial={"purpose": request.session.get("purpose")})
    if request.method == "POST" and form.is_valid():
        accounts.choose_purpose(account=request.user, purpose=form.cleaned_data["purpose"])
        request.session["purpose"] = form.cleaned_data["purpose"]
        return redirect(request.session.pop("next", "") or FIRST_PAGE)
    return render(request, "accounts/purpose.html", {"form": form})
