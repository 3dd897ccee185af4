"""Putting records right: the quarantine, and whose record is whose."""

import pytest
from officers import NOW, entries, officer, person_of, text

from evenhand.register import clock
from evenhand.register.models import QuarantinedRow
from evenhand.web.records.quarantine import values


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


@pytest.fixture
def records(register):
    return officer(register, "records", "correct-record")


@pytest.fixture
def held(register, tmp_path):
    """P1, and a council's record that may be theirs."""
    register.load(tmp_path, "people", {"address_line": "1 Fennel Walk"})
    register.load(tmp_path, "people", {"source": "NMC-COUNCIL", "reference": "C1", "address_line": "2 Fennel Walk"})
    return person_of(register, "P1")


def quarantined(records) -> tuple[str, str]:
    """The address of the first row that waits, and the row itself."""
    address = "/quarantine/" + text(records.get("/quarantine")).split('href="/quarantine/')[1].split('"')[0]
    raw = text(records.get(address)).split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    return address, raw


def test_a_quarantined_row_is_shown_whole_with_every_reason(register, tmp_path, records):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    address, raw = quarantined(records)
    page = text(records.get(address))
    assert "not a date" in raw
    assert "born_on <strong" in page
    assert "Why it cannot be used" in page


def test_a_corrected_row_is_taken_in(register, tmp_path, records):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    address, raw = quarantined(records)
    page = records.post(address, {"corrected": raw.replace("not a date", "1998-05-17")}, follow=True)
    assert "The corrected row was taken in." in text(page)
    assert "0 rows that could not be used" in text(page)
    assert "Put right by Records officer" in text(records.get(address))
    assert person_of(register, "P1")


def test_a_row_that_is_still_unusable_says_why_and_stays(register, tmp_path, records):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    address, raw = quarantined(records)
    page = text(records.post(address, {"corrected": raw.replace("not a date", "2026-13-45")}))
    assert "There is a problem" in page
    assert "2026-13-45" in page
    assert "1 row that could not be used" in text(records.get("/quarantine"))


def test_one_row_cannot_become_two(register, tmp_path, records):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    address, raw = quarantined(records)
    assert "A row is one line" in text(records.post(address, {"corrected": f"{raw}\n{raw}"}))


def test_one_row_can_be_downloaded_under_its_header_and_loaded_again(register, tmp_path, records):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    address, raw = quarantined(records)
    file = records.get(f"{address}/file")
    header, line, _ = file.content.decode().split("\n")
    assert header.startswith("source,reference,version,")
    assert header.endswith(",made_for")
    assert line.startswith(f"{raw},made for account {register.account('records').pk}; Records officer; ")
    assert "attachment" in file["Content-Disposition"]
    assert f"-for-account-{register.account('records').pk}.csv" in file["Content-Disposition"]
    assert entries(register)[-1] == "quarantine:exported"
    assert records.get("/quarantine/999999/file").status_code == 404


def test_only_the_records_officer_sees_lines_as_they_came(register):
    assert officer(register, "records").get("/quarantine").status_code == 200
    assert officer(register, "analyst").get("/quarantine").status_code == 403
    assert officer(register, "reviewer").get("/quarantine").status_code == 403
    assert officer(register, "reviewer").get("/identity").status_code == 403


def test_no_row_can_be_seen_without_a_page_that_opens_the_quarantine(register, tmp_path):
    register.load(tmp_path, "people", {"born_on": "not a date"})
    assert QuarantinedRow.objects.count() == 0


def test_a_held_record_is_compared_detail_by_detail(register, records, held):
    page = text(records.get("/identity"))
    address = "/identity/" + page.split('href="/identity/')[1].split('"')[0]
    compared = text(records.get(address))
    assert "2 Fennel Walk" in compared
    assert "1 Fennel Walk <strong" in compared
    assert "Differs" in compared
    assert str(held) in compared


@pytest.mark.parametrize(("theirs", "event"), [(True, "identity:joined"), (False, "identity:separated")])
def test_a_held_record_is_decided(register, records, held, theirs, event):
    address = "/identity/" + text(records.get("/identity")).split('href="/identity/')[1].split('"')[0]
    whose = str(held) if theirs else "somebody-else"
    page = records.post(address, {"whose": whose, "reason": "The council confirmed it."}, follow=True)
    assert "Your decision was recorded." in text(page)
    assert event in entries(register)
    assert records.get(address).status_code == 404


@pytest.mark.parametrize("whose", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_record_is_given_to_nobody_who_is_no_candidate(register, records, held, whose):
    address = "/identity/" + text(records.get("/identity")).split('href="/identity/')[1].split('"')[0]
    page = text(records.post(address, {"whose": whose, "reason": "Because."}))
    assert "There is a problem" in page
    assert "identity:joined" not in entries(register)


def test_a_decision_can_be_taken_back_from_the_persons_page(register, held):
    analyst = officer(register, "analyst")
    address = text(analyst.opens(held)).split("Take back<")[0].rpartition('href="')[2].split('"')[0]
    assert "Why was it wrong?" in text(analyst.get(address))
    assert "Say in a few words why" in text(analyst.post(address, {"reason": ""}))
    page = text(analyst.post(address, {"reason": "Another person of that name."}, follow=True))
    assert "The decision was taken back." in page
    assert "An earlier decision was taken back" in page


def test_a_short_row_shows_which_columns_are_missing():
    assert values("csv", ["a", "b", "c"], "1,2") == [("a", "1"), ("b", "2"), ("c", "(missing)")]
    assert values("jsonl", ["a"], "{}") == []
