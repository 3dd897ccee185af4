"""Letters that open a person's own page: a reference, and a key of which only a slow hash is kept."""

import secrets
from hashlib import scrypt
from uuid import UUID

from django.db import connection

from evenhand.register import clock

# Consonants only: no word comes out by chance, and none is taken for a digit or for another when copied by hand.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
KEY, REFERENCE = 20, 8
_GROUP = 5


def fresh(length: int) -> str:
    """Letters drawn at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def tidy(typed: str) -> str:
    """What was typed, without the spaces, dashes and small letters that do not matter."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def in_groups(letters: str) -> str:
    """Letters as they are printed: BCDFG HJKLM."""
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def key_hash(salt: str, key: str) -> str:
    """The slow hash of a key under its salt (hexadecimal): about a twentieth of a second and 16 MB."""
    return scrypt(key.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=64).hex()


def whose(reference: str) -> UUID | None:
    """Whose page a letter with this reference opens today; None where it opens none (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letter_of(%s, %s)", [reference, clock.today()])
        found: UUID | None = cursor.fetchone()[0]
    return found
