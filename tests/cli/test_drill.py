"""The drill shows every tampering caught by those who must, and fails where one is not."""

from dataclasses import replace

from django.conf import settings

from evenhand.cli import catching, tampering
from evenhand.ledger.folder import Folder
from evenhand.register.models import LedgerEntry


def test_every_tampering_is_caught_and_the_log_is_left_alone(eh):
    ran = eh("ledger", "drill")
    assert ran.code == 0, ran.out + ran.err
    for tried in tampering.TAMPERINGS:
        caught = [
            line.removeprefix(tried.says).split(", ") for line in ran.out.splitlines() if line.startswith(tried.says)
        ]
        assert any({who.strip() for who in row} >= set(tried.must) for row in caught), ran.out
    assert [entry.event for entry in LedgerEntry.objects.using("auditor").order_by("pk")][-1:] == ["ledger:exported"]
    assert eh("ledger", "verify").code == 0
    assert Folder(settings.LEDGER_FOLDER).keys()[0].name != tampering.ORIGIN


def test_what_a_witness_misses_fails_the_drill(eh, monkeypatch):
    monkeypatch.setattr(catching, "witness_refuses", lambda *_: False)
    ran = eh("ledger", "drill")
    assert ran.code == 1
    assert "Not caught by everybody who should have caught it" in ran.err
    assert "The newest entry cut off" in ran.err


def test_a_tampering_that_tampers_with_nothing_is_caught_by_nobody_and_fails(eh, monkeypatch):
    idle = replace(tampering.TAMPERINGS[0], do=lambda copy, path: copy.lines(path, copy.entries))
    monkeypatch.setattr(tampering, "TAMPERINGS", (idle,))
    ran = eh("ledger", "drill")
    assert ran.code == 1
    assert any(line.startswith(idle.says) and line.rstrip().endswith("nobody") for line in ran.out.splitlines())


def test_an_honest_copy_that_is_not_believed_fails_the_drill(eh, monkeypatch):
    monkeypatch.setattr(catching, "caught_by", lambda *_: [tampering.WITNESS])
    ran = eh("ledger", "drill")
    assert ran.code == 1
    assert "The honest copy was not believed by the witness" in ran.err
