"""Tests here need the register."""

import pytest

from registered import Register, register, template  # noqa: F401 - fixtures


@pytest.fixture
def load(register: Register, tmp_path):  # noqa: F811 - the fixture
    """Load rows as a CSV feed: `load("people", {...}, {...})`; gives the tally."""
    return lambda feed, *rows: register.load(tmp_path, feed, *rows)
