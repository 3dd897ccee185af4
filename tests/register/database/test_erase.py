"""Starting again from nothing."""

from pathlib import Path

import pytest

from evenhand.register.database import DatabaseTrouble, Home, Server, erase
from throwaway import postmaster_number

pytestmark = pytest.mark.database


def test_erases_all_but_the_locks(home: Home) -> None:
    with Server(home, durable=False):
        pass
    (home.path / "ledger" / "evenhand").mkdir(parents=True)
    erase(home)
    assert {path.name for path in home.path.iterdir()} <= {"lock", "start.lock", "server.lock", "secrets.lock"}


def test_erases_although_the_password_is_lost_and_the_server_was_left_running(home: Home) -> None:
    server = Server(home, durable=False)
    server.start()
    server._postmaster.end = lambda: None  # type: ignore[method-assign]  # as if killed before it could stop it
    server.stop()
    assert server.is_running()
    (home.path / "secrets").unlink()
    erase(home)
    assert not server.is_running()
    with Server(home, durable=False):
        assert postmaster_number(home) is not None


def test_nothing_is_erased_while_another_run_uses_it(home: Home) -> None:
    with Server(home, durable=False) as server:
        with pytest.raises(DatabaseTrouble, match="in use by another run"):
            erase(home)
        server.superuser().close()


def test_erasing_nothing_is_no_trouble(empty_home: Home) -> None:
    erase(empty_home)
    assert not Path(empty_home.path / "pgdata").exists()
