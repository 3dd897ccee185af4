"""The witness on the network answers whatever it is sent, and goes on."""

import http.client
import os
import random
import socket
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

import logs
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.proofs import prove_consistency
from evenhand.ledger.witness import Memory, Witness, listening, memory, read_answer, request_body, serving

ENTRIES = logs.bodies(60)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    monkeypatch.setattr(serving._Desk, "timeout", 2.0)
    memory.write(tmp_path / "witness.json", Memory(logs.WITNESS.name).watching(logs.LOG.key))
    witness = Witness(tmp_path / "witness.json", logs.WITNESS.key, logs.WITNESS.sign)
    with listening(witness, "127.0.0.1", 0) as listens:
        thread = threading.Thread(target=listens.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield listens
        listens.shutdown()
        thread.join()


def ask(server: ThreadingHTTPServer, method: str, path: str, body: bytes | None = None) -> tuple[int, str, str]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        line.request(method, path, body)
        answer = line.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read().decode()
    finally:
        line.close()


def request(old: int, new: int) -> bytes:
    leaves = logs.Leaves([leaf_hash(entry) for entry in ENTRIES])
    return request_body(old, prove_consistency(leaves, old, new) if old else [], logs.signed_over(ENTRIES[:new]))


def test_a_log_is_answered_and_people_see_how_far_it_saw(server: ThreadingHTTPServer) -> None:
    status, _, body = ask(server, "POST", "/add-checkpoint", request(0, 20))
    assert read_answer(status, body.encode(), logs.signed_over(ENTRIES[:20]), logs.WITNESS.key).cosignature
    assert ask(server, "POST", "/add-checkpoint", request(5, 30)) == (409, "text/x.tlog.size", "20\n")
    ask(server, "POST", "/add-checkpoint", request(5, 10))
    status, kind, page = ask(server, "GET", "/")
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert f"Its key: {logs.WITNESS.key}" in page
    assert f"The log {logs.LOG.name}: 20 entries, last at " in page
    assert "ALARM (1 times" in page
    assert "showed 10 entries after it had shown 20" in page


def test_any_other_address_is_not_found(server: ThreadingHTTPServer) -> None:
    for method, path in [("GET", "/add-checkpoint"), ("GET", "/../witness.json"), ("POST", "/")]:
        assert ask(server, method, path, b"" if method == "POST" else None)[0] == 404


def raw(server: ThreadingHTTPServer, sent: bytes, finish: bool = True) -> bytes:
    """What comes back for these bytes, until the other side closes."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(sent)
        if finish:
            line.shutdown(socket.SHUT_WR)
        answer = b""
        while more := line.recv(65_536):
            answer += more
        return answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /add-checkpoint HTTP/1.1\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: five\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"413"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 3\r\n\r\nold", b"400"),
        (b"PUT / HTTP/1.1\r\n\r\n", b"501"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_an_odd_request_is_answered_and_the_next_one_too(
    server: ThreadingHTTPServer, sent: bytes, status: bytes
) -> None:
    assert status in raw(server, sent)[:200]
    assert ask(server, "POST", "/add-checkpoint", request(0, 20))[0] == 200


def test_noise_a_line_that_breaks_and_one_that_stalls_do_not_stop_it(
    server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(1)
    for _ in range(20):
        raw(server, chance.randbytes(chance.randrange(1, 400)))
    half = b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 400\r\n\r\nold 0"
    raw(server, half)
    raw(server, half, finish=False)
    raw(server, b"POST /add-che", finish=False)
    with socket.create_connection(("127.0.0.1", server.server_port)) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        line.sendall(half)
    assert ask(server, "POST", "/add-checkpoint", request(0, 20))[0] == 200
    assert "Traceback" not in capsys.readouterr().err


def test_a_memory_that_cannot_be_written_signs_nothing_and_goes_on(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert ask(server, "POST", "/add-checkpoint", request(0, 20))[0] == 500
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert ask(server, "POST", "/add-checkpoint", request(0, 20))[0] == 200


def test_many_at_once_are_answered_one_after_another(server: ThreadingHTTPServer) -> None:
    statuses: list[int] = []
    at_once = [
        threading.Thread(
            target=lambda size=size: statuses.append(ask(server, "POST", "/add-checkpoint", request(0, size))[0])
        )
        for size in range(10, 30)
    ]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    assert sorted(statuses) == [200, *[409] * 19]
