"""A plot as SVG: one picture with a name and a description, and nothing else that could be read out or followed."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import vl_convert

from evenhand.inspection.report.parts import Plot

CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")  # not allowed in XML
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


def svg(plot: Plot) -> str:
    """The picture as an SVG element without script, style, link or number of its own; the same each time.

    The name and the words are its title and description, so that it says the same to those who do not see it.
    """
    drawn = vl_convert.vegalite_to_svg(_without_controls(plot.spec), allowed_base_urls=[])
    root = ElementTree.fromstring(drawn)  # noqa: S314 - drawn here, and without entities
    for element in root.iter():
        for name in list(element.attrib):
            if name == "role" or name.startswith("aria-"):
                del element.attrib[name]
    _name(root, plot)
    text = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r'\b(id="|url\(#|href="#)', rf"\g<1>{plot_id(plot)}-", text)


def plot_id(plot: Plot) -> str:
    """The name of a plot as an identifier within a page. Two names that look alike without their signs differ in it."""
    letters = re.sub(r"[^a-z0-9]+", "-", plot.name.casefold()).strip("-")
    return f"plot-{letters}-{hashlib.sha256(plot.name.encode()).hexdigest()[:8]}"


def size(drawn: str) -> tuple[float, float]:
    """How wide and how high a picture is, in its own units."""
    root = ElementTree.fromstring(drawn)  # noqa: S314 - drawn here, and without entities
    return float(root.attrib["width"]), float(root.attrib["height"])


def _without_controls(value: Any) -> Any:
    """The same without the letters that XML does not allow: the drawing would end the whole program on one of them."""
    if isinstance(value, Mapping):
        return {key: _without_controls(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(one) for one in value]
    return CONTROLS.sub("\ufffd", value) if isinstance(value, str) else value


def _name(root: ElementTree.Element, plot: Plot) -> None:
    title, description = ElementTree.Element(f"{{{SVG}}}title"), ElementTree.Element(f"{{{SVG}}}desc")
    title.text, description.text = _without_controls([plot.title, plot.words])
    root.insert(0, title)
    root.insert(1, description)
    root.set("role", "img")
    root.set("aria-label", f"{title.text} {description.text}")
