"""The promises and the settings: what the register holds itself to."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework import policy as floor_policy
from evenhand.casework import policy_history
from evenhand.casework.policy import Setting
from evenhand.register import governance
from evenhand.safeguards import catalogue
from evenhand.web import wording


@dataclass(frozen=True, slots=True)
class Row:
    """A setting as the page shows it: everywhere, and here where this place has tightened it."""

    setting: Setting
    words: str
    here: int | tuple[str, ...]
    since: datetime | None  # when this place made it what it is here

    @property
    def is_tightened(self) -> bool:
        """Whether this place is stricter than the floor."""
        return self.here != self.setting.value


@require_safe
def safeguards(request: HttpRequest) -> HttpResponse:
    """Every promise, with its law; then those that are not kept yet."""
    return render(request, "public/safeguards.html", {"promises": catalogue.load()})


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Every number that decides something, why it is what it is, and where this place differs."""
    floor, here = floor_policy.load(), governance.policy_in_force()
    history = governance.settings_history()
    since = policy_history.since(history)
    rows = [
        Row(one, wording.setting(name), here.settings[name].value, since.get(name))
        for name, one in floor.settings.items()
    ]
    context = {"policy": floor, "rows": rows, "history": history[::-1], "words": wording.setting}
    return render(request, "public/policy.html", context)
