"""The report as three files that say the same."""

import json
from pathlib import Path

from evenhand.inspection.inspected import Inspection
from evenhand.inspection.report import document
from evenhand.inspection.report.build import sections
from evenhand.inspection.report.html import page
from evenhand.inspection.report.pdf import pdf


def write(inspection: Inspection, folder: Path, name: str, publish: bool = False) -> tuple[Path, Path, Path]:
    """Write name.html, name.pdf and name.json into a folder, made where there is none; the same inspection gives the
    same bytes.

    The shape of the JSON is described at `document.full`. Raises OSError where a file cannot be written.
    """
    made = sections(inspection, publish)
    shown = document.shown(inspection, made, publish)
    all_digits = json.dumps(document.full(inspection, made, publish), ensure_ascii=False, indent=1, allow_nan=False)
    contents = {
        "html": page(shown).encode(),
        "pdf": pdf(shown),
        "json": all_digits.encode() + b"\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = {ending: folder / f"{name}.{ending}" for ending in contents}
    for ending, content in contents.items():
        # A new file in the place of the old one: a run cut short leaves the one or the other whole.
        draft = folder / f".{name}.{ending}.new"
        draft.write_bytes(content)
        draft.replace(paths[ending])
    return paths["html"], paths["pdf"], paths["json"]
