"""Generated documents say what the code says."""

from checkout import CHECKOUT

from evenhand.cli import documents
from registered import Register


def test_generated_documents_are_current(register: Register) -> None:
    written = documents.written(register.engine.server, register.database)
    stale = [path for path, text in written.items() if not (CHECKOUT / path).exists()
             or (CHECKOUT / path).read_text(encoding="utf-8") != text]  # fmt: skip
    assert stale == [], "./eh docs writes them"
