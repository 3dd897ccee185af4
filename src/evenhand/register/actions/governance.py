"""Adopting a charter, an instrument or local settings: each signed by two people, each version kept."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import cast

from evenhand.casework import evenness, policy
from evenhand.casework import governance as charter_rules
from evenhand.casework.governance import Charter
from evenhand.inspection.benchmarks import Benchmark
from evenhand.ledger.entry import Fact
from evenhand.register import clock
from evenhand.register.acts import act, check_may
from evenhand.register.governance import as_settings
from evenhand.register.models import Account, BenchmarkAdoption, CharterVersion, InstrumentAdoption, LocalPolicy
from evenhand.register.roles import Permission
from evenhand.scoring import instrument

PURPOSE = "governance"
ATTRIBUTE = "ethnicity"


def check_signatures(by: Account, approved_by: Account) -> None:
    """Refuse one person's two signatures; raise NotAllowed where one of the two may not sign."""
    check_may(by, Permission.CHARTER_ADOPT)
    check_may(approved_by, Permission.CHARTER_ADOPT)
    charter_rules.check_signed_by_two(by.pk, approved_by.pk)


def adopt_charter(*, charter: Charter, by: Account, approved_by: Account) -> None:
    """Set down what the register is for, on what basis and who answers for it."""
    check_signatures(by, approved_by)
    with act("charter:adopted", by=by, purpose=PURPOSE, opens="nothing", facts={"approved_by": approved_by.pk}):
        CharterVersion.objects.create(
            content=asdict(charter), adopted_at=clock.now(), adopted_by=by, approved_by=approved_by
        )


def adopt_instrument(*, instrument_id: str, by: Account, approved_by: Account) -> None:
    """Make a packaged instrument the one that scores from now on. Raises InstrumentError where there is none."""
    check_signatures(by, approved_by)
    chosen = instrument.load(instrument_id)
    facts: dict[str, Fact] = {"approved_by": approved_by.pk, "instrument": chosen.id, "digest": chosen.digest}
    with act("instrument:adopted", by=by, purpose=PURPOSE, opens="nothing", facts=facts):
        InstrumentAdoption.objects.create(
            instrument_id=chosen.id,
            digest=chosen.digest,
            adopted_at=clock.now(),
            adopted_by=by,
            approved_by=approved_by,
        )


def adopt_benchmark(*, benchmark: Benchmark, by: Account, approved_by: Account) -> None:
    """Say with how many residents of each ethnic group the register is compared. Refused where it is not usable."""
    check_signatures(by, approved_by)
    facts: dict[str, Fact] = {"approved_by": approved_by.pk, "digest": benchmark.fingerprint}
    with act("benchmark:adopted", by=by, purpose=PURPOSE, opens="nothing", facts=facts):
        evenness.check_benchmark(benchmark.source, benchmark.dated, benchmark.people.get(ATTRIBUTE, {}))
        BenchmarkAdoption.objects.create(
            title=benchmark.title,
            source=benchmark.source,
            dated=cast(date, benchmark.dated),  # the check saw that there is one
            basis=benchmark.basis,
            residents=dict(benchmark.people[ATTRIBUTE]),
            adopted_at=clock.now(),
            adopted_by=by,
            approved_by=approved_by,
        )


def adopt_local_policy(*, settings: Mapping[str, int | list[str]], by: Account, approved_by: Account) -> None:
    """Tighten some settings for this place. Refused where one would be loosened (SG-61)."""
    check_signatures(by, approved_by)
    with act("policy:adopted", by=by, purpose=PURPOSE, opens="nothing", facts={"approved_by": approved_by.pk}):
        policy.check_only_tightens(policy.load(), as_settings(dict(settings)))
        LocalPolicy.objects.create(
            settings=dict(settings), adopted_at=clock.now(), adopted_by=by, approved_by=approved_by
        )
