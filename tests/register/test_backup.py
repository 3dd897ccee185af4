"""Backup and restore: one encrypted file, and a register that is back with its ledger going on where it was."""

import json
import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
import steps
from django.conf import settings
from psycopg.conninfo import make_conninfo

from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.ledger.verify import verify
from evenhand.register import clock, in_use, publishing, signing, standing
from evenhand.register.actions import accounts, backing_up, closing, restoring
from evenhand.register.acts import NotAllowed
from evenhand.register.backups.file import read_head
from evenhand.register.database import OWNER, DatabaseTrouble, choose, cluster, databases, programs
from evenhand.register.models import Access, Account, Closure, LedgerEntry, LedgerLeaf, Person, SourceRecord
from evenhand.safeguards import Refused
from registered import Register


@pytest.fixture
def ledger(register: Register) -> Path:
    """The ledger's folder of this register."""
    return settings.LEDGER_FOLDER


def back_up(register: Register, path: Path) -> backing_up.BackedUp:
    """As the verb does it: the entry has its place at the end."""
    done = backing_up.back_up(path=path, home=register.engine.home, by=accounts.software())
    publishing.keep_up()
    return done


def restore(register: Register, path: Path, **given: object) -> restoring.Restored:
    return restoring.restore(server=register.engine.server, path=path, **given)


def choose_purposes(register: Register, count: int) -> None:
    """Some acts that leave nothing but their entries."""
    for _ in range(count):
        accounts.choose_purpose(account=register.account("analyst"), purpose=steps.PURPOSE)
    publishing.keep_up()


def owner(register: Register, statement: str, *values: object) -> list[tuple]:
    """What a statement of the owner of the tables gives."""
    with psycopg.connect(**register.engine.dsn(OWNER, register.database), autocommit=True) as line:
        done = line.execute(statement, values or None)
        return done.fetchall() if done.description else []


def bodies(ledger: Path) -> list[bytes]:
    return list(Folder(ledger).lines())


def events() -> list[str]:
    """The events in the ledger, by position."""
    every = LedgerLeaf.objects.using("auditor").order_by("position").select_related("entry")
    return [leaf.entry.event for leaf in every]


def last_facts() -> dict:
    return json.loads(LedgerEntry.objects.using("auditor").latest("pk").body)["facts"]


def whole(ledger: Path) -> bool:
    return verify(Folder(ledger), key=signing.verifier_key()).ok


def databases_beside(register: Register) -> list[str]:
    with register.engine.superuser() as line:
        return [name for name in (f"{register.database}_restoring", f"{register.database}_replaced")
                if databases.exists(line, name)]  # fmt: skip


def test_a_backup_is_one_entry_and_says_how_far_the_ledger_went(register: Register, tmp_path: Path) -> None:
    publishing.keep_up()
    size, before = Folder(settings.LEDGER_FOLDER).size(), steps.last_entry()
    done = back_up(register, tmp_path / "kept")
    assert steps.ledger_since(before) == ["register:backed_up"]
    assert last_facts() == {"ledger_size": size, "digest": done.digest, "opens": "everything"}
    assert (done.head.ledger_size, done.head.ledger_origin) == (size, signing.origin())
    assert read_head(tmp_path / "kept") == done.head
    assert done.digest == sha256((tmp_path / "kept").read_bytes()).hexdigest()


def test_a_restored_register_is_as_it_was(register: Register, tmp_path: Path, ledger: Path) -> None:
    person = steps.eligible(register, tmp_path)
    entry = steps.enter(register, person)
    back_up(register, tmp_path / "kept")
    steps.eligible(register, tmp_path, "P2")
    publishing.keep_up()
    done = restore(register, tmp_path / "kept")
    assert done.in_use
    assert steps.seen(lambda: list(Person.objects.values_list("pk", flat=True))) == [person]
    assert steps.seen(lambda: type(entry).objects.get().pk) == entry.pk
    assert steps.whose("P1") == person
    assert Account.objects.get(username="analyst").check_password("correct horse battery")
    assert databases_beside(register) == []


