"""The report as one HTML file: no script, nothing from elsewhere, and a policy that would stop both."""

import base64
import hashlib
from pathlib import Path

import jinja2

from evenhand.inspection.report.document import Data

HERE = Path(__file__).parent
STYLE = (HERE / "report.css").read_text(encoding="utf-8")


def page(report: Data) -> str:
    """The page of a report as `document.shown` gives it. Everything in it is escaped but the pictures, drawn here."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template("report.html").render(
        report=report,
        style=STYLE,
        style_digest=base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode(),
    )
