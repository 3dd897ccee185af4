"""Rows in quarantine: listed, exported, corrected, loaded again; and no ethnicity in any of them."""

import json

import pytest
import steps

from evenhand.evidence.vocabulary import Feed
from evenhand.register.actions import load as loading
from evenhand.register.actions import quarantine
from evenhand.register.actions.load import StillUnusable
from evenhand.register.acts import NotAllowed
from evenhand.register.models import Identification, Load, QuarantinedRow
from evenhand.register.reads import lists
from evenhand.register.reads import quarantine as reads
from evenhand.safeguards import Refused
from feedfiles import row, write_feed

GOOD = ",".join(str(value) for value in row("people", 1).values())
BAD = {"born_on": "17/05/1998"}


@pytest.fixture
def waiting(load):
    """The number of a row of the people feed whose birth date is written wrongly."""
    load("people", BAD)
    return steps.seen(lambda: QuarantinedRow.objects.get().pk)


def still(row_id):
    return steps.seen(lambda: QuarantinedRow.objects.get(pk=row_id).settled_at is None)


def test_a_corrected_row_is_taken_in_and_the_old_one_points_to_it(register, waiting):
    tally = quarantine.correct(row_id=waiting, corrected=GOOD, by=register.account("records"))
    settled = steps.seen(lambda: QuarantinedRow.objects.get(pk=waiting))
    assert (tally.loaded, settled.settled_in_id, settled.settled_by.username) == (1, tally.load_id, "records")


def test_a_row_is_corrected_once(register, waiting):
    quarantine.correct(row_id=waiting, corrected=GOOD, by=register.account("records"))
    with pytest.raises(LookupError, match="not waiting"):
        quarantine.correct(row_id=waiting, corrected=GOOD, by=register.account("records"))


@pytest.mark.parametrize(
    "corrected", ["", "  \n", f"{GOOD}\n{GOOD}", "too,few", 'a "stray,quote', GOOD.replace("1998", "2998")]
)
def test_a_correction_that_cannot_be_used_keeps_the_old_row_and_adds_nothing(register, waiting, corrected):
    with pytest.raises(StillUnusable) as caught:
        quarantine.correct(row_id=waiting, corrected=corrected, by=register.account("records"))
    assert caught.value.reasons
    assert still(waiting)
    assert steps.seen(lambda: (QuarantinedRow.objects.count(), Identification.objects.count())) == (1, 0)
    assert Load.objects.count() == 1


@pytest.mark.parametrize("corrected", ["not json", "{}", '{"source": "NMP"}', '{"shoe_size": "9"}'])
def test_a_json_correction_that_is_no_record_keeps_the_old_row(register, tmp_path, corrected):
    path = tmp_path / "people.jsonl"
    rows = [row("people", 1), row("people", 2, **BAD)]
    path.write_text("".join(json.dumps({k: str(v) for k, v in one.items()}) + "\n" for one in rows))
    loading.load_file(path=path, by=register.account("register"))
    waits = steps.seen(lambda: QuarantinedRow.objects.get().pk)
    with pytest.raises(StillUnusable):
        quarantine.correct(row_id=waits, corrected=corrected, by=register.account("records"))
    assert still(waits)


