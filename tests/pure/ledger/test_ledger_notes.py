"""Notes, keys and checkpoints are those of C2SP and of Go, and what is not one is refused in a sentence."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger import checkpoint, note
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.note import Note, Signature
from logs import LOG, WITNESS, Signer

# The example in the documentation of Go's sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
TEXT = Checkpoint(LOG.name, 20, bytes(range(32))).text()
SIGNED = Note(TEXT, (note.signed(TEXT, LOG.key, LOG.sign),))
COSIGNED = Note(TEXT, (*SIGNED.signatures, note.cosigned(TEXT, WITNESS.key, WITNESS.sign, 1_679_315_147)))


def test_the_example_of_go_is_read_and_holds() -> None:
    key = note.parse_key(GO_KEY)
    assert (key.name, key.kind, key.id.hex(), str(key)) == ("PeterNeumann", note.ED25519, "c74f20a3", GO_KEY)
    read = note.parse(GO_NOTE)
    assert str(read) == GO_NOTE
    assert note.is_signed(read, key)
    assert not note.is_signed(Note(read.text.replace("your", "my"), read.signatures), key)


def test_what_was_signed_reads_back_and_holds() -> None:
    assert note.parse(str(COSIGNED)) == COSIGNED
    assert note.parse_key(str(LOG.key)) == LOG.key
    assert note.is_signed(COSIGNED, LOG.key)
    assert note.cosigned_at(COSIGNED, WITNESS.key) == 1_679_315_147


def test_a_cosignature_is_over_the_time_and_the_text_as_the_specification_says() -> None:
    line = note.cosigned(TEXT, WITNESS.key, lambda message: message, 1_679_315_147)
    assert line.signature == (1_679_315_147).to_bytes(8, "big") + f"cosignature/v1\ntime 1679315147\n{TEXT}".encode()


def test_a_key_of_another_name_signs_nothing_here() -> None:
    other = Signer("log.example.org/two")
    assert not note.is_signed(SIGNED, other.key)
    assert not note.is_signed(Note(TEXT, (note.signed(TEXT, other.key, other.sign),)), LOG.key)
    assert note.cosigned_at(SIGNED, WITNESS.key) is None


def test_one_bad_signature_of_the_key_spoils_the_good_one() -> None:
    bad = Signature(LOG.name, LOG.key.id, bytes(64))
    assert not note.is_signed(Note(TEXT, (*SIGNED.signatures, bad)), LOG.key)
    assert note.is_signed(Note(TEXT, (*SIGNED.signatures, *SIGNED.signatures)), LOG.key)


def test_a_log_is_no_witness_and_a_witness_no_log() -> None:
    two_faced = Signer(LOG.name, note.COSIGNATURE)
    assert LOG.key.public == two_faced.key.public
    assert note.cosigned_at(SIGNED, two_faced.key) is None
    assert note.cosigned_at(SIGNED, LOG.key) is None
    assert not note.is_signed(COSIGNED, WITNESS.key)


@given(st.integers(0, 2**64 - 1))
def test_a_time_that_is_no_date_is_refused_and_any_other_read_back(at: int) -> None:
    line = note.cosigned(TEXT, WITNESS.key, WITNESS.sign, at)
    assert note.cosigned_at(Note(TEXT, (line,)), WITNESS.key) == (at if at < 253_402_300_800 else None)


@given(st.data())
def test_a_note_changed_in_any_byte_is_refused_or_not_signed(data: st.DataObject) -> None:
    written = bytearray(str(COSIGNED).encode())
    at, bit = data.draw(st.integers(0, len(written) - 1)), data.draw(st.integers(0, 7))
    written[at] ^= 1 << bit
    try:
        read = note.parse(written.decode())
    except ValueError:
        return
    assert not (note.is_signed(read, LOG.key) and note.cosigned_at(read, WITNESS.key))


LINE = str(SIGNED.signatures[0])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "not a signed note"),
        ("text\n", "not a signed note"),
        (f"text\n{LINE}\n", "not a signed note"),
        (f"text\n\n{LINE}", "not a signed note"),
        (f"te\rxt\n\n{LINE}\n", "not a signed note"),
        (f"te\x00xt\n\n{LINE}\n", "not a signed note"),
        ("text\n\n\n", "not a signed note"),
        (f"text\n\n{LINE[2:]}\n", "is not a signature"),
        (f"text\n\n{LINE.replace(' log', '  log')}\n", "is not a signature"),
        (f"text\n\n{LINE} \n", "is not a signature"),
        (f"text\n\n{LINE.replace('.org', '+org')}\n", "is not a signature"),
        ("text\n\n\u2014 name AAAA\n", "is not a signature"),
        ("text\n\n\u2014 name caf\u00e9\n", "is not a signature"),
        (f"text\n\n{LINE}\n\u2014 name *\n", "is not a signature"),
        ("text\n\n" + f"{LINE}\n" * 101, "more than 100 signatures"),
    ],
)
def test_what_is_no_note_is_refused_in_a_sentence(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        note.parse(written)


def test_a_signature_has_one_way_to_be_written() -> None:
    assert LINE.endswith("=")
    spare = LINE[:-2] + chr(ord(LINE[-2]) + 1) + "="
    with pytest.raises(ValueError, match="is not a signature"):
        note.parse_signature(spare)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "not a verifier key"),
        ("name", "not a verifier key"),
        ("+00000000+AAAA", "not a verifier key"),
        (GO_KEY[:-4], "not a verifier key"),
        (GO_KEY.replace("+ARpc", "+AhPc"), "not a verifier key"),
        (GO_KEY + "\u00e9", "not a verifier key"),
        (GO_KEY.replace("PeterNeumann", "Peter Neumann"), "not a verifier key"),
        (GO_KEY.replace("PeterNeumann", "Peter"), "verifier key of Peter is damaged"),
        (GO_KEY.replace("c74f20a3", "c74f20a4"), "is damaged"),
        (GO_KEY.replace("c74f20a3", "C74F20A3"), "is damaged"),
    ],
)
def test_what_is_no_key_is_refused_in_a_sentence(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        note.parse_key(written)


def test_a_checkpoint_reads_back_with_extension_lines_passed_over() -> None:
    said = Checkpoint("log.example.org", 20_852_163, bytes(range(32)))
    assert checkpoint.parse(said.text()) == said
    assert checkpoint.parse(said.text() + "more\n") == said
    assert said.text() == f"log.example.org\n20852163\n{b64encode(bytes(range(32))).decode()}\n"


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a checkpoint"),
        ("log\n", "not a checkpoint"),
        ("log\n5\n", "not a checkpoint"),
        (f"log\n5\n{ROOT}", "not a checkpoint"),
        (f"\n5\n{ROOT}\n", "not a checkpoint"),
        (f"log\n5\n{ROOT}\n\nmore\n", "not a checkpoint"),
        (f"log\n-5\n{ROOT}\n", "of log does not give a size: '-5'"),
        (f"log\n05\n{ROOT}\n", "does not give a size"),
        (f"log\n5 \n{ROOT}\n", "does not give a size"),
        (f"log\n\u0665\n{ROOT}\n", "does not give a size"),
        (f"log\n{'9' * 5000}\n{ROOT}\n", "does not give a size"),
        (f"log\n5\n{ROOT[:-4]}\n", "does not give a root of 32 bytes"),
        (f"log\n5\n{ROOT[:-2]}B=\n", "does not give a root of 32 bytes"),
        ("log\n5\ncaf\u00e9\n", "does not give a root of 32 bytes"),
    ],
)
def test_what_is_no_checkpoint_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        checkpoint.parse(text)
