"""All the clocks in numbers. Nobody is named."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import governance
from evenhand.register.reads import clocks
from evenhand.register.roles import Permission, may
from evenhand.web.signed_in import SignedIn


@require_safe
def figures(request: SignedIn) -> HttpResponse:
    """What is due, overdue and waiting, by area, and what the day's clocks did."""
    policy = governance.policy_in_force()
    context = {
        "clocks": clocks.figures(purpose=request.purpose, by=request.user),
        "escalation_days": policy.number("escalation_days"),
        "decides": may(request.user.role, Permission.DISPUTE_DECIDE),
        "sends": may(request.user.role, Permission.LETTER_SEND),
    }
    return render(request, "oversight/clocks.html", context)
