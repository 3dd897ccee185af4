"""Whose record is this: what is held, the decision, and taking a decision back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.register.actions import identity as identity_actions
from evenhand.register.acts import check_may
from evenhand.register.reads import held as held_reads
from evenhand.register.reads.held import Candidate, Held
from evenhand.register.roles import Permission
from evenhand.web import notices
from evenhand.web.pages import page_number
from evenhand.web.records.forms import SOMEBODY_ELSE, UndoForm, WhoseForm
from evenhand.web.signed_in import SignedIn

FIELDS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "born_on": "Born",
    "address_line": "Address",
    "postcode": "Postcode",
    "area": "Area",
    "pnc_id": "PNC ID",
    "cro_number": "CRO number",
    "prison_number": "Prison number",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One detail of a held record beside the same detail in each record of a candidate."""

    label: str
    held: object
    others: tuple[object, ...]

    def verdict(self, other: object) -> str:
        """Whether the two say the same, in one word."""
        if not self.held or not other:
            return "not given"
        return "same" if _plain(self.held) == _plain(other) else "differs"


@require_safe
def waiting(request: SignedIn) -> HttpResponse:
    """The records that are held, a page at a time."""
    page = held_reads.waiting(number=page_number(request), purpose=request.purpose, by=request.user)
    return render(request, "records/identity.html", {"page": page, "notice": notices.take(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, held: int) -> HttpResponse:
    """One held record beside the people whose it might be, and the form."""
    if request.method != "POST":
        return _compare(request, held, None)
    form = WhoseForm(request.POST)
    if not form.is_valid():
        return _compare(request, held, form)
    try:
        identity_actions.settle(
            held_id=held,
            person=form.cleaned_data["whose"],
            reason=form.cleaned_data["reason"],
            purpose=request.purpose,
            by=request.user,
        )
    except ValueError as error:
        form.add_error("whose", str(error))
        return _compare(request, held, form)
    notices.leave(request, "Your decision was recorded. It can be taken back on the person's page.")
    return redirect("identity")


def _compare(request: SignedIn, held: int, form: WhoseForm | None) -> HttpResponse:
    found = held_reads.one(held_id=held, purpose=request.purpose, by=request.user)
    tables = [(candidate, compared(found, candidate)) for candidate in found.candidates]
    context = {"held": found, "tables": tables, "form": form or WhoseForm(), "somebody_else": SOMEBODY_ELSE}
    return render(request, "records/identity_held.html", context)


def compared(held: Held, candidate: Candidate) -> list[Compared]:
    """Every detail side by side."""
    return [
        Compared(label, getattr(held.record, name), tuple(getattr(record, name) for record in candidate.records))
        for name, label in FIELDS.items()
    ]


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().split())


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedIn, person: UUID, link: int) -> HttpResponse:
    """Take back the decision that a record is somebody's."""
    check_may(request.user, Permission.IDENTITY_DECIDE)
    form = UndoForm(request.POST) if request.method == "POST" else UndoForm()
    if not form.is_bound or not form.is_valid():
        return render(request, "records/identity_undo.html", {"form": form, "person": person, "link": link})
    identity_actions.undo(
        link_id=link, person=person, reason=form.cleaned_data["reason"], purpose=request.purpose, by=request.user
    )
    notices.leave(request, "The decision was taken back. The record is held until somebody decides it afresh.")
    return redirect("identity")
