"""The mark at the foot of every page behind the gate: whom it was made for, and when (SG-26)."""

from django.http import HttpRequest

from evenhand.register import marks


def mark(request: HttpRequest) -> dict[str, str]:
    """What every template knows of the mark: `made_for`, a sentence; empty for a visitor without an account."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {"made_for": ""}
    return {"made_for": marks.on_page(account, getattr(request, "looks", ()))}
