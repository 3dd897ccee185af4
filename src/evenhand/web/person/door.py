"""The person's own door: a visit opened with a letter. It has no account, and an account's visit never is one."""

from uuid import UUID

from django.http import HttpRequest

from evenhand.register import letters

_KEY = "letter"


class AtOwnPage(HttpRequest):
    """What the gate lets through to a person's own page: `person` is whose it is."""

    person: UUID


def open_for(request: HttpRequest, reference: str) -> None:
    """Begin a visit with a letter. Whoever was signed in before in this browser is signed out."""
    request.session.flush()
    request.session[_KEY] = letters.tidy(reference)


def close(request: HttpRequest) -> None:
    """End the visit."""
    request.session.flush()


def is_open(request: HttpRequest) -> bool:
    """Whether this visit was opened with a letter, be it void by now or not."""
    return not request.user.is_authenticated and _KEY in request.session


def person_at(request: HttpRequest) -> UUID | None:
    """Whose own page this visit may see; None where it was not opened with a letter that is still good."""
    return letters.whose(request.session[_KEY]) if is_open(request) else None
