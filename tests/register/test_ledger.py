"""The ledger: one entry for one act, dense positions, a chain that verifies and shows where it was tampered with."""

import os
import subprocess
import sys

import pytest
import steps
from django.db import transaction

from evenhand.register import ledgering
from evenhand.register.actions import accounts
from evenhand.register.acts import act
from evenhand.register.models import Account, LedgerEntry, LedgerLeaf
from evenhand.register.reads import ledger


def positions():
    return list(LedgerLeaf.objects.order_by("position").values_list("position", flat=True))


def whole_and_dense():
    verdict = ledger.verify(ledger.stored())
    everything = positions()
    return verdict.ok and everything == list(range(LedgerEntry.objects.count())) and verdict.count == len(everything)


def test_every_entry_has_its_place_and_the_chain_verifies(register, tmp_path):
    steps.enter(register, steps.eligible(register, tmp_path))
    assert whole_and_dense()
    verdict = ledger.verified(by=register.account("dpo"))
    assert verdict.ok
    assert LedgerEntry.objects.latest("pk").event == "ledger:verified"


def test_many_writers_at_once_leave_no_gap_and_no_doubling(register):
    by = register.account("analyst")

    def chooses_often():
        for _ in range(15):
            accounts.choose_purpose(account=by, purpose=steps.PURPOSE)

    before = LedgerEntry.objects.count()
    results = steps.at_once(*[chooses_often] * 6)
    assert results == [None] * 6
    assert LedgerEntry.objects.count() == before + 90
    assert whole_and_dense()


def test_an_act_that_ends_later_gets_its_place_though_its_entry_was_written_earlier(register):
    by = register.account("analyst")
    with transaction.atomic():
        ledgering.write("account:purpose_chosen", by=by, purpose="first")
        [other] = steps.at_once(lambda: accounts.choose_purpose(account=by, purpose="second"))
        assert other is None
    assert whole_and_dense()


def test_an_act_that_is_undone_leaves_no_entry(register):
    by, before = register.account("analyst"), LedgerEntry.objects.count()
    with pytest.raises(RuntimeError), act("work:listed", by=by, purpose=steps.PURPOSE):
        raise RuntimeError
    assert LedgerEntry.objects.count() == before
    accounts.choose_purpose(account=by, purpose=steps.PURPOSE)
    assert whole_and_dense()


_KILLED = """
import os, signal, django
django.setup()
from evenhand.register import ledgering
from evenhand.register.actions import accounts
ledgering.sequence.__code__ = (lambda: __import__("os").kill(__import__("os").getpid(), 9)).__code__
accounts.note_signed_in(account=accounts.named("analyst"))
"""


def test_an_entry_whose_writer_was_killed_before_giving_it_a_place_gets_it_at_the_next_act(register):
    before = len(positions())
    environment = os.environ | {"EVENHAND_DATABASE": register.database}
    killed = subprocess.run([sys.executable, "-c", _KILLED], env=environment, capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    assert len(positions()) == before
    assert ledger.without_a_place() == 1
    accounts.choose_purpose(account=register.account("analyst"), purpose=steps.PURPOSE)
    assert len(positions()) == before + 2
    assert whole_and_dense()


TAMPERINGS = {
    "a body": (
        "UPDATE register_ledgerentry SET body = replace(body, 'feed:loaded', 'feed:refused'), event = 'feed:refused'"
        " WHERE event = 'feed:loaded'",
        "has been changed",
    ),
    "a body and its hash": (
        "UPDATE register_ledgerentry SET body = replace(body, 'feed:loaded', 'feed:refused'), event = 'feed:refused',"
        " leaf_hash = sha256('\\x00'::bytea || convert_to(replace(body, 'feed:loaded', 'feed:refused'), 'UTF8'))"
        " WHERE event = 'feed:loaded'",
        "chain is broken",
    ),
    "an entry taken out": (
        "DELETE FROM register_ledgerleaf WHERE position = 2",
        "Position 2 is missing before position 3",
    ),
    "two entries changed over": (
        "UPDATE register_ledgerleaf a SET entry_id = b.entry_id FROM register_ledgerleaf b"
        " WHERE (a.position, b.position) IN ((2, 3), (3, 2))",
        "chain is broken",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_by_the_superuser_is_seen_and_said(register, load, what):
    load("people", {})
    tampering, said = TAMPERINGS[what]
    with register.engine.superuser(register.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("ALTER TABLE register_ledgerentry DROP CONSTRAINT sg_56_leaf_is_of_this_body")
        line.execute("ALTER TABLE register_ledgerleaf DROP CONSTRAINT register_ledgerleaf_entry_id_key")
        assert line.execute(tampering).rowcount
    verdict = ledger.verified(by=register.account("dpo"))
    assert not verdict.ok
    assert any(said in fault for fault in verdict.faults), verdict.faults


def test_the_software_account_is_nobody_who_can_sign_in(register):
    by = Account.objects.get(username="register")
    assert (by.is_person, by.is_active, by.check_password("!")) == (False, False, False)
