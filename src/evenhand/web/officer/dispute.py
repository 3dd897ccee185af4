"""Writing down what a person, or somebody for them, says is not right. It opens nothing to read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register.actions import disputes
from evenhand.register.acts import check_may
from evenhand.register.roles import Permission, may
from evenhand.web import notices
from evenhand.web.officer.forms import DisputeForm
from evenhand.web.signed_in import SignedIn

OPENED = (
    "What they say is written down. Until it is decided and they were told, nothing of their record is used. "
    "The data protection officer sees to it that somebody decides it."
)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: SignedIn, person: UUID) -> HttpResponse:
    """The form; once sent, everything is set aside at once."""
    check_may(request.user, Permission.DISPUTE_OPEN)
    leads_to = "person" if may(request.user.role, Permission.PERSON_CONSULT) else "overseen"
    form = DisputeForm(request.POST) if request.method == "POST" else DisputeForm()
    if form.is_bound and form.is_valid():
        try:
            disputes.open_for(person=person, what=form.cleaned_data["what"], purpose=request.purpose, by=request.user)
        except ValueError as error:
            form.add_error("what", str(error))
        else:
            notices.leave(request, OPENED)
            return redirect(leads_to, person=person)
    return render(request, "officer/dispute.html", {"form": form, "person": person, "leads_to": leads_to})
