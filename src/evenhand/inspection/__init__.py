"""Is it even-handed: inspect anybody's register, from a copy. Imports nothing of what it inspects (SG-62).

In a notebook: `from evenhand import inspection`, then `inspection.inspect("list.csv", "list.toml",
benchmark=["london-2021"])`. What comes back has the findings and tables that a report shows; `write` makes the report.
"""

from evenhand.inspection.inspected import Inspection
from evenhand.inspection.mapping import Mapping
from evenhand.inspection.mapping_file import as_toml, read_mapping
from evenhand.inspection.reading import propose, read
from evenhand.inspection.report.files import write
from evenhand.inspection.run import inspect
from evenhand.inspection.trouble import CannotInspect

__all__ = ["CannotInspect", "Inspection", "Mapping", "as_toml", "inspect", "propose", "read", "read_mapping", "write"]
