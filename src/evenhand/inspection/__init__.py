"""Is it even-handed: inspect anybody's register, from a copy. Imports nothing of what it inspects (SG-62).

In a notebook: `from evenhand import inspection`, then `inspection.inspect("list.csv", "list.toml",
benchmark=["london-2021"])`. What comes back has the findings and tables that a report shows; `write` makes the report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.inspection.inspected import Inspection
    from evenhand.inspection.mapping import Mapping
    from evenhand.inspection.mapping_file import as_toml, read_mapping
    from evenhand.inspection.reading import propose, read
    from evenhand.inspection.report.files import write
    from evenhand.inspection.run import inspect
    from evenhand.inspection.trouble import CannotInspect

__all__ = ["CannotInspect", "Inspection", "Mapping", "as_toml", "inspect", "propose", "read", "read_mapping", "write"]

_HOME = {
    "CannotInspect": "trouble",
    "Inspection": "inspected",
    "Mapping": "mapping",
    "as_toml": "mapping_file",
    "inspect": "run",
    "propose": "reading",
    "read": "reading",
    "read_mapping": "mapping_file",
    "write": "report.files",
}


def __getattr__(name: str) -> Any:
    """Each name is fetched when it is asked for: the register needs the alarms and not a library of plots."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
