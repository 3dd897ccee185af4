"""Finding sealed content again without plain text: keyed digests (HMAC-SHA-256) of what may be asked for.

Without the master key nobody can make one, so nobody can try out names.
"""

import hmac

from evenhand.register.keys import master


def words(*names: str) -> list[int]:
    """The marks of every beginning of every word of some names, by which a search finds them."""
    found = {word.casefold() for name in names for word in name.split()}
    beginnings = {word[:length] for word in found for length in range(1, len(word) + 1)}
    return sorted(_number("words", beginning) for beginning in beginnings)


def word(asked: str) -> int:
    """The mark of the beginning of a word."""
    return _number("words", asked.casefold())


def identifiers(*values: str) -> list[int]:
    """The marks of whole identifiers; empty ones have none."""
    return sorted({identifier(value) for value in values if value.strip()})


def identifier(asked: str) -> int:
    """The mark of one identifier, by any kind's name and in any case of letters."""
    return _number("identifiers", asked.strip().upper())


def content(digest: str) -> str:
    """The mark of a row's content, 64 hexadecimal digits: the same content of the same feed has the same one."""
    return _digest("rows", digest).hex()


def erased(kind: str, source: str, reference: str) -> bytes:
    """The mark of a reference that was erased, so that it is known when it comes again. `kind`: people, events or
    listings."""
    return _digest("erased", "\x1f".join((kind, source, reference)))


def session(key: str) -> bytes:
    """The mark of a session, which says nothing of the key that opens it."""
    return _digest("sessions", key)


def declared(account: int, kind: str, value: str) -> bytes:
    """The mark of what an account declared that it must not look up: surname, postcode or record, in any spelling.

    Made for this account alone, so that nothing shows that two accounts declared the same.
    """
    spelt = "".join(letter for letter in value.casefold() if letter.isalnum())
    return _digest("declarations", "\x1f".join((str(account), kind, spelt)))


def _digest(use: str, text: str) -> bytes:
    return hmac.digest(master.subkey(f"marks of {use}"), text.encode("utf-8", "surrogatepass"), "sha256")


def _number(use: str, text: str) -> int:
    """The first eight bytes: enough to tell apart what a county can hold, and compact in an index."""
    return int.from_bytes(_digest(use, text)[:8], "big", signed=True)
