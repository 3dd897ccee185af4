"""The specifications, the rows and the reference page say the same."""

from dataclasses import fields

from evenhand.evidence.feeds import columns
from evenhand.evidence.feeds.reference import page
from evenhand.evidence.feeds.specs import SPECS
from evenhand.evidence.vocabulary import Feed


def test_every_feed_has_a_specification_in_the_order_of_loading() -> None:
    assert list(SPECS) == list(Feed)


def test_the_columns_that_make_a_row_are_its_fields_in_order_and_those_kept_apart_come_last() -> None:
    for spec in SPECS.values():
        own = [column.name for column in spec.columns if not column.apart]
        assert own == [field.name for field in fields(spec.row)]
        assert list(spec.names[: len(own)]) == own
        assert len(set(spec.names)) == len(spec.names)


def test_rules_name_columns_of_their_feed() -> None:
    for spec in SPECS.values():
        for rule in spec.rules:
            assert rule.columns
            assert set(rule.columns) <= set(spec.names)


def test_no_feed_needs_all_that_another_needs() -> None:
    for one in SPECS.values():
        assert not [other.feed for other in SPECS.values() if other is not one and other.required <= one.required]


def test_no_column_of_ours_is_a_forbidden_one() -> None:
    for spec in SPECS.values():
        columns.check_forbidden_columns(spec.names)
        columns.check_association_columns(spec.names)


def test_the_page_describes_every_column_and_every_rule() -> None:
    text = page()
    for spec in SPECS.values():
        assert f"\n## {spec.feed}\n" in text
        assert all(f"| `{column.name}` |" in text and column.says in text for column in spec.columns)
        assert all(f"- {rule.says}\n" in text for rule in spec.rules)
    assert text.endswith("|\n")
