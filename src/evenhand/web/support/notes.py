"""What those who help write down: who asked for help, what was agreed, when they were in touch."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from evenhand.register.actions import support
from evenhand.web.signed_in import SignedIn
from evenhand.web.support.asking import ask
from evenhand.web.support.forms import ContactForm, PlanForm, ReferralForm


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: SignedIn, person: UUID) -> HttpResponse:
    """Somebody rang: the person, their parent, or a partner."""

    def do(said: dict[str, Any]) -> str:
        support.refer(person=person, **said, purpose=request.purpose, by=request.user)
        return "It is noted that help was asked for. They are owed an offer."

    return ask(request, person, ReferralForm, "Note that help was asked for", do)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: SignedIn, person: UUID) -> HttpResponse:
    """What was agreed."""

    def do(said: dict[str, Any]) -> str:
        support.write_plan(person=person, **said, purpose=request.purpose, by=request.user)
        return "The plan is written down."

    return ask(request, person, PlanForm, "Write down what was agreed", do)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn, person: UUID) -> HttpResponse:
    """When they were in touch."""

    def do(said: dict[str, Any]) -> str:
        support.record_contact(person=person, **said, purpose=request.purpose, by=request.user)
        return "It is noted that you were in touch."

    return ask(request, person, ContactForm, "Note that you were in touch", do)
