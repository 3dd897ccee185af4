"""Searching for a person. A search is sent as a form, so that no name stands in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from evenhand.register.acts import check_may
from evenhand.register.reads import search as search_reads
from evenhand.register.roles import Permission, may
from evenhand.web.officer.forms import SearchForm
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SignedIn) -> HttpResponse:
    """The form, and under it what was found."""
    check_may(request.user, Permission.PERSON_SEARCH)
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    found = None
    if form.is_bound and form.is_valid():
        found = search_reads.find(
            words=form.cleaned_data["words"],
            reason=form.cleaned_data["reason"],
            purpose=request.purpose,
            by=request.user,
        )
    # Whoever may not open a record can still answer the person about who looked at it.
    leads_to = "person" if may(request.user.role, Permission.PERSON_CONSULT) else "overseen"
    return render(request, "officer/people.html", {"form": form, "found": found, "leads_to": leads_to})
