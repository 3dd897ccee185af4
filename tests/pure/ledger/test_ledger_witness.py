"""A witness signs what continues what it saw, and nothing else, however it is asked and whenever it is killed."""

import json
import os
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import logs
from evenhand.ledger import note, proofs
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.note import Note
from evenhand.ledger.tree import EMPTY, root
from evenhand.ledger.witness import Answer, Heard, Memory, Witness, memory, read_answer, request_body
from evenhand.ledger.witness.judging import SIZE_TYPE

NOW = 1_800_000_000
ENTRIES = logs.bodies(60)
OTHER = [*ENTRIES[:20], logs.body(9_999), *ENTRIES[21:]]


def woken(path: Path) -> Witness:
    return Witness(path, logs.WITNESS.key, logs.WITNESS.sign, clock=lambda: NOW)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    path = tmp_path / "witness.json"
    memory.write(path, Memory(logs.WITNESS.name).watching(logs.LOG.key))
    return path


@pytest.fixture
def witness(state: Path) -> Witness:
    return woken(state)


def request(
    entries: Sequence[bytes], old: int, new: int, by: logs.Signer = logs.LOG, old_says: int | None = None
) -> bytes:
    """An honest request to go on from `old` to `new` entries of this log."""
    leaves = logs.Leaves([leaf_hash(entry) for entry in entries])
    proof = proofs.prove_consistency(leaves, old, new) if old else []
    return request_body(old if old_says is None else old_says, proof, logs.signed_over(entries[:new], by))


def cosigned(answer: Answer, entries: Sequence[bytes], new: int) -> bool:
    heard = read_answer(answer.status, answer.body.encode(), logs.signed_over(entries[:new]), logs.WITNESS.key)
    return heard.cosignature is not None


def test_a_log_that_grows_is_signed_every_time(witness: Witness) -> None:
    for old, new in [(0, 1), (1, 1), (1, 20), (20, 37), (37, 60), (60, 60)]:
        answer = witness.add_checkpoint(request(ENTRIES, old, new))
        assert answer.status == 200
        assert cosigned(answer, ENTRIES, new)
        assert witness.memory.seen[logs.LOG.name].said().size == new
    assert witness.memory.alarms == ()


def test_the_answer_is_one_line_that_says_when(witness: Witness) -> None:
    answer = witness.add_checkpoint(request(ENTRIES, 0, 5))
    assert answer.body == f"{note.parse_signature(answer.body[:-1])}\n"
    signed = logs.signed_over(ENTRIES[:5])
    assert note.cosigned_at(Note(signed.text, (note.parse_signature(answer.body[:-1]),)), logs.WITNESS.key) == NOW


def test_whoever_names_another_size_is_told_the_one_that_was_seen(witness: Witness) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 20))
    for old in (0, 7, 30):
        assert witness.add_checkpoint(request(ENTRIES, old, 40)) == Answer(409, "20\n", SIZE_TYPE)
    assert witness.memory.alarms == ()
    assert witness.add_checkpoint(request(ENTRIES, 20, 40)).status == 200


def test_a_log_that_is_not_watched_over_is_not_known(witness: Witness) -> None:
    other = logs.Signer("log.example.org/two")
    assert witness.add_checkpoint(request(ENTRIES, 0, 5, by=other)).status == 404
    witness.watch(other.key)
    assert witness.add_checkpoint(request(ENTRIES, 0, 5, by=other)).status == 200
    assert woken(witness.path).memory == witness.memory


def test_a_checkpoint_that_the_log_did_not_sign_is_refused(witness: Witness) -> None:
    forger = logs.Signer("forger.example.org")
    text = logs.signed_over(ENTRIES[:5]).text
    for lines in [
        (note.signed(text, forger.key, forger.sign),),
        (note.Signature(logs.LOG.name, logs.LOG.key.id, bytes(64)),),
        (note.cosigned(text, logs.WITNESS.key, logs.WITNESS.sign, NOW),),
    ]:
        assert witness.add_checkpoint(request_body(0, [], Note(text, lines))).status == 403
    assert witness.memory.seen == {}


def test_signatures_of_others_are_passed_over_and_not_kept(witness: Witness) -> None:
    signed = logs.signed_over(ENTRIES[:5], witnesses=[logs.SECOND_WITNESS])
    assert witness.add_checkpoint(request_body(0, [], signed)).status == 200
    assert witness.memory.seen[logs.LOG.name].note == str(logs.signed_over(ENTRIES[:5]))


def test_a_log_that_was_set_back_raises_an_alarm(witness: Witness) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 40))
    assert witness.add_checkpoint(request(ENTRIES, 10, 30)) == Answer(409, "40\n", SIZE_TYPE)
    [alarm] = witness.memory.alarms
    assert (alarm.kind, alarm.origin, alarm.times) == ("rollback", logs.LOG.name, 1)
    assert alarm.says == (
        f"The log {logs.LOG.name} showed 30 entries after it had shown 40: it was set back, or somebody sent an old "
        "checkpoint again."
    )
    assert (alarm.seen, alarm.shown) == (str(logs.signed_over(ENTRIES[:40])), str(logs.signed_over(ENTRIES[:30])))


