"""Addresses that came from outside: only those of our own pages are followed."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def inside(request: HttpRequest, address: str) -> str:
    """The path of one of our own pages; empty for any other address. A query is left behind: it may hold a name."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return ""
    path = urlsplit(address).path
    return path if path.startswith("/") and not path.startswith("//") else ""


def came_from(request: HttpRequest) -> str:
    """The page that led here; empty where the browser does not say, or where it was this very page."""
    address = inside(request, request.headers.get("referer", ""))
    return "" if address == request.path and request.method == "GET" else address
