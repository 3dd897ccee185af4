"""Whatever read gives somebody's name has noted that they were shown (SG-26, SG-65): walked, so none can forget."""

import dataclasses
import json
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import steps
from django.db.models import Model
from test_reads_leave_one_entry import AS, county, looks  # noqa: F401 - a fixture

from evenhand.ledger.mentions import mention_digest
from evenhand.register import shown
from evenhand.register.models import LedgerEntry, LedgerMention, Link, QuarantinedRow, SourceRecord
from evenhand.register.reads import held, lists, quarantine, search


@pytest.fixture
def planted(register, county, load) -> dict[str, set[UUID]]:  # noqa: F811 - the fixture
    """Family names that are nobody else's, each with the numbers that may stand for whoever bears it."""
    load("people", steps.record("P4"))
    load("listings", {"person_reference": "P4"})
    return steps.seen(
        lambda: {
            "Braxabyp1": {county[0], shown.somebody_of_record(SourceRecord.objects.get(reference="P2").pk)},
            "Braxaby": {shown.somebody_of_row(QuarantinedRow.objects.get().pk)},
            "Braxabyp4": {Link.objects.get(record__reference="P4").person_id},
        }
    )


def texts(value: object, seen: set[int]) -> Iterator[str]:
    """Every text in an answer, however deep."""
    if isinstance(value, str | bytes):
        yield value if isinstance(value, str) else value.decode("utf-8", "replace")
    elif id(value) not in seen:
        seen.add(id(value))
        for part in parts(value):
            yield from texts(part, seen)


def parts(value: object) -> list[object]:
    """What an answer is made of."""
    if isinstance(value, Model):
        return [*value.__dict__.values(), *value._state.fields_cache.values()]
    if dataclasses.is_dataclass(value):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return list(value) if isinstance(value, list | tuple | set | frozenset) else []


def named_in(answer: object, planted: dict[str, set[UUID]]) -> set[str]:
    """Whose planted names an answer holds."""
    whole = "\n".join(texts(answer, set()))
    return {name for name in planted if re.search(rf"\b{name}\b", whole)}


def noted_since(last: int) -> set[UUID]:
    """Whom the ledger's entries after this number are about, or mention."""
    about = LedgerEntry.objects.using("auditor").filter(pk__gt=last, subject__isnull=False)
    mentions = steps.seen(lambda: list(LedgerMention.objects.filter(entry__gt=last).values_list("person", flat=True)))
    return {*about.values_list("subject", flat=True), *mentions}


def test_whoever_is_named_in_an_answer_was_noted(register, county, planted, tmp_path):  # noqa: F811
    walk = [(read, given) for read, (_, given) in looks(register, *county, tmp_path).items()]
    walk.append((lists.home, {"purpose": AS, "by": register.account("reviewer")}))
    found: dict[object, set[str]] = {}
    for read, given in walk:
        before = steps.last_entry()
        names = named_in(read(**given), planted)
        noted = noted_since(before)
        found.setdefault(read, set()).update(names)
        assert [name for name in names if not planted[name] & noted] == [], read
    assert found[search.find] == {"Braxabyp1", "Braxabyp4"}
    assert found[lists.home] == {"Braxabyp1", "Braxabyp4"}
    assert found[held.waiting] == found[held.one] == {"Braxabyp1"}
    assert found[lists.register] == {"Braxabyp4"}
    assert found[quarantine.rows] == found[quarantine.as_file] == {"Braxaby"}


def test_the_entry_holds_a_salted_digest_of_each_and_no_number(register, planted):
    before = steps.last_entry()
    search.find(words="Brax", reason="Look", purpose=AS, by=register.account("analyst"))
    said = LedgerEntry.objects.using("auditor").get(pk__gt=before)
    mentions = steps.seen(lambda: list(LedgerMention.objects.filter(entry=said.pk)))
    assert len(mentions) == 2
    digests = sorted(mention_digest(one.salt, str(one.person)) for one in mentions)
    assert json.loads(said.body)["facts"]["mentions"] == digests
    assert not any(str(one.person) in said.body for one in mentions)
