"""SG-07: such a column is refused at the front door with nothing loaded, and there is no such column in any table."""

import json
from pathlib import Path

import casefile
import pytest

import feedfiles
from evenhand.evidence.feeds import columns
from evenhand.register.actions import load
from evenhand.register.models import LedgerEntry
from evenhand.safeguards import Refused
from registered import Register

_COLUMNS = """
    SELECT DISTINCT column_name FROM information_schema.columns
    WHERE table_name LIKE 'register\\_%' AND table_name <> 'register_account'
"""


def columns_of_the_register(register: Register) -> list[str]:
    """Every column that holds something about people; accounts are of those who work here."""
    with register.engine.superuser(register.database) as line:
        return [name for (name,) in line.execute(_COLUMNS)]


@pytest.mark.parametrize("column", ["instagram", "favourite_music", "tattoos", "nationality", "faith"])
def test_refuses_the_file_and_writes_it_to_the_ledger_and_nothing_else(
    register: Register, tmp_path: Path, column: str
) -> None:
    path = feedfiles.write_feed(tmp_path, "people", ({column: "x"},))
    before = casefile.stored(register)
    with pytest.raises(Refused, match="SG-07"):
        load.load_file(path=path, by=register.account("register"))
    after = casefile.stored(register)
    changed = {table for table in after if after[table] != before[table]}
    assert changed == set()
    entry = LedgerEntry.objects.using("auditor").order_by("-pk").first()
    assert (entry.event, json.loads(entry.body)["facts"]) == ("feed:refused", {"safeguard": "SG-07"})


def test_a_row_that_slips_it_into_free_text_is_set_aside(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    tally = register.load(tmp_path, "intelligence", {"content": "Makes drill music."}, {"content": "Has a knife."})
    assert (tally.loaded, tally.quarantined) == (1, 1)


def test_no_table_has_a_column_for_it(register: Register) -> None:
    found = columns_of_the_register(register)
    assert "family_name" in found
    columns.check_forbidden_columns(found)
