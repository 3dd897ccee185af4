"""A ledger as a file that anybody can check: JSON Lines, one entry to a line, in the order of their positions.

Each line is an object with `position`, `body` (the canonical text itself, readable), `leaf_hash` and `chain_hash` (64
hexadecimal digits each). A body that is not UTF-8, which only damage can make, is written as `body_base64`.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator

from evenhand.ledger.verify import StoredEntry, Unreadable


def export_line(entry: StoredEntry) -> str:
    """Return the line for one entry, without a line end."""
    line = {
        "position": entry.position,
        **_written_body(entry.body),
        "leaf_hash": entry.leaf_hash.hex(),
        "chain_hash": entry.chain_hash.hex(),
    }
    return json.dumps(line, ensure_ascii=False)


def read_export(lines: Iterable[bytes]) -> Iterator[StoredEntry | Unreadable]:
    """Read an export line by line; a line that is not an entry is passed on as such and reading goes on."""
    for number, line in enumerate(lines, start=1):
        try:
            yield _read(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield Unreadable(f"Line {number}", "this is not an entry: expected position, body, leaf_hash, chain_hash.")


def _written_body(body: bytes) -> dict[str, str]:
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": b64encode(body).decode()}


def _read(line: bytes) -> StoredEntry:
    said = json.loads(line)
    position = said["position"]
    if type(position) is not int or position < 0:
        raise ValueError(position)
    body = b64decode(said["body_base64"], validate=True) if "body_base64" in said else said["body"].encode()
    return StoredEntry(position, body, bytes.fromhex(said["leaf_hash"]), bytes.fromhex(said["chain_hash"]))
