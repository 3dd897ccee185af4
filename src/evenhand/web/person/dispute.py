"""The person says on their own page that something about them is not right. Everything is set aside at once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register import governance
from evenhand.register.actions import disputes
from evenhand.web import notices
from evenhand.web.person.door import AtOwnPage
from evenhand.web.person.forms import SayForm

SAID = "We have what you said. From now on nobody uses what this register has about you, until it is decided."


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: AtOwnPage) -> HttpResponse:
    """The form, and what happens once it is sent."""
    form = SayForm(request.POST) if request.method == "POST" else SayForm()
    if form.is_bound and form.is_valid():
        try:
            disputes.open_own(person=request.person, what=form.cleaned_data["what"])
        except ValueError as error:
            form.add_error("what", str(error))
        else:
            notices.leave(request, SAID)
            return redirect("mine")
    lift_days = governance.policy_in_force().number("dispute_lift_days")
    context = {"form": form, "charter": governance.charter(), "lift_days": lift_days}
    return render(request, "person/dispute.html", context)
