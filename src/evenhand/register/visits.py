"""Why somebody has a record open: asked for once in a session and for a purpose, kept sealed, gone with the session."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from evenhand.register import clock, sealing
from evenhand.register.keys import content, marks
from evenhand.register.models import Account, Visit


def begin(*, person: UUID, purpose: str, reason: str, session: str, by: Account) -> None:
    """Keep the reason for as long as the session with this key can last. Those of ended sessions are cleared away."""
    now = clock.now()
    Visit.objects.filter(until__lte=now).delete()
    which = {"session": marks.session(session), "person": person, "purpose": purpose}
    Visit.objects.filter(**which).delete()
    until = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Visit.objects.create(account=by, until=until, **which, **sealing.for_person(Visit, person, reason=reason))


def reason(*, person: UUID, purpose: str, session: str) -> str:
    """The reason that was given in this session for this person and purpose; empty where none was."""
    mine = Visit.objects.filter(session=marks.session(session), person=person, purpose=purpose, until__gt=clock.now())
    visit = mine.first()
    if visit is None:
        return ""
    # The key without an open door: this is what opens it.
    sealing.open_row(visit, content.of_person(person))
    return str(visit.reason)
