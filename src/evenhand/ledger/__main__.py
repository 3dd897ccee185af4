"""`python -m evenhand.ledger verify FILE`: check an exported ledger with nothing installed but Python."""

import argparse
import sys
from pathlib import Path

from evenhand.ledger.export import read_export
from evenhand.ledger.verify import Verdict, verify


def main(arguments: list[str] | None = None) -> int:
    """Check the file and print the verdict; return 0 when the ledger is whole, 1 when not, 2 when unreadable."""
    asked = _parser().parse_args(arguments)
    try:
        with asked.file.open("rb") as lines:
            verdict = verify(read_export(lines), expected_head=asked.expect_head, expected_count=asked.expect_count)
    except OSError as error:
        print(f"{asked.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 2
    _show(verdict)
    return 0 if verdict.ok else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evenhand.ledger", description="Check an exported ledger.")
    verbs = parser.add_subparsers(required=True, metavar="verify")
    check = verbs.add_parser("verify", help="check every entry and every link of an export")
    check.add_argument("file", type=Path, help="an export: JSON Lines, one entry to a line")
    check.add_argument("--expect-head", type=_head, metavar="HEX", help="the head that was noted before")
    check.add_argument("--expect-count", type=int, metavar="N", help="how many entries it had at that time")
    return parser


def _head(digits: str) -> bytes:
    head = bytes.fromhex(digits)
    if len(head) != 32:
        raise argparse.ArgumentTypeError("a head is 64 hexadecimal digits")
    return head


def _show(verdict: Verdict) -> None:
    for fault in verdict.faults:
        print(fault)
    found = "The ledger is whole." if verdict.ok else "The ledger is NOT whole."
    print(f"{found} Entries: {verdict.count}. Head: {verdict.head.hex()}")


if __name__ == "__main__":
    sys.exit(main())
