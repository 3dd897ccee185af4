"""The gate: a page is shut unless its name is listed here. What is not listed needs all three steps of signing in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from evenhand.register import governance
from evenhand.web import errors

# Open to anybody.
PUBLIC = (
    "start",
    "about",
    "about-record",
    "safeguards",
    "policy",
    "instrument",
    "figures",
    "healthz",
    "sign-in",
)
# Open after the password.
AFTER_PASSWORD = ("second-factor", "second-factor-new", "sign-out")
# Open after the second factor.
AFTER_SECOND_FACTOR = ("purpose",)

Respond = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Django middleware. Lets nobody past who has not signed in with both factors and said what for.

    Gives every request its `purpose` ("" before one was chosen), and turns a refusal into its page.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.purpose = request.session.get("purpose", "")  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Lead somebody who is not far enough to the step they have to take next."""
        step = next_step(request)
        return None if step is None else redirect(step)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the page of a refusal or of something missing; anything else is a fault and goes on."""
        return errors.page_for(request, exception)


def next_step(request: HttpRequest) -> str | None:
    """The address of the step to take before this page may be seen; None where it may."""
    name = request.resolver_match.view_name if request.resolver_match else None
    if name in PUBLIC:
        return None
    account: Any = request.user
    if not account.is_authenticated:
        return f"{reverse('sign-in')}{_afterwards(request)}"
    if name in AFTER_PASSWORD:
        return None
    if not account.is_verified():
        return reverse("second-factor")
    if name in AFTER_SECOND_FACTOR or _purpose_still_stands(request):
        return None
    return reverse("purpose")


def _purpose_still_stands(request: HttpRequest) -> bool:
    """Whether the purpose of this visit is (still) one that the policy knows (SG-66)."""
    return request.session.get("purpose") in governance.policy_in_force().words("purposes")


def _afterwards(request: HttpRequest) -> str:
    return "?" + urlencode({"next": request.path}) if request.method == "GET" and request.path != "/work" else ""
