"""The rows that could not be used, and the form to put one right."""

import csv
from itertools import zip_longest
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.evidence.feeds.trouble import UnusableFile
from evenhand.register.actions import quarantine as quarantine_actions
from evenhand.register.actions.load import StillUnusable
from evenhand.register.reads import quarantine as quarantine_reads
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.records.forms import CorrectionForm
from evenhand.web.signed_in import SignedIn


@require_safe
def waiting(request: SignedIn) -> HttpResponse:
    """What waits, a page at a time."""
    page = quarantine_reads.page(number=page_number(request), purpose=request.purpose, by=request.user)
    return render(request, "records/quarantine.html", {"page": page, "notice": notices.take(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, row: int) -> HttpResponse:
    """One row with its reasons, and the form."""
    if request.method != "POST":
        return _page(request, row, None)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        tally = quarantine_actions.correct(row_id=row, corrected=form.cleaned_data["corrected"], by=request.user)
    except StillUnusable as still:
        for reason in still.reasons:
            form.add_error("corrected", f"{reason.column}: {reason.text}" if reason.column else reason.text)
        return _page(request, row, form)
    except UnusableFile as unusable:
        form.add_error("corrected", f"{unusable.what}. {unusable.do}")
        return _page(request, row, form)
    except Refused as refusal:
        return _page(request, row, form, refusal)
    notices.leave(request, _what_became(tally))
    return redirect("quarantine")


@require_safe
def download(request: SignedIn, row: int) -> HttpResponse:
    """One row as a file, under its header. Never more than one: there is no export of a list."""
    name, content = quarantine_reads.file_of(row_id=row, purpose=request.purpose, by=request.user)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=disposition)


def _what_became(tally: Any) -> str:
    if tally.withheld:
        return "The row is about somebody who was erased, or who was removed from the register. Nothing of it was kept."
    taken = "was taken in" if tally.loaded else "says what was known already"
    return " ".join([f"The corrected row {taken}.", *tally.consequences])


def _page(request: SignedIn, row: int, form: CorrectionForm | None, refusal: Refused | None = None) -> HttpResponse:
    found = quarantine_reads.one(row_id=row, purpose=request.purpose, by=request.user)
    context = {
        "row": found,
        "values": values(found.load.file_format, found.load.header, found.raw),
        "form": form or CorrectionForm(initial={"corrected": found.raw}),
        "refusal": refusal,
    }
    return render(request, "records/quarantine_row.html", context, status=403 if refusal else 200)


def values(file_format: str, header: list[str], raw: str) -> list[tuple[str, str]]:
    """A CSV row beside its columns, as far as it can be read that way; nothing for other formats."""
    if file_format != "csv":
        return []
    try:
        fields = next(csv.reader([raw]), [])
    except csv.Error:
        return []
    return list(zip_longest(header, fields, fillvalue="(missing)"))
