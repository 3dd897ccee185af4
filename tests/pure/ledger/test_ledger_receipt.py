"""A receipt shows what was logged and where; whatever is altered in it is refused, in plain words."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import logs
from evenhand.ledger import ed25519, receipt_check
from evenhand.ledger.entry import fresh_salt
from evenhand.ledger.folder import Folder
from evenhand.ledger.mentions import mention_digest
from evenhand.ledger.receipt import Opening, Receipt, parse
from evenhand.ledger.verify import Verdict

ENTRIES = logs.bodies(40)
PEOPLE = ["01b9f7a4-0000-4000-8000-000000000001", "01b9f7a4-0000-4000-8000-000000000002"]
SALTS = [fresh_salt(), fresh_salt()]
LISTED = logs.body(
    7,
    event="person:searched",
    purpose="nomination",
    facts={"mentions": [mention_digest(salt, person) for salt, person in zip(SALTS, PEOPLE, strict=True)]},
)
WITH_LIST = [*ENTRIES[:20], LISTED, *ENTRIES[21:]]
RECEIPT = logs.receipt(WITH_LIST, 20, witnesses=[logs.WITNESS], opening=Opening(SALTS[1], PEOPLE[1]))


def as_file(receipt: Receipt) -> str:
    return json.dumps(receipt.as_json(), indent=2, ensure_ascii=False)


def check(receipt: Receipt, **more: object) -> Verdict:
    return receipt_check.check(receipt, key=logs.LOG.key, **more)


def test_a_receipt_reads_back_the_same() -> None:
    assert parse(as_file(RECEIPT)) == RECEIPT
    assert parse(json.dumps(RECEIPT.as_json())) == RECEIPT


def test_a_good_receipt_says_what_was_logged_where_and_who_signed() -> None:
    verdict = check(RECEIPT, witnesses=[logs.WITNESS.key, logs.SECOND_WITNESS.key])
    assert verdict.faults == []
    assert verdict.holds == [
        "Somebody searched for a person.",
        "When: 2026-11-23 09:00:00 UTC.",
        "What for: nomination.",
        "By: account:7.",
        "About: nobody in particular.",
        f"Person {PEOPLE[1]} was one of those whom it showed.",
        f"It stands at position 20 of the log {logs.LOG.name}, which had 40 entries then.",
        f"It is signed by {logs.LOG.name}.",
        f"The witness {logs.WITNESS.name} saw this log at 2027-01-15 08:00:00 UTC.",
        f"The witness {logs.SECOND_WITNESS.name} has not seen this checkpoint.",
    ]


def test_a_receipt_with_an_opening_gives_nobody_else_away() -> None:
    assert PEOPLE[1] in as_file(RECEIPT)
    assert PEOPLE[0] not in as_file(RECEIPT)
    assert SALTS[0] not in as_file(RECEIPT)


def test_keys_taken_from_the_receipt_itself_are_said_to_prove_little() -> None:
    verdict = receipt_check.check(RECEIPT)
    assert verdict.ok
    assert any("compare it with the one published elsewhere" in one for one in verdict.holds)
    assert any("(by the key that the receipt gives for it)" in one for one in verdict.holds)


@pytest.mark.parametrize("position", [0, 1, 20, 38, 39])
def test_every_entry_has_a_good_receipt(position: int) -> None:
    assert check(logs.receipt(WITH_LIST, position)).faults == []


def test_an_altered_byte_anywhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The same signatures are checked again and again.
    monkeypatch.setattr(ed25519, "verify", cache(ed25519.verify))
    small = [*ENTRIES[:2], LISTED, *ENTRIES[3:6]]
    receipt = logs.receipt(small, 2, witnesses=[logs.WITNESS], opening=RECEIPT.opening)
    written = as_file(receipt).encode()
    assert is_good(written)
    accepted = [
        at for at in range(len(written)) if is_good(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
    ]
    assert accepted == []


def is_good(written: bytes) -> bool:
    try:
        return receipt_check.check(parse(written.decode())).ok
    except ValueError:
        return False


def test_that_somebody_else_was_mentioned_is_not_shown() -> None:
    verdict = check(replace(RECEIPT, opening=Opening(SALTS[1], PEOPLE[0])))
    assert verdict.faults == [f"It does not show that person {PEOPLE[0]} was among those mentioned."]
    no_list = logs.receipt(WITH_LIST, 3, opening=Opening(SALTS[1], PEOPLE[1]))
    assert check(no_list).faults == [f"It does not show that person {PEOPLE[1]} was among those mentioned."]
    assert "salt of a mention" in check(replace(RECEIPT, opening=Opening("short", PEOPLE[1]))).faults[0]


def test_a_receipt_of_a_made_up_log_fails_against_the_published_key() -> None:
    forger = logs.Signer("forger.example.org")
    assert receipt_check.check(logs.receipt(ENTRIES, 3, by=forger)).ok
    assert check(logs.receipt(ENTRIES, 3, by=forger)).faults == [
        f"The checkpoint is of another log: {forger.name}.",
        "The key in the receipt is not the key that was given.",
        "It is not signed by the log's key.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"position": 21}, "The proof does not hold: this entry is not at position 21 of that log."),
        ({"position": 40}, "The proof does not hold: this entry is not at position 40 of that log."),
        ({"body": ENTRIES[3].decode()}, "The proof does not hold: this entry is not at position 20 of that log."),
        ({"proof": RECEIPT.proof[:-1]}, "The proof does not hold: this entry is not at position 20 of that log."),
        ({"body": "nonsense"}, "The entry is not a proper one."),
        ({"checkpoint": logs.signed_over(ENTRIES)}, "The proof does not hold: this entry is not at position 20"),
        ({"checkpoint": logs.signed_over(WITH_LIST, witnesses=[logs.SECOND_WITNESS])},
         f"There is a signature of {logs.SECOND_WITNESS.name}, whose key is not known."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(change: dict[str, object], said: str) -> None:
    assert any(fault.startswith(said) for fault in check(replace(RECEIPT, opening=None, **change)).faults)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("format", "evenhand-receipt/2", "does not say"),
        ("origin", "log.example.org/two", "names one log, and the key of another"),
        ("position", "20", "position is not a whole number"),
        ("position", True, "position is not a whole number"),
        ("position", -1, "position is not a whole number"),
        ("position", 20.0, "position is not a whole number"),
        ("body", {}, "body is not text"),
        ("body", "", "body is not text"),
        ("body", "\ud800", "body is not text"),
        ("proof", "", "proof is not a list"),
        ("proof", [5], "proof is not a list"),
        ("proof", ["AAAA"], "not made of hashes"),
        ("proof", ["caf\u00e9"], "not made of hashes"),
        ("checkpoint", "nonsense", "not a signed note"),
        ("log", "nonsense", "not a verifier key"),
        ("log", None, "log is not text"),
        ("witnesses", ["nonsense"], "not a verifier key"),
        ("opening", {"salt": "", "person": "", "name": ""}, "opening is not a salt and a person"),
        ("opening", None, "opening is not a salt and a person"),
        ("more", 1, "has not the parts of a receipt: more"),
    ],
)
def test_what_is_no_receipt_is_refused_in_a_sentence(part: str, value: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(json.dumps({**RECEIPT.as_json(), part: value}))


def test_a_part_that_is_missing_or_said_twice_is_refused() -> None:
    said = RECEIPT.as_json()
    for part in set(said) - {"format", "opening"}:
        with pytest.raises(ValueError, match=f"has not the parts of a receipt: {part}"):
            parse(json.dumps({name: value for name, value in said.items() if name != part}))
    with pytest.raises(ValueError, match="says one thing twice"):
        parse(as_file(RECEIPT).replace('"position": 20', '"position": 20, "position": 20'))
    with pytest.raises(ValueError, match="nested too deeply"):
        parse("[" * 100_000)


@pytest.mark.parametrize("size", [21, 40, 300])
def test_a_later_copy_of_the_log_still_holds_the_entry(tmp_path: Path, size: int) -> None:
    early = logs.receipt(WITH_LIST[:21], 20)
    later = [*WITH_LIST, *logs.bodies(260, start=100)][:size]
    verdict = receipt_check.check_in_folder(early, logs.write(tmp_path, later))
    assert verdict.faults == []
    assert "The folder still holds this entry at position 20." in verdict.holds


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ([*WITH_LIST[:20], ENTRIES[20], *WITH_LIST[21:]], "The folder has another entry at position 20"),
        (WITH_LIST[:15], "The folder ends before position 20: the entry is gone."),
        ([*ENTRIES[:5], ENTRIES[30], *WITH_LIST[6:]], "At 40 entries, this is not the log of"),
        (WITH_LIST[1:], "The folder has another entry at position 20"),
    ],
)
def test_a_log_written_anew_is_caught_by_the_receipt(tmp_path: Path, later: list[bytes], said: str) -> None:
    anew = logs.write(tmp_path, later)
    found = receipt_check.check_in_folder(RECEIPT, Folder(anew.path), logs.LOG.key).faults
    assert any(fault.startswith(said) for fault in found)
