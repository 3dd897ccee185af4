"""Check a receipt, and say in plain words what it shows, to somebody who was only given the file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from evenhand.ledger import note
from evenhand.ledger.canonical import parse
from evenhand.ledger.entry import faults_in
from evenhand.ledger.events import EVENTS
from evenhand.ledger.folder import Folder
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.mentions import mention_digest
from evenhand.ledger.note import VerifierKey
from evenhand.ledger.proofs import verify_inclusion
from evenhand.ledger.receipt import Receipt
from evenhand.ledger.verify import Verdict, verify


def check(receipt: Receipt, *, key: VerifierKey | None = None, witnesses: Sequence[VerifierKey] = ()) -> Verdict:
    """Check everything about a receipt, going on after a fault.

    `key`, `witnesses`: as known from elsewhere; the receipt's own where none are given, which the verdict says.
    """
    verdict = Verdict(entries=1)
    _entry(verdict, receipt)
    _opening(verdict, receipt)
    _place(verdict, receipt, key or receipt.log)
    _log_signature(verdict, receipt, key)
    _cosignatures(verdict, receipt, key or receipt.log, witnesses)
    return verdict


def check_in_folder(receipt: Receipt, folder: Folder, key: VerifierKey | None = None) -> Verdict:
    """Check a later copy of the log, and that it still holds this receipt's entry in its place.

    Raises OSError where the folder's files cannot be read at all.
    """
    verdict = verify(folder, key=key or receipt.log, since=[receipt.said()])
    line = next(folder.lines(receipt.position), None)
    if line is None:
        verdict.say(f"The folder ends before position {receipt.position}: the entry is gone.")
    elif line.rstrip(b"\n") != receipt.body.encode():
        verdict.say(f"The folder has another entry at position {receipt.position}: the log was written anew.")
    else:
        verdict.holds.append(f"The folder still holds this entry at position {receipt.position}.")
    return verdict


def _entry(verdict: Verdict, receipt: Receipt) -> None:
    said, faults = _read(receipt.body)
    for fault in faults:
        verdict.say(f"The entry is not a proper one. {fault}")
    if not faults:
        verdict.holds += list(_in_words(said))


def _read(body: str) -> tuple[dict[str, object], list[str]]:
    try:
        said = parse(body.encode())
    except ValueError as error:
        return {}, [str(error)]
    if not isinstance(said, dict):
        return {}, ["It is not an object."]
    return said, faults_in(said)


def _in_words(said: dict[str, object]) -> Iterator[str]:
    yield EVENTS[str(said["event"])].says
    yield f"When: {str(said['at'])[:19].replace('T', ' ')} UTC."
    yield f"What for: {said['purpose']}." if said["purpose"] else "What for: not said, because this needs no purpose."
    yield f"By: {said['actor']}."
    yield f"About: person {said['subject']}." if said["subject"] else "About: nobody in particular."


def _opening(verdict: Verdict, receipt: Receipt) -> None:
    if receipt.opening is None:
        return
    facts = _read(receipt.body)[0].get("facts")
    mentions = facts.get("mentions") if isinstance(facts, dict) else None
    try:
        digest = mention_digest(receipt.opening.salt, receipt.opening.person)
    except ValueError as error:
        verdict.say(str(error))
        return
    if isinstance(mentions, list) and digest in mentions:
        verdict.holds.append(f"Person {receipt.opening.person} was one of those whom it showed.")
    else:
        verdict.say(f"It does not show that person {receipt.opening.person} was among those mentioned.")


def _place(verdict: Verdict, receipt: Receipt, key: VerifierKey) -> None:
    try:
        said = receipt.said()
    except ValueError as error:
        verdict.say(str(error))
        return
    leaf = leaf_hash(receipt.body.encode())
    if said.origin != key.name:
        verdict.say(f"The checkpoint is of another log: {said.origin}.")
    if verify_inclusion(leaf, receipt.position, said.size, receipt.proof, said.root):
        verdict.holds.append(
            f"It stands at position {receipt.position} of the log {said.origin}, which had {said.size} entries then."
        )
    else:
        verdict.say(f"The proof does not hold: this entry is not at position {receipt.position} of that log.")


def _log_signature(verdict: Verdict, receipt: Receipt, key: VerifierKey | None) -> None:
    if key is None:
        verdict.holds.append(
            "The log's key was taken from the receipt itself. Whoever made the receipt could have made the key too: "
            f"compare it with the one published elsewhere, or give that with --key. It is {receipt.log}"
        )
    elif str(key) != str(receipt.log):
        verdict.say("The key in the receipt is not the key that was given.")
    if note.is_signed(receipt.checkpoint, key or receipt.log):
        verdict.holds.append(f"It is signed by {receipt.log.name}.")
    else:
        verdict.say("It is not signed by the log's key.")


def _cosignatures(verdict: Verdict, receipt: Receipt, log: VerifierKey, witnesses: Sequence[VerifierKey]) -> None:
    given = {str(witness) for witness in witnesses}
    known = {str(witness): witness for witness in (*witnesses, *receipt.witnesses)}
    for written, witness in known.items():
        at = note.cosigned_at(receipt.checkpoint, witness)
        whose = "" if written in given else " (by the key that the receipt gives for it)"
        if at is not None:
            when = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")
            verdict.holds.append(f"The witness {witness.name} saw this log at {when} UTC{whose}.")
        elif receipt.checkpoint.by(witness):
            verdict.say(f"The signature of the witness {witness.name} does not hold.")
        elif written in given:
            verdict.holds.append(f"The witness {witness.name} has not seen this checkpoint.")
    named = {(who.name, who.id) for who in (log, receipt.log, *known.values())}
    for line in receipt.checkpoint.signatures:
        if (line.name, line.key_id) not in named:
            verdict.say(f"There is a signature of {line.name}, whose key is not known.")
