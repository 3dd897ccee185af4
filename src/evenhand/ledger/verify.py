"""Check a ledger from its first entry to its last, and say in sentences what holds and what does not.

Memory does not grow with the number of entries (but for one hash in 256).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evenhand.ledger import checkpoint, note, walk
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.walk import Log

# Enough to see what happened; a ledger with more faults than this must not fill the memory of who checks it.
FAULTS_LISTED = 1000


@dataclass(slots=True)
class Verdict:
    """What holds and what is wrong, a sentence each; how many entries were read."""

    holds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    entries: int = 0
    unlisted: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def say(self, fault: str) -> None:
        """Note a fault."""
        if len(self.faults) < FAULTS_LISTED:
            self.faults.append(fault)
        else:
            self.unlisted += 1


def verify(
    log: Log,
    *,
    key: VerifierKey | None = None,
    witnesses: Sequence[VerifierKey] = (),
    since: Sequence[Checkpoint] = (),
) -> Verdict:
    """Check everything, going on after a fault. `key`, `witnesses`: as known from elsewhere; the folder's own where
    none are given, which the verdict says. `since`: checkpoints that somebody noted before.

    Raises OSError where the folder's files cannot be read at all.
    """
    verdict = Verdict()
    try:
        newest, earlier = log.newest(), list(log.earlier())
        own_key, own_witnesses = log.keys()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        verdict.say(f"The checkpoint or the keys cannot be read: {error}")
        return verdict
    said = _signatures(verdict, newest, earlier, key or own_key, witnesses or own_witnesses)
    _say_whose_keys(verdict, key, own_key, witnesses)
    noted = [("an earlier checkpoint", one) for one in said[1:]]
    noted += [("the checkpoint that was noted before", one) for one in since]
    if said:
        verdict.entries = walk.Walk(log, said[0], noted, verdict.say).all()
    if verdict.unlisted:
        verdict.faults.append(f"There are {verdict.unlisted} more faults, not listed.")
    return verdict


def _say_whose_keys(
    verdict: Verdict, key: VerifierKey | None, own: VerifierKey, witnesses: Sequence[VerifierKey]
) -> None:
    if key is None:
        verdict.holds.append(
            "The log's key came with the log itself. Whoever made the one could have made the other too: compare it "
            f"with the key published elsewhere, or give that with --key. It is {own}"
        )
    elif str(key) != str(own):
        verdict.say("The key that came with the log is not the key that was given.")
    if not witnesses:
        verdict.holds.append("No witness was named from elsewhere; those that the log names were taken.")


def _signatures(
    verdict: Verdict, newest: Note, earlier: Sequence[Note], key: VerifierKey, witnesses: Sequence[VerifierKey]
) -> list[Checkpoint]:
    """The checkpoints that can be read, the newest first, with what their signatures are worth."""
    found = []
    for number, one in enumerate([newest, *earlier]):
        which = f"Earlier checkpoint {number}" if number else "The checkpoint"
        try:
            said = checkpoint.parse(one.text)
        except ValueError as error:
            verdict.say(f"{which} cannot be read. {error}")
            if not number:
                return []
            continue
        found.append(said)
        if said.origin != key.name:
            verdict.say(f"{which} is of another log: {said.origin}.")
        if not note.is_signed(one, key):
            verdict.say(f"{which} (of {said.size} entries) is not signed by the log's key.")
    if not verdict.faults:
        verdict.holds.append(f"The checkpoint of {found[0].size} entries is signed by {key.name}.")
    _cosignatures(verdict, [newest, *reversed(earlier)], witnesses)
    return found


def _cosignatures(verdict: Verdict, newest_first: Sequence[Note], witnesses: Sequence[VerifierKey]) -> None:
    seen = [_was_seen(verdict, newest_first, witness) for witness in witnesses]
    if not any(seen):
        verdict.holds.append(
            "No witness has seen it, so nothing here shows that others were shown the same log: keep this checkpoint, "
            "and give it with --since the next time."
        )


def _was_seen(verdict: Verdict, newest_first: Sequence[Note], witness: VerifierKey) -> bool:
    """Say what the newest checkpoint is that this witness signed; whether there is one."""
    signed = next((one for one in newest_first if one.by(witness)), None)
    at = note.cosigned_at(signed, witness) if signed else None
    if signed is None:
        verdict.holds.append(f"The witness {witness.name} has seen no checkpoint that is here.")
    elif at is None:
        verdict.say(f"The signature of the witness {witness.name} does not hold.")
    else:
        when = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")
        which = "this checkpoint" if signed is newest_first[0] else f"the checkpoint of {_size(signed)} entries"
        verdict.holds.append(f"The witness {witness.name} saw {which} at {when} UTC.")
    return at is not None


def _size(signed: Note) -> str:
    return signed.text.split("\n")[1]
