"""The ledger: one entry for one act, dense positions, a tree that verifies and shows where it was tampered with."""

import os
import signal
import subprocess
import sys
from itertools import pairwise

import pytest
import steps
from django.db import transaction

from evenhand.ledger import checkpoint, note, proofs
from evenhand.ledger.folder import Folder
from evenhand.ledger.tiles import TileHashes
from evenhand.ledger.verify import verify
from evenhand.register import ledgering, publishing, sequencer, signing
from evenhand.register.actions import accounts
from evenhand.register.acts import act
from evenhand.register.models import Access, Account, LedgerCheckpoint, LedgerEntry, LedgerLeaf
from evenhand.register.reads.ledger import StoredLog, status
from evenhand.register.tiles import StoredTiles


def positions():
    return list(LedgerLeaf.objects.order_by("position").values_list("position", flat=True))


def count():
    return LedgerEntry.objects.using("auditor").count()


def verdict(tmp_path):
    sequencer.integrate()
    publishing.export(tmp_path / "ledger")
    return verify(Folder(tmp_path / "ledger"), key=signing.verifier_key())


def whole_and_dense(tmp_path):
    found = verdict(tmp_path)
    return found.ok and positions() == list(range(count())) and found.entries == count()


def test_every_entry_has_its_place_and_the_tree_verifies(register, tmp_path):
    steps.enter(register, steps.eligible(register, tmp_path))
    assert whole_and_dense(tmp_path)
    assert not Access.objects.exists()


def test_many_writers_at_once_leave_no_gap_and_no_doubling(register, tmp_path):
    by = register.account("analyst")

    def chooses_often():
        for _ in range(15):
            accounts.choose_purpose(account=by, purpose=steps.PURPOSE)

    def sequences_often():
        for _ in range(10):
            sequencer.integrate()

    before = count()
    results = steps.at_once(*[chooses_often] * 6, sequences_often, sequences_often)
    assert results == [None] * 8
    assert count() == before + 90
    assert whole_and_dense(tmp_path)


def test_an_act_that_ends_later_gets_its_place_though_its_entry_was_written_earlier(register, tmp_path):
    by = register.account("analyst")
    with transaction.atomic():
        ledgering.write("account:purpose_chosen", by=by, purpose="first")
        [other] = steps.at_once(lambda: accounts.choose_purpose(account=by, purpose="second"))
        assert other is None
        sequencer.integrate()
    assert whole_and_dense(tmp_path)


def test_more_entries_than_a_batch_all_get_their_place(register, monkeypatch, tmp_path):
    by = register.account("analyst")
    monkeypatch.setattr(sequencer, "BATCH", 7)
    with transaction.atomic():
        ledgering.write("account:purpose_chosen", by=by, purpose="first")
        [_] = steps.at_once(lambda: [accounts.choose_purpose(account=by, purpose="other") for _ in range(20)])
        sequencer.integrate()
    assert whole_and_dense(tmp_path)


def test_an_act_that_comes_to_nothing_leaves_one_entry_that_says_so(register):
    by, before = register.account("analyst"), steps.last_entry()
    with pytest.raises(RuntimeError), act("work:listed", by=by, purpose=steps.PURPOSE, opens="index"):
        raise RuntimeError
    assert steps.ledger_since(before) == ["access:unfinished"]
    assert steps.said(before)["facts"] == {"event": "work:listed"}


