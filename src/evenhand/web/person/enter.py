"""Coming in with a letter, and going out again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.register import governance
from evenhand.register.actions import letters
from evenhand.web.person import door
from evenhand.web.person.door import AtOwnPage
from evenhand.web.person.forms import LetterForm

WRONG = "The reference or the key is not right, or the letter is void by now"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the key. Which of them was wrong is never said."""
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm()
    if form.is_bound and form.is_valid():
        reference, key = form.cleaned_data["reference"], form.cleaned_data["key"]
        if letters.come_in(reference=reference, key=key):
            door.open_for(request, reference)
            return redirect("mine")
        form.add_error("reference", WRONG)
    context = {"form": form, "charter": governance.charter(), "policy": governance.policy_in_force()}
    return render(request, "person/enter.html", context)


@require_POST
def leave(request: AtOwnPage) -> HttpResponse:
    """Forget the letter."""
    door.close(request)
    return redirect("mine-enter")