@pytest.mark.parametrize("old", [0, 40])
def test_two_logs_of_one_size_raise_an_alarm_and_the_proof_is_kept(witness: Witness, old: int) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 40))
    assert witness.add_checkpoint(request(OTHER, old, 40)) == Answer(409, "40\n", SIZE_TYPE)
    [alarm] = witness.memory.alarms
    assert alarm.kind == "fork"
    assert "signed two different logs of 40 entries" in alarm.says
    for signed in (note.parse(alarm.seen), note.parse(alarm.shown)):
        assert note.is_signed(signed, logs.LOG.key)
        assert signed.text.split("\n")[1] == "40"
    assert alarm.seen != alarm.shown


def test_a_past_written_anew_raises_an_alarm(witness: Witness) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 30))
    assert witness.add_checkpoint(request(OTHER, 30, 50)).status == 422
    [alarm] = witness.memory.alarms
    assert alarm.kind == "unproven"
    assert "was not proved that the 50 entries" in alarm.says


def test_a_wrong_proof_of_a_good_log_is_settled_when_it_is_proved(witness: Witness) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 30))
    wrong = request_body(30, [bytes(32)], logs.signed_over(ENTRIES[:50]))
    assert witness.add_checkpoint(wrong).status == 422
    assert witness.add_checkpoint(request(ENTRIES, 30, 50)).status == 200
    assert woken(witness.path).memory.alarms == ()


def test_alarms_of_one_kind_are_counted_and_the_first_fork_is_kept(witness: Witness) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 40))
    forks = [[*ENTRIES[:20], logs.body(1_000 + number), *ENTRIES[21:]] for number in range(3)]
    for fork in forks:
        witness.add_checkpoint(request(fork, 40, 40))
    for size in (30, 20):
        witness.add_checkpoint(request(ENTRIES, 5, size))
    fork, rollback = witness.memory.alarms
    assert (fork.times, fork.shown) == (3, str(logs.signed_over(forks[0][:40])))
    assert (rollback.times, rollback.shown) == (2, str(logs.signed_over(ENTRIES[:20])))


def test_a_proof_from_nothing_must_be_empty(witness: Witness) -> None:
    assert witness.add_checkpoint(request_body(0, [bytes(32)], logs.signed_over(ENTRIES[:5]))).status == 422
    assert witness.memory.seen == {}


def test_a_log_of_nothing_has_one_root(witness: Witness) -> None:
    assert witness.add_checkpoint(request_body(0, [], logs.signed(bytes(32), 0))).status == 422
    assert witness.add_checkpoint(request_body(0, [], logs.signed(EMPTY, 0))).status == 200
    assert witness.add_checkpoint(request(ENTRIES, 0, 5)).status == 200


SIGNED = str(logs.signed_over(ENTRIES[:5]))
HASH = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "\n\n",
        SIGNED,
        f"old 0\n{SIGNED}",
        f"old 00\n\n{SIGNED}",
        f"old -1\n\n{SIGNED}",
        f"old 5 \n\n{SIGNED}",
        f"old\n\n{SIGNED}",
        f"new 0\n\n{SIGNED}",
        f"old 6\n\n{SIGNED}",
        f"old {'9' * 5000}\n\n{SIGNED}",
        f"old 0\n{HASH[:-4]}\n\n{SIGNED}",
        f"old 0\n{HASH[:-2]}B=\n\n{SIGNED}",
        f"old 0\ncaf\u00e9\n\n{SIGNED}",
        "old 0\n" + f"{HASH}\n" * 64 + f"\n{SIGNED}",
        f"old 0\n\n{SIGNED[:-1]}",
        f"old 0\r\n\r\n{SIGNED}",
        "old 0\n\nlog\n5\n\n\u2014 a AAAAAAAA\n",
        f"old 0\n\nlog\nfive\n{HASH}\n\n\u2014 a AAAAAAAA\n",
    ],
)
def test_what_is_no_request_is_refused_in_a_sentence(witness: Witness, body: str) -> None:
    answer = witness.add_checkpoint(body.encode())
    assert answer.status == 400
    assert answer.body.endswith(".\n") or answer.body.endswith("'.\n")
    assert witness.memory.seen == {}


@given(st.binary(max_size=300))
def test_no_request_makes_it_crash(noise: bytes) -> None:
    witness = Witness.__new__(Witness)
    witness.memory = Memory(logs.WITNESS.name).watching(logs.LOG.key)
    assert witness.add_checkpoint(noise).status == 400
    assert witness.add_checkpoint(b"old 0\n\n" + noise).status in {400, 404}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60), st.integers(1, 60)), max_size=12))
