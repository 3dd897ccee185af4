"""A person's record read with its access, door and ledger entry, beside the same read by whom no door stops."""

import os
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.queues import Queue
from uuid import UUID

from evenhand.cli.running import Stop

SECONDS = 4.0
PROCESSES = (1, 4)
PURPOSE = "prevent-violence"


def lines(rounds: int) -> Iterator[str]:
    """Measure on this home's register, and report a line at a time. Leaves a ledger entry for every audited view."""
    people = _people()
    for processes in PROCESSES:
        rates: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(rounds):
            for audited in (True, False):
                rates[audited].append(_rate(audited, processes, people))
        with_log, without = sorted(rates[True])[rounds // 2], sorted(rates[False])[rounds // 2]
        yield f"A person's record, {processes} at once: {with_log:,.0f} audited views a second, {without:,.0f} without;"
        yield f"  audited / without {with_log / without:.2f} (median of {rounds} rounds of {SECONDS:.0f} s)"


def _people() -> list[UUID]:
    from evenhand.register.actions import accounts
    from evenhand.register.reads.sample import some_people

    found = some_people(by=accounts.software(), count=200)
    if not found:
        raise Stop("There is nobody in this register: run ./eh demo --no-serve first.")
    return found


def _rate(audited: bool, processes: int, people: list[UUID]) -> float:
    """Views a second of so many processes together."""
    context = get_context("spawn")
    counts: Queue[float] = context.Queue()
    others = [context.Process(target=_view, args=(audited, people[number:], counts)) for number in range(processes)]
    for other in others:
        other.start()
    total = sum(counts.get() for _ in others)
    for other in others:
        other.join()
    return total


def _view(audited: bool, people: list[UUID], counts: "Queue[float]") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.register.settings")
    import django

    django.setup()
    view = _audited() if audited else _unaudited()
    view(people[0])
    begun, done = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        view(people[done % len(people)])
        done += 1
    counts.put(done / (time.perf_counter() - begun))


def _audited() -> Callable[[UUID], object]:
    from evenhand.register.actions import accounts
    from evenhand.register.reads import person

    by = accounts.named("analyst")
    if by is None:
        raise Stop("This register has no account called analyst: run ./eh demo --no-serve first.")
    return lambda who: person.page(person=who, reason="Measuring.", purpose=PURPOSE, by=by)


def _unaudited() -> Callable[[UUID], object]:
    """The tables' owner, whom row security does not concern."""
    from django.db import connections, transaction

    from evenhand.register.reads import person

    mine, owners = connections["default"].settings_dict, connections["owner"].settings_dict
    mine |= {"USER": owners["USER"], "PASSWORD": owners["PASSWORD"]}

    def view(who: UUID) -> object:
        with transaction.atomic():
            return person.gather(who)

    return view
