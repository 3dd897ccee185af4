"""One run at a time serves the pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from evenhand.register.database import locks
from evenhand.register.database.home import Home
from evenhand.register.database.trouble import AlreadyServing


@contextmanager
def claim_serving(home: Home, port: int, host: str = "localhost") -> Iterator[str]:
    """Be the one that serves the pages, for the block; gives the address. Raises AlreadyServing(pid, address)."""
    home.make()
    address = f"http://{host}:{port}/"
    descriptor = locks.opened(home.serving_lock)
    try:
        if not locks.alone(descriptor):
            pid, where = home.serving_lock.read_text("utf-8").split()
            raise AlreadyServing(int(pid), where)
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {address}\n".encode())
        yield address
    finally:
        os.close(descriptor)
