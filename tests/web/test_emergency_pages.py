"""In an emergency: what is said before, the search, the record; who is told; and when an account is shut."""

from datetime import timedelta

import officers
import pytest
from entering import enter, visitor, with_password
from officers import NOW, entries, officer, text

import world
from evenhand.register import clock
from evenhand.register.models import Account, EmergencyUse, LedgerEntry

WHY = "A man with a knife is at the door of their flat."
HOURS, LATE = timedelta(hours=3), timedelta(days=8)


@pytest.fixture
def person(register, tmp_path):
    """P1, to whom one robbery was done."""
    with clock.set_to(NOW):
        yield officers.harmed(register, tmp_path)


def opens(register, person, username="records"):
    """A record opened by its button, and seen."""
    return officer(register, username).post(f"/emergency/people/{person}", {"reason": WHY}, follow=True)


def opened(register, person, username="analyst"):
    """The number of a use."""
    opens(register, person, username)
    return EmergencyUse.objects.latest("pk").pk


def test_every_role_finds_the_way_in_on_every_page(register):
    for username in world.PEOPLE:
        page = text(officer(register, username).get("/work"))
        assert 'href="/emergency"' in page, username
        assert "In an emergency" in text(officer(register, username).get("/emergency"))


def test_what_will_happen_is_said_before_it_happens(register):
    page = text(officer(register, "analyst").get("/emergency"))
    for words in (
        "<strong>Inspector, Ostmere</strong> is told at once",
        "for 3 hours",
        "the person can see it",
        "Within 7 days",
        "your account is shut",
        "find a person",
    ):
        assert words in page, words
    page = text(officer(register, "records").get("/emergency"))
    assert "<strong>The data protection officer</strong> is told at once" in page
    assert "find a person" not in page


def test_a_search_finds_somebody_and_leads_to_the_record(register, person):
    client = officer(register, "records")
    page = text(client.post("/emergency", {"words": "P1", "reason": WHY}))
    assert "1 person found" in page
    assert f'action="/emergency/people/{person}"' in page
    seen = text(opens(register, person))
    for words in ("Open to you in an emergency until 15:00", "Harm suffered", "Robbery", "Whom else to call", WHY):
        assert words in seen, words
    assert entries(register)[-3:] == ["person:searched", "emergency:opened", "emergency:consulted"]


