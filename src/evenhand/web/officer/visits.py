"""Why somebody opened a person's record: asked once for a purpose, then written to the ledger at every look."""

from uuid import UUID

from evenhand.web.signed_in import SignedIn

_KEY = "visits"


def begin(request: SignedIn, person: UUID, reason: str) -> None:
    """Keep the reason until the session ends or the purpose changes."""
    request.session[_KEY] = {**request.session.get(_KEY, {}), _of(request, person): reason}


def reason(request: SignedIn, person: UUID) -> str:
    """The reason given for this person and this purpose; empty where none was given."""
    return str(request.session.get(_KEY, {}).get(_of(request, person), ""))


def _of(request: SignedIn, person: UUID) -> str:
    return f"{request.purpose} {person}"
