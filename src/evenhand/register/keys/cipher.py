"""Sealing one text with one key: AES-256-GCM with a random nonce, bound to the place where it is kept."""

import os
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
# What sealing adds to a text, in bytes: the nonce and the tag. A sealed value that is no longer says nothing.
ADDED = NONCE + 16


class CannotOpen(Exception):
    """Sealed with another key, bound to another place, or damaged."""


class Key:
    """A key that seals and opens. Its 32 bytes are `secret`."""

    __slots__ = ("_aes", "secret")

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._aes = AESGCM(secret)

    @classmethod
    def fresh(cls) -> Self:
        """A random key."""
        return cls(os.urandom(32))

    def seal(self, content: bytes, place: str) -> bytes:
        """Seal some content, so that it can be opened only as what is kept in this place."""
        nonce = os.urandom(NONCE)
        return nonce + self._aes.encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed. Raises CannotOpen."""
        try:
            return self._aes.decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(
                f"What is kept as {place} cannot be opened: it is damaged, or not of this home."
            ) from error

    def seal_text(self, text: str, place: str) -> bytes:
        """Seal a text; nothing at all stays nothing at all."""
        return self.seal(text.encode(), place) if text else b""

    def open_text(self, sealed: bytes, place: str) -> str:
        """The text that was sealed. Raises CannotOpen."""
        return self.open(sealed, place).decode() if sealed else ""