def test_a_forbidden_key_in_a_correction_is_refused_in_the_promises_name(register, tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_text(json.dumps({k: str(v) for k, v in row("people", 1, **BAD).items()}))
    loading.load_file(path=path, by=register.account("register"), feed=Feed.PEOPLE)
    waits = steps.seen(lambda: QuarantinedRow.objects.get().pk)
    with pytest.raises(Refused, match="SG-07"):
        quarantine.correct(row_id=waits, corrected='{"instagram": "x"}', by=register.account("records"))
    assert still(waits)


def test_who_may_not_settle_cannot_correct(register, waiting):
    with pytest.raises(NotAllowed):
        quarantine.correct(row_id=waiting, corrected=GOOD, by=register.account("reviewer"))


def test_bytes_that_are_no_text_come_out_as_they_came_in(register, tmp_path):
    path = write_feed(tmp_path, "people", ({},))
    header, line = path.read_bytes().splitlines()
    bad = line.replace(b"Avric", b"caf\xe9\x00")
    path.write_bytes(header + b"\n" + bad + b"\n")
    loading.load_file(path=path, by=register.account("register"))
    row = steps.seen(lambda: QuarantinedRow.objects.get().pk)
    out = tmp_path / "out.csv"
    reads.export(row_id=row, path=out, by=register.account("register"))
    marked, came = out.read_bytes().splitlines()
    assert marked == header + b",made_for"
    assert came.startswith(bad + b",made for account ")


def test_an_export_writes_over_nothing_and_leaves_no_empty_file(register, waiting, tmp_path):
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(FileExistsError):
        reads.export(row_id=waiting, path=tmp_path / "out.csv", by=register.account("register"))
    assert (tmp_path / "out.csv").read_text() == "mine"
    with pytest.raises(LookupError, match="There is no such row"):
        reads.export(row_id=waiting + 1, path=tmp_path / "other.csv", by=register.account("register"))
    assert not (tmp_path / "other.csv").exists()


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_exported_row_that_was_corrected_settles_the_one_that_waited(register, tmp_path, form):
    path = write_feed(tmp_path, "people", (BAD, BAD))
    if form == "jsonl":
        path = tmp_path / "people.jsonl"
        rows = [{k: str(v) for k, v in row("people", number, **BAD).items()} for number in (1, 2)]
        path.write_text("\n".join(map(json.dumps, rows)))
    loading.load_file(path=path, by=register.account("register"))
    first, second = steps.seen(lambda: [one.pk for one in QuarantinedRow.objects.order_by("line")])
    out = tmp_path / f"out.{form}"
    reads.export(row_id=first, path=out, by=register.account("register"))
    with pytest.raises(StillUnusable, match="yyyy-mm-dd"):
        quarantine.reload(of=str(first), path=out, by=register.account("register"))
    out.write_text(out.read_text().replace("17/05/1998", "1998-05-17"))
    assert "made for account" in out.read_text()
    tally = quarantine.reload(of=str(first), path=out, by=register.account("register"))
    assert (tally.loaded, still(first), still(second)) == (1, False, True)
    with pytest.raises(LookupError, match="waits"):
        quarantine.reload(of=str(first), path=out, by=register.account("register"))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_marked_row_that_goes_to_quarantine_again_is_kept_without_its_mark(register, tmp_path, waiting, form):
    if form == "jsonl":
        path = tmp_path / "people.jsonl"
        path.write_text(json.dumps({k: str(v) for k, v in row("people", 1, **BAD).items()}))
        loading.load_file(path=path, by=register.account("register"))
    first = steps.seen(lambda: QuarantinedRow.objects.select_related("load").latest("pk"))
    out = tmp_path / f"out.{form}"
    reads.export(row_id=first.pk, path=out, by=register.account("register"))
    loading.load_file(path=out, by=register.account("register"))
    again = steps.seen(lambda: QuarantinedRow.objects.select_related("load").latest("pk"))
    assert again.pk != first.pk
    assert (again.raw, again.load.header) == (first.raw, first.load.header)


@pytest.fixture
def sent_again(load, tmp_path):
    """A load of which two rows wait, and the file in which its source sent them corrected."""
    tally = load("people", {}, BAD, {**BAD, "given_names": "Perdor"})
    corrected = write_feed(tmp_path, "people", ({"reference": "P2"}, {"reference": "P3", "given_names": "Perdor"}))
    return str(tally.load_id), corrected


def test_a_file_that_its_source_corrected_settles_what_waited(register, sent_again):
    load_id, file = sent_again
    tally = quarantine.reload(of=load_id, path=file, by=register.account("register"))
    assert (tally.loaded, tally.quarantined) == (2, 0)
    assert steps.seen(lambda: QuarantinedRow.objects.filter(settled_at=None).count()) == 0
    with pytest.raises(LookupError, match="waits"):
        quarantine.reload(of=load_id, path=file, by=register.account("register"))
    with pytest.raises(LookupError, match="no row and no load"):
        quarantine.reload(of="nonsense", path=file, by=register.account("register"))


def test_a_file_with_one_row_left_wrong_or_left_out_settles_nothing(register, sent_again):
    load_id, file = sent_again
    whole = file.read_text()
    for text in (whole.replace("1998-05-17", "17/05/1998", 1), "\n".join(whole.splitlines()[:-1]) + "\n"):
        assert text != whole
        file.write_text(text)
        with pytest.raises(StillUnusable):
            quarantine.reload(of=load_id, path=file, by=register.account("register"))
    assert steps.seen(lambda: QuarantinedRow.objects.filter(settled_at=None).count()) == 2
    assert steps.seen(Identification.objects.count) == 1


def test_the_home_page_says_how_many_rows_wait(register, waiting):
    assert lists.home(purpose="correct-record", by=register.account("records")).quarantined == 1
    assert lists.home(purpose="review-entry", by=register.account("reviewer")).quarantined == 0


EQUALITY = {"ethnicity": "W1", "ethnicity_basis": "self", "sex": "male"}


def posted(register):
    with register.engine.superuser(register.database) as line:
        return line.execute("SELECT * FROM equality.characteristics ORDER BY 1, 2").fetchall()


def test_ethnicity_reaches_the_equality_schema_and_no_table_beside(register, load):
    load("people", EQUALITY)
    assert posted(register) == [("NMP-CRIME", "P1", "W1", "self", "male")]
    with register.engine.superuser(register.database) as line:
        for (table,) in line.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'register\\_%'").fetchall():
            [found] = line.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ '\\mW1\\M'").fetchone()
            assert not found, table


@pytest.mark.parametrize("wrong", [BAD, {"source": "x" * 41}, {"area": ""}])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_row_in_quarantine_keeps_no_ethnicity_but_it_is_counted(register, tmp_path, wrong, form):
    path = write_feed(tmp_path, "people", (EQUALITY | wrong,))
    if form == "jsonl":
        whole = {k: str(v) for k, v in row("people", 1, **(EQUALITY | wrong)).items()}
        path = tmp_path / "people.jsonl"
        path.write_text(json.dumps(whole))
    loading.load_file(path=path, by=register.account("register"), feed=Feed.PEOPLE)
    kept = steps.seen(lambda: QuarantinedRow.objects.get())
    assert not any(value in kept.raw for value in ("W1", "self", "male"))
    assert "Braxaby" in kept.raw
    expected = [] if "source" in wrong else [("NMP-CRIME", "P1", "W1", "self", "male")]
    assert posted(register) == expected


@pytest.mark.parametrize(("column", "value"), [("ethnicity_basis", "W1 (she said so)"), ("ethnicity", "W1" * 101)])
def test_no_reason_repeats_what_is_kept_apart(register, load, column, value):
    load("people", EQUALITY | {column: value})
    kept = steps.seen(lambda: QuarantinedRow.objects.get())
    assert "W1" not in kept.raw + json.dumps(kept.reasons)
    assert kept.reasons[0]["column"] == column
