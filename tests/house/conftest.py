"""Some tests here need the register."""

from registered import register, template  # noqa: F401 - fixtures
