"""serve: the pages, until somebody stops them."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer

from evenhand.cli.running import Stop, console, register_ready
from evenhand.register.database import AnyServer, Home, claim_serving

PORT = 8000
WORKERS = 2
# Each holds a connection to the database for as long as it lives.
THREADS = 4
SEQUENCER = [sys.executable, "-m", "evenhand.register.sequencing"]


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command()(serve)


def serve(port: Annotated[int, typer.Option(help="Where to listen, on this machine only.")] = PORT) -> None:
    """Serve the pages of the register until stopped with Ctrl-C."""
    with register_ready() as server:
        serve_pages(server, port, lambda address: console.print(f"The register is at {address}. Ctrl-C stops it."))


def serve_pages(server: AnyServer, port: int, ready: Callable[[str], None]) -> None:
    """Serve until stopped; `ready` is told the address. Raises AlreadyServing where another run serves this data.

    A database server that dies meanwhile is brought back.
    """
    with claim_serving(Home.find(), port) as address:
        _check_port_is_free(port)
        from evenhand.web import assets

        assets.fetch(console.print)
        with _beside(_pages(port)) as pages, ExitStack() as beside:
            sequencer = beside.enter_context(_beside(SEQUENCER))
            while not _ended(pages, within=0.2) and not _answers(port):
                pass
            ready(address)
            while not _ended(pages, within=1):
                if not server.is_running():
                    console.print("The database server has died. Bringing it back.")
                    server.start()
                if _ended(sequencer, within=0):
                    console.print("The sequencer has died. Bringing it back.")
                    sequencer = beside.enter_context(_beside(SEQUENCER))
            raise Stop(f"The pages stopped by themselves (exit code {pages.returncode}); the lines above say why.")


def _pages(port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "evenhand.web.wsgi:application",
    ]  # fmt: skip


@contextmanager
def _beside(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that runs beside this one until the block ends."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "evenhand.register.settings"}
    # In a session of its own, so that Ctrl-C reaches it once: from here, in order.
    program = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
    try:
        yield program
    finally:
        program.terminate()
        program.wait()


def _check_port_is_free(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stop(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from error


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _ended(pages: "subprocess.Popen[bytes]", within: float) -> bool:
    """Whether the pages stop within so many seconds."""
    try:
        pages.wait(timeout=within)
    except subprocess.TimeoutExpired:
        return False
    return True
