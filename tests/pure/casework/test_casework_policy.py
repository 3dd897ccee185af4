"""Every number has a reason, and a place may only tighten it."""

import pytest

from evenhand.casework import policy
from evenhand.safeguards import Refused


def test_every_setting_says_why_and_which_way_is_tighter():
    for setting in policy.load().settings.values():
        assert setting.reason.endswith("."), setting.name
        assert setting.tighter in {"higher", "lower", "fewer"}, setting.name
        assert isinstance(setting.value, tuple) == (setting.tighter == "fewer"), setting.name


def test_a_list_names_nothing_twice():
    for setting in policy.load().settings.values():
        if isinstance(setting.value, tuple):
            assert len(set(setting.value)) == len(setting.value), setting.name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("qualifying_events_min", 4),
        ("evidence_window_months", 12),
        ("evidence_window_months", 24),
        ("purposes", ("prevent-violence",)),
        ("purposes", ()),
    ],
)
def test_allows_what_is_as_tight_or_tighter(name, value):
    policy.check_only_tightens(policy.load(), {name: value})
    assert policy.tightened(policy.load(), {name: value}).settings[name].value == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("qualifying_events_min", 2),
        ("evidence_window_months", 25),
        ("evidence_window_months", -1),
        ("evidence_window_months", True),
        ("age_min_for_entry", 12),
        ("top_tier_offences", ("1", "49")),
        ("purposes", 3),
        ("qualifying_events_min", ("3",)),
        ("no_such_setting", 1),
    ],
)
def test_refuses_what_is_looser_or_no_setting(name, value):
    with pytest.raises(Refused) as refusal:
        policy.check_only_tightens(policy.load(), {name: value})
    assert refusal.value.safeguard == "SG-61"


def test_the_floor_itself_is_untouched_by_a_local_setting():
    policy.tightened(policy.load(), {"qualifying_events_min": 9})
    assert policy.load().number("qualifying_events_min") == 3
