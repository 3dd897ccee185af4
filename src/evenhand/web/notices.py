"""One sentence for the next page that is shown: what has just been done."""

from django.http import HttpRequest

_KEY = "notice"


def leave(request: HttpRequest, words: str) -> None:
    """Leave a sentence for the next page."""
    request.session[_KEY] = words


def take(request: HttpRequest) -> str:
    """The sentence that was left, which is then gone; empty where there is none."""
    return request.session.pop(_KEY, "") if _KEY in request.session else ""
