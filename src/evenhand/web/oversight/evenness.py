"""Is the register even-handed: the figures, and the forms to say why it is not."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from evenhand.casework.evenness import Verdict
from evenhand.register.actions import evenness as actions
from evenhand.register.acts import check_may
from evenhand.register.reads import evenness as reads
from evenhand.register.roles import Permission, may
from evenhand.safeguards import Refused
from evenhand.web import notices
from evenhand.web.oversight.evenness_forms import AnswerForm, DecisionForm
from evenhand.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def evenness(request: SignedIn) -> HttpResponse:
    """What is public about groups, and, where a difference went on unexplained, the owner's decision about it."""
    check_may(request.user, Permission.EVENNESS_SEE)
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm()
    return _page(request, form, lambda: _decide(request, form), "The decision is written down and public.")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, alarm: int) -> HttpResponse:
    """One alarm, and the form to say what was found out about it."""
    check_may(request.user, Permission.EVENNESS_SEE)
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    return _page(request, form, lambda: _answer(request, alarm, form), "The answer is written down and public.", alarm)


def _page(request: SignedIn, form: Form, write: Callable[[], None], said: str, alarm: int = 0) -> HttpResponse:
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            write()
        except Refused as no:
            refusal = no
        else:
            notices.leave(request, said)
            return redirect("evenness")
    shown = reads.published()
    if alarm and alarm not in [one.pk for one in shown.alarms]:
        raise Http404
    role = request.user.role
    context = {
        "shown": shown,
        "form": form,
        "alarm": alarm,
        "refusal": refusal,
        "answers": may(role, Permission.EVENNESS_ANSWER),
        "decides": may(role, Permission.EVENNESS_DECIDE),
        "notice": notices.take(request),
    }
    return render(request, "oversight/evenness.html", context, status=403 if refusal else 200)


def _decide(request: SignedIn, form: Form) -> None:
    verdict = Verdict(form.cleaned_data["verdict"])
    actions.decide(verdict=verdict, words=form.cleaned_data["words"], by=request.user)


def _answer(request: SignedIn, alarm: int, form: Form) -> None:
    actions.answer(alarm=alarm, words=form.cleaned_data["words"], by=request.user)
