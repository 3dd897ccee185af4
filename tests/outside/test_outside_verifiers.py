"""Tools that we did not write agree with the log: Go's sumdb, stock openssl, and sha256sum."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import pytest

import logs
from evenhand.ledger import proofs
from evenhand.ledger.folder import Folder
from evenhand.ledger.hashing import leaf_hash

# Around the edges of tiles, and up to a third level of them.
SIZES = [1, 2, 3, 255, 256, 257, 700, 65_536, 66_000]


def proofs_for_go(folder: Folder, entries: Sequence[bytes], earlier: int) -> str:
    """A file with inclusion proofs of some entries and the consistency proof from an earlier checkpoint."""
    size = len(entries)
    hashes = folder.hashes(size)
    positions = sorted({0, size // 3, size // 2, size - 2 if size > 1 else 0, size - 1})
    return json.dumps(
        {
            "Key": str(logs.LOG.key),
            "Records": [
                {"Position": at, "Proof": written(proofs.prove_inclusion(hashes, at, size))} for at in positions
            ],
            "Earlier": str(logs.signed_over(entries[:earlier])) if earlier else "",
            "Proof": written(proofs.prove_consistency(hashes, earlier, size)) if earlier else [],
        }
    )


def written(proof: Sequence[bytes]) -> list[str]:
    return [b64encode(step).decode() for step in proof]


def run(go: Path, folder: Folder, given: str) -> subprocess.CompletedProcess[str]:
    file = folder.path.parent / "proofs.json"
    file.write_text(given, encoding="utf-8")
    return subprocess.run([go, folder.path, file], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("size", SIZES)
def test_go_agrees_with_checkpoint_tiles_and_proofs(go: Path, tmp_path: Path, size: int) -> None:
    entries = logs.bodies(size)
    folder = logs.write(tmp_path / "ledger", entries, witnesses=[logs.WITNESS], batch=20_000)
    for earlier in sorted({0, 1, size // 2, size - 1, size}):
        answer = run(go, folder, proofs_for_go(folder, entries, earlier))
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert f"Go agrees: {size} entries" in answer.stdout


def test_go_refuses_a_past_that_was_written_anew(go: Path, tmp_path: Path) -> None:
    entries = logs.bodies(300)
    folder = logs.write(tmp_path / "ledger", entries)
    given = json.loads(proofs_for_go(folder, entries, 100))
    given["Earlier"] = str(logs.signed_over([logs.body(999), *entries[1:100]]))
    answer = run(go, folder, json.dumps(given))
    assert answer.returncode == 1
    assert "Go does not agree" in answer.stdout


def test_go_refuses_a_changed_entry(go: Path, tmp_path: Path) -> None:
    entries = logs.bodies(300)
    folder = logs.write(tmp_path / "ledger", entries)
    given = proofs_for_go(folder, entries, 100)
    lines = (folder.path / "entries.jsonl").read_bytes().replace(entries[150], logs.body(999))
    (folder.path / "entries.jsonl").write_bytes(lines)
    assert run(go, folder, given).returncode == 1


def check_signature(openssl: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Exactly as the folder's README.txt says."""
    files = ["-inkey", "log.pem", "-rawin", "-in", "checkpoint.body", "-sigfile", "checkpoint.sig"]
    command = [openssl, "pkeyutl", "-verify", "-pubin", *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=30, check=False)


def test_openssl_accepts_the_signature_and_refuses_any_other(openssl: str, tmp_path: Path) -> None:
    folder = logs.write(tmp_path / "ledger", logs.bodies(10)).path
    assert f"    openssl {' '.join(check_signature(openssl, folder).args[1:])}\n" in (folder / "README.txt").read_text()
    assert check_signature(openssl, folder).returncode == 0
    assert check_signature(openssl, folder).stdout == "Signature Verified Successfully\n"
    whole = (folder / "checkpoint.body").read_bytes()
    assert (folder / "checkpoint").read_bytes().startswith(whole + b"\n")
    (folder / "checkpoint.body").write_bytes(whole.replace(b"\n10\n", b"\n11\n"))
    assert check_signature(openssl, folder).returncode == 1


def test_sha256sum_makes_the_leaf_hash_of_a_line(tmp_path: Path) -> None:
    entries = logs.bodies(3)
    folder = logs.write(tmp_path / "ledger", entries).path
    shell = "(printf '\\0'; sed -n 2p entries.jsonl | tr -d '\\n') | sha256sum"
    made = subprocess.run(["sh", "-c", shell], cwd=folder, capture_output=True, text=True, timeout=30, check=True)
    assert made.stdout.split()[0] == leaf_hash(entries[1]).hex()
    assert leaf_hash(entries[1]) == (folder / "tile/0/000.p/3").read_bytes()[32:64]
