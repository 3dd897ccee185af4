"""The checks run on a bare Python: nothing installed, nothing from the environment, nothing but the one room."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import evenhand.ledger
import logs
from evenhand.ledger.__main__ import main

ROOM = Path(evenhand.ledger.__file__).parent
ENTRIES = logs.bodies(300)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The room copied out of the house, a folder of the log, a receipt, and a checkpoint noted before."""
    place = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOM, place / "evenhand" / "ledger", ignore=shutil.ignore_patterns("__pycache__"))
    logs.write(place / "log", ENTRIES, witnesses=[logs.WITNESS])
    logs.write(place / "anew", [*ENTRIES[:100], logs.body(9_999), *ENTRIES[101:]])
    (place / "noted").write_text(str(logs.signed_over(ENTRIES[:200])), encoding="utf-8")
    receipt = logs.receipt(ENTRIES[:250], 100, witnesses=[logs.WITNESS])
    (place / "receipt.json").write_text(json.dumps(receipt.as_json(), indent=2, ensure_ascii=False), encoding="utf-8")
    return place


def bare(place: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run it isolated (-I) and without site-packages (-S), from the copy."""
    run = "import runpy, sys; sys.path.insert(0, '.'); runpy.run_module('evenhand.ledger', run_name='__main__')"
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", run, *map(str, words)]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=60, check=False)


def test_a_whole_log_passes_on_a_bare_python(place: Path) -> None:
    answer = bare(place, "verify", "log", "--key", logs.LOG.key, "--witness", logs.WITNESS.key, "--since", "noted")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [
        f"The checkpoint of 300 entries is signed by {logs.LOG.name}.",
        f"The witness {logs.WITNESS.name} saw this checkpoint at 2027-01-15 08:00:00 UTC.",
        "Every entry is whole, in its place and unchanged. Entries: 300.",
    ]


def test_it_runs_as_the_readme_says(place: Path) -> None:
    command = [sys.executable, "-m", "evenhand.ledger", "verify", "log", "--key", str(logs.LOG.key)]
    assert f"python {' '.join(command[1:4])} FOLDER --key KEY" in (place / "log" / "README.txt").read_text("utf-8")
    clean = {"PATH": os.environ["PATH"]}
    answer = subprocess.run(command, cwd=place, env=clean, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_log_written_anew_fails_on_a_bare_python(place: Path) -> None:
    answer = bare(place, "verify", "anew", "--key", logs.LOG.key, "--since", "noted")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "its past has been written anew" in answer.stdout
    assert answer.stdout.endswith("The ledger is NOT whole. Entries: 300.\n")


def test_a_receipt_passes_on_a_bare_python(place: Path) -> None:
    answer = bare(place, "receipt", "receipt.json", "--key", logs.LOG.key, "--folder", "log")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Somebody signed in.\nWhen: 2026-11-23 09:00:00 UTC.\n")
    assert "The receipt is good.\n" in answer.stdout
    assert "The folder still holds this entry at position 100.\n" in answer.stdout


def test_a_receipt_convicts_a_log_written_anew(place: Path) -> None:
    answer = bare(place, "receipt", "receipt.json", "--key", logs.LOG.key, "--folder", "anew")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "The receipt is good.\n" in answer.stdout
    assert "another entry at position 100" in answer.stdout


def test_a_receipt_will_do_as_what_was_noted_before(place: Path) -> None:
    assert bare(place, "verify", "log", "--since", "receipt.json").returncode == 0
    answer = bare(place, "verify", "anew", "--since", "receipt.json")
    assert answer.returncode == 1
    assert "At 250 entries, this is not the log of the checkpoint that was noted before" in answer.stdout


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


def test_what_is_not_there_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["verify", tmp_path / "none"], ["receipt", tmp_path / "none"]):
        assert main([str(word) for word in words]) == 2
        said = capsys.readouterr().err
        assert said.startswith(str(tmp_path / "none"))
        assert said.endswith(" cannot be read: No such file or directory.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--key", "nonsense"], "This is not a verifier key"),
        (["--witness", "nonsense"], "This is not a verifier key"),
        (["--since", "none"], "none cannot be used"),
        (["--since", "log/keys.json"], "log/keys.json cannot be used: This is not a receipt"),
        (["--since", "log/README.txt"], "log/README.txt cannot be used: This line of the note is not a signature"),
    ],
)
def test_a_key_or_a_checkpoint_that_is_none_is_refused_in_a_sentence(place: Path, words: list[str], said: str) -> None:
    answer = bare(place, "verify", "log", *words)
    assert answer.returncode == 2
    assert said in answer.stderr


@pytest.mark.parametrize("content", ["", "nonsense", "{}", "[]", "5", '{"format": "evenhand-receipt/1"}'])
def test_a_file_that_is_no_receipt_is_refused_in_a_sentence(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text(content, encoding="utf-8")
    assert main(["receipt", str(tmp_path / "file")]) == 1
    assert "is not a receipt that can be used. This" in capsys.readouterr().out
