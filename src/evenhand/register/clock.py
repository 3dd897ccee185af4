"""The one clock. Tests set it; nothing else in the register asks the time of anybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)
_HERE = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """This day, as it is called in England and Wales."""
    return now().astimezone(_HERE).date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Make it `moment` (with a time zone) until the block ends."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
