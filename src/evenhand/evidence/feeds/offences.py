"""SG-16: an offence without a weight is never scored by a default, so an unknown code does not come in."""

import re

from evenhand.safeguards import Refused, upholds

# Home Office codes as they are written: 1, 5D, 105A, 4.1, 37/1.
_CODE = re.compile(r"[1-9][0-9]{0,2}[A-Z]{0,2}(?:[./][0-9]{1,2})?").fullmatch


@upholds("SG-16")
def check_offence_code(text: str) -> None:
    """Refuse a text that cannot be a Home Office offence code."""
    if not _CODE(text):
        raise Refused(
            "SG-16",
            f"'{text[:40]}' does not look like a Home Office offence code.",
            "Give the code as the Home Office writes it, for example 8N or 105A.",
        )


@upholds("SG-16")
def check_offence_known(code: str, known: frozenset[str] | None) -> None:
    """Refuse an offence code that has no row in the instrument; nothing is refused where none is given."""
    if known is not None and code not in known:
        raise Refused(
            "SG-16",
            f"The offence code {code} has no weight in the instrument.",
            "Correct the code, or have a row adopted for it and load the record again.",
        )
