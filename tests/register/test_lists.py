"""What the lists show: the most urgent first, never more than a page, and the count of all that there are."""

from datetime import UTC, datetime, timedelta

import pytest
import steps

from evenhand.casework.statuses import Decision
from evenhand.register import clock
from evenhand.register.acts import NotAllowed
from evenhand.register.reads import held, lists, search
from evenhand.safeguards import Refused

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOON):
        yield


@pytest.fixture
def inherited(load):
    """Twenty-five people on an inherited list, five of them of another area."""
    people = [steps.record(f"P{n}", area="OST" if n < 20 else "PEL") for n in range(25)]
    load("people", *people)
    load("listings", *({"person_reference": one["reference"], "area": one["area"]} for one in people))


def home(register, username):
    return lists.home(purpose=steps.PURPOSE, by=register.account(username))


def test_what_is_due_is_at_most_a_page_in_all_with_proposals_first(register, tmp_path, inherited):
    person = steps.eligible(register, tmp_path, "Q1")
    number = steps.propose(register, person)
    with clock.set_to(NOON + timedelta(days=1)):
        due = home(register, "reviewer")
    assert [one.nomination.pk for one in due.to_decide] == [number]
    assert (len(due.overdue), due.overdue_total) == (19, 20)
    assert due.to_decide_total == 1


def test_nobody_is_listed_their_own_proposals_but_those_that_came_back(register, tmp_path):
    person = steps.eligible(register, tmp_path, "Q1")
    number = steps.propose(register, person)
    assert (home(register, "analyst").to_decide_total, home(register, "analyst").returned_total) == (0, 0)
    steps.decide(register, person, number, Decision.RETURN)
    due = home(register, "analyst")
    assert ([one.nomination.pk for one in due.returned], due.returned_total) == ([number], 1)


def test_the_register_is_paged_counted_and_of_ones_own_area(register, inherited):
    def page(number, **asked):
        by = register.account("analyst")
        return lists.register(number=number, purpose=steps.PURPOSE, by=by, **asked)

    first = page(1)
    assert (len(first.page.rows), first.page.number, first.page.of, first.page.total) == (20, 1, 1, 20)
    assert (first.area, first.areas) == ("OST", ())
    assert {one.entry.area for one in first.page.rows} == {"OST"}
    assert page(9).page == first.page
    with pytest.raises(NotAllowed, match="works for the area OST"):
        page(1, area="PEL")


def test_an_account_for_all_areas_may_ask_for_any_of_them(register, inherited):
    by = register.account("analyst")
    by.area = ""
    whole = lists.register(number=2, purpose=steps.PURPOSE, by=by)
    assert (len(whole.page.rows), whole.page.of, whole.page.total, whole.areas) == (5, 2, 25, ("OST", "PEL"))
    one = lists.register(number=1, area="PEL", purpose=steps.PURPOSE, by=by)
    assert (len(one.page.rows), one.area) == (5, "PEL")


def test_held_records_are_paged_and_show_nobody_beside(register, load):
    names = [f"Vant{number}" for number in range(21)]
    load("people", *(steps.record(f"P{name}", family_name=name) for name in names))
    load("people", *(steps.record(f"{name}-TWIN", pnc_id="", family_name=name) for name in names))
    by = register.account("records")
    first, second = (held.waiting(number=n, purpose=steps.PURPOSE, by=by) for n in (1, 2))
    assert [(len(page.rows), page.number, page.of, page.total) for page in (first, second)] == [
        (20, 1, 2, 21), (1, 2, 2, 21),
    ]  # fmt: skip
    shown = {one.record.family_name for page in (first, second) for one in page.rows}
    assert shown == set(names)


def test_two_sessions_at_once_come_to_the_same_as_one_after_the_other(register, load):
    people = [
        steps.record(f"P{letter}{n}", given_names=f"Ann{n}", family_name=f"Vant{letter}")
        for letter in "abcdef"
        for n in range(20)
    ]
    load("people", *people)
    by = register.account("analyst")

    def found(letter):
        return search.find(words=f"vant{letter}", reason="A call.", purpose=steps.PURPOSE, by=by)

    found("a")
    answers = steps.at_once(*(lambda letter=letter: found(letter) for letter in "bcdef"))
    assert sorted(type(answer) is Refused for answer in answers) == [False, False, True, True, True]
