"""witness: another body's machine, which signs what a log shows it only while that continues what it has seen."""

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.cli.ledger import ledger
from evenhand.cli.running import Stop, console

if TYPE_CHECKING:
    from evenhand.ledger.note import VerifierKey
    from evenhand.ledger.witness import Memory, Witness

witness = typer.Typer(help="A witness of somebody's log, on another body's machine.", no_args_is_help=True)
State = Annotated[Path, typer.Option(help="The file in which the witness remembers what it has seen.")]


def add_to(_: typer.Typer) -> None:
    """Add these verbs."""
    ledger.add_typer(witness, name="witness")


@witness.command()
def serve(
    state: State,
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8100,
    host: Annotated[
        str, typer.Option(help="The address to listen at; this machine alone unless you say so.")
    ] = "127.0.0.1",
    name: Annotated[
        str, typer.Option(help="What the witness is called, at its first start, such as w1.example.org.")
    ] = "",
    log: Annotated[list[str] | None, typer.Option(help="The verifier key of a log to watch over.")] = None,
) -> None:
    """Watch over logs until stopped with Ctrl-C. Its key is made at the first start, beside the file."""
    from evenhand.ledger.witness import listening
    from evenhand.register.database import locks

    signal.signal(signal.SIGTERM, lambda signum, _: sys.exit(128 + signum))
    logs = [_key_of_log(written) for written in log or []]
    state.parent.mkdir(parents=True, exist_ok=True)
    lock = locks.opened(_beside(state, ".lock"))
    if not locks.alone(lock):
        raise Stop(f"Another witness is at work with {state}.")
    watching = _woken(state, name)
    try:
        for key in logs:
            watching.watch(key)
        server = listening(watching, host, port)
    except (OSError, ValueError) as error:
        raise Stop(f"The witness cannot start: {error}") from error
    with server:
        console.print(f"The witness is at http://{host}:{server.server_port}. Ctrl-C stops it.", markup=False)
        console.print("Its key, for the log's operator and for everybody who checks a receipt:", markup=False)
        console.print(str(watching.key), markup=False)
        console.print("On the log's side: ./eh ledger add-witness ADDRESS KEY", markup=False)
        if not watching.memory.logs:
            console.print("It watches over no log yet: start it with --log and the log's key.", markup=False)
        server.serve_forever()


@witness.command()
def show(state: State) -> None:
    """The logs it watches over, how far it has seen each, and alarms."""
    from evenhand.ledger.witness.serving import page

    memory = _memory(state)
    for line in page(memory):
        console.print(line, markup=False)
    if memory.alarms:
        raise Stop(f"The signed checkpoints that belong to the alarms are in {state}.")


def _key_of_log(written: str) -> "VerifierKey":
    from evenhand.ledger import note

    try:
        return note.parse_key(written)
    except ValueError as error:
        raise Stop(f"--log {written}: {error}") from error


def _memory(state: Path) -> "Memory":
    from evenhand.ledger.witness import memory

    try:
        return memory.read(state)
    except FileNotFoundError as error:
        raise Stop(f"There is no witness at {state}.") from error
    except (OSError, ValueError) as error:
        raise Stop(str(error)) from error


def _woken(state: Path, name: str) -> "Witness":
    """The witness of this file; a new one, with a key of its own, where there is neither file nor key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from evenhand.ledger import note
    from evenhand.ledger.witness import Memory, Witness, memory

    secret = _beside(state, ".key")
    if not state.exists():
        _make_key(secret, state)
    try:
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret.read_text("ascii")))
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        if not state.exists():
            memory.write(state, Memory(name or f"witness.invalid/{public.hex()[:16]}"))
        key = note.VerifierKey(memory.read(state).name, note.COSIGNATURE, public)
        return Witness(state, note.parse_key(str(key)), private.sign)
    except FileNotFoundError as error:
        raise Stop(f"The witness cannot start: its key, {secret}, is not there.") from error
    except (OSError, ValueError) as error:
        raise Stop(f"The witness cannot start: {error}") from error


def _make_key(secret: Path, state: Path) -> None:
    """A new key. A witness that has lost its memory must not go on under the name that others trust."""
    if secret.exists():
        raise Stop(
            f"There is a key, {secret}, but not what its witness had seen, {state}. Bring that file back; or move the "
            "key away and begin as a new witness, and tell those who know the old key that it is void."
        )
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(os.urandom(32).hex())


def _beside(state: Path, ending: str) -> Path:
    return state.with_name(state.name + ending)
