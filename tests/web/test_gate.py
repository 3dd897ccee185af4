"""The gate: shut unless named as open."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from entering import enter, visitor, with_code, with_letter, with_password

from evenhand.web import gate

OPEN_TO_ANYBODY = {
    "start",
    "about",
    "about-record",
    "safeguards",
    "policy",
    "instrument",
    "figures",
    "groups",
    "log",
    "log-checkpoint",
    "healthz",
    "sign-in",
    "mine-enter",
}
SAMPLES = {"uuid": "0b9a3c1e-0000-4000-8000-000000000000", "int": "1", "str": "word", "slug": "word", "path": "word"}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address there is."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def address(pattern: URLPattern) -> str:
    """The pattern's address with something in each of its places."""
    found = {name: _sample(converter) for name, converter in pattern.pattern.converters.items()}
    return reverse(pattern.name, kwargs=found)


def _sample(converter: object) -> str:
    return SAMPLES[type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")]


def shut() -> list[URLPattern]:
    """Every pattern that is not open to anybody, not a step of signing in, and not a person's own page."""
    steps = {*gate.AFTER_PASSWORD, *gate.AFTER_SECOND_FACTOR}
    return [one for one in patterns() if one.name not in OPEN_TO_ANYBODY | steps | set(gate.OWN_PAGE)]


def own() -> list[URLPattern]:
    """Every page that opens with a letter."""
    return [one for one in patterns() if one.name in gate.OWN_PAGE]


def test_what_is_open_to_anybody_is_written_down_here_too():
    assert set(gate.PUBLIC) == OPEN_TO_ANYBODY


def test_every_address_has_a_name_and_every_name_in_the_gate_an_address():
    names = [one.name for one in patterns()]
    assert all(names)
    assert {*gate.PUBLIC, *gate.OWN_PAGE, *gate.AFTER_PASSWORD, *gate.AFTER_SECOND_FACTOR} <= set(names)


def test_there_are_pages_behind_the_gate():
    assert len(shut()) > 5


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_nobody_gets_past_without_signing_in(register, method):
    for pattern in [*shut(), *(one for one in patterns() if one.name in gate.AFTER_PASSWORD)]:
        response = getattr(visitor(), method)(address(pattern))
        assert response.status_code == 302, pattern
        assert response["Location"].startswith("/sign-in"), pattern


def test_a_password_alone_opens_nothing(register):
    client = with_password("analyst")
    for pattern in [*shut(), *(one for one in patterns() if one.name in gate.AFTER_SECOND_FACTOR)]:
        for answer in (client.get(address(pattern)), client.post(address(pattern))):
            assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code"), pattern


def test_without_a_purpose_nothing_opens(register):
    client = with_code("analyst")
    for pattern in shut():
        for answer in (client.get(address(pattern)), client.post(address(pattern))):
            assert (answer.status_code, answer["Location"]) == (302, "/purpose"), pattern


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_a_persons_own_page_opens_to_nobody_without_a_letter_not_even_with_all_three_steps(register, method):
    for client in (visitor(), enter("analyst"), enter("dpo")):
        for pattern in own():
            answer = getattr(client, method)(address(pattern))
            assert (answer.status_code, answer["Location"]) == (302, "/mine/enter"), pattern


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_letter_opens_no_page_of_those_who_work_here(register, tmp_path, method):
    client = with_letter(register, tmp_path)
    assert client.get("/mine").status_code == 200
    for pattern in shut():
        answer = getattr(client, method)(address(pattern))
        assert answer.status_code == 302, pattern
        assert answer["Location"].startswith("/sign-in"), pattern


def test_with_all_three_steps_the_work_opens(register):
    assert enter("analyst").get("/work").status_code == 200


def test_pages_behind_the_gate_are_never_kept_by_the_browser(register, tmp_path):
    assert enter("analyst").get("/work")["Cache-Control"] == "no-store"
    assert with_letter(register, tmp_path).get("/mine")["Cache-Control"] == "no-store"


def test_no_page_may_run_a_script_or_load_from_elsewhere(register):
    policy = visitor().get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
