"""What the gate lets through to a page: a request of an account, with the purpose it chose."""

from typing import Any

from django.http import HttpRequest


class SignedIn(HttpRequest):
    """A request behind the gate. `user` is the account, signed in with both factors; `purpose` is never empty."""

    user: Any
    purpose: str
