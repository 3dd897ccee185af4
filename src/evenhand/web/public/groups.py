"""How the register falls on groups: rounded counts at every step, alarms, and what was said of them (SG-40, SG-43)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register.reads import evenness


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """What was published last, since when it stands, and every alarm."""
    return render(request, "public/groups.html", {"shown": evenness.published()})