_KILLED = """
import os, signal, django
django.setup()
from evenhand.register import accesses, ledgering
from evenhand.register.actions import accounts
from evenhand.register.acts import act
with act("work:listed", by=accounts.named("analyst"), purpose="prevent-violence", opens="index"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_look_whose_program_was_killed_is_in_the_ledger(register, tmp_path):
    before = steps.last_entry()
    environment = os.environ | {"EVENHAND_DATABASE": register.database}
    killed = subprocess.run([sys.executable, "-c", _KILLED], env=environment, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (steps.ledger_since(before), Access.objects.count()) == ([], 1)
    sequencer.integrate()
    assert Access.objects.count() == 1, "a transaction may still begin under it"
    with register.engine.superuser(register.database) as line:
        line.execute("UPDATE register_access SET recorded_at = recorded_at - interval '11 seconds'")
    sequencer.integrate()
    assert (steps.ledger_since(before), Access.objects.count()) == (["access:unfinished"], 0)
    assert whole_and_dense(tmp_path)


def test_a_long_act_is_not_taken_for_one_that_was_cut_short(register):
    before = steps.last_entry()
    with act("work:listed", by=register.account("analyst"), purpose=steps.PURPOSE, opens="index"):
        with register.engine.superuser(register.database) as line:
            line.execute("UPDATE register_access SET recorded_at = recorded_at - interval '1 hour'")
        sequencer.integrate()
    assert steps.ledger_since(before) == ["work:listed"]


def test_each_checkpoint_is_signed_and_continues_the_one_before(register):
    for purpose in ("first", "second", "third"):
        accounts.choose_purpose(account=register.account("analyst"), purpose=purpose)
        sequencer.integrate()
    made = [note.parse(one.note) for one in LedgerCheckpoint.objects.order_by("size")]
    assert len(made) >= 3
    assert all(note.is_signed(one, signing.verifier_key()) for one in made)
    known = [checkpoint.parse(one.text) for one in made]
    for old, new in pairwise(known):
        proof = proofs.prove_consistency(TileHashes(StoredTiles(), new.size), old.size, new.size)
        assert proofs.verify_consistency(old.size, old.root, new.size, new.root, proof)


def test_the_tiles_in_the_database_are_those_of_the_folder(register, monkeypatch, tmp_path):
    by = register.account("analyst")
    with transaction.atomic():
        for _ in range(600):
            ledgering.write("account:purpose_chosen", by=by, purpose="often")
    assert whole_and_dense(tmp_path)
    folder, size = Folder(tmp_path / "ledger"), count()
    stored = TileHashes(StoredTiles(), size)
    for level, index in [(0, 0), (0, size - 1), (8, 0), (8, 1), (5, 3)]:
        assert stored.subtree(level, index) == folder.hashes(size).subtree(level, index)


def test_the_folder_is_brought_up_to_date_and_not_written_again(register, settings_folder, tmp_path):
    publishing.keep_up()
    first = (settings_folder / "entries.jsonl").read_bytes()
    accounts.choose_purpose(account=register.account("analyst"), purpose=steps.PURPOSE)
    publishing.keep_up()
    then = (settings_folder / "entries.jsonl").read_bytes()
    assert then.startswith(first)
    assert then.count(b"\n") == count() == first.count(b"\n") + 1


def test_a_register_that_was_set_back_does_not_write_over_its_longer_past(register, settings_folder):
    sequencer.integrate()
    accounts.choose_purpose(account=register.account("analyst"), purpose=steps.PURPOSE)
    publishing.keep_up()
    before = (settings_folder / "entries.jsonl").read_bytes()
    with register.engine.superuser(register.database) as line:
        line.execute("SET session_replication_role = replica")
        newest = "SELECT max(size) FROM register_ledgercheckpoint"
        line.execute(f"DELETE FROM register_ledgercheckpoint WHERE size = ({newest})")
    publishing.keep_up()
    assert (settings_folder / "entries.jsonl").read_bytes() == before
    [alarm] = status().alarms
    assert "the register was set back" in alarm


@pytest.fixture
def settings_folder(monkeypatch, tmp_path):
    from django.conf import settings

    monkeypatch.setattr(settings, "LEDGER_FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


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
        "do not make the root",
    ),
    "an entry taken out": ("DELETE FROM register_ledgerleaf WHERE position = 2", "an entry is missing here"),
    "two entries changed over": (
        "UPDATE register_ledgerleaf a SET entry_id = b.entry_id FROM register_ledgerleaf b"
        " WHERE (a.position, b.position) IN ((2, 3), (3, 2))",
        "do not make the root",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_by_the_superuser_is_seen_and_said(register, load, what, tmp_path):
    load("people", {})
    sequencer.integrate()
    tampering, said = TAMPERINGS[what]
    with register.engine.superuser(register.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("ALTER TABLE register_ledgerentry DROP CONSTRAINT sg_56_leaf_is_of_this_body")
        line.execute("ALTER TABLE register_ledgerleaf DROP CONSTRAINT register_ledgerleaf_entry_id_key")
        assert line.execute(tampering).rowcount
    found = verify(StoredLog(), key=signing.verifier_key())
    assert any(said in fault for fault in found.faults), found.faults
    with pytest.raises(publishing.NotOurs, match="does not make the root"):
        publishing.export(tmp_path / "ledger")


def test_the_software_account_is_nobody_who_can_sign_in(register):
    by = Account.objects.get(username="register")
    assert (by.is_person, by.is_active, by.check_password("!")) == (False, False, False)
