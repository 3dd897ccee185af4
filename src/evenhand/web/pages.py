"""Which page of a list was asked for, and the links to the others."""

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The number after `?page=`; the first page where it is missing or makes no sense."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
