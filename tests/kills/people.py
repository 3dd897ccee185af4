"""One person with a record of each kind, loaded into the register that is going to be killed."""

import sys
from pathlib import Path

import django

django.setup()

from evenhand.register.actions import accounts, load  # noqa: E402
from feedfiles import write_feed  # noqa: E402

folder = Path(sys.argv[1])
for feed, row in (("people", {"family_name": "Braxaby"}), ("events", {})):
    load.load_file(path=write_feed(folder, feed, [row]), by=accounts.software())
