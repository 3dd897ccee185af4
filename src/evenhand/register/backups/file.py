"""The backup file: written whole or not at all, encrypted and authenticated chunk by chunk, read without trust.

Each file has a key of its own, derived from the home's master key. Each chunk is AES-256-GCM under a nonce that holds
its number and whether it is the last, with the head as associated data: so a file that was cut, lengthened, put into
another order or changed anywhere, head included, is refused.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from evenhand.register.backups import head
from evenhand.register.backups.head import Head
from evenhand.register.database import DatabaseTrouble, Home

CHUNK = 2**20  # bytes of what is encrypted
_TAG = 16
_SALT = 32


def new_key(master: str) -> tuple[str, str]:
    """A fresh salt, and the mark of the key that it gives with this master key, both as the head says them."""
    salt = secrets.token_hex(_SALT)
    return salt, _mark(master, salt)


def write(path: Path, said: Head, master: str, dump: Iterable[bytes]) -> str:
    """Write a backup and return its SHA-256 digest as hexadecimal digits. Readable by its owner alone.

    Written under another name, brought to the disk and then renamed, so that a file of this name is whole.
    Raises DatabaseTrouble where there is such a file already, OSError where it cannot be written.
    """
    check_is_new(path)
    draft, digest = path.with_name(f"{path.name}.new"), hashlib.sha256()
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in _encrypted(said, master, dump):
                digest.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return digest.hexdigest()


def check_is_new(path: Path) -> None:
    """Raise DatabaseTrouble where the file is there already, or its directory is not."""
    if path.exists():
        raise DatabaseTrouble(f"{path} is there already, and a backup is never written over.", "Choose another name.")
    if not path.parent.is_dir():
        raise DatabaseTrouble(f"There is no directory {path.parent}.", "Make it, or choose another.")


def read(path: Path, master: str) -> Iterator[bytes]:
    """What was encrypted, in parts. Each part given is authentic; only at the end is it known that none is missing.

    Raises DatabaseTrouble, in a sentence, where the key does not fit or the file is not what was written.
    """
    with _opened(path) as file:
        said, written = head.read(file, path.name)
        _check_key(said, path.name, master)
        key = AESGCM(_key(master, said.key_salt))
        try:
            for nonce, part in _numbered(_parts(file)):
                yield key.decrypt(nonce, part, written)
        except InvalidTag:
            raise DatabaseTrouble(
                f"{path.name} is damaged: it was cut short or changed. Nothing was touched.", "Use another copy of it."
            ) from None


def check_fits(path: Path, home: Home) -> None:
    """Raise DatabaseTrouble unless the secrets of this home can open this backup. Makes no secrets."""
    said = read_head(path)
    if not home.keeps_secrets():
        raise DatabaseTrouble(
            f"There is no secrets file in {home.path}, and without it nobody can read {path.name}.",
            "Put the file `secrets` of the data directory it was made in there, then try again.",
        )
    _check_key(said, path.name, home.secret("master_key"))


def read_head(path: Path) -> Head:
    """What the head of a backup says. Not yet authenticated. Raises DatabaseTrouble."""
    with _opened(path) as file:
        return head.read(file, path.name)[0]


def _check_key(said: Head, name: str, master: str) -> None:
    if _mark(master, said.key_salt) != said.key_mark:
        raise DatabaseTrouble(
            f"The secrets file here is not the one that {name} was made with.",
            "Put the file `secrets` of the data directory it was made in into an empty one, and name that one in "
            "EVENHAND_HOME.",
        )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise DatabaseTrouble(f"{path} cannot be read ({error.strerror}).", "Check its name.") from error


def _encrypted(said: Head, master: str, dump: Iterable[bytes]) -> Iterator[bytes]:
    written, key = said.written(), AESGCM(_key(master, said.key_salt))
    yield written
    for nonce, part in _numbered(_cut(dump)):
        yield key.encrypt(nonce, part, written)


def _numbered(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each part with its nonce: its number, then 1 for the last one and 0 for all before."""
    number, waiting = 0, None
    for part in parts:
        if waiting is not None:
            yield number.to_bytes(11, "big") + b"\x00", waiting
            number += 1
        waiting = part
    yield number.to_bytes(11, "big") + b"\x01", waiting or b""


def _cut(dump: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of one size, the last one shorter."""
    kept = bytearray()
    for some in dump:
        kept += some
        while len(kept) >= CHUNK:
            yield bytes(kept[:CHUNK])
            del kept[:CHUNK]
    yield bytes(kept)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    while part := file.read(CHUNK + _TAG):
        yield part


def _key(master: str, salt: str) -> bytes:
    return _derived(master, salt, b"evenhand backup 1: content")


def _mark(master: str, salt: str) -> str:
    return _derived(master, salt, b"evenhand backup 1: mark").hex()[:16]


def _derived(master: str, salt: str, what_for: bytes) -> bytes:
    return HKDF(SHA256(), 32, bytes.fromhex(salt), what_for).derive(master.encode())
