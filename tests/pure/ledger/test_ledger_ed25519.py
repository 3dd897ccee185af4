"""The check of signatures agrees with RFC 8032 and with the library that makes them, and is strict."""

from hashlib import sha512

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger.ed25519 import BASE, ORDER, P, verify

# RFC 8032 section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
MESSAGE = b"what was signed"
SIGNATURE = SECRET.sign(MESSAGE)


def by_the_library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("vector", VECTORS)
def test_the_published_signatures_hold_and_are_what_the_library_makes(vector: tuple[str, ...]) -> None:
    secret, public, message, signature = map(bytes.fromhex, vector)
    assert Ed25519PrivateKey.from_private_bytes(secret).sign(message) == signature
    assert verify(public, message, signature)
    assert not verify(public, message + b"\x00", signature)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_what_the_library_signs_holds(secret: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    assert verify(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), message, key.sign(message))


@given(st.sampled_from(["public", "message", "signature"]), st.integers(0, 511))
def test_one_changed_bit_anywhere_is_refused_as_the_library_refuses_it(part: str, bit: int) -> None:
    parts = {"public": PUBLIC, "message": MESSAGE, "signature": SIGNATURE}
    changed = bytearray(parts[part])
    bit %= 8 * len(changed)
    changed[bit // 8] ^= 1 << bit % 8
    parts[part] = bytes(changed)
    assert not verify(**{"public_key": parts["public"], "message": parts["message"], "signature": parts["signature"]})
    assert not by_the_library(**parts)


def test_the_same_signature_cannot_be_written_in_a_second_way() -> None:
    number = int.from_bytes(SIGNATURE[32:], "little")
    for more in range(1, 8):
        other = SIGNATURE[:32] + (number + more * ORDER).to_bytes(32, "little")
        assert not verify(PUBLIC, MESSAGE, other)


def with_sign(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


def signature_with(commitment: bytes) -> bytes:
    """The signature that only whoever has the secret can make, for a commitment that stands for the neutral point."""
    scalar = int.from_bytes(sha512(bytes(range(32))).digest()[:32], "little") & ~7 & ~(1 << 255) | 1 << 254
    challenge = int.from_bytes(sha512(commitment + PUBLIC + MESSAGE).digest(), "little")
    return commitment + (challenge * scalar % ORDER).to_bytes(32, "little")


def test_a_commitment_that_is_not_written_properly_is_refused() -> None:
    assert verify(PUBLIC, MESSAGE, signature_with(with_sign(1)))
    assert not verify(PUBLIC, MESSAGE, signature_with(with_sign(P + 1)))
    assert not verify(PUBLIC, MESSAGE, signature_with(with_sign(1, sign=1)))


def test_a_key_with_which_anything_seems_signed_is_refused() -> None:
    for key in (with_sign(1), with_sign(P - 1), with_sign(0), with_sign(0, sign=1), with_sign(P + 1), with_sign(P)):
        assert not verify(key, MESSAGE, with_sign(1) + bytes(32))


def test_what_stands_for_no_point_is_refused() -> None:
    assert not verify(with_sign(2), MESSAGE, SIGNATURE)
    assert not verify(PUBLIC, MESSAGE, with_sign(2) + SIGNATURE[32:])


@pytest.mark.parametrize(("key", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
def test_a_key_or_a_signature_of_another_length_is_refused(key: int, signature: int) -> None:
    assert not verify((PUBLIC + b"\x00")[:key], MESSAGE, (SIGNATURE + b"\x00")[:signature])


def test_the_base_point_is_the_published_one() -> None:
    x = "15112221349535400772501151409588531511454012693041857206046113283949847762202"
    y = "46316835694926478169428394003475163141307993866256225615783033603165251855960"
    assert [str(number) for number in BASE[:2]] == [x, y]