def test_the_record_holds_no_intelligence_and_offers_nothing_to_do(register, person, tmp_path):
    register.load(tmp_path, "intelligence", {"reference": "P1-I", "content": "Seen at the station with a bag."})
    page = text(opens(register, person, "analyst"))
    assert "Seen at the station" not in page
    for way in ("propose", "support", "letter", f"/people/{person}"):
        assert f"{way}" not in page.partition("<main")[2].partition("</main")[0], way


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words": "", "reason": WHY}, "Enter a name or an identifier."),
        ({"words": "P1", "reason": ""}, "Say what is happening."),
        ({"words": "P1", "reason": "Help."}, "of at least 30 characters."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(register, typed, says):
    page = text(officer(register, "records").post("/emergency", typed))
    assert says in page
    assert "There is a problem" in page
    assert all(words in page for words in typed.values())
    assert "person:searched" not in entries(register)


def test_a_record_is_not_opened_without_a_reason(register, person):
    page = officer(register, "records").post(f"/emergency/people/{person}", {"reason": "Help."})
    assert (page.status_code, "of at least 30 characters" in text(page)) == (200, True)
    assert "emergency:opened" not in entries(register)


def test_the_page_shows_what_is_open_and_shuts_by_itself(register, person):
    number = opened(register, person)
    client = officer(register, "analyst")
    assert f'href="/emergency/{number}"' in text(client.get("/emergency"))
    with clock.set_to(NOW + HOURS):
        assert f'href="/emergency/{number}"' not in text(client.get("/emergency"))
        page = client.get(f"/emergency/{number}")
    assert (page.status_code, "The time is over" in text(page)) == (403, True)
    assert "Tolv" not in text(page)
    assert entries(register)[-1] == "emergency:consulted"


def test_what_somebody_else_opened_is_not_here(register, person):
    number = opened(register, person)
    assert officer(register, "records").get(f"/emergency/{number}").status_code == 404


def test_too_many_are_refused_with_what_to_do(register, person):
    for _ in range(3):
        opened(register, person)
    page = opens(register, person, "analyst")
    assert (page.status_code, "Ask a colleague" in text(page)) == (403, True)


def test_the_supervisor_is_told_at_the_head_of_the_page_until_they_know(register, person):
    number = opened(register, person)
    client = officer(register, "inspector", "oversight")
    page = text(client.get("/work"))
    assert "Analyst, Ostmere opened a record in an emergency on 23 November 2026 at 12:00." in page
    assert page.index("opened a record") < page.index("<h1")
    assert "opened a record" not in text(officer(register, "dpo").get("/work"))
    page = text(client.post(f"/oversight/emergencies/{number}/acknowledge", follow=True))
    assert "opened a record in an emergency" not in page
    assert "Opened in an emergency, to review: 1" in page
    assert "by 30 November 2026" in page


def test_the_supervisor_reviews_it_without_a_name_when_the_time_is_over(register, person):
    number = opened(register, person)
    client, address = officer(register, "inspector", "oversight"), f"/oversight/emergencies/{number}"
    page = text(client.get(address))
    assert "The record is open to them until" in page
    assert "Say what you find" not in page
    with clock.set_to(NOW + HOURS):
        page = text(client.get(address))
        assert WHY in page
        assert "Tolv" not in page
        said = {"finding": "not-justified", "reasons": "Yes."}
        kept = client.post(address, said)
        assert (kept.status_code, ">Yes.</textarea>" in text(kept)) == (403, True)
        assert "Choose what you find." in text(client.post(address, {"reasons": "Yes."}))
        done = client.post(address, {**said, "reasons": officers.REASONS}, follow=True)
        assert done.redirect_chain == [("/work", 302)]
        dpo = officer(register, "dpo", "oversight")
        assert "1 not justified" in text(dpo.get("/oversight"))
        page = text(dpo.get("/oversight/emergencies?reviewed=1"))
        assert "Not justified" in page
        assert officers.REASONS in text(dpo.get(address))


def test_nobody_else_sees_why(register, person):
    number = opened(register, person)
    for username in ("analyst", "analyst2", "reviewer", "records"):
        client = officer(register, username, "oversight")
        assert client.get(f"/oversight/emergencies/{number}").status_code == 403
        assert client.post(f"/oversight/emergencies/{number}/acknowledge").status_code == 403
        assert client.get("/oversight/emergencies").status_code == 403
    assert officer(register, "dpo").get("/oversight/emergencies/99").status_code == 404


def test_an_open_session_is_shut_the_day_after_the_review_was_due(register, person):
    opened(register, person)
    client = officer(register, "analyst")
    with clock.set_to(NOW + timedelta(days=7)):
        assert client.get("/work").status_code == 200
    with clock.set_to(NOW + LATE):
        page = client.get("/work")
        assert (page.status_code, "nobody has done so" in text(page)) == (403, True)
        assert "Ask your supervisor" in text(page)
        assert client.get("/work")["Location"].startswith("/sign-in")
        assert officer(register, "analyst2").get("/work").status_code == 200
    assert entries(register).count("account:suspended") == 1


def test_whoever_is_shut_cannot_sign_in_until_somebody_has_reviewed_it(register, person):
    number = opened(register, person)
    with clock.set_to(NOW + LATE):
        client, said = visitor(), {"username": "analyst", "password": world.PASSWORD}
        page = client.post("/sign-in", said)
        assert (page.status_code, "nobody has done so" in text(page)) == (403, True)
        assert client.get("/sign-in/code")["Location"].startswith("/sign-in")
        wrong = text(client.post("/sign-in", {**said, "password": "wrong"}))
        assert "nobody has done so" not in wrong
        assert "the account is shut" in text(officer(register, "dpo").get("/oversight/emergencies"))
        review = {"finding": "justified", "reasons": officers.REASONS}
        officer(register, "dpo", "oversight").post(f"/oversight/emergencies/{number}", review)
        assert with_password("analyst").get("/sign-in/code").status_code == 200
        assert enter("analyst").get("/work").status_code == 200
    events = entries(register)
    assert (events.count("account:suspended"), events.count("account:reinstated")) == (1, 1)


def test_even_a_public_page_shuts_the_session(register, person):
    opened(register, person)
    client = officer(register, "analyst")
    with clock.set_to(NOW + LATE):
        assert client.get("/policy").status_code == 403
        assert client.get("/policy").status_code == 200


def test_the_list_is_paged_and_counted(register, person):
    analyst = Account.objects.get(username="analyst")
    said = {"account": analyst, "opened_at": NOW, "until": NOW + HOURS, "review_by": NOW.date()}
    EmergencyUse.objects.bulk_create(EmergencyUse(**said) for _ in range(23))
    page = text(officer(register, "owner", "oversight").get("/oversight/emergencies?page=2"))
    assert "to review: 23" in page
    assert page.count("Analyst, Ostmere, 23 November") == 3
    assert LedgerEntry.objects.using("auditor").filter(event__startswith="emergency:").count() == 0