def test_the_ledger_goes_on_where_it_was(register: Register, tmp_path: Path, ledger: Path) -> None:
    choose_purposes(register, 300)
    backup = back_up(register, tmp_path / "kept")
    choose_purposes(register, 400)
    before = bodies(ledger)
    done = restore(register, tmp_path / "kept")
    assert done.brought_forward == 401
    assert bodies(ledger)[: len(before)] == before
    assert events()[len(before) :] == ["register:restored"]
    assert last_facts() == {
        "backup_size": backup.head.ledger_size, "erased_again": 0, "ledger_lost": False, "opens": "everything",
        "undone_from": backup.head.ledger_size, "undone_to": backup.head.ledger_size + 400,
    }  # fmt: skip
    choose_purposes(register, 30)
    assert whole(ledger)
    assert len(events()) == len(before) + 31


def test_nothing_is_doubled_that_was_half_done_when_the_backup_was_made(register: Register, tmp_path: Path) -> None:
    for _ in range(3):  # committed, and without a place yet
        accounts.choose_purpose(account=register.account("analyst"), purpose=steps.PURPOSE)
    back_up(register, tmp_path / "kept")  # whose own access is open in it
    restore(register, tmp_path / "kept")
    assert events().count("register:backed_up") == 1
    assert "access:unfinished" not in events()
    assert not Access.objects.using("owner").exists()
    assert LedgerEntry.objects.using("owner").count() == len(events())


def test_a_look_that_was_cut_short_when_the_machine_was_lost_is_ended(register: Register, tmp_path: Path) -> None:
    begun = "INSERT INTO register_access (event, actor, purpose, opens, begun_at, particulars_digest) VALUES (%s)"
    owner(register, begun % "'person:searched', 'account:1', 'oversight', 'index', now(), ''")
    back_up(register, tmp_path / "kept")
    restore(register, tmp_path / "kept")
    owner(register, "UPDATE register_access SET recorded_at = recorded_at - interval '1 minute'")
    publishing.keep_up()
    assert events()[-2:] == ["register:restored", "access:unfinished"]


def test_entries_get_their_places_on_a_server_that_counts_its_transactions_anew(
    register: Register, tmp_path: Path, ledger: Path
) -> None:
    choose_purposes(register, 5)
    owner(
        register,
        "ALTER TABLE register_ledgerentry DISABLE TRIGGER USER;"
        "ALTER TABLE register_ledgercheckpoint DISABLE TRIGGER USER;"
        "UPDATE register_ledgerentry SET xact = '99999999999';"
        "UPDATE register_ledgercheckpoint SET horizon = '99999999999'",
    )
    backing_up.back_up(path=tmp_path / "kept", home=register.engine.home, by=accounts.software())
    restore(register, tmp_path / "kept")
    choose_purposes(register, 5)
    assert LedgerEntry.objects.using("auditor").count() == len(events()) == Folder(ledger).size()
    assert whole(ledger)


def test_a_number_that_the_ledger_gave_to_one_account_is_not_given_to_another(
    register: Register, tmp_path: Path
) -> None:
    back_up(register, tmp_path / "kept")
    described = {"role": "analyst", "password": "correct horse battery", "by": accounts.software()}
    gone = accounts.make(username="later", display_name="Later", **described).pk
    publishing.keep_up()
    restore(register, tmp_path / "kept")
    assert accounts.named("later") is None
    assert accounts.make(username="other", display_name="Other", **described).pk > gone


def test_nobody_is_still_signed_in(register: Register, tmp_path: Path) -> None:
    owner(register, "INSERT INTO django_session VALUES ('a-key', 'data', now() + interval '1 day')")
    back_up(register, tmp_path / "kept")
    restore(register, tmp_path / "kept")
    assert owner(register, "SELECT count(*) FROM django_session") == [(0,)]


def test_the_same_backup_can_be_restored_again(register: Register, tmp_path: Path, ledger: Path) -> None:
    person = steps.eligible(register, tmp_path)
    back_up(register, tmp_path / "kept")
    for _ in range(2):
        steps.eligible(register, tmp_path, "P2")
        assert restore(register, tmp_path / "kept").in_use
        assert steps.seen(lambda: list(Person.objects.values_list("pk", flat=True))) == [person]
    assert events().count("register:restored") == 2
    assert whole(ledger)


