"""A restore killed between any two of its steps: the register is the old one or the new one, and beginning again ends
well. Each is killed for good (SIGKILL) in a program of its own.
"""

import importlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import steps
from django.conf import settings
from django.db import connections

from evenhand.ledger.folder import Folder
from evenhand.ledger.verify import verify
from evenhand.register import in_use, publishing, signing
from evenhand.register.actions import accounts, backing_up, restoring
from evenhand.register.database import databases
from evenhand.register.models import LedgerLeaf, Person
from registered import Register

BEFORE, AFTER = "before", "after"
ROOM = "evenhand.register"
INSTANTS = [
    (f"{ROOM}.actions.restoring", "_make", BEFORE),
    (f"{ROOM}.backups.dumping", "restore", BEFORE),
    (f"{ROOM}.backups.dumping", "restore", AFTER),
    (f"{ROOM}.backups.forward", "settle_numbers", AFTER),
    (f"{ROOM}.backups.forward", "check", BEFORE),
    (f"{ROOM}.backups.replay", "replay", AFTER),
    (f"{ROOM}.in_use", "put_into_use", AFTER),
    (f"{ROOM}.actions.restoring", "_take_over", BEFORE),
    (f"{ROOM}.database.databases", "exchange", AFTER),
    (f"{ROOM}.actions.restoring", "_take_over", AFTER),
]


@pytest.mark.parametrize(("module", "name", "when"), INSTANTS, ids=lambda one: one.rpartition(".")[2])
def test_killed_it_leaves_the_old_or_the_new_and_ends_well_when_begun_again(
    register: Register, tmp_path: Path, module: str, name: str, when: str
) -> None:
    ledger = Folder(settings.LEDGER_FOLDER)
    first = steps.eligible(register, tmp_path)
    backing_up.back_up(path=tmp_path / "kept", home=register.engine.home, by=accounts.software())
    second = steps.eligible(register, tmp_path, "P2")
    publishing.keep_up()
    before = list(ledger.lines())

    killed(lambda: restore(register, tmp_path), module, name, when)
    in_use.check_in_use()
    assert people() == ({first} if taken_over() else {first, second})

    restore(register, tmp_path)
    in_use.check_in_use()
    assert people() == {first}
    assert taken_over()
    assert list(ledger.lines())[: len(before)] == before
    assert verify(ledger, key=signing.verifier_key()).ok
    with register.engine.superuser() as line:
        left = [f"{register.database}_{kind}" for kind in ("restoring", "replaced")]
        assert [name for name in left if databases.exists(line, name)] == []


def restore(register: Register, folder: Path) -> None:
    restoring.restore(server=register.engine.server, path=folder / "kept")


def people() -> set:
    return steps.seen(lambda: set(Person.objects.values_list("pk", flat=True)))


def taken_over() -> bool:
    """Whether the register is the restored one."""
    publishing.keep_up()
    events = LedgerLeaf.objects.using("auditor").order_by("position").values_list("entry__event", flat=True)
    return "register:restored" in events


def killed(do: Callable[[], None], module: str, name: str, when: str) -> None:
    """Do this in a child, which is killed before or after it calls that function."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            kill_at(module, name, when)
            do()
        finally:
            os._exit(1)  # it was not killed: it never came there
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"it never came to {module}.{name}"


def kill_at(module: str, name: str, when: str) -> None:
    room = importlib.import_module(module)
    whole = getattr(room, name)

    def dies(*given: object, **named: object) -> None:
        if when == AFTER:
            whole(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(room, name, dies)
