"""Reading anybody's file: as text first, then typed by rules that are said."""

from evenhand.inspection.reading.proposing import Proposal, propose
from evenhand.inspection.reading.typed import headings, read

__all__ = ["Proposal", "headings", "propose", "read"]
