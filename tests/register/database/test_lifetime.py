"""The server lives from the first run that needs it to the last one that leaves."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from evenhand.register.database import AlreadyServing, DatabaseTrouble, Home, Server, claim_serving
from evenhand.register.database.postmaster import Postmaster
from throwaway import kill_server, postmaster_number

pytestmark = pytest.mark.database

ANOTHER_RUN = """
import sys
from pathlib import Path
from evenhand.register.database import Home, Server
with Server(Home(Path(sys.argv[1])), durable=False):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def another_run(home: Home) -> subprocess.Popen[str]:
    """A second process that uses the server until a line is sent to it."""
    run = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_RUN, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


def finish(run: subprocess.Popen[str]) -> None:
    """Let the other run leave, if it has not gone already, and wait for its end."""
    run.communicate("leave\n")


def test_starts_and_stops(empty_home: Home) -> None:
    with Server(empty_home, durable=False) as server:
        assert server.is_running()
        with server.superuser() as line:
            assert line.execute("SELECT 1").fetchone() == (1,)
    assert not server.is_running()


def test_start_twice_is_start_once(home: Home) -> None:
    with Server(home, durable=False) as server:
        number = postmaster_number(home)
        server.start()
        assert postmaster_number(home) == number
    assert not server.is_running()


def test_second_run_joins_and_the_last_one_out_stops(home: Home) -> None:
    server = Server(home, durable=False)
    server.start()
    number = postmaster_number(home)
    other = another_run(home)
    assert postmaster_number(home) == number
    server.stop()
    assert server.is_running()
    finish(other)
    assert not server.is_running()


def test_run_that_did_not_start_the_server_stops_it_when_last(home: Home) -> None:
    other = another_run(home)
    with Server(home, durable=False) as server:
        finish(other)
        assert server.is_running()
    assert not server.is_running()


def test_killed_run_leaves_nothing_behind_for_long(home: Home) -> None:
    other = another_run(home)
    other.kill()
    finish(other)
    server = Server(home, durable=False)
    assert server.is_running()
    with server:
        assert server.is_running()
    assert not server.is_running()


def test_many_runs_at_once_share_one_server(empty_home: Home) -> None:
    program = ANOTHER_RUN.replace("sys.stdin.readline()", "pass")
    runs = [subprocess.Popen([sys.executable, "-c", program, str(empty_home.path)], text=True) for _ in range(4)]
    assert [run.wait(60) for run in runs] == [0] * 4
    assert not Server(empty_home).is_running()


def test_interrupt_reaches_the_run_and_the_run_stops_the_server(home: Home) -> None:
    other = another_run(home)
    number = postmaster_number(home)
    assert number is not None
    assert os.getpgid(number) != other.pid
    os.killpg(other.pid, signal.SIGINT)
    finish(other)
    assert other.returncode != 0
    assert not Server(home).is_running()


def test_interrupt_stops_nothing_that_another_run_uses(home: Home) -> None:
    with Server(home, durable=False) as server:
        other = another_run(home)
        os.killpg(other.pid, signal.SIGINT)
        finish(other)
        with server.superuser() as line:
            assert line.execute("SELECT 1").fetchone() == (1,)


def test_commits_survive_a_killed_server(home: Home) -> None:
    with Server(home) as server:
        with server.superuser() as line:
            line.execute("CREATE TABLE kept (n int)")
            line.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        kill_server(home)
        assert (home.path / "pgdata" / "postmaster.pid").exists()
        server.start()
        with server.superuser() as line:
            assert line.execute("SELECT count(*), sum(n) FROM kept").fetchone() == (1000, 500_500)


def test_starts_although_the_number_of_a_killed_server_is_now_another_program(home: Home) -> None:
    with Server(home, durable=False) as server:
        kill_server(home)
    until = time.monotonic() + 20
    while server.is_running() and time.monotonic() < until:
        time.sleep(0.02)
    stale = home.path / "pgdata" / "postmaster.pid"
    other = subprocess.Popen(["sleep", "60"], **same_account_as(stale))
    stale.write_text(stale.read_text().replace(stale.read_text().split("\n")[0], str(other.pid), 1))
    try:
        with server:
            assert server.is_running()
    finally:
        other.kill()
        other.wait()


def test_starts_beside_a_stale_socket(home: Home) -> None:
    with Server(home, durable=False) as server:
        pass
    directory = home.socket_directory()
    assert directory is not None
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(directory / ".s.PGSQL.5432"))
    with server:
        assert server.is_running()


def test_half_made_database_is_made_again(empty_home: Home) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_RUN, str(empty_home.path)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 20
    while not (empty_home.path / "pgdata.new" / "PG_VERSION").exists() and time.monotonic() < until:
        time.sleep(0.002)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    assert (empty_home.path / "pgdata.new").exists()
    assert not (empty_home.path / "pgdata").exists()
    with Server(empty_home, durable=False) as server:
        assert server.is_running()
    assert not (empty_home.path / "pgdata.new").exists()
    assert not (empty_home.path / "run" / "password").exists()


def test_failed_start_leaves_no_server(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Server) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "_comes_up", interrupted)
    server = Server(home, durable=False)
    with pytest.raises(KeyboardInterrupt):
        server.start()
    assert not server.is_running()


def test_leaving_waits_for_no_open_connection(home: Home) -> None:
    with Server(home, durable=False) as server:
        line = server.superuser()
    assert not server.is_running()
    with pytest.raises(psycopg.OperationalError):
        line.execute("SELECT 1")
    line.close()


def test_unresponsive_server_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evenhand.register.database.postmaster.END_SECONDS", 0.1)
    with Server(home, durable=False):
        monkeypatch.setattr(Postmaster, "listens", lambda _: False)
        with pytest.raises(DatabaseTrouble, match="Another database server is using the data"):
            Server(home, durable=False).start()
        monkeypatch.undo()


def test_whoever_wants_to_be_alone_is_refused_while_another_run_uses_it(home: Home) -> None:
    other = another_run(home)
    with pytest.raises(DatabaseTrouble, match="are in use by another run"):
        Server(home, durable=False, alone=True).start()
    finish(other)
    with Server(home, durable=False, alone=True) as server:
        assert server.is_running()


def test_nobody_joins_whoever_is_alone_and_they_leave_as_anybody(home: Home) -> None:
    with Server(home, durable=False, alone=True) as server:
        with pytest.raises(DatabaseTrouble, match="just being restored from a backup"):
            Server(home, durable=False).start()
        server.superuser().close()
    assert not server.is_running()
    with Server(home, durable=False):
        assert server.is_running()


def test_second_one_to_serve_is_told_who_does(home: Home) -> None:
    with claim_serving(home, 8000) as address:
        assert address == "http://localhost:8000/"
        with pytest.raises(AlreadyServing, match="already served at http://localhost:8000/") as told:
            claim_serving(home, 9000).__enter__()
        assert told.value.pid == os.getpid()
    with claim_serving(home, 9000) as address:
        assert address == "http://localhost:9000/"


def same_account_as(file: Path) -> dict[str, int]:
    """The arguments of subprocess to run a program as the owner of the file."""
    owner = file.stat()
    return {} if owner.st_uid == os.geteuid() else {"user": owner.st_uid, "group": owner.st_gid}
