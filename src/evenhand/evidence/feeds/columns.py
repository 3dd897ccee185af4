"""SG-07 and SG-08: columns that no feed may have. A file with one of them is refused whole."""

from collections.abc import Iterable

from evenhand.evidence.feeds import words
from evenhand.safeguards import Refused, upholds

_INSTEAD = "Remove the column at its source and send the file again; nothing of this file was loaded."


@upholds("SG-07")
def check_forbidden_columns(names: Iterable[str]) -> None:
    """Refuse columns for social media, music, appearance, tattoos, nationality or faith (tables/forbidden.toml)."""
    _refuse(names, "SG-07")


@upholds("SG-08")
def check_association_columns(names: Iterable[str]) -> None:
    """Refuse columns for a gang, a group or associates (tables/forbidden.toml)."""
    _refuse(names, "SG-08")


def _refuse(names: Iterable[str], safeguard: str) -> None:
    for name in names:
        if found := words.in_column_name(name, safeguard):
            raise Refused(safeguard, f"The column '{name[:60]}' is about {found.kind}. {found.reason}", _INSTEAD)
