"""The witness's verbs: started, killed, started again, it remembers; without its memory it does not start."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import logs
from evenhand.ledger import note
from evenhand.ledger.witness import read_answer, request_body

ENTRIES = logs.bodies(30)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@contextmanager
def serving(state, *words) -> Iterator[tuple[str, str]]:
    """The verb in a program of its own; gives the address and the key that it says."""
    run = "from evenhand.cli.main import main; main()"
    asked = ["ledger", "witness", "serve", "--state", state, "--port", str(free_port()), *words]
    command = [sys.executable, "-c", run, *map(str, asked)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        said = [program.stdout.readline() for _ in range(3)]
        address = said[0].split(" is at ")[1].split(". ")[0]
        try:
            yield address, said[2].strip()
        finally:
            program.send_signal(signal.SIGKILL)
            program.communicate()


def ask(address: str, old: int, new: int) -> bytes:
    from evenhand.ledger.hashing import leaf_hash
    from evenhand.ledger.proofs import prove_consistency

    proof = prove_consistency(logs.Leaves([leaf_hash(entry) for entry in ENTRIES]), old, new) if old else []
    body = request_body(old, proof, logs.signed_over(ENTRIES[:new]))
    with urllib.request.urlopen(urllib.request.Request(f"{address}/add-checkpoint", body), timeout=10) as answer:  # noqa: S310
        return answer.read()


def test_a_witness_killed_and_started_again_goes_on_where_it_was(tmp_path, eh):
    state = tmp_path / "watching" / "w.json"
    with serving(state, "--name", "w1.example.org", "--log", str(logs.LOG.key)) as (address, key):
        witness = note.parse_key(key)
        assert (witness.name, witness.kind) == ("w1.example.org", note.COSIGNATURE)
        assert read_answer(200, ask(address, 0, 10), logs.signed_over(ENTRIES[:10]), witness).cosignature
    assert (state.with_name("w.json.key").stat().st_mode & 0o777) == 0o600
    with serving(state) as (address, again):
        assert again == key
        assert read_answer(200, ask(address, 10, 30), logs.signed_over(ENTRIES[:30]), witness).cosignature
        ran = eh("ledger", "witness", "serve", "--state", state)
        assert (ran.code, ran.err) == (1, f"Another witness is at work with {state}.\n")
    ran = eh("ledger", "witness", "show", "--state", state)
    assert ran.code == 0
    assert f"The log {logs.LOG.name}: 30 entries" in ran.out
    assert "There are no alarms." in ran.out


def test_a_witness_that_lost_its_memory_does_not_start(tmp_path, eh):
    with serving(tmp_path / "w.json"):
        pass
    (tmp_path / "w.json").unlink()
    ran = eh("ledger", "witness", "serve", "--state", tmp_path / "w.json", "--port", free_port())
    assert ran.code == 1
    assert "There is a key" in ran.err
    assert "begin as a new witness" in ran.err


def test_a_witness_that_lost_its_key_does_not_start(tmp_path, eh):
    with serving(tmp_path / "w.json"):
        pass
    (tmp_path / "w.json.key").unlink()
    ran = eh("ledger", "witness", "serve", "--state", tmp_path / "w.json", "--port", free_port())
    assert ran.code == 1
    assert "its key" in ran.err


def test_alarms_are_shown_and_end_in_an_error(tmp_path, eh):
    with serving(tmp_path / "w.json", "--log", str(logs.LOG.key)) as (address, _):
        ask(address, 0, 20)
        with pytest.raises(urllib.error.HTTPError, match="409"):
            ask(address, 5, 10)
    ran = eh("ledger", "witness", "show", "--state", tmp_path / "w.json")
    assert ran.code == 1
    assert "ALARM" in ran.out
    assert "showed 10 entries after it had shown 20" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serve", "--log", "nonsense"], "This is not a verifier key"),
        (["serve", "--log", str(logs.WITNESS.key)], "key of a witness, not of a log"),
        (["serve", "--host", "203.0.113.1"], "The witness cannot start"),
        (["show"], "There is no witness at"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path, eh, words, said):
    ran = eh("ledger", "witness", *words, "--state", tmp_path / "w.json")
    assert ran.code == 1
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_damaged_memory_is_one_sentence(tmp_path, eh):
    with serving(tmp_path / "w.json"):
        pass
    (tmp_path / "w.json").write_text(json.dumps({"format": "another"}), encoding="utf-8")
    for verb in ("serve", "show"):
        ran = eh("ledger", "witness", verb, "--state", tmp_path / "w.json")
        assert ran.code == 1
        assert "is not the memory of a witness, or is damaged" in ran.err
