"""What an entry holds, what it may not hold, and how it is hashed."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from evenhand.ledger.canonical import parse
from evenhand.ledger.entry import Entry, fresh_salt, instant, particulars_digest
from evenhand.ledger.events import EVENTS, Category, check_event
from evenhand.ledger.hashing import leaf_hash, node
from evenhand.ledger.mentions import mention_digest

SALT = "00112233445566778899aabbccddeeff"
CONSULTED: dict[str, Any] = {
    "event": "person:consulted",
    "at": "2026-11-23T09:00:00.000000Z",
    "actor": "acc-7",
    "purpose": "review",
    "subject": "p-12",
    "facts": {"page": 2, "reason_given": True, "fields": ["score", "evidence"]},
    "salt": SALT,
}


def test_the_body_is_canonical_and_holds_every_field() -> None:
    assert parse(Entry(**CONSULTED).body()) == {**CONSULTED, "particulars_digest": None}


def test_the_body_of_a_known_entry_never_changes() -> None:
    assert Entry(**CONSULTED).body() == (
        b'{"actor":"acc-7","at":"2026-11-23T09:00:00.000000Z","event":"person:consulted",'
        b'"facts":{"fields":["score","evidence"],"page":2,"reason_given":true},"particulars_digest":null,'
        b'"purpose":"review","salt":"00112233445566778899aabbccddeeff","subject":"p-12"}'
    )


def test_two_entries_that_say_the_same_have_different_hashes() -> None:
    said = {name: value for name, value in CONSULTED.items() if name != "salt"}
    assert leaf_hash(Entry(**said).body()) != leaf_hash(Entry(**said).body())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", "person:judged"),
        ("at", "2026-11-23T09:00:00Z"),
        ("at", "2026-11-23 09:00:00.000000Z"),
        ("actor", ""),
        ("purpose", None),
        ("subject", 12),
        ("facts", {"share": 0.4}),
        ("facts", {"deep": {"er": 1}}),
        ("facts", {"deep": [[1]]}),
        ("facts", [1]),
        ("particulars_digest", "the text itself"),
        ("salt", "short"),
        ("salt", SALT.upper()),
    ],
)
def test_refuses_an_entry_with_a_wrong_field(field: str, value: object) -> None:
    with pytest.raises(ValueError, match="cannot take this entry"):
        Entry(**{**CONSULTED, field: value})


def test_refuses_a_fact_whose_name_is_not_text() -> None:
    with pytest.raises(TypeError):
        Entry(**{**CONSULTED, "facts": {1: "a"}}).body()


@pytest.mark.parametrize("event", ["person:consulted", "register:listed", "quarantine:exported"])
def test_refuses_to_record_looking_without_a_purpose(event: str) -> None:
    with pytest.raises(ValueError, match="for what purpose"):
        Entry(**{**CONSULTED, "event": event, "purpose": ""})


def test_signing_in_needs_no_purpose_yet() -> None:
    assert Entry(event="account:signed_in", at=CONSULTED["at"], actor="acc-7", purpose="").body()


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    one_hour_east = timezone(timedelta(hours=1))
    assert instant(datetime(2026, 7, 1, 0, 30, tzinfo=one_hour_east)) == "2026-06-30T23:30:00.000000Z"
    assert Entry(**{**CONSULTED, "at": instant(datetime(2026, 7, 1, tzinfo=UTC))})


def test_refuses_a_moment_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 7, 1))  # noqa: DTZ001


def test_a_fresh_salt_is_32_hexadecimal_digits_and_new_each_time() -> None:
    assert len(bytes.fromhex(fresh_salt())) == 16
    assert fresh_salt() != fresh_salt()


def test_particulars_are_hashed_with_their_salt_and_their_own_first_byte() -> None:
    assert particulars_digest(SALT, "why") == sha256(b"\x03" + bytes.fromhex(SALT) + b"why").hexdigest()
    assert particulars_digest(SALT, "why") != particulars_digest("f" * 32, "why")


@pytest.mark.parametrize("salt", ["", "00", SALT.upper(), SALT + "00"])
def test_refuses_particulars_with_a_poor_salt(salt: str) -> None:
    with pytest.raises(ValueError, match="fresh_salt"):
        particulars_digest(salt, "why")


def test_a_leaf_and_a_node_are_hashed_as_published() -> None:
    assert leaf_hash(b"x") == sha256(b"\x00x").digest()
    assert node(bytes(32), leaf_hash(b"x")) == sha256(b"\x01" + bytes(32) + leaf_hash(b"x")).digest()


def test_a_mention_is_hashed_with_its_salt_and_its_own_first_byte() -> None:
    assert mention_digest(SALT, "p-1") == sha256(b"\x04" + bytes.fromhex(SALT) + b"p-1").hexdigest()
    assert mention_digest(SALT, "p-1") != mention_digest("f" * 32, "p-1")
    assert mention_digest(SALT, "p-1") != particulars_digest(SALT, "p-1")


@pytest.mark.parametrize("salt", ["", "00", SALT.upper(), SALT + "00"])
def test_refuses_a_mention_with_a_poor_salt(salt: str) -> None:
    with pytest.raises(ValueError, match="fresh_salt"):
        mention_digest(salt, "p-1")


def test_the_closed_list_refuses_any_other_name() -> None:
    check_event("nomination:made")
    with pytest.raises(ValueError, match=r"no event called 'nomination:guessed'"):
        check_event("nomination:guessed")


def test_every_event_is_stage_and_happening_and_says_one_sentence() -> None:
    for name, happening in EVENTS.items():
        stage, colon, happened = name.partition(":")
        assert colon, name
        assert stage.isidentifier(), name
        assert happened.isidentifier(), name
        assert happening.says.endswith("."), name
        assert happening.says.count(".") == 1, name


def test_looking_at_anything_is_logged_as_consultation() -> None:
    looked_at = {name for name in EVENTS if name.endswith(("consulted", "listed", "searched", "explained"))}
    assert looked_at
    assert {EVENTS[name].category for name in looked_at} == {Category.CONSULTATION}
