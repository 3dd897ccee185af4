"""The folder can be continued after a program was killed at any step, and ends as if it had not been."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import logs
from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.tree import root
from evenhand.ledger.verify import verify

ENTRIES = logs.bodies(1200)
# Each grows a tile, fills one, or makes the first hash of the level above.
BATCHES = (100, 200, 212, 3, 400, 285)


class Killed(BaseException):
    """The program is no more."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Kill at the step of that number: a file opened, half written, made sure of, moved or removed; gives the steps."""
    taken: list[str] = []

    def wrap(
        name: str, real: Callable[..., object], half: Callable[..., object] | None = None
    ) -> Callable[..., object]:
        def stepped(*given: object, **more: object) -> object:
            taken.append(name)
            if len(taken) == step:
                if half:
                    half(*given, **more)
                raise Killed(name)
            return real(*given, **more)

        return stepped

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", wrap("replace", Path.replace))
        patch.setattr(Path, "unlink", wrap("unlink", Path.unlink))
        patch.setattr(Path, "mkdir", wrap("mkdir", Path.mkdir))
        patch.setattr(Path, "open", wrap("open", Path.open))
        patch.setattr(os, "fsync", wrap("fsync", os.fsync, lose_the_end))
        yield taken


def lose_the_end(file: int) -> None:
    """What is not made sure of may be on the disk in part."""
    os.ftruncate(file, max(0, os.fstat(file).st_size - 10))


def continue_to_the_end(path: Path) -> None:
    """What a program does that knows all entries: add what is not there yet, batch by batch."""
    writer = FolderWriter(path, logs.LOG.key, logs.LOG.pem)
    ends = [sum(BATCHES[:number]) for number in range(1, len(BATCHES) + 1)]
    for end in ends:
        if writer.size < end:
            writer.append(ENTRIES[writer.size : end])
        if end == ends[2] and writer.folder.kept_until() < end == writer.size:
            writer.keep(logs.signed_over(ENTRIES[:end]))
    writer.publish(logs.signed(writer.folder.root(writer.size), writer.size))


def content(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def without_idle_tiles(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files but for partial tiles in whose place a wider one has come: they may be left, and nobody reads them."""

    def is_idle(name: str) -> bool:
        tile, _, width = name.partition(".p/")
        wider = [other for other in files if other.startswith(f"{tile}.p/") and int(other.split("/")[-1]) > int(width)]
        return bool(tile in files or wider)

    return {name: whole for name, whole in files.items() if ".p/" not in name or not is_idle(name)}


def test_a_folder_killed_at_any_step_is_continued_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    continue_to_the_end(tmp_path / "undisturbed")
    expected = content(tmp_path / "undisturbed")
    assert verify(Folder(tmp_path / "undisturbed")).faults == []
    with killed_at(-1, monkeypatch) as steps:
        continue_to_the_end(tmp_path / "counted")
    assert set(steps) == {"replace", "unlink", "mkdir", "open", "fsync"}
    for step in range(1, len(steps) + 1):
        path = tmp_path / f"killed-{step}"
        with killed_at(step, monkeypatch), pytest.raises(Killed):
            continue_to_the_end(path)
        continue_to_the_end(path)
        assert without_idle_tiles(content(path)) == expected, f"killed at step {step}, {steps[step - 1]}"


def test_a_folder_killed_twice_is_continued_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for first in range(5, 60, 7):
        path = tmp_path / str(first)
        for step in (first, first // 2):
            with killed_at(step, monkeypatch), pytest.raises(Killed):
                continue_to_the_end(path)
        continue_to_the_end(path)
        assert verify(Folder(path)).faults == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(0, 400), min_size=1, max_size=6))
def test_any_batches_make_the_tiles_of_the_tree(tmp_path_factory: pytest.TempPathFactory, batches: list[int]) -> None:
    writer = FolderWriter(tmp_path_factory.mktemp("ledger"), logs.LOG.key)
    start = 0
    for size in batches:
        entries = [b"%d" % number for number in range(start, start + size)]
        writer.append(entries)
        start += size
    expected = root(leaf_hash(b"%d" % number) for number in range(start))
    assert (writer.size, writer.folder.size(), writer.folder.root(start)) == (start, start, expected)
    assert len(list(writer.folder.lines())) == start


def test_a_tail_that_was_half_written_is_cut_off(tmp_path: Path) -> None:
    folder = logs.write(tmp_path, ENTRIES[:300], keep=[100])
    for name in ("entries.jsonl", "checkpoints.jsonl"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write('{"half": "a li')
    writer = FolderWriter(tmp_path, logs.LOG.key, logs.LOG.pem)
    writer.append(ENTRIES[300:310])
    writer.keep(logs.signed_over(ENTRIES[:300]))
    writer.publish(logs.signed_over(ENTRIES[:310]))
    assert verify(folder).faults == []
    assert len(list(folder.earlier())) == 2


def test_a_folder_that_lost_what_it_once_had_is_not_continued(tmp_path: Path) -> None:
    logs.write(tmp_path, ENTRIES[:10])
    whole = (tmp_path / "entries.jsonl").read_bytes()
    (tmp_path / "entries.jsonl").write_bytes(whole[:-1])
    with pytest.raises(ValueError, match="has lost its end"):
        FolderWriter(tmp_path, logs.LOG.key)


def test_an_entry_with_a_line_end_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    logs.write(tmp_path, ENTRIES[:10])
    before = content(tmp_path)
    writer = FolderWriter(tmp_path, logs.LOG.key, logs.LOG.pem)
    with pytest.raises(ValueError, match="line end"):
        writer.append([ENTRIES[10], b"two\nlines"])
    assert content(tmp_path) == before


def test_what_a_folder_says_of_itself_reads_back(tmp_path: Path) -> None:
    folder = logs.write(tmp_path, ENTRIES[:10], witnesses=[logs.WITNESS], keep=[3, 7])
    assert folder.keys() == (logs.LOG.key, [logs.WITNESS.key])
    assert folder.newest() == logs.signed_over(ENTRIES[:10], witnesses=[logs.WITNESS])
    assert [str(one) for one in folder.earlier()] == [
        str(logs.signed_over(ENTRIES[:size], witnesses=[logs.WITNESS])) for size in (3, 7)
    ]
    assert folder.kept_until() == 7
    with pytest.raises(ValueError, match="is the folder of another log"):
        FolderWriter(tmp_path, logs.Signer("log.example.org/two").key)
    assert [line.rstrip() for line in folder.lines(8)] == ENTRIES[8:10]
    assert json.loads((tmp_path / "keys.json").read_text())["pem"] == logs.LOG.pem


def test_nothing_kept_yet_is_no_fault(tmp_path: Path) -> None:
    folder = logs.write(tmp_path, ENTRIES[:1])
    assert folder.kept_until() == 0
    (tmp_path / "checkpoints.jsonl").touch()
    assert folder.kept_until() == 0
    assert verify(folder).faults == []


def test_a_log_of_nothing_is_whole(tmp_path: Path) -> None:
    assert verify(logs.write(tmp_path, [])).faults == []
