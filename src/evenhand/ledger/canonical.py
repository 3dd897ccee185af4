"""One way to write a fact down, so that the same facts always have the same bytes and the same hash.

The form is a small part of JSON: UTF-8, keys sorted by code point, no spaces, and no floats, because two programs
may write one float in two ways. Text is kept exactly as given: nothing is normalised. A character is escaped only
where JSON demands it: the quote, the backslash and the control characters.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import NoReturn


def canonical(value: object) -> bytes:
    """Return the canonical bytes of a value made of objects, lists, text, whole numbers, booleans and null.

    Raises TypeError for a float, a key that is not text, or anything else JSON cannot say exactly, and ValueError
    for text that UTF-8 cannot hold.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"Text holds half of a character pair (at {error.start}) and cannot be written.") from None


def parse(body: bytes) -> object:
    """Read canonical bytes back into dicts, lists and scalars.

    Raises ValueError unless writing the result again gives the same bytes, so a doubled key, a float, a space or a
    different order of keys is refused.
    """
    try:
        value = json.loads(body.decode(), parse_float=_refuse_float, parse_constant=_refuse_float)
        again = canonical(value)
    except RecursionError:
        raise ValueError("It is nested too deeply to be read.") from None
    if again != body:
        raise ValueError("It is not written in the canonical form.")
    return value


def from_base64(written: str) -> bytes:
    """Read base64. Raises ValueError unless writing the bytes again gives the same text."""
    known = b64decode(written, validate=True)
    if b64encode(known).decode() != written:
        raise ValueError("This base64 is not written in the one proper way.")
    return known


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form: use text, whole numbers, true, false or null.")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(f"A key must be text, not {type(key).__name__}.")


def _refuse_float(number: str) -> NoReturn:
    raise ValueError(f"{number} is not a whole number.")
