"""`python -m evenhand.ledger`: check a ledger's folder, or one receipt, with nothing installed but Python."""

import argparse
import sys
from pathlib import Path

from evenhand.ledger import checkpoint, note, receipt, receipt_check
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.folder import Folder
from evenhand.ledger.note import VerifierKey
from evenhand.ledger.verify import Verdict, verify


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked and print what was found; 0 when all holds, 1 when not, 2 when something cannot be read."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.do(asked))
    except OSError as error:
        print(f"{error.filename} cannot be read: {error.strerror}.", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evenhand.ledger", description="Check a ledger from outside.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("verify", help="check a ledger's folder, entry by entry")
    check.add_argument("folder", type=Path, help="the folder that was exported")
    _add_keys(check)
    check.add_argument("--since", type=_checkpoint, action="append", default=[], metavar="FILE",
                       help="a checkpoint noted before, or a receipt, which this ledger must continue")  # fmt: skip
    check.set_defaults(do=_verify)
    one = verbs.add_parser("receipt", help="check a receipt, and say what it shows")
    one.add_argument("file", type=Path, help="the receipt")
    _add_keys(one)
    one.add_argument("--folder", type=Path, help="a later copy of the log, which must still hold the entry")
    one.set_defaults(do=_receipt)
    return parser


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=_key, help="the log's verifier key, as published elsewhere")
    parser.add_argument("--witness", type=_key, action="append", default=[], metavar="KEY", help="a witness's key")


def _key(written: str) -> VerifierKey:
    try:
        return note.parse_key(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _checkpoint(path: str) -> Checkpoint:
    try:
        written = Path(path).read_text("utf-8")
        return receipt.parse(written).said() if written[:1] == "{" else checkpoint.parse(note.parse(written).text)
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be used: {error}") from None


def _verify(asked: argparse.Namespace) -> int:
    verdict = verify(Folder(asked.folder), key=asked.key, witnesses=asked.witness, since=asked.since)
    show(verdict)
    return 0 if verdict.ok else 1


def _receipt(asked: argparse.Namespace) -> int:
    try:
        shown = receipt.parse(asked.file.read_text("utf-8"))
    except ValueError as error:
        print(f"{asked.file} is not a receipt that can be used. {error}")
        return 1
    verdict = receipt_check.check(shown, key=asked.key, witnesses=asked.witness)
    print(*verdict.holds, *verdict.faults, sep="\n")
    print("The receipt is good." if verdict.ok else "The receipt is NOT good.")
    if not asked.folder or not verdict.ok:
        return 0 if verdict.ok else 1
    later = receipt_check.check_in_folder(shown, Folder(asked.folder), asked.key)
    show(later)
    return 0 if later.ok else 1


def show(verdict: Verdict) -> None:
    """Print what holds and what does not."""
    for sentence in (*verdict.holds, *verdict.faults):
        print(sentence)
    found = "Every entry is whole, in its place and unchanged." if verdict.ok else "The ledger is NOT whole."
    print(f"{found} Entries: {verdict.entries}.")


if __name__ == "__main__":
    sys.exit(main())
