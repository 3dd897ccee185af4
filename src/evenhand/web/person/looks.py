"""Who looked at one's own record, with a receipt for every line."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.register import governance
from evenhand.register.reads import own, receipts
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.person.door import AtOwnPage


@require_safe
def looked(request: AtOwnPage) -> HttpResponse:
    """Everything that was done with the record, newest first, a page at a time."""
    return _page(request, visits=False)


@require_safe
def visits(request: AtOwnPage) -> HttpResponse:
    """What was done at this very door: letters, keys, visits, receipts."""
    return _page(request, visits=True)


def _page(request: AtOwnPage, *, visits: bool) -> HttpResponse:
    shown = own.who_looked(person=request.person, number=page_number(request), visits=visits)
    delay_days = governance.policy_in_force().number("look_delay_days_max")
    context = {
        "shown": shown,
        "visits": visits,
        "charter": governance.charter(),
        "delay_days": delay_days,
        "notice": notices.take(request),
    }
    return render(request, "person/looks.html", context)


@require_safe
def receipt(request: AtOwnPage, position: int) -> HttpResponse:
    """The receipt for one line, as a file whose name says nothing of anybody."""
    made = receipts.receipt(person=request.person, position=position)
    written = json.dumps(made.as_json(), indent=2, ensure_ascii=False) + "\n"
    disposition = {"Content-Disposition": f'attachment; filename="receipt-{position}.json"'}
    return HttpResponse(written, content_type="application/json; charset=utf-8", headers=disposition)


@require_safe
def about_receipts(request: AtOwnPage) -> HttpResponse:
    """How to check one, alone or with somebody's help."""
    return render(request, "person/receipts.html", {"key": receipts.verifier_key()})
