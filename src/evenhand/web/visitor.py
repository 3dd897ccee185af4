"""Who is looking, for the head of every page: name, role, area, purpose, and where they may go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from evenhand.register import standing
from evenhand.register.roles import Permission, may

# (address, words, the permission without which it is not shown). Hiding a link guards nothing: the pages do.
PLACES: tuple[tuple[str, str, Permission | None], ...] = (
    ("/work", "Due today", None),
    ("/people", "Find a person", Permission.PERSON_SEARCH),
    ("/register", "Register", Permission.REGISTER_LIST),
    ("/quarantine", "Quarantine", Permission.QUARANTINE_SETTLE),
    ("/identity", "Identity", Permission.IDENTITY_DECIDE),
    ("/support", "Offers of help", Permission.SUPPORT_WORK),
    ("/oversight", "Oversight", Permission.AUDIT_SETTLE),
    ("/emergency", "In an emergency", None),
)
PUBLIC_PLACES = (
    ("/about", "Public notice"),
    ("/safeguards", "Safeguards"),
    ("/policy", "Policy"),
    ("/instrument", "Points"),
    ("/figures", "Figures"),
    ("/log", "Log"),
    ("/mine", "Your own record"),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in with both factors."""

    name: str
    role: str
    area: str
    purpose: str


def visitor(request: HttpRequest) -> dict[str, Any]:
    """What every template knows of the request: `visitor` (None before both factors), `navigation`, and, for whoever
    has signed in, what is wrong with the register itself (`register_faults`)."""
    account: Any = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {"visitor": None, "navigation": _items(request, PUBLIC_PLACES)}
    purpose = getattr(request, "purpose", "")
    if not (account.is_verified() and purpose):
        return {"visitor": None, "half_signed_in": True, "navigation": []}
    places = [(address, words) for address, words, needs in PLACES if needs is None or may(account.role, needs)]
    return {
        "visitor": Visitor(account.display_name, account.role, account.area, purpose),
        "navigation": _items(request, places),
        "register_faults": standing.standing().faults,
    }


def _items(request: HttpRequest, places: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "href": address,
            "text": words,
            "current": request.path == address,
            "active": request.path.startswith(f"{address}/"),
        }
        for address, words in places
    ]
