"""Whole files: every fault conserved, a bad file stored nowhere, a broken load undone."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
import steps
from django.db import connections

import faults
from evenhand.evidence.feeds import reading
from evenhand.evidence.feeds.trouble import UnusableFile
from evenhand.evidence.vocabulary import Feed
from evenhand.register import clock
from evenhand.register.actions import load as loading
from evenhand.register.models import Identification, LedgerEntry, Load, QuarantinedRow
from evenhand.safeguards import Refused
from feedfiles import write_feed

NOVEMBER = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_one_fault_of_every_kind_is_conserved_in_every_feed_and_format(register, tmp_path):
    by = register.account("register")
    with clock.set_to(NOVEMBER):
        for path in faults.one_of_every_fault(tmp_path):
            tally = loading.load_file(path=path, by=by, feed=Feed(path.stem))
            counted = reading.independent_count(
                path, reading.open_feed(path, Feed(path.stem), today=faults.TODAY).format
            )
            assert tally.seen == tally.loaded + tally.unchanged + tally.quarantined == counted, path.name
            assert tally.quarantined == len(faults.expected(path)), path.name
            assert steps.seen(lambda tally=tally: QuarantinedRow.objects.filter(load=tally.load_id).count()) == (
                tally.quarantined
            )


def nothing_is_stored():
    return steps.seen(lambda: not Load.objects.exists() and not Identification.objects.exists())


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("people.csv", b"", "the file is empty"),
        ("people.csv", b"source,shoe_size\nNMP,9\n", "the columns fit no feed"),
        ("people.parquet", b"PAR1 and then nothing", "the file is cut short"),
        ("people.jsonl", b"not json\n", "no line is a JSON object"),
        ("people.xlsx", b"whatever", "is unknown"),
    ],
)
def test_an_unusable_file_stores_nothing_and_the_ledger_says_so(register, tmp_path, name, content, why):
    path = tmp_path / name
    path.write_bytes(content)
    before = steps.last_entry()
    with pytest.raises(UnusableFile, match=why):
        loading.load_file(path=path, by=register.account("register"))
    assert steps.ledger_since(before) == ["feed:refused"]
    assert nothing_is_stored()


def test_a_forbidden_column_refuses_the_file_and_the_ledger_says_which_promise(register, tmp_path):
    path = write_feed(tmp_path, "people", ({"instagram": "@invented"},))
    before = steps.last_entry()
    with pytest.raises(Refused, match="SG-07"):
        loading.load_file(path=path, by=register.account("register"))
    assert steps.said(before)["facts"] == {"safeguard": "SG-07"}
    assert nothing_is_stored()


def test_a_parquet_file_damaged_in_the_middle_leaves_nothing_behind(register, tmp_path):
    path = tmp_path / "people.parquet"
    rows = [faults.good(Feed.PEOPLE, n, given_names=os.urandom(30).hex()) for n in range(20_000)]
    write_parquet(path, rows)
    whole = bytearray(path.read_bytes())
    middle = len(whole) * 2 // 3
    whole[middle : middle + 4000] = os.urandom(4000)
    path.write_bytes(whole)
    before = steps.last_entry()
    with pytest.raises(UnusableFile, match="damaged"):
        loading.load_file(path=path, by=register.account("register"))
    assert steps.ledger_since(before) == ["access:unfinished", "feed:refused"]
    assert nothing_is_stored()


def write_parquet(path, rows):
    import duckdb

    lines = path.with_suffix(".jsonl")
    faults.write(lines, rows)
    with duckdb.connect() as engine:
        engine.execute(
            f"COPY (SELECT COLUMNS(*)::VARCHAR FROM read_json('{lines}', format='newline_delimited'))"
            f" TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"
        )


def test_a_file_that_changes_while_it_is_read_is_not_kept(register, tmp_path, monkeypatch):
    path = write_feed(tmp_path, "people", ({}, {"given_names": "Perdor"}))
    count = reading.independent_count
    monkeypatch.setattr(loading.feeds, "independent_count", lambda *given: count(*given) + 1)
    with pytest.raises(loading.Uncounted, match="3 records counted, 2 read"):
        loading.load_file(path=path, by=register.account("register"))
    assert nothing_is_stored()
    monkeypatch.undo()
    assert loading.load_file(path=path, by=register.account("register")).loaded == 2


_LOAD = """
import sys, django
django.setup()
from pathlib import Path
from evenhand.register.actions import accounts, load
load.load_file(path=Path(sys.argv[1]), by=accounts.software(), progress=lambda done, of: print(done, flush=True))
"""


def test_a_load_killed_in_the_middle_leaves_nothing_and_loads_whole_afterwards(register, tmp_path):
    rows = [faults.good(Feed.PEOPLE, n) for n in range(10_000)]
    path = faults.write(tmp_path / "people.csv", rows)
    environment = os.environ | {"EVENHAND_DATABASE": register.database}
    running = subprocess.Popen([sys.executable, "-c", _LOAD, path], env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "5000\n"
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    wait_until_alone(register)
    assert nothing_is_stored()
    assert not LedgerEntry.objects.using("auditor").filter(event="feed:loaded").exists()
    assert loading.load_file(path=path, by=register.account("register")).loaded == 10_000


def wait_until_alone(register):
    """The server notices that the killed program is gone when it next talks to it."""
    connections.close_all()
    with register.engine.superuser() as line:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        for _ in range(200):
            [others] = line.execute(asked, [register.database]).fetchone()
            if not others:
                return
            time.sleep(0.05)
    raise AssertionError("The killed load still holds its connection.")
