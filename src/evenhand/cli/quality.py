"""test, check, fix, docs, safeguards, prove-safeguards: is the house in order, and do its alarms ring?"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import documents, proving
from evenhand.cli.running import Stop, console, register_ready
from evenhand.register.database import AnyServer

CHECKOUT = Path(__file__).resolve().parents[3]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(test)
    app.command()(check)
    app.command()(fix)
    app.command()(docs)
    app.command()(safeguards)
    app.command("prove-safeguards")(prove_safeguards)


def test(context: typer.Context) -> None:
    """Run the tests but for the long ones (-m long runs those); the browser's where there is a Chromium.

    Further arguments go to pytest.
    """
    chosen = [] if "-m" in context.args else ["-m", "not long" if browser() else "not long and not browser"]
    code = run([sys.executable, "-m", "pytest", *chosen, *context.args])
    if not browser():
        console.print(
            "\n[bold red]THE BROWSER TESTS DID NOT RUN: there is no Chromium on this machine.[/bold red]\n"
            "Install it (Debian: apt-get install chromium) and run ./eh test again."
        )
    if code:
        raise typer.Exit(code)


def browser() -> str | None:
    """Where Chromium is; None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def run(command: list[str]) -> int:
    """Run a development tool in the checkout; its exit code."""
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - our own commands


CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "import contracts": ["lint-imports"],
    "dependencies": ["deptry", "src"],
}


def check() -> None:
    """Check format, lint, types, import contracts, dependencies, and that the generated documents are current."""
    with register_ready() as server:  # the types of the tables and the documents are read from a register
        failed = [name for name, (tool, *rest) in CHECKS.items() if run([_tool(tool), *rest])]
        stale = _stale(server)
    for path in stale:
        console.print(f"{path} is not current: ./eh docs writes it.")
    if failed or stale:
        raise Stop(f"Not in order: {', '.join([*failed, *(['generated documents'] if stale else [])])}.")
    console.print("All in order.")


def fix() -> None:
    """Mend what tools can mend: format, lint, generated documents."""
    run([_tool("ruff"), "check", "--fix", "."])
    run([_tool("ruff"), "format", "."])
    docs()


def docs() -> None:
    """Write the generated documents."""
    with register_ready() as server:
        for path, text in documents.written(server).items():
            (CHECKOUT / path).parent.mkdir(parents=True, exist_ok=True)
            (CHECKOUT / path).write_text(text, encoding="utf-8")
            console.print(f"{path} written.")


def _stale(server: AnyServer) -> list[str]:
    return [
        path
        for path, text in documents.written(server).items()
        if not (CHECKOUT / path).exists() or (CHECKOUT / path).read_text(encoding="utf-8") != text
    ]


def _tool(name: str) -> str:
    """A development tool of the same environment as this command."""
    return str(Path(sys.executable).with_name(name))


def safeguards() -> None:
    """Print every promise, and where it is kept."""
    with register_ready() as server:
        for promise, places in documents.kept(server).items():
            console.print(f"[bold]{promise.id}[/bold] {promise.title}")
            for kind, where in places:
                console.print(f"    {kind}: {where}", markup=False)


def prove_safeguards(
    only: Annotated[str, typer.Option(help="One promise, such as SG-09; all unless given.")] = "",
) -> None:
    """Silence each place where a promise is kept, and demand that its tests fail."""
    with register_ready() as server:
        places = [place for place in documents.all_places(server) if only in ("", place[0])]
    if not places:
        raise Stop(f"There is no place where {only} is kept.")
    asleep = proving.prove(places, CHECKOUT, console.print)
    if asleep:
        raise Stop(f"{len(asleep)} places can fall silent without any test noticing: {'; '.join(asleep)}")
    console.print("Every alarm rings.")
