"""File locks (flock): the kernel lets go of them however their holder ends, kill -9 included."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def opened(path: Path) -> int:
    """A descriptor on a lock file, made when missing. The caller closes it, which lets go of any lock on it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def shared(descriptor: int) -> bool:
    """Try to hold the lock together with others, without waiting. False: somebody holds it alone."""
    return _held(descriptor, fcntl.LOCK_SH)


def alone(descriptor: int) -> bool:
    """Try to hold the lock alone, without waiting. False: others hold it, and any hold of ours is gone too."""
    return _held(descriptor, fcntl.LOCK_EX)


def _held(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait for the lock, hold it alone for the block."""
    descriptor = opened(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
