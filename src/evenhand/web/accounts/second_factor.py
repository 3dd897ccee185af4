"""The second step: a code from an authenticator app, which is set up the first time."""

import base64
from io import BytesIO
from typing import TYPE_CHECKING

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods
from django_otp import login as verified_login

from evenhand.register.actions import accounts
from evenhand.web.accounts.forms import CodeForm
from evenhand.web.signed_in import SignedIn

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

WRONG = "The code is not right. Wait for the next one and enter that"
TOO_OFTEN = "There were too many wrong codes. Wait a minute, then enter the code that the app shows then"


@require_http_methods(["GET", "POST"])
def code(request: SignedIn) -> HttpResponse:
    """Ask for the code. Somebody who has no second factor yet sets one up first."""
    device = accounts.second_factor(account=request.user)
    if device is None:
        return redirect("second-factor-new")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        allowed, _ = device.verify_is_allowed()
        if allowed and device.verify_token(form.cleaned_data["code"]):
            return _let_in(request, device)
        accounts.note_refused(username=request.user.username)
        form.add_error("code", WRONG if allowed else TOO_OFTEN)
    return render(request, "accounts/code.html", {"form": form})


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Set up the second factor, once: whoever has one can only use it, not replace it."""
    if accounts.second_factor(account=request.user) is not None:
        return redirect("second-factor")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device := accounts.confirm_second_factor(account=request.user, code=form.cleaned_data["code"]):
            return _let_in(request, device)
        form.add_error("code", WRONG)
    device = accounts.new_second_factor(account=request.user)
    return render(request, "accounts/new_code.html", {"form": form, "key": key(device), "picture": picture(device)})


def key(device: "TOTPDevice") -> str:
    """The key as people type it into an app: base 32, in fours."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture(device: "TOTPDevice") -> SafeString:
    """The key as a QR code: an inline svg without any style attribute."""
    drawn = BytesIO()
    segno.make(device.config_url, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, svgclass="eh-qr", lineclass=None, omitsize=True, light="#fff"
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn here, from modules and not from text


def _let_in(request: SignedIn, device: "TOTPDevice") -> HttpResponse:
    verified_login(request, device)
    request.session.cycle_key()
    accounts.note_signed_in(account=request.user)
    return redirect("purpose")
