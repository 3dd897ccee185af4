"""What waits for those who watch over the register: counts and ways on, and nobody's name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework import answering, papers, register_state, sampling
from evenhand.register import standing
from evenhand.register.acts import check_may
from evenhand.register.reads import audit, emergency_uses, overseen
from evenhand.register.roles import Permission, may
from evenhand.web import notices
from evenhand.web.signed_in import SignedIn


@require_safe
def home(request: SignedIn) -> HttpResponse:
    """The first page of oversight. Each part of it shows counts alone, so it is no look at anybody."""
    check_may(request.user, Permission.AUDIT_SETTLE)
    role = request.user.role
    context = {
        "questions": audit.figures(),
        "signals": {**sampling.SIGNALS, "by-chance": "Nothing stood out; it was drawn by chance."},
        "findings": answering.FINDINGS,
        "emergencies": emergency_uses.figures(),
        "watches": may(role, Permission.AUDIT_WATCH),
        "held_back": overseen.held_back_now(),
        "sees_evenness": may(role, Permission.EVENNESS_SEE),
        "sees_clocks": may(role, Permission.CLOCKS_SEE),
        "decides_disputes": may(role, Permission.DISPUTE_DECIDE),
        "sends_letters": may(role, Permission.LETTER_SEND),
        "searches": may(role, Permission.PERSON_SEARCH),
        "stands": standing.standing(),
        "says": register_state.SAYS,
        "paper_names": papers.NAMES,
        "notice": notices.take(request),
    }
    return render(request, "oversight/home.html", context)
