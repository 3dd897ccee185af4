"""One form about one person: ask, try, and go on to their page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from evenhand.register.acts import check_may
from evenhand.register.roles import Permission
from evenhand.web import notices
from evenhand.web.signed_in import SignedIn


def ask(
    request: SignedIn,
    person: UUID,
    form_class: type[forms.Form],
    title: str,
    do: Callable[[dict[str, Any]], str],
    lead: str = "",
) -> HttpResponse:
    """Show the form; once it is sent, do what it says, leave the sentence that `do` gives, and lead to the person."""
    check_may(request.user, Permission.SUPPORT_WORK)
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if form.is_bound and form.is_valid():
        try:
            notices.leave(request, do(form.cleaned_data))
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            return redirect("support-person", person=person)
    return render(request, "support/form.html", {"form": form, "person": person, "title": title, "lead": lead})
