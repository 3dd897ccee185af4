"""How a promise says no, and how the places where it is kept are known."""

import pytest

from evenhand.safeguards import Place, Refused, core, places, upholds


@pytest.fixture(autouse=True)
def no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the places made up here out of the real list."""
    monkeypatch.setattr(core, "_places", set())


def test_a_refusal_says_which_promise_and_why_and_what_to_do_instead() -> None:
    refused = Refused("SG-09", "Only two events count.", "Refer them for help.")
    assert (refused.safeguard, refused.because, refused.instead) == (
        "SG-09",
        "Only two events count.",
        "Refer them for help.",
    )
    assert str(refused) == "SG-09: Only two events count. Refer them for help."
    assert str(Refused("SG-09", "Only two events count.")) == "SG-09: Only two events count."


def test_a_check_is_listed_once_for_each_promise_it_upholds_and_still_runs() -> None:
    @upholds("SG-12", "SG-13")
    def check_something() -> None:
        raise Refused("SG-13", "No.")

    name = check_something.__qualname__
    assert places() == (Place("SG-12", __name__, name), Place("SG-13", __name__, name))
    with pytest.raises(Refused):
        check_something()
