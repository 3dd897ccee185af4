"""Whatever is done to a ledger, the check says so, in a sentence with the position."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger.chain import GENESIS, leaf_hash, link
from evenhand.ledger.entry import Entry
from evenhand.ledger.export import export_line, read_export
from evenhand.ledger.verify import FAULTS_LISTED, StoredEntry, Unreadable, verify

AT = "2026-11-23T09:00:00.000000Z"


def chained(bodies: list[bytes]) -> list[StoredEntry]:
    head, entries = GENESIS, []
    for position, body in enumerate(bodies):
        head = link(head, leaf_hash(body))
        entries.append(StoredEntry(position, body, leaf_hash(body), head))
    return entries


def body(number: int) -> bytes:
    return Entry(event="account:signed_in", at=AT, actor=f"acc-{number}", purpose="", salt=f"{number:032x}").body()


LEDGER = chained([body(number) for number in range(8)])
HEAD = LEDGER[-1].chain_hash
positions = st.integers(0, len(LEDGER) - 1)


def faults(entries: list[StoredEntry]) -> tuple[str, ...]:
    return verify(entries).faults


def test_a_whole_ledger_is_whole() -> None:
    verdict = verify(LEDGER, expected_head=HEAD, expected_count=8)
    assert (verdict.ok, verdict.count, verdict.head, verdict.faults) == (True, 8, HEAD, ())


def test_an_empty_ledger_is_whole_and_its_head_is_the_genesis() -> None:
    verdict = verify([], expected_head=GENESIS, expected_count=0)
    assert (verdict.ok, verdict.count, verdict.head) == (True, 0, GENESIS)


@given(positions, st.data())
def test_one_changed_bit_of_a_body_is_found(position: int, data: st.DataObject) -> None:
    bit = data.draw(st.integers(0, 8 * len(LEDGER[position].body) - 1))
    changed = bytearray(LEDGER[position].body)
    changed[bit // 8] ^= 1 << bit % 8
    tampered = [*LEDGER]
    tampered[position] = replace(LEDGER[position], body=bytes(changed))
    assert faults(tampered) == (f"Position {position}: the body has been changed, it does not match its leaf hash.",)


@given(positions)
def test_a_body_changed_together_with_its_leaf_hash_breaks_the_chain(position: int) -> None:
    tampered = [*LEDGER]
    tampered[position] = replace(LEDGER[position], body=body(99), leaf_hash=leaf_hash(body(99)))
    assert faults(tampered) == (
        f"Position {position}: the chain is broken, it does not follow from the entry before it.",
    )


def test_an_entry_written_anew_with_both_hashes_breaks_the_next_link() -> None:
    tampered = [*LEDGER]
    tampered[3] = replace(chained([*[body(number) for number in range(3)], body(99)])[3])
    assert faults(tampered) == ("Position 4: the chain is broken, it does not follow from the entry before it.",)


def test_the_last_entry_written_anew_is_seen_against_a_noted_head() -> None:
    tampered = chained([*[body(number) for number in range(7)], body(99)])
    assert verify(tampered).ok
    assert "the head is not the one that was noted" in verify(tampered, expected_head=HEAD).faults[0]


@given(st.integers(0, len(LEDGER) - 2))
def test_a_removed_entry_is_missed(position: int) -> None:
    tampered = [*LEDGER[:position], *LEDGER[position + 1 :]]
    assert faults(tampered) == (f"Position {position} is missing before position {position + 1}.",)


def test_several_removed_entries_are_missed_together() -> None:
    assert faults([LEDGER[0], *LEDGER[5:]]) == ("Positions 1 to 4 are missing before position 5.",)


def test_a_removed_entry_is_found_when_the_rest_is_numbered_again() -> None:
    tampered = [*LEDGER[:3], *(replace(entry, position=entry.position - 1) for entry in LEDGER[4:])]
    assert faults(tampered) == ("Position 3: the chain is broken, it does not follow from the entry before it.",)


def test_an_entry_out_of_order_is_found() -> None:
    assert faults([*LEDGER[:2], LEDGER[3], LEDGER[2], *LEDGER[4:]]) == (
        "Position 2 is missing before position 3.",
        "Position 2 comes after position 3: it is doubled or out of order.",
    )


@given(positions)
def test_a_doubled_entry_is_found(position: int) -> None:
    tampered = [*LEDGER[: position + 1], *LEDGER[position:]]
    assert faults(tampered) == (f"Position {position} is there twice.",)


def test_an_inserted_entry_is_found() -> None:
    forged = StoredEntry(4, body(99), leaf_hash(body(99)), link(LEDGER[3].chain_hash, leaf_hash(body(99))))
    assert faults([*LEDGER[:4], forged, *LEDGER[4:]]) == (
        "Position 4 is there twice.",
        "Position 5: the chain is broken, it does not follow from the entry before it.",
    )
    moved_up = [replace(entry, position=entry.position + 1) for entry in LEDGER[4:]]
    assert faults([*LEDGER[:4], forged, *moved_up]) == (
        "Position 5: the chain is broken, it does not follow from the entry before it.",
    )


def test_a_cut_end_is_seen_only_against_what_was_noted_before() -> None:
    cut = LEDGER[:5]
    assert verify(cut).ok
    assert verify(cut, expected_head=HEAD).faults == (
        "At its end the head is not the one that was noted: it was cut, added to or written anew.",
    )
    assert verify(cut, expected_count=8).faults == (
        "It ends after 5 entries, but once had 8: the end has been cut off.",
    )
    assert len(verify(cut, expected_head=HEAD, expected_count=8).faults) == 1


@pytest.mark.parametrize("count", range(len(LEDGER) + 1))
def test_a_head_noted_earlier_is_found_again_inside_a_longer_ledger(count: int) -> None:
    noted = LEDGER[count - 1].chain_hash if count else GENESIS
    assert verify(LEDGER, expected_head=noted, expected_count=count).ok


def test_a_history_written_anew_does_not_hold_the_head_noted_earlier() -> None:
    anew = chained([body(99), *[body(number) for number in range(1, 8)]])
    assert verify(anew).ok
    assert verify(anew, expected_head=LEDGER[4].chain_hash, expected_count=5).faults == (
        "After 5 entries the head is not the one that was noted: it was cut, added to or written anew.",
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'{"a":1, "b":2}', "not written in the canonical form"),
        (b"[]", "not an object"),
        (b"\xff", "cannot be read as an entry"),
        (b'{"a":1}', "fields are not those of an entry"),
        (body(1).replace(b"signed_in", b"dreamt_up"), "not on the closed list"),
        (body(1).replace(b"account:signed_in", b"person:consulted"), "not for what purpose"),
        (body(1).replace(b'"facts":{}', b'"facts":{"a":[[1]]}'), "'facts' does not have the right shape"),
    ],
)
def test_a_body_that_is_not_a_proper_entry_is_found_though_all_hashes_fit(written: bytes, said: str) -> None:
    [fault] = faults(chained([body(0), written, body(2)]))
    assert fault.startswith("Position 1: ")
    assert said in fault


def test_every_fault_is_said_and_not_only_the_first() -> None:
    tampered = [
        LEDGER[0],
        replace(LEDGER[1], body=b"{}"),
        *LEDGER[3:6],
        replace(LEDGER[6], chain_hash=bytes(32)),
        LEDGER[7],
    ]
    assert [fault.split(":")[0] for fault in faults(tampered)] == [
        "Position 1",
        "Position 2 is missing before position 3.",
        "Position 6",
        "Position 7",
    ]


def test_a_ledger_broken_everywhere_does_not_fill_the_memory() -> None:
    broken = (StoredEntry(position, b"", bytes(32), bytes(32)) for position in range(FAULTS_LISTED + 5))
    verdict = verify(broken)
    assert len(verdict.faults) == FAULTS_LISTED + 1
    assert verdict.faults[-1].startswith("There are ")


@pytest.mark.parametrize("field", ["leaf_hash", "chain_hash"])
def test_a_hash_of_the_wrong_length_is_a_fault_and_not_a_crash(field: str) -> None:
    tampered = [LEDGER[0], replace(LEDGER[1], **{field: b"short"}), *LEDGER[2:]]
    assert not verify(tampered).ok


def test_an_export_reads_back_the_same() -> None:
    damaged = StoredEntry(8, b"\xff\x00", bytes(32), bytes(32))
    lines = [export_line(entry).encode() + b"\n" for entry in [*LEDGER, damaged]]
    assert list(read_export(lines)) == [*LEDGER, damaged]
    assert all(line.count(b"\n") == 1 for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"position":"0","body":"","leaf_hash":"","chain_hash":""}',
        b'{"position":-1,"body":"","leaf_hash":"","chain_hash":""}',
        b'{"position":0,"body":5,"leaf_hash":"","chain_hash":""}',
        b'{"position":0,"body_base64":"*","leaf_hash":"","chain_hash":""}',
        b'{"position":0,"body":"","leaf_hash":"xx","chain_hash":""}',
        b'{"position":0,"body":"","leaf_hash":null,"chain_hash":""}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_a_line_that_is_no_entry_is_named_and_reading_goes_on(line: bytes) -> None:
    def lines() -> Iterator[bytes]:
        yield export_line(LEDGER[0]).encode()
        yield line
        yield export_line(LEDGER[1]).encode()

    first, unreadable, last = read_export(lines())
    assert (first, last) == (LEDGER[0], LEDGER[1])
    assert isinstance(unreadable, Unreadable)
    assert unreadable.where == "Line 2"
    verdict = verify(read_export(lines()))
    assert (verdict.ok, verdict.count, len(verdict.faults)) == (False, 2, 1)
