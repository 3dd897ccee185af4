"""The page shows each promise with its law, its places and its proofs, and hides nothing that is missing."""

from datetime import date

import pytest

from evenhand.safeguards.catalogue import Catalogue, Law, NotYetKept, Promise, load
from evenhand.safeguards.page import safeguards_markdown

DAY = date(2026, 11, 23)
LAWS = (
    Law("An Act", "section 1", "Something must be so.", "https://example.org/1", DAY, verified=True),
    Law("A case", "paragraph 2", "Something was wrong.", "", DAY, verified=False),
)


def promise(ref: str, title: str, still_to_come: str = "") -> Promise:
    return Promise(ref, title, f"What {ref} promises.", "entry", "gate", "Senior owner", DAY, still_to_come, LAWS)


TWO = Catalogue(
    (promise("SG-01", "One | title"), promise("SG-02", "Two", still_to_come="the rest.")),
    (NotYetKept("SG-03", "Three", "Some day."),),
)
PLACES = [("SG-01", "check", "room.file.check_b"), ("SG-01", "constraint", "sg_01_a")]
PROOFS = {"SG-01": ["tests/safeguards/test_SG_01_one.py"]}


def test_the_table_counts_places_and_proofs_and_says_when_there_are_none() -> None:
    page = safeguards_markdown(PLACES, PROOFS, TWO)
    assert "| [SG-01](#sg-01) | One \\| title | 2 places | 1 test file |" in page
    assert "| [SG-02](#sg-02) | Two | no place yet | no proof yet |" in page


def test_each_promise_shows_its_words_its_law_its_places_and_its_proofs() -> None:
    first = safeguards_markdown(PLACES, PROOFS, TWO).split("### SG-01")[1].split("### SG-02")[0]
    assert "What SG-01 promises." in first
    assert "- [An Act, section 1](https://example.org/1): Something must be so. (checked 2026-11-23)" in first
    assert "- A case, paragraph 2: Something was wrong. (checked 2026-11-23, *not yet verified*)" in first
    assert "- check: `room.file.check_b`\n- constraint: `sg_01_a`" in first
    assert "- `tests/safeguards/test_SG_01_one.py`" in first
    assert "Still to come" not in first


def test_a_promise_that_is_kept_in_part_says_so() -> None:
    second = safeguards_markdown(PLACES, PROOFS, TWO).split("### SG-02")[1]
    assert "Still to come: the rest." in second
    assert "Where it is kept:\n\n- nothing yet" in second


def test_what_is_not_yet_kept_comes_last() -> None:
    last = safeguards_markdown(PLACES, PROOFS, TWO).split("## Not yet kept")[1]
    assert "| SG-03 | Three | Some day. |" in last


def test_the_order_in_which_places_are_found_makes_no_difference() -> None:
    assert safeguards_markdown(PLACES[::-1], PROOFS, TWO) == safeguards_markdown(PLACES, PROOFS, TWO)


@pytest.mark.parametrize(
    ("places", "proofs"), [([("SG-03", "check", "x")], {}), ([], {"SG-03": ["x"]}), ([("SG-77", "check", "x")], {})]
)
def test_refuses_a_place_or_a_proof_of_a_promise_that_is_not_kept(
    places: list[tuple[str, str, str]], proofs: dict[str, list[str]]
) -> None:
    with pytest.raises(ValueError, match="does not keep"):
        safeguards_markdown(places, proofs, TWO)


def test_the_project_s_own_page_names_all_sixty_six() -> None:
    page = safeguards_markdown([], {})
    assert all(f"### {promise.id} " in page for promise in load().kept)
    assert all(f"| {promise.id} |" in page for promise in load().not_yet_kept)
