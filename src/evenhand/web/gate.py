"""The gate: a page is shut unless its name is listed here. What is not listed needs all three steps of signing in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from evenhand.register import accesses, governance, in_use
from evenhand.register.actions import suspension
from evenhand.safeguards import Refused
from evenhand.web import errors
from evenhand.web.person import door

# Open to anybody.
PUBLIC = (
    "start",
    "about",
    "about-record",
    "safeguards",
    "policy",
    "instrument",
    "figures",
    "groups",
    "log",
    "log-checkpoint",
    "healthz",
    "sign-in",
    "mine-enter",
)
# Open to whoever came in with the letter for their own page, and to nobody else, whatever account they have.
OWN_PAGE = ("mine", "mine-dispute", "mine-visits", "mine-receipts", "mine-receipt", "mine-leave")
# Open after the password.
AFTER_PASSWORD = ("second-factor", "second-factor-new", "sign-out")
# Open after the second factor.
AFTER_SECOND_FACTOR = ("purpose",)
# Shut while erasures are still to be replayed (SG-64). No session is left or can begin then, so nobody is past them.
WAYS_IN = ("sign-in", "mine-enter", "second-factor", "second-factor-new", *AFTER_SECOND_FACTOR)

Respond = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Django middleware. Lets nobody past who has not signed in with both factors and said what for.

    Gives every request its `purpose` ("" before one was chosen) and its `person` (whose own page it may see; None for
    everybody but a person with a letter), notes under which numbers the log has what it looks at (`looks`), and turns
    a refusal into its page.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.purpose = request.session.get("purpose", "")  # type: ignore[attr-defined]
        request.person = door.person_at(request)  # type: ignore[attr-defined]
        with accesses.noted() as request.looks:  # type: ignore[attr-defined]
            response = self.get_response(request)
        if request.user.is_authenticated or door.is_open(request):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Lead somebody who is not far enough to the step they have to take next."""
        if request.resolver_match and request.resolver_match.view_name in WAYS_IN:
            try:
                in_use.check_in_use()
            except Refused as refusal:
                return errors.refused(request, refusal)
        shut = _shut(request)
        if shut is not None:
            return shut
        step = next_step(request)
        return None if step is None else redirect(step)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the page of a refusal or of something missing; anything else is a fault and goes on."""
        return errors.page_for(request, exception)


def _shut(request: HttpRequest) -> HttpResponse | None:
    """The end of a session whose account is shut, because nobody reviewed what was done with it in an emergency."""
    if not request.user.is_authenticated:
        return None
    try:
        suspension.check(request.user)
    except Refused as refusal:
        logout(request)
        return errors.refused(request, refusal)
    return None


def next_step(request: HttpRequest) -> str | None:
    """The address of the step to take before this page may be seen; None where it may."""
    name = request.resolver_match.view_name if request.resolver_match else None
    if name in PUBLIC:
        return None
    if name in OWN_PAGE:
        return None if getattr(request, "person", None) else reverse("mine-enter")
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
