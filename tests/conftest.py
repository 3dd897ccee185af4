"""Every test: the network denied, nothing waited for. Tests that need the register ask for `register`."""

import signal
import socket

import pytest
from hypothesis import HealthCheck, settings

import silencing
from engine import engine  # noqa: F401 - a fixture

# How long an example takes to make says something of the machine, and nothing of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that prove that the alarms are wired."""
    parser.addoption("--screenshots", action="store_true", help="renew the pictures in docs/screenshots")
    parser.addoption("--silence", default="", help="a place, as `prove-safeguards` names it, that is to keep quiet")


def pytest_configure(config: pytest.Config) -> None:
    """Silence the place that was asked for, before any test module is imported.

    Whoever starts the tests in the background has them ignore Ctrl-C, and every program that they start would too:
    those that are to be stopped by it would never end.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    silencing.silence(config.getoption("--silence"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With a place silenced, begin with what may notice."""
    if place := config.getoption("--silence"):
        silencing.likely_first(items, place)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
