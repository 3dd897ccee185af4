"""Finding somebody for whom help is asked. A search is sent as a form, so that no name stands in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from evenhand.register.acts import check_may
from evenhand.register.reads import support as reads
from evenhand.register.roles import Permission
from evenhand.web.signed_in import SignedIn
from evenhand.web.support.forms import FindForm


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: SignedIn) -> HttpResponse:
    """The form, and under it the few people of this name and birth date."""
    check_may(request.user, Permission.SUPPORT_WORK)
    form = FindForm(request.POST) if request.method == "POST" else FindForm()
    found = None
    if form.is_bound and form.is_valid():
        try:
            found = reads.find(**form.cleaned_data, purpose=request.purpose, by=request.user)
        except ValueError as error:
            form.add_error("words", str(error))
    return render(request, "support/find.html", {"form": form, "found": found})
