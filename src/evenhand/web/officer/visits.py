"""Why somebody opened a person's record: asked once for a purpose, then written to the ledger at every look."""

from uuid import UUID

from evenhand.register import visits
from evenhand.web.signed_in import SignedIn


def begin(request: SignedIn, person: UUID, reason: str) -> None:
    """Keep the reason until the session ends or the purpose changes."""
    visits.begin(person=person, purpose=request.purpose, reason=reason, session=_session(request), by=request.user)


def reason(request: SignedIn, person: UUID) -> str:
    """The reason given for this person and this purpose; empty where none was given."""
    return visits.reason(person=person, purpose=request.purpose, session=_session(request))


def _session(request: SignedIn) -> str:
    """The key of the session. Whoever is behind the gate has one."""
    return str(request.session.session_key)
