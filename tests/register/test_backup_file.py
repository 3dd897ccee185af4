"""The backup file: what it says to anybody, and that it is whole, ours and unchanged or refused."""

import os
import stat
from pathlib import Path

import pytest

from evenhand.register.backups import file
from evenhand.register.backups.head import Head
from evenhand.register.database import DatabaseTrouble

MASTER = "a master key of the home"
SIZES = [0, 1, file.CHUNK - 1, file.CHUNK, file.CHUNK + 1, 3 * file.CHUNK]


def head(master: str = MASTER) -> Head:
    salt, mark = file.new_key(master)
    return Head("2026-11-23T12:00:00Z", "evenhand.invalid/ab", 7, "cd" * 32, 18, salt, mark)


def written(folder: Path, content: bytes = b"the dump", master: str = MASTER) -> Path:
    path = folder / "kept.backup"
    file.write(path, head(master), master, [content[:3], content[3:]])
    return path


def read(path: Path, master: str = MASTER) -> bytes:
    return b"".join(file.read(path, master))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read_again(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    assert read(written(tmp_path, content)) == content


def test_says_in_plain_words_what_it_is_and_holds_nothing_else_in_plain(tmp_path: Path) -> None:
    path = written(tmp_path, b"Somebody Braxaby" * 1000)
    assert path.read_bytes().startswith(b"evenhand backup 1\nThis is a backup of a register of people")
    assert b"ledger_size: 7\n" in path.read_bytes()
    assert b"Braxaby" not in path.read_bytes()
    assert MASTER.encode() not in path.read_bytes()
    assert file.read_head(path).ledger_size == 7


def test_is_for_its_owner_alone_and_leaves_no_draft(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_two_backups_of_the_same_are_under_two_keys(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    one, other = written(tmp_path).read_bytes(), written(tmp_path / "second").read_bytes()
    assert one.split(b"\n\n", 1)[1] != other.split(b"\n\n", 1)[1]


def test_is_never_written_over(tmp_path: Path) -> None:
    before = written(tmp_path).read_bytes()
    with pytest.raises(DatabaseTrouble, match="is there already"):
        written(tmp_path, b"another")
    assert (tmp_path / "kept.backup").read_bytes() == before


def test_one_that_was_cut_while_it_was_written_is_not_there(tmp_path: Path) -> None:
    def breaks():
        yield b"some"
        raise DatabaseTrouble("The database went away.", "Try again.")

    with pytest.raises(DatabaseTrouble, match="went away"):
        file.write(tmp_path / "kept.backup", head(), MASTER, breaks())
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_an_earlier_attempt_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "kept.backup.new").write_bytes(b"half")
    assert read(written(tmp_path)) == b"the dump"


def test_refuses_one_that_was_cut_anywhere(tmp_path: Path) -> None:
    whole = written(tmp_path, os.urandom(2 * file.CHUNK)).read_bytes()
    body = whole.index(b"\n\n") + 2
    for length in (body, body + 1, body + 16, body + file.CHUNK + 16, body + 2 * file.CHUNK + 32, len(whole) - 1):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(DatabaseTrouble, match=r"cut is damaged: it was cut short or changed\. Nothing was touched"):
            read(tmp_path / "cut")


def test_refuses_one_in_which_any_part_was_changed_moved_or_added(tmp_path: Path) -> None:
    whole = written(tmp_path, os.urandom(2 * file.CHUNK + 5)).read_bytes()
    body, part = whole.index(b"\n\n") + 2, file.CHUNK + 16
    first, second, last = whole[body : body + part], whole[body + part : body + 2 * part], whole[body + 2 * part :]
    altered = [
        whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:],
        whole[:body] + second + first + last,
        whole[:body] + first + last,
        whole + last,
        whole.replace(b"ledger_size: 7", b"ledger_size: 8"),
        whole.replace(b"2026-11-23", b"2026-11-24"),
    ]
    for content in altered:
        assert content != whole
        (tmp_path / "altered").write_bytes(content)
        with pytest.raises(DatabaseTrouble, match="is damaged"):
            read(tmp_path / "altered")


def test_without_the_secrets_it_was_made_with_it_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="Put the file `secrets` of the data directory it was made in"):
        read(written(tmp_path), "a master key of another home")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"evenhand backup 1\n", b"evenhand backup 2\n\n", b"\n\n"])
def test_refuses_what_is_no_backup_at_all(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    with pytest.raises(DatabaseTrouble, match="odd is not a backup of a register"):
        read(tmp_path / "odd")


@pytest.mark.parametrize("gone", [b"key_salt: ", b"ledger_size: ", b"ledger_size: 7"])
def test_refuses_one_whose_head_is_damaged(tmp_path: Path, gone: bytes) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes().replace(gone, b"ledger_size: x" if gone.endswith(b"7") else b"zz"))
    with pytest.raises(DatabaseTrouble, match=r"The head of kept.backup is damaged"):
        read(path)


def test_says_where_there_is_no_such_file_or_directory(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="cannot be read"):
        read(tmp_path / "nowhere")
    with pytest.raises(DatabaseTrouble, match="There is no directory"):
        written(tmp_path / "nowhere")
