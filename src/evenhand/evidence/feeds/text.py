"""SG-07 in free text: what may not be a column may not come in as prose either."""

from evenhand.evidence.feeds import words
from evenhand.safeguards import Refused, upholds


@upholds("SG-07")
def check_free_text(text: str | None) -> None:
    """Refuse a free text with a social-media handle or a phrase listed in tables/forbidden.toml."""
    if text and (found := words.in_free_text(text)):
        raise Refused(
            "SG-07",
            f"The text says '{found.word}', which is about {found.kind}. {found.reason}",
            "Say what was done, when and who saw it, without it.",
        )