def test_whatever_it_is_asked_all_that_it_signs_is_one_history(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[bool, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("witness") / "witness.json"
    memory.write(path, Memory(logs.WITNESS.name).watching(logs.LOG.key))
    signed: list[tuple[int, bytes]] = []
    for other, old, new in asked:
        entries = OTHER if other else ENTRIES
        # Awake anew for every request: all that counts is in the file.
        witness = woken(path)
        seen = witness.memory.seen.get(logs.LOG.name)
        for start in {old, seen.said().size if seen else 0}:
            if start <= new and cosigned(witness.add_checkpoint(request(entries, start, new)), entries, new):
                signed.append((new, root(map(leaf_hash, entries[:new]))))
    assert signed == sorted(signed, key=lambda one: one[0])
    histories = [[root(map(leaf_hash, entries[:size])) for size, _ in signed] for entries in (ENTRIES, OTHER)]
    assert [made for _, made in signed] in histories


class Killed(BaseException):
    """The program is no more."""


@pytest.mark.parametrize("step", ["open", "fsync", "replace", "folder"])
@pytest.mark.parametrize("failure", [Killed, OSError])
def test_killed_while_it_writes_it_has_either_signed_and_remembers_or_neither(
    witness: Witness, step: str, failure: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 20))

    def fail(*_: object, **__: object) -> None:
        raise failure("now")

    target = {"open": (Path, "open"), "fsync": (os, "fsync"), "replace": (Path, "replace"), "folder": (os, "open")}[
        step
    ]
    asked = request(ENTRIES, 20, 40)
    with monkeypatch.context() as patch:
        patch.setattr(*target, fail)
        with pytest.raises(failure):
            witness.add_checkpoint(asked)
    again = woken(witness.path)
    remembered = again.memory.seen[logs.LOG.name].said().size
    assert remembered == (40 if step == "folder" else 20)
    assert again.add_checkpoint(request(ENTRIES, remembered, 60)).status == 200
    assert woken(witness.path).memory.seen[logs.LOG.name].said().size == 60


def test_a_write_that_failed_leaves_it_asking_for_the_old_size(
    witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness.add_checkpoint(request(ENTRIES, 0, 20))
    asked = request(ENTRIES, 20, 40)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            witness.add_checkpoint(asked)
    assert witness.add_checkpoint(request(ENTRIES, 40, 60)) == Answer(409, "20\n", SIZE_TYPE)


def test_a_memory_that_is_damaged_or_anothers_is_not_used(state: Path) -> None:
    with pytest.raises(ValueError, match=f"is the memory of {logs.WITNESS.name}, not of"):
        Witness(state, logs.SECOND_WITNESS.key, logs.SECOND_WITNESS.sign)
    whole = json.loads(state.read_text())
    for damaged in ("", "[]", "{}", json.dumps({**whole, "format": "x"}), json.dumps({**whole, "logs": {"a": "b"}}),
                    json.dumps({**whole, "seen": {"a": {"note": "", "at": 0}}}), json.dumps({**whole, "alarms": [{}]}),
                    json.dumps({**whole, "logs": []})):  # fmt: skip
        state.write_text(damaged)
        with pytest.raises(ValueError, match="is not the memory of a witness, or is damaged"):
            memory.read(state)


def test_one_log_has_one_key(witness: Witness) -> None:
    witness.watch(logs.LOG.key)
    with pytest.raises(ValueError, match="is known by another key"):
        witness.watch(note.VerifierKey(logs.LOG.name, note.ED25519, bytes(32)))
    with pytest.raises(ValueError, match="key of a witness, not of a log"):
        witness.watch(logs.SECOND_WITNESS.key)


def test_what_a_log_sends_is_as_the_specification_says() -> None:
    signed = logs.signed_over(ENTRIES[:5])
    assert request_body(3, [bytes(32), bytes(32)], signed).decode() == f"old 3\n{HASH}\n{HASH}\n\n{signed}"
    assert request_body(0, [], signed).decode() == f"old 0\n\n{signed}"


@pytest.mark.parametrize(
    ("status", "body", "size"),
    [(409, "20\n", 20), (409, "0\n", 0), (409, "", None), (409, "-1\n", None), (409, "9" * 40, None),
     (409, "\u0665\n", None), (422, "20\n", None), (500, "", None), (200, "", None),
     (200, "nonsense\n\u2014 a b\n", None)],
)  # fmt: skip
def test_what_a_witness_answers_is_read_and_nonsense_is_nothing(status: int, body: str, size: int | None) -> None:
    assert read_answer(status, body.encode(), logs.signed_over(ENTRIES[:5]), logs.WITNESS.key) == Heard(
        status, size=size
    )


def test_only_the_cosignature_of_the_witness_that_was_asked_counts() -> None:
    signed = logs.signed_over(ENTRIES[:5])
    mine, others, of_another = (
        note.cosigned(text, by.key, by.sign, NOW)
        for text, by in [
            (signed.text, logs.WITNESS),
            (signed.text, logs.SECOND_WITNESS),
            (logs.signed_over(ENTRIES[:6]).text, logs.WITNESS),
        ]
    )
    for lines, expected in [([others, mine], mine), ([others], None), ([of_another], None), ([of_another, mine], mine)]:
        body = "".join(f"{line}\n" for line in lines).encode()
        assert read_answer(200, body, signed, logs.WITNESS.key).cosignature == expected
    assert read_answer(500, f"{mine}\n".encode(), signed, logs.WITNESS.key).cosignature is None
