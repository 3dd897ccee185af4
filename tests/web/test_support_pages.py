"""The pages of those who help: the list, one person's support, an offer made and answered, and the letter about it."""

import officers
import pytest
from officers import helps, officer, text

from evenhand.register import clock
from evenhand.register.actions import support
from evenhand.register.reads import figures
from evenhand.register.reads import support as reads

WHY = "Their mother rang."


@pytest.fixture
def now():
    with clock.set_to(officers.NOW):
        yield


@pytest.fixture
def person(register, tmp_path, now):
    register.load(
        tmp_path, "people", {"given_names": "Avric", "family_name": "Zyxworth", "address_line": "9 Quellgate"}
    )
    them = officers.person_of(register, "P1")
    support.refer(person=them, reasons="Afraid to walk home.", source="parent", **helps(register))
    return them


@pytest.fixture
def coordinator(register, now):
    return officer(register, "coordinator", "offer-support")


def offer_of(register, person):
    return reads.page(person=person, **helps(register)).offers[0]


def test_the_list_says_by_when_and_the_first_page_leads_to_it(coordinator, person):
    page = text(coordinator.get("/support"))
    assert "Avric Zyxworth" in page
    assert "21 December 2026" in page
    assert "Overdue" not in page
    assert 'href="/support"' in text(coordinator.get("/work"))


def test_nobody_else_has_these_pages(register, person):
    for username in ("analyst", "reviewer", "records", "owner", "dpo"):
        somebody = officer(register, username)
        for address in ("/support", "/support/going-on", "/support/find", f"/support/people/{person}",
                        f"/support/people/{person}/offer", f"/support/people/{person}/declined"):  # fmt: skip
            assert somebody.get(address).status_code == 403, (username, address)


def test_those_who_help_have_no_page_of_the_register(coordinator, person):
    for address in ("/people", "/register", f"/people/{person}", f"/people/{person}/support", "/oversight"):
        assert coordinator.get(address).status_code == 403, address


def test_a_telephone_call_becomes_a_referral(register, coordinator, person):
    said = {"words": "Avric Zyxworth", "born_on": "17/05/1998", "reason": WHY}
    page = text(coordinator.post("/support/find", said))
    assert f"/support/people/{person}/referral" in page
    wrong = coordinator.post(f"/support/people/{person}/referral", {"source": "", "reasons": ""})
    assert 'href="#id_reasons"' in text(wrong)
    said = {"source": "person", "reasons": "Wants to go back to college."}
    page = text(coordinator.post(f"/support/people/{person}/referral", said, follow=True))
    assert "Wants to go back to college." in page
    assert "Afraid to walk home." in page


def test_whoever_is_not_known_is_not_made_up(coordinator, person):
    said = {"words": "Avric Zyxworth", "born_on": "18/05/1998", "reason": WHY}
    assert "Nobody of this name and birth date is known here" in text(coordinator.post("/support/find", said))
    said = {"words": "Avric", "born_on": "17/05/1998", "reason": WHY}
    assert "Enter a first name and a family name." in text(coordinator.post("/support/find", said))


def test_a_declined_offer_says_that_it_never_counts(register, coordinator, person):
    assert "They may say no" in text(coordinator.get(f"/support/people/{person}/offer"))
    said = {"kind": "housing", "how": "call", "offered_on": "23/11/2026"}
    page = text(coordinator.post(f"/support/people/{person}/offer", said, follow=True))
    assert "None is owed now" in page
    answer = f"/support/people/{person}/offers/{offer_of(register, person).pk}/answer"
    form = text(coordinator.get(answer))
    assert "reason" not in form.split("<form")[-1]
    page = text(coordinator.post(answer, {"answer": "declined", "answered_on": "23/11/2026"}, follow=True))
    assert "It never counts against them." in page
    assert "They do not want it, said 23 November 2026" in text(coordinator.get(f"/support/people/{person}"))
    assert coordinator.post(answer, {"answer": "accepted", "answered_on": "23/11/2026"}).status_code == 404


