"""The witnesses outside: who they are, and asking each to sign the newest checkpoint.

Who they are stands in a file beside the data, not in the database: a database that was set back must not forget them.
"""

import json
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from evenhand.ledger import note
from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.proofs import prove_consistency
from evenhand.ledger.tiles import TileHashes
from evenhand.ledger.witness import Heard, read_answer, request_body
from evenhand.register import alarms, clock, sequencer
from evenhand.register.models import LedgerCheckpoint, LedgerCosignature
from evenhand.register.tiles import StoredTiles

TIMEOUT = 5  # seconds without a byte
LONGEST = 64 * 1024  # bytes of an answer that are read


@dataclass(frozen=True, slots=True)
class KnownWitness:
    """Where a witness is asked, and its verifier key (of kind 4)."""

    url: str
    key: VerifierKey

    @property
    def alarm(self) -> str:
        """What an alarm that it raised is called."""
        return f"witness:{self.key.id.hex()}"


def known() -> tuple[KnownWitness, ...]:
    """The witnesses that this register asks. Raises ValueError where the file is damaged."""
    path = _file()
    if not path.exists():
        return ()
    try:
        listed = tomllib.loads(path.read_text("utf-8")).get("witness", [])
        return tuple(KnownWitness(one["url"], note.parse_key(one["key"])) for one in listed)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error


def keys() -> tuple[VerifierKey, ...]:
    """Their verifier keys; none where the file is damaged, so that work goes on: `asking` rings the alarm."""
    try:
        return tuple(witness.key for witness in known())
    except ValueError:
        return ()


def add(url: str, written: str) -> KnownWitness:
    """Ask one more witness from now on. Raises ValueError for an address or a key that cannot be one, or is known."""
    key = note.parse_key(written)
    if key.kind != note.COSIGNATURE:
        raise ValueError("This is not the key of a witness: it is of another kind.")
    if not url.startswith(("http://", "https://")):
        raise ValueError("The address of a witness begins with http:// or https://.")
    if any(key.name == one.key.name for one in known()):
        raise ValueError(f"There is a witness called {key.name} already.")
    with _file().open("a", encoding="utf-8") as file:
        # A text in JSON is one in TOML too.
        file.write(f"[[witness]]\nurl = {json.dumps(url)}\nkey = {json.dumps(str(key))}\n")
    return KnownWitness(url, key)


def ask(witness: KnownWitness) -> Heard | None:
    """Show it the newest checkpoint, keep what it signs, and raise or clear its alarm. None: it has seen it already.

    Raises OSError where it cannot be reached.
    """
    newest, last = _newest(), _last_seen(witness)
    if newest is None or newest.size == last:
        return None
    signed = note.parse(newest.note)
    heard = _ask(witness, signed, last, newest.size)
    if heard.size is not None and 0 <= heard.size <= newest.size and heard.size != last:
        last = heard.size
        heard = _ask(witness, signed, last, newest.size)
    if heard.cosignature:
        _keep(witness, newest, str(heard.cosignature))
    # What was newest may be so no longer.
    says = _trouble(heard, newest.size, witness.key.name) if newest == _newest() else ""
    if says:
        alarms.ring(witness.alarm, says)
    return heard


def _ask(witness: KnownWitness, signed: Note, old: int, new: int) -> Heard:
    proof = prove_consistency(TileHashes(StoredTiles(), new), old, new) if old else []
    status, answer = _post(f"{witness.url.rstrip('/')}/add-checkpoint", request_body(old, proof, signed))
    return read_answer(status, answer, signed, witness.key)


def _post(url: str, body: bytes) -> tuple[int, bytes]:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - see `add`
            return answer.status, answer.read(LONGEST)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read(LONGEST)


def _trouble(heard: Heard, size: int, name: str) -> str:
    """What an answer says is wrong with this log, in a sentence."""
    if heard.status == 422:
        return f"The witness {name} has seen another past than this log has: it was written anew."
    if heard.status != 409 or heard.size is None:
        return ""
    if heard.size > size:
        return f"The witness {name} has seen {heard.size} entries, and this log has {size}: its end was cut off."
    if heard.size == size:
        return f"The witness {name} has seen {size} entries too, but not these: the log was written anew."
    return ""


def _newest() -> LedgerCheckpoint | None:
    return LedgerCheckpoint.objects.using(sequencer.ROLE).order_by("-size").first()


def _last_seen(witness: KnownWitness) -> int:
    seen = LedgerCosignature.objects.using(sequencer.ROLE).filter(witness=witness.key.name).order_by("-checkpoint_id")
    return seen.values_list("checkpoint_id", flat=True).first() or 0


def _keep(witness: KnownWitness, newest: LedgerCheckpoint, line: str) -> None:
    LedgerCosignature.objects.using(sequencer.ROLE).get_or_create(
        checkpoint=newest, witness=witness.key.name, defaults={"line": line, "seen_at": clock.now()}
    )
    alarms.clear(witness.alarm)


def _file() -> Path:
    folder: Path = settings.LEDGER_FOLDER
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.with_name(f"{folder.name}.witnesses.toml")
