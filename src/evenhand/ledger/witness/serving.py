"""A witness on the network: POST /add-checkpoint for logs, GET / for people. No request can stop it."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evenhand.ledger.witness.judging import Answer, Witness
from evenhand.ledger.witness.memory import Memory

LONGEST = 256 * 1024  # bytes; a request is a few kilobytes
PATIENCE = 10  # seconds for the next bytes of a request


def listening(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server that listens (port 0: any), for the caller to run and close. Raises OSError where it cannot."""
    return _Server((host, port), partial(_Desk, witness))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Say what went wrong with one request, and go on."""
        print(f"A request came to nothing: {sys.exc_info()[1]}", file=sys.stderr)


class _Desk(BaseHTTPRequestHandler):
    """Answers one connection."""

    timeout = PATIENCE
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "evenhand-witness", ""

    def __init__(self, witness: Witness, *connection: Any) -> None:
        self.witness = witness
        super().__init__(*connection)

    def do_GET(self) -> None:
        """The page for people."""
        if self.path == "/":
            key = self.witness.key
            said = f"This is the witness {key.name}. Its key: {key}", *page(self.witness.memory)
            self._say(Answer(200, "".join(f"{line}\n" for line in said)))
        else:
            self._say(Answer(404, "There is nothing here but / and /add-checkpoint.\n"))

    def do_POST(self) -> None:
        """The request of a log."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or len(length) > 12 or int(length) > LONGEST:
            self.close_connection = True
            self._say(Answer(413, f"Say how long the request is; at most {LONGEST} bytes.\n"))
            return
        body = self.rfile.read(int(length))
        if self.path != "/add-checkpoint":
            self._say(Answer(404, "There is nothing here but / and /add-checkpoint.\n"))
            return
        try:
            answer = self.witness.add_checkpoint(body)
        except OSError as error:
            print(f"{self.witness.path} cannot be written: {error.strerror}", file=sys.stderr)
            answer = Answer(500, "The witness cannot write to its memory and has signed nothing.\n")
        self._say(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of requests that went well."""

    def _say(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def page(memory: Memory) -> Iterator[str]:
    """Yield what a witness has to say to anybody, line by line: the logs, how far it saw each, and alarms."""
    for origin in memory.logs:
        seen = memory.seen.get(origin)
        far = f"{seen.said().size} entries, last at {_moment(seen.at)}" if seen else "nothing yet"
        yield f"The log {origin}: {far}."
    for alarm in memory.alarms:
        when = f"{alarm.times} times, first at {_moment(alarm.first_at)}, last at {_moment(alarm.last_at)}"
        yield f"ALARM ({when}): {alarm.says}"
    if not memory.logs:
        yield "It watches over no log yet."
    if not memory.alarms:
        yield "There are no alarms."


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
