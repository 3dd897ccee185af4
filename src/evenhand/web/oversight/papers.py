"""The papers that the register must have: what is due and when, and how the register stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework import register_state
from evenhand.register.acts import check_may
from evenhand.register.reads import papers
from evenhand.register.roles import Permission
from evenhand.web.signed_in import SignedIn


@require_safe
def shown(request: SignedIn) -> HttpResponse:
    """Every paper with its dates and versions."""
    check_may(request.user, Permission.CHARTER_ADOPT)
    return render(request, "oversight/papers.html", {"shown": papers.shown(), "says": register_state.SAYS})
