"""A line as text that any database can keep, from which the very bytes can be had back.

A line of good UTF-8 without NUL stays as it is. Any byte that is not is written as the sign for escape and two
hexadecimal digits; that sign itself, where a line really has it, is written twice.
"""

import re

SIGN = "\N{SYMBOL FOR ESCAPE}"
_UNSAFE = re.compile("[\x00\udc80-\udcff]")
_ESCAPED = re.compile(f"{SIGN}(?:{SIGN}|([0-9a-f]{{2}}))")


def escaped_sign(text: str) -> str:
    """Good text without NUL as raw text: only the sign for escape itself has to be doubled."""
    return text.replace(SIGN, SIGN + SIGN) if SIGN in text else text


def raw_text(line: bytes) -> str:
    """The line as storable text."""
    text = escaped_sign(line.decode("utf-8", "surrogateescape"))
    return _UNSAFE.sub(lambda hit: f"{SIGN}{ord(hit[0]) & 0xFF:02x}", text)


def raw_bytes(text: str) -> bytes:
    """The line that `raw_text` was made from."""
    with_bytes = _ESCAPED.sub(lambda hit: _byte(hit[1]) if hit[1] else SIGN, text)
    return with_bytes.encode("utf-8", "surrogateescape")


def _byte(digits: str) -> str:
    value = int(digits, 16)
    return chr(value) if value < 0x80 else chr(0xDC00 + value)
