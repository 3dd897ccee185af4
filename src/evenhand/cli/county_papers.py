"""The papers of the fictional county, adopted through the front door like anybody's."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with Django, once it is ready
    from evenhand.register.actions.accounts import Account


def adopt(owner: "Account", dpo: "Account") -> None:
    """Adopt those that are not in force yet, dated today and good for a year. The first justification has a year."""
    from evenhand.casework import papers
    from evenhand.casework.ages import months_after
    from evenhand.inspection import benchmarks
    from evenhand.register import clock, governance, standing
    from evenhand.register.actions import governance as governing
    from evenhand.register.actions import papers as adopting

    today = clock.today()
    for kind in (papers.Kind.IMPACT, papers.Kind.EQUALITY, papers.Kind.POLICY):
        if standing.in_force(kind) is None:
            said = tomllib.loads(files("evenhand.synthetic").joinpath(f"papers/{kind}.toml").read_text("utf-8"))
            parts = {name: words for name, words in said.items() if name not in ("in_force_from", "review_by")}
            paper = papers.made(kind, parts, today, months_after(today, 12))
            adopting.adopt(paper=paper, by=owner, approved_by=dpo)
    if governance.residents() is None:
        residents = benchmarks.read(Path(str(files("evenhand.synthetic").joinpath("papers/residents.toml"))))
        governing.adopt_benchmark(benchmark=residents, by=owner, approved_by=dpo)
