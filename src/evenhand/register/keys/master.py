"""The master key, which is in the home and never in the database, and the keys that are made from it for one use."""

from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@cache
def subkey(use: str) -> bytes:
    """The 32 bytes for one use (HKDF, RFC 5869): the same for the same use and master key, and of no other use."""
    master = settings.HOME.secret("master_key").encode()
    return HKDF(SHA256(), length=32, salt=None, info=f"evenhand {use}".encode()).derive(master)
