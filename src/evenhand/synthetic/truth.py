"""Who is who, and what is wrong where: `truth.json`, for tests and demonstrations. It is never loaded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evenhand.synthetic.files import BadRow
from evenhand.synthetic.population import Person
from evenhand.synthetic.rows import Row


class Truth:
    """The file being written, one person record a line, so that it can be as long as the county is large."""

    def __init__(self, folder: Path) -> None:
        """Open the file."""
        self._text = (folder / "truth.json").open("w", encoding="utf-8", newline="\n")
        self._text.write('{"records": [')
        self._separator = "\n"

    def note(self, person: Person, row: Row) -> None:
        """Write down whose a people record is."""
        record = {
            "source": row.values[0],
            "reference": row.values[1],
            "version": row.values[2],
            "person": person.number,
            "story": person.story.name,
            "on_list": person.story.on_list,
            "marks": sorted(person.marks),
        }
        self._text.write(self._separator + json.dumps(record))
        self._separator = ",\n"

    def close(self, bad_rows: Sequence[BadRow], summary: Mapping[str, Any]) -> None:
        """Write the bad rows and the summary, and finish the file."""
        rest = {"bad_rows": [asdict(bad) for bad in bad_rows], **summary}
        self._text.write("\n], " + json.dumps(rest, indent=1).removeprefix("{") + "\n")
        self._text.close()
