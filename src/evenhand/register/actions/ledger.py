"""The log itself: giving a copy of it to somebody outside, and noting that it was checked."""

from pathlib import Path

from evenhand.casework import log_use
from evenhand.register import governance, publishing, witnesses
from evenhand.register.acts import act
from evenhand.register.models import Account


def export(*, folder: Path, use: str, by: Account) -> int:
    """Write the log to a folder; how many entries it has. Refused unless the use is one that the law allows (SG-57).

    Raises LookupError where the log is empty, NotOurs where the folder holds another log.
    """
    with act("ledger:exported", by=by, purpose="oversight", opens="nothing", facts={"use": use}):
        log_use.check_use(use, governance.policy_in_force())
        return publishing.export(folder)


def add_witness(*, url: str, key: str, by: Account) -> str:
    """Ask a witness outside to sign the log's checkpoints from now on; its name. Raises ValueError."""
    with act("witness:added", by=by, purpose="oversight", opens="nothing") as under_way:
        added = witnesses.add(url, key)
        under_way.facts["witness"] = str(added.key)
        return added.key.name


def note_verified(*, ok: bool, entries: int, by: Account) -> None:
    """Write to the log that it was checked, and with what result."""
    with act("ledger:verified", by=by, purpose="oversight", opens="nothing", facts={"ok": ok, "count": entries}):
        pass
