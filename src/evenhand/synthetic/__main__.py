"""`python -m evenhand.synthetic FOLDER`: write the feeds of a fictional county."""

import argparse
from datetime import date
from pathlib import Path

from evenhand.synthetic.county import build


def main() -> None:
    """Read the arguments, build the county, and print what was written."""
    options = argparse.ArgumentParser(prog="python -m evenhand.synthetic", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--people", type=int, default=3806, help="how many are on the inherited list")
    options.add_argument("--seed", type=int, default=2018)
    options.add_argument("--as-at", type=date.fromisoformat, required=True, help="the county's date, yyyy-mm-dd")
    given = options.parse_args()
    county = build(given.folder, given.people, given.seed, as_at=given.as_at)
    print(f"{county.listed} people on the inherited list, {county.unlisted} others")
    for file in county.files:
        print(f"{file.path}: {file.rows} rows and {file.bad} bad ones")


if __name__ == "__main__":
    main()
