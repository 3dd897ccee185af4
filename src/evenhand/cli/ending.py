"""close-register, destroy-register: the end of a register, each signed by two people."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.casework.ages import written
from evenhand.cli.governance import Approved, By, account_named, signing
from evenhand.cli.running import Stop, console


def add_to(app: typer.Typer) -> None:
    """Add these verbs."""
    app.command("close-register")(close_register)
    app.command("destroy-register")(destroy_register)


def close_register(
    by: By, approved_by: Approved, reasons: Annotated[str, typer.Option(help="Why the register ends.")]
) -> None:
    """Close the register for good. For a time it still answers the people whom it is about; then it is destroyed."""
    with signing():
        from evenhand.register.actions import closing

        closed = closing.close(reasons=reasons, by=account_named(by), approved_by=account_named(approved_by))
        console.print(f"The register is closed. It answers people until {written(closed.access_until)}.")


def destroy_register(
    by: By,
    approved_by: Approved,
    certificate: Annotated[Path, typer.Option(help="The folder into which the certificate is written.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Destroy everything about anybody in a closed register, after its time, and write a certificate of it."""
    if not certificate.is_dir():
        raise Stop(f"There is no folder {certificate} for the certificate.")
    if not yes:
        typer.confirm("Everything that is kept of anybody will be destroyed. There is no way back. Go on?", abort=True)
    with signing():
        from evenhand.register.actions import closing

        done = closing.destroy(by=account_named(by), approved_by=account_named(approved_by))
        for ending, words in ((".txt", done.text), (".json", done.json)):
            (certificate / f"destruction-certificate{ending}").write_text(words, encoding="utf-8")
        console.print(done.text, markup=False)
        if done.trouble:
            raise Stop(done.trouble)
