"""What is asked about one's own look-ups, and whose records one must not look up at all (SG-57)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.register.actions import audit as audit_actions
from evenhand.register.actions import noting
from evenhand.register.reads import audit
from evenhand.register.roles import Permission, may
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.officer.forms import AnswerForm, DeclareForm
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, question: int) -> HttpResponse:
    """A question about a look-up of one's own, and the form to answer it."""
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    refusal = _answered(request, question, form) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None:
        notices.leave(request, f"You answered question {question}.")
        return redirect("work")
    shown = audit.question(number=question, by=request.user)
    opens = may(request.user.role, Permission.PERSON_CONSULT)
    context = {"form": form, "asked": shown, "refusal": refusal, "opens": opens}
    return render(request, "officer/question.html", context, status=403 if refusal else 200)


def _answered(request: SignedIn, question: int, form: AnswerForm) -> Refused | None:
    """Keep the answer; the refusal where there is one."""
    try:
        audit_actions.answer(
            question=question, words=form.cleaned_data["answer"], purpose=request.purpose, by=request.user
        )
    except Refused as refusal:
        return refusal
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: SignedIn) -> HttpResponse:
    """Say whose records one must not look up. What was said before is not shown: it cannot be read back."""
    form = DeclareForm(request.POST) if request.method == "POST" else DeclareForm()
    if form.is_bound and form.is_valid():
        count = noting.declare(declared=form.declared(), by=request.user)
        notices.leave(request, f"Kept: {count} in all, instead of what you said before. Nobody can read them back.")
        return redirect("work")
    return render(request, "officer/declare.html", {"form": form, "kept": audit.declared(request.user)})
