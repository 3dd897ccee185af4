"""The first step: a username and a password. And the way out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.register.actions import accounts, suspension
from evenhand.web import errors
from evenhand.web.accounts.forms import SignInForm
from evenhand.web.addresses import inside


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a username and a password. What was wrong is never said, only that something was."""
    if request.method == "GET":
        return _page(request, SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    name, password = form.cleaned_data["username"], form.cleaned_data["password"]
    account = authenticate(request, username=name, password=password)
    if account is None:
        accounts.note_refused(username=name)
        form.add_error("username", "The username or the password is not right")
        return _page(request, form)
    suspension.check(account)
    login(request, account)
    request.session["next"] = inside(request, form.cleaned_data["next"])
    return redirect("second-factor")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the session, with its purpose and its reasons."""
    logout(request)
    return redirect("start")


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """The page after too many wrong passwords, whether or not there is such an account."""
    words = "There were too many wrong attempts. Wait 15 minutes, then try again. Each attempt is in the ledger."
    return errors.sentence(request, 429, "You cannot sign in just now", words)


def _page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form})
