"""Whatever is done to a log's folder, the check says so, in a sentence with the position."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import logs
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.tree import root
from evenhand.ledger.verify import FAULTS_LISTED, Verdict, verify

SIZE = 600
ENTRIES = logs.bodies(SIZE)
NOTED = Checkpoint(logs.LOG.name, 400, root(map(leaf_hash, ENTRIES[:400])))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ledger"
    return logs.write(path, ENTRIES, witnesses=[logs.WITNESS], keep=[100, 300]).path


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copytree(whole, tmp_path / "ledger"))


def check(folder: Path, **more: object) -> Verdict:
    return verify(Folder(folder), key=logs.LOG.key, witnesses=[logs.WITNESS.key], **more)


def faults(folder: Path) -> list[str]:
    return check(folder).faults


def with_lines(folder: Path, change: Callable[[list[bytes]], object]) -> list[str]:
    """The faults after the lines of the entries were changed."""
    lines = (folder / "entries.jsonl").read_bytes().split(b"\n")[:-1]
    change(lines)
    (folder / "entries.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    return faults(folder)


def put(at: int, line: bytes) -> Callable[[list[bytes]], object]:
    return lambda lines: lines.__setitem__(at, line)


def test_a_whole_log_is_whole_and_the_verdict_says_who_says_so(folder: Path) -> None:
    verdict = check(folder, since=[NOTED])
    assert (verdict.ok, verdict.entries, verdict.faults) == (True, SIZE, [])
    assert verdict.holds == [
        f"The checkpoint of {SIZE} entries is signed by {logs.LOG.name}.",
        f"The witness {logs.WITNESS.name} saw this checkpoint at 2027-01-15 08:00:00 UTC.",
    ]


def test_keys_taken_from_the_folder_itself_are_said_to_prove_little(folder: Path) -> None:
    verdict = verify(Folder(folder))
    assert verdict.ok
    assert any(
        "compare it with the key published elsewhere" in one and str(logs.LOG.key) in one for one in verdict.holds
    )
    assert any(one.startswith("No witness was named from elsewhere") for one in verdict.holds)


@pytest.mark.parametrize("position", [0, 1, 255, 256, 299, 511, 512, SIZE - 1])
def test_a_changed_entry_is_named_by_its_position(folder: Path, position: int) -> None:
    found = with_lines(folder, put(position, logs.body(9_999)))
    assert f"Position {position}: the entry has been changed: its hash is another." in found
    assert not [one for one in found if one.startswith("Position ") and not one.startswith(f"Position {position}:")]


@settings(max_examples=50)
@given(st.data())
def test_one_changed_bit_anywhere_in_the_entries_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("small") / "ledger"
    logs.write(path, ENTRIES[:5])
    changed = bytearray((path / "entries.jsonl").read_bytes())
    bit = data.draw(st.integers(0, 8 * len(changed) - 1))
    changed[bit // 8] ^= 1 << bit % 8
    (path / "entries.jsonl").write_bytes(changed)
    assert any(fault.startswith("Position ") for fault in faults(path))


@pytest.mark.parametrize("position", [0, 255, 256, 400, SIZE - 2])
def test_a_missing_entry_is_named(folder: Path, position: int) -> None:
    found = with_lines(folder, lambda lines: lines.pop(position))
    assert [one for one in found if one.startswith("Position")] == [f"Position {position}: an entry is missing here."]
    assert f"It has {SIZE - 1} entries, and the checkpoint says {SIZE}." in found


@pytest.mark.parametrize("position", [0, 255, 256, 400, SIZE - 1])
def test_an_entry_put_in_is_named(folder: Path, position: int) -> None:
    found = with_lines(folder, lambda lines: lines.insert(position, logs.body(9_999)))
    assert [one for one in found if one.startswith("Position")] == [f"Position {position}: an entry was put in here."]


@pytest.mark.parametrize("position", [0, 254, 255, 400, SIZE - 2])
def test_two_entries_that_changed_places_are_named(folder: Path, position: int) -> None:
    found = with_lines(folder, lambda lines: lines.insert(position, lines.pop(position + 1)))
    assert [one for one in found if one.startswith("Position")] == [
        f"Positions {position} and {position + 1}: these two entries have changed places."
    ]


def test_a_doubled_entry_is_named(folder: Path) -> None:
    found = with_lines(folder, lambda lines: lines.insert(301, lines[300]))
    assert [one for one in found if one.startswith("Position")] == ["Position 301: an entry was put in here."]


def test_an_entry_added_at_the_end_is_named(folder: Path) -> None:
    found = with_lines(folder, lambda lines: lines.append(logs.body(9_999)))
    assert f"Position {SIZE}: the tree has no hash for an entry here." in found
    assert f"It has {SIZE + 1} entries, and the checkpoint says {SIZE}." in found


def test_an_end_that_was_cut_off_is_found(folder: Path) -> None:
    def cut(lines: list[bytes]) -> None:
        del lines[500:]

    assert f"It has 500 entries, and the checkpoint says {SIZE}." in with_lines(folder, cut)


def test_a_line_without_its_end_is_found(folder: Path) -> None:
    lines = (folder / "entries.jsonl").read_bytes()
    (folder / "entries.jsonl").write_bytes(lines[:-1])
    assert faults(folder) == [f"Position {SIZE - 1}: the line is cut short."]


def test_every_fault_is_said_and_not_only_the_first(folder: Path) -> None:
    def change(lines: list[bytes]) -> None:
        lines[10] = logs.body(9_998)
        del lines[300]
        lines[550] = logs.body(9_999)

    found = [one.split(":")[0] for one in with_lines(folder, change) if one.startswith("Position")]
    assert found == ["Position 10", "Position 300", "Position 551"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'{"a":1, "b":2}', "not written in the canonical form"),
        (b"[]", "not an object"),
        (b"\xff", "the entry cannot be read"),
        (b"", "the entry cannot be read"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":1}', "fields are not those of an entry"),
        (logs.body(1).replace(b"signed_in", b"dreamt_up"), "not on the closed list"),
        (logs.body(1).replace(b"account:signed_in", b"person:consulted"), "not for what purpose"),
        (logs.body(1).replace(b'"facts":{}', b'"facts":{"a":[[1]]}'), "'facts' does not have the right shape"),
    ],
)
def test_what_is_no_proper_entry_is_found_though_all_hashes_fit(tmp_path: Path, written: bytes, said: str) -> None:
    [fault] = faults(logs.write(tmp_path, [ENTRIES[0], written, ENTRIES[2]]).path)
    assert fault.startswith("Position 1: ")
    assert said in fault


def test_a_log_broken_everywhere_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = logs.write(tmp_path, [b"%d" % number for number in range(FAULTS_LISTED + 5)]).path
    found = faults(path)
    assert len(found) == FAULTS_LISTED + 1
    assert found[-1] == "There are 5 more faults, not listed."


@pytest.mark.parametrize("tile", ["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"])
@pytest.mark.parametrize("damage", ["a bit", "cut short", "gone"])
def test_a_damaged_tile_is_found(folder: Path, tile: str, damage: str) -> None:
    path = folder / tile
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    match damage:
        case "a bit":
            path.write_bytes(content)
        case "cut short":
            path.write_bytes(content[:-1])
        case "gone":
            path.unlink()
    found = faults(folder)
    assert found
    if damage == "a bit" and tile.startswith("tile/0/"):
        position = 256 * int(tile[9]) + 1
        assert f"Position {position}: either the entry or its tile has been changed: its hash is another." in found


def test_an_entry_changed_with_its_tiles_does_not_make_the_signed_root(folder: Path, tmp_path: Path) -> None:
    rebuilt = logs.write(tmp_path / "rebuilt", [*ENTRIES[:350], logs.body(9_999), *ENTRIES[351:]]).path
    for name in ("checkpoint", "checkpoints.jsonl", "keys.json"):
        shutil.copy(folder / name, rebuilt / name)
    assert faults(rebuilt) == [
        "The tiles do not make the root that the checkpoint says.",
        "The entries do not make the root that the checkpoint says.",
    ]


def test_a_log_written_anew_with_the_same_key_is_whole_until_somebody_noted_an_earlier_one(tmp_path: Path) -> None:
    anew = logs.write(tmp_path, [*ENTRIES[:350], logs.body(9_999), *ENTRIES[351:]]).path
    assert verify(Folder(anew), key=logs.LOG.key).ok
    assert check(anew, since=[NOTED]).faults == [
        "At 400 entries, this is not the log of the checkpoint that was noted before: its past has been written anew."
    ]
    assert any("has seen no checkpoint that is here" in one for one in check(anew).holds)


def test_an_end_cut_off_and_signed_anew_is_seen_against_what_was_noted(tmp_path: Path) -> None:
    cut = logs.write(tmp_path, ENTRIES[:380]).path
    assert verify(Folder(cut), key=logs.LOG.key).ok
    assert check(cut, since=[NOTED]).faults == [
        "It ends after 380 entries, but had 400 by the checkpoint that was noted before: its end is cut off."
    ]


def test_a_past_written_anew_is_seen_against_the_earlier_checkpoints_that_came_along(
    folder: Path, tmp_path: Path
) -> None:
    anew = logs.write(tmp_path / "anew", [logs.body(9_999), *ENTRIES[1:]]).path
    shutil.copy(folder / "checkpoints.jsonl", anew / "checkpoints.jsonl")
    assert faults(anew) == [
        "At 100 entries, this is not the log of an earlier checkpoint: its past has been written anew.",
        "At 300 entries, this is not the log of an earlier checkpoint: its past has been written anew.",
    ]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, SIZE])
def test_a_checkpoint_noted_at_any_size_is_found_again(folder: Path, size: int) -> None:
    noted = Checkpoint(logs.LOG.name, size, root(map(leaf_hash, ENTRIES[:size])))
    assert check(folder, since=[noted]).ok
    assert not check(folder, since=[Checkpoint(logs.LOG.name, size, bytes(32))]).ok


def test_a_checkpoint_of_another_log_is_said(folder: Path) -> None:
    found = check(folder, since=[Checkpoint("log.example.org/two", 5, bytes(32))]).faults
    assert found == [
        f"This is the log {logs.LOG.name}, and the checkpoint that was noted before is of log.example.org/two."
    ]


def test_a_signature_of_another_key_is_found(folder: Path) -> None:
    forger = logs.Signer("forger.example.org")
    note_by_another = logs.signed(root(map(leaf_hash, ENTRIES)), SIZE, forger)
    forged = str(note_by_another).replace(forger.name, logs.LOG.name)
    (folder / "checkpoint").write_text(forged, encoding="utf-8")
    assert f"The checkpoint (of {SIZE} entries) is not signed by the log's key." in faults(folder)


def test_a_key_put_in_the_place_of_another_is_found(tmp_path: Path) -> None:
    made_up = logs.write(tmp_path / "made-up", ENTRIES, by=logs.Signer("forger.example.org")).path
    assert verify(Folder(made_up)).ok
    found = verify(Folder(made_up), key=logs.LOG.key).faults
    assert "The key that came with the log is not the key that was given." in found
    assert f"The checkpoint (of {SIZE} entries) is not signed by the log's key." in found


def test_a_cosignature_that_does_not_hold_is_found(folder: Path) -> None:
    content = (folder / "checkpoint").read_text("utf-8")
    line = next(line for line in content.splitlines() if logs.WITNESS.name in line)
    *_, encoded = line.split(" ")
    other = encoded[:40] + ("A" if encoded[40] != "A" else "B") + encoded[41:]
    (folder / "checkpoint").write_text(content.replace(encoded, other), encoding="utf-8")
    assert faults(folder) == [f"The signature of the witness {logs.WITNESS.name} does not hold."]


def test_a_witness_that_saw_an_earlier_checkpoint_counts(tmp_path: Path) -> None:
    writer = FolderWriter(tmp_path, logs.LOG.key, logs.LOG.pem)
    writer.append(ENTRIES)
    writer.keep(logs.signed_over(ENTRIES[:300], witnesses=[logs.WITNESS]))
    writer.keep(logs.signed_over(ENTRIES[:400]))
    writer.publish(logs.signed_over(ENTRIES))
    verdict = check(tmp_path)
    assert verdict.ok
    assert (
        f"The witness {logs.WITNESS.name} saw the checkpoint of 300 entries at 2027-01-15 08:00:00 UTC."
        in verdict.holds
    )


NONSENSE = [b"\xff", b"5\n", b"[]\n", b"{}\n", b'"x"\n', b"[" * 100_000]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *[(name, content) for name in ("checkpoint", "checkpoints.jsonl", "keys.json") for content in NONSENSE],
        ("checkpoint", b""),
        ("keys.json", b""),
    ],
)
def test_nonsense_in_the_other_files_is_a_fault_and_no_crash(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    [fault] = faults(folder)
    assert fault.startswith("The checkpoint or the keys cannot be read")


def test_a_made_up_size_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    path = logs.write(tmp_path, ENTRIES[:10]).path
    made_up = logs.signed(bytes(32), 10**17)
    (path / "checkpoint").write_text(str(made_up), encoding="utf-8")
    found = faults(path)
    assert f"It has 10 entries, and the checkpoint says {10**17}." in found
    assert len(found) < 30