def test_a_newer_backup_follows_an_older_restore(register: Register, tmp_path: Path, ledger: Path) -> None:
    back_up(register, tmp_path / "first")
    choose_purposes(register, 3)
    restore(register, tmp_path / "first")
    steps.eligible(register, tmp_path)
    back_up(register, tmp_path / "second")
    restore(register, tmp_path / "second")
    assert steps.seen(SourceRecord.objects.count) == 1
    assert whole(ledger)


def untouched(register: Register, path: Path, words: str, **given: object) -> None:
    """The restore is refused in these words, and the register is as it was."""
    before = events()
    with pytest.raises(DatabaseTrouble, match=words):
        restore(register, path, **given)
    assert events() == before
    assert in_use.is_in_use()
    assert databases_beside(register) == []


def test_refuses_an_altered_backup_before_anything_is_touched(register: Register, tmp_path: Path) -> None:
    back_up(register, tmp_path / "kept")
    whole_file = (tmp_path / "kept").read_bytes()
    (tmp_path / "cut").write_bytes(whole_file[:-1])
    (tmp_path / "changed").write_bytes(whole_file[:-9] + b"x" + whole_file[-8:])
    untouched(register, tmp_path / "cut", "is damaged")
    untouched(register, tmp_path / "changed", "is damaged")


def test_refuses_while_somebody_works_on_the_register(register: Register, tmp_path: Path) -> None:
    back_up(register, tmp_path / "kept")
    with psycopg.connect(**register.engine.dsn(OWNER, register.database)):
        untouched(register, tmp_path / "kept", "Somebody is working on the register")


def test_refuses_without_a_ledger_that_goes_on_where_the_backup_ends(
    register: Register, tmp_path: Path, ledger: Path
) -> None:
    choose_purposes(register, 2)
    shutil.copytree(ledger, tmp_path / "shorter")
    choose_purposes(register, 2)
    kept = tmp_path / "kept"
    back_up(register, kept)
    untouched(register, kept, "ends before the backup", ledger=tmp_path / "shorter")
    untouched(register, kept, "There is no ledger of this register in", ledger=tmp_path / "nowhere")
    for position in (0, -1):
        copy = tmp_path / f"changed{position}"
        shutil.copytree(ledger, copy)
        (copy / "entries.jsonl").write_bytes(b"".join(altered(bodies(ledger), position)))
        untouched(register, kept, "does not hold", ledger=copy)


def test_refuses_a_ledger_of_another_past_though_it_is_signed(register: Register, tmp_path: Path, ledger: Path) -> None:
    choose_purposes(register, 2)
    back_up(register, tmp_path / "kept")
    forged = FolderWriter(tmp_path / "forged", signing.verifier_key())
    forged.append([body.removesuffix(b"\n") for body in altered(bodies(ledger), 0)])
    forged.publish(signing.signed_checkpoint(forged.size, forged.folder.root(forged.size)))
    untouched(register, tmp_path / "kept", "not the continuation of that backup", ledger=tmp_path / "forged")


def test_refuses_a_ledger_that_another_key_signed(register: Register, tmp_path: Path, ledger: Path) -> None:
    choose_purposes(register, 2)
    back_up(register, tmp_path / "kept")
    shutil.copytree(ledger, tmp_path / "forged")
    signed = (ledger / "checkpoint").read_text("utf-8")
    (tmp_path / "forged" / "checkpoint").write_text(signed[:-9] + "AAAAA" + signed[-4:], "utf-8")
    untouched(register, tmp_path / "kept", "not signed with this register's key", ledger=tmp_path / "forged")


def test_refuses_a_copy_that_does_not_go_as_far_as_the_ledger_of_this_home(
    register: Register, tmp_path: Path, ledger: Path
) -> None:
    back_up(register, tmp_path / "kept")
    shutil.copytree(ledger, tmp_path / "older")
    choose_purposes(register, 2)
    untouched(register, tmp_path / "kept", "does not go on where the one in", ledger=tmp_path / "older")


def altered(lines: list[bytes], position: int) -> list[bytes]:
    """The same lines with one digit of one of them changed."""
    changed = list(lines)
    changed[position] = changed[position].replace(b"2026", b"2027", 1)
    return changed


