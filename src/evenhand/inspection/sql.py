"""Columns of an extract in SQL."""

from evenhand.inspection.extract import Extract, Stage


def quoted(name: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def could_come_to(extract: Extract, stage: Stage) -> str:
    """The condition that somebody was at the stage before, and the file says whether they came to this one."""
    before = [quoted(one.column) for one in extract.stages if one.name == stage.among]
    return " AND ".join([f"{quoted(stage.column)} IS NOT NULL", *before])
