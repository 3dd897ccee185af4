"""Who is looking, for the head of every page: name, role, area, purpose, and where they may go."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from evenhand.register.roles import Permission, may

# (address, words, the permission without which it is not shown). Hiding a link guards nothing: the pages do.
PLACES: tuple[tuple[str, str, Permission | None], ...] = (
    ("/work", "Due today", None),
    ("/people", "Find a person", Permission.PERSON_SEARCH),
    ("/register", "Register", Permission.REGISTER_LIST),
    ("/quarantine", "Quarantine", Permission.QUARANTINE_SETTLE),
    ("/identity", "Identity", Permission.IDENTITY_DECIDE),
)
PUBLIC_PLACES = (
    ("/about", "Public notice"),
    ("/safeguards", "Safeguards"),
    ("/policy", "Policy"),
    ("/instrument", "Points"),
    ("/figures", "Figures"),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in with both factors."""

    name: str
    role: str
    area: str
    purpose: str


def visitor(request: HttpRequest) -> dict[str, Any]:
    """What every template knows of the request: `visitor` (None before both factors), `navigation`."""
    signed_in = getattr(request, "user", None)
    if signed_in is None or not signed_in.is_authenticated:
        return {"visitor": None, "navigation": _items(request, PUBLIC_PLACES)}
    if not (signed_in.is_verified() and request.purpose):  # type: ignore[attr-defined, union-attr]
        return {"visitor": None, "half_signed_in": True, "navigation": []}
    places = [(address, words) for address, words, needs in PLACES if needs is None or may(signed_in.role, needs)]  # type: ignore[union-attr]
    return {
        "visitor": Visitor(signed_in.display_name, signed_in.role, signed_in.area, request.purpose),  # type: ignore[union-attr, attr-defined]
        "navigation": _items(request, places),
    }


def _items(request: HttpRequest, places: Any) -> list[dict[str, Any]]:
    return [
        {
            "href": address,
            "text": words,
            "current": request.path == address,
            "active": request.path.startswith(f"{address}/"),
        }
        for address, words in places
    ]