def test_help_that_is_wanted_goes_on_until_it_ends(register, coordinator, person):
    number = officers.offered(register, person)
    assert "They want it, and it goes on" in text(coordinator.get("/support/going-on"))
    at = f"/support/people/{person}"
    coordinator.post(f"{at}/plan", {"plan": "To meet on Mondays."})
    coordinator.post(f"{at}/contact", {"kind": "meeting", "contact_on": "20/11/2026", "note": "Came by bus."})
    page = text(coordinator.post(f"{at}/contact", {"kind": "meeting", "contact_on": "24/11/2026"}))
    assert "This day is still to come." in page
    said = {"outcome": "completed", "ended_on": "22/11/2026", "note": "Has a place at college."}
    page = text(coordinator.post(f"{at}/offers/{number}/outcome", said, follow=True))
    for words in ("To meet on Mondays.", "Came by bus.", "Completed, 22 November 2026", "Has a place at college."):
        assert words in page
    assert "no help goes on" in text(coordinator.get("/support/going-on"))


def test_the_letter_says_what_is_offered_that_no_is_free_and_whom_to_ring(register, coordinator, person):
    number = officers.offered(register, person, answer="")
    page = text(coordinator.get(f"/support/people/{person}/offers/{number}/letter"))
    for words in ("Dear Avric Zyxworth", "somebody you can talk to", "If you say no, nothing happens.",
                  "Support coordinator at Northmarch Council", "The Chief Constable of Northmarch"):  # fmt: skip
        assert words in page
    assert coordinator.get(f"/support/people/{person}/offers/{person}/letter").status_code == 404


def test_an_offer_still_to_come_is_refused_with_the_promise(coordinator, person):
    said = {"kind": "housing", "how": "call", "offered_on": "24/11/2026"}
    response = coordinator.post(f"/support/people/{person}/offer", said)
    assert response.status_code == 403
    assert "SG-63" in text(response)


def test_whoever_died_is_not_written_to(register, coordinator, person, tmp_path):
    register.load(tmp_path, "status", {})
    page = text(coordinator.get(f"/support/people/{person}"))
    assert "Do not write to them or ring them." in page
    assert f"/support/people/{person}/offer" not in page


def test_figures_show_offers_and_small_numbers_only_as_small(register, person, tmp_path):
    for day in ("2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"):
        officers.offered(register, person, on=day, answer="declined")
    figures.publish(as_at=clock.today(), by=register.account("dpo"))
    page = text(officer(register, "dpo").get("/figures"))
    made, taken = (page.split(words)[1].split("</tr>")[0] for words in ("Offers made", "Taken up"))
    assert ">5<" in made
    assert "fewer than 5" in taken


def test_a_proposal_to_disrupt_asks_for_reasons(register, tmp_path, now):
    them = officers.violent(register, tmp_path)
    analyst = officer(register, "analyst")
    analyst.opens(them)
    page = text(analyst.get(f"/people/{them}/propose"))
    assert 'value="support" checked' in page
    cited = reads_cited(register, them)
    said = {"reasons": officers.REASONS, "cited": cited, "intent": "disrupt", "act": "send"}
    refused = analyst.post(f"/people/{them}/propose", said)
    assert refused.status_code == 403
    assert "SG-36" in text(refused)
    said["why_disruption"] = "Offers of help were declined while the threats against the family went on and on."
    assert analyst.post(f"/people/{them}/propose", said).status_code == 302


def test_accepting_to_disrupt_asks_for_reasons(register, tmp_path, now):
    them = officers.violent(register, tmp_path)
    address = f"/people/{them}/nominations/{officers.proposed(register, them)}"
    reviewer = officer(register, "reviewer")
    said = {"decision": "accept", "reasons": officers.REASONS, "intent": "disrupt"}
    refused = reviewer.post(address, said)
    assert refused.status_code == 403
    assert "SG-36" in text(refused)
    page = text(reviewer.post(address, {**said, "intent": "protect"}, follow=True))
    assert "What the entry is for: to protect them or somebody else." in page


def reads_cited(register, person):
    from evenhand.register.reads import nomination

    by = register.account("analyst")
    said = {"reasons": "", "child_welfare": "", "purpose": "prevent-violence", "by": by}
    return sorted(nomination.draft(person=person, cited=None, **said).cited)
