"""The ledger's name and its signature: an Ed25519 key that only this home has."""

import os
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from evenhand.ledger import Checkpoint, note
from evenhand.ledger.note import Note, VerifierKey


@cache
def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(settings.HOME.secret("ledger_key").encode()).digest())


def public_key() -> bytes:
    """The 32 bytes of the public key."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def public_pem() -> str:
    """The public key as stock openssl reads it."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def origin() -> str:
    """The name of this ledger, for as long as it lives: EVENHAND_LEDGER_ORIGIN, or one made from its key."""
    return os.environ.get("EVENHAND_LEDGER_ORIGIN") or f"evenhand.invalid/{sha256(public_key()).hexdigest()[:16]}"


def verifier_key() -> VerifierKey:
    """The public key as signed notes name it."""
    return VerifierKey(origin(), note.ED25519, public_key())


def sign(message: bytes) -> bytes:
    """The 64-byte signature of a message."""
    return _key().sign(message)


def signed_checkpoint(size: int, root: bytes) -> Note:
    """A checkpoint of the tree at this size with this root, as a signed note."""
    text = Checkpoint(origin(), size, root).text()
    return Note(text, (note.signed(text, verifier_key(), sign),))
