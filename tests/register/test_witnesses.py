"""The register asks witnesses, keeps what they sign, and raises the alarm when they have seen another log."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

import logs
from evenhand.ledger.folder import Folder
from evenhand.ledger.verify import verify
from evenhand.ledger.witness import Memory, Witness, listening, memory, request_body
from evenhand.register import asking, publishing, sequencer, signing, witnesses
from evenhand.register.actions import accounts
from evenhand.register.actions import ledger as actions
from evenhand.register.models import LedgerCosignature, LedgerEntry
from evenhand.register.reads.ledger import status


@pytest.fixture
def listed(register):
    """The file that says who the witnesses are."""
    path = settings.LEDGER_FOLDER.with_name(f"{settings.LEDGER_FOLDER.name}.witnesses.toml")
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def folder(listed):
    """The ledger's folder."""
    return settings.LEDGER_FOLDER


@pytest.fixture
def serving():
    """Serve something on this machine until the test ends; gives the address."""
    started = []

    def serve(server):
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        started.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def witness(tmp_path):
    """A witness of this register's log."""
    memory.write(tmp_path / "witness.json", Memory(logs.WITNESS.name).watching(signing.verifier_key()))
    return Witness(tmp_path / "witness.json", logs.WITNESS.key, logs.WITNESS.sign)


@pytest.fixture
def known(register, serving, witness):
    """The same, as the register knows it."""
    sequencer.integrate()
    return witnesses.add(serving(listening(witness, "127.0.0.1", 0)), str(logs.WITNESS.key))


def act_again(register, times=1):
    """The log grows."""
    for _ in range(times):
        actions.note_verified(ok=True, entries=1, by=register.account("register"))
    sequencer.integrate()


def seen(witness):
    return witness.memory.seen[signing.origin()].said().size


def shown(witness, size, root=bytes(32)):
    """The witness is shown another log, signed with the register's key."""
    answer = witness.add_checkpoint(request_body(0, [], signing.signed_checkpoint(size, root)))
    assert answer.status == 200


def test_what_a_witness_signs_is_kept_and_goes_out_with_the_log(register, known, witness, folder):
    assert witnesses.ask(known).cosignature
    [kept] = LedgerCosignature.objects.using("auditor").all()
    assert (kept.checkpoint_id, kept.witness) == (status().size, logs.WITNESS.name)
    assert status().witnesses == 1
    [asked] = status().asked
    assert asked.startswith(f"The witness {logs.WITNESS.name} has seen {status().size} entries, at ")
    publishing.keep_up()
    verdict = verify(Folder(folder), key=signing.verifier_key(), witnesses=[logs.WITNESS.key])
    assert verdict.ok
    assert any(one.startswith(f"The witness {logs.WITNESS.name} saw this checkpoint") for one in verdict.holds)
    assert Folder(folder).keys()[1] == [logs.WITNESS.key]


def test_a_log_that_grows_is_proved_to_the_witness_each_time(register, known, witness):
    for more in (0, 1, 3, 300):
        act_again(register, more)
        assert witnesses.ask(known).status == 200
        assert seen(witness) == status().size > 0
    assert witness.memory.alarms == ()
    assert status().alarms == ()


def test_a_witness_that_has_seen_the_newest_is_left_in_peace(register, known):
    assert witnesses.ask(known)
    assert witnesses.ask(known) is None


def test_a_register_that_forgot_what_it_had_shown_asks_the_witness(register, known, witness):
    witnesses.ask(known)
    with register.engine.superuser(register.database) as line:
        line.execute("DELETE FROM register_ledgercosignature")
    act_again(register)
    assert witnesses.ask(known).status == 200
    assert seen(witness) == status().size


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (10, "its end was cut off"),
        (0, "but not these: the log was written anew"),
        (-1, "another past than this log has"),
    ],
)
def test_a_witness_that_saw_another_log_raises_the_alarm_until_all_is_well(register, known, witness, ahead, said):
    act_again(register)
    shown(witness, status().size + ahead)
    for _ in range(2):
        assert witnesses.ask(known).cosignature is None
    [alarm] = status().alarms
    assert said in alarm
    assert logs.WITNESS.name in alarm
    witness.memory = Memory(logs.WITNESS.name).watching(signing.verifier_key())
    assert witnesses.ask(known).cosignature
    assert status().alarms == ()


