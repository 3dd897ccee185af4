"""What is public about groups: one table of rounded counts, renewed only when enough people came or left (SG-43)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection

from evenhand.casework import evenness
from evenhand.casework.evenness import Counts
from evenhand.casework.policy import Policy
from evenhand.inspection import disclosure
from evenhand.inspection.disclosure import Table
from evenhand.register import governance
from evenhand.register.entries import EntryToday
from evenhand.register.models import Snapshot
from evenhand.safeguards import Refused

Published = Mapping[str, Any]  # as_at, and cells by way of grouping, stage and group; empty where there never was one


def renewed(
    figures: Mapping[str, Any], counts: Mapping[str, Counts], known: Iterable[EntryToday], policy: Policy
) -> Published:
    """What is published about groups today: counted anew where that gives nobody away, else what was published last.

    A way of grouping by which somebody could be worked out is left out as a whole.
    """
    last = last_published()
    try:
        if last:
            least = policy.number("group_changes_min")
            disclosure.check_enough_changed(_changed(date.fromisoformat(last["as_at"])), least)
    except Refused:
        return last
    fresh = {name: table.cells for name, table in tables(figures, counts, known).items() if _gives_nobody_away(table)}
    return {"as_at": figures["as_at"], "cells": fresh, "residents": _residents()} if fresh else last


def _residents() -> dict[str, Any]:
    """With which residents the figures are compared: they are kept with them, whatever is adopted later."""
    adopted = governance.residents()
    if adopted is None:
        return {}
    said = {"title": adopted.title, "source": adopted.source, "dated": adopted.dated.isoformat()}
    return said | {"basis": adopted.basis, "groups": adopted.residents}


def _gives_nobody_away(table: Table) -> bool:
    try:
        disclosure.check(table)
    except Refused:
        return False
    return True


def last_published() -> Published:
    """What was published about groups last; empty where nothing ever was."""
    newest = Snapshot.objects.order_by("-as_at", "-pk").first()
    return newest.figures.get("groups", {}) if newest else {}


def tables(figures: Mapping[str, Any], counts: Mapping[str, Counts], known: Iterable[EntryToday]) -> dict[str, Table]:
    """Everything about groups, rounded, with the totals that the other figures give exactly."""
    totals = {"listed": figures["size"], "restricted": figures["restricted"], "entered": figures["decided"]}
    by_recorded = {basis: disclosure.made(counts[basis], totals, evenness.WITHIN) for basis in counts}
    size = {"listed": figures["size"]}
    return by_recorded | {name: disclosure.made({"listed": by}, size) for name, by in _bands(known).items()}


def _bands(known: Iterable[EntryToday]) -> dict[str, dict[str, int]]:
    """People on the register by age, and by how long they have been on it."""
    ages, times = (Counter(dict.fromkeys(bands.values(), 0)) for bands in (evenness.AGES, evenness.TIMES))
    for one in known:
        ages[evenness.age_band(one.facts.born_on, one.facts.as_at)] += 1
        times[evenness.time_band(one.facts.opened_on, one.facts.as_at)] += 1
    return {"age": dict(ages), "time": dict(times)}


def _changed(day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT changed_since(%s)", [day])
        return int(cursor.fetchone()[0])
