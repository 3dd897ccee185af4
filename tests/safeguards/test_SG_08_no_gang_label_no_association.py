"""SG-08: a column for a gang or for associates is refused at the front door, and no table has room for one."""

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


@pytest.mark.parametrize("column", ["gang", "known_associates", "group_affiliation"])
def test_refuses_the_file_and_writes_it_to_the_ledger(register: Register, tmp_path: Path, column: str) -> None:
    path = feedfiles.write_feed(tmp_path, "people", ({column: "x"},))
    with pytest.raises(Refused, match="SG-08"):
        load.load_file(path=path, by=register.account("register"))
    entry = LedgerEntry.objects.using("auditor").order_by("-pk").first()
    assert (entry.event, json.loads(entry.body)["facts"]) == ("feed:refused", {"safeguard": "SG-08"})


def test_no_table_has_a_column_for_it(register: Register) -> None:
    with register.engine.superuser(register.database) as line:
        found = [
            name
            for (name,) in line.execute(
                "SELECT DISTINCT column_name FROM information_schema.columns WHERE table_name LIKE 'register\\_%'"
            )
        ]
    columns.check_association_columns(found)


def test_no_table_joins_one_person_to_another(register: Register) -> None:
    """No table refers to two people: whom somebody knows has nowhere to stand."""
    with register.engine.superuser(register.database) as line:
        twice = line.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid IN ('register_person'::regclass, 'register_sourcerecord'::regclass)"
            " GROUP BY 1 HAVING count(*) > 1"
        ).fetchall()
    assert twice == [("register_link",)]  # a source's record, and whose it is


def test_somebody_of_whom_nothing_but_company_is_known_cannot_be_proposed(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "intelligence", {"content": "Was seen with somebody who is on the register."})
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-10"):
        casefile.propose(register, person, cited)
