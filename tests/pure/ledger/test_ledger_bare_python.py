"""The check runs on a bare Python: nothing installed, nothing from the environment."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import evenhand.ledger
from evenhand.ledger.__main__ import main
from evenhand.ledger.chain import GENESIS, leaf_hash, link
from evenhand.ledger.entry import Entry
from evenhand.ledger.export import export_line
from evenhand.ledger.verify import StoredEntry

ROOM = Path(evenhand.ledger.__file__).parent
BODY = Entry(event="ledger:verified", at="2026-11-23T09:00:00.000000Z", actor="system:verify", purpose="check").body()
HEAD = link(GENESIS, leaf_hash(BODY))
ENTRY = StoredEntry(0, BODY, leaf_hash(BODY), HEAD)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.jsonl"
    file.write_text(export_line(ENTRY) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def tampered(tmp_path: Path) -> Path:
    file = tmp_path / "tampered.jsonl"
    file.write_text(export_line(ENTRY).replace("system:verify", "system:forget") + "\n", encoding="utf-8")
    return file


def bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m evenhand.ledger` isolated (-I) and without site-packages (-S)."""
    find_the_room = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    run = "runpy.run_module('evenhand.ledger', run_name='__main__')"
    command = [sys.executable, "-I", "-S", "-c", find_the_room + run, str(ROOM.parents[1]), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_whole_export_passes_on_a_bare_python(whole: Path) -> None:
    answer = bare("verify", str(whole))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == f"The ledger is whole. Entries: 1. Head: {HEAD.hex()}\n"


def test_a_tampered_export_fails_on_a_bare_python(tampered: Path) -> None:
    answer = bare("verify", str(tampered))
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.startswith("Position 0: the body has been changed")
    assert "The ledger is NOT whole." in answer.stdout


def test_the_room_imports_nothing_but_itself_and_what_comes_with_python() -> None:
    imported = set()
    for file in ROOM.rglob("*.py"):
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(part, ast.Import):
                imported |= {alias.name for alias in part.names}
            elif isinstance(part, ast.ImportFrom):
                imported.add(part.module or ".")
    outside = {name for name in imported if not name.startswith("evenhand.ledger")} - {"evenhand"}
    assert {name.split(".")[0] for name in outside} <= sys.stdlib_module_names


def test_a_head_noted_before_can_be_asked_for(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(whole), "--expect-head", HEAD.hex(), "--expect-count", "1"]) == 0
    assert main(["verify", str(whole), "--expect-head", "ab" * 32]) == 1
    assert main(["verify", str(whole), "--expect-count", "2"]) == 1
    assert "the end has been cut off" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.jsonl")]) == 2
    assert capsys.readouterr().err.endswith("none.jsonl cannot be read: No such file or directory.\n")


@pytest.mark.parametrize("head", ["abcd", "not hexadecimal"])
def test_a_head_of_another_shape_is_refused(whole: Path, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["verify", str(whole), "--expect-head", head])
    assert stopped.value.code == 2
    assert "--expect-head" in capsys.readouterr().err