def test_a_witness_that_is_away_is_said_once_and_is_no_alarm(register, capsys):
    sequencer.integrate()
    away = witnesses.add("http://127.0.0.1:1", str(logs.WITNESS.key))
    said = {}
    for _ in range(2):
        asking.ask_once(away, said)
    assert capsys.readouterr().err.count("it cannot be asked") == 1
    assert status().alarms == ()


class Nonsense(BaseHTTPRequestHandler):
    """Answers a request for a cosignature with something else."""

    answers = [
        (200, b""),
        (200, b"\xff\n"),
        (409, b"many\n"),
        (409, b"-1\n"),
        (500, b"no"),
        (404, b""),
        (200, b"x" * 200_000),
    ]

    def do_POST(self):
        status, body = self.answers[self.server.number % len(self.answers)]
        self.server.number += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_nonsense_from_a_witness_changes_nothing(register, serving):
    sequencer.integrate()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nonsense)
    server.number = 0
    odd = witnesses.add(serving(server), str(logs.WITNESS.key))
    for _ in range(len(Nonsense.answers)):
        assert witnesses.ask(odd).cosignature is None
    assert status().alarms == ()
    assert not LedgerCosignature.objects.using("auditor").exists()


def test_the_cosignature_of_another_key_is_not_taken_for_the_witnesses(register, serving, witness):
    sequencer.integrate()
    address = serving(listening(witness, "127.0.0.1", 0))
    mistaken = witnesses.add(address, str(logs.SECOND_WITNESS.key))
    assert witnesses.ask(mistaken).cosignature is None
    assert not LedgerCosignature.objects.using("auditor").exists()


def test_adding_a_witness_leaves_one_entry(register):
    before = LedgerEntry.objects.using("auditor").count()
    url, key = "https://w1.example.org", str(logs.WITNESS.key)
    assert actions.add_witness(url=url, key=key, by=accounts.software()) == logs.WITNESS.name
    [entry] = LedgerEntry.objects.using("auditor").order_by("pk")[before:]
    assert entry.event == "witness:added"
    assert key in entry.body
    assert witnesses.known() == (witnesses.KnownWitness(url, logs.WITNESS.key),)


@pytest.mark.parametrize(
    ("url", "key", "said"),
    [
        ("file:///etc/passwd", str(logs.WITNESS.key), "begins with http"),
        ("https://w1.example.org", str(logs.LOG.key), "not the key of a witness"),
        ("https://w1.example.org", "nonsense", "not a verifier key"),
        ("https://w2.example.org", str(logs.SECOND_WITNESS.key), "already"),
    ],
)
def test_refuses_to_add_what_cannot_be_a_witness(register, url, key, said):
    witnesses.add("https://w2.example.org", str(logs.SECOND_WITNESS.key))
    before = LedgerEntry.objects.using("auditor").count()
    with pytest.raises(ValueError, match=said):
        actions.add_witness(url=url, key=key, by=accounts.software())
    assert LedgerEntry.objects.using("auditor").count() == before
    assert witnesses.keys() == (logs.SECOND_WITNESS.key,)


def test_a_damaged_list_of_witnesses_is_said(listed):
    sequencer.integrate()
    witnesses.add("https://w1.example.org", str(logs.WITNESS.key))
    listed.write_text(listed.read_text() + '[[witness]]\nurl = "https://w2.example.org"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"witnesses\.toml cannot be read"):
        witnesses.known()
    assert asking.known() == ()
    [alarm] = status().alarms
    assert "No witness is asked" in alarm
    listed.write_text("", encoding="utf-8")
    assert asking.known() == ()
    assert status().alarms == ()
