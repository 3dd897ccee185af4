"""What is due today, and the register of one's own area."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import governance
from evenhand.register.reads import audit, emergency_uses, lists
from evenhand.register.roles import ROLES, Permission, may
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.signed_in import SignedIn


@require_safe
def due_today(request: SignedIn) -> HttpResponse:
    """The first page after signing in."""
    role, policy = request.user.role, governance.policy_in_force()
    due = lists.home(purpose=request.purpose, by=request.user)
    context = {
        "due": due,
        "supervises": due.supervises,
        "second": request.user.is_inspector,
        "soon_days": policy.number("escalation_days"),
        "questions": audit.open_questions(request.user),
        "to_acknowledge": emergency_uses.to_acknowledge(request.user),
        "to_review": emergency_uses.to_review(request.user),
        "role": ROLES[role],
        "decides": may(role, Permission.REVIEW_DECIDE),
        "proposes": may(role, Permission.NOMINATION_MAKE),
        "opens": may(role, Permission.PERSON_CONSULT),
        "settles_identity": may(role, Permission.IDENTITY_DECIDE),
        "settles_quarantine": may(role, Permission.QUARANTINE_SETTLE),
        "helps": may(role, Permission.SUPPORT_WORK),
        "age_adult": policy.number("age_adult"),
        "notice": notices.take(request),
    }
    return render(request, "officer/work.html", context)


@require_safe
def register(request: SignedIn) -> HttpResponse:
    """The register of an area, a page at a time."""
    shown = lists.register(
        number=page_number(request), area=request.GET.get("area", ""), purpose=request.purpose, by=request.user
    )
    return render(request, "officer/register.html", {"shown": shown, "page": shown.page})
