"""The year as a table, as pictures and as a page of docs/year; the same year always gives the same bytes."""

from pathlib import Path

from evenhand.cli.years.living import Month, Year
from evenhand.register.plot import lines_svg

_HEADS = ("As at", "Entries", "Inherited", "Decided", "Zero", "Zero share", "Restricted", "Overdue")
_UNSAID = "Not stated"


def table(year: Year) -> list[str]:
    """The months as lines of Markdown."""
    rows = [_row(month) for month in year.months]
    return [_line(_HEADS), _line("---" for _ in _HEADS), *map(_line, rows)]


def pages(year: Year) -> dict[str, str]:
    """Every file of docs/year: its name and its text."""
    months = [month.on.strftime("%b %Y") for month in year.months]
    sizes = {
        "Entries": [month.figures["size"] for month in year.months],
        "Inherited": [month.figures["inherited"] for month in year.months],
        "Decided here": [month.figures["decided"] for month in year.months],
        "Scoring zero": [month.figures["zero"] for month in year.months],
    }
    groups = {group: [_share(month, group) for month in year.months] for group in _groups(year)}
    return {
        "README.md": _page(year),
        "size.svg": lines_svg("size", "People on the register, month by month", months, sizes) + "\n",
        "composition.svg": lines_svg(
            "composition", "Shares of the people on the register by recorded ethnicity", months, groups, percent=True
        )
        + "\n",
    }


def write(folder: Path, year: Year) -> None:
    """Write the files of docs/year anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(year).items():
        (folder / name).write_text(text, encoding="utf-8")


def _row(month: Month) -> list[str]:
    counts = [f"{month.figures[name]:,}" for name in ("size", "inherited", "decided", "zero")]
    size = month.figures["size"]
    share = f"{100 * month.figures['zero'] / size:.1f}%" if size else "-"
    return [month.on.isoformat(), *counts, share, f"{month.figures['restricted']:,}", f"{month.figures['overdue']:,}"]


def _line(cells: object) -> str:
    return f"| {' | '.join(cells)} |"  # type: ignore[arg-type]


def _groups(year: Year) -> list[str]:
    return [group for group in year.months[0].composition if group != _UNSAID]


def _share(month: Month, group: str) -> float:
    known = sum(count for name, count in month.composition.items() if name != _UNSAID)
    return round(100 * month.composition[group] / known, 1) if known else 0.0


def _composition(year: Year) -> list[str]:
    groups = _groups(year)
    rows = [
        [month.on.isoformat(), *(f"{month.composition[one]:,} ({_share(month, one):.1f}%)" for one in groups)]
        for month in year.months
    ]
    return [_line(("As at", *groups)), _line("---" for _ in ("", *groups)), *map(_line, rows)]


def _shift(year: Year) -> str:
    """What became of the shares, in a sentence for each group."""
    first, last = year.months[0], year.months[-1]
    said = [
        f"{group}: {first.composition[group]:,} people ({_share(first, group):.1f}%) at the beginning, "
        f"{last.composition[group]:,} ({_share(last, group):.1f}%) at the end."
        for group in _groups(year)
    ]
    return "\n".join(f"- {sentence}" for sentence in said)


def _page(year: Year) -> str:
    first, last = year.months[0], year.months[-1]
    done, clocks = last.done, year.clocks
    ended = {what: count for what, count in sorted(clocks.items()) if what.startswith("ended") and count}
    by_clock = ", ".join(f"{count:,} by {what.removeprefix('ended ')}" for what, count in ended.items()) or "nobody"
    told = (
        f"`./eh year --people {year.listed} --seed {year.seed} --start {year.start} --write-docs` writes this page. "
        "The same words give the same page."
    )
    return "\n".join(
        [
            "# A year in the life of a register",
            "",
            told,
            "",
            f"On {first.on} an old list is taken over: {first.figures['size']:,} invented people, every entry "
            f"restricted, {first.figures['zero']:,} of them scoring zero. A year later there are "
            f"{last.figures['size']:,} entries, all of them decided here by two people, {last.figures['zero']:,} "
            "scoring zero.",
            "",
            "![People on the register, month by month](size.svg)",
            "",
            *table(year),
            "",
            "## What happened",
            "",
            f"- Simulated officers let {done.get('let go', 0):,} people of the old list go and proposed "
            f"{done.get('proposed', 0):,} people, from the list or after a new incident; "
            f"{done.get('accepted', 0):,} proposals were accepted.",
            f"- Entries decided here were retained {done.get('retain', 0):,} times, restricted "
            f"{done.get('restrict', 0):,} times and removed {done.get('remove', 0):,} times, never by whoever had "
            "decided the last time (SG-23).",
            f"- The day's clocks ended entries: {by_clock}.",
            "- The clocks ran every morning, also on the days on which nobody worked.",
            "",
            "## Who is left",
            "",
            "![Shares of the people on the register by recorded ethnicity](composition.svg)",
            "",
            *_composition(year),
            "",
            _shift(year),
            "",
            "Counts by officer-recorded ethnicity, from the statistics role alone (SG-41); people of whom no officer "
            "recorded one are not in them, and small counts are shown because nobody here exists. Why the shares move: "
            "on the old list of this county ethnicity is dealt out without regard to anybody's story, so letting go "
            "of people leaves the shares where they were but for chance; those who are proposed after a new incident "
            "were never on the list, and are dealt out by other shares (`violence` in `county.toml`). As the list "
            "empties, the second come to outweigh the first. In a small register one person is many points of a share. "
            "On a real list a fall in size can raise the share of a group as well as lower it. A change of a share "
            "says nothing by itself about whether anybody was treated fairly.",
            "",
            "## What this does and does not show",
            "",
            "It shows that the clocks, the reviews and the votes, run day after day through the same doors that "
            "officers use, leave nothing overdue, nobody kept at zero, and no inherited entry after a year: the verb "
            "fails where one is left. It does not show what a real register would become. The people and what they "
            "did are invented, by rates that are our own choice (`src/evenhand/synthetic/later.toml`), so nothing "
            "about real disparity can be read from it. The officers are simulated: never tired, never hurried, "
            "never biased, and they read every record; their reasons are one sentence. Nobody disputes anything in "
            "this year, and no letter is sent.",
            "",
        ]
    )
