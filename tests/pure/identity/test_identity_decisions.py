"""Whose record is it: joined only where a strong identifier agrees and nothing contradicts, otherwise held."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from evenhand.identity.decisions import Details, Hold, Join, Known, NewPerson, decide, name_key, strong_identifiers

BORN, ANOTHER_DAY = date(1999, 5, 17), date(1999, 5, 18)
PNC = ("pnc_id", "FXP1")
ONE, TWO = UUID(int=1), UUID(int=2)


def record(*strong: tuple[str, str], born_on: date = BORN) -> Details:
    return Details("avric braxaby", born_on, frozenset(strong))


def known(person: UUID, *strong: tuple[str, str], born_on: date = BORN) -> Known:
    return Known(person, frozenset({born_on}), frozenset(strong))


def test_joins_by_an_identifier_in_common_and_says_which():
    decision = decide(record(PNC), [known(ONE, PNC)], [])
    assert isinstance(decision, Join)
    assert decision.person == ONE
    assert "FXP1" in decision.reason


def test_makes_a_new_person_where_nobody_could_be_meant():
    assert isinstance(decide(record(PNC), [], []), NewPerson)


def test_holds_where_the_birth_date_contradicts():
    decision = decide(record(PNC), [known(ONE, PNC, born_on=ANOTHER_DAY)], [])
    assert decision == Hold((ONE,), "Same PNC identifier FXP1, but born on 1999-05-17, and not on 1999-05-18.")


def test_holds_where_another_identifier_contradicts():
    mine, theirs = ("cro_number", "FXC1"), ("cro_number", "FXC2")
    assert isinstance(decide(record(PNC, mine), [known(ONE, PNC, theirs)], []), Hold)


def test_holds_where_the_identifiers_belong_to_two_people():
    cro = ("cro_number", "FXC1")
    decision = decide(record(PNC, cro), [known(ONE, PNC), known(TWO, cro)], [])
    assert isinstance(decision, Hold)
    assert decision.people == (ONE, TWO)


def test_a_name_and_a_birth_date_alone_never_join_anybody():
    decision = decide(record(), [], [known(ONE)])
    assert isinstance(decision, Hold)


def test_names_are_compared_without_case_or_middle_names():
    assert name_key("Avric  Tomas", "BRAXABY") == name_key("avric", "Braxaby")
    assert name_key("", "Braxaby") == "braxaby"


def test_only_given_identifiers_count_and_in_any_case():
    values = {"pnc_id": " fxp1 ", "cro_number": "", "prison_number": "  ", "postcode": "ZV1"}
    assert strong_identifiers(values) == {PNC}


identifiers = st.frozensets(
    st.tuples(st.sampled_from(["pnc_id", "cro_number", "prison_number"]), st.sampled_from(["A", "B", "C"])), max_size=3
)
born = st.sampled_from([BORN, ANOTHER_DAY])
everybody = st.lists(st.tuples(st.frozensets(born, min_size=1), identifiers), max_size=4)


@given(identifiers, born, everybody)
def test_nobody_is_ever_joined_without_agreement_or_against_a_contradiction(strong, born_on, others):
    people = [Known(UUID(int=n), days, theirs) for n, (days, theirs) in enumerate(others)]
    sharing = [one for one in people if one.strong & strong]
    decision = decide(Details("name", born_on, strong), sharing, [])
    if isinstance(decision, Join):
        [whose] = sharing
        assert decision.person == whose.person
        assert born_on in whose.birth_dates
    elif isinstance(decision, NewPerson):
        assert not sharing
