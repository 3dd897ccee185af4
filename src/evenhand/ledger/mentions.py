"""People who were shown in a list: the entry holds a salted digest of each, never who it was.

Whoever has the salt can prove that they are one of them, and gives nobody else away.
"""

import re
from hashlib import sha256

from evenhand.ledger.hashing import MENTION

_SALT = re.compile(r"[0-9a-f]{32}")


def mention_digest(salt: str, person: str) -> str:
    """Return the digest (64 hexadecimal digits) of one person's number under a salt made for this one mention.

    Raises ValueError for a salt that is not 32 hexadecimal digits.
    """
    if not _SALT.fullmatch(salt):
        raise ValueError("The salt of a mention must be 32 hexadecimal digits: use fresh_salt().")
    return sha256(MENTION + bytes.fromhex(salt) + person.encode()).hexdigest()
