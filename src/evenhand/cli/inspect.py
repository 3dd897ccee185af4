"""inspect: is a register even-handed? On anybody's file, without a database or a network, or on our own."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.cli.running import Stop, console

if TYPE_CHECKING:  # loaded when an inspection begins: the other verbs need none of it
    from evenhand.inspection.inspected import Inspection


# The day of the invented list that is written as an example: the month of the report that showed what was wrong.
EXAMPLE_DAY = date(2018, 5, 1)


def add_to(app: typer.Typer) -> None:
    """Add this verb."""
    app.command("inspect")(inspect)


def inspect(
    file: Annotated[Path | None, typer.Argument(help="The register as CSV or Parquet.")] = None,
    map_: Annotated[Path | None, typer.Option("--map", help="Which column is what: a TOML file.")] = None,
    benchmark: Annotated[
        list[str] | None,
        typer.Option(
            help="With whom it is compared: a name such as london-2021, a TOML or CSV file, or a stage of the file. "
            "Repeatable."
        ),
    ] = None,
    init: Annotated[bool, typer.Option("--init", help="Look at the file and propose a mapping for it.")] = False,
    copy: Annotated[str, typer.Option(help="A second copy as at the same date: FILE or FILE=MAP.")] = "",
    earlier: Annotated[
        list[str] | None, typer.Option(help="The same register on another day: FILE=MAP. Repeatable.")
    ] = None,
    as_at: Annotated[str, typer.Option(help="As at which day the file is, such as 2018-05-01.")] = "",
    draws: Annotated[
        int, typer.Option(min=0, help="Also intervals by drawing people again so often, in the JSON; 1000 are enough.")
    ] = 0,
    out: Annotated[Path, typer.Option(help="The folder for the report.")] = Path("inspection"),
    publish: Annotated[bool, typer.Option("--publish", help="Coarse figures, fit to be published (SG-43).")] = False,
    own: Annotated[bool, typer.Option("--own", help="Inspect the register of this home.")] = False,
    example: Annotated[
        Path | None, typer.Option(help="Write an invented county's old list into this folder, to try this on.")
    ] = None,
) -> None:
    """Is a register even-handed? Writes a report as HTML, tagged PDF and JSON, and changes nothing else (SG-62)."""
    from evenhand.inspection.trouble import CannotInspect

    try:
        if example:
            return _example(example)
        if own:
            return _own(out, publish)
        if file is None:
            raise CannotInspect(
                "Name the file to inspect: ./eh inspect FILE --map MAP.toml. To begin with, add --init."
            )
        if init:
            return _propose(file, map_ or file.with_suffix(".toml"))
        return _report(file, map_, benchmark or [], copy, earlier or [], _day(as_at), draws, out, publish)
    except CannotInspect as trouble:
        raise Stop(str(trouble)) from trouble
    except OSError as trouble:
        where = trouble.filename or "the report"
        raise Stop(f"{where} cannot be read or written: {trouble.strerror}. Nothing else was changed.") from trouble


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007 - a day, no moment
    except ValueError as error:
        raise Stop(f"{text!r} is not a day; write it as 2018-05-01.") from error


def _pair(given: str, otherwise: Path | None = None) -> tuple[Path, Path]:
    """FILE=MAP as two paths; the mapping of the inspected file where none is given."""
    file, _, mapping = given.partition("=")
    if not mapping and otherwise is None:
        raise Stop(f"{given!r} has no mapping; write it as FILE=MAP.")
    return Path(file), Path(mapping) if mapping else otherwise or Path()


def _propose(file: Path, into: Path) -> None:
    """Write the proposed mapping, never over one that is there, and print what only the inspector can know."""
    from evenhand.inspection.mapping_file import as_toml
    from evenhand.inspection.reading import propose

    if into.exists():
        raise Stop(f"{into} is there already and was left as it is. Name another file with --map.")
    proposal = propose(file)
    into.write_text(as_toml(proposal.mapping, proposal.remarks), encoding="utf-8")
    console.print(f"A proposal is in {into}. Read it before you use it: it was made from headings and values alone.")
    for question in proposal.questions:
        console.print(f"  ? {question}", markup=False)
    console.print(f"Then: ./eh inspect {file} --map {into} --benchmark london-2021", markup=False)


def _report(
    file: Path,
    map_: Path | None,
    benchmark: Sequence[str],
    copy: str,
    earlier: Sequence[str],
    as_at: date | None,
    draws: int,
    out: Path,
    publish: bool,
) -> None:
    from evenhand.inspection import run
    from evenhand.inspection.mapping_file import read_mapping
    from evenhand.inspection.report import files

    if map_ is None:
        raise Stop(f"Say which column is what: --map MAP.toml. ./eh inspect {file} --init proposes one.")
    second = _pair(copy, map_) if copy else None
    inspection = run.inspect(
        file,
        map_,
        benchmark=benchmark,
        copy=(second[0], read_mapping(second[1])) if second else None,
        earlier=[(path, read_mapping(mapping)) for path, mapping in map(_pair, earlier)],
        as_at=as_at,
        draws=draws,
    )
    written = files.write(inspection, out, file.stem, publish=publish)
    _tell(inspection)
    console.print(f"The report: {', '.join(str(path) for path in written)}", markup=False)


def _own(out: Path, publish: bool) -> None:
    """Our own register. The rows are gone when the report is there."""
    from evenhand.cli import own
    from evenhand.cli.running import register_ready
    from evenhand.inspection.report import files

    with register_ready():
        inspection = own.inspected()
    written = files.write(inspection, out, "own", publish=publish)
    _tell(inspection)
    console.print(f"The report: {', '.join(str(path) for path in written)}", markup=False)


def _tell(inspection: "Inspection") -> None:
    """In the terminal: what was assumed, what matters most, the findings, and the error rates where there are any."""
    from evenhand.inspection.report.build import sections

    short = next(one for one in sections(inspection) if one.name == "short")
    findings = inspection.findings
    faults = [one for one in findings if one.is_fault]
    clean, untested = sum(one.found == 0 for one in findings), sum(one.found is None for one in findings)
    for line in (
        *(f"assumed: {one}" for one in inspection.extract.assumed),
        *(f"- {one}" for one in short.points),
        *(f"  {one.check}: {one.sentence}" for one in faults),
        *_errors(inspection),
        f"{len(faults)} checks found something, {clean} found nothing, {untested} could not be made.",
    ):
        console.print(line, markup=False)


def _errors(inspection: "Inspection") -> Iterator[str]:
    """False positives and false negatives of each group, by number and rate."""
    for one in inspection.error_rates:
        yield f"Errors at {one.stage!r} by {one.attribute}:"
        for place, group in enumerate(one.groups):
            positives = f"{one.false_positives[place]:,} of {one.negatives[place]:,} ({one.fpr[place] * 100:.2f} %)"
            negatives = f"{one.false_negatives[place]:,} of {one.positives[place]:,} ({one.fnr[place] * 100:.2f} %)"
            yield f"  {group}: false positives {positives}, false negatives {negatives}"


def _example(folder: Path) -> None:
    """Write the invented county's old list with all it needs, and print how to inspect it."""
    from evenhand.synthetic.extract import write_extract

    county = write_extract(folder, as_at=EXAMPLE_DAY)
    against = " ".join(f"--benchmark {one}" for one in county.benchmarks)
    console.print(
        f"An invented county's old list is in {folder}, with the council's copy of it and a list without a fault."
    )
    console.print(
        f"./eh inspect {county.file} --map {county.mapping} {against} --benchmark london-2011 --copy {county.copy}\n"
        f"./eh inspect {county.clean} --map {county.clean_mapping}",
        markup=False,
    )
