"""What must hold of a register after all the killing. `python checking.py FILE`, with the numbers of the acts done."""

import json
import sys
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402

from evenhand.ledger.folder import Folder  # noqa: E402
from evenhand.ledger.verify import verify  # noqa: E402
from evenhand.register import publishing, signing  # noqa: E402
from evenhand.register.database import Home, Server  # noqa: E402
from evenhand.register.models import Access, LedgerEntry  # noqa: E402
from evenhand.register.reads.ledger import StoredLog, status  # noqa: E402


def main(done: list[str]) -> None:
    """Check, and say what was found."""
    with Server(Home.find()).superuser(settings.DATABASE) as line:
        line.execute("UPDATE register_access SET recorded_at = recorded_at - interval '11 seconds'")
        referrals = line.execute("SELECT count(*) FROM register_supportreferral").fetchone()[0]
    publishing.keep_up()
    assert not Access.objects.exists(), "an access has no entry"
    entries = list(LedgerEntry.objects.using("auditor").values_list("event", "access"))
    accesses = [access for _, access in entries if access is not None]
    assert len(accesses) == len(set(accesses)), "an access has two entries"
    events = Counter(event for event, _ in entries)
    # Each support referral was written together with its entry, or not at all.
    assert events["support:referred"] == referrals, (events, referrals)
    said = Counter(_numbers())
    assert said.keys() >= set(done), f"{len(set(done) - said.keys())} acts that were done have no entry"
    assert set(said.values()) == {1}, "an act has two entries"
    log = verify(StoredLog(), key=signing.verifier_key())
    assert log.ok, log.faults
    folder = verify(Folder(settings.LEDGER_FOLDER), key=signing.verifier_key())
    assert folder.ok, folder.faults
    assert log.entries == folder.entries == len(entries) == status().size
    print(f"{len(done)} acts said that they were done; {len(entries)} entries; {dict(events)}")


def _numbers() -> list[str]:
    """The number of each act of the application that has an entry, from the moment it was given."""
    day = "2026-11-23T00:00:"
    moments = (json.loads(body)["at"] for body in LedgerEntry.objects.using("auditor").values_list("body", flat=True))
    return [str(round(float(at[17:-1]) * 1_000_000)) for at in moments if at.startswith(day)]


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text().split())