def test_another_copy_of_the_ledger_serves_as_well(register: Register, tmp_path: Path, ledger: Path) -> None:
    choose_purposes(register, 1)
    back_up(register, tmp_path / "kept")
    choose_purposes(register, 3)
    publishing.export(tmp_path / "copy")
    shutil.move(ledger, tmp_path / "lost")
    # As on another machine, where there is neither the register nor its ledger.
    with register.engine.superuser() as line:
        databases.drop(line, register.database)
    done = restore(register, tmp_path / "kept", ledger=tmp_path / "copy")
    assert done.in_use
    assert done.brought_forward == 4
    assert whole(ledger)
    assert bodies(ledger)[: Folder(tmp_path / "copy").size()] == bodies(tmp_path / "copy")


def test_where_the_ledger_is_lost_nobody_can_sign_in_until_it_is_reopened(register: Register, tmp_path: Path) -> None:
    back_up(register, tmp_path / "kept")
    choose_purposes(register, 3)
    untouched(register, tmp_path / "kept", "The ledger is not lost", ledger_lost="I would rather not")
    shutil.move(settings.LEDGER_FOLDER, tmp_path / "lost")
    with register.engine.superuser() as line:
        databases.drop(line, register.database)
    done = restore(register, tmp_path / "kept", ledger_lost="The machine burnt with its disk.")
    assert not done.in_use
    assert last_facts()["ledger_lost"] is True
    with pytest.raises(Refused, match="SG-64"):
        in_use.check_in_use()
    with pytest.raises(NotAllowed):
        restoring.reopen(by=register.account("owner"), reason="All is well.")
    with pytest.raises(ValueError, match="Say what was done"):
        restoring.reopen(by=register.account("dpo"), reason=" ")
    restoring.reopen(by=register.account("dpo"), reason="There was none, says the file of the office.")
    in_use.check_in_use()
    with pytest.raises(ValueError, match="nothing to reopen"):
        restoring.reopen(by=register.account("dpo"), reason="Once more.")
    publishing.keep_up()
    assert events()[-2:] == ["register:restored", "register:reopened"]
    assert whole(settings.LEDGER_FOLDER)


def test_a_server_that_somebody_else_runs_is_backed_up_and_restored_as_well(
    register: Register, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = make_conninfo(**register.engine.dsn(cluster.SUPERUSER, "postgres"))
    monkeypatch.setenv("EVENHAND_DATABASE_URL", address)
    back_up(register, tmp_path / "kept")
    choose_purposes(register, 1)
    assert restoring.restore(server=choose(register.engine.home), path=tmp_path / "kept").brought_forward > 1
    assert whole(ledger)
    monkeypatch.setattr(programs, "find", lambda: tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseTrouble, match=r"There is no pg_dump of PostgreSQL \d+ or later here"):
        back_up(register, tmp_path / "another")
    assert not (tmp_path / "another").exists()


def test_what_is_in_a_backup_is_not_readable_in_it(register: Register, tmp_path: Path) -> None:
    steps.eligible(register, tmp_path)
    back_up(register, tmp_path / "kept")
    content = (tmp_path / "kept").read_bytes()
    assert b"NMP-CRIME" not in content
    assert b"register_person" not in content


def test_what_was_closed_and_destroyed_since_the_backup_stays_so(register, tmp_path):
    register.load(tmp_path, "people", steps.record("P1"))
    signed = {"by": register.account("owner"), "approved_by": register.account("dpo")}
    back_up(register, tmp_path / "open")
    closing.close(reasons="Another force takes over the work, with its own register.", **signed)
    back_up(register, tmp_path / "closed")
    restore(register, tmp_path / "open")
    assert standing.standing().state == "answering-only"
    closed = Closure.objects.get()
    with clock.set_to(clock.now() + timedelta(days=367)):
        closing.destroy(**signed)
        for backup in ("open", "closed"):
            restore(register, tmp_path / backup)
            assert standing.standing().state == "destroyed"
            assert not any(closing.left().values())
    assert Closure.objects.get().access_until == closed.access_until
